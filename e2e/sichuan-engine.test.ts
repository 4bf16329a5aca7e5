import { afterEach, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { fen, sum } from '../shared/money.ts'
import { clerk, who } from './support/clerk.ts'
import { at, type Counter, type CounterOptions, inCash, openCounter, presettled } from './support/counter.ts'

/** Sichuan's extension through every handler, against the centre's own book. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const one = (name: string) => people.find((p) => p.psn_name === name)!
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)

/** 陈刚, settled in cash. */
async function settled(c: Counter) {
  const view = await presettled(c, one('陈刚').certno, 2)
  const done = await c.call('visit.settle', { ...at(view), payments: inCash(view) })
  const { setl_id, amounts } = done.visit.settlement!
  return { visit: done, setl_id, cash: amounts.cash }
}

const row = async (c: Counter, setl_id: string) =>
  (await c.call('sichuan.settlements', {})).find((s) => s.setl_id === setl_id)!

it('a relative pays the cash share: booked once, the patient gets it back, the refund waits for its undoing', async () => {
  const c = await open()
  const { visit, setl_id, cash } = await settled(c)
  expect(cash).toBeGreaterThan(100)
  const [payer] = await c.call('sichuan.accounts', { setl_id })
  expect(payer).toMatchObject({ payer: 0, rlts: '配偶', valid: true })
  expect(JSON.stringify(payer)).not.toContain('王芳')
  const part = fen(Math.min(cash, 500))
  const paid = await c.call('sichuan.pay', { setl_id, parts: [{ payer: 0, amountFen: part }] })
  expect(paid.family).toMatchObject({
    state: 'paid',
    totalFen: part,
    mulaid_sn: expect.stringMatching(/^GJ/),
  })
  const again = await fault(c.call('sichuan.pay', { setl_id, parts: [{ payer: 0, amountFen: part }] }))
  expect(again).toMatchObject({ kind: 'conflict' })
  const payments = await c.app.journal.payments({ encounterId: visit.visit.encounterId })
  expect(sum(payments.map((p) => p.amountFen))).toBe(cash)
  expect(sum(payments.filter((p) => p.method === 'family').map((p) => p.amountFen))).toBe(part)
  const totals = await c.call('shift.totals', {})
  expect(totals.byPayment.find((p) => p.key === 'cash')!.netFen).toBe(cash - part)

  const refused = await fault(c.call('visit.refund', { ...at(visit), reason: '退费', after: 'keep' }))
  expect(refused).toMatchObject({ kind: 'conflict', todo: expect.stringContaining('撤销共济账户结算') })
  const { version } = paid.family!
  const undone = await c.call('sichuan.unpay', { setl_id, version, undo_rea: '付错' })
  expect(undone.family).toMatchObject({ state: 'undone' })
  const left = await c.app.journal.payments({ encounterId: visit.visit.encounterId })
  expect(sum(left.map((p) => p.amountFen))).toBe(cash)
  const [after] = await c.call('sichuan.accounts', { setl_id })
  expect(after!.balcFen).toBe(payer!.balcFen)
  const refund = await c.call('visit.refund', { ...at(visit), reason: '退费', after: 'keep' })
  expect(refund.visit.step).toBe('refunded')
})

it('a payment whose answer was lost is found by sending it again: one booking here, one at the centre', async () => {
  const c = await open()
  const { setl_id } = await settled(c)
  const [payer] = await c.call('sichuan.accounts', { setl_id })
  c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['SCX-0202'], times: 1 }])
  await fault(c.call('sichuan.pay', { setl_id, parts: [{ payer: 0, amountFen: 100 }] }))
  for (let i = 0; i < 50 && (await row(c, setl_id)).doubtful; i++) {
    await c.app.engine.tick()
    await c.pause(100)
  }
  const { family } = await row(c, setl_id)
  expect(family).toMatchObject({ state: 'paid', totalFen: 100, mulaid_sn: expect.stringMatching(/^GJ/) })
  const payments = (await c.app.journal.payments({})).filter((p) => p.method === 'family')
  expect(payments).toHaveLength(1)
  const [after] = await c.call('sichuan.accounts', { setl_id })
  expect(after!.balcFen).toBe(payer!.balcFen - 100)
})

it('a payment that the centre has by another way is not booked as ours', async () => {
  const c = await open()
  const { visit, setl_id } = await settled(c)
  await c.call('sichuan.accounts', { setl_id })
  const parts = [{ payer: 0, amountFen: 100 }]
  const { family } = await c.call('sichuan.pay', { setl_id, parts })
  await c.call('sichuan.unpay', { setl_id, version: family!.version, undo_rea: '付错' })
  const { rows } = await c.app.journal.searchTxns({ infno: 'SCX-0202', offset: 0, limit: 1 })
  const { input, psnNo, insuplc, encounterId } = (await c.app.journal.txn(rows[0]!.msgid))!
  const shift = (await c.app.journal.openShift('admin'))!
  const by = { opter: 'app', opterName: '医保APP', shiftId: null, sign_no: shift.signNo.nhsa }
  const elsewhere = { family: 'sichuan', infno: 'SCX-0202', by, input, psnNo, insuplc, encounterId }
  expect(await c.app.engine.transact(elsewhere as never)).toMatchObject({ is: 'settled' })
  await c.call('sichuan.accounts', { setl_id })
  expect(await fault(c.call('sichuan.pay', { setl_id, parts }))).toMatchObject({ kind: 'doubt' })
  const [open_] = (
    await c.app.journal.searchTxns({ infno: 'SCX-0202', states: ['MANUAL'], offset: 0, limit: 1 })
  ).rows
  await c.call('doubt.decide', { msgid: open_!.msgid, happened: false, reason: '患者在APP上已付' })
  expect(await row(c, setl_id)).toMatchObject({ family: { state: 'undone' }, doubtful: false })
  const payments = await c.app.journal.payments({ encounterId: visit.visit.encounterId })
  expect(sum(payments.filter((p) => p.method === 'family').map((p) => p.amountFen))).toBe(0)
})

it('more than the cash share, more than was taken that way, more than the account holds: nothing is sent', async () => {
  const c = await open()
  const { setl_id, cash } = await settled(c)
  const [payer] = await c.call('sichuan.accounts', { setl_id })
  const before = c.app.sandbox!.requests()
  const pay = (amountFen: number, back: 'cash' | 'card' = 'cash') =>
    fault(c.call('sichuan.pay', { setl_id, parts: [{ payer: 0, amountFen }], back }))
  expect(await pay(cash + 1)).toMatchObject({ kind: 'invalid' })
  expect(await pay(payer!.avlFen + 1)).toMatchObject({ what: expect.stringContaining('不够支付') })
  expect(await pay(100, 'card')).toMatchObject({ what: expect.stringContaining('这种方式只收过') })
  expect(c.app.sandbox!.requests()).toBe(before)
})

it('an e-bill: its sum the settlement’s, one at a time, turned red before the refund', async () => {
  const c = await open()
  const { visit, setl_id } = await settled(c)
  const { input } = await c.call('sichuan.draft', { kind: 'bill', about: { setl_id } })
  const data = { ...(input.data as object), elec_bill_code: '51060126', elec_billno: '0000012345' }
  const bill = { ...data, elec_bill_chkcode: 'a1b2c3' }
  const missing = await fault(c.call('sichuan.send', { kind: 'bill', about: { setl_id }, input: { data } }))
  expect(missing).toMatchObject({ kind: 'invalid', what: expect.stringContaining('电子票据校验码') })
  const sent = await c.call('sichuan.send', { kind: 'bill', about: { setl_id }, input: { data: bill } })
  expect(sent).toMatchObject({
    state: 'stands',
    number: expect.stringMatching(/^PJ/),
    title: '51060126 0000012345',
  })
  const twice = await fault(
    c.call('sichuan.send', { kind: 'bill', about: { setl_id }, input: { data: bill } }),
  )
  expect(twice).toMatchObject({ kind: 'rejected' })
  expect(await fault(c.call('visit.refund', { ...at(visit), reason: '退费', after: 'keep' }))).toMatchObject({
    todo: expect.stringContaining('冲红电子票据'),
  })
  const undo = { kind: 'bill', id: sent.id, version: sent.version, undo_rea: '退费' } as const
  const red = await c.call('sichuan.undo', { ...undo, red_bill_code: '51060126', red_billno: '0000012346' })
  expect(red).toMatchObject({ state: 'undone' })
  const asked = await c.call('sichuan.ask', {
    ...{ code: 'SCX-0402', about: {} },
    input: { data: { setl_id, page_num: 1, page_size: 10 } },
  })
  expect(asked.output).toMatchObject({ data: { bill: [{ bill_stas: '2' }] } })
  const states = (await c.call('sichuan.records', { kind: 'bill' })).map(({ state }) => state)
  expect(states.sort()).toEqual(['refused', 'undone'])
})

it('marks stand on a visit until it is settled; two diseases on a resident; both are withdrawn', async () => {
  const c = await open()
  const view = await presettled(c, one('王芳').certno)
  const about = { encounterId: view.visit.encounterId }
  const { input } = await c.call('sichuan.draft', { kind: 'mark', about })
  const data = { ...(input.data as object), ipt_psn_sp_flag_type: '01', ipt_psn_sp_flag: '1' }
  const mark = await c.call('sichuan.send', { kind: 'mark', about, input: { data } })
  expect(mark).toMatchObject({ title: '外伤 1', state: 'stands' })
  expect(JSON.stringify(mark)).not.toContain(one('王芳').certno)
  const { id, version } = mark
  expect(await c.call('sichuan.undo', { kind: 'mark', id, version, undo_rea: '标错' })).toMatchObject({
    state: 'undone',
  })

  const resident = people.find((p) => p.insu.some((i) => i.insutype === '390' && i.psn_insu_stas === '1'))!
  const { certno } = resident
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  const { personId } = await c.call('sichuan.person', { cert })
  const two = await c.call('sichuan.draft', { kind: 'two', about: { personId } })
  const disease = { opsp_dise_code: 'M03900', opsp_dise_name: '高血压病', two_dise_type: '1' }
  const rest = { hosp_opnn: '同意', diag_dr_code: 'D1', diag_dr_name: '龚正伦', appyer_tel: '13800001111' }
  const form = { data: { ...(two.input.data as object), insutype: '390', ...disease, ...rest } }
  const filed = await c.call('sichuan.send', { kind: 'two', about: { personId }, input: form })
  expect(filed.number).toMatch(/^LB/)
  const found = await c.call('sichuan.ask', { code: 'SCX-0703', about: { personId }, input: { data: {} } })
  expect(found.output).toMatchObject({ result: [{ opsp_dise_name: '高血压病', vali_flag: '1' }] })
  const gone = { kind: 'two', id: filed.id, version: filed.version, undo_rea: '不再需要' } as const
  expect(await c.call('sichuan.undo', gone)).toMatchObject({ state: 'undone' })
})

it('pictures go by reference and are deleted; papers want a reason from the second print on', async () => {
  const c = await open()
  const { setl_id } = await settled(c)
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(100, 7)]).toString('base64')
  expect(await fault(c.call('sichuan.keep', { name: 'a.exe', content: 'TVqQAAMAAAA=' }))).toMatchObject({
    kind: 'invalid',
  })
  const kept = await c.call('sichuan.keep', { name: '票据.png', content: png })
  expect(kept.file_size).toBe(104)
  const { input } = await c.call('sichuan.draft', { kind: 'picture', about: { setl_id } })
  const file = [{ file_seq: 1, file_name: '票据.png', file_ext: 'png', ...kept, file_data: kept.ref }]
  const { ref: _, ...page } = file[0]!
  const form = { data: { ...(input.data as object), file_type: '05', file: [page] } }
  const sent = await c.call('sichuan.send', { kind: 'picture', about: { setl_id }, input: form })
  expect(sent).toMatchObject({ number: expect.stringMatching(/^TP/), title: '票据 票据.png' })
  const undo = { kind: 'picture', id: sent.id, version: sent.version, undo_rea: '传错' } as const
  expect(await c.call('sichuan.undo', undo)).toMatchObject({ state: 'undone' })

  const { id, ...fresh } = await c.call('sichuan.paper', { setl_id, doc_type: '01' })
  expect(fresh).toEqual({ title: '门诊结算单', print_cnt: 0, file: null })
  const doc = { is: 'platform', id } as const
  const shown = await c.call('print.show', { doc })
  const words = JSON.stringify(shown.document)
  expect(words).toContain(setl_id)
  expect(words).toContain('陈*')
  expect(words).not.toContain(one('陈刚').certno)
  expect(shown.copies).toBe(0)
  expect(await c.call('sichuan.printed', { id })).toEqual({ print_cnt: 1 })
  await c.call('print.doc', { doc })
  expect(await fault(c.call('sichuan.printed', { id }))).toMatchObject({
    what: expect.stringContaining('补打原因'),
  })
  expect(await c.call('sichuan.paper', { setl_id, doc_type: '01' })).toMatchObject({ print_cnt: 1 })
  expect(await c.call('print.show', { doc })).toMatchObject({ copies: 1 })
  expect(await c.call('sichuan.printed', { id, undo_rea: '卡纸' })).toEqual({ print_cnt: 2 })
})

it('drafts carry no number and no whole name; what is sent has them', async () => {
  const c = await open()
  const { setl_id } = await settled(c)
  const { input } = await c.call('sichuan.draft', { kind: 'bill', about: { setl_id } })
  expect(input.data).toMatchObject({ bill_payer: '陈*', elec_bill_type: '1' })
  for (const name of ['psn_no', 'certno', 'psn_name', 'setl_id']) expect(input.data).not.toHaveProperty(name)
  const bill = { elec_bill_code: '51060126', elec_billno: '0000012345', elec_bill_chkcode: 'a1b2c3' }
  const form = { data: { ...(input.data as object), ...bill, psn_no: 'somebody else' } }
  await c.call('sichuan.send', { kind: 'bill', about: { setl_id }, input: form })
  const { rows } = await c.app.journal.searchTxns({ infno: 'SCX-0401', offset: 0, limit: 1 })
  const sent = await c.app.journal.txn(rows[0]!.msgid)
  expect(sent!.input.data).toMatchObject({ bill_payer: '陈刚', psn_no: sent!.psnNo, opter: 'admin' })
})

it('a record whose answer was lost stands in the list as being looked after, once', async () => {
  const c = await open()
  const { setl_id } = await settled(c)
  const about = { setl_id }
  const { input } = await c.call('sichuan.draft', { kind: 'bill', about })
  const bill = { elec_bill_code: '51060126', elec_billno: '0000012345', elec_bill_chkcode: 'a1b2c3' }
  const form = { data: { ...(input.data as object), ...bill } }
  c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['SCX-0401'], times: 2 }])
  expect(await fault(c.call('sichuan.send', { kind: 'bill', about, input: form }))).toMatchObject({
    kind: 'doubt',
  })
  const list = () => c.call('sichuan.records', { kind: 'bill' })
  expect(await list()).toMatchObject([{ doubtful: true, stateLabel: '查证中' }])
  for (let i = 0; i < 50 && (await list())[0]?.doubtful; i++) {
    await c.app.engine.tick()
    await c.pause(100)
  }
  const [row] = await list()
  expect(row).toMatchObject({ doubtful: false, state: 'stands' })
  const { id, version } = row!
  const red = { red_bill_code: '51060126', red_billno: '0000012346', undo_rea: '开错' }
  expect(await c.call('sichuan.undo', { kind: 'bill', id, version, ...red })).toMatchObject({
    state: 'undone',
  })
})

it('a settlement list goes with what the province adds, is sent again, submitted and taken back', async () => {
  const c = await open()
  const by = clerk(c)
  const view = await by.deposit(await by.admitted(who(1)), 100_000)
  const stay = await by.settled(await by.discharged((await by.charged(view, 3)).view))
  const { setl_id } = stay.stay.settlements.at(-1)!
  const about = { setl_id }
  expect(await fault(c.call('sichuan.draft', { kind: 'list', about }))).toMatchObject({
    todo: expect.stringContaining('结算清单'),
  })
  await c.app.his.wardDischarge(stay.stay.ipt_no)
  const made = await c.call('setllist.open', { setl_id })
  const nurse = (value: string) => [{ op: 'set', node: 'setlinfo', field: 'resp_nurs_code', value }] as const
  const without = await c.call('setllist.edit', { setl_id, version: made.version, changes: [...nurse('')] })
  expect(await fault(c.call('sichuan.draft', { kind: 'list', about }))).toMatchObject({
    what: expect.stringContaining('处要改'),
  })
  const changes = [...nurse('N510104000001'), { op: 'rows' as const, node: 'oprninfo', rows: [] }]
  await c.call('setllist.edit', { setl_id, version: without.version, changes })
  const { input } = await c.call('sichuan.draft', { kind: 'list', about })
  expect(Object.keys(input)).toEqual(['extinfo'])
  const first = await c.call('sichuan.send', { kind: 'list', about, input })
  expect(first.number).toMatch(/^QD/)
  const again = await c.call('sichuan.draft', { kind: 'list', about })
  expect(again.input.extinfo).toMatchObject({ setl_list_id: first.number })
  const extinfo = { ...(again.input.extinfo as object), drg_code: 'FM19' }
  const second = await c.call('sichuan.send', { kind: 'list', about, input: { extinfo } })
  const list = () => c.call('sichuan.records', { kind: 'list' })
  expect((await list()).map(({ state }) => state).sort()).toEqual(['replaced', 'stands'])
  const { id, version } = second
  const submitted = await c.call('sichuan.submit', { id, version })
  expect(submitted.state).toBe('submitted')
  const back = { kind: 'list', id, version: submitted.version, undo_rea: '主诊断要改' } as const
  expect(await c.call('sichuan.undo', back)).toMatchObject({ state: 'stands' })
})

it('without a shift records leave as the system operator, in the name of the person', async () => {
  const c = await open()
  const { setl_id } = await settled(c)
  await c.call('shift.signOut', { countedCash: 0, note: '第二天再点' })
  const { id } = await c.call('sichuan.paper', { setl_id, doc_type: '01' })
  await c.call('sichuan.printed', { id })
  const { rows } = await c.app.journal.searchTxns({ infno: 'SCX-0602', offset: 0, limit: 1 })
  const sent = await c.app.journal.txn(rows[0]!.msgid)
  expect([sent!.opter, sent!.input.data]).toMatchObject(['SYS', { opter: 'admin' }])
  expect(await fault(c.call('sichuan.accounts', { setl_id }))).toMatchObject({ kind: 'conflict' })
})

it('where the family is not open it says how to open it, and sends nothing', async () => {
  const c = await open({ nhsa: { overlays: [] } })
  expect(await c.call('sichuan.state', {})).toEqual({ open: false })
  const { setl_id } = await settled(c)
  expect(await fault(c.call('sichuan.accounts', { setl_id }))).toMatchObject({
    todo: expect.stringContaining('nhsa.overlays'),
  })
})

it('a payment that a line delivers twice is not taken for refused: a person decides, and it stands once', async () => {
  const c = await open({ sandbox: { repeatMsgid: 'refuse' } })
  const { setl_id } = await settled(c)
  const [payer] = await c.call('sichuan.accounts', { setl_id })
  c.app.sandbox!.setFaults([{ kind: 'repeat', codes: ['SCX-0202'], times: 1 }])
  const parts = [{ payer: 0, amountFen: 100 }]
  const twice = await fault(c.call('sichuan.pay', { setl_id, parts }))
  expect(twice).toMatchObject({ kind: 'doubt' })
  const [txn] = (await c.app.journal.searchTxns({ infno: 'SCX-0202', offset: 0, limit: 1 })).rows
  expect(txn).toMatchObject({ state: 'MANUAL' })
  await c.call('doubt.decide', { msgid: txn!.msgid, happened: true, reason: '经办机构核实' })
  expect((await row(c, setl_id)).family).toMatchObject({ state: 'paid', totalFen: 100, mulaid_sn: null })

  const { version } = (await row(c, setl_id)).family!
  const unpay = { setl_id, version, undo_rea: '付错' }
  const mistyped = await fault(c.call('sichuan.unpay', { ...unpay, mulaid_sn: 'GJ999999999999' }))
  expect(mistyped).toMatchObject({ what: expect.stringContaining('仍由共济账户支付') })
  expect((await row(c, setl_id)).family).toMatchObject({ state: 'paid' })
  const again = await c.call('sichuan.unpay', { ...unpay, mulaid_sn: 'GJ000000000001' })
  expect(again.family).toMatchObject({ state: 'undone' })
  const [after] = await c.call('sichuan.accounts', { setl_id })
  expect(after!.balcFen).toBe(payer!.balcFen)
})
