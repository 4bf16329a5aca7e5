import { afterEach, expect, test } from 'vitest'
import type { Any, Client } from './testkit.ts'
import { named, openClient } from './testkit.ts'

const clients: Client[] = []
const open = async () => {
  const client = await openClient({ signInRequired: false })
  clients.push(client)
  return client
}
afterEach(async () => {
  for (const client of clients.splice(0)) await client.sandbox.close()
})

const wang = named('王芳')
const DAY_ms = 86_400_000

/** the envelope of another institution */
const from = (fixmedins_code: string) => ({ fixmedins_code, msgid: `${fixmedins_code}202603020900000001` })

const chronic = (over: Any = {}) => ({
  data: {
    psn_no: wang.psn_no,
    insutype: '310',
    opsp_dise_code: 'M03900',
    opsp_dise_name: '高血压病',
    insu_optins: '510100',
    ide_fixmedins_no: 'H51010000001',
    ide_fixmedins_name: '示范医院',
    hosp_ide_date: '2026-03-01',
    diag_dr_codg: 'D510100000001',
    diag_dr_name: '医生甲',
    begndate: '2026-03-01',
    enddate: '2026-12-31',
    ...over,
  },
})
const transfer = (over: Any = {}) => ({
  refmedin: {
    psn_no: wang.psn_no,
    insutype: '310',
    diag_code: 'I25.103',
    diag_name: '冠心病',
    reflin_medins_no: 'H11010000001',
    reflin_medins_name: '首都示范医院',
    mdtrtarea_admdvs: '110100',
    hosp_agre_refl_flag: '1',
    refl_type: '3',
    refl_date: '2026-03-02',
    refl_rea: '本院不能手术',
    refl_opnn: '同意',
    ...over,
  },
})
const fixed = (over: Any = {}) => ({
  data: {
    psn_no: wang.psn_no,
    biz_appy_type: '03',
    begndate: '2026-01-01',
    fix_srt_no: '1',
    fixmedins_code: 'H51010000001',
    fixmedins_name: '示范医院',
    ...over,
  },
})
const withdrawal = (trt_dcla_detl_sn: string, psn_no = wang.psn_no) => ({
  data: { trt_dcla_detl_sn, psn_no, memo: '填错了' },
})
const refusal = async (c: Client, infno: string, input: Any) => (await c.call(infno, input)).err_msg

test('2503: no two periods of one disease meet; 5301 tells what holds today; withdrawn, it is free again', async () => {
  const c = await open()
  const { result } = await c.ok('2503', chronic())
  expect(await refusal(c, '2503', chronic())).toMatch(/重复/)
  expect(await refusal(c, '2503', chronic({ begndate: '2026-12-31', enddate: '' }))).toMatch(/重叠/)
  expect(await refusal(c, '2503', chronic({ begndate: '2026-02-01', enddate: '2026-03-01' }))).toMatch(/重叠/)
  expect(await refusal(c, '2503', chronic({ begndate: '2027-01-02', enddate: '2027-01-01' }))).toMatch(
    /早于开始/,
  )
  await c.ok('2503', chronic({ begndate: '2027-01-01', enddate: '' }))
  await c.ok('2503', chronic({ opsp_dise_code: 'M01600', opsp_dise_name: '糖尿病' }))
  const { feedetail } = await c.ok('5301', { data: { psn_no: wang.psn_no } })
  expect(feedetail.map((row: Any) => [row.opsp_dise_code, row.begndate, row.enddate])).toEqual([
    ['M03900', '2026-03-01', '2026-12-31'],
    ['M01600', '2026-03-01', '2026-12-31'],
  ])
  await c.ok('2504', withdrawal(result.trt_dcla_detl_sn))
  expect(await refusal(c, '2504', withdrawal(result.trt_dcla_detl_sn))).toBe('备案信息不存在')
  await c.ok('2503', chronic())
  expect(await refusal(c, '2503', chronic({ insutype: '390' }))).toMatch(/没有险种/)
  expect(await refusal(c, '2503', chronic({ insu_optins: '110100', begndate: '2025-01-01' }))).toMatch(
    /参保地不符/,
  )
})

test('2504 is refused once a settlement of that disease stands, and free when it is taken back', async () => {
  const c = await open()
  const { result } = await c.ok('2503', chronic())
  const { visit, input } = await c.upToDetails(wang, 'M1', undefined, { med_type: '14' })
  const { setlinfo } = await c.ok('2207', input)
  expect(await refusal(c, '2504', withdrawal(result.trt_dcla_detl_sn))).toMatch(/已用于结算/)
  await c.ok('2208', {
    data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no },
  })
  await c.ok('2504', withdrawal(result.trt_dcla_detl_sn))
})

test('a 慢特病 settlement needs the filed disease, of people who have filings', async () => {
  const c = await open()
  const unfiled = await c.upToDetails(wang, 'U1', undefined, { med_type: '14' })
  await c.ok('2207', unfiled.input)
  await c.ok('2503', chronic({ opsp_dise_code: 'M01600', opsp_dise_name: '糖尿病' }))
  const other = await c.upToDetails(wang, 'U2', undefined, { med_type: '14' })
  expect(await refusal(c, '2207', other.input)).toMatch(/病种 M03900 未备案/)
  await c.ok('2503', chronic({ begndate: '2026-03-02', enddate: '2026-03-02' }))
  await c.ok('2207', other.input)
  c.pass(DAY_ms)
  const late = await c.upToDetails(wang, 'U3', undefined, { med_type: '14' })
  expect(await refusal(c, '2207', late.input)).toMatch(/不在有效期内/)
  const plain = await c.upToDetails(wang, 'U4')
  await c.ok('2207', plain.input)
})

test('2501: once to a hospital at a time; 5304 shows it; 2502 until it is used there', async () => {
  const c = await open()
  expect(await refusal(c, '2501', transfer({ refl_type: '1' }))).toMatch(/转院类型与就医地/)
  expect(await refusal(c, '2501', transfer({ reflin_medins_no: 'H1' }))).toMatch(/12 位/)
  expect(await refusal(c, '2501', transfer({ hosp_agre_refl_flag: '0' }))).toMatch(/不同意/)
  expect(await refusal(c, '2501A', transfer())).toMatch(/转院前就诊ID/)
  expect(await refusal(c, '2501A', transfer({ refl_old_mdtrt_id: '5101009' }))).toMatch(/不是本机构/)
  const { result } = await c.ok('2501', transfer())
  expect(await refusal(c, '2501', transfer())).toMatch(/重复/)
  const asked = { data: { psn_no: wang.psn_no, begntime: '2026-03-01 00:00:00', endtime: '' } }
  const { refmedin } = await c.ok('5304', asked)
  expect(refmedin).toMatchObject([
    { reflin_medins_name: '首都示范医院', refl_date: '2026-03-02', begndate: '2026-03-02', out_flag: '1' },
  ])
  expect((await c.ok('5304', asked, from('H99999999999'))).refmedin).toEqual([])
  await c.ok('2201', c.registration(wang, 'T1'), from('H11010000001'))
  expect(await refusal(c, '2502', withdrawal(result.trt_dcla_detl_sn))).toMatch(/已被就医使用/)
  const other = await c.ok('2501', transfer({ reflin_medins_no: 'H11010000002' }))
  expect(await refusal(c, '2504', withdrawal(other.result.trt_dcla_detl_sn))).toBe('备案信息不存在')
  const stranger = withdrawal(other.result.trt_dcla_detl_sn, named('李国强').psn_no)
  expect(await refusal(c, '2502', stranger)).toBe('备案信息不存在')
  await c.ok('2502', withdrawal(other.result.trt_dcla_detl_sn))
})

test('2501A goes on from a visit of this hospital', async () => {
  const c = await open()
  const visit = await c.register(wang, 'A1')
  await c.ok('2501A', transfer({ refl_old_mdtrt_id: visit.mdtrt_id }))
})

test('2505: each place in the order of a kind is taken once; 5302 asks by kind', async () => {
  const c = await open()
  const { result } = await c.ok('2505', fixed())
  expect(await refusal(c, '2505', fixed())).toMatch(/重复/)
  expect(await refusal(c, '2505', fixed({ begndate: '2026-02-01' }))).toMatch(/重叠/)
  await c.ok('2505', fixed({ fix_srt_no: '2' }))
  await c.ok('2505', fixed({ biz_appy_type: '01' }))
  const ask = async (biz_appy_type: string) =>
    (await c.ok('5302', { data: { psn_no: wang.psn_no, biz_appy_type } })).psnfixmedin
  expect((await ask('03')).map((row: Any) => row.fix_srt_no)).toEqual(['1', '2'])
  expect(await ask('01')).toHaveLength(1)
  await c.ok('2506', withdrawal(result.trt_dcla_detl_sn))
  expect((await ask('03')).map((row: Any) => row.fix_srt_no)).toEqual(['2'])
})

test('the same message again answers with the same number', async () => {
  const c = await open()
  const msgid = c.nextMsgid()
  const first = await c.ok('2503', chronic(), { msgid })
  expect(await c.ok('2503', chronic(), { msgid })).toEqual(first)
})
