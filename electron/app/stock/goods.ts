import type { StockKind } from '../../../shared/api/stock.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { initials } from '../../../shared/pinyin.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Journal } from '../../journal/port.ts'
import { productKeyOf } from './codes.ts'
import { signOf } from './kinds.ts'
import type { Pad } from './pad.ts'

/** One batch of one product as this side knows it; `moves` holds what each movement did, by its key. */
export interface Batch {
  bchno: string
  fixmedins_hilist_id: string
  fixmedins_hilist_name: string
  med_list_codg: string
  rx_flag: string
  manu_lotnum: string
  manu_date: string
  expy_end: string
  drug_prod_barc: string
  moves: Record<string, number>
  cnt: number
}

export const GOODS = 'goods'
export const TRACE = 'trace'
export const PRODUCT = 'trace.product'

/** Quantities have four decimals at most (cnt 16,4). */
export const round = (n: number): number => Math.round(n * 10_000) / 10_000

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What a movement of the HIS does to its batch. The same movement once more, mended, counts in its new form. */
export async function moveGoods(pad: Pad, kind: StockKind, key: string, data: JsonObject, cnt: number) {
  const bchno = text(data.bchno) || text(data.fixmedins_bchno)
  const hilist = text(data.fixmedins_hilist_id)
  if (!bchno || !hilist) return
  const known = (await pad.get<Batch>(GOODS, bchno))?.data
  const told = (name: keyof Batch) => text(data[name]) || text(known?.[name])
  const sign = kind === 'check' && data.initial === '1' ? 1 : signOf(kind, text(data.inv_chg_type))
  await putBatch(pad, {
    ...{ bchno, fixmedins_hilist_id: hilist, fixmedins_hilist_name: told('fixmedins_hilist_name') },
    ...{ med_list_codg: told('med_list_codg'), rx_flag: told('rx_flag'), manu_lotnum: told('manu_lotnum') },
    ...{ manu_date: told('manu_date'), expy_end: told('expy_end'), drug_prod_barc: told('drug_prod_barc') },
    moves: { ...known?.moves, [`${kind}:${key}`]: sign * cnt },
    cnt: 0,
  })
}

/** One more movement of a known batch: what was dispensed, or came back. */
export async function moveBatch(pad: Pad, bchno: string, move: string, cnt: number): Promise<void> {
  const batch = (await pad.get<Batch>(GOODS, bchno))?.data
  if (batch) await putBatch(pad, { ...batch, moves: { ...batch.moves, [move]: cnt } })
}

async function putBatch(pad: Pad, batch: Batch): Promise<void> {
  const cnt = round(Object.values(batch.moves).reduce((total, move) => total + move, 0))
  const { bchno, fixmedins_hilist_id: subject, fixmedins_hilist_name: name, manu_lotnum } = batch
  const words = `${subject} ${name} ${initials(name)} ${manu_lotnum} ${bchno}`
  await pad.put<Batch>(GOODS, bchno, {
    state: cnt > 0 ? 'in' : 'out',
    subject,
    text: words,
    data: { ...batch, cnt },
  })
}

const BATCHES = 500

/** The batches of a product, those that expire first in front. */
export async function batchesOf(journal: Journal, fixmedins_hilist_id: string): Promise<Batch[]> {
  const found = await journal.docs({ kind: GOODS, subject: fixmedins_hilist_id, limit: BATCHES })
  return found
    .map(({ data }) => data as unknown as Batch)
    .sort((a, b) => a.expy_end.localeCompare(b.expy_end) || a.bchno.localeCompare(b.bchno))
}

/** A pack by its trace code: whose it is, and where it went. */
export interface Trace {
  fixmedins_hilist_id: string
  name: string
  /** null: not known, the code was met at the counter only */
  bchno: string | null
  uses: TraceUse[]
}

/** scanned: on a prescription that is not finished; a split pack may be in several uses at once */
export interface TraceUse {
  rxno: string
  lineNo: number
  trdn_flag: '0' | '1'
  state: 'scanned' | 'sold' | 'returned'
  psn_name: string
  opterName: string
  at: number
}

/** A product by the part of the code that all its packs share. */
export interface Product {
  fixmedins_hilist_id: string
  name: string
}

const traceState = (uses: readonly TraceUse[]): 'in' | 'scanned' | 'sold' => {
  const open = uses.filter(({ state }) => state !== 'returned')
  return open.length === 0 ? 'in' : open.some(({ state }) => state === 'sold') ? 'sold' : 'scanned'
}

export async function putTrace(pad: Pad, code: string, trace: Trace): Promise<void> {
  const { fixmedins_hilist_id: subject, name, uses } = trace
  await pad.put<Trace>(TRACE, code, {
    state: traceState(uses),
    subject,
    text: `${code} ${name}`,
    data: trace,
  })
}

/** The codes of a purchase: each pack with its batch, and the product behind their common part. */
export async function learnCodes(pad: Pad, data: JsonObject): Promise<void> {
  const bchno = text(data.bchno) || text(data.fixmedins_bchno)
  const product = {
    fixmedins_hilist_id: text(data.fixmedins_hilist_id),
    name: text(data.fixmedins_hilist_name),
  }
  if (!product.fixmedins_hilist_id) return
  for (const row of rows(data, 'drugtracinfo')) {
    const code = text(row.drug_trac_codg)
    if (!code) continue
    const known = (await pad.get<Trace>(TRACE, code))?.data
    await putTrace(pad, code, { ...product, bchno: bchno || null, uses: known?.uses ?? [] })
    await learnProduct(pad, code, product)
  }
}

export async function learnProduct(pad: Pad, code: string, product: Product): Promise<void> {
  const shared = productKeyOf(code)
  if (shared === null || (await pad.get(PRODUCT, shared))) return
  const { fixmedins_hilist_id: subject, name } = product
  await pad.put<Product>(PRODUCT, shared, {
    state: 'known',
    subject,
    text: `${shared} ${name}`,
    data: product,
  })
}
