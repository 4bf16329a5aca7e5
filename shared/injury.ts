import type { JsonObject } from './contract.ts'
import type { Fen } from './money.ts'
import type { Amounts, Cert, Payment } from './visit.ts'

/** The three ways of work-injury insurance (工伤保险). */
export const INJURY_FAMILIES = ['gs', 'bizh', 'gy'] as const
export type InjuryFamily = (typeof INJURY_FAMILIES)[number]
export const INJURY_LABEL: Record<InjuryFamily, string> = { gs: '四川工伤', bizh: '广东工伤', gy: '跨省工伤' }

/** 险种 of the counter's own ledger and totals for all of them; code table insutype. */
export const INJURY_INSUTYPE = '410'

/** device: 辅助器具配置, settled without a stay (gy) */
export type InjuryKind = 'outpatient' | 'inpatient' | 'device'
export const INJURY_KIND_LABEL: Record<InjuryKind, string> = {
  outpatient: '工伤门诊',
  inpatient: '工伤住院',
  device: '辅助器具',
}

/** 医疗类别 under which the HIS books bills and stays of work-injury insurance: 0501 门诊, 0502 住院, 0503 康复. */
export const ofInjury = (med_type: string): boolean => /^05\d\d$/.test(med_type)

/**
 * Outpatient: open → identified → [applied → approved] or registered → settled; inpatient: open → identified →
 * admitted → discharged → settled; device: open → identified → settled. What a platform does not have is left
 * out. cancelled: nothing of it stands at the platform.
 */
export type InjuryStep =
  | 'open'
  | 'identified'
  | 'applied'
  | 'approved'
  | 'registered'
  | 'admitted'
  | 'discharged'
  | 'settled'
  | 'cancelled'

export const INJURY_STEP_LABEL: Record<InjuryStep, string> = {
  open: '待识别',
  identified: '已识别',
  applied: '申请待审',
  approved: '申请通过',
  registered: '已登记',
  admitted: '在院',
  discharged: '已出院待结算',
  settled: '已结算',
  cancelled: '已撤销',
}

export interface InjuryPerson {
  /** the platform's own number of the person (aac001; in gy aac002) */
  psn_no: string
  /** 社会保障号码 */
  aac002: string
  psn_name: string
  psn_cert_type: string
  certno: string
  gend: string
  /** yyyy-MM-dd */
  brdy: string
  emp_name: string
  tel: string
  /** 参保地行政区划 */
  insuplc_admdvs: string
  /** what else of the person later messages repeat, under the wire's names */
  more: JsonObject
}

/** 工伤认定: one recognised injury. */
export interface Recognition {
  /** aaz127 (gs), bka042 (bizh), alc011 (gy) */
  id: string
  /** 认定书编号 */
  alc011: string
  /** 工伤发生日期, yyyy-MM-dd */
  alc020: string
  /** 伤害部位, 伤残等级, 职业病 …: in words */
  about: string
  begndate: string
  /** empty: without end */
  enddate: string
  /** null: may be treated on it today; else why not, in Chinese */
  why: string | null
}

/** 备案 (gy yzz014), 就医条件登记 (gs aaz267), 就医申请 (bizh aaz267). */
export interface InjuryFiling {
  id: string
  label: string
  /** the recognition that it is for; null: any */
  recognition: string | null
  begndate: string
  enddate: string
  /** where it holds, in words: 就医地, 协议机构 */
  place: string
  limitFen: Fen | null
  why: string | null
  /** 医疗类别 that it is for, where the platform files by it */
  med_type?: string
  more: JsonObject
}

export interface InjuryDiagnosis {
  diag_code: string
  diag_name: string
  main: boolean
  /** 与工伤相关 */
  injury: boolean
}

/** One charge on its way to the platform. Negative count: takes `refundOf` back. */
export interface InjuryLine {
  /** unique in the case and never reused: what the wire's serial is made of */
  sn: string
  billId: string | null
  med_list_codg: string
  medins_list_codg: string
  name: string
  spec: string
  unit: string
  /** decimal text */
  pric: string
  cnt: string
  amountFen: Fen
  med_chrgitm_type: string
  chrgitm_lv: string
  rxno: string | null
  drord_no: string | null
  /** epoch ms */
  at: number
  dept_code: string
  dept_name: string
  atddr_no: string
  dr_name: string
  refundOf: string | null
  /** false: 非工伤费用, the patient's own */
  injury: boolean
  /** what the platform said: 全自费, 先行自付, 符合范围; or where the hospital splits (gy) fund and self */
  split: { ownFen: Fen; preFen: Fen; scopeFen: Fen } | null
}

/** 门诊申请 */
export interface InjuryApplication {
  id: string
  state: 'waiting' | 'approved' | 'refused'
  words: string
  begndate: string
  enddate: string
}

export interface InjurySettlement {
  /** yka103, aaz218 with bka001, ykc618 */
  setl_id: string
  msgid: string
  setl_time: string
  amounts: Amounts
  payments: Payment[]
  clr_type: string
  clr_optins: string
  lines: InjuryLine[]
  /** numbers that only the way itself understands */
  refs: JsonObject
  cancelled: { setl_id: string; msgid: string; setl_time: string } | null
}

/** One treatment on work-injury insurance, from card to settlement. Stored whole as an encounter's data. */
export interface InjuryCase {
  encounterId: string
  /** rises with every change; a command that names an older one is refused */
  version: number
  family: InjuryFamily
  kind: InjuryKind
  step: InjuryStep
  openedAt: number
  shiftId: string
  window: string
  opter: string
  opterName: string
  cert: Cert | null
  person: InjuryPerson | null
  recognitions: Recognition[]
  /** id of the chosen one */
  recognition: string | null
  filings: InjuryFiling[]
  filing: string | null
  /** 基金状态: may the fund pay today */
  fund: { ok: boolean; words: string } | null
  /** 累计 */
  accumulations: { label: string; value: string }[]
  warnings: string[]
  /** 门诊号, 住院号 */
  ipt_otp_no: string
  /** the platform's number of the visit or stay: akc190, aaz218, ykc700 */
  mdtrt_id: string | null
  application: InjuryApplication | null
  /** 医疗类别 (aka130) and 治疗类别 (akc191) by the family's own tables */
  med_type: string
  treat: string
  dept: { dept_code: string; dept_name: string } | null
  doctor: { atddr_no: string; dr_name: string } | null
  bed: string
  tel: string
  coner_name: string
  diagnoses: InjuryDiagnosis[]
  /** of the discharge */
  dscg_diagnoses: InjuryDiagnosis[]
  /** 出院原因 (akc195) by the family's table */
  dscg_way: string
  /** epoch ms */
  begntime: number
  endtime: number | null
  /** outpatient and device; those of a stay stand in the journal's fee table */
  lines: InjuryLine[]
  lastSn: number
  /** line numbers of a stay (fee table) that have nothing to do with the injury */
  unrelated: number[]
  /** of a stay known to the HIS: its 住院号 there, and what of its charges was taken; absent: opened by hand */
  his?: { ipt_no: string; serial: number; lines: number; amountFen: Fen }
  /** 辅助器具配置确认 of which one is settled (gy) */
  devices: { dev_no: string; name: string; cnt: string; limitFen: Fen | null }[]
  /** 试算 */
  trial: Amounts | null
  settlement: InjurySettlement | null
  /** settled and taken back before */
  past: InjurySettlement[]
  /** numbers that only the way itself understands: serials for the generic undo, batches … */
  refs: JsonObject
}

/** What may be done with a case at its platform, in the words of the buttons. */
export const INJURY_ACTIONS = {
  apply: '门诊申请',
  unapply: '撤销申请',
  register: '门诊登记',
  unregister: '取消登记',
  admit: '入院登记',
  change: '修改入院',
  unadmit: '取消入院',
  upload: '上传明细',
  withdraw: '撤销明细',
  trial: '试算',
  discharge: '出院登记',
  undischarge: '取消出院',
  settle: '结算',
  unsettle: '撤销结算',
} as const
export type InjuryAction = keyof typeof INJURY_ACTIONS
