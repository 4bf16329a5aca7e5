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

const drug = {
  med_list_codg: 'XJ01CAA040E001010100011',
  fixmedins_hilist_id: 'YP0001',
  fixmedins_hilist_name: '阿莫西林胶囊',
  rx_flag: '1',
}
const dates = { manu_lotnum: 'L1', manu_date: '2026-01-01', expy_end: '2027-12-31' }
const code = (n: number) => `8100001${String(n).padStart(13, '0')}`
const codes = (...list: number[]) => ({ drugtracinfo: list.map((n) => ({ drug_trac_codg: code(n) })) })

const purchase = (fixmedins_bchno: string, cnt: number, over: Any = {}) => ({
  ...{ ...drug, ...dates, fixmedins_bchno, spler_name: '示范医药', prodentp_name: '示范制药' },
  ...{ aprvno: '国药准字H1', finl_trns_pric: 5, purc_retn_cnt: cnt, purc_retn_opter_name: '库管' },
  purc_retn_stoin_time: '2026-03-01 09:00:00',
  ...over,
})
const paper = (fixmedins_bchno: string) => ({
  purc_invo_file_List: [{ fixmedins_bchno, file_data: 'MQ==', file_name: '1.txt' }],
})
const back = (fixmedins_bchno: string, cnt: number, over: Any = {}) => {
  const { manu_lotnum: _lot, prodentp_name: _maker, aprvno: _no, ...row } = purchase(fixmedins_bchno, cnt)
  return { ...row, purc_invo_no: 'F1', ...over }
}
const sale = (fixmedins_bchno: string, cnt: number, over: Any = {}) => ({
  ...{ ...drug, ...dates, fixmedins_bchno, prsc_dr_name: '医生甲', mdtrt_sn: 'M1', trdn_flag: '0' },
  ...{ finl_trns_pric: 9.8, rtal_docno: 'FY1', drug_prod_barc: 'NDPB999', sel_retn_cnt: cnt },
  ...{ sel_retn_time: '2026-03-02 09:00:00', sel_retn_opter_name: '药师', mdtrt_setl_type: '2' },
  ...over,
})
const saleBack = (fixmedins_bchno: string, cnt: number, over: Any = {}) => ({
  ...{ ...drug, ...dates, fixmedins_bchno, trdn_flag: '0', sel_retn_cnt: cnt, mdtrt_sn: 'M1' },
  ...{ sel_retn_time: '2026-03-02 10:00:00', sel_retn_opter_name: '药师' },
  ...over,
})
const said = (list: Any[]) => list.map(({ retRslt, msgRslt }) => (retRslt === '1' ? 'ok' : msgRslt))

/** Ten boxes bought; the hands that sell and give back. */
async function stocked() {
  const client = await open()
  const bought = await client.ok('3503A', { purcinfoDetail: [{ ...purchase('P1', 10), ...paper('P1') }] })
  const sell = async (...list: Any[]) => (await client.ok('3505A', { selinfoDetail: list })).selinfoDetail
  const take = async (...list: Any[]) => (await client.ok('3506A', { selinfoDetail: list })).selinfoErrDetail
  const drop = async (...list: Any[]) => (await client.ok('3507A', { goodDetail: list })).goodErrDetail
  return { client, bought: bought.purcinfoDetail[0], sell, take, drop }
}

test('rows are answered one by one; a batch number is used once', async () => {
  const { bought, sell } = await stocked()
  expect(bought).toMatchObject({ retRslt: '1', medins_prod_purc_no: expect.stringMatching(/^SP/) })
  const rows = await sell(
    sale('S1', 2, codes(1, 2)),
    sale('S2', 1, { manu_lotnum: 'unknown' }),
    sale('S1', 1),
    sale('S3', 9),
    sale('S4', 8),
  )
  expect(said(rows)).toEqual([
    'ok',
    '生产批号 unknown 没有采购或盘存记录，不能销售',
    '定点医药机构批次流水号 S1 已存在',
    '阿莫西林胶囊库存不足：现有 8',
    'ok',
  ])
  expect(rows[0].medins_prod_sel_no).not.toBe(rows[4].medins_prod_sel_no)
  expect(rows[1].medins_prod_sel_no).toBeUndefined()
})

test('a box is sold once, a split pack again and again, a returned box anew', async () => {
  const { sell, take } = await stocked()
  const [first] = await sell(sale('S1', 1, codes(1)))
  expect(said(await sell(sale('S2', 1, codes(1))))).toEqual([`药品追溯码 ${code(1)} 已经销售`])
  const split = { trdn_flag: '1', ...codes(3) }
  expect(said(await sell(sale('S3', 1, split), sale('S4', 1, split)))).toEqual(['ok', 'ok'])
  expect(said(await sell(sale('S5', 1, codes(3))))).toEqual([`药品追溯码 ${code(3)} 已经销售`])
  const no = { medins_prod_sel_no: first.medins_prod_sel_no }
  expect(said(await take(saleBack('T0', 1, { medins_prod_sel_no: 'none' })))).toEqual([
    '原销售记录不存在，不能退货',
  ])
  expect(said(await take(saleBack('T1', 1, { ...no, ...codes(2) })))).toEqual([
    `药品追溯码 ${code(2)} 不在原销售中，或已经退货`,
  ])
  expect(said(await take(saleBack('T2', 1, { ...no, ...codes(1) })))).toEqual(['ok'])
  expect(said(await take(saleBack('T3', 1, no)))).toEqual(['退货数量超过原销售数量'])
  expect(said(await sell(sale('S6', 1, codes(1))))).toEqual(['ok'])
})

test('a purchase goes back no further than it came; what was deleted can be sent anew', async () => {
  const { client, bought, drop } = await stocked()
  const no = { medins_prod_purc_no: bought.medins_prod_purc_no }
  const rows = await client.ok('3504A', { purcinfoDetail: [back('R1', 4, no), back('R2', 7, no)] })
  expect(said(rows.purcinfoErrDetail)).toEqual(['ok', '退货数量超过原采购数量'])
  expect(said(await drop({ fixmedins_bchno: 'P1', inv_data_type: '3' }))).toEqual([
    '这笔数据已有退货，请先删除退货',
  ])
  const gone = await drop(
    { fixmedins_bchno: 'R1', inv_data_type: '3' },
    { fixmedins_bchno: 'R1', inv_data_type: '4' },
  )
  expect(said(gone)).toEqual(['ok', '批次流水号 R1 的明细不存在'])
  const again = await client.ok('3504A', { purcinfoDetail: [back('R1', 10, no)] })
  expect(said(again.purcinfoErrDetail)).toEqual(['ok'])
})

test('changes move the stock, checks do not; the single forms answer in result', async () => {
  const client = await open()
  const check = { ...drug, invdate: '2026-03-01', inv_cnt: 5, fixmedins_bchno: 'K1', ...dates }
  expect(await client.ok('3501A', { invinfoDetail: [check] })).toMatchObject({ result: { retRslt: '1' } })
  const { result: sold } = await client.ok('3505', { selinfo: sale('S1', 1) })
  expect(sold).toEqual({ retRslt: '0', msgRslt: '阿莫西林胶囊库存不足：现有 0' })
  const change = (fixmedins_bchno: string, inv_chg_type: string, cnt: number) => ({
    ...{ ...drug, fixmedins_bchno, inv_chg_type, cnt, pric: 5, inv_chg_time: '2026-03-01 10:00:00' },
  })
  await client.ok('3502A', { invinfoDetail: [change('B1', '106', 5), change('B2', '105', 2)] })
  expect((await client.ok('3505', { selinfo: sale('S1', 4) })).result.retRslt).toBe('0')
  expect((await client.ok('3505', { selinfo: sale('S1', 3) })).result.retRslt).toBe('1')
  expect((await client.ok('3507', { data: { fixmedins_bchno: 'S1', inv_data_type: '4' } })).result).toEqual({
    ...{ retRslt: '1', msgRslt: '' },
  })
  expect((await client.ok('3505', { selinfo: sale('S1', 3) })).result.retRslt).toBe('1')
})

test('drugs of the insured leave after a settlement that stands and is theirs', async () => {
  const { client, sell } = await stocked()
  const wang = named('王芳')
  const insured = (over: Any) => sale('S1', 1, { mdtrt_setl_type: '1', psn_no: wang.psn_no, ...over })
  expect(said(await sell(insured({ setl_id: 'none' })))).toEqual(['结算ID none 没有有效的结算'])
  const { visit, input } = await client.upToDetails(wang, 'Z1')
  const { setlinfo } = await client.ok('2207', input)
  const { setl_id } = setlinfo
  expect(said(await sell(insured({ setl_id })))).toEqual(['就医流水号与结算的就诊ID 不符'])
  expect(said(await sell(insured({ setl_id, mdtrt_sn: visit.mdtrt_id })))).toEqual(['ok'])
})

test('the same message once more books nothing twice', async () => {
  const client = await open()
  const envelope = client.envelope('3503A', { purcinfoDetail: [{ ...purchase('P1', 3), ...paper('P1') }] })
  const first = await client.post('3503A', envelope)
  const second = await client.post('3503A', envelope)
  expect(second.output).toEqual(first.output)
})
