import { STOCK_KINDS, type StockKind } from '../../../shared/api/stock.ts'

/**
 * The movements of goods as data. Source: contracts 3501–3507 and 3501A–3507A; inv_data_type by the rules of
 * 3507A, signs of 库存变更类型 by its code table (109 and 111 are Hunan's).
 */
export interface Movement {
  kind: StockKind
  label: string
  /** the interface of many rows, its node, and the node that answers row by row; null: one result for all */
  many: string
  node: string
  results: string | null
  /** the interface of one row and its node */
  one: string
  oneNode: string
  /** inv_data_type; '' of the deletion itself */
  type: string
  /** field of the quantity */
  cnt: string
  /** field of the moment */
  at: string
  /** the centre's own number of it, which a return has to name */
  gives: string | null
  /** what it takes back, and the field that names that */
  returns: { of: StockKind; number: string } | null
}

const BASE = { gives: null, returns: null }

export const MOVEMENTS: Record<StockKind, Movement> = {
  check: {
    ...BASE,
    ...{ kind: 'check', label: '盘存', many: '3501A', one: '3501' },
    ...{ node: 'invinfoDetail', oneNode: 'invinfo', results: null },
    ...{ type: '1', cnt: 'inv_cnt', at: 'invdate' },
  },
  change: {
    ...BASE,
    ...{ kind: 'change', label: '库存变更', many: '3502A', one: '3502' },
    ...{ node: 'invinfoDetail', oneNode: 'invinfo', results: 'invinfoErrDetail' },
    ...{ type: '2', cnt: 'cnt', at: 'inv_chg_time' },
  },
  purchase: {
    ...{ kind: 'purchase', label: '采购', many: '3503A', one: '3503' },
    ...{ node: 'purcinfoDetail', oneNode: 'purcinfo', results: 'purcinfoDetail' },
    ...{ type: '3', cnt: 'purc_retn_cnt', at: 'purc_retn_stoin_time' },
    gives: 'medins_prod_purc_no',
    returns: null,
  },
  purchaseReturn: {
    ...{ kind: 'purchaseReturn', label: '采购退货', many: '3504A', one: '3504' },
    ...{ node: 'purcinfoDetail', oneNode: 'purcinfo', results: 'purcinfoErrDetail' },
    ...{ type: '3', cnt: 'purc_retn_cnt', at: 'purc_retn_stoin_time' },
    gives: null,
    returns: { of: 'purchase', number: 'medins_prod_purc_no' },
  },
  sale: {
    ...{ kind: 'sale', label: '销售', many: '3505A', one: '3505' },
    ...{ node: 'selinfoDetail', oneNode: 'selinfo', results: 'selinfoDetail' },
    ...{ type: '4', cnt: 'sel_retn_cnt', at: 'sel_retn_time' },
    gives: 'medins_prod_sel_no',
    returns: null,
  },
  saleReturn: {
    ...{ kind: 'saleReturn', label: '销售退货', many: '3506A', one: '3506' },
    ...{ node: 'selinfoDetail', oneNode: 'selinfo', results: 'selinfoErrDetail' },
    ...{ type: '4', cnt: 'sel_retn_cnt', at: 'sel_retn_time' },
    gives: null,
    returns: { of: 'sale', number: 'medins_prod_sel_no' },
  },
  remove: {
    ...BASE,
    ...{ kind: 'remove', label: '删除', many: '3507A', one: '3507' },
    ...{ node: 'goodDetail', oneNode: 'data', results: 'goodErrDetail' },
    ...{ type: '', cnt: '', at: '' },
  },
}

export const KINDS: readonly StockKind[] = STOCK_KINDS

/** What comes in before what goes out, and the deletion of anything last. */
export const SENDING: readonly StockKind[] = [
  'check',
  'change',
  'purchase',
  'purchaseReturn',
  'sale',
  'saleReturn',
  'remove',
]

export const sourceOf = (kind: StockKind): string => `stock.${kind}`

/** The kind behind an upload source of this capability, null for any other. */
export function kindOf(source: string): StockKind | null {
  const kind = source.startsWith('stock.') ? source.slice('stock.'.length) : ''
  return kind in MOVEMENTS ? (kind as StockKind) : null
}

/** 库存变更类型 that take out of the stock. */
const OUT = new Set(['102', '104', '105', '107', '109', '111'])

const SIGN: Record<StockKind, (inv_chg_type: string) => -1 | 0 | 1> = {
  check: () => 0,
  change: (type) => (OUT.has(type) ? -1 : 1),
  purchase: () => 1,
  purchaseReturn: () => -1,
  sale: () => -1,
  saleReturn: () => 1,
  remove: () => 0,
}

/** Whether a movement brings in (1), takes out (-1) or only counts (0). */
export const signOf = (kind: StockKind, inv_chg_type: string) => SIGN[kind](inv_chg_type)
