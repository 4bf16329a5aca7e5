import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fen, lineAmount, sum } from '../../../shared/money.ts'
import type { CatalogueItem } from './catalogue.ts'
import { catalogue, itemOf } from './catalogue.ts'
import { PLANS } from './plans.ts'
import type { Claim } from './rules.ts'
import { AMOUNTS, settle, split } from './rules.ts'

const item = (over: Partial<CatalogueItem>): CatalogueItem => ({
  ...(itemOf('XJ01CAA040E001010100011') as CatalogueItem),
  ...over,
})

test('one line splits by class, limit, own share and approval', () => {
  const parts = (over: Partial<CatalogueItem>, appr = '0') => split(item(over), fen(22_000), 1, appr)
  expect(parts({})).toEqual({ fulamt: 0, overlmt: 0, preself: 0, inscp: 22_000 })
  expect(parts({ chrgitm_lv: '03' })).toMatchObject({ fulamt: 22_000 })
  expect(parts({ chrgitm_lv: '02', selfpay_prop: '0.1', pric_uplmt_amt: '200' })).toEqual({
    fulamt: 0,
    overlmt: 2000,
    preself: 2000,
    inscp: 18_000,
  })
  expect(parts({ lmt_used_flag: '1' }, '1')).toMatchObject({ inscp: 22_000 })
  expect(parts({ lmt_used_flag: '1' }, '0')).toMatchObject({ fulamt: 22_000 })
  expect(parts({ lmt_used_flag: '0' }, '2')).toMatchObject({ fulamt: 22_000 })
  expect(parts({ pric_uplmt_amt: '300' })).toMatchObject({ overlmt: 0 })
})

const claim = (over: Partial<Claim>): Claim => ({
  totals: { fulamt: fen(0), overlmt: fen(0), preself: fen(0), inscp: fen(100_000) },
  plan: PLANS[0]!,
  level: '05',
  psn_type: '1101',
  cvlserv: false,
  idet: [],
  used: { dedc: 0, hifp: 0, hifob: 0, cvl: 0, maf: 0 },
  accountFen: 0,
  quota: false,
  ...over,
})

test('deductible, ratio, ceiling and the funds after it', () => {
  expect(settle(claim({})).amounts).toMatchObject({
    act_pay_dedc: 20_000,
    hifp_pay: 48_000,
    psn_cash_pay: 52_000,
  })
  expect(settle(claim({ psn_type: '1201' })).amounts).toMatchObject({ hifp_pay: 56_000 })
  const used = { dedc: 20_000, hifp: 290_000, hifob: 0, cvl: 0, maf: 0 }
  // 60 000 due, 10 000 left under the ceiling, half of the rest from the large-sum fund
  expect(settle(claim({ used })).amounts).toMatchObject({
    act_pay_dedc: 0,
    hifp_pay: 10_000,
    hifob_pay: 25_000,
  })
  expect(settle(claim({ cvlserv: true })).amounts).toMatchObject({
    cvlserv_pay: 26_000,
    fund_pay_sumamt: 74_000,
  })
  expect(settle(claim({ idet: ['2303'] })).amounts).toMatchObject({ maf_pay: 36_400 })
  expect(settle(claim({ quota: true })).amounts).toMatchObject({ hifp_pay: 15_000, hosp_part_amt: 33_000 })
  expect(settle(claim({ accountFen: 1000 })).amounts).toMatchObject({ acct_pay: 1000, psn_cash_pay: 51_000 })
  const own = { fulamt: fen(500), overlmt: fen(0), preself: fen(0), inscp: fen(0) }
  expect(settle(claim({ totals: own, accountFen: 1000 })).amounts).toMatchObject({
    acct_pay: 0,
    psn_cash_pay: 500,
  })
})

const line = fc
  .record({
    at: fc.nat(catalogue.length - 1),
    cnt: fc.integer({ min: 1, max: 9_999_999 }),
    pric: fc.integer({ min: 0, max: 900_000_000 }),
    appr: fc.constantFrom('0', '1', '2'),
  })
  .map(({ at, cnt, pric, appr }) => {
    const [count, price] = [(cnt / 10_000).toFixed(4), (pric / 1_000_000).toFixed(6)]
    const amount = lineAmount(price, count)
    return { amount, parts: split(catalogue[at]!, amount, count, appr) }
  })

const purse = fc.nat(1_000_000)
const basket = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 30 }),
  plan: fc.constantFrom(...PLANS),
  level: fc.constantFrom('02', '05'),
  psn_type: fc.constantFrom('1101', '1201', '1501'),
  cvlserv: fc.boolean(),
  idet: fc.constantFrom<string[]>([], ['2303'], ['2304'], ['9999']),
  used: fc.record({ dedc: purse, hifp: purse, hifob: purse, cvl: purse, maf: purse }),
  accountFen: purse,
  quota: fc.boolean(),
})

test('whatever the basket, the identities of 2204 and 2207 hold to the fen', () => {
  fc.assert(
    fc.property(basket, ({ lines, ...who }) => {
      for (const { amount, parts } of lines) expect(sum(Object.values(parts))).toBe(amount)
      const add = (key: 'fulamt' | 'overlmt' | 'preself' | 'inscp') => sum(lines.map((l) => l.parts[key]))
      const totals = {
        fulamt: add('fulamt'),
        overlmt: add('overlmt'),
        preself: add('preself'),
        inscp: add('inscp'),
      }
      const { amounts: a, roomFen } = settle({ ...who, totals })
      for (const name of AMOUNTS) expect(a[name]).toBeGreaterThanOrEqual(0)
      expect(a.medfee_sumamt).toBe(sum(lines.map((l) => l.amount)))
      expect(a.medfee_sumamt).toBe(
        a.fulamt_ownpay_amt + a.overlmt_selfpay + a.preselfpay_amt + a.inscp_scp_amt,
      )
      expect(a.medfee_sumamt).toBe(a.fund_pay_sumamt + a.psn_part_amt + a.hosp_part_amt)
      expect(a.psn_part_amt).toBe(a.acct_pay + a.psn_cash_pay)
      expect(a.fund_pay_sumamt).toBe(a.hifp_pay + a.cvlserv_pay + a.hifob_pay + a.maf_pay)
      expect(a.psn_cash_pay).toBeGreaterThanOrEqual(a.fulamt_ownpay_amt)
      expect(a.acct_pay).toBeLessThanOrEqual(who.accountFen)
      expect(a.hifp_pay).toBeLessThanOrEqual(roomFen)
    }),
    { seed: 7, numRuns: 300 },
  )
})
