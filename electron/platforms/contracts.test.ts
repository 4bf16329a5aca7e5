import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import { openContracts } from './contracts.ts'

const thrown = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return faultOf(error)
  }
}

describe('the national interfaces', () => {
  const book = openContracts({ family: 'nhsa' })

  test('are all there, the envelope is not one of them', () => {
    expect(book.codes()).toHaveLength(141)
    expect(book.codes()).toEqual([...book.codes()].sort())
    expect(book.has('2207')).toBe(true)
    expect(book.has('_envelope')).toBe(true)
    expect(book.get('2207')).toMatchObject({
      family: 'nhsa',
      code: '2207',
      name: '门诊结算',
      reversal: '2208',
    })
    expect(book.get('2207')).toBe(book.get('2207'))
  })

  test('a code that is not there is named', () => {
    const fault = thrown(() => book.get('8888'))
    expect(fault).toMatchObject({ kind: 'not_found', what: '没有接口 8888（nhsa）的契约' })
    expect(thrown(() => book.get('../2207'))).toMatchObject({ kind: 'not_found' })
    expect(thrown(() => openContracts({ family: 'nope' }))).toMatchObject({ what: '没有接口族 nope 的契约' })
  })

  test('tables and rows for menus', () => {
    expect(book.dict('gend')?.values['1']).toBe('男')
    expect(book.dict('no_such')).toBeUndefined()
    expect(book.list().find((r) => r.code === '9001')).toEqual({
      code: '9001',
      name: '签到',
      group: '其他/签到签退',
      kind: 'session',
      direction: 'call',
    })
  })
})

describe('a province is data', () => {
  test.each([
    ['hunan', 91, '2691', '2572'],
    ['jiangxi', 69, '2572', '2691'],
  ])('%s opens what its documents add, and nothing else', (province, many, own, others) => {
    const national = openContracts({ family: 'nhsa' })
    const site = openContracts({ family: 'nhsa', overlays: [province] })
    const added = site.codes().filter((code) => !national.has(code))
    expect(added).toHaveLength(many)
    expect(site.has(own)).toBe(true)
    expect(site.has(others)).toBe(false)
    expect(national.has(own)).toBe(false)
    expect(site.get(own)).toMatchObject({ family: 'nhsa', code: own })
    expect(site.list().map((row) => row.code)).toContain(own)
  })

  test('both together name each code once', () => {
    const codes = openContracts({ family: 'nhsa', overlays: ['hunan', 'jiangxi'] }).codes()
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes).toHaveLength(141 + 157)
  })
})

describe('a site with overlays', () => {
  let root = ''
  const write = (path: string, value: object) => writeFileSync(join(root, path), JSON.stringify(value))
  const contract = (code: string) => ({
    ...{ family: 'f', code, name: code, group: '', direction: 'call', kind: 'query', rules: [] },
    input: [{ name: 'data', many: false, required: true, fields: [] }],
    output: [],
  })

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'contracts-'))
    mkdirSync(join(root, 'f'))
    mkdirSync(join(root, 'dicts'))
    write('f/1.json', contract('1'))
    write('f/2.json', contract('2'))
    write('f/1.qy.json', { name: '青云' })
    write('f/1.city.json', { name: '青云市' })
    write('dicts/t.json', { name: 't', label: '', values: { 1: '一' }, extensions: { qy: { 2: '二' } } })
    write('dicts/t.city.json', { values: { 3: '三' } })
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('merges them in the named order', () => {
    const names = (overlays: string[]) => openContracts({ root, family: 'f', overlays }).get('1').name
    expect(names([])).toBe('1')
    expect(names(['qy'])).toBe('青云')
    expect(names(['qy', 'city'])).toBe('青云市')
    expect(names(['city', 'qy'])).toBe('青云')
    expect(openContracts({ root, family: 'f', overlays: ['qy'] }).codes()).toEqual(['1', '2'])
  })

  test('adds the codes of the province and of the site', () => {
    const values = (overlays: string[]) => openContracts({ root, family: 'f', overlays }).dict('t')?.values
    expect(values([])).toEqual({ 1: '一' })
    expect(values(['qy', 'city'])).toEqual({ 1: '一', 2: '二', 3: '三' })
  })

  test('reads a file only when asked for it, and once', () => {
    writeFileSync(join(root, 'f/2.json'), 'not json')
    const book = openContracts({ root, family: 'f' })
    const first = book.get('1')
    rmSync(join(root, 'f/1.json'))
    expect(book.get('1')).toBe(first)
    expect(() => book.get('2')).toThrow(SyntaxError)
  })
})
