import { expect, test } from 'vitest'
import type { Json, Node } from '../../../shared/contract.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { labelled } from './labels.ts'

const book = openContracts({ family: 'nhsa' })
const table = (nodes: Node[], value: Json) => labelled(nodes, value, (name) => book.dict(name))

test('a message reads as Chinese labels with the meanings of its codes', () => {
  const input = { data: { psn_no: 'P1', med_type: '11', medfee_sumamt: 12.5, strange: null } }
  expect(table(book.get('2207').input, input)).toEqual([
    { path: 'data.psn_no', label: '人员编号', value: 'P1', meaning: null },
    { path: 'data.med_type', label: '医疗类别', value: '11', meaning: '普通门诊' },
    { path: 'data.medfee_sumamt', label: '医疗费总额', value: '12.5', meaning: null },
    { path: 'data.strange', label: 'strange', value: '', meaning: null },
  ])
})

test('rows are told apart, with or without a name of their own', () => {
  const labels = (nodes: Node[], value: Json) => table(nodes, value).map((f) => f.label)
  const two = [{ cnt: 1 }, { cnt: 2 }]
  expect(labels(book.get('2204').input, { feedetail: two })).toEqual([
    '费用明细 1 · 数量',
    '费用明细 2 · 数量',
  ])
  expect(labels(book.get('2204').output, { result: two })).toEqual(['第 1 行 · 数量', '第 2 行 · 数量'])
  expect(labels(book.get('2204').output, { result: two.slice(1) })).toEqual(['数量'])
  expect(labels(book.get('5204').output, two)).toEqual(['费用明细 1 · 数量', '费用明细 2 · 数量'])
  expect(table([], null)).toEqual([])
})
