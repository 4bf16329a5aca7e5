import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { type Any, type Client, HOSP, named, openClient } from './testkit.ts'

/** The centre's own side of settlement lists and self-pay stays. */
let c: Client
beforeEach(async () => {
  c = await openClient()
  await c.signIn()
})
afterEach(() => c.sandbox.close())

const book = openContracts({ family: 'nhsa' })
/** What the centre says has to keep the output side of its own contract. */
const keeps = (infno: string, output: Any) =>
  expect(
    validate(book.get(infno), 'output', output, { dict: (name) => book.dict(name), allowUnknown: true }).map(
      ({ message }) => message,
    ),
    infno,
  ).toEqual([])

const refused = async (infno: string, input: Any) => {
  const answer = await c.call(infno, input)
  expect(Number(answer.infcode)).not.toBe(0)
  return answer.err_msg
}

async function settled() {
  const { visit, input } = await c.upToDetails(named('王芳'), 'L1', undefined, {})
  const { setlinfo, setldetail } = await c.ok('2207', input)
  return { visit, setlinfo, setldetail, psn_no: visit.person.psn_no }
}

const list = (psn_no: string, mdtrt_id: string, setl_id: string, over: Any = {}) => ({
  setlinfo: {
    ...{ psn_no, mdtrt_id, setl_id, ntly: 'CHN', prfs: '17', dscg_caty: 'A03', bill_code: '1', bill_no: '1' },
    ...{ biz_sn: '1', setl_begn_date: '2026-03-02', setl_end_date: '2026-03-02', vent_used_dura: '1/2/3' },
    ...{ medins_fill_dept: '医保办', medins_fill_psn: '甲', adm_way: '2' },
  },
  diseinfo: [
    { diag_type: '1', diag_code: 'J18.900', diag_name: '肺炎', adm_cond_type: '1', maindiag_flag: '1' },
  ],
  ...over,
})
const state = (psn_no: string, setl_id: string, stas_type: string) => ({
  data: { stastinfo: [{ psn_no, setl_id, stas_type }] },
})

describe('settlement lists at the centre', () => {
  it('one a settlement that stands, told back under the names of 4103', async () => {
    const { visit, setlinfo, psn_no } = await settled()
    const sent = list(psn_no, visit.mdtrt_id, setlinfo.setl_id)
    expect(await refused('4101A', list(psn_no, visit.mdtrt_id, 'S99'))).toContain('结算信息不存在')
    expect(await refused('4101A', list(psn_no, 'M99', setlinfo.setl_id))).toContain('就诊ID')
    const twoMains = { diseinfo: [...sent.diseinfo, { ...sent.diseinfo[0], diag_code: 'J44.900' }] }
    expect(await refused('4101A', { ...sent, ...twoMains })).toContain('主要诊断')
    const funds = { payinfo: [{ fund_pay_type: '310100', fund_payamt: 0.01 }] }
    expect(await refused('4101A', { ...sent, ...funds })).toContain('基金支付金额合计')
    const { data } = await c.ok('4101A', sent)
    expect(data.setl_list_id).toHaveLength(9)
    const again = await c.ok('4101A', sent)
    expect(again.data.setl_list_id).toBe(data.setl_list_id)
    const told = await c.ok('4103', { data: { psn_no, setl_id: setlinfo.setl_id } })
    expect(told.setlinfo).toMatchObject({
      adm_way_code: '2',
      vent_used_days: 1,
      vent_used_m_cnt: 3,
      stas_type: '0',
    })
    expect(told.setlinfo.adm_way).toBeUndefined()
  })

  it('a submitted one stands; a grave finding turns it down, and only then it comes back', async () => {
    const { visit, setlinfo, psn_no } = await settled()
    const { setl_id } = setlinfo
    expect(await refused('4102', state(psn_no, setl_id, '1'))).toContain('结算清单不存在')
    await c.ok('4101A', list(psn_no, visit.mdtrt_id, setl_id))
    await c.ok('4102', state(psn_no, setl_id, '1'))
    expect(await refused('4101A', list(psn_no, visit.mdtrt_id, setl_id))).toContain('已提交')
    expect(await refused('4102', state(psn_no, setl_id, '0'))).toContain('审核不通过')
    const other = await c.upToDetails(named('李国强'), 'L2')
    const { setlinfo: second } = await c.ok('2207', other.input)
    const no = other.visit.person.psn_no
    const symptom = { diseinfo: [{ ...list('', '', '').diseinfo[0], diag_code: 'R50.900' }] }
    await c.ok('4101A', list(no, other.visit.mdtrt_id, second.setl_id, symptom))
    await c.ok('4102', state(no, second.setl_id, '1'))
    const { setlinfo: told } = await c.ok('4103', { data: { psn_no: no, setl_id: second.setl_id } })
    expect(told).toMatchObject({ stas_type: '3', chk_cont: expect.stringContaining('症状') })
    const asked = { setl_ym: '202603', page_num: 1, page_size: 10 }
    const findings = await c.ok('4104', { data: asked })
    expect(findings).toHaveLength(2)
    keeps('4104', findings)
    expect(await c.ok('4104', { data: { ...asked, retn_flag: '1' } })).toMatchObject([
      { setl_id: second.setl_id },
    ])
    await c.ok('4102', state(no, second.setl_id, '0'))
    await c.ok('4101A', list(no, other.visit.mdtrt_id, second.setl_id))
    const month = { stt_begntime: '2026-03-01 00:00:00', stt_endtime: '2026-03-31 23:59:59' }
    const counted = await c.ok('4105', { data: { fixmedins_code: HOSP, medtype_list: ['11'], ...month } })
    keeps('4105', counted)
    expect(counted).toEqual({ needUploadCnt: 2, uploadedCnt: 2 })
  })
})

const line = (bkkp_sn: string, sum: number, over: Any = {}) => ({
  ...{ fixmedins_mdtrt_id: 'Z1', med_type: '21', bkkp_sn, fee_ocur_time: '2026-03-01 08:00:00' },
  ...{ fixmedins_code: HOSP, fixmedins_name: '示范医院', cnt: 1, pric: sum, det_item_fee_sumamt: sum },
  ...{ med_list_codg: 'X', medins_list_codg: 'X', medins_list_name: '药', med_chrgitm_type: '09' },
  ...{ bilg_dept_codg: '1', bilg_dept_name: '内科', bilg_dr_code: 'D', bilg_dr_name: '甲', etip_flag: '0' },
  ...{ dscg_tkdrug_flag: '0', fulamt_ownpay_amt: 0, overlmt_selfpay: 0, preselfpay_amt: 0, inscp_amt: sum },
  ...over,
})
const lines = (...rows: Any[]) => ({ fsiOwnpayPatnFeeListDDTO: rows })
const stay = (medfee_sumamt: number) => ({
  ownPayPatnMdtrtD: {
    ...{ fixmedins_mdtrt_id: 'Z1', fixmedins_code: HOSP, fixmedins_name: '示范医院', psn_cert_type: '01' },
    ...{ certno: '510104200108060919', psn_name: '田野', begntime: '2026-03-01 08:00:00', med_type: '21' },
    ...{ vali_flag: '1', medfee_sumamt },
  },
  ownPayPatnDiagListD: [
    {
      ...{ inout_diag_type: '2', diag_type: '1', maindiag_flag: '1', diag_srt_no: '1', vali_flag: '1' },
      ...{ diag_code: 'J18.900', diag_name: '肺炎' },
    },
  ],
})
const flag = (cplt_flag: string) => ({ fixmedins_mdtrt_id: 'Z1', fixmedins_code: HOSP, cplt_flag })
const all = { feedetail: { fixmedins_mdtrt_id: 'Z1', fixmedins_code: HOSP } }

describe('self-pay stays at the centre', () => {
  it('lines first, sums that agree, nothing after the flag until it is taken back', async () => {
    expect(await refused('4204', all)).toContain('不存在')
    expect(await refused('4202', stay(30))).toContain('4201A')
    expect(await refused('4201A', lines(line('1', 10, { inscp_amt: 9 })))).toContain('明细项目费用总额')
    await c.ok('4201A', lines(line('1', 10), line('2', 20)))
    expect(await refused('4201A', lines(line('2', 20)))).toContain('重复')
    expect(await refused('4203', flag('1'))).toContain('请先上传就诊')
    expect(await refused('4202', stay(31))).toContain('医疗总费用')
    await c.ok('4202', stay(30))
    await c.ok('4203', flag('1'))
    for (const [infno, input] of [
      ['4204', all],
      ['4201A', lines(line('3', 1))],
      ['4202', stay(30)],
    ] as const)
      expect(await refused(infno, input)).toContain('已标记完成')
    const page = { fixmedins_mdtrt_id: 'Z1', fixmedins_code: HOSP, page_num: 1, page_size: 1 }
    const told = await c.ok('4207', page)
    expect(told).toMatchObject({ recordCounts: 2, pages: 2, data: [{ bkkpSn: '1', detItemFeeSumamt: 10 }] })
    const visits = await c.ok('4208', { psn_name: '田野', page_num: 1, page_size: 10 })
    keeps('4207', told)
    keeps('4208', visits)
    keeps('4209', await c.ok('4209', page))
    expect(visits.data).toMatchObject([{ fixmedinsMdtrtId: 'Z1', cpltFlag: '1', medfeeSumamt: 30 }])
    expect((await c.ok('4208', { psn_name: '别人', page_num: 1, page_size: 10 })).data).toEqual([])
    await c.ok('4203', flag('0'))
    await c.ok('4204', { ...all, feedetl: [{ bkkp_sn: '1' }] })
    expect((await c.ok('4207', page)).recordCounts).toBe(1)
    expect(await refused('4203', flag('1'))).toContain('不一致')
  })
})
