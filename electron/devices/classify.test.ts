import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CodeContext, CodeKind } from '../../shared/api/devices.ts'
import { classify, normalise } from './classify.ts'
import { isGtin } from './gs1.ts'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''))
const GS = '\x1d'

/** Generators written from devices.md, apart from the rules under test. */
const gtin = digits(13).map((body) => {
  const total = [...body].reduce((acc, d, i) => acc + Number(d) * (i % 2 ? 1 : 3), 0)
  return body + ((10 - (total % 10)) % 10)
})
const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
const ymd = day.map((d) => d.toISOString().slice(0, 10).replaceAll('-', ''))
const idNumber = fc
  .tuple(fc.constantFrom('110105', '130102', '150102', '330106', '510104', '650101'), ymd, digits(3))
  .map((parts) => {
    const body = parts.join('')
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const total = weights.reduce((acc, weight, i) => acc + weight * Number(body[i]), 0)
    return body + '10X98765432'[total % 11]
  })
const word = fc.stringMatching(/^[A-Z0-9]{1,12}$/)
const expiry = day.map((d) => d.toISOString().slice(2, 10).replaceAll('-', ''))
const gs1 = fc
  .tuple(gtin, expiry, word, word, fc.constantFrom(']d2', ']C1', ''))
  .map(([code, date, batch, serial, prefix]) => `${prefix}01${code}17${date}10${batch}${GS}21${serial}`)
/** a payment code that happens to hold a birth date and its check digit cannot be told from an ID number */
const isAmbiguous = (code: string) => classify(code).others.length > 0

const KINDS: Record<Exclude<CodeKind, 'essCard' | 'unknown'>, fc.Arbitrary<string>> = {
  ecVoucher: digits(25).map((d) => `424${d}`),
  openPlatform: digits(25).map((d) => `opc${d}`),
  trace: digits(19).map((d) => `8${d}`),
  traceGs1: gs1,
  idNumber,
  wechat: fc
    .tuple(fc.constantFrom('10', '11', '12', '13', '14', '15'), digits(16))
    .map((d) => d.join(''))
    .filter((code) => !isAmbiguous(code)),
  alipay: fc
    .tuple(
      fc.constantFrom('25', '26', '27', '28', '29', '30'),
      fc.integer({ min: 14, max: 22 }).chain(digits),
    )
    .map((d) => d.join('')),
  unionpay: digits(17).map((d) => `62${d}`),
  healthCard: fc
    .tuple(fc.stringMatching(/^[0-9A-F]{32,64}$/), digits(1))
    .map(([id, type]) => `${id}:${type}`),
}

describe('codes by their shape', () => {
  it.each(Object.entries(KINDS))('%s is taken for nothing else, with any context', (is, codes) => {
    fc.assert(
      fc.property(codes, (code) => {
        const found = classify(code)
        expect(found.is).toBe(is)
        expect(found.confidence).toBeGreaterThanOrEqual(0.85)
        expect(found.reason).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })

  it('a trace code is never a payment code, whatever is asked for', () => {
    const contexts = fc.constantFrom<CodeContext | undefined>('person', 'payment', 'drug', undefined)
    fc.assert(
      fc.property(fc.oneof(KINDS.trace, gs1), contexts, (code, context) => {
        const { is, others } = classify(code, context)
        expect(is).toMatch(/^trace/)
        expect(others.map((other) => other.is)).not.toContain('alipay')
      }),
    )
  })

  it('whatever comes in, it answers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { confidence, reason } = classify(text)
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(reason).not.toBe('')
      }),
    )
  })

  it('blanks, control characters and full-width digits change nothing', () => {
    const plain = '81234567890123456789'
    const dressed = [
      '8123 4567 8901 2345 6789',
      `\x02${plain}\x03\r\n`,
      '８１２３４５６７８９０１２３４５６７８９',
      `\ufeff${plain}\t`,
    ]
    for (const text of dressed) expect(classify(text)).toMatchObject({ is: 'trace', text: plain })
    expect(normalise(' ａ：１ ')).toBe('a:1')
  })

  it('19 and 21 digits are no trace code, and neither are 20 that begin otherwise', () => {
    for (const text of ['8123456789012345678', '812345678901234567890', '71234567890123456789']) {
      expect(classify(text, 'drug')).toMatchObject({ is: 'unknown', confidence: 0 })
    }
  })
})

describe('18 digits', () => {
  // also well-formed as a WeChat code: Beijing's numbers begin with 11
  const beijing = '110105194912310038'
  it('are an ID number by birth date and check digit, a payment code where money is taken', () => {
    expect(classify('11010519491231002X').is).toBe('idNumber')
    expect(classify(beijing)).toMatchObject({ is: 'idNumber', others: [{ is: 'wechat' }] })
    expect(classify(beijing, 'person').is).toBe('idNumber')
    expect(classify(beijing, 'payment')).toMatchObject({ is: 'wechat', others: [{ is: 'idNumber' }] })
    expect(classify(beijing, 'payment').confidence).toBeLessThan(0.7)
  })
  it('with a right check digit but no birth date are a payment code', () => {
    // 134567 9999-99-99 cannot be a person's
    const code = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
      .map((last) => `13456799999999123${last}`)
      .find((text) => classify(text, 'person').is === 'idNumber')!
    expect(code).toHaveLength(18)
    expect(classify(code)).toMatchObject({ is: 'wechat', others: [{ is: 'idNumber' }] })
  })
})

describe('GS1', () => {
  const code = '06901234567892'
  it('reads brackets, prefix and FNC1 alike', () => {
    expect(isGtin(code)).toBe(true)
    const parts = { '01': code, '17': '270131', '10': 'AB12', '21': 'S0001' }
    const raw = `01${code}1727013110AB12${GS}21S0001`
    const ways = [`(01)${code}(17)270131(10)AB12(21)S0001`, `]d2${raw}`, `]C1${raw}`, raw, `${GS}${raw}`]
    for (const way of ways) {
      expect(classify(way, 'drug')).toMatchObject({ is: 'traceGs1', gs1: parts, text: raw.replace(GS, '') })
    }
  })
  it('without a serial is less sure and says so', () => {
    const found = classify(`]d201${code}10AB12`)
    expect(found).toMatchObject({ is: 'traceGs1', gs1: { '01': code, '10': 'AB12' } })
    expect(found.confidence).toBeLessThan(0.7)
    expect(found.reason).toContain('没有单独分出序列号')
  })
  it('with a wrong check digit, date or unknown identifier is none', () => {
    const wrong = [`]d20106901234567893`, `]d201${code}17271331`, `]d201${code}99X`, `(01)${code}(21)`, ']d2']
    for (const text of wrong) expect(classify(text).is).toBe('unknown')
  })
})

describe('other texts', () => {
  it('an address gives its last run of exactly 20 digits', () => {
    const url = 'https://z.example.cn/11111111111111111111/c?x=1&code=81234567890123456789&v=2'
    expect(classify(url)).toMatchObject({ is: 'trace', text: '81234567890123456789' })
    expect(classify('https://example.cn/812345678901234567890').is).toBe('unknown')
  })
  it('an opaque text is a 电子社保卡 only where a person is asked for, and unsure', () => {
    const opaque = 'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA=='
    expect(classify(opaque).is).toBe('unknown')
    expect(classify(opaque, 'person')).toMatchObject({ is: 'essCard', confidence: 0.3 })
  })
  it('a code of no use here is named and said to be of no use', () => {
    expect(classify('424'.padEnd(28, '1'), 'payment').reason).toContain('当前是收款，用不上这种码')
  })
})
