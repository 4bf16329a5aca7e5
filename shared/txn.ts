import type { ContractKind, Json, JsonObject } from './contract.ts'
import type { Fen } from './money.ts'
import type { MsgId } from './msgid.ts'

/**
 * PREPARED (on disk, not sent) → SENT → SETTLED | REJECTED | ABSENT | UNKNOWN
 * UNKNOWN → QUERYING → SETTLED | ABSENT | REVERSING → REVERSED | ABSENT | MANUAL
 * SETTLED means that the centre did it, whatever the code; ABSENT that it did not and a new try is safe.
 */
export type TxnState =
  | 'PREPARED'
  | 'SENT'
  | 'SETTLED'
  | 'REJECTED'
  | 'UNKNOWN'
  | 'QUERYING'
  | 'ABSENT'
  | 'REVERSING'
  | 'REVERSED'
  | 'MANUAL'

export const TXN_STATE_LABEL: Record<TxnState, string> = {
  PREPARED: '待发送',
  SENT: '已发送',
  SETTLED: '成功',
  REJECTED: '中心拒绝',
  UNKNOWN: '结果未知',
  QUERYING: '查询中',
  ABSENT: '未发生',
  REVERSING: '冲正中',
  REVERSED: '已冲正',
  MANUAL: '待人工处理',
}

/** States in which it is not yet known whether the centre did it. */
export const DOUBTFUL: readonly TxnState[] = ['UNKNOWN', 'QUERYING', 'REVERSING', 'MANUAL']
/** States that hold the encounter and the patient. */
export const HOLDING: readonly TxnState[] = ['PREPARED', 'SENT', ...DOUBTFUL]

/** One message to a platform, from before its first byte to its last word. */
export interface Txn {
  msgid: MsgId
  family: string
  infno: string
  kind: ContractKind
  state: TxnState
  /** the transaction that this one asks after or reverses; such rows never hold an encounter themselves */
  parent: MsgId | null
  encounterId: string | null
  shiftId: string | null
  opter: string
  opterName: string
  psnNo: string | null
  insuplc: string | null
  amountFen: Fen | null
  /** the registered effect that runs when the outcome is known */
  purpose: string | null
  input: JsonObject
  /** facts that only this side knows and that the effect needs: payments taken, line ids, … */
  local: JsonObject
  output: Json
  refmsgid: string | null
  errCode: string | null
  errMsg: string | null
  /** tries of the resolver so far */
  attempts: number
  /** when the resolver looks again, epoch ms */
  nextAt: number | null
  createdAt: number
  sentAt: number | null
  endedAt: number | null
}

export interface TxnEvent {
  at: number
  from: TxnState | null
  to: TxnState
  note: string
}
