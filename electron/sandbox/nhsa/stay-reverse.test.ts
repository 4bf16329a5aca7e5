import { afterEach, expect, test } from 'vitest'
import type { Stay } from './stay-kit.ts'
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
const reversal = (omsgid: string, oinfno: string) => ({ data: { psn_no: wang.psn_no, omsgid, oinfno } })
const quiet = (c: Client, infno: string, input: Any, msgid: string) =>
  c.call(infno, input, { msgid }).catch(() => null)

/** A stay with an interim and a last settlement, and the messages that made them. */
async function settledTwice(c: Client) {
  const stay = await admit(c, wang, 'ZY1')
  const [m1, m2] = [c.nextMsgid(), c.nextMsgid()]
  const one = await c.ok('2301', fees(stay, 'A', BASKET))
  const first = await c.ok('2304', paying(stay, one.result, { mid_setl_flag: '1' }), { msgid: m1 })
  const two = await c.ok('2301', fees(stay, 'B', BASKET))
  c.pass(THREE_DAYS_ms)
  await c.ok('2402', discharging(stay))
  const last = await c.ok('2304', paying(stay, two.result), { msgid: m2 })
  const ids = [first.setlinfo.setl_id, last.setlinfo.setl_id] as [string, string]
  return { stay, m1, m2, ids, result: two.result }
}

test('settlements of a stay go the way they came: by 2305 and by 2601, newest first', async () => {
  const c = await open()
  const { stay, m1, m2, ids } = await settledTwice(c)
  expect((await c.call('2305', naming(stay, { setl_id: ids[0] }))).err_msg).toMatch(/倒序/)
  expect((await c.call('2601', reversal(m1, '2304'))).err_msg).toMatch(/倒序/)
  await c.ok('2601', reversal(m2, '2304'))
  await c.ok('2601', reversal(m2, '2304'))
  expect(c.sandbox.effective().map((row) => row.setl_id)).toEqual([ids[0]])
  expect(c.sandbox.leftovers()).toMatchObject({ visits: [{ stay: 'out' }], details: [{}, {}, {}] })
  await c.ok('2405', naming(stay))
  await c.ok('2601', reversal(m1, '2304'))
  expect(c.sandbox.effective()).toEqual([])
  expect((await c.call('5203', c.seek(stay as Any))).err_msg).toMatch(/未找到/)
})

test('2601 of 2305: the settlement stands again, unless the stay has moved on', async () => {
  const c = await open()
  const { stay, ids, result } = await settledTwice(c)
  const undo = async () => {
    const msgid = c.nextMsgid()
    await c.ok('2305', naming(stay, { setl_id: ids[1] }), { msgid })
    return msgid
  }
  await c.ok('2601', reversal(await undo(), '2305'))
  expect(c.sandbox.effective().map((row) => row.setl_id)).toEqual(ids)
  expect(c.sandbox.leftovers()).toEqual({ visits: [], details: [] })
  expect((await c.call('2301', fees(stay, 'C', BASKET))).err_msg).toMatch(/已结算/)

  const refundedBy = await undo()
  await c.ok('2405', naming(stay))
  expect((await c.call('2601', reversal(refundedBy, '2305'))).err_msg).toMatch(/出院办理已变动/)
  await c.ok('2402', discharging(stay))
  const line = { ...(BASKET[0] as Any), cnt: -1, det_item_fee_sumamt: -19.8, init_feedetl_sn: 'B1' }
  await c.ok('2301', fees(stay, 'R', [line]))
  expect((await c.call('2601', reversal(refundedBy, '2305'))).err_msg).toMatch(/明细已变动/)
  await c.ok('2302', { data: [naming(stay, { feedetl_sn: 'R1' }).data] })
  await c.ok('2304', paying(stay, result))
  expect((await c.call('2601', reversal(refundedBy, '2305'))).err_msg).toMatch(/新的结算/)
})

test('2601 of 2401 takes a bare admission back, and only a bare one', async () => {
  const c = await open()
  const msgid = c.nextMsgid()
  const { result } = await c.ok('2401', admission(wang, 'ZY1'), { msgid })
  const stay: Stay = { person: wang, ipt_no: 'ZY1', mdtrt_id: result.mdtrt_id, med_type: '21' }
  await c.ok('2301', fees(stay, 'F', BASKET))
  expect((await c.call('2601', reversal(msgid, '2401'))).err_msg).toMatch(/费用明细/)
  await c.ok('2302', { data: [naming(stay, { feedetl_sn: '0000' }).data] })
  await c.ok('2601', reversal(msgid, '2401'))
  await c.ok('2601', reversal(msgid, '2401'))
  expect((await c.call('2404', naming(stay))).err_msg).toMatch(/入院登记信息不存在/)
  expect((await c.call('2401', admission(wang, 'ZY1'), { msgid })).err_msg).toMatch(/已冲正/)
  await admit(c, wang, 'ZY1')
})

test('a lagging query does not see the admission, its discharge or its settlement yet', async () => {
  const c = await open()
  const lag = (code: string) => c.sandbox.setFaults([{ kind: 'lag', codes: [code], ms: 60_000, times: 1 }])
  lag('2401')
  await quiet(c, '2401', admission(wang, 'ZY1'), c.nextMsgid())
  expect((await c.ok('5303', whoIsIn(wang))).data).toEqual([])
  c.pass(60_001)
  const { data } = await c.ok('5303', whoIsIn(wang))
  const stay: Stay = { person: wang, ipt_no: 'ZY1', mdtrt_id: data[0].mdtrt_id, med_type: '21' }
  const { result } = await c.ok('2301', fees(stay, 'F', BASKET))
  lag('2402')
  await quiet(c, '2402', discharging(stay, { endtime: '2026-03-02 09:01:00' }), c.nextMsgid())
  expect((await c.ok('5303', whoIsIn(wang))).data).toHaveLength(1)
  expect((await c.call('2402', discharging(stay))).err_msg).toMatch(/已办理出院/)
  c.pass(60_001)
  expect((await c.ok('5303', whoIsIn(wang))).data).toEqual([])
  lag('2304')
  const msgid = c.nextMsgid()
  await quiet(c, '2304', paying(stay, result), msgid)
  expect((await c.call('5203', c.seek(stay as Any))).err_msg).toMatch(/未找到/)
  c.pass(60_001)
  expect((await c.ok('5203', c.seek(stay as Any))).setlinfo.medins_setl_id).toBe(msgid)
})

test('what is still being worked on is neither there nor not', async () => {
  const c = await open()
  const busy = /处理中/
  c.sandbox.setFaults([{ kind: 'in_progress', codes: ['2401', '2301'], ms: 5000 }])
  expect((await c.call('2401', admission(wang, 'ZY1'))).err_msg).toMatch(busy)
  expect((await c.call('5303', whoIsIn(wang))).err_msg).toMatch(busy)
  c.pass(5001)
  const { data } = await c.ok('5303', whoIsIn(wang))
  const stay: Stay = { person: wang, ipt_no: 'ZY1', mdtrt_id: data[0].mdtrt_id, med_type: '21' }
  expect((await c.call('2301', fees(stay, 'F', BASKET))).err_msg).toMatch(busy)
  expect((await c.call('5204', c.seek(stay as Any))).err_msg).toMatch(busy)
  expect((await c.call('2403', changing(stay))).err_msg).toMatch(/未完成的交易/)
  c.pass(5001)
  expect(await c.ok('5204', c.seek(stay as Any))).toHaveLength(3)
})
