import type { ConsoleAnswer } from '../../../shared/api/console.ts'
import { type Fault, fail } from '../../../shared/errors.ts'
import { maskDeep } from '../../../shared/mask.ts'
import { DOUBTFUL, TXN_STATE_LABEL, type Txn, type TxnState } from '../../../shared/txn.ts'
import type { Outcome } from '../../engine/engine.ts'
import { absentFault, doubtFault, rejectedFault, reversedFault } from '../../engine/faults.ts'
import type { Journal } from '../../journal/port.ts'
import { labelled } from '../txn/labels.ts'
import { type ConsoleDeps, nameOf } from './deps.ts'

/** Throws `not_found`. */
export async function txnOf(journal: Journal, msgid: string): Promise<Txn> {
  return (await journal.txn(msgid)) ?? fail('not_found', `没有报文 ${msgid}`, '没有改变。', '请核对报文号。')
}

/** What is known of a message as it stands on disk. */
export function answerOf(deps: ConsoleDeps, txn: Txn, reveal: boolean): ConsoleAnswer {
  const book = deps.books.get(txn.family)
  const contract = book?.has(txn.infno) ? book.get(txn.infno) : null
  const output = reveal ? txn.output : maskDeep(txn.output)
  return {
    msgid: txn.msgid,
    refmsgid: txn.refmsgid,
    is: kindOf(txn.state),
    stateLabel: TXN_STATE_LABEL[txn.state],
    took_ms: txn.sentAt !== null && txn.endedAt !== null ? txn.endedAt - txn.sentAt : null,
    at: txn.createdAt,
    output,
    fields: labelled(contract?.output ?? [], output, deps.dict),
    warning: null,
    fault: faultOfState(txn, nameOf(deps, txn.infno)),
    revealed: reveal,
  }
}

export function outcomeAnswer(deps: ConsoleDeps, outcome: Outcome): ConsoleAnswer {
  const answer = answerOf(deps, outcome.txn, false)
  return outcome.is === 'settled'
    ? { ...answer, warning: outcome.warning }
    : { ...answer, fault: outcome.fault }
}

function kindOf(state: TxnState): ConsoleAnswer['is'] {
  if (state === 'SETTLED') return 'settled'
  if (state === 'REJECTED') return 'rejected'
  if (state === 'ABSENT' || state === 'REVERSED') return 'absent'
  return DOUBTFUL.includes(state) ? 'doubtful' : 'open'
}

function faultOfState(txn: Txn, label: string): Fault | null {
  const message = txn.errMsg ?? ''
  switch (kindOf(txn.state)) {
    case 'rejected':
      return rejectedFault(txn, label, { is: 'refused', code: txn.errCode ?? '', message, sort: 'other' })
    case 'absent':
      return txn.state === 'REVERSED' ? reversedFault(txn, label) : absentFault(txn, label, message)
    case 'doubtful':
      return doubtFault(txn, label, message)
    default:
      return null
  }
}
