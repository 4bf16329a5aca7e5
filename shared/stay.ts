import type { Fen } from './money.ts'
import type { Amounts, Benefit, Cert, Diagnosis, Insurance, Payment, Person } from './visit.ts'

/**
 * open → identified (1101, 2001) → admitted (2401) → discharged (2402) → settled (2304); cancelled (2404, or
 * given up before 2401). Interim settlements (2304 with mid_setl_flag 1) leave it admitted. Each step has a
 * way back: 2404, 2405, 2305. A self-pay stay takes the same steps and calls nobody.
 */
export type StayStep = 'open' | 'identified' | 'admitted' | 'discharged' | 'settled' | 'cancelled'

export const STAY_STEP_LABEL: Record<StayStep, string> = {
  open: '待识别',
  identified: '待入院',
  admitted: '在院',
  discharged: '已出院待结算',
  settled: '已结算',
  cancelled: '已撤销',
}

export interface StayDiagnosis extends Diagnosis {
  /** 入院病情 */
  adm_cond?: string
}

/** What 2401 and 2403 say of the admission. Empty text: not given. */
export interface Admission {
  /** epoch ms */
  begntime: number
  med_type: string
  dept: { dept_code: string; dept_name: string } | null
  bed: string
  doctor: { atddr_no: string; dr_name: string } | null
  medrcdno: string
  coner_name: string
  tel: string
  adm_diag_dscr: string
  main_cond_dscr: string
  /** the first with `main` is 住院主诊断 */
  diagnoses: StayDiagnosis[]
  dise_codg: string
  dise_name: string
  dise_type_code: string
  /** day surgery (28) only */
  oprn_oprt_code: string
  oprn_oprt_name: string
  /** childbirth (52, 53, 2106, 2107) only */
  matn_type: string
  birctrl_type: string
  fpsc_no: string
  geso_val: string
  fetts: string
  fetus_cnt: string
  latechb_flag: '' | '0' | '1'
  pret_flag: '' | '0' | '1'
  /** yyyy-MM-dd; with a newborn in the stay its birth date */
  birctrl_matn_date: string
  /** injuries (22) only */
  trum_flag: '' | '0' | '1'
  rel_ttp_flag: '' | '0' | '1'
  ipt_type: string
}

/** What 2402 says. */
export interface Discharge {
  /** epoch ms */
  endtime: number
  dept: { dept_code: string; dept_name: string }
  bed: string
  /** 离院方式; 5 is death and needs die_date */
  dscg_way: string
  /** yyyy-MM-dd or empty */
  die_date: string
  diagnoses: StayDiagnosis[]
  doctor: { atddr_no: string; dr_name: string }
  dise_codg: string
  dise_name: string
  oprn_oprt_code: string
  oprn_oprt_name: string
  matn_type: string
  birctrl_type: string
  birctrl_matn_date: string
  fetus_cnt: string
  geso_val: string
  cop_flag: '' | '0' | '1'
}

/** 新生儿随母住院: its charges, booked under its own 住院号, belong to the mother's stay. */
export interface Newborn {
  ipt_no: string
  name: string
  gend: string
  /** yyyy-MM-dd */
  brdy: string
}

export interface StaySettlement {
  setl_id: string
  msgid: string
  setl_time: string
  /** interim (中途结算) */
  mid: boolean
  amounts: Amounts
  /** taken at the counter */
  payments: Payment[]
  /** of the cash share, out of the deposits */
  depositFen: Fen
  /** what of the deposits was given back with it, by method */
  givenBack: Payment[]
  clr_type: string
  clr_optins: string
  /** taken back by 2305 */
  cancelled: { setl_id: string; msgid: string; setl_time: string } | null
}

export interface Stay {
  encounterId: string
  /** rises with every change; a command that names an older one is refused */
  version: number
  step: StayStep
  selfPay: boolean
  openedAt: number
  shiftId: string
  window: string
  opter: string
  opterName: string
  cert: Cert | null
  person: Person | null
  insurances: Insurance[]
  insu: Insurance | null
  benefits: Benefit[]
  warnings: string[]
  /** 住院号 of the hospital; its own where the HIS gave none */
  ipt_no: string
  /** known to the HIS: charges are taken from there */
  fromHis: boolean
  admission: Admission
  discharge: Discharge | null
  newborns: Newborn[]
  acct_used_flag: '0' | '1'
  mdtrt_id: string | null
  /** the highest lineNo given out so far */
  lastLine: number
  /** what was taken from the HIS, by 住院号 (its own and the newborns'): the highest serial, how many, how much */
  taken: Record<string, { serial: number; lines: number; amountFen: Fen }>
  /** charges by day (yyyy-MM-dd): what a day in hospital costs */
  daily: Record<string, Fen>
  presettle: { amounts: Amounts; mid: boolean } | null
  /** oldest first; those cancelled stay in the list */
  settlements: StaySettlement[]
}

/** The settlements that stand, oldest first. */
export function standing(stay: Stay): StaySettlement[] {
  return stay.settlements.filter((s) => s.cancelled === null)
}

/** Whole days in hospital; the day of admission counts, the day of discharge does not, at least one. */
export function daysIn(begntime: number, until: number): number {
  const day = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  return Math.max(1, Math.round((day(until) - day(begntime)) / 86_400_000))
}
