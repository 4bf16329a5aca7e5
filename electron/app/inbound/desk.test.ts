import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { openJournal } from '../../journal/index.ts'
import type { Journal } from '../../journal/port.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { createBus } from '../registry.ts'
import { createInbound, type Desk } from './index.ts'

const book = openContracts({ family: 'nhsa' })
let dir = ''
let journal: Journal
let desk: Desk
let handled = 0
let heard: string[] = []

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'inbound-'))
  handled = 0
  heard = []
  journal = (await openJournal({ path: join(dir, 'j.db'), fixmedins_code: 'H51010400001', slot: 1 })).journal
  const bus = createBus()
  bus.subscribe((event, payload) => {
    if (event === 'inbound.changed') heard.push((payload as { infno: string }).infno)
  })
  desk = createInbound({
    journal,
    bus,
    now: () => Date.UTC(2026, 0, 5, 2),
    contract: (_family, infno) => (book.has(infno) ? book.get(infno) : null),
    dict: (_family, name) => book.dict(name),
    log: () => {},
  })
  desk.register({
    family: 'nhsa',
    infno: '6201',
    handle: async ({ input, now }) => {
      handled++
      const { ord_no, medfee_sumamt } = input.data as JsonObject
      if (medfee_sumamt === 0) return { ok: false, message: '订单不存在' }
      const output = { data: { ord_no: ord_no!, onln_pay_cnfm_flag: '1', cnfm_time: '2026-01-05 10:00:00' } }
      const put = { kind: 'order', id: String(ord_no), state: 'confirmed', subject: '', text: '', data: null }
      const who = { opter: 'x', opterName: 'x', at: now }
      return { ok: true, output, changes: [{ t: 'doc', put: { ...put, ...who }, expect: 0 }] }
    },
  })
})
afterEach(async () => {
  await journal.close()
  rmSync(dir, { recursive: true, force: true })
})

const order = (more: JsonObject = {}): JsonObject => ({
  hi_ord_no: 'HI1',
  ord_no: 'O1',
  fixmedins_code: 'H51010400001',
  psn_no: 'P1',
  psn_name: '王芳',
  insutype: '310',
  med_type: '11',
  medfee_sumamt: 12.5,
  fund_pay_sumamt: 10,
  acct_pay: 0,
  psn_cash_pay: 2.5,
  ord_time: '2026-01-05 09:58:00',
  ...more,
})
const message = (msgid: string, more: JsonObject = {}) => ({
  infno: '6201',
  msgid,
  input: { data: order(more) },
})

test('takes a message once: its changes and the record in one commit, the same answer when it comes again', async () => {
  const first = await desk.receive('6201', message('M1'), '10.0.0.1')
  expect(first).toMatchObject({ infcode: 0, output: { data: { onln_pay_cnfm_flag: '1' } } })
  expect(await desk.receive('6201', message('M1'), '10.0.0.1')).toMatchObject({ output: first.output! })
  expect(handled).toBe(1)
  expect(await journal.doc('order', 'O1')).toMatchObject({ state: 'confirmed', version: 1 })
  expect(await journal.doc('inbound', 'M1')).toMatchObject({
    state: 'taken',
    subject: 'P1',
    data: { from: '10.0.0.1' },
  })
  expect(heard).toEqual(['6201'])
})

test('the same message twice at once is taken once', async () => {
  const both = await Promise.all([
    desk.receive('6201', message('M1'), 'a'),
    desk.receive('6201', message('M1'), 'a'),
  ])
  expect(both.map(({ infcode }) => infcode)).toEqual([0, 0])
  expect(await journal.doc('order', 'O1')).toMatchObject({ version: 1 })
})

test('another content under the same msgid is refused, and nothing changes', async () => {
  await desk.receive('6201', message('M1'), 'a')
  const again = await desk.receive('6201', message('M1', { ord_no: 'O2' }), 'a')
  expect(again).toMatchObject({
    infcode: -1,
    err_msg: '发送方报文ID重复，且内容与原报文不一致',
    output: null,
  })
  expect(await journal.doc('order', 'O2')).toBeNull()
})

test('a faulty message is refused naming the field; one refused by its handler is kept and judged anew', async () => {
  const { ord_no: _, ...rest } = order()
  const short = await desk.receive('6201', { infno: '6201', msgid: 'M2', input: { data: rest } }, 'a')
  expect(short).toMatchObject({ infcode: -1, err_msg: expect.stringContaining('机构订单号') })
  expect(await journal.doc('inbound', 'M2')).toBeNull()
  expect(await desk.receive('6201', message('M3', { medfee_sumamt: 0 }), 'a')).toMatchObject({
    err_msg: '订单不存在',
  })
  expect(await journal.doc('inbound', 'M3')).toMatchObject({ state: 'refused' })
  expect(await desk.receive('6201', message('M3'), 'a')).toMatchObject({ infcode: 0 })
  expect(await journal.doc('inbound', 'M3')).toMatchObject({ state: 'taken' })
})

test('what is no message of ours is refused', async () => {
  expect(await desk.receive('7102', message('M4'), 'a')).toMatchObject({ err_msg: '交易编号 7102 未开通' })
  expect(await desk.receive('6201', [], 'a')).toMatchObject({ err_msg: '请求报文格式错误' })
  expect(await desk.receive('6201', { ...message('M5'), msgid: '' }, 'a')).toMatchObject({ infcode: -1 })
  expect(await desk.receive('6201', { ...message('M6'), infno: '6202' }, 'a')).toMatchObject({
    err_msg: '交易编号与请求地址不符',
  })
})
