/**
 * Money is integer fen in a branded type; decimal strings stand only at the edges (wire, screen, slip).
 * Source of the scales: national standard, amounts 16,2; pric 16,6; cnt 16,4.
 */
export type Fen = number & { readonly __fen: unique symbol }

export const ZERO = 0 as Fen

/** Brands an integer number of fen. Throws RangeError for a fraction or beyond ±2^53. */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number of fen: ${n}`)
  return (n === 0 ? 0 : n) as Fen
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/

/**
 * Scaled integer of a decimal text or JSON number: scaled('1.2345', 4) = 12345n. Digits beyond `scale` must
 * be zeros, else null; null too for anything that is not a plain decimal.
 */
export function scaled(value: string | number, scale: number): bigint | null {
  const text = typeof value === 'number' ? plain(value) : value.trim()
  const m = DECIMAL.exec(text)
  if (!m) return null
  const frac = m[3] ?? ''
  if (/[1-9]/.test(frac.slice(scale))) return null
  const digits = BigInt(m[2] + frac.slice(0, scale).padEnd(scale, '0'))
  return m[1] === '-' ? -digits : digits
}

/** Decimal text of a JSON number without an exponent where doubles print one (1e-7, 1e21). */
function plain(n: number): string {
  const text = String(n)
  return text.includes('e') ? n.toFixed(Math.abs(n) < 1 ? 12 : 0) : text
}

/** Fen of a yuan amount with at most two decimals ('12.5', 12.5, '-0.01'). Throws RangeError otherwise. */
export function yuan(value: string | number): Fen {
  const n = scaled(value, 2)
  if (n === null) throw new RangeError(`not an amount in yuan: ${value}`)
  return fen(Number(n))
}

/** Fen of a yuan amount, or null where `yuan` would throw. */
export function tryYuan(value: unknown): Fen | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const n = scaled(value, 2)
  return n === null || n > BigInt(Number.MAX_SAFE_INTEGER) || n < BigInt(Number.MIN_SAFE_INTEGER)
    ? null
    : fen(Number(n))
}

/** '1234.05': two decimals, no separators; the wire's and the slip's form. */
export function yuanText(amount: Fen): string {
  const abs = Math.abs(amount)
  const cents = String(abs % 100).padStart(2, '0')
  return `${amount < 0 ? '-' : ''}${Math.floor(abs / 100)}.${cents}`
}

/** '1,234.05' for screens. */
export function yuanShow(amount: Fen): string {
  return yuanText(amount).replace(/\B(?=(\d{3})+(?=\.))/g, ',')
}

/** The JSON number that the wire wants for an amount. */
export function yuanNumber(amount: Fen): number {
  return Number(yuanText(amount))
}

export function sum(amounts: Iterable<Fen>): Fen {
  let total = 0
  for (const a of amounts) total += a
  return fen(total)
}

/** cnt × pric rounded half up to fen. `pric` up to 6 decimals, `cnt` up to 4. Throws RangeError otherwise. */
export function lineAmount(pric: string | number, cnt: string | number): Fen {
  const p = scaled(pric, 6)
  const c = scaled(cnt, 4)
  if (p === null || c === null) throw new RangeError(`not a price and a count: ${pric} × ${cnt}`)
  const product = p * c // 10 decimals
  const unit = 100_000_000n
  const half = product >= 0n ? unit / 2n : -unit / 2n
  return fen(Number((product + half) / unit))
}

/** Chinese capitals for slips: 壹仟贰佰叁拾肆元伍分; 零元整 for zero. */
export function yuanCapital(amount: Fen): string {
  const digits = '零壹贰叁肆伍陆柒捌玖'
  const units = ['', '拾', '佰', '仟']
  const groups = ['', '万', '亿', '万亿']
  const abs = Math.abs(amount)
  let whole = Math.floor(abs / 100)
  const jiao = Math.floor(abs / 10) % 10
  const cent = abs % 10
  const parts: string[] = []
  for (let g = 0; whole > 0; g++, whole = Math.floor(whole / 10_000)) {
    const part = whole % 10_000
    let text = ''
    for (let i = 0, rest = part; i < 4; i++, rest = Math.floor(rest / 10)) {
      const d = rest % 10
      text = d ? `${digits[d]}${units[i]}${text}` : `零${text}`
    }
    text = text.replace(/零+/g, '零').replace(/零$/, '')
    if (part) parts.unshift(`${text}${groups[g]}`)
    else if (parts.length) parts.unshift('零')
  }
  const head = parts.join('').replace(/零+/g, '零').replace(/^零/, '')
  const yuanPart = head ? `${head}元` : ''
  const tail =
    jiao === 0 && cent === 0
      ? '整'
      : `${jiao ? `${digits[jiao]}角` : yuanPart ? '零' : ''}${cent ? `${digits[cent]}分` : ''}`
  return `${amount < 0 ? '负' : ''}${yuanPart || (tail === '整' ? '零元' : '')}${tail}`
}
