import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { yuan } from '../../../shared/money.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { catalogue } from './catalogue.ts'
import type { Any, Client } from './testkit.ts'
import { BASKET, HOSP, named, openClient } from './testkit.ts'

let client: Client
const open = async (...args: Parameters<typeof openClient>) => {
  client = await openClient(...args)
  await client.signIn()
  return client
}
afterEach(() => client.sandbox.close())

test('an outpatient from who to paid and back, to the fen', async () => {
  const { ok, sandbox, seek } = await open()
  const wang = named('王芳')
  const who = await ok('1101', {
    data: { mdtrt_cert_type: '03', mdtrt_cert_no: wang.card_no, card_sn: wang.card_sn },
  })
  expect(who.baseinfo).toMatchObject({ psn_no: wang.psn_no, psn_name: '王芳', age: 40 })
  expect(who.insuinfo).toMatchObject([{ insutype: '310', balc: 3560.2, psn_insu_stas: '1' }])
  const trt = await ok('2001', {
    data: {
      psn_no: wang.psn_no,
      insutype: '310',
      fixmedins_code: HOSP,
      med_type: '11',
      begntime: '2026-03-02 09:00:00',
    },
  })
  expect(trt.trtinfo).toMatchObject([{ fund_pay_type: '310100', trt_enjymnt_flag: '1' }])

  const { visit, input } = await client.upToDetails(wang, 'M1')
  // 396 甲; CT 220 of which 200 allowed, 10 % of it first; 32.8 丙
  expect(input.data).toMatchObject({
    medfee_sumamt: 648.8,
    fulamt_ownpay_amt: 32.8,
    overlmt_selfpay: 20,
    preselfpay_amt: 20,
    inscp_scp_amt: 576,
  })
  const { fulamt_ownpay_amt, overlmt_selfpay, preselfpay_amt, inscp_scp_amt, ...ask } = input.data
  const shown = await ok('2206', { data: ask })
  expect(shown.setlinfo.setl_id).toBeUndefined()
  expect(sandbox.ledger()).toEqual([])

  const msgid = client.nextMsgid()
  const { setlinfo, setldetail } = await ok('2207', input, { msgid })
  // (576 − 200) × 60 % = 225.60; the account pays all but 丙
  expect(setlinfo).toMatchObject({
    medins_setl_id: msgid,
    act_pay_dedc: 200,
    hifp_pay: 225.6,
    fund_pay_sumamt: 225.6,
    psn_part_amt: 423.2,
    acct_pay: 390.4,
    psn_cash_pay: 32.8,
    hosp_part_amt: 0,
    balc: 3169.8,
    pool_prop_selfpay: 0.6,
  })
  expect(setldetail).toMatchObject([
    { fund_pay_type: '310100', fund_payamt: 225.6 },
    { fund_pay_type: '310200', fund_payamt: 390.4 },
  ])
  expect(sandbox.effective()).toMatchObject([
    { setl_id: setlinfo.setl_id, msgid, medfee_sumamt: 64880, refd: false },
  ])
  expect(sandbox.leftovers()).toEqual({ visits: [], details: [] })
  const found = await ok('5203', seek(visit))
  expect(found.setlinfo).toMatchObject({
    medins_setl_id: msgid,
    psn_pay: 423.2,
    cash_payamt: 32.8,
    refd_setl_flag: '0',
  })
  expect(await ok('5204', seek(visit, setlinfo.setl_id))).toHaveLength(3)

  const back = await ok('2208', {
    data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no },
  })
  expect(back.setlinfo).toMatchObject({ medfee_sumamt: -648.8, psn_cash_pay: -32.8, balc: 3560.2 })
  expect(sandbox.effective()).toEqual([])
  expect(sandbox.ledger()).toMatchObject([
    { refd: true },
    { medfee_sumamt: -64880, reverses: setlinfo.setl_id },
  ])
  expect(sandbox.leftovers().details).toHaveLength(3)
  await ok('2205', { data: { mdtrt_id: visit.mdtrt_id, chrg_bchno: '0000', psn_no: wang.psn_no } })
  await ok('2205', { data: { mdtrt_id: visit.mdtrt_id, chrg_bchno: '0000', psn_no: wang.psn_no } })
  await ok('2202', { data: { psn_no: wang.psn_no, mdtrt_id: visit.mdtrt_id, ipt_otp_no: 'M1' } })
  expect(sandbox.leftovers()).toEqual({ visits: [], details: [] })
  await ok('9002', { signOut: { sign_no: client.sign(), opter_no: '0101' } })
})

test('every answer keeps to its own contract', async () => {
  const { sandbox, call, seek } = await open()
  const book = openContracts({ family: 'nhsa' })
  const checked = new Set<string>()
  const ask = async (infno: string, input: Any) => {
    const { output, raw } = await call(infno, input)
    const faults = validate(book.get(infno), 'output', output, { dict: (name) => book.dict(name) })
    // 5204 wants a dosage form of every line, and a service has none
    expect({ infno, faults: faults.filter((f) => !f.path.endsWith('dosform_name')), raw }).toEqual({
      infno,
      faults: [],
      raw,
    })
    checked.add(infno)
    return output
  }
  const zhao = named('赵敏')
  const at = { psn_no: zhao.psn_no, insutype: '310', fixmedins_code: HOSP, begntime: '2026-03-02 09:00:00' }
  await ask('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: zhao.certno } })
  await ask('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: named('胡志明').certno } })
  await ask('2001', { data: { ...at, med_type: '11' } })
  const { data } = await ask('2201', client.registration(zhao, 'V1'))
  const visit = { person: zhao, ipt_otp_no: 'V1', mdtrt_id: data.mdtrt_id }
  await ask('2203', client.diagnosis(visit))
  await ask('2203A', client.diagnosis(visit))
  const { result } = await ask('2204', client.details(visit, 'V1', BASKET))
  const input = client.settling(visit, 'V1', result)
  const { fulamt_ownpay_amt, overlmt_selfpay, preselfpay_amt, inscp_scp_amt, ...preview } = input.data
  await ask('2206', { data: preview })
  await ask('2206A', { data: preview })
  const { setlinfo } = await ask('2207', input)
  await ask('5203', seek(visit))
  await ask('5204', seek(visit))
  await ask('5201', {
    data: {
      psn_no: zhao.psn_no,
      begntime: '2026-03-02 00:00:00',
      endtime: '2026-03-02 23:59:59',
      med_type: '11',
    },
  })
  await ask('2208', { data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, psn_no: zhao.psn_no } })
  await ask('2207A', { data: preview })
  await ask('9002', { signOut: { sign_no: client.sign(), opter_no: '0101' } })
  expect(checked.size).toBe(15)
  expect(sandbox.requests()).toBeGreaterThan(checked.size)
})

const line = fc.record({
  item: fc.constantFrom(...catalogue),
  cnt: fc.integer({ min: 1, max: 99_999 }),
  hosp_appr_flag: fc.constantFrom('0', '1', '2'),
})

test('random baskets over the wire: sums of 2204, identities of 2207, and all back after 2208', async () => {
  await open()
  let no = 0
  const oneVisit = async (name: string, lines: Any[], med_type: string, acct_used_flag: string) => {
    const person = named(name)
    const rows = lines.map(({ item, cnt, hosp_appr_flag }) => {
      const count = cnt / 100
      const amount = Math.floor(count * Number(item.pric) * 100 + 0.5) / 100
      return {
        med_list_codg: item.med_list_codg,
        cnt: count,
        pric: Number(item.pric),
        det_item_fee_sumamt: amount,
        hosp_appr_flag,
      }
    })
    const before = client.sandbox.effective().length
    const { visit, input } = await client.upToDetails(person, `N${++no}`, rows, { med_type, acct_used_flag })
    const { setlinfo, setldetail } = await client.ok('2207', input)
    const a = Object.fromEntries(
      Object.entries(setlinfo).map(([k, v]) => [k, typeof v === 'number' ? yuan(v.toFixed(2)) : 0]),
    ) as Record<string, number>
    expect(a.medfee_sumamt).toBe(rows.reduce((t, r) => t + yuan(r.det_item_fee_sumamt), 0))
    expect(a.medfee_sumamt).toBe(a.fund_pay_sumamt! + a.psn_part_amt! + a.hosp_part_amt!)
    expect(a.psn_part_amt).toBe(a.acct_pay! + a.psn_cash_pay!)
    expect(a.medfee_sumamt).toBe(
      a.fulamt_ownpay_amt! + a.overlmt_selfpay! + a.preselfpay_amt! + a.inscp_scp_amt!,
    )
    const funds = setldetail.filter((d: Any) => d.fund_pay_type !== '310200')
    expect(funds.reduce((t: number, d: Any) => t + yuan(d.fund_payamt), 0)).toBe(a.fund_pay_sumamt)
    const back = await client.ok('2208', {
      data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, psn_no: person.psn_no },
    })
    for (const [key, value] of Object.entries(setlinfo))
      if (typeof value === 'number' && !['balc', 'pool_prop_selfpay', 'age'].includes(key))
        expect(value + back.setlinfo[key]).toBe(0)
    expect(back.setlinfo.balc).toBe((person.insu[0]?.balcFen ?? 0) / 100)
    expect(client.sandbox.effective()).toHaveLength(before)
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('王芳', '赵敏', '周建国', '胡志明', '许大山', '张伟'),
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('11', '13', '14'),
      fc.constantFrom('0', '1'),
      oneVisit,
    ),
    { seed: 11, numRuns: 25 },
  )
})
