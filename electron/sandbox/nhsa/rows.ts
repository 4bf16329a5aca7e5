import type { Fen } from '../../../shared/money.ts'
import { fen } from '../../../shared/money.ts'
import type { Amounts, Split } from './rules.ts'
import type { Row } from './store.ts'
import type { Ctx } from './types.ts'
import { refuse } from './types.ts'

/** A registration. stas 1 active, 0 cancelled; diags counts valid diagnoses; med_type '' until 2203A. */
export interface VisitRow extends Row {
  mdtrt_id: string
  msgid: string
  psn_no: string
  insutype: string
  fixmedins_code: string
  ipt_otp_no: string
  begntime: string
  med_type: string
  insuplc_admdvs: string
  stas: number
  diags: number
  /** 2201's data, JSON */
  info: string
  mdtrtinfo: string
  diseinfo: string
  at_ms: number
}

/**
 * What a stay has beside its row in `visit`, where begntime, med_type and diags are those of 2401 or 2403, and
 * info and mdtrtinfo both what was said of the admission. setl_id: the final settlement, '' while unsettled.
 */
export interface StayRow extends Row {
  mdtrt_id: string
  /** 1 once discharged (2402) */
  out: number
  setl_id: string
  dscginfo: string
  dscgdise: string
}

/** One uploaded line; setl_id '' while unsettled; `line` is what was sent, JSON. */
export interface DetailRow extends Row {
  mdtrt_id: string
  feedetl_sn: string
  chrg_bchno: string
  psn_no: string
  setl_id: string
  amount: number
  fulamt: number
  overlmt: number
  preself: number
  inscp: number
  line: string
  at_ms: number
}

export type SettlementRow = Row &
  Amounts & {
    setl_id: string
    msgid: string
    infno: string
    mdtrt_id: string
    psn_no: string
    chrg_bchno: string
    insutype: string
    med_type: string
    fixmedins_code: string
    clr_optins: string
    clr_type: string
    setl_ms: number
    /** of the accumulations; a refund keeps the year of what it takes back */
    year: string
    grp: string
    refd: number
    /** undone by 2601 as if it had never been: counts in no statement */
    voided: number
    reverses: string | null
    /** account balance after it */
    balc: Fen
    /** the rest of what was asked and decided, JSON of SettlementInfo */
    info: string
  }

export interface SettlementInfo {
  mdtrt_cert_type: string
  psn_setlway: string
  invono: string
  opter_id: string
  opter_name: string
  fixmedins_name: string
  ratio: number
  roomFen: number
  /** of a stay only */
  mid_setl_flag?: string
}

/** The active outpatient visit of this hospital and person. */
export function visitOf(ctx: Ctx, mdtrt_id: string, psn_no: string): VisitRow {
  const visit = ctx.store.get<VisitRow>(
    `select * from visit where mdtrt_id = ? and fixmedins_code = ? and stas = 1
       and mdtrt_id not in (select mdtrt_id from stay)`,
    mdtrt_id,
    ctx.env.fixmedins_code,
  )
  if (!visit) refuse(`就诊登记信息不存在（就诊ID ${mdtrt_id}）`)
  if (visit.psn_no !== psn_no) refuse('人员编号与就诊登记不符')
  return visit
}

/** The stay of this hospital and person that is not cancelled. */
export function stayOf(ctx: Ctx, mdtrt_id: string, psn_no: string): VisitRow & StayRow {
  const stay = ctx.store.get<VisitRow & StayRow>(
    'select * from visit join stay using (mdtrt_id) where mdtrt_id = ? and fixmedins_code = ? and stas = 1',
    mdtrt_id,
    ctx.env.fixmedins_code,
  )
  if (!stay) refuse(`入院登记信息不存在（就诊ID ${mdtrt_id}）`)
  if (stay.psn_no !== psn_no) refuse('人员编号与入院登记不符')
  return stay
}

/** The stay, unless a final settlement stands: then nothing of it may change. Source: 2304 rules. */
export function openStay(ctx: Ctx, mdtrt_id: string, psn_no: string): VisitRow & StayRow {
  const stay = stayOf(ctx, mdtrt_id, psn_no)
  if (stay.setl_id) refuse('该住院已结算，请先撤销结算（2305）')
  return stay
}

export function batchOf(ctx: Ctx, mdtrt_id: string, chrg_bchno: string): DetailRow[] {
  return ctx.store.all<DetailRow>(
    'select * from detail where mdtrt_id = ? and chrg_bchno = ?',
    mdtrt_id,
    chrg_bchno,
  )
}

/** A settlement that stands: neither refunded nor itself a refund. */
export const STANDING = 'refd = 0 and reverses is null'

export function standingOf(ctx: Ctx, mdtrt_id: string): number {
  return (
    ctx.store.get<{ n: number }>(
      `select count(*) as n from settlement where mdtrt_id = ? and ${STANDING}`,
      mdtrt_id,
    )?.n ?? 0
  )
}

export function totalsOf(details: DetailRow[]): Split {
  const add = (key: 'fulamt' | 'overlmt' | 'preself' | 'inscp') =>
    fen(details.reduce((total, row) => total + row[key], 0))
  return { fulamt: add('fulamt'), overlmt: add('overlmt'), preself: add('preself'), inscp: add('inscp') }
}
