import type { Guitai } from '../../electron/compose.ts'
import { compareInjury } from '../../electron/host/cli/demo/injury-ledger.ts'
import type { PaymentRow, SettlementRow } from '../../electron/journal/port.ts'
import type { InjuryView } from '../../electron/sandbox/injury/index.ts'
import { INJURY_FAMILIES, type InjuryCase } from '../../shared/injury.ts'
import type { TxnState } from '../../shared/txn.ts'
import { type Differences, NOTHING } from '../crash/ledgers.ts'

/** What a counter knows of its injury cases, as plain data that passes between processes. */
export interface InjuryBook {
  settlements: SettlementRow[]
  payments: PaymentRow[]
  cases: Pick<InjuryCase, 'encounterId' | 'family' | 'step' | 'mdtrt_id'>[]
  active: number
  txns: { msgid: string; family: string; infno: string; state: TxnState; encounterId: string | null }[]
  outbox: number
}

const MANY = 100_000
const isInjury = (row: { family: string }) => (INJURY_FAMILIES as readonly string[]).includes(row.family)

export async function readInjury({ journal }: Guitai): Promise<InjuryBook> {
  const encounters = await journal.searchEncounters({ families: INJURY_FAMILIES, limit: MANY })
  const { rows } = await journal.searchTxns({ offset: 0, limit: MANY })
  const settlements = (await journal.settlements({})).filter(isInjury)
  const own = new Set(settlements.map(({ encounterId }) => encounterId))
  const outbox = await journal.outboxCounts()
  return {
    settlements,
    payments: (await journal.payments({})).filter(({ encounterId }) => own.has(encounterId)),
    cases: encounters.map(({ data }) => {
      const { encounterId, family, step, mdtrt_id } = data as unknown as InjuryCase
      return { encounterId, family, step, mdtrt_id }
    }),
    active: encounters.filter((row) => row.active && row.step !== 'settled').length,
    txns: rows.filter(isInjury).map(({ msgid, family, infno, state, encounterId }) => {
      return { msgid, family, infno, state, encounterId }
    }),
    outbox: outbox.waiting + outbox.dead,
  }
}

export type InjuryCentre = Pick<InjuryView, 'effective' | 'leftovers'>

/** Compares the counters' injury books with the platforms'. Each figure must be 0. */
export function compareBooks(
  counters: readonly InjuryBook[],
  centre: InjuryCentre,
): { differences: Differences; notes: string[] } {
  const notes: string[] = []
  const found = (list: string[], what: string) => {
    for (const item of list) notes.push(`${what}: ${item}`)
    return list.length
  }
  const { lost, duplicated, unexplained } = compareInjury(
    counters.flatMap((c) => c.settlements),
    centre.effective(),
  )
  const txns = counters.flatMap((c) => c.txns)
  const inState = (...states: TxnState[]) =>
    txns.filter((t) => states.includes(t.state)).map((t) => `${t.infno} ${t.msgid} ${t.state}`)
  const open = counters
    .flatMap((c) => c.cases)
    .filter(({ step }) => step !== 'settled' && step !== 'cancelled')
  const live = new Set(open.map((one) => `${one.family} ${one.mdtrt_id}`))
  const left = centre.leftovers().filter((one) => !live.has(`${one.family} ${one.mdtrt_id}`))
  const differences: Differences = {
    ...NOTHING,
    lost: found(lost, 'lost'),
    duplicated: found(duplicated, 'duplicated'),
    unexplained: found([...unexplained, ...cashDifferences(counters)], 'unexplained'),
    unknown: found(inState('PREPARED', 'SENT', 'UNKNOWN', 'QUERYING', 'REVERSING'), 'unknown'),
    manual: found(inState('MANUAL'), 'manual'),
    leftovers: found(
      left.map((one) => `${one.family} ${one.mdtrt_id} ${one.state}`),
      'leftover',
    ),
    unfinished: found(
      counters.flatMap((c) => [
        ...Array.from({ length: c.active }, () => 'case'),
        ...Array.from({ length: c.outbox }, () => 'outbox'),
      ]),
      'unfinished',
    ),
  }
  return { differences, notes }
}

function cashDifferences(counters: readonly InjuryBook[]): string[] {
  return counters.flatMap((counter) => {
    const taken = new Map<string, number>()
    const keyOf = (row: { encounterId: string; setl_id: string }) => `${row.encounterId} ${row.setl_id}`
    for (const p of counter.payments) taken.set(keyOf(p), (taken.get(keyOf(p)) ?? 0) + p.amountFen)
    return counter.settlements
      .filter((row) => (taken.get(keyOf(row)) ?? 0) !== row.cashFen)
      .map((row) => `payments of ${row.setl_id}`)
  })
}
