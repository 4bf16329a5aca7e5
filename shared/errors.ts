import type { FieldFault } from './contract.ts'

/**
 * Everything that goes wrong and reaches a person: three lines of Chinese (what happened, what it means for
 * this patient's money, what to do), the fields at fault, and the centre's own words to unfold.
 */
export type FaultKind =
  | 'invalid' // input refused here; nothing was sent, changed or lost
  | 'denied' // not logged in, or not allowed
  | 'locked' // account locked, screen locked
  | 'not_found'
  | 'conflict' // somebody else holds it, or the state does not allow it
  | 'doubt' // an open doubtful transaction stands in the way
  | 'rejected' // the centre said no; it booked nothing
  | 'unreachable' // provably not sent
  | 'storage' // disk full, database damaged
  | 'internal'

export interface Fault {
  kind: FaultKind
  /** what happened */
  what: string
  /** what it means for the money */
  means: string
  /** what to do now */
  todo: string
  fields?: FieldFault[]
  /** `sort` as the platform reads it: session, where the sign-in is over */
  centre?: { code: string; message: string; sort?: string }
  msgid?: string
}

export class GuitaiError extends Error {
  readonly fault: Fault
  constructor(fault: Fault, cause?: unknown) {
    super(fault.what, { cause })
    this.name = 'GuitaiError'
    this.fault = fault
  }
}

export function fail(
  kind: FaultKind,
  what: string,
  means = '没有发送，也没有扣款。',
  todo = '请改正后重试。',
): never {
  throw new GuitaiError({ kind, what, means, todo })
}

/** The fault of anything thrown; unknown errors become `internal` without their stack. */
export function faultOf(error: unknown): Fault {
  if (error instanceof GuitaiError) return error.fault
  return {
    kind: 'internal',
    what: '程序内部出错',
    means: '已记录的交易不受影响；没有把握的交易会列在“存疑交易”里。',
    todo: '请重试；仍然出错请联系信息科，并提供日志。',
  }
}
