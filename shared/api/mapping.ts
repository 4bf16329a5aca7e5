import { z } from 'zod'

/**
 * 目录对照: each item that the hospital charges beside the entry of the national catalogue that it is. A
 * mapping is proposed, approved by a person, told to the centre (3301), and taken back (3302).
 */
const id = z.string().min(1).max(150)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const code = z.string().trim().min(1, '医疗目录编码不能为空').max(50)
const at = z.object({ id, version: z.number().int() })
const text = (max: number) => z.string().trim().max(max)

export const MAPPING_STATES = [
  'none',
  'review',
  'waiting',
  'there',
  'refused',
  'withdrawn',
  'expired',
] as const
export type MappingState = (typeof MAPPING_STATES)[number]
export const MAPPING_STATE_LABEL: Record<MappingState, string> = {
  none: '未对照',
  review: '待审',
  waiting: '待上传',
  there: '已上传',
  refused: '被拒',
  withdrawn: '已撤销',
  expired: '已过期',
}

const filter = {
  state: z.enum(['all', ...MAPPING_STATES]).default('all'),
  /** of list_type; '' all */
  list_type: text(30).default(''),
  text: text(50).default(''),
}

export const mappingInputs = {
  /** the items in the order of work: what needs a hand first */
  'mapping.list': z.object({ ...filter, limit: z.number().int().min(1).max(20_000).default(5_000) }).strict(),
  'mapping.get': z.object({ id }).strict(),
  /** entries that it may be, best first, each with its reasons; `text` looks for something else instead */
  'mapping.suggest': z.object({ id, text: text(50).default('') }).strict(),
  /** takes new and changed items out of the HIS, and proposes */
  'mapping.read': z.object({}).strict(),
  /** this entry it is: to be told to the centre. What the centre had of it before is taken back first (3302). */
  'mapping.approve': at.extend({ med_list_codg: code, begndate: day, enddate: day }).strict(),
  /** every proposal that is certain, of one list_type or of all */
  'mapping.approveAll': z.object({ list_type: text(30).default('') }).strict(),
  /** not what is proposed; it is not proposed again */
  'mapping.refuse': at.strict(),
  /** 3302 */
  'mapping.withdraw': at.extend({ reason: z.string().trim().min(1, '请填写撤销原因').max(200) }).strict(),
  /** 3301 of what waits, now instead of at the next turn */
  'mapping.upload': z.object({}).strict(),
  /** 1317: what the centre has, page by page, beside what stands here */
  'mapping.compare': z.object({}).strict(),
  /** an .xlsx file in parts of base64, in order; after the last one what it would change */
  'mapping.import': z
    .object({ part: z.string().max(900_000), first: z.boolean(), last: z.boolean() })
    .strict(),
  /** carries the changes out that were shown; nothing where an item has moved on since */
  'mapping.importApply': z.object({ importId: z.string().min(1).max(40) }).strict(),
}

export interface MappingView {
  /** medins_list_codg */
  id: string
  version: number
  name: string
  spec: string
  dosform: string
  unit: string
  maker: string
  aprvno: string
  pric: string
  list_type: string
  listTypeLabel: string
  state: MappingState
  stateLabel: string
  /** what it is matched with, or may be; '' where nothing is known */
  med_list_codg: string
  med_list_name: string
  begndate: string
  enddate: string
  /** why it is proposed, what the centre said, what to see to */
  note: string
  /** the proposal is certain */
  sure: boolean
  /** the centre has a mapping of it: what it is */
  standsCode: string
  opterName: string
  at: number
}

export interface Suggestion {
  code: string
  name: string
  spec: string
  dosform: string
  maker: string
  aprvno: string
  unit: string
  /** 0…1 */
  score: number
  sure: boolean
  /** 批准文号相同; 名称相同，规格不同 */
  why: string
}

export interface MappingReport {
  /** on both sides alike */
  same: number
  /** stood there and were not known here */
  adopted: number
  /** stood here and are not there */
  lost: number
  /** the two sides name different entries */
  differ: number
  /** there of items that the HIS does not list */
  strangers: number
}

export interface ImportPreview {
  importId: string
  rows: number
  /** the same as now */
  same: number
  changes: {
    id: string
    name: string
    /** code and name of the entry, period */
    from: string
    to: string
  }[]
  /** row as Excel counts; column by its title */
  bad: { row: number; column: string; why: string }[]
}

export interface MappingOutputs {
  'mapping.list': {
    rows: MappingView[]
    total: number
    counts: Record<MappingState, number>
    /** proposals that are certain */
    sure: number
    /** by list_type, in the order of the code table */
    kinds: { list_type: string; label: string; count: number }[]
    /** kinds of catalogues that are not on this machine, so that nothing can be proposed of them */
    lacking: string[]
  }
  'mapping.get': MappingView
  'mapping.suggest': Suggestion[]
  'mapping.read': { read: number; proposed: number }
  'mapping.approve': MappingView
  'mapping.approveAll': { approved: number }
  'mapping.refuse': MappingView
  'mapping.withdraw': MappingView
  'mapping.upload': { accepted: number; refused: number; left: number }
  'mapping.compare': MappingReport
  'mapping.import': ImportPreview | null
  'mapping.importApply': { changed: number }
}
