import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkContracts } from './contracts-check.ts'
import { FOLDERS, importFacts, layOut } from './contracts-import.ts'
import { nhsaTypes } from './contracts-types.ts'

const CONTRACTS = join(import.meta.dirname, '..', 'shared', 'contracts')
let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facts-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const read = (path: string) => JSON.parse(readFileSync(join(dir, path), 'utf8'))
const write = (path: string, value: unknown) => {
  mkdirSync(join(dir, path, '..'), { recursive: true })
  writeFileSync(join(dir, path), JSON.stringify(value))
}

function facts() {
  const fields = [
    { name: 'mdtrt_cert_type', label: '凭证', type: 'string', required: true, dict: 'kind' },
    { name: 'card_sn', label: '卡', type: 'string', required: 'cond', note: '就诊凭证类型为 03 时必填' },
    { name: 'certno', label: '证', type: 'string', required: 'cond', note: '异地就医必填；湖南表标必填' },
    { name: 'setl_id', label: '号', type: 'string', required: 'cond', note: '医保病人必填' },
    { name: 'psn_type', label: '类', type: 'string', length: 3, required: false, dict: 'psn_type' },
  ]
  const data = { name: 'data', many: false, required: true, fields }
  const head = { name: '试', group: '', direction: 'call', kind: 'query', reversal: null, rules: [] }
  write('from/nhsa/1001.json', { code: '1001', ...head, input: [data], output: [], sources: ['a'] })
  write('from/dicts/kind.json', {
    ...{ name: 'kind', label: '凭证', values: { '03': '卡' }, sources: ['b'], by: 'x', note: '注' },
    extensions: { 江西: { '09': '其他' } },
  })
  write('from/dicts/psn_type.json', { name: 'psn_type', label: '类', values: { 1101: '在职' } })
}

describe('import', () => {
  test('drops sources, names the family, makes rules of notes, corrects, keeps provincial codes', () => {
    facts()
    const report = importFacts(join(dir, 'from'), join(dir, 'to'))
    expect(report).toMatchObject({ contracts: 1, dicts: 2, conditions: 2 })
    const contract = read('to/nhsa/1001.json')
    expect(Object.keys(contract)[0]).toBe('family')
    expect(contract).not.toHaveProperty('sources')
    expect(contract).not.toHaveProperty('reversal')
    const whens = contract.input[0].fields.map((f: { when?: unknown }) => f.when)
    expect(whens).toEqual([
      undefined,
      { field: 'mdtrt_cert_type', in: ['03'] },
      'remote',
      undefined,
      undefined,
    ])
    expect(contract.input[0].fields[4].length).toBe(6)
    const dict = read('to/dicts/kind.json')
    expect(dict).toEqual({
      ...{ name: 'kind', label: '凭证', values: { '03': '卡' }, note: '注' },
      extensions: { jiangxi: { '09': '其他' } },
    })
  })

  test('twice gives the same bytes, removes what is gone, and leaves overlays alone', () => {
    facts()
    importFacts(join(dir, 'from'), join(dir, 'to'))
    const first = readFileSync(join(dir, 'to/nhsa/1001.json'), 'utf8')
    write('to/nhsa/1002.json', {})
    write('to/nhsa/1001.qy.json', {})
    importFacts(join(dir, 'from'), join(dir, 'to'))
    expect(readFileSync(join(dir, 'to/nhsa/1001.json'), 'utf8')).toBe(first)
    expect(readdirSync(join(dir, 'to/nhsa'))).toEqual(['1001.json', '1001.qy.json'])
  })

  test('an extension of an unknown origin stops it', () => {
    facts()
    write('from/dicts/z.json', { name: 'z', label: '', values: {}, extensions: { 火星: {} } })
    expect(() => importFacts(join(dir, 'from'), join(dir, 'to'))).toThrow('z: no overlay is named')
  })

  test('the layout is the same JSON, one field a line', () => {
    const value = read_('2207.json')
    expect(JSON.parse(layOut(value))).toEqual(value)
    const text = readFileSync(join(CONTRACTS, 'nhsa/2207.json'), 'utf8')
    expect(text).toBe(`${layOut(value)}\n`)
    expect(text).toMatch(/\n +\{"name":"psn_no",.*\},?\n/)
  })
})

const read_ = (file: string) => JSON.parse(readFileSync(join(CONTRACTS, 'nhsa', file), 'utf8'))

describe('check', () => {
  test('the contracts of the product hold together', () => {
    const report = checkContracts(CONTRACTS, [...FOLDERS])
    expect(report.faults).toEqual([])
    expect(report.figures).toMatchObject({ contracts: 416, dicts: 549 })
    expect(report.figures.conditions).toBeGreaterThan(70)
  })

  test('names what does not', () => {
    const field = { name: 'a', label: '甲', type: 'string', required: false }
    const broken = {
      ...{ family: 'f', code: '1', name: '', rules: [], output: [], reversal: '9' },
      input: [
        {
          ...{ name: 'data', many: false, required: true },
          fields: [
            field,
            field,
            { ...field, name: 'b', dict: 'no', required: 'cond', when: { field: 'x.c' } },
          ],
        },
      ],
    }
    write('f/1.json', broken)
    write('f/2.json', { ...broken, code: '3', family: 'g', reversal: undefined, input: [] })
    write('f/1.qy.json', { input: [{ path: 'nope' }] })
    write('f/7.qy.json', {})
    write('dicts/t.json', { name: 'u', values: {} })
    expect(checkContracts(dir, [{ folder: 'f', family: 'f' }]).faults).toEqual([
      '码表 t.json：name 为 u',
      '2.json：code 为 3',
      '2.json：family 为 g',
      '1 input.data.b：没有码表 no',
      '1 input.data.b：条件所指字段 x.c 不存在',
      '1 input.data：a 重复',
      '1：没有撤销交易 9',
      '1.qy.json：契约 1 的覆盖文件 input.nope：没有这个节点',
      '7.qy.json：没有它要覆盖的契约',
    ])
  })
})

describe('types', () => {
  test('on disk are those of the contracts', () => {
    expect(readFileSync(join(CONTRACTS, 'nhsa.gen.ts'), 'utf8')).toBe(nhsaTypes(CONTRACTS))
  })

  test('say what may be left out, what is a list and what has no node', () => {
    const types = nhsaTypes(CONTRACTS)
    const entry = (code: string) => types.split(`'${code}': {`)[1]?.split('\n  }\n')[0] ?? ''
    expect(entry('2207')).toContain('/** 人员编号 */ psn_no: Text')
    expect(entry('2207')).toContain('/** 卡识别码 */ card_sn?: Text')
    expect(entry('2207')).toMatch(/setldetail\?: \{[^}]*\}\[\]/)
    expect(entry('5204')).toMatch(/output: \{[^}]*\}\[\]$/)
    expect(entry('9002')).toMatch(/output: \{\s+\/\*\* 签退时间 \*\/ sign_time: Text\s+\}/)
    expect(entry('4401')).toContain("'hcv-ab'")
  })
})

describe('from the terminal', () => {
  const run = (cwd: string, ...args: string[]) =>
    spawnSync(process.execPath, ['build/contracts.ts', ...args], { cwd, encoding: 'utf8' })

  test('check --json finds every contract whole, answered by the centre and at home', () => {
    const product = join(import.meta.dirname, '..')
    const { status, stdout, stderr } = run(product, 'check', '--json', '--messages', '700')
    const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')
    expect({ faults: said.faults, stderr }).toEqual({ faults: [], stderr: '' })
    expect(said).toMatchObject({ name: 'contracts', ok: true, figures: { contracts: 416, faults: 0 } })
    expect(said.figures.broken_messages).toBeGreaterThan(30_000)
    expect(said.homes).toHaveLength(416)
    expect(said.homes).toContainEqual({
      ...{ family: 'nhsa', code: '2207', name: '门诊结算', direction: 'call' },
      ...{ is: 'screen', of: 'visit', why: '' },
    })
    expect(status).toBe(0)
  }, 180_000)

  test('types --check fails once a contract has moved on', () => {
    for (const part of ['build', 'shared', 'package.json']) {
      cpSync(join(import.meta.dirname, '..', part), join(dir, part), { recursive: true })
    }
    expect(run(dir, 'types', '--check').status).toBe(0)
    const file = join(dir, 'shared/contracts/nhsa/2207.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"name":"invono"', '"name":"invono2"'))
    const stale = run(dir, 'types', '--check')
    expect(stale.status).toBe(1)
    expect(stale.stderr).toContain('shared/contracts/nhsa.gen.ts 与契约不一致')
    expect(run(dir, 'types').status).toBe(0)
    expect(run(dir, 'types', '--check').status).toBe(0)
    expect(run(dir, 'nonsense').status).toBe(1)
  })
})
