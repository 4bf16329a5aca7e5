import { describe, expect, it } from 'vitest'
import { productKeyOf, readCode } from './codes.ts'

const GS = '\x1d'
const GTIN = '06900000000014'

describe('codes at the pharmacy', () => {
  it('are 20 digits of 码上放心, GS1 with a serial, or a maker’s own', () => {
    expect(readCode('81000010000000000001')).toEqual({
      ...{ code: '81000010000000000001', lot: null, expy_end: null },
    })
    const gs1 = { code: `01${GTIN}1727123110L12321S1`, lot: 'L123', expy_end: '2027-12-31' }
    expect(readCode(`(01)${GTIN}(17)271231(10)L123(21)S1`)).toEqual(gs1)
    expect(readCode(`]d201${GTIN}1727123110L123${GS}21S1`)).toEqual(gs1)
    expect(readCode(`(01)${GTIN}(17)280200(21)S1`)).toMatchObject({ expy_end: '2028-02-29' })
    expect(readCode(' ABC-0000123456 ')).toEqual({ code: 'ABC-0000123456', lot: null, expy_end: null })
  })

  it('are taken with care where lot and serial cannot be told apart', () => {
    expect(readCode(`01${GTIN}1727123110L12321S1`)).toMatchObject({
      ...{ code: `01${GTIN}1727123110L12321S1`, lot: null },
      unsure: expect.stringContaining('分不出序列号'),
    })
  })

  it.each([
    ['6901234567892', '商品条码'],
    ['8100001000000000001', '正好 20 位'],
    ['81000010000000000', '正好 20 位'],
    ['91000010000000000001', '正好 20 位'],
    ['4240000000000000000000000001', '医保电子凭证'],
    ['134567890123456789', '微信付款码'],
    ['12 34', '不是药品追溯码'],
  ])('%s is none', (text, why) => {
    expect(readCode(text)).toEqual({ why: expect.stringContaining(why) })
  })

  it('name their product by what all its packs share, a maker’s own by nothing', () => {
    expect(productKeyOf('81000010000000000001')).toBe('8100001')
    expect(productKeyOf(`01${GTIN}1727123110L12321S1`)).toBe(`01${GTIN}`)
    expect(productKeyOf('ABC-0000123456')).toBeNull()
  })
})
