import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Contract, Dict } from './contract.ts'
import { applyDictOverlay, applyOverlay, type Overlay } from './overlay.ts'
import { validate } from './validate.ts'

const base: Contract = JSON.parse(
  readFileSync(new URL('./contracts/nhsa/2207.json', import.meta.url), 'utf8'),
)
const dict = (name: string): Dict => ({ name, label: name, values: {}, open: true })

/** A made-up province. */
const QINGYUN: Overlay = {
  name: '门诊结算（青云）',
  rules: ['发票号必须先向税务申领'],
  input: [
    {
      path: 'data',
      set: { label: '结算信息' },
      fields: {
        invono: { required: true, length: 8 },
        chrg_bchno: { name: 'chrgBchno' },
        card_sn: { required: false, when: null },
        pub_hosp_rfom_flag: null,
        psn_setlway: { dict: 'qy_setlway' },
      },
      more: [{ name: 'qy_no', label: '青云流水', type: 'string', length: 12, required: true }],
    },
    { path: 'drug_trac_info', remove: true },
    {
      path: 'data.qy_pay',
      add: {
        label: '支付明细',
        many: true,
        required: false,
        fields: [{ name: 'way', label: '方式', type: 'string', required: true }],
      },
    },
  ],
  output: [{ path: 'setlinfo', set: { name: 'setlInfo' } }],
}

test('a province adds, changes, removes and renames', () => {
  const made = applyOverlay(base, QINGYUN)
  const data = made.input.find((n) => n.name === 'data')!
  const names = data.fields.map((f) => f.name)
  expect(made.name).toBe('门诊结算（青云）')
  expect(made.rules.at(-1)).toBe('发票号必须先向税务申领')
  expect(data.label).toBe('结算信息')
  expect(names).toContain('chrgBchno')
  expect(names).not.toContain('chrg_bchno')
  expect(names).not.toContain('pub_hosp_rfom_flag')
  expect(names.at(-1)).toBe('qy_no')
  expect(data.fields.find((f) => f.name === 'invono')).toMatchObject({ required: true, length: 8 })
  expect(data.fields.find((f) => f.name === 'card_sn')).not.toHaveProperty('when')
  expect(data.fields.find((f) => f.name === 'psn_setlway')?.dict).toBe('qy_setlway')
  expect(made.input.map((n) => n.name)).toEqual(['data'])
  expect(made.output[0]?.name).toBe('setlInfo')
  const faults = validate(made, 'input', { data: { invono: '123456789', qy_pay: [{}] } }, { dict })
  const messages = faults.map((f) => f.message)
  expect(messages).toContain('发票号：最多 8 个字，现有 9 个')
  expect(messages).toContain('青云流水：必填')
  expect(messages).toContain('支付明细第 1 行 方式：必填')
})

test('the given contract stays as it was', () => {
  const before = JSON.stringify(base)
  applyOverlay(base, QINGYUN)
  expect(JSON.stringify(base)).toBe(before)
})

test.each<[Overlay, string]>([
  [{ input: [{ path: 'dta' }] }, '契约 2207 的覆盖文件 input.dta：没有这个节点'],
  [{ input: [{ path: 'data.x.y' }] }, '契约 2207 的覆盖文件 input.data.x：没有这个节点'],
  [
    { input: [{ path: 'data', fields: { nope: null } }] },
    '契约 2207 的覆盖文件 input.data.nope：没有这个字段',
  ],
  [
    { input: [{ path: 'data', more: [{ name: 'psn_no', label: '', type: 'string', required: true }] }] },
    '契约 2207 的覆盖文件 input.data.psn_no：字段已经存在，不能再加',
  ],
  [
    { input: [{ path: 'data', add: { many: false, required: true, fields: [] } }] },
    '契约 2207 的覆盖文件 input.data：节点已经存在，不能再加',
  ],
  [
    { input: [{ path: 'data', fields: { invono: { name: 'psn_no' } } }] },
    '契约 2207 的覆盖文件 input.data.psn_no：字段重复',
  ],
])('a stale overlay is refused: %j', (overlay, message) => {
  expect(() => applyOverlay(base, overlay)).toThrow(message)
})

test('a table gets the codes of its province, then those of the overlay file', () => {
  const table: Dict = { name: 't', label: '表', values: { 1: '一' }, extensions: { qy: { 2: '二' } } }
  expect(applyDictOverlay(table, 'other')).toBe(table)
  expect(applyDictOverlay(table, 'qy').values).toEqual({ 1: '一', 2: '二' })
  const changed = applyDictOverlay(table, 'qy', { values: { 1: null, 3: '三' }, open: true })
  expect(changed).toMatchObject({ values: { 2: '二', 3: '三' }, open: true })
  expect(table.values).toEqual({ 1: '一' })
})
