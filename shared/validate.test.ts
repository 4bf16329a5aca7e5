import { describe, expect, test } from 'vitest'
import type { Contract, Dict, Field, Node } from './contract.ts'
import { validate } from './validate.ts'

const field = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  type: 'string',
  required: false,
  ...more,
})

const line: Node = {
  name: 'feedetail',
  label: '费用明细',
  many: true,
  required: true,
  fields: [
    field('cnt', '数量', { type: 'number', length: 16, scale: 4, required: true }),
    field('etip_flag', '外检标志', { dict: 'flag' }),
    field('etip_hosp_code', '外检医院', { required: 'cond', when: { field: 'etip_flag', in: ['1'] } }),
    field('init_sn', '原流水号', { required: 'cond', when: { field: 'cnt', negative: true } }),
    field('cash', '现金', { required: 'cond', when: { field: 'data.mode', in: ['9'] } }),
  ],
  nodes: [
    {
      name: 'trac',
      label: '追溯码',
      many: true,
      required: false,
      fields: [field('codg', '码', { required: true, length: 4 })],
    },
  ],
}

const data: Node = {
  name: 'data',
  label: '就诊信息',
  many: false,
  required: true,
  fields: [
    field('psn_no', '人员编号', { length: 4, required: true }),
    field('mode', '方式'),
    field('certno', '证件号码', { required: 'cond', when: 'remote' }),
    field('coner_name', '联系人'),
    field('coner_tel', '联系电话', { required: 'cond', when: { field: 'coner_name', notEmpty: true } }),
    field('token', '令牌', { required: 'cond', when: { field: 'rxno', empty: true } }),
    field('rxno', '处方号', { required: 'cond', when: { field: 'token', empty: true } }),
    field('brdy', '出生日期', { type: 'date' }),
    field('begntime', '开始时间', { type: 'datetime' }),
    field('days', '天数', { type: 'integer', length: 3 }),
    field('rslt', '结果值', { type: 'number', length: 5 }),
    field('srt', '序号', { type: 'number', length: 2, scale: 0 }),
    field('old', '旧版', { type: 'boolean' }),
    field('photo', '照片', { type: 'file' }),
    field('types', '类别集合', { items: 'string', dict: 'flag' }),
    field('area', '区划', { dict: 'area' }),
    field('exp_content', '扩展', {
      keys: [
        field('TRUM_FLAG', '外伤标志', { dict: 'flag' }),
        field('REL', '涉及第三方', { required: 'cond', when: { field: 'TRUM_FLAG', in: ['1'] } }),
      ],
    }),
  ],
}

const contract = (input: Node[], output: Node[] = []): Contract => ({
  family: 'test',
  code: '1',
  name: '试',
  group: '',
  direction: 'call',
  kind: 'transact',
  input,
  output,
  rules: [],
  evidence: 'inferred',
})
const DICTS: Record<string, Dict> = {
  flag: { name: 'flag', label: '标志', values: { 0: '否', 1: '是' } },
  area: { name: 'area', label: '区划', values: { 510000: '四川省' }, open: true },
}
const both = contract([data, line])
const ctx = { dict: (name: string) => DICTS[name] }
const good = { psn_no: '1', token: 't' }
const messages = (value: unknown, more = {}) =>
  validate(both, 'input', value, { ...ctx, ...more }).map((f) => f.message)
const ofData = (more: object, how = {}) =>
  messages({ data: { ...good, ...more }, feedetail: [{ cnt: 1 }] }, how)
const ofLines = (...feedetail: unknown[]) => messages({ data: good, feedetail })

test('a good message has no faults', () => {
  expect(
    ofData({ certno: '', brdy: null, types: ['0', '1'], photo: [80, -1], old: false, days: -999 }),
  ).toEqual([])
})

test('a fault carries path, label, rule and message', () => {
  const value = { data: good, feedetail: [{ cnt: 1 }, { cnt: 1 }, { cnt: 0.12345 }] }
  expect(validate(both, 'input', value, ctx)).toEqual([
    {
      path: 'feedetail[2].cnt',
      label: '数量',
      rule: 'scale',
      message: '费用明细第 3 行 数量：最多 4 位小数',
    },
  ])
})

describe('one field', () => {
  test.each<[object, string]>([
    [{ surplus: 1 }, 'surplus：接口没有这个字段'],
    [{ '': 1 }, '（空名）：接口没有这个字段'],
    [{ psn_no: undefined }, '人员编号：必填'],
    [{ psn_no: null }, '人员编号：必填'],
    [{ psn_no: ' 　' }, '人员编号：必填'],
    [{ psn_no: 12 }, '人员编号：应为文本'],
    [{ psn_no: '12345' }, '人员编号：最多 4 个字，现有 5 个'],
    [{ psn_no: '𠮷𠮷𠮷𠮷𠮷' }, '人员编号：最多 4 个字，现有 5 个'],
    [{ brdy: '2023-02-29' }, '出生日期：应为日期，如 2024-05-01'],
    [{ brdy: '2024-2-9' }, '出生日期：应为日期，如 2024-05-01'],
    [{ brdy: 20240501 }, '出生日期：应为日期文本，如 2024-05-01'],
    [{ begntime: '2024-05-01' }, '开始时间：应为日期时间，如 2024-05-01 08:30:00'],
    [{ begntime: '2024-05-01T08:30:00' }, '开始时间：应为日期时间，如 2024-05-01 08:30:00'],
    [{ begntime: '2024-05-01 23:60:00' }, '开始时间：应为日期时间，如 2024-05-01 08:30:00'],
    [{ days: '3' }, '天数：应为整数'],
    [{ days: 1.5 }, '天数：应为整数'],
    [{ days: 1000 }, '天数：最多 3 位数字'],
    [{ rslt: 123.456 }, '结果值：最多 5 位数字'],
    [{ rslt: '' }, '结果值：应为数字'],
    [{ rslt: Number.NaN }, '结果值：应为数字'],
    [{ srt: 1.5 }, '序号：应为整数'],
    [{ srt: -100 }, '序号：最多 2 位数字'],
    [{ old: 'true' }, '旧版：应为 true 或 false'],
    [{ photo: [300] }, '照片：应为文件内容'],
    [{ types: '0' }, '类别集合：应为多个值（数组）'],
    [{ types: ['0', '7', ' '] }, '类别集合第 2 项：码表里没有代码“7”'],
    [{ exp_content: 'x' }, '扩展：应为 JSON 对象的文本'],
    [{ exp_content: '{"TRUM_FLAG":"5","other":1}' }, '外伤标志：码表里没有代码“5”'],
    [{ exp_content: '{"TRUM_FLAG":"1"}' }, '涉及第三方：外伤标志为 1 时必填'],
  ])('%j', (more, message) => {
    expect(ofData(more)[0]).toBe(message)
  })

  test('four rare characters are four', () => {
    expect(ofData({ psn_no: '𠮷𠮷𠮷𠮷' })).toEqual([])
  })

  test('an open table refuses no code', () => {
    expect(ofData({ area: '511921' })).toEqual([])
  })

  test('a long text in the place of a code is not shown whole', () => {
    const shown = ofLines({ cnt: 1, etip_flag: '110101199001011234' })
    expect(shown).toEqual(['费用明细第 1 行 外检标志：码表里没有代码“1101…”'])
  })
})

describe('numbers', () => {
  const fine = [0, -0, 0.1 + 0.2 - 0.0000000000000000444, 1.2345, -99999.9999, 1e-4, 123456789.0123]
  test.each(fine)('%d has at most 4 decimals', (cnt) => {
    const value = { data: good, feedetail: [{ cnt, init_sn: 'x' }] }
    const decimals = String(cnt).split('.')[1]?.length ?? 0
    expect(validate(both, 'input', value, ctx).length === 0).toBe(decimals <= 4)
  })

  test.each([1.00005, 0.30000000000000004, 1e-5, 99999999.99999])('%d has more', (cnt) => {
    expect(ofLines({ cnt })).toEqual(['费用明细第 1 行 数量：最多 4 位小数'])
  })

  test('16,4 leaves twelve digits before the point', () => {
    expect(ofLines({ cnt: 999999999999.5 })).toEqual([])
    expect(ofLines({ cnt: 1e12 })).toEqual(['费用明细第 1 行 数量：小数点前最多 12 位'])
  })
})

describe('conditions', () => {
  test.each<[object, object, string[]]>([
    [{}, { remote: true }, ['证件号码：异地就医必填']],
    [{ certno: '1' }, { remote: true }, []],
    [{ coner_name: '张三' }, {}, ['联系电话：填了联系人时必填']],
    [{ coner_name: '张三', coner_tel: '1' }, {}, []],
    [{ token: '' }, {}, ['令牌：与处方号至少填一个', '处方号：与令牌至少填一个']],
    [{ token: '', rxno: '1' }, {}, []],
    [{ mode: '9' }, {}, ['费用明细第 1 行 现金：方式为 9 时必填']],
  ])('%j %j', (more, how, wanted) => {
    expect(ofData(more, how)).toEqual(wanted)
  })

  test('on a sibling in the same row', () => {
    expect(ofLines({ cnt: 1, etip_flag: '1' }, { cnt: -1 })).toEqual([
      '费用明细第 1 行 外检医院：外检标志为 1 时必填',
      '费用明细第 2 行 原流水号：数量为负数时必填',
    ])
  })
})

describe('shapes', () => {
  test.each<[unknown, string[]]>([
    [null, ['就诊信息：必填', '费用明细：必填']],
    [[], ['输入：应为一组字段（对象）']],
    [{ data: 5, feedetail: {} }, ['就诊信息：应为一组字段（对象）', '费用明细：应为多行（数组）']],
    [{ data: good, feedetail: [] }, ['费用明细：至少要有一行']],
    [{ data: null, feedetail: null }, ['就诊信息：必填', '费用明细：必填']],
    [{ data: good, feedetail: [{ cnt: 1 }, null] }, ['费用明细第 2 行：应为一组字段（对象）']],
    [
      { data: good, feedetail: [{ cnt: 1 }, { cnt: 1, trac: [{ codg: 'a' }, { codg: '12345' }] }] },
      ['费用明细第 2 行 追溯码第 2 行 码：最多 4 个字，现有 5 个'],
    ],
  ])('%j', (value, wanted) => {
    expect(messages(value)).toEqual(wanted)
  })

  test('paths of nested rows', () => {
    const value = { data: good, feedetail: [{ cnt: 1 }, { cnt: 1, trac: [{}] }] }
    expect(validate(both, 'input', value, ctx).map((f) => f.path)).toEqual(['feedetail[1].trac[0].codg'])
  })

  test('fields directly in the side, and a side that is a list', () => {
    const bare = (many: boolean): Node => ({ ...line, name: '', many, nodes: [] })
    const single = validate(contract([bare(false)]), 'input', { cnt: '1' }, ctx)
    expect(single.map((f) => [f.path, f.message])).toEqual([['cnt', '数量：应为数字']])
    const list = validate(contract([bare(true)]), 'input', [{ cnt: 1 }, {}], ctx)
    expect(list.map((f) => [f.path, f.message])).toEqual([['[1].cnt', '费用明细第 2 行 数量：必填']])
  })

  test('a node without fields takes anything, a side without nodes nothing', () => {
    const free = contract([{ name: 'x', many: false, required: false, fields: [] }])
    expect(validate(free, 'input', { x: { any: [1] } }, ctx)).toEqual([])
    expect(validate(contract([]), 'input', {}, ctx)).toEqual([])
    expect(validate(contract([]), 'input', { x: 1 }, ctx).map((f) => f.rule)).toEqual(['unknown'])
  })

  test('at most 200 faults', () => {
    expect(ofLines(...Array(300).fill({}))).toHaveLength(200)
  })
})

test('reading an answer lets pass what a centre may add, not what is missing or of another type', () => {
  const answer = contract([], [{ ...line, nodes: [] }])
  const value = { feedetail: [{ cnt: '1', etip_flag: '77', more: 1 }, {}], other: {} }
  const faults = validate(answer, 'output', value, { ...ctx, allowUnknown: true })
  expect(faults.map((f) => f.message)).toEqual([
    '费用明细第 1 行 数量：应为数字',
    '费用明细第 2 行 数量：必填',
  ])
  expect(validate(answer, 'output', { feedetail: [] }, ctx)).toEqual([])
})

test('another book of code tables counts for the next call', () => {
  const value = { data: good, feedetail: [{ cnt: 1, etip_flag: '2' }] }
  expect(validate(both, 'input', value, ctx)).toHaveLength(1)
  const wider = { name: 'flag', label: '标志', values: { 2: '另' } }
  expect(validate(both, 'input', value, { dict: () => wider })).toEqual([])
})
