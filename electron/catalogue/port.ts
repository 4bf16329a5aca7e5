/**
 * The centre's catalogues on this machine: a store of its own beside the journal, for they are many times as
 * large and can always be fetched again. `kind` is the interface that brings a catalogue: 1301, 1307, …
 */
export interface CatalogueStore {
  /**
   * By code, name, pinyin initials or full pinyin, any part of the name from one Chinese character on. Best
   * first: whole code or name, beginning, inside. Answers within a frame whatever the size.
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
  catalogues(): Promise<CatalogueState[]>
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
}
