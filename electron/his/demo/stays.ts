import type Database from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import type { HisCharge, HisInpatient, HisWriteBack } from '../port.ts'
import type { Ward } from './charges.ts'
import { type Expected, expect, type NewInpatient } from './expected.ts'
import {
  addCharges,
  admitted,
  growStays,
  inpatientOf,
  leave,
  rowOf,
  type StayRow,
  someDue,
  unadmitted,
  type Wards,
} from './inpatients.ts'
import { ranked } from './search.ts'

interface Deps {
  db: Database.Database
  ward: Ward
  seed: number
  now: () => number
  answer: <T>(work: () => T) => Promise<T>
}

/** The wards as the counter sees them. Whatever is asked, the charges that are due by now are booked first. */
export function stays({ db, ward, seed, now, answer }: Deps) {
  const at: Wards = { db, ward, seed }
  const found = db.prepare(
    ranked(
      '(select * from inpatient where @state is null or state = @state)',
      ['ipt_no', 'certno', 'bed'],
      ['psn_name'],
    ),
  )
  const everyone = db.prepare(
    'select * from inpatient where @state is null or state = @state order by bed, no limit @limit',
  )
  const one = db.prepare('select * from inpatient where ipt_no = ?')
  const after = db
    .prepare('select charge from inpatient_charge where ipt_no = ? and serial > ? order by serial limit ?')
    .pluck()
  const write = <T>(work: () => T) => answer(() => db.transaction(work).immediate())
  const grown = <T>(work: () => T) =>
    answer(() => {
      if (someDue(at, now())) db.transaction(() => growStays(at, now())).immediate()
      return work()
    })
  return {
    inpatients: (text: string, state: HisInpatient['state'] | null, limit: number): Promise<HisInpatient[]> =>
      grown(() => {
        const t = text.trim().toLowerCase()
        return ((t ? found : everyone).all({ ...(t ? { t } : {}), state, limit }) as StayRow[]).map(
          inpatientOf,
        )
      }),
    inpatient: (ipt_no: string): Promise<HisInpatient | null> =>
      grown(() => {
        const row = one.get(ipt_no) as StayRow | undefined
        return row ? inpatientOf(row) : null
      }),
    inpatientCharges: (ipt_no: string, serial: number, limit: number): Promise<HisCharge[]> =>
      grown(() => (after.all(ipt_no, serial, limit) as string[]).map((charge) => JSON.parse(charge))),
    addInpatient: (certno: string, options: NewInpatient = {}): Promise<HisInpatient> =>
      write(() => {
        const patient = db.prepare('select * from patient where certno = ?').get(certno) as
          | Expected
          | undefined
        if (!patient) fail('not_found', 'HIS 里没有这位患者', undefined, '请核对证件号码。')
        return expect(at, patient, options, now())
      }),
    addCharges: (
      ipt_no: string,
      n: number,
      options: { at?: number; refunds?: number; bad?: boolean } = {},
    ): Promise<HisCharge[]> =>
      write(() => addCharges(at, ipt_no, n, { at: now(), refunds: 0, bad: false, ...options })),
    wardDischarge: (ipt_no: string, way = '1'): Promise<HisInpatient> =>
      write(() => {
        growStays(at, now())
        rowOf(at, ipt_no)
        leave(at, ipt_no, way, now())
        return inpatientOf(rowOf(at, ipt_no))
      }),
  }
}

/** What the counter tells of a stay. Interim settlements leave it as it is. Within a write transaction. */
export function moveStay(at: Wards, { kind, setl_id, facts }: HisWriteBack, now: number): void {
  const ipt_no = String(facts.ipt_no ?? '')
  rowOf(at, ipt_no)
  if (kind === 'admitted') admitted(at, ipt_no, now)
  else if (kind === 'unadmitted') unadmitted(at, ipt_no)
  else
    at.db
      .prepare('update inpatient set setl_id = ? where ipt_no = ?')
      .run(kind === 'settled' ? setl_id : '', ipt_no)
}
