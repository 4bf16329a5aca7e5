import { z } from 'zod'
import type { FieldFault } from '../contract.ts'

/** 进销存 (3501–3507 and their forms of many rows) and 药房发药 by trace codes. */
export const STOCK_KINDS = [
  'purchase',
  'purchaseReturn',
  'sale',
  'saleReturn',
  'check',
  'change',
  'remove',
] as const
export type StockKind = (typeof STOCK_KINDS)[number]

const id = (max: number) => z.string().trim().min(1).max(max)
const kind = z.enum(STOCK_KINDS)
const key = id(80)
const text = z.string().trim().max(100).default('')
const page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(200),
}
const states = z.array(z.enum(['open', 'waiting', 'held', 'sent', 'accepted', 'refused', 'withdrawn'])).max(7)
/** the prescription as it was seen */
const rx = z.object({ rxno: id(40), version: z.number().int() })

export const stockInputs = {
  /** per kind: how many rows stand where */
  'stock.summary': z.object({}).strict(),
  'stock.rows': z.object({ kind, states: states.optional(), text, ...page }).strict(),
  'stock.row': z.object({ kind, key }).strict(),
  /** reads the HIS now and sends what waits; answers one line of what was done */
  'stock.read': z.object({}).strict(),
  /** refused, held or deleted rows wait again and are sent; `single`: by the interface of one row */
  'stock.again': z
    .object({ kind, keys: z.array(key).min(1).max(500), single: z.boolean().default(false) })
    .strict(),
  /** 3507A of a row that the centre has */
  'stock.remove': z
    .object({ kind, key, reason: z.string().trim().min(1, '删除原因不能为空').max(200) })
    .strict(),
  'stock.products': z.object({ text, limit: z.number().int().min(1).max(500).default(200) }).strict(),
  'stock.product': z.object({ fixmedins_hilist_id: id(30) }).strict(),

  'dispense.list': z.object({ text, list: z.enum(['todo', 'done']).default('todo') }).strict(),
  'dispense.open': z.object({ rxno: id(40) }).strict(),
  /** `lineNo`: the answer to which line an unknown code belongs */
  'dispense.scan': rx.extend({ text: id(500), lineNo: z.number().int().min(1).optional() }).strict(),
  'dispense.unscan': rx.extend({ lineNo: z.number().int().min(1), drug_trac_codg: id(200) }).strict(),
  /** split packs, or packs without any code (bought before codes were printed), with the reason */
  'dispense.line': rx
    .extend({
      lineNo: z.number().int().min(1),
      trdn_flag: z.enum(['0', '1']).optional(),
      noCode: z.string().trim().max(100).nullable().optional(),
    })
    .strict(),
  'dispense.finish': rx.strict(),
  'dispense.return': rx
    .extend({
      lineNo: z.number().int().min(1),
      codes: z.array(id(200)).max(200).default([]),
      /** decimal text; of a line without codes */
      cnt: z
        .string()
        .regex(/^\d{1,8}(\.\d{1,4})?$/, '数量最多 4 位小数')
        .optional(),
      reason: z.string().trim().min(1, '退药原因不能为空').max(200),
    })
    .strict(),
  /** what a text scanned without an open prescription is */
  'dispense.find': z.object({ text: id(500) }).strict(),
}

export interface StockKindView {
  kind: StockKind
  label: string
  infno: string
  waiting: number
  sent: number
  accepted: number
  refused: number
  held: number
  withdrawn: number
  /** read, and waiting for something else: a settlement, the original of a return */
  pending: number
  /** why sending stopped, in Chinese; null while it goes on */
  blocked: string | null
}

export interface StockSummary {
  kinds: StockKindView[]
  /** when the HIS was read last */
  readAt: number | null
}

/** open: read, and waiting for something that `why` names; the others are those of an upload */
export type StockState = 'open' | 'waiting' | 'held' | 'sent' | 'accepted' | 'refused' | 'withdrawn'

export interface StockRowView {
  kind: StockKind
  key: string
  state: StockState
  stateLabel: string
  fixmedins_hilist_id: string
  name: string
  /** with its sign */
  cnt: string
  manu_lotnum: string
  fixmedins_bchno: string
  /** the patient, masked; the supplier; what was changed */
  about: string
  occurred: string
  why: string | null
  at: number
}

export interface StockDetail extends StockRowView {
  fields: { label: string; value: string }[]
  faults: FieldFault[]
  codes: string[]
  /** what the centre calls it */
  number: string | null
  msgid: string | null
  attempts: number
  canAgain: boolean
  canRemove: boolean
}

export interface ProductHit {
  fixmedins_hilist_id: string
  name: string
  cnt: string
  batches: number
  /** of the batches in stock; '' where none is */
  expy_end: string
  expired: boolean
}

export interface BatchView {
  bchno: string
  manu_lotnum: string
  manu_date: string
  expy_end: string
  cnt: string
  expired: boolean
}

export interface ProductView {
  fixmedins_hilist_id: string
  name: string
  med_list_codg: string
  batches: BatchView[]
  codes: { drug_trac_codg: string; bchno: string; stateLabel: string; about: string; at: number }[]
  history: StockRowView[]
}

/**
 * todo: to be dispensed; part: begun; scanned: all scanned, not paid yet; done; toReturn: refunded, and the
 * drugs are outside; returned; void: refunded before anything was handed out
 */
export type RxState = 'todo' | 'part' | 'scanned' | 'done' | 'toReturn' | 'returned' | 'void'

export interface RxHit {
  rxno: string
  /** masked */
  psn_name: string
  dept_name: string
  prsc_time: string
  drugs: string
  state: RxState
  stateLabel: string
  paid: boolean
}

export interface RxLineView {
  lineNo: number
  fixmedins_hilist_id: string
  name: string
  spec: string
  unit: string
  cnt: string
  trdn_flag: '0' | '1'
  /** packs to scan; 0: none of this drug has codes */
  need: number
  codes: { drug_trac_codg: string; manu_lotnum: string; expy_end: string; returned: boolean }[]
  noCode: string | null
  done: boolean
  /** what may still come back */
  returnable: string
}

export interface RxView {
  rxno: string
  version: number
  psn_name: string
  certnoMasked: string
  dept_name: string
  prsc_dr_name: string
  prsc_time: string
  billId: string
  state: RxState
  stateLabel: string
  paid: boolean
  /** 「已收（医保）」 */
  paidLabel: string
  lines: RxLineView[]
  /** what the pharmacist should know, in Chinese; '' where nothing */
  note: string
  /** how the rows of sale stand at the centre, e.g. 「销售已上传 2 条」 */
  upload: string
  canFinish: boolean
}

export type ScanResult =
  | { is: 'taken'; lineNo: number; said: string; view: RxView }
  /** a product that was never seen: which line does it belong to? `learns`: it is not asked for again */
  | { is: 'ask'; drug_trac_codg: string; lineNos: number[]; learns: boolean }
  /** nothing was booked */
  | { is: 'refused'; said: string }
  /** the text is a prescription's number */
  | { is: 'rx'; rxno: string }

export type Found =
  | { is: 'rx'; rxno: string }
  /** a pack: where it went */
  | { is: 'code'; said: string; rxno: string | null }
  | { is: 'unknown'; said: string }

export interface StockOutputs {
  'stock.summary': StockSummary
  'stock.rows': { rows: StockRowView[]; more: boolean }
  'stock.row': StockDetail
  'stock.read': { said: string }
  'stock.again': StockRowView[]
  'stock.remove': StockRowView
  'stock.products': ProductHit[]
  'stock.product': ProductView
  'dispense.list': { rows: RxHit[]; todo: number; toReturn: number; done: number }
  'dispense.open': RxView
  'dispense.scan': ScanResult
  'dispense.unscan': RxView
  'dispense.line': RxView
  'dispense.finish': RxView
  'dispense.return': RxView
  'dispense.find': Found
}
