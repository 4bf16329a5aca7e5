import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Any, Client } from './testkit.ts'
import { BASKET, HOSP, named, openClient } from './testkit.ts'

let c: Client
beforeAll(async () => {
  c = await openClient()
  await c.signIn()
})
afterAll(() => c.sandbox.close())

const wang = named('王芳')

/** The call is refused for this reason and the ledger is as it was. */
async function refused(infno: string, input: Any, reason: RegExp, over: Any = {}) {
  const before = JSON.stringify([c.sandbox.ledger(), c.sandbox.leftovers()])
  const answer = await c.call(infno, input, over)
  expect(answer).toMatchObject({ infcode: -1, output: null })
  expect(answer.err_msg).toMatch(reason)
  expect(JSON.stringify([c.sandbox.ledger(), c.sandbox.leftovers()])).toBe(before)
}

test('the wrapper: sign-in, msgid, region, code', async () => {
  const input = c.registration(wang, 'W1')
  await refused('2201', input, /重新签到/, { sign_no: '' })
  await refused('2201', input, /重新签到/, { sign_no: 'f'.repeat(30) })
  await refused('2201', input, /发送方报文ID/, { msgid: 'H51010000002202603020900000001' })
  await refused('2201', input, /参保地医保区划/, { insuplc_admdvs: '' })
  await refused('2201', input, /参保地不符/, { insuplc_admdvs: '440300' })
  await refused('2201', input, /定点医药机构名称.*长度/, { fixmedins_name: '很'.repeat(21) })
  await refused('2201', input, /与请求地址不符/, { infno: '2202' })
  await refused('2999', input, /未开通/)
  await refused('9002', { signOut: { sign_no: 'x', opter_no: '1' } }, /未签到或已签退/)
})

test('a sign-in ends with 9002 and after a day', async () => {
  const own = await openClient()
  const ask = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno } }
  await own.signIn()
  await own.ok('1101', ask)
  own.pass(86_400_001)
  expect((await own.call('1101', ask)).err_msg).toMatch(/签到/)
  await own.signIn()
  await own.ok('9002', { signOut: { sign_no: own.sign(), opter_no: '0101' } })
  expect((await own.call('1101', ask)).err_msg).toMatch(/签到/)
  await own.sandbox.close()
  const free = await openClient({ signInRequired: false })
  await free.ok('1101', ask)
  await free.sandbox.close()
})

test('the contract: missing, unknown, too long, wrong code', async () => {
  const { data } = c.registration(wang, 'K1')
  await refused('2201', { data: { ...data, dept_code: '' } }, /科室编码/)
  await refused('2201', { data: { ...data, foo: '1' } }, /foo/)
  await refused('2201', { data: { ...data, mdtrt_cert_type: '09' } }, /就诊凭证类型/)
  await refused('2201', { data: { ...data, begntime: '2026-02-30 09:00:00' } }, /开始时间/)
})

test('1101: who is not there, whose card does not match', async () => {
  const card = { mdtrt_cert_type: '03', mdtrt_cert_no: wang.card_no, card_sn: wang.card_sn }
  await refused('1101', { data: { ...card, mdtrt_cert_no: 'Z99999999' } }, /未找到/)
  await refused('1101', { data: { ...card, card_sn: `${wang.card_sn.slice(0, -1)}0` } }, /卡识别码/)
  await refused('1101', { data: { mdtrt_cert_type: '02', mdtrt_cert_no: '110101199001011234' } }, /未找到/)
  await refused('1101', { data: { mdtrt_cert_type: '01', mdtrt_cert_no: 'f'.repeat(40) } }, /令牌/)
})

test('2201: nobody, paused, another insurance, another card, a double number', async () => {
  const { data } = c.registration(wang, 'R1')
  await refused('2201', { data: { ...data, psn_no: '51019' } }, /不存在/)
  await refused('2201', { data: { ...data, insutype: '390' } }, /险种/)
  await refused(
    '2201',
    { data: { ...data, mdtrt_cert_no: named('李国强').certno } },
    /就诊凭证与人员编号不符/,
  )
  await refused('2201', c.registration(named('梁静'), 'R2'), /暂停参保/)
  await c.register(wang, 'R1')
  await refused('2201', { data }, /重复/)
})

test('2001 tells a paused person why', async () => {
  const paused = named('梁静')
  const output = await c.ok('2001', {
    data: {
      psn_no: paused.psn_no,
      insutype: '310',
      fixmedins_code: HOSP,
      med_type: '11',
      begntime: '2026-03-02 09:00:00',
    },
  })
  expect(output.trtinfo).toMatchObject([
    { trt_enjymnt_flag: '0', trt_chk_rslt: expect.stringMatching(/暂停参保/) },
  ])
})

test('2203A: order, main diagnosis, 慢特病 without its disease', async () => {
  const visit = await c.register(wang, 'D1')
  const good = c.diagnosis(visit)
  const row = good.diseinfo[0]!
  await refused('2203A', { ...good, diseinfo: [{ ...row, diag_srt_no: 2 }] }, /从 1 开始/)
  await refused('2203A', { ...good, diseinfo: [row, { ...row, maindiag_flag: '0' }] }, /不能相同/)
  await refused('2203A', { ...good, diseinfo: [row, { ...row, diag_srt_no: 2 }] }, /主诊断/)
  await refused('2203A', { ...good, mdtrtinfo: { ...good.mdtrtinfo, med_type: '14' } }, /病种编码/)
  await refused('2203A', { ...good, mdtrtinfo: { ...good.mdtrtinfo, mdtrt_id: '0' } }, /不存在/)
  // the newest stands; all invalid takes the diagnosis back
  await c.ok('2203A', good)
  await c.ok('2203A', c.diagnosis(visit, '11', '0'))
  await refused('2204', c.details(visit, 'BD1', BASKET), /诊断/)
})

test('2204: doubles by name, arithmetic, catalogue, half batches', async () => {
  const { visit } = await c.upToDetails(wang, 'F1')
  const { feedetail } = c.details(visit, 'BF2', BASKET)
  const first = feedetail[0] as Any
  const with0 = (over: Any) => ({ feedetail: [{ ...first, ...over }] })
  await refused('2204', c.details(visit, 'BF1', BASKET), /重复.*BF1001.*BF1002.*BF1003/)
  await refused('2204', { feedetail: [first, first] }, /重复.*BF2001/)
  await refused('2204', with0({ chrg_bchno: 'BF1' }), /一次传完/)
  await refused('2204', with0({ chrg_bchno: '0000' }), /0000/)
  await refused('2204', with0({ det_item_fee_sumamt: 396.02 }), /数量×单价/)
  await refused('2204', with0({ cnt: 0, det_item_fee_sumamt: 0 }), /数量必须大于 0/)
  await refused('2204', with0({ pric: -19.8, det_item_fee_sumamt: -396 }), /负数/)
  await refused('2204', with0({ med_list_codg: 'NONE' }), /不在医保目录/)
  const other = { ...first, feedetl_sn: 'x', dise_codg: 'M03900' }
  await refused('2204', { feedetail: [first, other] }, /病种编码不一致/)
  await refused('2204', { feedetail: [first, { ...first, feedetl_sn: 'x', mdtrt_id: '1' }] }, /同一就诊/)
})

test('2205, 2202: nothing there, settled, details left', async () => {
  const { visit, batch, input } = await c.upToDetails(wang, 'G1')
  const at = { mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no }
  await refused('2205', { data: { ...at, chrg_bchno: 'NONE' } }, /未找到/)
  await refused('2202', { data: { ...at, ipt_otp_no: 'G1' } }, /费用明细/)
  const { setlinfo } = await c.ok('2207', input)
  await refused('2205', { data: { ...at, chrg_bchno: batch } }, /已结算/)
  await refused('2202', { data: { ...at, ipt_otp_no: 'G1' } }, /已结算/)
  await c.ok('2205', { data: { ...at, chrg_bchno: '0000' } }) // leaves settled details alone
  await c.ok('2208', { data: { ...at, setl_id: setlinfo.setl_id } })
  await c.ok('2205', { data: { ...at, chrg_bchno: batch } })
  await refused('2202', { data: { ...at, ipt_otp_no: 'other' } }, /门诊号/)
  await c.ok('2202', { data: { ...at, ipt_otp_no: 'G1' } })
  await refused('2202', { data: { ...at, ipt_otp_no: 'G1' } }, /不存在/)
  await c.register(wang, 'G1') // a cancelled number may be used again
})

test('2207: sums, splits, state and credentials', async () => {
  const { visit, input } = await c.upToDetails(wang, 'S1')
  const with_ = (over: Any) => ({ data: { ...input.data, ...over } })
  for (const [name, label] of [
    ['medfee_sumamt', /医疗费总额/],
    ['fulamt_ownpay_amt', /全自费金额/],
    ['overlmt_selfpay', /超限价金额/],
    ['preselfpay_amt', /先行自付金额/],
    ['inscp_scp_amt', /符合政策范围金额/],
  ] as const)
    await refused('2207', with_({ [name]: input.data[name] + 0.01 }), label)
  await refused('2207A', with_({ inscp_scp_amt: 1 }), /符合政策范围金额/)
  await refused('2207', with_({ chrg_bchno: 'NONE' }), /未找到/)
  await refused('2207', with_({ med_type: '13' }), /医疗类别/)
  await refused(
    '2207',
    with_({ mdtrt_cert_type: '03', mdtrt_cert_no: wang.card_no, card_sn: 'F'.repeat(32) }),
    /卡识别码/,
  )
  await refused('2207', with_({ mdtrt_id: '9' }), /不存在/)
  await refused(
    '2207',
    { ...input, drug_trac_info: [{ feedetl_sn: 'no', drug_trac_codg: '1', trdn_flag: '0' }] },
    /追溯码/,
  )
  await c.ok('2203A', c.diagnosis(visit, '11', '0'))
  await refused('2207', input, /诊断/)
  await c.ok('2203A', c.diagnosis(visit))
  const { setlinfo } = await c.ok('2207', input)
  await refused('2207', input, /已结算/)
  await refused('2203A', c.diagnosis(visit, '13'), /医疗类别/)
  const at = { mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no }
  await refused('2208', { data: { ...at, setl_id: 'S9' } }, /不存在/)
  await c.ok('2208', { data: { ...at, setl_id: setlinfo.setl_id } })
  await refused('2208', { data: { ...at, setl_id: setlinfo.setl_id } }, /已撤销/)
})

test('5203 asks by visit or wants the setl_id; another hospital sees nothing', async () => {
  const { visit, input } = await c.upToDetails(wang, 'Q1')
  await refused('5203', c.seek(visit), /未找到/)
  await c.ok('2207', input)
  await refused('5203', { data: { ...c.seek(visit).data, psn_no: '1' } }, /不存在/)
  const strict = await openClient({ question5203: 'needs_setl_id', signInRequired: false })
  const own = await strict.upToDetails(wang, 'Q1')
  const { setlinfo } = await strict.ok('2207', own.input)
  expect((await strict.call('5203', strict.seek(own.visit))).err_msg).toMatch(/结算ID/)
  expect((await strict.call('5204', strict.seek(own.visit))).err_msg).toMatch(/结算ID/)
  await strict.ok('5203', strict.seek(own.visit, setlinfo.setl_id))
  const elsewhere = {
    fixmedins_code: 'H51010000009',
    msgid: 'H51010000009202603020900000001',
  }
  expect((await strict.call('5203', strict.seek(own.visit, setlinfo.setl_id), elsewhere)).err_msg).toMatch(
    /未找到/,
  )
  expect(
    (
      await strict.call(
        '2205',
        { data: { mdtrt_id: own.visit.mdtrt_id, chrg_bchno: '0000', psn_no: wang.psn_no } },
        elsewhere,
      )
    ).err_msg,
  ).toMatch(/不存在/)
  await strict.sandbox.close()
})
