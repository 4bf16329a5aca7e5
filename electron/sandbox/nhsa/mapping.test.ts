import { afterEach, expect, test } from 'vitest'
import type { Any, Client } from './testkit.ts'
import { openClient } from './testkit.ts'

const clients: Client[] = []
const open = async () => {
  const client = await openClient({ signInRequired: false })
  clients.push(client)
  const refused = async (infno: string, input: Any, why: RegExp) => {
    const { infcode, err_msg } = await client.call(infno, input)
    expect(Number(infcode)).not.toBe(0)
    expect(err_msg).toMatch(why)
  }
  return { ok: client.ok, refused }
}
afterEach(async () => {
  for (const client of clients.splice(0)) await client.sandbox.close()
})

const DRUG = 'XJ01CAA040E001010100011'
const OTHER = 'XJ01FAA047A001010100013'
const row = (over: Any = {}) => ({
  fixmedins_hilist_id: 'A1',
  fixmedins_hilist_name: '阿莫西林胶囊',
  list_type: '101',
  med_list_codg: DRUG,
  begndate: '2026-01-01',
  enddate: '2099-12-31',
  ...over,
})
const up = (...rows: Any[]) => ({ data: rows })
const back = (over: Any = {}) => ({
  data: [
    {
      fixmedins_code: 'H51010000001',
      fixmedins_hilist_id: 'A1',
      list_type: '101',
      med_list_codg: DRUG,
      ...over,
    },
  ],
})
const asked = (over: Any = {}) => ({ data: { updt_time: '2020-01-01', page_num: 1, page_size: 2, ...over } })

test('3301: all rows or none; the first wrong one is named by its place', async () => {
  const { ok, refused } = await open()
  await refused(
    '3301',
    up(row(), row({ fixmedins_hilist_id: 'A2', med_list_codg: 'NONE' })),
    /^第 2 行：医疗目录编码 NONE 不在医保目录内/,
  )
  expect((await ok('1317', asked())).data).toEqual([])
  await refused('3301', up(row({ list_type: '201' })), /不属于目录类别 201/)
  await refused('3301', up(row({ enddate: '2025-12-31' })), /结束日期不能早于开始日期/)
  await refused('3301', up(row(), row({ med_list_codg: OTHER })), /^第 2 行：.*在本次上传中重复/)
  await refused(
    '3301',
    up(...Array.from({ length: 101 }, (_, i) => row({ fixmedins_hilist_id: `A${i}` }))),
    /100 条/,
  )
  await ok('3301', up(row()))
  await refused('3301', up(row()), /对照已存在/)
  await refused('3301', up(row({ med_list_codg: OTHER })), new RegExp(`对照着 ${DRUG}，请先撤销`))
})

test('3302 takes back by its four fields; 1317 tells of both, by pages', async () => {
  const { ok, refused } = await open()
  await ok('3301', up(row(), row({ fixmedins_hilist_id: 'A2' }), row({ fixmedins_hilist_id: 'A3' })))
  await refused('3302', back({ med_list_codg: OTHER }), /A1 的对照不存在/)
  await refused('3302', back({ fixmedins_code: 'H51010000002' }), /不是本机构/)
  await ok('3302', back())
  await refused('3302', back(), /A1 的对照不存在/)
  const first = await ok('1317', asked())
  expect(first).toMatchObject({ recordCounts: 3, pages: 2, lastPage: 'false', size: 2 })
  const second = await ok('1317', asked({ page_num: 2 }))
  expect(second.lastPage).toBe('true')
  const all = [...first.data, ...second.data]
  expect(Object.fromEntries(all.map((one: Any) => [one.medins_list_codg, one.vali_flag]))).toEqual({
    ...{ A1: '0', A2: '1', A3: '1' },
  })
  expect((await ok('1317', asked({ vali_flag: '1', page_size: 100 }))).recordCounts).toBe(2)
  expect((await ok('1317', asked({ medins_list_codg: 'A3' }))).data).toHaveLength(1)
  await ok('3301', up(row({ med_list_codg: OTHER })))
})
