/**
 * The centre's catalogues on this machine: a store of its own beside the journal, for they are many times as
 * large and can always be fetched again. `kind` is the interface that brings a catalogue: 1301, 1307, …
 */
export interface CatalogueStore {
  /**
   * By code, name, pinyin initials or full pinyin, any part of the name from one Chinese character on. Best
   * first: whole code or name, beginning, inside; then the shorter. Inside a code from seven characters on.
   * Answers within a frame whatever the size.
   */
  search(query: {
    text: string
    kinds?: readonly string[]
    /** yyyy-MM-dd: only what is valid that day */
    at?: string
    limit: number
  }): Promise<CatalogueHit[]>
  /** one entry with all its columns, null where there is none */
  entry(kind: string, code: string): Promise<CatalogueEntry | null>
  /** what 1312, 1316–1319 say of an item at a date: limits, ratios, matches */
  terms(code: string, at: string): Promise<ItemTerms>
  /** every row of 1312, 1316–1319 that a code has, whatever its period, newest first */
  termRows(code: string): Promise<TermRow[]>
  /** those that were ever loaded, in the order of their kinds */
  catalogues(): Promise<CatalogueState[]>
  /** what the newest version of a catalogue brought, a page of it */
  changes(kind: string, query: { what?: ChangeKind; offset: number; limit: number }): Promise<ChangePage>
  imports: CatalogueImports
  pages: TermPages
  close(): Promise<void>
}

export interface CatalogueHit {
  kind: string
  code: string
  name: string
  /** specification, dosage form, maker, approval number, unit: what tells one from another; '' where none */
  spec: string
  dosform: string
  maker: string
  aprvno: string
  unit: string
  valid: boolean
}

export interface CatalogueEntry extends CatalogueHit {
  /** the contract's column name → what stood in the file */
  columns: Record<string, string>
}

export interface ItemTerms {
  /** 医保目录 (1312): 收费项目等级, 限制使用 …; null where the centre has not listed it */
  chrgitm_lv: string | null
  lmt_used_flag: string | null
  /** yuan as decimal text; null: no limit known */
  pric_uplmt_amt: string | null
  /** 0…1 as decimal text */
  selfpay_prop: string | null
}

export interface CatalogueState {
  kind: string
  label: string
  /** version in use, null before the first download */
  version: string | null
  rows: number
  loadedAt: number | null
  /** since the version before; null where this is the first */
  changed: ChangeCounts | null
}

export type ChangeKind = 'added' | 'changed' | 'stopped'
export type ChangeCounts = Record<ChangeKind, number>

export interface ChangePage {
  rows: Change[]
  total: number
}

export interface Change {
  what: ChangeKind
  code: string
  name: string
  /** the columns that differ: name, before, after; of an added one none */
  columns: { column: string; before: string; after: string }[]
}

/** How the rows of one kind are laid out, from its contract; kept with every version. */
export interface CatalogueShape {
  kind: string
  label: string
  /** the contract's columns in the order of the file */
  columns: readonly string[]
  /** positions in `columns`, -1 where the kind has no such column */
  rid: number
  code: number
  vali_flag: number
  ver: number
  /** the name that is shown first, then others that it is also known by */
  names: readonly number[]
  /** further numbers that it is found by: 批准文号, 本位码, … */
  numbers: readonly number[]
  /** where the parts of a hit stand, the first that is not empty */
  shows: Record<'spec' | 'dosform' | 'maker' | 'aprvno' | 'unit', readonly number[]>
  from: readonly number[]
  to: readonly number[]
}

/** A version in the making. It survives the program; the one in use is not touched before the end. */
export interface Staged {
  kind: string
  /** version of what it holds so far, null before the first file of a first download */
  ver: string | null
  rows: number
  /** files taken in so far */
  files: number
  /** the file that is being taken in, as the caller named it */
  ref: string | null
  /** without what was there before: the first download, or one from the beginning */
  fresh: boolean
  /** all files are in: it is being made searchable, and takes no other */
  finishing: boolean
}

export type Progress = (done: number, doing: string) => void

/** Bringing in a version: begin, take each file, finish. The work is done in a thread of its own. */
export interface CatalogueImports {
  staged(kind: string): Staged | null
  /** goes on with the one that is there, else begins one upon the version in use; `fresh`: upon nothing */
  begin(shape: CatalogueShape, fresh: boolean): Promise<Staged>
  /**
   * Takes a file in: a ZIP of TXT, or the TXT itself. Stopped by `signal` it goes on where it was when it is
   * called again with the same ref, in this process or a later one. Throws GuitaiError `rejected` where the
   * file is not what it should be, and has then thrown the staged version away; `conflict` where it was stopped.
   */
  take(
    kind: string,
    file: { ref: string; path: string },
    signal: AbortSignal,
    progress: Progress,
  ): Promise<Staged>
  /** Makes it searchable and puts it in the place of the version in use, at once and whole. */
  finish(kind: string, signal: AbortSignal, progress: Progress): Promise<CatalogueState>
  drop(kind: string): void
}

/** One row of 1312, 1316–1319 as the centre sent it. */
export interface TermRow {
  kind: string
  begndate: string
  /** '' : without end */
  enddate: string
  valid: boolean
  columns: Record<string, string>
}

export interface TermState {
  kind: string
  rows: number
  /** asked for what was updated since; null before the first time */
  since: string | null
  /** the page that comes next of a pass that was broken off, 1 where none was */
  page: number
  loadedAt: number | null
}

/** What is fetched by pages and joined to the catalogues, and the code tables of 1901. */
export interface TermPages {
  states(): TermState[]
  /** a page and how far the pass is, in one commit; `done`: it was the last one */
  keep(
    kind: string,
    rows: readonly Record<string, string>[],
    pass: { page: number; done: boolean; now: number },
  ): void
  /** the price limit of this level (hosp_lv of 1201) counts: 1 一级及以下, 2 二级, 3 三级 */
  level: { get(): string | null; set(level: string): void }
  dicts(): { type: string; admdvs: string; rows: number; loadedAt: number }[]
  dict(type: string, admdvs: string): DictRow[]
  keepDict(type: string, admdvs: string, rows: readonly DictRow[], now: number): void
}

export interface DictRow {
  value: string
  label: string
  parentValue: string
  sort: number
  valid: boolean
}
