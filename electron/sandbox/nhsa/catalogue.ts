import rows from '../../../shared/demo/catalogue.json' with { type: 'json' }

/** One line of the centre's catalogue. Prices are decimal text in yuan; '999999' as limit means none. */
export interface CatalogueItem {
  med_list_codg: string
  name: string
  pinyin: string
  spec: string
  unit: string
  pric: string
  /** 01 甲 02 乙 03 丙 */
  chrgitm_lv: string
  med_chrgitm_type: string
  list_type: string
  pric_uplmt_amt: string
  /** 先行自付比例 of 乙 items, '0.1' */
  selfpay_prop: string
  lmt_used_flag: string
}

export const NO_LIMIT = '999999'
export const catalogue: CatalogueItem[] = rows

const byCode = new Map(catalogue.map((item) => [item.med_list_codg, item]))

export function itemOf(med_list_codg: string): CatalogueItem | undefined {
  return byCode.get(med_list_codg)
}
