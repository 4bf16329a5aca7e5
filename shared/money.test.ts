import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Fen,
  fen,
  lineAmount,
  priceShow,
  scaled,
  sum,
  tryYuan,
  yuan,
  yuanCapital,
  yuanNumber,
  yuanShow,
  yuanText,
} from './money.ts'

const anyFen = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }).map(fen)
/** amounts of which doubles print all digits */
const counterFen = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }).map(fen)

describe('edges of decimal text', () => {
  test('text and back is the same amount', () => {
    fc.assert(fc.property(anyFen, (a) => yuan(yuanText(a)) === a))
    fc.assert(fc.property(anyFen, (a) => yuan(yuanShow(a).replaceAll(',', '')) === a))
    fc.assert(fc.property(counterFen, (a) => yuan(yuanNumber(a)) === a))
  })

  test('anything but a plain decimal is refused, and never thrown by tryYuan', () => {
    for (const bad of ['', ' ', '1,000', '1e3', '12.345', 'NaN', '0x10', '１２', '--1']) {
      expect(() => yuan(bad), bad).toThrow(RangeError)
      expect(tryYuan(bad), bad).toBeNull()
    }
    for (const bad of [null, undefined, {}, [], true, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(tryYuan(bad)).toBeNull()
    }
    expect(tryYuan('99999999999999.99')).toBeNull()
    expect(tryYuan(' 12.50 ')).toBe(1250)
    expect(tryYuan('12.5000')).toBe(1250)
    expect(Object.is(yuan('-0.00'), 0)).toBe(true)
  })

  test('scaled agrees with plain arithmetic', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.integer({ min: 0, max: 6 }),
        (n, s) => {
          const digits = String(n < 0n ? -n : n).padStart(s + 1, '0')
          const text = `${n < 0n ? '-' : ''}${digits.slice(0, digits.length - s)}${s ? `.${digits.slice(-s)}` : ''}`
          return scaled(text, s) === n
        },
      ),
    )
  })

  test('fen refuses fractions and what doubles cannot count', () => {
    for (const bad of [0.5, 2 ** 53, Number.NaN]) expect(() => fen(bad)).toThrow(RangeError)
  })

  test('show separates thousands', () => {
    expect(yuanShow(fen(123_456_789))).toBe('1,234,567.89')
    expect(yuanShow(fen(-12_345))).toBe('-123.45')
    expect(yuanShow(fen(100_000))).toBe('1,000.00')
  })
})

describe('sums and line amounts', () => {
  test('a sum does not depend on order', () => {
    fc.assert(
      fc.property(fc.array(counterFen, { maxLength: 50 }), (amounts) => {
        expect(sum([...amounts].reverse())).toBe(sum(amounts))
      }),
    )
    expect(() => sum([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow(RangeError)
  })

  test('cnt × pric is within half a fen of the exact product, halves away from zero', () => {
    const pric = fc.integer({ min: 0, max: 10 ** 9 })
    const cnt = fc.integer({ min: -(10 ** 7), max: 10 ** 7 })
    fc.assert(
      fc.property(pric, cnt, (p, c) => {
        const text = (n: number, s: number) =>
          `${n < 0 ? '-' : ''}${Math.floor(Math.abs(n) / 10 ** s)}.${String(Math.abs(n) % 10 ** s).padStart(s, '0')}`
        const exact = BigInt(p) * BigInt(c) // in 10^-8 fen
        const error = BigInt(lineAmount(text(p, 6), text(c, 4))) * 10n ** 8n - exact
        const twice = 2n * (exact < 0n ? -error : error)
        return twice > -(10n ** 8n) && twice <= 10n ** 8n
      }),
    )
    expect(lineAmount('0.005', '1')).toBe(1)
    expect(lineAmount('0.005', '-1')).toBe(-1)
    expect(lineAmount('0.048375', '105')).toBe(508)
    expect(() => lineAmount('1.0000001', '1')).toThrow(RangeError)
  })
})

/** Reads capitals back to fen; only what the writer may say. */
function readCapital(text: string): number {
  const unsigned = text.replace(/^负|整$/g, '').replace(/整$/, '')
  const [whole, tail] = unsigned.includes('元') ? (unsigned.split('元') as [string, string]) : ['', unsigned]
  const places: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }
  const below10k = (s: string) => {
    let total = 0
    let digit = 0
    for (const c of s) {
      const place = places[c]
      if (place) {
        total += digit * place
        digit = 0
      } else digit = '零壹贰叁肆伍陆柒捌玖'.indexOf(c)
    }
    return total + digit
  }
  const below100m = (s: string): number => {
    const at = s.lastIndexOf('万')
    return at < 0 ? below10k(s) : below10k(s.slice(0, at)) * 10_000 + below10k(s.slice(at + 1))
  }
  const at = whole.lastIndexOf('亿')
  const yuan =
    at < 0 ? below100m(whole) : below100m(whole.slice(0, at)) * 100_000_000 + below100m(whole.slice(at + 1))
  const digit = (unit: string) => {
    const m = new RegExp(`([壹贰叁肆伍陆柒捌玖])${unit}`).exec(tail)
    return m ? '零壹贰叁肆伍陆柒捌玖'.indexOf(m[1] as string) : 0
  }
  const total = yuan * 100 + digit('角') * 10 + digit('分')
  return text.startsWith('负') ? -total : total
}

describe('capitals', () => {
  test.each<[number, string]>([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角'],
    [11, '壹角壹分'],
    [100, '壹元整'],
    [105, '壹元零伍分'],
    [150, '壹元伍角'],
    [1_000, '壹拾元整'],
    [1_010, '壹拾元壹角'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [140_950, '壹仟肆佰零玖元伍角'],
    [600_714, '陆仟零柒元壹角肆分'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [10_700_053, '壹拾万柒仟元伍角叁分'],
    [10_000_100, '壹拾万零壹元整'],
    [100_000_000, '壹佰万元整'],
    [1_000_000_000, '壹仟万元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [10_000_000_000, '壹亿元整'],
    [10_100_000_000, '壹亿零壹佰万元整'],
    [100_000_000_000_000, '壹万亿元整'],
    [100_010_000_000_000, '壹万零壹亿元整'],
    [120_000_000_000_000, '壹万贰仟亿元整'],
    [-123_405, '负壹仟贰佰叁拾肆元零伍分'],
  ])('%i fen is %s', (amount, text) => {
    expect(yuanCapital(amount as Fen)).toBe(text)
  })

  test('reads back to the same amount, with no double zero and no zero at an end', () => {
    fc.assert(
      fc.property(anyFen, (a) => {
        const text = yuanCapital(a)
        expect(readCapital(text), text).toBe(a)
        expect(text).not.toMatch(/零零|零万|零亿|零角|零分|零整/)
        if (a !== 0) expect(text).not.toMatch(/^负?零|零元/)
      }),
      { numRuns: 2000 },
    )
  })
})

test('a unit price shows two decimals at least', () => {
  expect(['14.8', '3', '0.1234', '84.0000', '1.230'].map(priceShow)).toEqual([
    '14.80',
    '3.00',
    '0.1234',
    '84.00',
    '1.23',
  ])
})
