import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Contract, Dict, JsonObject } from './contract.ts'
import { normalise } from './normalise.ts'
import { validate } from './validate.ts'

const load = (code: string): Contract =>
  JSON.parse(readFileSync(new URL(`./contracts/nhsa/${code}.json`, import.meta.url), 'utf8'))
const dict = (name: string): Dict =>
  JSON.parse(readFileSync(new URL(`./contracts/dicts/${name}.json`, import.meta.url), 'utf8'))
const out = (code: string, output: unknown) => normalise(load(code), output).output as JsonObject
const setlinfo = (given: JsonObject) => out('2208', { setlinfo: given }).setlinfo
const asText = (v: unknown) => JSON.stringify(v)

describe('what centres really answer', () => {
  test('numbers as text, empty and the word null', () => {
    const given = {
      medfee_sumamt: '12.50',
      hifp_pay: ' -3 ',
      balc: '',
      acct_pay: 'null',
      oth_pay: 'NULL',
      age: null,
    }
    expect(setlinfo(given)).toEqual({ medfee_sumamt: 12.5, hifp_pay: -3 })
  })

  test('text that is no plain decimal stays for validate to name', () => {
    const info = { medfee_sumamt: '1,234.00', hifp_pay: '1e3', acct_pay: '十元' }
    expect(setlinfo(info)).toEqual(info)
    const faults = validate(load('2208'), 'output', { setlinfo: info }, { dict, allowUnknown: true })
    expect(faults.map((f) => f.message)).toContain('医疗费总额：应为数字')
  })

  test('noise of doubles goes, a real third decimal stays', () => {
    expect(setlinfo({ medfee_sumamt: 0.1 + 0.2, hifp_pay: 1.005, acct_pay: 120000.00000000001 })).toEqual({
      medfee_sumamt: 0.3,
      hifp_pay: 1.005,
      acct_pay: 120000,
    })
  })

  test.each([
    ['pdn_cash_pay', 'psn_cash_pay'],
    ['psnCash_pay', 'psn_cash_pay'],
    ['cashPayamt', 'psn_cash_pay'],
    ['PSN_CASH_PAY', 'psn_cash_pay'],
    ['medfeeSumamt', 'medfee_sumamt'],
  ])('%s is read as %s', (given, name) => {
    const { output, notes } = normalise(load('2208'), { setlinfo: { [given]: '1.20' } })
    expect(output).toEqual({ setlinfo: { [name]: 1.2 } })
    expect(notes).toContain(`${given} 读作 ${name}`)
  })

  test('expContent is read as exp_content, its object as text', () => {
    expect(setlinfo({ expContent: { a: 1 } })).toEqual({ exp_content: '{"a":1}' })
  })

  test('the right name wins over an alias, whichever comes first', () => {
    expect(setlinfo({ psn_cash_pay: 2, cashPayamt: '9' })).toEqual({ psn_cash_pay: 2, cashPayamt: '9' })
    expect(setlinfo({ cashPayamt: '9', psn_cash_pay: 2 })).toEqual({ psn_cash_pay: 2, cashPayamt: '9' })
    expect(setlinfo({ cashPayamt: '9', psn_cash_pay: '' })).toEqual({ psn_cash_pay: 9 })
  })

  test('extra fields stay as they are', () => {
    expect(out('2208', { setlinfo: { xyz: '00' }, more: [null] })).toEqual({
      setlinfo: { xyz: '00' },
      more: [null],
    })
  })

  test('a single row without its list, and the blank row', () => {
    expect(out('2208', { setldetail: { fund_pay_type: 310100, fund_payamt: '1' } }).setldetail).toEqual([
      { fund_pay_type: '310100', fund_payamt: 1 },
    ])
    expect(out('2208', { setldetail: [{ fund_pay_type: '', fund_payamt: null }] }).setldetail).toEqual([])
    expect(out('2208', { setldetail: '' })).toEqual({})
  })

  test('the whole output as a text, even twice', () => {
    const answer = { setlinfo: { setl_id: '7' } }
    expect(out('2208', asText(answer))).toEqual(answer)
    expect(out('2208', asText(asText(answer)))).toEqual(answer)
    expect(normalise(load('2208'), '<html>').notes).toEqual(['输出是一段文字，不是 JSON'])
    expect(out('2202', null)).toEqual({})
  })

  test('9002 in a wrapper, 5204 as list, single row and wrapped list', () => {
    const time = { sign_time: '2024-05-01 17:30:00' }
    for (const wrapped of [time, { signoutoutb: time }, { result: time }])
      expect(out('9002', wrapped)).toEqual(time)
    const row = { mdtrt_id: 'm', cnt: '2' }
    const rows = [{ mdtrt_id: 'm', cnt: 2 }]
    for (const given of [[row], row, { data: [row] }]) expect(out('5204', given)).toEqual(rows)
    expect(out('5204', {})).toEqual([])
  })

  test.each([
    ['2024/5/1', '2024-05-01 00:00:00'],
    ['20240501083000', '2024-05-01 08:30:00'],
    [20240501083000, '2024-05-01 08:30:00'],
    ['20240501083000123', '2024-05-01 08:30:00'],
    ['2024-05-01T08:30:00.000+08:00', '2024-05-01 08:30:00'],
    ['2024-05-01 08:30', '2024-05-01 08:30:00'],
    ['2024-05-01T00:30:00Z', '2024-05-01T00:30:00Z'],
    ['2024-02-30', '2024-02-30'],
    ['2024-05-01 24:00:00', '2024-05-01 24:00:00'],
  ])('time %s is read as %s', (given, read) => {
    expect(setlinfo({ setl_time: given })).toEqual({ setl_time: read })
  })

  test('a day with a time is the day', () => {
    expect(setlinfo({ brdy: '1980/02/03 00:00:00' })).toEqual({ brdy: '1980-02-03' })
  })
})

const CODES = ['1101', '2201', '2204', '2207', '2208', '5203', '5204', '9002', '4104', '3101', '1304', '2206']

describe('any JSON', () => {
  const contracts = CODES.map(load)
  const names = [
    ...new Set(contracts.flatMap((c) => c.output.flatMap((n) => [n.name, ...n.fields.map((f) => f.name)]))),
  ]
  const key = fc.oneof(
    fc.constantFrom(...names),
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'expContent'),
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, '', 'null', '[]', '{}', '1.5', 0, -1, 1e21, true),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc
        .array(fc.tuple(key, tie('tree')), { maxLength: 5 })
        .map((pairs) => JSON.parse(`{${pairs.map(([k, v]) => `${asText(k)}:${asText(v)}`).join()}}`)),
    ),
  }))

  test('is read without an exception and without being changed itself, and can be validated', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CODES), tree, (code, json) => {
        const contract = contracts[CODES.indexOf(code)]!
        const before = asText(json)
        const first = normalise(contract, json).output
        expect(asText(json)).toBe(before)
        expect(typeof first).toBe('object')
        validate(contract, 'output', first, { dict, allowUnknown: true })
        validate(contract, 'output', json, { dict })
      }),
      { numRuns: 3000 },
    )
  })

  test('a value nested a hundred thousand deep', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    for (const contract of contracts) {
      normalise(contract, deep)
      normalise(contract, { setlinfo: { exp_content: deep }, data: deep, setldetail: deep })
    }
  })
})
