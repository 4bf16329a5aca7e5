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

/** A unit price for people: two decimals at least, more only where they count ('14.8' → '14.80', '0.1234' stays). */
export function priceShow(pric: string): string {
  const [whole = '0', decimals = ''] = pric.split('.')
  return `${whole}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`
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

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']

/** One group with a 零 for every empty place but the last ones: 1050 → 壹仟零伍拾, 5 → 零零零伍. */
function fourPlaces(part: number): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(part / 10 ** place) % 10
    text += digit ? `${DIGITS[digit]}${PLACES[place]}` : '零'
  }
  return text.replace(/零+$/, '')
}

/**
 * Chinese capitals for slips: 壹仟贰佰叁拾肆元零伍分, 零元整 for zero, 负 in front of negative amounts.
 * Rules: 支付结算办法附一 正确填写票据和结算凭证的基本规定 (整 after whole yuan only; one 零 for any run of zeros).
 */
export function yuanCapital(amount: Fen): string {
  const abs = Math.abs(amount)
  const groups: number[] = []
  for (let rest = Math.floor(abs / 100); rest > 0; rest = Math.floor(rest / 10_000))
    groups.push(rest % 10_000)
  // 万亿 is said in one word only where the group of 亿 itself is empty
  const units = ['', '万', '亿', groups[2] ? '万' : '万亿']
  const whole = groups
    .map((part, g) => (part ? `${fourPlaces(part)}${units[g]}` : '零'))
    .reverse()
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
  const jiao = Math.floor(abs / 10) % 10
  const cent = abs % 10
  const head = whole ? `${whole}元` : ''
  const sign = amount < 0 ? '负' : ''
  if (jiao === 0 && cent === 0) return `${sign}${head || '零元'}整`
  const tenths = jiao ? `${DIGITS[jiao]}角` : head && '零'
  return `${sign}${head}${tenths}${cent ? `${DIGITS[cent]}分` : ''}`
}
