import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openContracts } from '../electron/platforms/contracts.ts'
import type { Contract } from '../shared/contract.ts'
import { INJURY_FAMILIES } from '../shared/injury.ts'
import { validate } from '../shared/validate.ts'
import { checkAjv } from './check-ajv.ts'
import { checkCentre } from './check-centre.ts'
import { checkFields } from './check-fields.ts'
import { checkHomes, type Reality } from './check-homes.ts'
import type { Home } from './homes.ts'

const book = openContracts({ family: 'nhsa' })

describe('broken messages', () => {
  test('are refused naming the field, one by one', () => {
    const check = checkFields(book.get('2204'), 'input', book.dict)
    expect(check.faults).toEqual([])
    expect(check.broken).toBeGreaterThan(120)
  })

  test('that a blind judge lets pass, or that he puts elsewhere, are told', () => {
    const blind: typeof validate = (contract, side, value, ctx) =>
      validate(contract, side, value, ctx).filter((fault) => fault.path !== 'data.psn_no')
    const told = checkFields(book.get('2207'), 'input', book.dict, blind).faults
    expect(told.length).toBeGreaterThan(3)
    expect(told.every((fault) => fault.includes('data.psn_no') && fault.endsWith('没有被拒'))).toBe(true)
    const askew: typeof validate = (contract, side, value, ctx) =>
      validate(contract, side, value, ctx).map((fault) => ({ ...fault, label: '某项' }))
    expect(checkFields(book.get('2207'), 'input', book.dict, askew).faults.length).toBeGreaterThan(50)
  })
})

describe('homes', () => {
  const contract = (code: string, direction: Contract['direction'] = 'call') =>
    ({ family: 'f', code, name: code, direction }) as Contract
  const real: Reality = {
    screens: ['visit'],
    uploads: new Set(['3301']),
    tasks: new Set(['t']),
    served: (code) => code === '6201',
  }
  const faultsOf = (code: string, homes: Home[], direction?: Contract['direction']) =>
    checkHomes(
      join(import.meta.dirname, '..'),
      [{ folder: 'f', contract: contract(code, direction) }],
      homes,
      real,
    ).faults

  test('that are not there, or do not speak the code, are named', () => {
    const home = (is: Home['is'], of: string, code: string): Home[] => [{ is, of, codes: [code] }]
    expect(faultsOf('2207', home('screen', 'visit', '2207'))).toEqual([])
    expect(faultsOf('2207', [])).toEqual(['2207 2207：没有归属'])
    expect(faultsOf('4701', home('screen', 'visit', '4701'))).toEqual([
      '4701 4701：electron/app/visit 里没有用到它',
    ])
    expect(faultsOf('2207', home('screen', 'gone', '2207'))).toHaveLength(2)
    expect(faultsOf('3301', home('upload', 'x', '3301'))).toEqual([])
    expect(faultsOf('3302', home('upload', 'x', '3302'))).toEqual(['3302 3302：没有登记上传它的来源'])
    expect(faultsOf('1301', home('task', 'u', '1301'))).toEqual(['1301 1301：没有登记任务 u'])
    expect(faultsOf('6201', home('serve', 'erx', '6201'), 'serve')).toEqual([])
    expect(faultsOf('6201', home('screen', 'visit', '6201'), 'serve')).toEqual([
      '6201 6201：由平台调用，归属应为 serve',
    ])
    expect(faultsOf('1901', home('console', 'console', '1901'))).toEqual([
      '1901 1901：没有说明为什么只在调试台',
    ])
    expect(faultsOf('1', home('console', 'console', '2'))).toEqual(['1 1：没有归属', '归属表里的 2 没有契约'])
  })
})

describe('the centre', () => {
  test('that answers beside its contract, or is not reached, is told', () => {
    const row = {
      family: 'nhsa',
      infno: '5206',
      result: 'passed',
      why: '',
      output: { cuminfo: [{ insutype: 7 }] },
    }
    const only = { ...book, codes: () => ['5206'] }
    const wrong = checkCentre([only], new Set(['5206']), [row]).faults
    expect(wrong.some((fault) => fault.startsWith('5206 应答：cuminfo[0].insutype'))).toBe(true)
    expect(checkCentre([only], new Set(['5206']), []).faults).toEqual(['5206：自检没有走到'])
    const refused = { ...row, result: 'refused', why: '不行' }
    expect(checkCentre([only], new Set(['5206']), [refused]).faults).toEqual(['5206：自检没有通过：不行'])
  })
})

describe('the platforms of work-injury insurance', () => {
  test('are asked each for itself, by its own contracts', () => {
    for (const family of INJURY_FAMILIES) {
      const own = openContracts({ family })
      const { asked, answered, faults } = checkCentre([own], new Set(), [])
      expect(asked).toBe(own.codes().length)
      expect(answered).toBeGreaterThan(0)
      expect(faults.filter((fault) => fault.includes('应答'))).toEqual([])
    }
  })

  test('that answer beside a contract, or are not reached, are told', () => {
    const book = openContracts({ family: 'bizh' })
    const only = { ...book, codes: () => ['bizh120106'] }
    const row = { family: 'bizh', infno: 'bizh120106', result: 'passed', why: '' }
    const national = new Set(['bizh120106'])
    expect(checkCentre([only], national, []).faults).toEqual(['bizh120106：自检没有走到'])
    const pay = { akb020: 'H', aaz218: 'V', akc264: 3, bka831: 1, bka832: '2' }
    const { faults } = checkCentre([only], national, [{ ...row, output: { program: pay } }])
    expect(faults).toEqual([expect.stringContaining('bizh120106 应答：program.bka832')])
  })
})

describe('two judges', () => {
  test('agree on 2,000 random messages of all families', () => {
    const books = [
      openContracts({ family: 'nhsa', overlays: ['hunan', 'jiangxi'] }),
      ...['sichuan', ...INJURY_FAMILIES].map((family) => openContracts({ family })),
    ]
    const check = checkAjv(books, 2_000)
    expect(check.faults).toEqual([])
    expect(check.messages).toBeGreaterThanOrEqual(2_000)
    expect(check.accepted).toBeGreaterThan(800)
    expect(check.accepted).toBeLessThan(check.messages)
  }, 60_000)
})
