import { afterEach, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { at, type Counter, openCounter } from './support/counter.ts'

/** Prescriptions that leave the house, and what the platform tells of them, through every handler. */
const counters: Counter[] = []
const open = async (options: Parameters<typeof openCounter>[0] = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const WANG = people.find((p) => p.psn_name === '王芳')!
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)

/** 王芳 registered at the window, so that the centre knows her visit. */
async function registered(c: Counter) {
  const opened = await c.call('visit.open', {})
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: WANG.certno, certno: WANG.certno } as const
  const identified = await c.call('visit.identify', { ...at(opened), cert })
  await c.app.his.addBills(WANG.certno, 1)
  const charged = await c.call('visit.loadCharges', at(identified))
  return c.call('visit.presettle', at(charged))
}

const prescription = async (c: Counter) => {
  await c.call('erx.read', {})
  const [rx] = await c.call('erx.list', { text: '王芳' })
  return rx!
}

/** Waits for the platform's word. */
async function told(c: Counter, id: string, state: string) {
  for (let i = 0; i < 200; i++) {
    const rx = await c.call('erx.one', { id })
    if (rx.state === state) return rx
    await c.pause(100)
  }
  throw new Error(`${id} did not become ${state}`)
}

it('takes up what the HIS wrote once, and sends nothing for a patient without a visit', async () => {
  const c = await open()
  expect(await c.call('erx.read', {})).toEqual({ taken: 5 })
  expect(await c.call('erx.read', {})).toEqual({ taken: 0 })
  const rx = await prescription(c)
  expect(rx).toMatchObject({ state: 'new', stateLabel: '待上传', doubtful: false, hi_rxno: null })
  expect(JSON.stringify(rx)).not.toContain('王芳')
  expect(JSON.stringify(rx)).not.toContain(WANG.certno)
  const before = c.app.sandbox!.requests()
  expect(await fault(c.call('erx.upload', { id: rx.id, version: rx.version }))).toMatchObject({
    kind: 'conflict',
    what: expect.stringContaining('没有医保就诊登记'),
  })
  expect(c.app.sandbox!.requests()).toBe(before)
})

it('uploads, hears of the check and of the purchase, and keeps a bought one from being withdrawn', async () => {
  const c = await open()
  await registered(c)
  const rx = await prescription(c)
  const sent = await c.call('erx.upload', { id: rx.id, version: rx.version })
  expect(sent).toMatchObject({ state: 'uploaded', hi_rxno: expect.stringMatching(/^RX\d+$/) })
  const again = await fault(c.call('erx.upload', { id: rx.id, version: rx.version }))
  expect(again).toMatchObject({ kind: 'conflict' })
  const bought = await told(c, rx.id, 'bought')
  expect(bought.review).toMatchObject({ passed: true, where: '柜台演示大药房' })
  const { totalFen, fundFen, acctFen, cashFen, drugs } = bought.purchase!
  expect(fundFen + acctFen + cashFen).toBe(totalFen)
  expect(drugs.reduce((sum, drug) => sum + drug.sumFen, 0)).toBe(totalFen)
  const undo = { id: rx.id, version: bought.version, undo_rea: '开错' }
  expect(await fault(c.call('erx.undo', undo))).toMatchObject({ kind: 'conflict' })
  const inbox = await c.call('erx.inbox', {})
  expect(inbox.map(({ infno, taken }) => [infno, taken])).toEqual([
    ['7103', true],
    ['7102', true],
  ])
})

it('withdraws one that nobody has bought; it may then be sent anew by the HIS only', async () => {
  const c = await open()
  await registered(c)
  const rx = await prescription(c)
  const sent = await c.call('erx.upload', { id: rx.id, version: rx.version })
  const gone = await c.call('erx.undo', { id: rx.id, version: sent.version, undo_rea: '患者改变主意' })
  expect(gone).toMatchObject({ state: 'undone' })
  const trail = await c.call('auth.audit', { limit: 2 })
  expect(trail.map(({ action }) => action)).toEqual(['erx.undo', 'erx.upload'])
})

it('an upload whose answer was lost is sent again under its number and stands once', async () => {
  const c = await open()
  await registered(c)
  const rx = await prescription(c)
  c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['7101'], times: 1 }])
  const lost = await fault(c.call('erx.upload', { id: rx.id, version: rx.version }))
  if (lost) await c.app.engine.tick()
  const sent = await told(c, rx.id, 'bought')
  expect(sent.hi_rxno).toMatch(/^RX\d+$/)
})

it('what the centre refuses says why and can be sent again', async () => {
  const c = await open()
  await registered(c)
  const [, second] = await prescriptionRecords(c)
  await c.app.his.putRecord('rx', second!.key, {
    ...second!.data,
    rxdrugdetail: (second!.data.rxdrugdetail as object[]).map((drug) => ({ ...drug, med_list_codg: 'NOPE' })),
  } as never)
  await c.call('erx.read', {})
  const rx = await c.call('erx.one', { id: second!.key })
  expect(await fault(c.call('erx.upload', { id: rx.id, version: rx.version }))).toMatchObject({
    kind: 'rejected',
  })
  const refused = await c.call('erx.one', { id: rx.id })
  expect(refused).toMatchObject({ state: 'refused', note: expect.stringContaining('NOPE') })
  await c.app.his.putRecord('rx', second!.key, second!.data)
  await c.call('erx.read', {})
  const mended = await c.call('erx.one', { id: rx.id })
  expect(mended).toMatchObject({ state: 'new', note: '' })
  expect(await c.call('erx.upload', { id: rx.id, version: mended.version })).toMatchObject({
    state: 'uploaded',
  })
})

const prescriptionRecords = (c: Counter) => c.app.his.feed('rx', 0, 10)

it('an outside prescription is found, fetched, judged and delivered', async () => {
  const c = await open()
  await registered(c)
  const rx = await prescription(c)
  const sent = await c.call('erx.upload', { id: rx.id, version: rx.version })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: WANG.certno, certno: WANG.certno } as const
  const [offer] = await c.call('erx.find', { cert })
  expect(offer).toMatchObject({ diag_name: rx.diag_name })
  const { auth_rxno, insuplc_admdvs } = offer!
  const taken = await c.call('erx.fetch', { auth_rxno, insuplc_admdvs })
  expect(taken).toMatchObject({
    id: sent.hi_rxno,
    state: 'taken',
    drugs: rx.drugs,
  })
  const epc_qrcd = `EPC${sent.hi_rxno}`.padEnd(27, '0').slice(0, 27)
  expect(await c.call('erx.scan', { epc_qrcd })).toMatchObject({ id: sent.hi_rxno })
  const [row] = await c.call('erx.taken', {})
  const judged = await c.call('erx.review', {
    ...{ id: row!.id, version: row!.version, rx_chk_stas_codg: '1', rx_chk_opnn: '同意调配' },
    ...{ phar_name: '纪明月', phar_certno: '510104198001010011' },
    ...{ rchk_phar_name: '温如玉', rchk_phar_certno: '510104198001010022' },
  })
  expect(judged).toMatchObject({ state: 'approved', review: { passed: true, by: '纪明月' } })
  const delivery = { delv_stas_codg: '1', delv_entp_name: '示范配送' } as const
  const way = await c.call('erx.deliver', { id: row!.id, version: judged.version, ...delivery })
  expect(way.delivery).toMatchObject([{ label: '配送中', entp: '示范配送' }])
})

it('confirms an order whose bill is open and agrees, once and for all, and hears of its settlement', async () => {
  const c = await open()
  const [bill] = await c.app.his.addBills(WANG.certno, 1)
  const state = await c.app.his.bill(bill!.billId)
  const yuan = state!.totalFen / 100
  const order = {
    ...{ hi_ord_no: 'HI1', ord_no: bill!.billId, fixmedins_code: 'H51010400001', psn_no: WANG.psn_no },
    ...{ psn_name: WANG.psn_name, insutype: '310', med_type: '11', medfee_sumamt: yuan },
    ...{ fund_pay_sumamt: 0, acct_pay: 0, psn_cash_pay: yuan, ord_time: '2026-01-05 09:58:00' },
  }
  const tell = (infno: string, msgid: string, data: object) =>
    c.app.inbound.receive(infno, { infno, msgid, input: { data } } as never, 'test')
  const wrong = await tell('6201', 'A0', { ...order, medfee_sumamt: yuan + 1, psn_cash_pay: yuan + 1 })
  expect(wrong).toMatchObject({ infcode: 0, output: { data: { onln_pay_cnfm_flag: '0' } } })
  const yes = await tell('6201', 'A1', order)
  expect(yes).toMatchObject({ infcode: 0, output: { data: { onln_pay_cnfm_flag: '1' } } })
  expect(await tell('6201', 'A2', order)).toMatchObject({ output: yes.output! })
  const { psn_name: _, insutype: __, med_type: ___, ord_time: ____, ...rest } = order
  const end = {
    ...rest,
    mdtrt_id: 'M1',
    setl_id: 'S1',
    setl_time: '2026-01-05 10:00:00',
    refd_setl_flag: '0',
  }
  expect(await tell('6202', 'B1', end)).toMatchObject({ infcode: 0 })
  expect(await tell('6202', 'B2', end)).toMatchObject({ infcode: 0 })
  await c.app.engine.tick()
  expect(await c.app.his.bill(bill!.billId)).toMatchObject({ state: 'paid', setl_id: 'S1' })
  const [row] = await c.call('erx.orders', {})
  expect(row).toMatchObject({ state: 'settled', stateLabel: '已结算', setl_id: 'S1' })
  expect(await c.call('erx.inbox', {})).toHaveLength(5)
})

/** An open bill of 王芳 as the platform's order, and how the platform tells of it. */
async function ordered(c: Counter) {
  const [bill] = await c.app.his.addBills(WANG.certno, 1)
  const ord_no = bill!.billId
  const yuan = (await c.app.his.bill(ord_no))!.totalFen / 100
  const common = {
    ...{ hi_ord_no: 'HI7', ord_no, fixmedins_code: 'H51010400001', psn_no: WANG.psn_no },
    ...{ medfee_sumamt: yuan, fund_pay_sumamt: 0, acct_pay: 0, psn_cash_pay: yuan },
  }
  const asked = { psn_name: WANG.psn_name, insutype: '310', med_type: '11', ord_time: '2026-01-05 09:58:00' }
  const ended = { mdtrt_id: 'M1', setl_id: 'S1', setl_time: '2026-01-05 10:00:00', refd_setl_flag: '0' }
  const tell = (infno: string, msgid: string, data: object) =>
    c.app.inbound.receive(infno, { infno, msgid, input: { data } } as never, 'test')
  return {
    ord_no,
    confirm: (msgid: string, more = {}) => tell('6201', msgid, { ...common, ...asked, ...more }),
    end: (msgid: string, more = {}) => tell('6202', msgid, { ...common, ...ended, ...more }),
  }
}

it('a bill confirmed online is taken by no window until the platform has told its end or a person lets it go', async () => {
  const c = await open()
  const order = await ordered(c)
  expect(await order.confirm('A1')).toMatchObject({ output: { data: { onln_pay_cnfm_flag: '1' } } })
  const opened = await c.call('visit.open', {})
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: WANG.certno, certno: WANG.certno } as const
  const identified = await c.call('visit.identify', { ...at(opened), cert })
  expect(await fault(c.call('visit.loadCharges', at(identified)))).toMatchObject({
    kind: 'conflict',
    what: expect.stringContaining('已确认线上支付'),
    todo: expect.stringContaining('放行'),
  })
  const [row] = await c.call('erx.orders', {})
  const letGo = { ord_no: order.ord_no, version: row!.version, reason: '患者改在窗口缴费' }
  expect(await c.call('erx.release', letGo)).toMatchObject({ state: 'released' })
  expect(await fault(c.call('erx.release', letGo))).toMatchObject({ kind: 'conflict' })
  expect(await order.confirm('A2')).toMatchObject({ output: { data: { onln_pay_cnfm_flag: '0' } } })
  const charged = await c.call('visit.loadCharges', at(identified))
  expect(charged.visit.lines.length).toBeGreaterThan(0)
  expect(await order.confirm('A3', { hi_ord_no: 'HI8' })).toMatchObject({
    output: { data: { onln_pay_cnfm_flag: '0', memo: expect.stringContaining('正在窗口') } },
  })
  const [audit] = await c.call('auth.audit', { limit: 1 })
  expect(audit).toMatchObject({ action: 'erx.release', subject: order.ord_no })
})

it('a refund that overtakes its settlement waits; one order is settled once', async () => {
  const c = await open()
  const order = await ordered(c)
  await order.confirm('A1')
  expect(await order.end('B1', { refd_setl_flag: '1' })).toMatchObject({ infcode: -1 })
  expect(await order.end('B2')).toMatchObject({ infcode: 0 })
  expect(await order.end('B3', { setl_id: 'S2' })).toMatchObject({
    infcode: -1,
    err_msg: expect.stringContaining('S1'),
  })
  expect(await order.end('B1', { refd_setl_flag: '1' })).toMatchObject({ infcode: 0 })
  for (let i = 0; i < 20 && (await c.app.his.bill(order.ord_no))!.state !== 'refunded'; i++) {
    await c.app.engine.tick()
    await c.pause(100)
  }
  expect(await c.app.his.bill(order.ord_no)).toMatchObject({ state: 'refunded', setl_id: 'S1' })
})

it('what comes of a prescription meanwhile, or a lapsed sign-in, keeps no message from being booked', async () => {
  const c = await open()
  await registered(c)
  const rx = await prescription(c)
  const stale = { sign_no: 'f'.repeat(30), at: c.now() }
  await c.app.journal.commit([{ t: 'setting', key: 'machine.sign', value: stale }])
  const sent = await c.call('erx.upload', { id: rx.id, version: rx.version })
  expect(sent).toMatchObject({ state: 'uploaded', hi_rxno: expect.stringMatching(/^RX/) })
  expect(sent.version).toBe(rx.version + 2)

  c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['7104'], times: 1 }])
  const undoing = fault(c.call('erx.undo', { id: rx.id, version: sent.version, undo_rea: '开错' }))
  const row = (await c.app.journal.doc('rx', rx.id))!
  const { version, createdAt: _, ...doc } = row
  await c.app.journal.commit([{ t: 'doc', put: { ...doc, text: `${doc.text} 平台来电` }, expect: version }])
  await undoing
  for (let i = 0; i < 50 && (await c.app.journal.unfinished()).length > 0; i++) {
    await c.app.engine.tick()
    await c.pause(100)
  }
  expect(await c.app.journal.unfinished()).toEqual([])
  expect(await c.call('erx.one', { id: rx.id })).toMatchObject({ state: 'undone', doubtful: false })
})
