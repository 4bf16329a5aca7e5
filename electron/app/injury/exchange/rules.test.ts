import { describe, expect, it } from 'vitest'
import { fen } from '../../../../shared/money.ts'
import {
  admissionFits,
  type FilingFacts,
  linesAddUp,
  mayEnd,
  numberFree,
  onlyValid,
  periodSound,
  settlementAddsUp,
  stateChange,
} from './rules.ts'

/** The state rules of tender 004, 2.2.1, each broken once and once kept. */
const filing: FilingFacts = {
  ...{ yzz014: 'BA1', aac002: '440301', inst_type: '1', aab299: '510100' },
  ...{ aae030: '2026-01-01', aae031: '2026-12-31', filing_state: '1' },
}
const agreement = { inst_type: '1', agre_state: '1', aae030: '2026-01-01', aae031: '2026-12-31' }
const words = (faults: { message: string }[]) => faults.map(({ message }) => message).join('；')
const paths = (faults: { path: string }[]) => faults.map(({ path }) => path)

describe('filings', () => {
  it('never come back from invalid', () => {
    expect(words(stateChange('0', '1'))).toContain('备案状态：已无效的备案不能再变为有效')
    expect(stateChange('0', '0')).toEqual([])
    expect(stateChange('1', '0')).toEqual([])
  })
  it('are valid once a person and type of institution', () => {
    const other = { ...filing, yzz014: 'BA2' }
    expect(words(onlyValid([filing], other))).toContain('BA1')
    expect(onlyValid([filing], { ...other, inst_type: '2' })).toEqual([])
    expect(onlyValid([filing], { ...other, aac002: '440302' })).toEqual([])
    expect(onlyValid([{ ...filing, filing_state: '0' }], other)).toEqual([])
    expect(onlyValid([filing], filing)).toEqual([])
  })
  it('end after they begin, and not while a stay is open', () => {
    expect(paths(periodSound('2026-02-01', '2026-01-31'))).toEqual(['aae031'])
    expect(periodSound('2026-02-01', '')).toEqual([])
    expect(words(mayEnd('0', ['Z1']))).toContain('住院号 Z1 还没有结算')
    expect(mayEnd('1', ['Z1'])).toEqual([])
    expect(mayEnd('0', [])).toEqual([])
  })
})

describe('an admission', () => {
  const admission = { akc192: '2026-06-01 08:00:00', aab299: '510100', inst_type: '1' }
  it('lies inside filing and agreement, in the filed place and type', () => {
    expect(admissionFits(admission, filing, agreement)).toEqual([])
    expect(admissionFits(admission, { ...filing, aae031: '' }, null)).toEqual([])
    expect(paths(admissionFits({ ...admission, akc192: '2027-01-01 00:00:00' }, filing, null))).toEqual([
      'akc192',
    ])
    expect(paths(admissionFits({ ...admission, akc192: '2025-12-31 23:59:59' }, filing, null))).toEqual([
      'akc192',
    ])
    expect(words(admissionFits({ ...admission, aab299: '440300' }, filing, null))).toContain(
      '就医地是 510100',
    )
    expect(paths(admissionFits({ ...admission, inst_type: '2' }, filing, null))).toEqual(['inst_type'])
    expect(paths(admissionFits(admission, { ...filing, filing_state: '0' }, null))).toEqual(['yzz014'])
  })
  it('needs an agreement that holds', () => {
    expect(words(admissionFits(admission, filing, { ...agreement, agre_state: '9' }))).toContain('服务协议')
    expect(words(admissionFits(admission, filing, { ...agreement, aae031: '2026-05-31' }))).toContain(
      '服务协议有效期',
    )
  })
  it('has a number of its own', () => {
    expect(words(numberFree('Z1', new Set(['Z1'])))).toContain('住院号/门诊号：Z1')
    expect(numberFree('Z2', new Set(['Z1']))).toEqual([])
  })
})

describe('money', () => {
  const line = {
    ...{ ykc610: '1', akc225: '3.3333', akc226: '3' },
    ...{ akc227: fen(1000), akb068: fen(800), akb067: fen(200) },
  }
  it('of a line: price × quantity = amount = fund + self', () => {
    expect(linesAddUp([line, { ...line, ykc610: '2' }])).toEqual([])
    expect(words(linesAddUp([{ ...line, akc226: '4' }]))).toContain('第 1 行 金额：不等于单价乘数量')
    expect(words(linesAddUp([{ ...line, akb068: fen(700) }]))).toContain('统筹支付与自付之和')
    expect(words(linesAddUp([{ ...line, akb068: fen(1100), akb067: fen(-100) }]))).toContain(
      '自付金额：不能小于 0',
    )
    expect(paths(linesAddUp([line, line]))).toEqual(['list[1].ykc610'])
  })
  it('of a settlement is that of its lines', () => {
    const setl = { akc264: fen(2000), akb068: fen(1600), akb067: fen(400), det_num: 2 }
    expect(settlementAddsUp(setl, [line, line])).toEqual([])
    expect(paths(settlementAddsUp({ ...setl, det_num: 3 }, [line, line]))).toEqual(['det_num'])
    expect(paths(settlementAddsUp({ ...setl, akb068: fen(1500), akb067: fen(500) }, [line, line]))).toEqual([
      'akb068',
      'akb067',
    ])
    expect(paths(settlementAddsUp({ ...setl, akc264: fen(2001) }, [line, line]))).toEqual([
      'akc264',
      'akc264',
    ])
  })
})
