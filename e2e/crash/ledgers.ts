import type { Guitai } from '../../electron/compose.ts'
import type { DemoClaim, DemoPaid } from '../../electron/his/demo/bills.ts'
import type { DepositRow, PaymentRow, SettlementRow } from '../../electron/journal/port.ts'
import type { LedgerRow, Leftovers } from '../../electron/sandbox/nhsa/index.ts'
import type { Stay } from '../../shared/stay.ts'
import type { TxnState } from '../../shared/txn.ts'
import type { Visit } from '../../shared/visit.ts'

/** All that one counter knows, and what the HIS says, as plain data that passes between processes. */
export interface CounterBook {
  settlements: SettlementRow[]
  payments: PaymentRow[]
  visits: Pick<Visit, 'encounterId' | 'step' | 'mdtrt_id' | 'chrg_bchno'>[]
  /** per visit; a stay has none */
  bills: Record<string, string[]>
  stays: StayBook[]
  active: number
  txns: { msgid: string; infno: string; state: TxnState; encounterId: string | null }[]
  outbox: number
  auditBroken: boolean
  /** encounters of work-injury insurance: in other books, and paid in the same HIS */
  elsewhere: string[]
  his: { paid: DemoPaid[]; claims: DemoClaim[] }
}

/** One stay: its lines at the centre by state, and its deposits. */
export interface StayBook {
  encounterId: string
  ipt_no: string
  step: Stay['step']
  mdtrt_id: string | null
  /** serials that are at the centre and in no settlement */
  uploaded: string[]
  /** sum of the lines of each settlement */
  settledFen: Record<string, number>
  deposits: Pick<DepositRow, 'kind' | 'amountFen' | 'setl_id'>[]
}

export interface CentreBook {
  ledger: LedgerRow[]
  effective: LedgerRow[]
  leftovers: Leftovers
}

const MANY = 100_000

export async function readCounter(app: Guitai): Promise<CounterBook> {
  const { journal, his } = app
  const encounters = await journal.searchEncounters({ limit: MANY })
  const of = (kind: string) => encounters.filter((row) => row.kind === kind).map((row) => row.data)
  const visits = of('outpatient') as unknown as Visit[]
  const { rows } = await journal.searchTxns({ offset: 0, limit: MANY })
  const outbox = await journal.outboxCounts()
  const settlements = await journal.settlements({})
  const elsewhere = new Set(settlements.filter((row) => row.family !== 'nhsa').map((row) => row.encounterId))
  return {
    settlements: settlements.filter((row) => row.family === 'nhsa'),
    payments: (await journal.payments({})).filter(({ encounterId }) => !elsewhere.has(encounterId)),
    visits: visits.map(({ encounterId, step, mdtrt_id, chrg_bchno }) => ({
      ...{ encounterId, step, mdtrt_id, chrg_bchno },
    })),
    bills: Object.fromEntries(
      visits.map((v) => [v.encounterId, [...new Set(v.lines.flatMap((line) => line.billId ?? []))]]),
    ),
    stays: await Promise.all((of('inpatient') as unknown as Stay[]).map((stay) => readStay(app, stay))),
    active: encounters.filter((row) => row.active && row.step !== 'settled').length,
    txns: rows
      .filter(({ family }) => family === 'nhsa' || family === 'sichuan')
      .map(({ msgid, infno, state, encounterId }) => ({ msgid, infno, state, encounterId })),
    outbox: outbox.waiting + outbox.dead,
    auditBroken: (await journal.auditVerify()).brokenAt !== null,
    elsewhere: [...elsewhere],
    his: { paid: await his.paid(), claims: await his.claims() },
  }
}

async function readStay({ journal }: Guitai, stay: Stay): Promise<StayBook> {
  const { encounterId, ipt_no, step, mdtrt_id } = stay
  const fees = await journal.fees({ encounterId })
  const settledFen: Record<string, number> = {}
  for (const { setl_id, amountFen } of fees) {
    if (setl_id) settledFen[setl_id] = (settledFen[setl_id] ?? 0) + amountFen
  }
  const uploaded = fees
    .filter((fee) => fee.state === 'uploaded' && fee.setl_id === null)
    .map((fee) => String(fee.gen * 1_000_000 + fee.lineNo))
  const deposits = await journal.deposits({ encounterId })
  return { encounterId, ipt_no, step, mdtrt_id, uploaded, settledFen, deposits }
}

/** What differs between the counters' books, the centre's and the HIS's. Each figure must be 0. */
export interface Differences {
  /** effective settlements at the centre that no counter shows as standing */
  lost: number
  /** more than one effective settlement for one visit or one HIS bill */
  duplicated: number
  /** settlements whose nets (total, fund, account, cash, hospital) differ; payments that do not make the cash */
  unexplained: number
  /** transactions without a last word */
  unknown: number
  manual: number
  /** registrations and details at the centre that no visit in work stands for */
  leftovers: number
  /** bills whose mark in the HIS differs from the standing settlements */
  his: number
  /** bills still held by a visit that is over */
  held: number
  /** visits that the cashier could not bring to an end, jobs of the outbox that do not run */
  unfinished: number
}

export const NOTHING: Differences = {
  ...{ lost: 0, duplicated: 0, unexplained: 0, unknown: 0, manual: 0 },
  ...{ leftovers: 0, his: 0, held: 0, unfinished: 0 },
}

export type Notes = string[]

/** Compares the books. The counters share one HIS, so any of their views of it is the HIS. */
export function compare(
  counters: readonly CounterBook[],
  centre: CentreBook,
): { differences: Differences; notes: Notes } {
  const notes: Notes = []
  const found = (list: string[], what: string) => {
    for (const item of list) notes.push(`${what}: ${item}`)
    return list.length
  }
  const standing = counters.flatMap(standingOf)
  const stands = new Set(standing.map((row) => row.setl_id))
  const txns = counters.flatMap((c) => c.txns)
  const inState = (...states: TxnState[]) =>
    txns.filter((t) => states.includes(t.state)).map((t) => `${t.infno} ${t.msgid} ${t.state}`)
  const differences: Differences = {
    lost: found(
      centre.effective.filter((row) => !stands.has(row.setl_id)).map((r) => `${r.setl_id} ${r.msgid}`),
      'lost',
    ),
    duplicated: found(doubles(counters, centre), 'duplicated'),
    unexplained: found(
      [
        ...netDifferences(counters, centre),
        ...cashDifferences(counters),
        ...stayDifferences(counters, centre),
      ],
      'unexplained',
    ),
    unknown: found(inState('PREPARED', 'SENT', 'UNKNOWN', 'QUERYING', 'REVERSING'), 'unknown'),
    manual: found(inState('MANUAL'), 'manual'),
    leftovers: found(strays(counters, centre.leftovers), 'leftover'),
    his: found(hisDifferences(counters, standing), 'his'),
    held: found(heldForNothing(counters), 'held'),
    unfinished: found(
      counters.flatMap((c) => [
        ...Array.from({ length: c.active }, () => 'visit'),
        ...Array.from({ length: c.outbox }, () => 'outbox'),
        ...(c.auditBroken ? ['audit chain'] : []),
      ]),
      'unfinished',
    ),
  }
  return { differences, notes }
}

function standingOf(counter: CounterBook): SettlementRow[] {
  const reversed = new Set(counter.settlements.map((row) => row.reverses))
  return counter.settlements.filter((row) => row.reverses === null && !reversed.has(row.setl_id))
}

function doubles(counters: readonly CounterBook[], { effective }: CentreBook): string[] {
  const encounterOf = new Map(counters.flatMap((c) => c.txns.map((t) => [t.msgid, t.encounterId] as const)))
  const billsOf = (msgid: string) => {
    const encounterId = encounterOf.get(msgid)
    return encounterId ? counters.flatMap((c) => c.bills[encounterId] ?? []) : []
  }
  // a stay may have several settlements that stand: interim ones
  const stays = new Set(counters.flatMap((c) => c.stays.map((stay) => stay.mdtrt_id)))
  const visit = (mdtrt_id: string) => (stays.has(mdtrt_id) ? [] : [mdtrt_id])
  const keys = effective.flatMap((row) => [...visit(row.mdtrt_id), ...billsOf(row.msgid)])
  return [...Map.groupBy(keys, (key) => key)].filter(([, of]) => of.length > 1).map(([key]) => key)
}

const PARTS = ['total', 'fund', 'acct', 'cash', 'hosp'] as const
type Net = Record<(typeof PARTS)[number], number>

/** Nets by the settlement that each chain of reversals began with; those that come to nothing are left out. */
function nets<T extends { setl_id: string; reverses?: string | null }>(rows: T[], net: (row: T) => Net) {
  const byId = new Map(rows.map((row) => [row.setl_id, row]))
  const rootOf = (row: T): string => {
    const before = row.reverses ? byId.get(row.reverses) : undefined
    return before ? rootOf(before) : (row.reverses ?? row.setl_id)
  }
  const sums = new Map<string, Net>()
  for (const row of rows) {
    const sum = sums.get(rootOf(row)) ?? { total: 0, fund: 0, acct: 0, cash: 0, hosp: 0 }
    const add = net(row)
    for (const part of PARTS) sum[part] += add[part]
    sums.set(rootOf(row), sum)
  }
  return new Map([...sums].filter(([, sum]) => PARTS.some((part) => sum[part] !== 0)))
}

function netDifferences(counters: readonly CounterBook[], centre: CentreBook): string[] {
  const here = nets(
    counters.flatMap((c) => c.settlements.filter((row) => row.mdtrt_id !== null)),
    (r) => ({ total: r.totalFen, fund: r.fundFen, acct: r.acctFen, cash: r.cashFen, hosp: r.hospFen }),
  )
  const there = nets(centre.ledger, (r) => ({
    ...{ total: r.medfee_sumamt, fund: r.fund_pay_sumamt, acct: r.acct_pay },
    ...{ cash: r.psn_cash_pay, hosp: r.hosp_part_amt },
  }))
  return [...new Set([...here.keys(), ...there.keys()])].filter((id) =>
    PARTS.some((part) => (here.get(id)?.[part] ?? 0) !== (there.get(id)?.[part] ?? 0)),
  )
}

/** What was taken and given back must be the cash share of each row. */
function cashDifferences(counters: readonly CounterBook[]): string[] {
  return counters.flatMap((counter) => {
    const taken = new Map<string, number>()
    for (const p of counter.payments) taken.set(p.setl_id, (taken.get(p.setl_id) ?? 0) + p.amountFen)
    return counter.settlements
      .filter((row) => (taken.get(row.setl_id) ?? 0) !== row.cashFen)
      .map((row) => `payments of ${row.setl_id}`)
  })
}

/** A stay's lines must be at the centre as they are here, make its settlements, and its deposits come out even. */
function stayDifferences(counters: readonly CounterBook[], centre: CentreBook): string[] {
  const there = Map.groupBy(centre.leftovers.details, (d) => d.mdtrt_id)
  return counters.flatMap((counter) => {
    const standing = standingOf(counter)
    return counter.stays.flatMap((stay) => {
      const { encounterId, mdtrt_id, step, deposits } = stay
      const own = standing.filter((row) => row.encounterId === encounterId)
      const balance = deposits.reduce((sum, d) => sum + d.amountFen, 0)
      const lines = new Set((there.get(mdtrt_id ?? '') ?? []).map((d) => d.feedetl_sn))
      const wrong = [
        ...own
          .filter((r) => (stay.settledFen[r.setl_id] ?? 0) !== r.totalFen)
          .map((r) => `lines of ${r.setl_id}`),
        ...stay.uploaded.filter((sn) => mdtrt_id && !lines.has(sn)).map((sn) => `line ${sn} only here`),
        ...[...lines].filter((sn) => !stay.uploaded.includes(sn)).map((sn) => `line ${sn} only there`),
        ...((step === 'settled' || step === 'cancelled') && balance !== 0 ? [`deposit ${balance}`] : []),
      ]
      return wrong.map((what) => `stay ${encounterId}: ${what}`)
    })
  })
}

const AT_CENTRE = new Set(['registered', 'diagnosed', 'uploaded', 'presettled', 'refunded'])
const STAYING = new Set(['admitted', 'discharged'])

function strays(counters: readonly CounterBook[], { visits, details }: Leftovers): string[] {
  const live = new Set(
    counters.flatMap((c) => [
      ...c.visits.filter((v) => AT_CENTRE.has(v.step)).map((v) => v.mdtrt_id),
      ...c.stays.filter((stay) => STAYING.has(stay.step)).map((stay) => stay.mdtrt_id),
    ]),
  )
  return [
    ...visits.filter((v) => !live.has(v.mdtrt_id)).map((v) => `visit ${v.mdtrt_id} ${v.ipt_otp_no}`),
    ...details.filter((d) => !live.has(d.mdtrt_id)).map((d) => `detail ${d.mdtrt_id} ${d.feedetl_sn}`),
  ]
}

function hisDifferences(counters: readonly CounterBook[], standing: SettlementRow[]): string[] {
  const billsOf = (id: string) => counters.flatMap((c) => c.bills[id] ?? [])
  const wanted = standing.flatMap((row) => billsOf(row.encounterId).map((bill) => `${bill} ${row.setl_id}`))
  const elsewhere = new Set(counters.flatMap((c) => c.elsewhere))
  const paid = (counters[0]?.his.paid ?? []).filter(({ encounterId }) => !elsewhere.has(encounterId))
  const marked = paid.map((row) => `${row.billId} ${row.setl_id}`)
  const [here, there] = [new Set(wanted), new Set(marked)]
  return [...wanted.filter((mark) => !there.has(mark)), ...marked.filter((mark) => !here.has(mark))]
}

function heldForNothing(counters: readonly CounterBook[]): string[] {
  const over = new Set(
    counters.flatMap((c) => c.visits.filter((v) => v.step === 'cancelled').map((v) => v.encounterId)),
  )
  return (counters[0]?.his.claims ?? [])
    .filter((claim) => over.has(claim.encounterId))
    .map((claim) => `${claim.billId} ${claim.encounterId}`)
}
