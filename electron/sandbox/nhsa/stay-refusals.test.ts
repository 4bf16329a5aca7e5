import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Stay } from './stay-kit.ts'
import { admission, admit, changing, discharging, fees, naming, paying, THREE_DAYS_ms } from './stay-kit.ts'
import type { Any, Client } from './testkit.ts'
import { BASKET, named, openClient } from './testkit.ts'

const wang = named('王芳')
let c: Client
let stay: Stay
let no = 0
beforeEach(async () => {
  c = await openClient({ signInRequired: false })
  stay = await admit(c, wang, `ZY${++no}`)
})

afterEach(() => c.sandbox.close())

const ELSEWHERE = 'H51010000009'
const elsewhere = () => ({ fixmedins_code: ELSEWHERE, msgid: `${ELSEWHERE}20260302090000${1000 + ++no}` })

/** The call is refused for this reason and the ledger is as it was. */
async function refused(infno: string, input: Any, reason: RegExp, over: Any = {}) {
  const before = JSON.stringify([c.sandbox.ledger(), c.sandbox.leftovers()])
  const answer = await c.call(infno, input, over)
  expect(answer).toMatchObject({ infcode: -1, output: null })
  expect(answer.err_msg).toMatch(reason)
  expect(JSON.stringify([c.sandbox.ledger(), c.sandbox.leftovers()])).toBe(before)
}

test('2401: twice in hospital, here or elsewhere, and a number taken', async () => {
  await refused('2401', admission(wang, 'other'), /本机构已有未结束的住院（住院号 ZY/)
  await refused('2401', admission(wang, 'other'), /其他机构已有未结束的住院/, elsewhere())
  await refused('2401', admission(named('张伟'), stay.ipt_no), /住院号 ZY\d+ 重复入院登记/)
  await c.ok('2404', naming(stay))
  await refused('2404', naming(stay), /入院登记信息不存在/)
  await admit(c, named('张伟'), stay.ipt_no)
  await c.ok('2401', admission(wang, stay.ipt_no), elsewhere())
})

test('2401: diagnoses, insurance, time, kind', async () => {
  const li = named('李国强')
  const good = admission(li, 'X1')
  const row = good.diseinfo[0] as Any
  await refused('2401', { ...good, diseinfo: [{ ...row, maindiag_flag: '0' }] }, /一条主诊断/)
  await refused('2401', { ...good, diseinfo: [row, { ...row, diag_srt_no: 2 }] }, /一条主诊断/)
  await refused('2401', { ...good, diseinfo: [{ ...row, diag_code: 'J20.900' }] }, /dscg_maindiag_code/)
  await refused('2401', { ...good, diseinfo: [row, { ...row, maindiag_flag: '0' }] }, /不能相同/)
  await refused('2401', admission(named('梁静'), 'X1'), /暂停参保/)
  await refused('2401', admission(li, 'X1', { insutype: '390' }), /险种/)
  await refused('2401', admission(li, 'X1', { begntime: '2026-03-03 09:00:01' }), /晚于当前时间/)
  await refused('2401', admission(li, 'X1', { med_type: '11' }), /不能以医疗类别 11 办理住院/)
  await refused('2401', admission(li, 'X1', { mdtrt_cert_no: wang.certno }), /就诊凭证与人员编号不符/)
  await refused('2401', admission(li, 'X1', { med_type: '28' }), /手术操作代码/)
})

test('who is insured elsewhere must be named in full in 2401, 2303 and 2304', async () => {
  const song = named('宋远方')
  const who = { psn_cert_type: '01', certno: song.certno, psn_type: '11', psn_name: song.psn_name }
  const labels = { psn_cert_type: '证件类型', certno: '证件号码', psn_type: '人员类别', psn_name: '人员姓名' }
  for (const [name, label] of Object.entries(labels))
    await refused('2401', admission(song, 'X1', { ...who, [name]: '' }), new RegExp(`${label}：异地就医必填`))
  const far = await admit(c, song, 'X1', who)
  const { result } = await c.ok('2301', fees(far, 'F', BASKET))
  const mid = { mid_setl_flag: '1' }
  await refused('2303', paying(far, result, mid), /人员姓名：异地就医必填/)
  await refused('2304', paying(far, result, { ...mid, ...who, certno: '' }), /证件号码：异地就医必填/)
  const { setlinfo } = await c.ok('2304', paying(far, result, { ...mid, ...who }))
  expect(setlinfo.clr_optins).toBe('440300')
  const { data } = await c.ok('5303', {
    data: { begntime: '2026-03-01 00:00:00', endtime: '2026-03-03 00:00:00' },
  })
  expect(data).toMatchObject([{ psn_no: song.psn_no, out_flag: '1' }, { out_flag: '0' }])
})

test('2301: one bad line refuses the batch and is named', async () => {
  const bad = (over: Any) => fees(stay, 'F', [BASKET[0], { ...(BASKET[1] as Any), ...over }])
  await refused('2301', bad({ med_list_codg: 'NONE' }), /^第 2 行：医疗目录编码 NONE 不在医保目录内/)
  await refused('2301', bad({ feedetl_sn: 'F1' }), /^第 2 行：费用明细流水号 F1 重复/)
  await refused('2301', bad({ det_item_fee_sumamt: 220.02 }), /^第 2 行：.*数量×单价/)
  await refused('2301', bad({ cnt: 0, det_item_fee_sumamt: 0 }), /^第 2 行：数量不能为 0/)
  await refused('2301', bad({ fee_ocur_time: '2026-03-02 08:59:59' }), /^第 2 行：.*早于入院时间/)
  await refused('2301', bad({ fee_ocur_time: '2026-03-02 09:00:01' }), /^第 2 行：.*晚于当前时间/)
  await refused('2301', bad({ med_type: '22' }), /^第 2 行：医疗类别/)
  await refused('2301', bad({ mdtrt_id: '1' }), /^第 2 行：.*同一住院/)
  const hundred = Array.from({ length: 101 }, () => BASKET[0])
  await refused('2301', fees(stay, 'F', hundred), /最多上传 100 条/)
  await c.ok('2301', fees(stay, 'F', hundred.slice(1)))
  await refused('2301', fees(stay, 'F', BASKET), /^第 1 行：费用明细流水号 F1 重复/)
  const earlier = { exp_content: '{"er_flag":"1"}', fee_ocur_time: '2026-03-01 09:00:00' }
  await c.ok('2301', fees(stay, 'G', [{ ...(BASKET[0] as Any), ...earlier }]))
})

test('2301: what may take back what, and 2302 of what was taken back', async () => {
  const back = (over: Any) => ({
    ...(BASKET[0] as Any),
    cnt: -20,
    det_item_fee_sumamt: -396,
    init_feedetl_sn: 'F1',
    ...over,
  })
  const tries = (over: Any) => fees(stay, 'R', [back(over)])
  const { result } = await c.ok('2301', fees(stay, 'F', BASKET))
  await refused('2301', tries({ init_feedetl_sn: '' }), /原费用流水号/)
  await refused('2301', tries({ init_feedetl_sn: 'F9' }), /^第 1 行：原费用明细 F9 未上传/)
  await refused('2301', tries({ cnt: -21, det_item_fee_sumamt: -415.8 }), /^第 1 行：.*小于 0/)
  await refused('2301', tries({ pric: 19.9, det_item_fee_sumamt: -398 }), /单价与原明细不一致/)
  await refused('2301', tries({ init_feedetl_sn: 'F2' }), /目录编码与原明细不一致/)
  await refused('2301', fees(stay, 'R', [{ ...(BASKET[0] as Any), init_feedetl_sn: 'F1' }]), /只有退费明细/)
  const refund = (await c.ok('2301', fees(stay, 'R', [back({})]))).result
  await refused('2301', fees(stay, 'S', [back({ init_feedetl_sn: 'R1' })]), /本身是退费明细/)
  const lines = (...sns: string[]) => ({ data: sns.map((feedetl_sn) => naming(stay, { feedetl_sn }).data) })
  await refused('2302', lines('F1'), /F1 已有退费明细/)
  await refused('2302', lines('F9', 'F2'), /未找到费用明细 F9/)
  await refused('2302', { data: [naming(stay, { feedetl_sn: 'F1', mdtrt_id: '1' }).data] }, /不存在/)
  const mid = paying(stay, [...result, ...refund], { mid_setl_flag: '1' })
  const { setlinfo } = await c.ok('2304', mid)
  await refused('2302', lines('F2'), /F2 已结算/)
  await refused(
    '2301',
    fees(stay, 'S', [{ ...(BASKET[1] as Any), cnt: -1, det_item_fee_sumamt: -220, init_feedetl_sn: 'F2' }]),
    /F2 已结算/,
  )
  await c.ok('2302', lines('0000'))
  await c.ok('2305', naming(stay, { setl_id: setlinfo.setl_id }))
  await c.ok('2302', lines('F1', 'R1'))
  expect(c.sandbox.leftovers().details.map((d) => d.feedetl_sn)).toEqual(['F2', 'F3'])
})

test('2402, 2405, 2404 and 2403: each in its own state only', async () => {
  await refused('2405', naming(stay), /未办理出院/)
  await c.ok('2301', fees(stay, 'F', BASKET))
  await refused('2404', naming(stay), /费用明细.*2302/)
  c.pass(THREE_DAYS_ms)
  await c.ok('2301', fees(stay, 'G', [{ ...(BASKET[0] as Any), fee_ocur_time: '2026-03-05 08:00:00' }]))
  await refused('2402', discharging(stay, { endtime: '2026-03-02 08:59:59' }), /早于入院时间/)
  await refused('2402', discharging(stay, { endtime: '2026-03-05 07:59:59' }), /早于已上传明细/)
  await refused('2402', discharging(stay, { endtime: '2026-03-06 09:00:01' }), /晚于当前时间/)
  await refused('2402', discharging(stay, {}, { maindiag_flag: '0' }), /一条主诊断/)
  await refused('2402', discharging(stay, { dscg_way: '5' }), /死亡日期/)
  await refused('2402', discharging(stay, { dscg_way: '1', die_date: '2026-03-05' }), /死亡日期/)
  await refused('2402', discharging(stay, { insutype: '390' }), /险种/)
  await c.ok('2402', discharging(stay, { dscg_way: '5', die_date: '2026-03-05' }))
  await refused('2402', discharging(stay), /已办理出院，重复/)
  await refused('2404', naming(stay), /请先撤销出院办理/)
  expect((await c.call('2404', naming(stay))).err_msg).not.toMatch(/已办理出院|重复|不存在/)
  await refused(
    '2301',
    fees(stay, 'H', [{ ...(BASKET[0] as Any), fee_ocur_time: '2026-03-05 08:31:00' }]),
    /晚于出院时间/,
  )
  await refused('2403', changing(stay, { begntime: '2026-03-02 09:00:01' }), /费用发生时间/)
  await refused('2403', changing(stay, { ipt_otp_no: 'other' }), /住院号/)
  await c.ok('2405', naming(stay))
  await refused('2405', naming(stay), /未办理出院/)
})

test('2303 and 2304: state, sums, and nothing moves after the last settlement', async () => {
  await refused('2304', paying(stay, [], { mid_setl_flag: '1' }), /没有未结算的费用明细/)
  const { result } = await c.ok('2301', fees(stay, 'F', BASKET))
  await refused('2304', paying(stay, result), /请先办理出院/)
  c.pass(THREE_DAYS_ms)
  await c.ok('2402', discharging(stay))
  await refused('2304', paying(stay, result, { mid_setl_flag: '1' }), /不能中途结算/)
  for (const name of ['medfee_sumamt', 'fulamt_ownpay_amt', 'overlmt_selfpay', 'inscp_scp_amt'])
    await refused('2304', paying(stay, result, { [name]: 1 }), /与中心复算/)
  await refused('2304', paying(stay, result, { insutype: '390' }), /险种/)
  await refused('2304', paying(stay, result, { dscgTime: '2026-03-04' }), /出院时间/)
  await refused('2206', { data: { ...c.settling({ ...stay, ipt_otp_no: '' }, 'B', result).data } }, /./)
  const { setlinfo } = await c.ok('2304', paying(stay, result, { dscgTime: '2026-03-05' }))
  const settled = /已结算，请先撤销结算/
  await refused('2304', paying(stay, result), settled)
  await refused('2301', fees(stay, 'G', BASKET), settled)
  await refused('2302', { data: [naming(stay, { feedetl_sn: 'F1' }).data] }, settled)
  await refused('2403', changing(stay), settled)
  await refused('2405', naming(stay), settled)
  await refused('2404', naming(stay), /已有结算/)
  await refused('2402', discharging(stay), /已办理出院/)
  await refused('2305', naming(stay, { setl_id: 'S9' }), /不存在/)
  await c.ok('2305', naming(stay, { setl_id: setlinfo.setl_id }))
  await refused('2305', naming(stay, { setl_id: setlinfo.setl_id }), /已撤销/)
})

test('an outpatient code finds no stay, and a stay no outpatient visit', async () => {
  const at = { psn_no: wang.psn_no, mdtrt_id: stay.mdtrt_id }
  await refused('2202', { data: { ...at, ipt_otp_no: stay.ipt_no } }, /就诊登记信息不存在/)
  await refused('2203A', c.diagnosis({ ...stay, ipt_otp_no: '' }), /就诊登记信息不存在/)
  await refused('2205', { data: { ...at, chrg_bchno: '0000' } }, /就诊登记信息不存在/)
  const visit = await c.register(wang, 'M1')
  await refused('2404', naming({ ...stay, mdtrt_id: visit.mdtrt_id }), /入院登记信息不存在/)
})
