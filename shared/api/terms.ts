import { z } from 'zod'

/** The centre's catalogues: versions, downloads, search (1301–1327), limits and ratios (1312–1319), 1201, 1901. */
const kind = z.string().regex(/^\d{4}[A-Z]?$/, '目录编号不正确')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const text = (max: number) => z.string().trim().max(max)
/** left empty: this site's own */
const admdvs = z.union([z.string().regex(/^\d{6}$/, '医保区划必须是 6 位数字'), z.literal('')]).default('')

export const termsInputs = {
  'terms.list': z.object({}).strict(),
  /** one after the other; goes on with what was paused. `fresh`: from the beginning instead of upon what is there */
  'terms.download': z
    .object({ kinds: z.array(kind).min(1, '没有选择目录').max(40), fresh: z.boolean().default(false) })
    .strict(),
  /** stops it; what is in stays and is gone on with */
  'terms.pause': z.object({ kind }).strict(),
  /** stops it and throws away what is in of the new version; the one in use stays */
  'terms.cancel': z.object({ kind }).strict(),
  'terms.search': z
    .object({
      text: text(60),
      kinds: z.array(kind).max(40).default([]),
      at: z.union([day, z.literal('')]).default(''),
      limit: z.number().int().min(1).max(200).default(50),
    })
    .strict(),
  'terms.entry': z.object({ kind, code: text(60).min(1), at: day }).strict(),
  'terms.changes': z
    .object({
      kind,
      what: z.enum(['', 'added', 'changed', 'stopped']).default(''),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    })
    .strict(),
  /** 1901 of one code table; kept, and shown beside the standard's own */
  'terms.fetchDict': z.object({ type: text(30).min(1, '字典类型不能为空'), admdvs }).strict(),
  'terms.dicts': z.object({}).strict(),
  'terms.dict': z.object({ type: text(30).min(1, '字典类型不能为空'), admdvs }).strict(),
  /** 1201 by a number or a part of a name */
  'terms.institutions': z
    .object({ fixmedins_type: text(6).min(1), text: text(200).min(1, '请填写机构名称或编号') })
    .strict(),
}

/** What is being done with a catalogue. `paused`: something is in of a new version and waits to be gone on with. */
export type TermsWork = 'none' | 'waiting' | 'running' | 'paused' | 'failed'

export interface TermsCatalogue {
  kind: string
  label: string
  /** files come whole; pages are fetched by time of change */
  by: 'file' | 'page'
  version: string | null
  rows: number
  loadedAt: number | null
  changed: { added: number; changed: number; stopped: number } | null
  /** has entries that can be searched */
  searched: boolean
  work: TermsWork
  /** 0…1 while it runs */
  done: number
  /** what it is doing, or why it stopped */
  doing: string
}

export interface TermsHit {
  kind: string
  kindLabel: string
  code: string
  name: string
  spec: string
  dosform: string
  maker: string
  aprvno: string
  unit: string
  valid: boolean
}

export interface TermsEntry {
  hit: TermsHit
  /** every column that holds something, by the contract's label */
  fields: { label: string; value: string }[]
  /** what holds at the date; '—' is left to the screen */
  at: string
  terms: { label: string; value: string | null }[]
  /** each row of 1312, 1316–1319 with its period, newest first */
  periods: { label: string; begndate: string; enddate: string; holds: boolean; text: string }[]
}

export interface TermsChange {
  what: 'added' | 'changed' | 'stopped'
  code: string
  name: string
  columns: { label: string; before: string; after: string }[]
}

export interface TermsDict {
  type: string
  label: string
  admdvs: string
  rows: number
  /** null: never fetched */
  loadedAt: number | null
}

export interface TermsDictValue {
  value: string
  label: string
  parentValue: string
  valid: boolean
  /** against the table in use here: the same, one that it lacks, or another meaning */
  own: 'same' | 'new' | 'other'
}

export interface TermsOutputs {
  'terms.list': TermsCatalogue[]
  'terms.download': TermsCatalogue[]
  'terms.pause': TermsCatalogue[]
  'terms.cancel': TermsCatalogue[]
  'terms.search': TermsHit[]
  'terms.entry': TermsEntry
  'terms.changes': { rows: TermsChange[]; total: number }
  'terms.fetchDict': TermsDictValue[]
  'terms.dicts': TermsDict[]
  'terms.dict': TermsDictValue[]
  'terms.institutions': {
    fixmedins_code: string
    fixmedins_name: string
    fixmedins_type: string
    hosp_lv: string
    own: boolean
  }[]
}
