import { z } from 'zod'
import type { Fen } from '../money.ts'
import { certSchema } from './visit.ts'

/**
 * 处方流转: the house's own prescriptions that may be bought outside (7101, 7104; told of by 7102, 7103),
 * outside prescriptions that its pharmacy fills (7201–7205), and what the platform tells by itself.
 */
const id = z.string().trim().min(1).max(40)
const at = z.object({ id, version: z.number().int() })
const need = (max: number) => z.string().trim().min(1, '不能为空').max(max)
const text = (max: number) => z.string().trim().max(max)
const page = { text: text(50).default(''), limit: z.number().int().max(500).default(200) }

export const erxInputs = {
  /** takes up what the HIS has written since; answers how many */
  'erx.read': z.object({}).strict(),
  'erx.list': z.object({ states: z.array(text(20)).max(10).default([]), ...page }).strict(),
  'erx.one': z.object({ id }).strict(),
  /** 7101 */
  'erx.upload': at.strict(),
  /** 7104; the doctor's own document where the HIS did not give it */
  'erx.undo': at.extend({ undo_rea: need(200), undo_dr_certno: text(50).default('') }).strict(),
  /** 7201, then 7203: an outside prescription by its QR code */
  'erx.scan': z.object({ epc_qrcd: need(27) }).strict(),
  /** 7202: outside prescriptions that a person may still have filled */
  'erx.find': z.object({ cert: certSchema }).strict(),
  /** 7203 by number */
  'erx.fetch': z.object({ auth_rxno: need(30), insuplc_admdvs: need(6) }).strict(),
  'erx.taken': z.object(page).strict(),
  /** 7204 */
  'erx.review': at
    .extend({
      rx_chk_stas_codg: z.enum(['0', '1']),
      rx_chk_opnn: need(2000),
      phar_name: need(50),
      phar_certno: need(50),
      phar_prac_cert_no: text(50).default(''),
      rchk_phar_name: need(40),
      rchk_phar_certno: need(50),
    })
    .strict(),
  /** 7205 */
  'erx.deliver': at
    .extend({
      delv_stas_codg: z.enum(['0', '1', '2', '3', '4']),
      delv_entp_name: need(50),
      delv_no: text(30).default(''),
      delv_addr: text(200).default(''),
      delver_name: text(10).default(''),
      delver_tel: text(20).default(''),
      delv_stas_dscr: text(20).default(''),
    })
    .strict(),
  /** online orders that the platform asked about or told the end of (6201, 6202) */
  'erx.orders': z.object(page).strict(),
  /** gives the bill of a confirmed order back to the windows */
  'erx.release': z.object({ ord_no: id, version: z.number().int(), reason: need(200) }).strict(),
  /** every message of the platform, newest first */
  'erx.inbox': z.object(page).strict(),
}

/** new: written and not sent; refused: the centre said no */
export type RxState = 'new' | 'refused' | 'uploaded' | 'approved' | 'denied' | 'bought' | 'undone'

/** released: confirmed, and then given back to the windows by a person */
export interface OnlineOrder {
  ord_no: string
  version: number
  hi_ord_no: string
  psn_name: string
  state: 'confirmed' | 'refused' | 'settled' | 'refunded' | 'released'
  stateLabel: string
  totalFen: Fen
  setl_id: string | null
  why: string
  at: number
}

export interface RxDrug {
  med_list_codg: string
  drug_genname: string
  drug_spec: string
  drug_cnt: number
  drug_cnt_unit: string
  medc_way_dscr: string
  medc_days: number
}

export interface RxReview {
  passed: boolean
  opnn: string
  by: string
  where: string
  at: string
}

export interface RxPurchase {
  totalFen: Fen
  fundFen: Fen
  acctFen: Fen
  cashFen: Fen
  setl_time: string
  drugs: { name: string; spec: string; cnt: number; unit: string; sumFen: Fen; where: string }[]
}

export interface RxView {
  /** the hospital's number of the prescription */
  id: string
  version: number
  state: RxState
  stateLabel: string
  /** a message about it is without an answer */
  doubtful: boolean
  hi_rxno: string | null
  /** masked */
  psn_name: string
  certno: string
  diag_name: string
  dept_name: string
  dr_name: string
  prsc_time: string
  valid_end_time: string
  drugs: RxDrug[]
  /** the doctor's document is not known to the HIS: the withdrawal asks for it */
  needsDoctor: boolean
  /** what stands in the way of sending, or what the centre said */
  note: string
  review: RxReview | null
  purchase: RxPurchase | null
}

export interface TakenRx {
  /** hi_rxno */
  id: string
  version: number
  state: 'taken' | 'approved' | 'denied'
  stateLabel: string
  psn_name: string
  fixmedins_name: string
  dept_name: string
  dr_name: string
  diag_name: string
  prsc_time: string
  valid_end_time: string
  drugs: RxDrug[]
  review: RxReview | null
  delivery: { label: string; entp: string; at: number }[]
}

export interface ErxOutputs {
  'erx.read': { taken: number }
  'erx.list': RxView[]
  'erx.one': RxView
  'erx.upload': RxView
  'erx.undo': RxView
  'erx.scan': TakenRx
  'erx.find': {
    auth_rxno: string
    insuplc_admdvs: string
    diag_name: string
    fixmedins_name: string
    dept_name: string
    prsc_time: string
    valid_end_time: string
  }[]
  'erx.fetch': TakenRx
  'erx.taken': TakenRx[]
  'erx.review': TakenRx
  'erx.deliver': TakenRx
  'erx.orders': OnlineOrder[]
  'erx.release': OnlineOrder
  'erx.inbox': {
    msgid: string
    infno: string
    name: string
    from: string
    taken: boolean
    message: string
    subject: string
    at: number
  }[]
}
