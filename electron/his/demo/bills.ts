import type Database from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import { ofInjury } from '../../../shared/injury.ts'
import type { Fen } from '../../../shared/money.ts'
import type { His, HisBill, HisBillState, HisPatient, HisWriteBack } from '../port.ts'
import { visitBills } from './charges.ts'
import { insertBills, nextNo, ward } from './seed.ts'
import { moveStay } from './stays.ts'
import { bookPrescriptions } from './views/bills.ts'

export interface DemoBills {
  /** `n` new open charges of a known patient, as one visit to one doctor. Throws not_found for a stranger. */
  addBills(certno: string, n: number): Promise<HisBill[]>
  /** bills that a counter holds and has not settled yet */
  claims(): Promise<DemoClaim[]>
  /** bills paid and not refunded */
  paid(): Promise<DemoPaid[]>
}

export interface DemoClaim {
  billId: string
  encounterId: string
  window: string
  opterName: string
  at: number
}

export interface DemoPaid {
  billId: string
  certno: string
  encounterId: string
  setl_id: string
  totalFen: Fen
}

interface BillRow {
  bill_id: string
  state: 'open' | 'paid' | 'refunded'
  encounter_id: string | null
  window: string | null
  opter_name: string | null
}

type Bills = DemoBills & Pick<His, 'bill' | 'openBills' | 'claim' | 'release' | 'writeBack'>

/** The open charges of outpatients: who holds them, what was paid, and what the outbox told of visits and stays. */
export function bills(
  db: Database.Database,
  answer: <T>(work: () => T) => Promise<T>,
  seed: number,
  now: () => number,
): Bills {
  const row = db.prepare<[string], BillRow>(
    'select bill_id, state, encounter_id, window, opter_name from bill where bill_id = ?',
  )
  const bill = (billId: string): BillRow =>
    row.get(billId) ?? fail('not_found', `HIS 里没有单据 ${billId}`, undefined, '请重新提取费用。')
  const state = db.prepare(
    `select bill_id as billId, certno, state, total_fen as totalFen, setl_id, window from bill where bill_id = ?`,
  )
  const open = db.prepare("select body from bill where certno = ? and state = 'open' order by no").pluck()
  const take = db.prepare(
    'update bill set encounter_id = ?, window = ?, opter_name = ?, at = ? where bill_id = ?',
  )
  const free = db.prepare(
    `update bill set encounter_id = null, window = null, opter_name = null, at = null
     where encounter_id = ? and state = 'open'`,
  )
  const write = <T>(work: () => T) => answer(() => db.transaction(work).immediate())
  return {
    bill: (billId) => answer(() => (state.get(billId) as HisBillState | undefined) ?? null),
    openBills: (certno, injury = false) =>
      answer(() =>
        open
          .all(certno)
          .map((body) => JSON.parse(body as string) as HisBill)
          .filter((bill) => ofInjury(bill.med_type) === injury),
      ),
    claim: (billIds, holder) =>
      write(() => {
        for (const id of billIds) assertFree(bill(id), holder.encounterId)
        for (const id of billIds) take.run(holder.encounterId, holder.window, holder.opterName, now(), id)
      }),
    release: (encounterId) => write(() => void free.run(encounterId)),
    writeBack: (entry) =>
      write(() => {
        if (db.prepare('select 1 from write_back where key = ?').get(entry.key)) return
        if (entry.kind === 'paid' || entry.kind === 'refunded') {
          moveBills(db, bill, entry, now())
        } else moveStay({ db, seed, ward: ward() }, entry, now())
        note(db, entry, now())
        if (entry.billIds.length > 0) bookPrescriptions(db, now(), entry.billIds)
      }),
    addBills: (certno, n) =>
      write(() => {
        const patient = db.prepare('select * from patient where certno = ?').get(certno)
        if (!patient) fail('not_found', 'HIS 里没有这位患者', undefined, '请核对证件号码。')
        const first = nextNo(db)
        const bills = visitBills(ward(), patient as HisPatient, n, first, seed, now())
        insertBills(db, certno, first, bills)
        bookPrescriptions(
          db,
          now(),
          bills.map(({ billId }) => billId),
        )
        return bills
      }),
    claims: () =>
      answer(
        () =>
          db
            .prepare(
              `select bill_id as billId, encounter_id as encounterId, window, opter_name as opterName, at
               from bill where state = 'open' and encounter_id is not null order by no`,
            )
            .all() as DemoClaim[],
      ),
    paid: () =>
      answer(
        () =>
          db
            .prepare(
              `select bill_id as billId, certno, encounter_id as encounterId, setl_id, total_fen as totalFen
               from bill where state = 'paid' order by no`,
            )
            .all() as DemoPaid[],
      ),
  }
}

function assertFree(bill: BillRow, encounterId: string): void {
  if (bill.state !== 'open') {
    const done = bill.state === 'paid' ? '已经收费' : '已经退费'
    fail('conflict', `单据 ${bill.bill_id} ${done}`, '没有重复收费。', '请重新提取费用。')
  }
  if (bill.encounter_id !== null && bill.encounter_id !== encounterId) {
    fail(
      'conflict',
      `单据 ${bill.bill_id} 正在窗口 ${bill.window} 由 ${bill.opter_name} 收费`,
      '没有占用任何单据，也没有扣款。',
      `请与窗口 ${bill.window} 的 ${bill.opter_name} 核对；对方放弃后再重新提取费用。`,
    )
  }
}

/**
 * Paid or refunded. A payment of a bill that someone else has already had paid, and a refund of one
 * that this visit has not paid, are refused, so that the outbox shows them instead of hiding them. What a visit
 * has refunded it may have paid anew, or open again for others.
 */
function moveBills(
  db: Database.Database,
  bill: (id: string) => BillRow,
  entry: HisWriteBack,
  at: number,
): void {
  const { kind, encounterId, billIds, setl_id, facts } = entry
  for (const id of billIds) {
    const { state, encounter_id } = bill(id)
    const mine = encounter_id === encounterId
    const fits =
      kind === 'paid'
        ? (state === 'open' && (encounter_id === null || mine)) || (state === 'refunded' && mine)
        : mine && (state === 'paid' || (state === 'refunded' && facts.reopen === true))
    if (!fits) {
      const what = kind === 'paid' ? '收费' : '退费'
      fail(
        'conflict',
        `单据 ${id} 不能登记${what}：HIS 里的状态不符`,
        'HIS 没有改动。',
        '请与信息科核对该单据。',
      )
    }
  }
  const state = kind === 'paid' ? 'paid' : facts.reopen === true ? 'open' : 'refunded'
  const holder = state === 'open' ? null : encounterId
  const mark = db.prepare(
    `update bill set state = @state, encounter_id = @holder, setl_id = @setl_id, at = @at,
       window = iif(@holder is null, null, window), opter_name = iif(@holder is null, null, opter_name)
     where bill_id = @id`,
  )
  for (const id of billIds) mark.run({ state, holder, setl_id, at, id })
}

/** One delivery of the outbox; the same key does nothing a second time. */
function note(db: Database.Database, entry: HisWriteBack, at: number): void {
  const { key, kind, encounterId, billIds, setl_id, facts } = entry
  db.prepare('insert into write_back values (?, ?, ?, ?, ?, ?, ?)').run(
    ...[key, kind, encounterId, setl_id],
    ...[JSON.stringify(billIds), JSON.stringify(facts), at],
  )
}
