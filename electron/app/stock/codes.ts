import { classify, normalise } from '../../devices/classify.ts'
import { parseGs1 } from '../../devices/gs1.ts'

/** What a scanned text is at the pharmacy: a code as it is booked, or why it is none. */
export type Read =
  | {
      code: string
      /** of a GS1 code: the lot and the last day that it names */
      lot: string | null
      expy_end: string | null
      /** to be taken only where this very code is known from a purchase, for this reason */
      unsure?: string
    }
  | { why: string }

/** bar codes of goods (EAN-8, UPC-A, EAN-13, ITF-14): they name the product, never the single pack */
const BARCODE = new Set([8, 12, 13, 14])
/** drug_trac_codg has 100 characters at most */
const LONGEST = 100
const NO_SERIAL = '这个 GS1 码里分不出序列号（21），也不在采购记录里，请扫盒上的另一个码或检查扫码枪设置'
const OWN = /^[A-Za-z0-9][A-Za-z0-9./_-]{7,99}$/

/**
 * 药品追溯码: 20 digits of 码上放心 (8…), GS1 with 01 and 21, or a maker's own, of which no layout is published.
 * Source: rules of 3505A, devices.md 8.
 */
export function readCode(raw: string): Read {
  const found = classify(raw, 'drug')
  if (found.is === 'trace') return { code: found.text, lot: null, expy_end: null }
  if (found.is === 'traceGs1') {
    const { '10': lot = null, '17': expiry, '21': serial } = found.gs1 ?? {}
    const expy_end = expiry ? dayOf(expiry) : null
    // without GS between them lot and serial cannot be told apart
    return serial
      ? { code: found.text, lot, expy_end }
      : { code: found.text, lot: null, expy_end, unsure: NO_SERIAL }
  }
  const text = normalise(raw)
  if (found.is !== 'unknown') return { why: `这是${found.label}，不是药品追溯码` }
  if (/^\d+$/.test(text) && BARCODE.has(text.length))
    return { why: '这是商品条码，每盒都一样，请扫旁边的药品追溯码' }
  if (/^8\d{15,23}$|^\d{19,21}$/.test(text)) return { why: '药品追溯码必须正好 20 位并以 8 开头，请重扫' }
  if (!OWN.test(text) || text.length > LONGEST) return { why: `不是药品追溯码：${found.reason}` }
  return { code: text, lot: null, expy_end: null }
}

/** yyMMdd of GS1; day 00 is the last of the month. */
function dayOf(yymmdd: string): string {
  const [year, month, day] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4)]
  const last = day === '00' ? new Date(2000 + Number(year), Number(month), 0).getDate() : Number(day)
  return `20${year}-${month}-${String(last).padStart(2, '0')}`
}

/** digits of a 码上放心 code that name the product: 药品标识码 */
const SHARED = 7

/** What all packs of a product share; null for a maker's own code, which tells nothing of the kind. */
export function productKeyOf(code: string): string | null {
  if (/^8\d{19}$/.test(code)) return code.slice(0, SHARED)
  const gtin = parseGs1(code)?.parts['01']
  return gtin ? `01${gtin}` : null
}
