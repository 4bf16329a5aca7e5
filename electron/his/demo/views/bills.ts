import type Database from 'better-sqlite3'
import type { HisBill } from '../../port.ts'
import { type Paid, prescription } from './dispense.ts'
import { putRecord } from './store.ts'

/**
 * Brings the view up to what the bills say: all of them, or those named. To be called within a write
 * transaction, whenever bills are written, paid, refunded or opened again.
 */
export function bookPrescriptions(db: Database.Database, at: number, billIds?: readonly string[]): void {
  const found = db
    .prepare(
      `select b.body, b.state, b.setl_id, p.psn_name, p.certno,
         (select facts from write_back w where w.encounter_id = b.encounter_id and w.setl_id = b.setl_id
            and w.kind = 'paid') as facts
       from bill b join patient p using (certno)
       where @ids is null or b.bill_id in (select value from json_each(@ids)) order by b.no`,
    )
    .all({ ids: billIds ? JSON.stringify(billIds) : null }) as {
    body: string
    state: Paid['state']
    setl_id: string | null
    psn_name: string
    certno: string
    facts: string | null
  }[]
  for (const { body, state, setl_id, facts, ...person } of found) {
    const { rxno, dept, ...bill } = JSON.parse(body) as HisBill
    if (rxno === null) continue
    const paid: Paid =
      state === 'open'
        ? { state, setl_id: '', mdtrt_setl_type: '' }
        : { state, setl_id: setl_id ?? '', mdtrt_setl_type: setl_id?.startsWith('Z') ? '2' : '1' }
    const { mdtrt_id, psn_no, insuplc_admdvs } = JSON.parse(facts ?? '{}') as Record<string, string>
    const insured = mdtrt_id ? { mdtrt_id, psn_no: psn_no!, insuplc_admdvs: insuplc_admdvs! } : {}
    const data = prescription({ ...bill, rxno, dept_name: dept.dept_name }, person, { ...paid, ...insured })
    putRecord(db, { view: 'dispense', key: rxno, data }, at)
  }
}
