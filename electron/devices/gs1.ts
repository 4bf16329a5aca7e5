/**
 * GS1 element strings, as some makers print on packs of drugs: (01) GTIN, (17) expiry, (10) batch,
 * (21) serial; with brackets, or as scanners send them with a symbology prefix and FNC1 as GS (devices.md 8).
 */
export interface Gs1 {
  /** by identifier */
  parts: Record<string, string>
  /** identifiers and values one after the other: the same for either way of writing */
  text: string
  /** it says itself that it is GS1, by prefix, brackets or GS; else only its shape does */
  marked: boolean
}

type Pair = [ai: string, value: string]

const GS = '\x1d'
/** Code 128, Data Matrix, QR, DataBar */
const PREFIX = /^\](C1|d2|Q3|e0)/
const GTIN = /^\d{14}$/
const DATE = /^\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/
const WORD = /^[!-~]{1,20}$/

/** what a value must look like, and its length where that is fixed; the others end at GS or at the end */
const FIELDS: Record<string, { shape: RegExp; length?: number }> = {
  '01': { shape: GTIN, length: 14 },
  '11': { shape: DATE, length: 6 },
  '15': { shape: DATE, length: 6 },
  '17': { shape: DATE, length: 6 },
  '10': { shape: WORD },
  '21': { shape: WORD },
}

/** Null for what is no element string that holds a GTIN with the right check digit. */
export function parseGs1(raw: string): Gs1 | null {
  const body = raw.replace(PREFIX, '')
  const pairs = body.startsWith('(') ? bracketed(body) : inRow(body)
  const gtin = pairs?.find(([ai]) => ai === '01')?.[1]
  if (!pairs || !gtin || !isGtin(gtin)) return null
  const marked = body !== raw || body.includes(GS) || body.startsWith('(')
  if (!marked && !body.startsWith('01')) return null
  return { parts: Object.fromEntries(pairs), text: pairs.flat().join(''), marked }
}

function bracketed(body: string): Pair[] | null {
  const pairs: Pair[] = []
  let at = 0
  for (const match of body.matchAll(/\((\d{2})\)([^()]+)/g)) {
    if (match.index !== at) return null
    at += match[0].length
    pairs.push([match[1]!, match[2]!.replaceAll(GS, '')])
  }
  return at === body.length && isSound(pairs) ? pairs : null
}

function inRow(body: string): Pair[] | null {
  const pairs: Pair[] = []
  let rest = body
  while (rest) {
    if (rest.startsWith(GS)) {
      rest = rest.slice(1)
      continue
    }
    const ai = rest.slice(0, 2)
    const field = FIELDS[ai]
    if (!field) return null
    const end = field.length ? 2 + field.length : (rest.indexOf(GS) + 1 || rest.length + 1) - 1
    pairs.push([ai, rest.slice(2, end)])
    rest = rest.slice(end)
  }
  return isSound(pairs) ? pairs : null
}

function isSound(pairs: Pair[]): boolean {
  const isOnce = new Set(pairs.map(([ai]) => ai)).size === pairs.length
  return isOnce && pairs.every(([ai, value]) => FIELDS[ai]?.shape.test(value))
}

/** Weights 3 and 1 by turns from the left, sum and check digit a multiple of 10. */
export function isGtin(digits: string): boolean {
  if (!GTIN.test(digits)) return false
  const total = [...digits].reduce((acc, digit, i) => acc + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return total % 10 === 0
}
