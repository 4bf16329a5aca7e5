import { TXN_STATE_LABEL, type Txn, type TxnState } from '../../shared/txn.ts'
import type { Change } from '../journal/port.ts'

/**
 * Every move that a transaction may make. SETTLED, REJECTED, ABSENT and REVERSED are final: a late answer
 * never changes them. QUERYING and REVERSING may be entered again: another try.
 */
const MOVES: Record<TxnState, readonly TxnState[]> = {
  PREPARED: ['SENT', 'ABSENT'],
  SENT: ['SETTLED', 'REJECTED', 'ABSENT', 'UNKNOWN'],
  UNKNOWN: ['QUERYING', 'REVERSING', 'MANUAL'],
  QUERYING: ['QUERYING', 'SETTLED', 'ABSENT', 'REVERSING', 'MANUAL'],
  REVERSING: ['REVERSING', 'REVERSED', 'ABSENT', 'MANUAL'],
  MANUAL: ['SETTLED', 'ABSENT', 'QUERYING', 'REVERSING'],
  SETTLED: [],
  REJECTED: [],
  ABSENT: [],
  REVERSED: [],
}

export function isFinal(state: TxnState): boolean {
  return MOVES[state].length === 0
}

type Set = Extract<Change, { t: 'txn' }>['set']

/** The change that moves a transaction. Throws on a move that the automaton does not know. */
export function move(txn: Txn, to: TxnState, at: number, note: string, set: Set = {}): Change {
  if (!MOVES[txn.state].includes(to)) {
    throw new Error(`${txn.infno} ${txn.msgid}: ${TXN_STATE_LABEL[txn.state]} → ${TXN_STATE_LABEL[to]}`)
  }
  return {
    t: 'txn',
    msgid: txn.msgid,
    from: [txn.state],
    to,
    at,
    note,
    set: isFinal(to) ? { nextAt: null, endedAt: at, ...set } : set,
  }
}

/** The row as it stands after `move`, without asking the store again. */
export function moved(txn: Txn, change: Change): Txn {
  return change.t === 'txn' ? { ...txn, ...change.set, state: change.to } : txn
}
