import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Client, Visit } from './testkit.ts'
import { named, openClient } from './testkit.ts'

const clients: Client[] = []
const open = async (options: Parameters<typeof openClient>[0] = {}) => {
  const client = await openClient({ signInRequired: false, ...options })
  clients.push(client)
  return client
}
afterEach(async () => {
  for (const client of clients.splice(0)) await client.sandbox.close()
})

const wang = named('王芳')
const reversal = (omsgid: string, oinfno = '2207', psn_no = wang.psn_no) => ({
  data: { psn_no, omsgid, oinfno },
})

/** Account and this year's accumulations, as the next settlement would meet them. */
async function standing(c: Client, no: string) {
  const { input, visit } = await c.upToDetails(wang, no)
  const { setlinfo } = await c.ok('2206', input2206(input))
  await c.ok('2205', { data: { mdtrt_id: visit.mdtrt_id, chrg_bchno: '0000', psn_no: wang.psn_no } })
  await c.ok('2202', { data: { psn_no: wang.psn_no, mdtrt_id: visit.mdtrt_id, ipt_otp_no: no } })
  const { act_pay_dedc, hifp_pay, balc } = setlinfo
  return { act_pay_dedc, hifp_pay, balc }
}

function input2206({ data }: { data: Record<string, unknown> }) {
  const { fulamt_ownpay_amt, overlmt_selfpay, preselfpay_amt, inscp_scp_amt, ...ask } = data
  return { data: ask }
}

const refundOf = (visit: Visit, setl_id: string) => ({
  data: { setl_id, mdtrt_id: visit.mdtrt_id, psn_no: wang.psn_no },
})

test('2601 of 2207: a negative row, accumulations back, again acknowledged, in no statement', async () => {
  const c = await open()
  const fresh = await standing(c, 'A0')
  const { visit, input } = await c.upToDetails(wang, 'A1')
  const msgid = c.nextMsgid()
  const { setlinfo } = await c.ok('2207', input, { msgid })
  expect(await standing(c, 'A2')).toMatchObject({ act_pay_dedc: 0 })
  await c.ok('2601', reversal(msgid))
  expect(c.sandbox.effective()).toEqual([])
  expect(c.sandbox.ledger()).toMatchObject([
    { refd: true },
    { reverses: setlinfo.setl_id, medfee_sumamt: -64880 },
  ])
  expect(await standing(c, 'A3')).toEqual(fresh)
  await c.ok('2601', reversal(msgid))
  expect(c.sandbox.ledger()).toHaveLength(2)
  expect((await c.call('5203', c.seek(visit))).err_msg).toMatch(/未找到/)
  expect((await c.ok('5203', c.seek(visit, setlinfo.setl_id))).setlinfo.refd_setl_flag).toBe('1')
  // a late copy of the reversed message books nothing; a new one does
  expect((await c.call('2207', input, { msgid })).err_msg).toMatch(/已冲正/)
  await c.ok('2207', input)
  expect(c.sandbox.effective()).toHaveLength(1)
  expect(await statement(c, { medfee_sumamt: 648.8, fund_pay_sumamt: 225.6, acct_pay: 390.4, cnt: 1 })).toBe(
    '0',
  )
})

async function statement(
  c: Client,
  t: { medfee_sumamt: number; fund_pay_sumamt: number; acct_pay: number; cnt: number },
  refd = '1',
) {
  const { cnt, ...sums } = t
  const { stmtinfo } = await c.ok('3201', {
    data: {
      insutype: '310',
      clr_type: '11',
      setl_optins: '510100',
      stmt_begndate: '2026-03-02',
      stmt_enddate: '2026-03-02',
      fixmedins_setl_cnt: cnt,
      refd_setl_flag: refd,
      ...sums,
    },
  })
  return stmtinfo.stmt_rslt
}

test('3201 with and without refunds', async () => {
  const c = await open()
  const one = await c.upToDetails(wang, 'T1')
  const { setlinfo } = await c.ok('2207', one.input)
  const two = await c.upToDetails(named('李国强'), 'T2')
  const second = (await c.ok('2207', two.input)).setlinfo
  await c.ok('2208', refundOf(one.visit, setlinfo.setl_id))
  const { medfee_sumamt, fund_pay_sumamt, acct_pay } = second
  const net = { medfee_sumamt, fund_pay_sumamt, acct_pay }
  expect(await statement(c, { ...net, cnt: 3 })).toBe('0')
  expect(await statement(c, { ...net, cnt: 1 }, '0')).toBe('0')
  expect(await statement(c, { ...net, cnt: 1 })).toBe('1')
  expect(await statement(c, { ...net, acct_pay: 1, cnt: 1 }, '0')).toBe('1')
})

test('2601 of 2208: the settlement stands again, unless its details have moved', async () => {
  const c = await open()
  const { visit, input } = await c.upToDetails(wang, 'B1')
  const settledBy = c.nextMsgid()
  const { setlinfo } = await c.ok('2207', input, { msgid: settledBy })
  const with1 = await standing(c, 'B2')
  const refundedBy = c.nextMsgid()
  await c.ok('2208', refundOf(visit, setlinfo.setl_id), { msgid: refundedBy })
  expect((await c.call('2601', reversal(settledBy))).err_msg).toMatch(/已撤销/)
  await c.ok('2601', reversal(refundedBy, '2208'))
  expect(c.sandbox.effective()).toMatchObject([{ setl_id: setlinfo.setl_id }])
  expect(c.sandbox.leftovers().details).toEqual([])
  expect(await standing(c, 'B3')).toEqual(with1)
  await c.ok('2601', reversal(refundedBy, '2208'))
  expect(c.sandbox.ledger()).toHaveLength(3)
  expect((await c.ok('5203', c.seek(visit, setlinfo.setl_id))).setlinfo.refd_setl_flag).toBe('0')

  const again = c.nextMsgid()
  await c.ok('2208', refundOf(visit, setlinfo.setl_id), { msgid: again })
  await c.ok('2205', { data: { mdtrt_id: visit.mdtrt_id, chrg_bchno: '0000', psn_no: wang.psn_no } })
  expect((await c.call('2601', reversal(again, '2208'))).err_msg).toMatch(/明细已变动/)
  expect(c.sandbox.effective()).toEqual([])
})

test('2601 of what never was, of another code, person or kind', async () => {
  const c = await open()
  const { input } = await c.upToDetails(wang, 'C1')
  const msgid = c.nextMsgid()
  await c.ok('2207', input, { msgid })
  const never = /未找到原交易，冲正失败/
  expect((await c.call('2601', reversal(c.nextMsgid()))).err_msg).toMatch(never)
  expect((await c.call('2601', reversal(msgid, '2208'))).err_msg).toMatch(never)
  expect((await c.call('2601', reversal(msgid, '2207', named('张伟').psn_no))).err_msg).toMatch(never)
  expect((await c.call('2601', reversal(msgid, '2204'))).err_msg).toMatch(/不支持冲正/)
  expect(c.sandbox.effective()).toHaveLength(1)
  const few = await open({ reversible: ['2304'] })
  expect((await few.call('2601', reversal(msgid))).err_msg).toMatch(/不支持冲正/)
})

test('the same msgid twice: the first answer again, or a refusal; never two bookings', async () => {
  const c = await open()
  const { input } = await c.upToDetails(wang, 'E1')
  const msgid = c.nextMsgid()
  const first = await c.ok('2207', input, { msgid })
  expect(await c.ok('2207', input, { msgid })).toEqual(first)
  expect((await c.call('2207', { data: { ...input.data, invono: '1' } }, { msgid })).err_msg).toMatch(/重复/)
  expect(
    (await c.call('2205', { data: { mdtrt_id: '1', chrg_bchno: '0000', psn_no: wang.psn_no } }, { msgid }))
      .err_msg,
  ).toMatch(/重复/)
  expect(c.sandbox.ledger()).toHaveLength(1)
  const strict = await open({ repeatMsgid: 'refuse' })
  const other = await strict.upToDetails(wang, 'E1')
  await strict.ok('2207', other.input, { msgid })
  expect((await strict.call('2207', other.input, { msgid })).err_msg).toMatch(/重复/)
  expect(strict.sandbox.ledger()).toHaveLength(1)
})

test('the ledger outlives the process that kept it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'nhsa-'))
  const path = join(dir, 'centre.sqlite')
  try {
    const before = await open({ path })
    const { visit, input } = await before.upToDetails(wang, 'P1')
    const msgid = before.nextMsgid()
    const first = await before.ok('2207', input, { msgid })
    before.sandbox.setFaults([{ kind: 'in_progress', codes: ['2207'], ms: 5000 }])
    const late = await before.upToDetails(wang, 'P2')
    await before.call('2207', late.input)
    const ledger = before.sandbox.ledger()
    await before.sandbox.close()
    clients.splice(0)
    const after = await open({ path })
    expect(after.sandbox.ledger()).toEqual(ledger)
    expect(await after.ok('2207', input, { msgid })).toEqual(first)
    expect((await after.ok('5203', after.seek(visit))).setlinfo.medins_setl_id).toBe(msgid)
    after.pass(6000)
    expect(after.sandbox.effective()).toHaveLength(2) // what was in progress is booked after the restart
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
