import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { yuanNumber } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows, type Split, splitOf } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { Life, Reply, Verdict } from '../../port.ts'
import type { NhsaConfig } from '../config.ts'

/** What the lifecycles of all business areas have in common. Source: contracts/nhsa/_lifecycle.md. */
export const NOTHING_KNOWN: Life = {
  ask: null,
  undo: null,
  confirmAbsence: false,
  doubleStands: false,
  absentIsDone: false,
}

/**
 * Several rows in one message: "double" and "absent" may be said of one of them only, and the others are not
 * there. Only of a row that travels alone do these words tell something.
 */
const severalRows = (txn: Txn): boolean => Number(txn.local.rows ?? 1) > 1

export const harmlessToRepeat: Life = {
  ask: {
    by: 'resend',
    judge: (txn, reply) => {
      const there = reply.is === 'refused' && reply.sort === 'double' && !severalRows(txn)
      return there ? yes({}) : plain(reply)
    },
  },
  undo: null,
  confirmAbsence: false,
  doubleStands: true,
  absentIsDone: false,
}

/** Withdrawals: "nothing there" means that it is done, and so does "this msgid was here before". */
export const withdrawal: Life = {
  ask: {
    by: 'resend',
    judge: (txn, reply) => {
      const done = reply.is === 'refused' && (reply.sort === 'absent' || reply.sort === 'double')
      return done && !severalRows(txn) ? yes({}) : plain(reply)
    },
  },
  undo: null,
  confirmAbsence: false,
  doubleStands: true,
  absentIsDone: true,
}

/** 2601 by our own msgid, where the site allows it for this code. */
export function reverse(code: string, config: NhsaConfig): Life['undo'] {
  return config.reversible.includes(code)
    ? {
        infno: '2601',
        input: (txn) => ({ data: { psn_no: txn.psnNo, omsgid: txn.msgid, oinfno: txn.infno } }),
      }
    : null
}

/** Money that moved: asked after by the visit where the centre answers that, and never believed absent alone. */
export function settlement(code: string, config: NhsaConfig): Life {
  const asked = config.querySettlementBy === 'mdtrt_id'
  return {
    ask: asked ? { by: 'query', infno: '5203', input: byVisit, judge: judgeSettlement } : null,
    undo: reverse(code, config),
    confirmAbsence: true,
    doubleStands: true,
    absentIsDone: false,
    record: settlementRecord((_txn, found, output) => settledShape(found, output)),
  }
}

export function refund(code: string, config: NhsaConfig): Life {
  return {
    ask: { by: 'query', infno: '5203', input: bySettlement, judge: judgeRefund },
    undo: reverse(code, config),
    confirmAbsence: true,
    doubleStands: true,
    absentIsDone: false,
    record: settlementRecord(refundRecord),
  }
}

type Shape = (txn: Txn, found: JsonObject, output: JsonObject) => JsonObject | null

const settlementRecord = (shape: Shape): NonNullable<Life['record']> => ({
  label: '结算ID',
  infno: '5203',
  input: (txn, setl_id) => ({ data: { ...bySettlement(txn).data, setl_id } }),
  read: (txn, _setl_id, output) => {
    const found = node(output, 'setlinfo')
    return found?.setl_id ? shape(txn, found, output) : null
  },
})

/** The refund's own record; or that of the settlement, which says that it was taken back. */
function refundRecord(txn: Txn, found: JsonObject, output: JsonObject): JsonObject | null {
  if (found.setl_id !== input(txn).setl_id) return settledShape(found, output)
  return found.refd_setl_flag === '1' ? { setlinfo: negative(txn, found) } : null
}

/** The centre's record of a registration or an admission, by its 就诊ID. Source: 5201. */
export function visitRecord(
  of: (txn: Txn) => { ipt_otp_no: Json; window: JsonObject },
  shape: (txn: Txn, mdtrt_id: string) => JsonObject,
): NonNullable<Life['record']> {
  return {
    label: '就诊ID',
    infno: '5201',
    input: (txn, mdtrt_id) => ({ data: { ...of(txn).window, mdtrt_id } }),
    read: (txn, mdtrt_id, output) => {
      const found = rows(output, 'mdtrtinfo').find((row) => row.mdtrt_id === mdtrt_id)
      const { ipt_otp_no } = of(txn)
      return found && (found.ipt_otp_no ?? ipt_otp_no) === ipt_otp_no ? shape(txn, mdtrt_id) : null
    },
  }
}

/** Details sent as a whole batch: all there, or none. */
export function details(config: NhsaConfig, undo: NonNullable<Life['undo']>): Life {
  const asked = config.querySettlementBy === 'mdtrt_id'
  return {
    ask: asked ? { by: 'query', infno: '5204', input: byVisit, judge: judgeDetails } : null,
    undo,
    confirmAbsence: false,
    doubleStands: true,
    absentIsDone: false,
  }
}

export function input(txn: Txn): JsonObject {
  return node(txn.input, 'data') ?? {}
}

/** Epoch ms of a wire's datetime in local time; `otherwise` where a message has none. */
export function momentOf(value: Json | undefined, otherwise: number): number {
  const at = typeof value === 'string' ? new Date(value.replace(' ', 'T')).getTime() : Number.NaN
  return Number.isNaN(at) ? otherwise : at
}

export function byVisit(txn: Txn): JsonObject {
  const first = rows(txn.input, 'feedetail')[0] ?? input(txn)
  return { data: { psn_no: txn.psnNo, setl_id: '', mdtrt_id: first.mdtrt_id ?? '' } }
}

export function bySettlement(txn: Txn): { data: JsonObject } {
  const { psn_no = '', setl_id = '', mdtrt_id = '' } = input(txn)
  return { data: { psn_no, setl_id, mdtrt_id } }
}

export const yes = (output: JsonObject): Verdict => ({ v: 'yes', output })

/** The verdict where nothing more is known than the reply itself. */
export function plain(reply: Reply): Verdict {
  if (reply.is === 'ok') return yes((reply.output ?? {}) as JsonObject)
  if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
  return { v: 'no' }
}

/** A question that the centre refuses for want of a key cannot be answered here; "not found" is a no. */
export function refusedQuestion(reply: Reply): Verdict {
  if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
  if (reply.is === 'refused' && reply.sort === 'absent') return { v: 'no' }
  return { v: 'cannot', why: reply.is === 'refused' ? reply.message : '中心不回答这个问题' }
}

function judgeDetails(txn: Txn, reply: Reply): Verdict {
  if (reply.is !== 'ok') return refusedQuestion(reply)
  const sent = new Set(rows(txn.input, 'feedetail').map((r) => r.feedetl_sn))
  const found = rows(reply.output as JsonObject, '').filter((r) => sent.has(r.feedetl_sn ?? ''))
  if (found.length === 0) return { v: 'no' }
  if (found.length < sent.size)
    return { v: 'cannot', why: `中心只有 ${sent.size} 条明细中的 ${found.length} 条` }
  return yes({ result: found })
}

function judgeSettlement(txn: Txn, reply: Reply): Verdict {
  if (reply.is !== 'ok') return refusedQuestion(reply)
  const found = node(reply.output as JsonObject, 'setlinfo')
  if (!found?.setl_id) return { v: 'no' }
  if (found.refd_setl_flag === '1') return { v: 'no' }
  if (found.medins_setl_id !== txn.msgid) {
    return isMsgid(found.medins_setl_id, txn)
      ? { v: 'no' }
      : { v: 'cannot', why: '中心的结算记录没有报文号，无法对上' }
  }
  return yes(settledShape(found, reply.output as JsonObject))
}

/** Whether it has the form of this institution's msgids. */
export function isMsgid(value: unknown, txn: Txn): boolean {
  return (
    typeof value === 'string' && value.length === txn.msgid.length && value.startsWith(txn.msgid.slice(0, 12))
  )
}

/** 5203's record under the names of 2207's answer. */
export function settledShape(found: JsonObject, output: JsonObject): JsonObject {
  return {
    setlinfo: {
      ...found,
      psn_cash_pay: found.psn_cash_pay ?? found.cash_payamt ?? null,
      psn_part_amt: found.psn_part_amt ?? found.psn_pay ?? null,
    },
    setldetail: rows(output, 'setldetail'),
  }
}

/**
 * The settlement that was to be taken back: marked as refunded means yes. Not found means nothing: a query
 * that lags does not know of the settlement yet, and a refund believed for that would be lost. The reversal
 * decides then: accepted, or never heard of it, the settlement stands.
 */
function judgeRefund(txn: Txn, reply: Reply): Verdict {
  const found = reply.is === 'ok' ? node(reply.output as JsonObject, 'setlinfo') : null
  if (found?.setl_id)
    return found.refd_setl_flag === '1' ? yes({ setlinfo: negative(txn, found) }) : { v: 'no' }
  if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
  return { v: 'cannot', why: '中心查不到原结算，无法判断是否已撤销' }
}

/**
 * What 2208 would have answered: the original's amounts taken back, as they stand in our ledger, or in the
 * centre's record of one that was sent past it. The centre's new setl_id is not known.
 */
export function negative(txn: Txn, found: JsonObject): JsonObject {
  const known = txn.local.original as unknown as Split | undefined
  const read = splitOf(found)
  const of = known ?? ('split' in read ? read.split : null)
  if (!of) return {}
  const minus = (name: keyof Split) => yuanNumber(-of[name] as Split['total'])
  return {
    mdtrt_id: input(txn).mdtrt_id ?? null,
    setl_id: `${input(txn).setl_id}R`,
    setl_time: datetime(txn.createdAt),
    medfee_sumamt: minus('total'),
    fund_pay_sumamt: minus('fund'),
    acct_pay: minus('acct'),
    psn_cash_pay: minus('cash'),
    hosp_part_amt: minus('hosp'),
    medins_setl_id: txn.msgid,
  }
}
