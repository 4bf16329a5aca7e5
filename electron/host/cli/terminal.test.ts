import { describe, expect, it } from 'vitest'
import { faultsOf } from './sandbox.ts'
import { type Args, faultLines, intOf, table, UsageError, widthOf } from './terminal.ts'

const args = (values: Args['values']): Args => ({ values, positionals: [] })

describe('tables', () => {
  it.each([
    ['abc', 3],
    ['王芳', 4],
    ['唐𬌗', 4],
    ['（1）', 5],
    ['1,234.05', 8],
  ])('%s takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  it('lines up Chinese text and numbers', () => {
    const lines = table(
      ['姓名', '金额'],
      [
        ['王芳', '1.00'],
        ['Li', '1,234.05'],
      ],
      [1],
    ).split('\n')
    const ends = lines.map(widthOf)
    expect(ends).toEqual([14, 14, 14, 14])
    expect(lines[3]).toBe('Li    1,234.05')
  })
})

describe('options', () => {
  it('takes whole numbers within bounds only', () => {
    expect(intOf(args({}), 'port', 8899, 0, 65535)).toBe(8899)
    expect(intOf(args({ port: '0' }), 'port', 8899, 0, 65535)).toBe(0)
    for (const port of ['-1', '65536', '1.5', 'x', '']) {
      expect(() => intOf(args({ port }), 'port', 8899, 0, 65535)).toThrow(UsageError)
    }
  })

  it('reads faults with and without a rate', () => {
    expect(faultsOf(args({ fault: ['drop_after:0.1', 'garble'] }))).toEqual([
      { kind: 'drop_after', rate: 0.1 },
      { kind: 'garble', rate: 1 },
    ])
    for (const fault of ['nothing', 'garble:2', 'garble:', 'garble:x']) {
      expect(() => faultsOf(args({ fault: [fault] }))).toThrow(UsageError)
    }
  })
})

it('says a fault in three lines, its fields and the centre’s own words', () => {
  const text = faultLines({
    kind: 'rejected',
    what: '一',
    means: '二',
    todo: '三',
    fields: [{ path: 'data.psn_no', label: '人员编号', rule: 'missing', message: '人员编号：必填' }],
    centre: { code: '-1', message: '人员不存在' },
    msgid: 'M1',
  })
  expect(text.split('\n')).toEqual([
    '一',
    '二',
    '三',
    '  data.psn_no  人员编号：必填',
    '中心原话：[-1] 人员不存在',
    '报文号：M1',
  ])
})
