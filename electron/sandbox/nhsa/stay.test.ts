import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { lineAmount, yuan, yuanNumber } from '../../../shared/money.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { catalogue } from './catalogue.ts'
import {
  admission,
  admit,
  changing,
  discharging,
  fees,
  naming,
  paying,
  THREE_DAYS_ms,
  whoIsIn,
} from './stay-kit.ts'
import type { Any, Client } from './testkit.ts'
import { BASKET, named, openClient } from './testkit.ts'

const clients: Client[] = []
const open = async (options: Parameters<typeof openClient>[0] = {}) => {
  const c = await openClient({ signInRequired: false, ...options })
  clients.push(c)
  return c
}
afterEach(async () => {
  for (const c of clients.splice(0)) await c.sandbox.close()
})

const wang = named('王芳')
const AMOXICILLIN = BASKET[0] as Any
const lines = (cnt: number, pric = 19.8) => [
  { ...AMOXICILLIN, cnt, pric, det_item_fee_sumamt: yuanNumber(lineAmount(pric, cnt)) },
]

test('from the admission to the last fen and all the way back', async () => {
  const c = await open()
  const stay = await admit(c, wang, 'ZY1')
  expect((await c.ok('5303', whoIsIn(wang))).data).toMatchObject([
    { mdtrt_id: stay.mdtrt_id, ipt_otp_no: 'ZY1', begndate: '2026-03-02', out_flag: '0' },
  ])
  const { result } = await c.ok('2301', fees(stay, 'F', [...BASKET, ...lines(100)]))
  // 396 + 1980 甲; CT 220 of which 200 allowed, 10 % of it first; 32.8 丙
  const mid = paying(stay, result, { mid_setl_flag: '1' })
  expect(mid.data).toMatchObject({ medfee_sumamt: 2628.8, inscp_scp_amt: 2556, preselfpay_amt: 20 })
  const shown = await c.ok('2303', mid)
  expect(shown.setlinfo.setl_id).toBeUndefined()
  expect(c.sandbox.ledger()).toEqual([])
  const first = await c.ok('2304', mid)
  // (2556 − 600) × 88 % = 1721.28
  expect(first.setlinfo).toMatchObject({ act_pay_dedc: 600, hifp_pay: 1721.28, clr_type: '21' })
  expect(first.setlinfo).toMatchObject({ ...shown.setlinfo, medins_setl_id: first.setlinfo.medins_setl_id })

  c.pass(THREE_DAYS_ms)
  const more = await c.ok('2301', fees(stay, 'G', lines(50)))
  await c.ok('2402', discharging(stay))
  expect((await c.ok('5303', whoIsIn(wang))).data).toEqual([])
  expect(c.sandbox.leftovers().visits).toMatchObject([{ mdtrt_id: stay.mdtrt_id, stay: 'out' }])
  const last = await c.ok('2304', paying(stay, more.result))
  // the deductible was paid with the first part: 990 × 88 %
  expect(last.setlinfo).toMatchObject({ act_pay_dedc: 0, hifp_pay: 871.2, fund_pay_sumamt: 871.2 })
  expect(c.sandbox.leftovers()).toEqual({ visits: [], details: [] })
  expect((await c.ok('5203', c.seek(stay as Any))).setlinfo.setl_id).toBe(last.setlinfo.setl_id)
  expect(await c.ok('5204', c.seek(stay as Any))).toHaveLength(5)

  const undone = await c.ok('2305', naming(stay, { setl_id: last.setlinfo.setl_id }))
  expect(undone.setlinfo).toMatchObject({ medfee_sumamt: -990, hifp_pay: -871.2 })
  await c.ok('2405', naming(stay))
  await c.ok('2305', naming(stay, { setl_id: first.setlinfo.setl_id }))
  expect(c.sandbox.effective()).toEqual([])
  await c.ok('2302', { data: [naming(stay, { feedetl_sn: '0000' }).data] })
  await c.ok('2404', naming(stay))
  expect(c.sandbox.leftovers()).toEqual({ visits: [], details: [] })
  expect((await c.ok('5303', whoIsIn())).data).toEqual([])
  await admit(c, wang, 'ZY1')
})

test('5201 tells a stay from a visit, before and after the discharge', async () => {
  const c = await open()
  const stay = await admit(c, wang, 'ZY1', { coner_name: '王父', geso_val: 38 })
  await c.register(wang, 'M1')
  const ask = (med_type: string) =>
    c.ok('5201', {
      data: { ...whoIsIn(wang).data, med_type },
    })
  expect((await ask('11')).mdtrtinfo.map((row: Any) => row.ipt_otp_no)).toEqual(['M1'])
  const rows = (await ask('21')).mdtrtinfo.filter((row: Any) => row.ipt_otp_no === 'ZY1')
  expect(rows).toMatchObject([{ inhosp_stas: '1', adm_bed: '12', coner_name: '王父', geso_val: 38 }])
  c.pass(THREE_DAYS_ms)
  await c.ok('2402', discharging(stay, { dscg_bed: '14' }))
  expect((await ask('21')).mdtrtinfo[0]).toMatchObject({
    inhosp_stas: '0',
    endtime: '2026-03-05 08:30:00',
    dscg_bed: '14',
    dscg_way: '1',
    ipt_days: 3,
  })
})

test('2403 overwrites whole, keeps who it is, and goes by the place of a diagnosis', async () => {
  const c = await open()
  const stay = await admit(c, wang, 'ZY1', { tel: '1', coner_name: '王父' })
  const second = { ...admission(wang, '').diseinfo[0], diag_srt_no: 2, maindiag_flag: '0', diag_code: 'I10' }
  await c.ok('2403', changing(stay, { adm_bed: '20', birctrl_matn_date: '2026-03-01' }, [second]))
  await c.ok('2403', changing(stay, { adm_bed: '21', birctrl_matn_date: '2026-03-01' }))
  const { mdtrtinfo } = await c.ok('5201', { data: { ...whoIsIn(wang).data, med_type: '21' } })
  expect(mdtrtinfo).toMatchObject([{ adm_bed: '21', birctrl_matn_date: '2026-03-01', mdtrt_cert_type: '02' }])
  expect(mdtrtinfo[0].coner_name).toBeUndefined()
  const kept = { ...changing(stay), diseinfo: [{ ...changing(stay).diseinfo[0], maindiag_flag: '0' }] }
  expect((await c.call('2403', kept)).err_msg).toMatch(/主诊断/)
})

test('a refund in pieces leaves nothing in any part', async () => {
  const c = await open()
  const stay = await admit(c, wang, 'ZY1')
  const ct = { med_list_codg: '002103000010000', pric: 220 }
  const { result } = await c.ok(
    '2301',
    fees(stay, 'F', [
      { ...ct, cnt: 3, det_item_fee_sumamt: 660 },
      { ...ct, cnt: -1, det_item_fee_sumamt: -220, init_feedetl_sn: 'F1' },
      { ...ct, cnt: -2, det_item_fee_sumamt: -440, init_feedetl_sn: 'F1' },
    ]),
  )
  for (const row of result) {
    const parts = ['fulamt_ownpay_amt', 'overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt'] as const
    expect(parts.reduce((sum, name) => sum + yuan(row[name]), 0)).toBe(yuan(row.det_item_fee_sumamt))
  }
  expect(result[1]).toMatchObject({ overlmt_amt: -20, preselfpay_amt: -20, inscp_scp_amt: -180, cnt: -1 })
  expect(paying(stay, result).data).toMatchObject({ medfee_sumamt: 0, inscp_scp_amt: 0, preselfpay_amt: 0 })
  const again = { ...ct, cnt: -1, det_item_fee_sumamt: -220, init_feedetl_sn: 'F1' }
  expect((await c.call('2301', fees(stay, 'G', [again]))).err_msg).toMatch(/^第 1 行：.*小于 0/)
})

test('every answer of a stay keeps to its own contract, in both dialects', async () => {
  const book = openContracts({ family: 'nhsa' })
  const c = await open()
  const checked = new Set<string>()
  const ask = async (infno: string, input: Any) => {
    const { output, raw } = await c.call(infno, input)
    const faults = validate(book.get(infno), 'output', output, { dict: (name) => book.dict(name) })
    expect({ infno, faults, raw }).toEqual({ infno, faults: [], raw })
    checked.add(infno)
    return output
  }
  const zhao = named('赵敏')
  const { result } = await ask('2401', admission(zhao, 'ZY1'))
  const stay = { person: zhao, ipt_no: 'ZY1', mdtrt_id: result.mdtrt_id, med_type: '21' }
  await ask('2403', changing(stay))
  const up = await ask('2301', fees(stay, 'F', BASKET))
  await ask('5303', whoIsIn(zhao))
  await ask('5201', { data: { ...whoIsIn(zhao).data, med_type: '21' } })
  c.pass(THREE_DAYS_ms)
  await ask('2402', discharging(stay))
  await ask('5201', { data: { ...whoIsIn(zhao).data, med_type: '21' } })
  await ask('2303', paying(stay, up.result))
  const { setlinfo } = await ask('2304', paying(stay, up.result))
  await ask('5203', c.seek(stay as Any))
  await ask('2305', naming(stay, { setl_id: setlinfo.setl_id }))
  await ask('2405', naming(stay))
  await ask('2302', { data: [naming(stay, { feedetl_sn: 'F1' }).data] })
  await ask('2302', { data: [naming(stay, { feedetl_sn: '0000' }).data] })
  await ask('2404', naming(stay))
  expect(checked.size).toBe(13)

  const loose = await open({ dialect: 'text' })
  const other = await loose.call('2401', admission(zhao, 'ZY1'))
  expect(other).toMatchObject({ infcode: '0', output: { result: { exp_content: null } } })
  const { output } = await loose.call('5303', whoIsIn(zhao))
  expect(output.data).toMatchObject({ ipt_otp_no: 'ZY1', age: '43' }) // one row as an object
})

const item = fc.record({
  item: fc.constantFrom(...catalogue),
  cnt: fc.integer({ min: 1, max: 99_999 }),
  hosp_appr_flag: fc.constantFrom('0', '1', '2'),
})

test('random stays over the wire: identities to the fen, one deductible, all back after 2305', async () => {
  const c = await open()
  let no = 0
  const oneStay = async (name: string, basket: Any[], way: string, acct_used_flag: string) => {
    const person = named(name)
    const stay = await admit(c, person, `R${++no}`)
    const rows = basket.map(({ item, cnt, hosp_appr_flag }) => ({
      med_list_codg: item.med_list_codg,
      cnt: cnt / 100,
      pric: Number(item.pric),
      det_item_fee_sumamt: yuanNumber(lineAmount(item.pric, cnt / 100)),
      hosp_appr_flag,
    }))
    const settled: Any[] = []
    for (const [prefix, mid] of [
      ['A', '1'],
      ['B', '0'],
    ] as const) {
      const { result } = await c.ok('2301', fees(stay, prefix, rows))
      if (mid === '0') await c.ok('2402', discharging(stay, { endtime: '2026-03-02 09:00:00' }))
      const ask = paying(stay, result, { mid_setl_flag: mid, psn_setlway: way, acct_used_flag })
      settled.push((await c.ok('2304', ask)).setlinfo)
    }
    for (const setlinfo of settled) {
      const a = Object.fromEntries(
        Object.entries(setlinfo).map(([k, v]) => [k, typeof v === 'number' ? yuan(v.toFixed(2)) : 0]),
      ) as Record<string, number>
      expect(a.medfee_sumamt).toBe(rows.reduce((t, r) => t + yuan(r.det_item_fee_sumamt), 0))
      expect(a.medfee_sumamt).toBe(a.fund_pay_sumamt! + a.psn_part_amt! + a.hosp_part_amt!)
      expect(a.psn_part_amt).toBe(a.acct_pay! + a.psn_cash_pay!)
      expect(a.fund_pay_sumamt).toBe(a.hifp_pay! + a.cvlserv_pay! + a.hifob_pay! + a.maf_pay!)
      expect(a.medfee_sumamt).toBe(
        a.fulamt_ownpay_amt! + a.overlmt_selfpay! + a.preselfpay_amt! + a.inscp_scp_amt!,
      )
    }
    expect(settled[0].act_pay_dedc + settled[1].act_pay_dedc).toBeLessThanOrEqual(600)
    for (const setlinfo of settled.reverse()) {
      const back = await c.ok('2305', naming(stay, { setl_id: setlinfo.setl_id }))
      for (const [key, value] of Object.entries(setlinfo))
        if (typeof value === 'number' && !['balc', 'pool_prop_selfpay', 'age'].includes(key))
          expect(value + back.setlinfo[key]).toBe(0)
      if (setlinfo === settled[1]) expect(back.setlinfo.balc).toBe((person.insu[0]?.balcFen ?? 0) / 100)
      if (setlinfo === settled[0]) await c.ok('2405', naming(stay))
    }
    await c.ok('2302', { data: [naming(stay, { feedetl_sn: '0000' }).data] })
    await c.ok('2404', naming(stay))
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('王芳', '赵敏', '周建国', '胡志明', '许大山', '张伟'),
      fc.array(item, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('01', '02'),
      fc.constantFrom('0', '1'),
      oneStay,
    ),
    { seed: 5, numRuns: 20 },
  )
})
