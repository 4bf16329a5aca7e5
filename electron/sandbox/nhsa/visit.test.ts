import { afterEach, expect, test } from 'vitest'
import type { Client } from './testkit.ts'
import { HOSP, named, openClient } from './testkit.ts'

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
