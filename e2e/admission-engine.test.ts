import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadStay, saveStay } from '../electron/app/admission/store.ts'
import type { FaultKind } from '../electron/sandbox/nhsa/index.ts'
import { undone } from '../renderer/screens/admission/undo.ts'
import type { StayView } from '../shared/api/admission.ts'
import { fen, sum } from '../shared/money.ts'
import type { Stay } from '../shared/stay.ts'
import type { Payment } from '../shared/visit.ts'
import {
  addsUp,
  seen as at,
  byId,
  clerk,
  fault,
  inCash,
  main,
  outOfArea,
  twoInsurances,
  who,
} from './support/clerk.ts'
import { type Counter, openCounter } from './support/counter.ts'

describe('a stay through every handler', () => {
  let c: Counter
  let do_: ReturnType<typeof clerk>
  beforeAll(async () => {
    c = await openCounter()
    do_ = clerk(c)
  })
  afterAll(() => c.close())
  /** the HIS has heard of everything so far */
  const told = async () => {
    while ((await c.app.journal.outboxCounts()).waiting > 0) await c.app.engine.tick()
  }

  it('from the pre-admission to the final settlement, with an interim one in between', async () => {
    const before = (await c.call('shift.totals', {})).deposits.find((d) => d.key === 'cash')!
    let view = await do_.identified(who(0))
    const { ipt_no } = view.stay
    expect(view).toMatchObject({ missing: [], remote: false, can: { admit: true, discharge: false } })
    expect(JSON.stringify(view)).not.toContain(who(0))
    view = await c.call('admission.admit', at(view))
    expect(view.stay).toMatchObject({ step: 'admitted', mdtrt_id: expect.any(String) })
    view = await do_.deposit(view, 50_000)
    view = await do_.deposit(view, 30_000, 'wechat')
    const receipts = view.deposit.rows.map((r) => r.receiptNo!)
    expect(receipts[0]).toMatch(/^YJ\d{14}$/)
    expect(Number(receipts[1]!.slice(2)) - Number(receipts[0]!.slice(2))).toBe(1)

    const first = await do_.charged(view, 130, { refunds: 2 })
    expect(first).toMatchObject({ sent: 130, failed: [] })
    view = await do_.settled(first.view, true)
    expect(view.stay).toMatchObject({ step: 'admitted', settlements: [{ mid: true }] })
    expect(view.sums.settledFen).toBe(view.sums.totalFen)

    view = (await do_.charged(view, 12)).view
    view = await do_.discharged(view)
    expect(await fault(c.call('admission.presettle', { ...at(view), mid: true }))).toMatchObject({
      kind: 'conflict',
    })
    view = await do_.settled(view)
    expect(view).toMatchObject({ stay: { step: 'settled' }, deposit: { balanceFen: 0 } })
    await addsUp(c, view)
    expect(c.app.sandbox!.effective().filter((r) => r.mdtrt_id === view.stay.mdtrt_id)).toHaveLength(2)
    const [hit] = await c.call('admission.search', { text: ipt_no })
    expect(hit).toMatchObject({ step: 'settled', totalFen: view.sums.totalFen })
    expect(hit!.setl_ids).toHaveLength(2)

    const totals = await c.call('shift.totals', {})
    expect(totals.deposits.find((d) => d.key === 'wechat')).toMatchObject({ inFen: 30_000, outFen: 0 })
    const cash = totals.deposits.find((d) => d.key === 'cash')!
    expect(cash.inFen - before.inFen).toBe(50_000)
    await told()
    const closed = await c.call('admission.close', at(view))
    expect(closed).toEqual({ closed: true })
    expect((await c.call('admission.ward', {})).map((r) => r.ipt_no)).not.toContain(ipt_no)
  })

  it('takes back both settlements, newest first, and settles all of it anew', async () => {
    let view = await do_.deposit(await do_.admitted(who(1)), 20_000)
    view = await do_.settled((await do_.charged(view, 8)).view, true)
    view = await do_.settled(await do_.discharged((await do_.charged(view, 4)).view))
    const [interim, final] = view.stay.settlements
    const tooEarly = c.call('admission.cancelSettlement', {
      ...at(view),
      ...{ setl_id: interim!.setl_id, reason: '撤销', to: 'return' },
    })
    expect(await fault(tooEarly)).toMatchObject({
      kind: 'conflict',
      todo: expect.stringContaining(final!.setl_id),
    })
    const paid = sum(final!.payments.map((p) => p.amountFen))
    // what the box says beforehand is what is booked then
    const first = undone(view)!
    view = await do_.takenBack(view)
    expect(view.deposit.balanceFen).toBe(first.balanceFen.deposit)
    expect(view.stay.step).toBe('discharged')
    expect(view.deposit.balanceFen).toBe(final!.depositFen + paid)
    const second = undone(view)!
    view = await do_.takenBack(view, 'return')
    expect(view.deposit.balanceFen).toBe(second.balanceFen.return)
    expect(view.sums.settledFen).toBe(0)
    expect(view.deposit.balanceFen).toBe(final!.depositFen + paid + interim!.depositFen)
    await addsUp(c, view)
    view = await do_.settled(view)
    expect(view.stay.settlements.filter((s) => s.cancelled === null)).toHaveLength(1)
    expect(view.sums.settledFen).toBe(view.sums.totalFen)
    expect(view.deposit.balanceFen).toBe(0)
    await addsUp(c, view)
  })

  it('what a settlement gave back of the deposits stays given when it is taken back', async () => {
    let view = await do_.deposit(await do_.admitted(who(11)), 900_000)
    view = await do_.settled(await do_.discharged((await do_.charged(view, 3)).view))
    const money = undone(view)!
    const [last] = view.stay.settlements
    expect(money).toMatchObject({ releasedFen: last!.depositFen, taken: [], takenFen: 0 })
    expect(money.givenFen).toBe(900_000 - last!.depositFen)
    view = await do_.takenBack(view)
    expect(view.deposit.balanceFen).toBe(money.balanceFen.deposit)
    expect(view.deposit.balanceFen).toBe(last!.depositFen)
    await addsUp(c, view)
  })

  it('a bad line ends with the centre’s words, all others go up; taken back by the ward it is gone', async () => {
    let view = await do_.admitted(who(2))
    const { ipt_no } = view.stay
    const [bad] = await c.app.his.addCharges(ipt_no, 120, { bad: true })
    view = await do_.loaded(view)
    const answer = await c.call('admission.upload', at(view))
    expect(answer.sent).toBe(119)
    expect(answer.failed).toMatchObject([
      { lineNo: 1, name: bad!.name, why: expect.stringMatching(/^医疗目录编码/) },
    ])
    view = answer.view
    expect(view.sums).toMatchObject({ failedLines: 1, uploadedLines: 119, newLines: 0 })
    const { rows } = await c.call('admission.fees', { encounterId: view.stay.encounterId, state: 'failed' })
    expect(rows).toMatchObject([{ lineNo: 1, state: 'failed' }])
    expect(await fault(c.call('admission.upload', at(view)))).toMatchObject({ kind: 'not_found' })
    expect((await c.call('admission.upload', { ...at(view), again: true })).failed).toHaveLength(1)
    view = await do_.discharged(view)
    const refused = await fault(c.call('admission.presettle', { ...at(view), mid: false }))
    expect(refused!.what).toContain('1 条')
    view = await c.call('admission.refundFee', { ...at(view), lineNo: 1, cnt: bad!.cnt })
    await fault(c.call('admission.upload', { ...at(view), again: true }))
    view = await c.call('admission.get', { encounterId: view.stay.encounterId })
    expect(view.sums).toMatchObject({ lines: 119, failedLines: 0 })
    view = await do_.settled(view)
    expect(view.stay.step).toBe('settled')
  })

  it('books by hand, refunds in parts, removes, and withdraws a line with what takes it back', async () => {
    let view = await do_.admitted(who(3))
    const [unlisted] = (await c.app.his.items('', 200)).filter((i) => i.med_list_codg === '')
    const hand = (code: string) =>
      c.call('admission.addFee', { ...at(view), medins_list_codg: code, cnt: '1' })
    expect((await fault(hand(unlisted!.medins_list_codg)))!.what).toContain(unlisted!.name)
    const [item] = await c.call('catalogue.items', { text: '阿莫西林' })
    const { medins_list_codg } = item!
    view = await c.call('admission.addFee', { ...at(view), medins_list_codg, cnt: '3' })
    view = await c.call('admission.addFee', { ...at(view), medins_list_codg, cnt: '1' })
    expect(view.sums.totalFen).toBe(item!.pricFen * 4)
    view = await c.call('admission.refundFee', { ...at(view), lineNo: 1, cnt: '2' })
    const tooMuch = c.call('admission.refundFee', { ...at(view), lineNo: 1, cnt: '1.5' })
    expect(await fault(tooMuch)).toMatchObject({ kind: 'invalid', what: expect.stringContaining('最多 1') })
    expect(await fault(c.call('admission.removeFee', { ...at(view), lineNo: 1 }))).toMatchObject({
      kind: 'conflict',
    })
    view = await c.call('admission.removeFee', { ...at(view), lineNo: 2 })
    const sent = await c.call('admission.upload', at(view))
    expect(sent.failed).toEqual([])
    view = sent.view
    expect(view.sums).toMatchObject({ uploadedLines: 2, uploadedFen: item!.pricFen })
    view = await c.call('admission.withdraw', { ...at(view), lineNos: [1], reason: '录错' })
    expect(view.sums).toMatchObject({ uploadedLines: 0, newLines: 2 })
    expect(c.app.sandbox!.leftovers().details.filter((d) => d.mdtrt_id === view.stay.mdtrt_id)).toEqual([])
    const { rows } = await c.call('admission.fees', { encounterId: view.stay.encounterId })
    expect(rows.map((r) => [r.feedetl_sn, r.byHand])).toEqual([
      ['2000001', true],
      ['2000003', true],
    ])
    view = (await c.call('admission.upload', at(view))).view
    const table = await c.call('admission.feeTable', { encounterId: view.stay.encounterId })
    expect(table.totalFen).toBe(item!.pricFen)
    expect(sum(table.classes.map((l) => l.amountFen))).toBe(table.totalFen)
    expect(sum(table.days.map((l) => l.amountFen))).toBe(table.totalFen)
  })

  it('takes charges once, however often and in however many pages', async () => {
    let view = await do_.admitted(who(4))
    await c.app.his.addCharges(view.stay.ipt_no, 620)
    view = await c.call('admission.get', { encounterId: view.stay.encounterId })
    expect(view.sums.hisNewLines).toBe(620)
    const first = await c.call('admission.loadFees', at(view))
    expect(first).toMatchObject({ taken: 620, view: { sums: { lines: 620, hisNewLines: 0 } } })
    const again = await c.call('admission.loadFees', at(first.view))
    expect(again.taken).toBe(0)
    const page = await c.call('admission.fees', { encounterId: view.stay.encounterId, offset: 600 })
    expect(page.total).toBe(620)
    expect(page.rows[0]!.lineNo).toBe(601)
  })

  it('is cancelled with nothing left at the centre and nothing in the till', async () => {
    const mine = async () => (await c.call('shift.totals', {})).deposits.find((d) => d.key === 'cash')!.netFen
    const before = await mine()
    let view = await do_.deposit(await do_.admitted(who(5)), 10_000)
    view = (await do_.charged(view, 5)).view
    const { mdtrt_id, ipt_no } = view.stay
    const cancel = (withdrawFees: boolean) =>
      c.call('admission.cancel', { ...at(view), reason: '不住了', withdrawFees })
    expect((await fault(cancel(true)))!.todo).toContain('押金')
    const tooMuch = { amountFen: 10_001, method: 'cash', reason: '退' } as const
    expect(await fault(c.call('admission.giveBackDeposit', { ...at(view), ...tooMuch }))).toMatchObject({
      kind: 'invalid',
    })
    view = await do_.givenBack(view)
    expect((await fault(cancel(false)))!.what).toContain('5 条')
    view = await cancel(true)
    expect(view.stay).toMatchObject({ step: 'cancelled', mdtrt_id: null })
    const { visits, details } = c.app.sandbox!.leftovers()
    expect([...visits, ...details].filter((l) => l.mdtrt_id === mdtrt_id)).toEqual([])
    expect(await mine()).toBe(before)
    await told()
    expect((await c.call('admission.waiting', {})).map((w) => w.ipt_no)).toContain(ipt_no)
    // the number may be used again
    view = await c.call('admission.open', { ipt_no })
    view = await c.call('admission.identify', { ...at(view), cert: byId(who(5)) })
    view = await c.call('admission.admit', at(view))
    expect(view.stay.step).toBe('admitted')
    expect((await fault(c.call('admission.open', { ipt_no })))!.what).toContain(ipt_no)
  })

  it('asks again what somebody is insured with: the list alone, of the same person alone', async () => {
    const { journal } = c.app
    const view = await do_.admitted(twoInsurances.certno)
    const { encounterId, insurances } = view.stay
    const altered = async (patch: Partial<Stay>) =>
      at({ stay: await saveStay(journal, { ...(await loadStay(journal, encounterId)), ...patch }, c.now()) })
    const look = async () => (await c.call('admission.get', { encounterId })).stay
    // as if one insurance had come up since, and the token of the e-voucher had lapsed
    const cert = { mdtrt_cert_type: '01', mdtrt_cert_no: 'f'.repeat(40) } as const
    const seen = await altered({ cert, insurances: insurances.slice(0, 1) })
    const before = await look()
    const after = (await c.call('admission.renew', seen)).stay
    expect(after).toEqual({ ...before, version: before.version + 1, insurances })
    const other = c.call('admission.renew', await altered({ cert: byId(who(9)) }))
    expect(await fault(other)).toMatchObject({ kind: 'conflict', what: expect.stringContaining('不是') })
    await c.call('admission.cancel', { ...at({ stay: await look() }), reason: '退', withdrawFees: false })
  })

  it('changes the insurance in mid-stay: withdrawn, admitted anew, the details go up again', async () => {
    let view = await do_.identified(twoInsurances.certno)
    view = await c.call('admission.admit', at(view))
    view = await do_.deposit(view, 5_000)
    view = (await do_.charged(view, 6, { refunds: 1 })).view
    const { insu, insurances, mdtrt_id } = view.stay
    const other = insurances.findIndex((i) => i.insutype !== insu!.insutype && i.psn_insu_stas === '1')
    const changed = await c.call('admission.changeInsurance', {
      ...at(view),
      index: other,
      reason: '险种选错',
    })
    expect(changed.stay).toMatchObject({ step: 'admitted', warnings: [] })
    expect(changed.stay.insu!.insutype).toBe(insurances[other]!.insutype)
    expect(changed.stay.mdtrt_id).not.toBe(mdtrt_id)
    expect(changed).toMatchObject({ sums: { newLines: 6, uploadedLines: 0 }, deposit: { balanceFen: 5_000 } })
    view = await do_.settled(await do_.discharged((await c.call('admission.upload', at(changed))).view))
    const [row] = await c.app.journal.settlements({ encounterId: view.stay.encounterId })
    expect(row!.insutype).toBe(insurances[other]!.insutype)
    await addsUp(c, view)
    const refused = c.call('admission.changeInsurance', { ...at(view), index: 0, reason: '再换' })
    expect(await fault(refused)).toMatchObject({ kind: 'conflict' })
  })

  it('a newborn joins: its charges are the mother’s, 2403 tells its birth', async () => {
    const [child] = (await c.app.his.inpatients('', null, 500)).filter((p) => p.motherIptNo !== null)
    const mother = (await c.app.his.inpatient(child!.motherIptNo!))!
    expect((await fault(c.call('admission.open', { ipt_no: child!.ipt_no })))!.todo).toContain(mother.ipt_no)
    let view = await c.call('admission.open', { ipt_no: mother.ipt_no })
    view = await c.call('admission.identify', { ...at(view), cert: byId(mother.certno) })
    if (view.missing.length > 0) {
      expect(view.missing.map((f) => f.path)).toEqual(['matn_type'])
      view = await c.call('admission.setAdmission', { ...at(view), matn_type: '1' })
    }
    view = await c.call('admission.admit', at(view))
    const { encounterId } = view.stay
    const { psn_name: name, gend, brdy } = child!
    expect(await c.call('admission.newborns', { encounterId })).toEqual([
      { ipt_no: child!.ipt_no, name, gend, brdy },
    ])
    const newborn = { ipt_no: child!.ipt_no, name: child!.psn_name, gend: '1', brdy: '2026-01-05' } as const
    view = await c.call('admission.addNewborn', { ...at(view), ...newborn })
    expect(view.stay.admission).toMatchObject({ birctrl_matn_date: '2026-01-05', fetus_cnt: '1' })
    expect(await c.call('admission.newborns', { encounterId })).toEqual([])
    const { rows: sent } = await c.call('txn.search', { infno: '2403' })
    const detail = await c.call('txn.get', { msgid: sent[0]!.msgid })
    expect(detail.request.find((f) => f.path === 'adminfo.birctrl_matn_date')?.value).toBe('2026-01-05')
    await c.app.his.addCharges(child!.ipt_no, 3)
    view = (await do_.charged(view, 4)).view
    const { rows } = await c.call('admission.fees', { encounterId: view.stay.encounterId })
    expect(rows.filter((r) => r.whose === '婴').length).toBeGreaterThanOrEqual(3)
    const leave = () => c.call('admission.removeNewborn', { ...at(view), ipt_no: child!.ipt_no })
    expect(await fault(leave())).toMatchObject({ kind: 'conflict' })
    view = await c.call('admission.withdraw', { ...at(view), reason: '移出新生儿' })
    view = await leave()
    expect(view.stay).toMatchObject({ newborns: [], admission: { birctrl_matn_date: '', fetus_cnt: '' } })
    const left = await c.call('admission.fees', { encounterId: view.stay.encounterId })
    expect(left.rows.some((r) => r.whose === '婴')).toBe(false)
    expect(view.sums.totalFen).toBe(sum(left.rows.map((r) => r.amountFen)))
  })

  it('a self-pay stay takes the same steps and calls nobody', async () => {
    const { ipt_no } = await c.app.his.addInpatient(who(6))
    const before = c.app.sandbox!.requests()
    let view = await c.call('admission.open', { ipt_no, selfPay: true })
    expect(view.stay.step).toBe('identified')
    view = await c.call('admission.admit', at(view))
    view = await do_.deposit(view, 1_000_000)
    await c.app.his.addCharges(ipt_no, 9)
    view = await do_.loaded(view)
    expect(await fault(c.call('admission.upload', at(view)))).toMatchObject({ kind: 'conflict' })
    view = await do_.settled(view, true)
    await c.app.his.addCharges(ipt_no, 3)
    view = await do_.settled(await do_.discharged(await do_.loaded(view)))
    expect(view).toMatchObject({ stay: { step: 'settled' }, deposit: { balanceFen: 0 } })
    expect(view.sums.settledFen).toBe(view.sums.totalFen)
    await addsUp(c, view)
    view = await do_.takenBack(view)
    await addsUp(c, view)
    view = await do_.settled(view)
    await addsUp(c, view)
    expect(c.app.sandbox!.requests()).toBe(before)
  })

  it('turns to self-pay with nothing left at the centre', async () => {
    let view = (await do_.charged(await do_.admitted(who(7)), 4)).view
    const { mdtrt_id } = view.stay
    view = await c.call('admission.toSelfPay', at(view))
    expect(view.stay).toMatchObject({ step: 'admitted', selfPay: true, mdtrt_id: null })
    const { visits, details } = c.app.sandbox!.leftovers()
    expect([...visits, ...details].filter((l) => l.mdtrt_id === mdtrt_id)).toEqual([])
    view = await do_.settled(await do_.discharged(view))
    expect(view.stay.settlements[0]!.setl_id).toMatch(/^ZF/)
    await addsUp(c, view)
  })

  it('an out-of-area patient sends what only they need', async () => {
    let view = await do_.admitted(outOfArea.certno)
    expect(view.remote).toBe(true)
    view = await do_.settled(await do_.discharged((await do_.charged(view, 3)).view))
    for (const [infno, path] of [
      ['2401', 'mdtrtinfo.psn_name'],
      ['2304', 'data.psn_name'],
    ] as const) {
      const { rows } = await c.call('txn.search', { infno, text: outOfArea.certno })
      const { request } = await c.call('txn.get', { msgid: rows[0]!.msgid, reveal: true })
      expect(request.find((f) => f.path === path)?.value, infno).toBe(outOfArea.psn_name)
    }
  })

  it('names what is missing, changes what was admitted, and refuses what it saw too late', async () => {
    let view = await c.call('admission.open', {})
    const before = c.app.sandbox!.requests()
    const refused = await fault(c.call('admission.admit', at(view)))
    expect(refused!.fields!.map((f) => f.path)).toEqual([
      'person',
      'dept_code',
      'atddr_no',
      'bed',
      'diagnoses',
    ])
    expect(c.app.sandbox!.requests()).toBe(before)
    view = await c.call('admission.identify', { ...at(view), cert: byId(who(8)) })
    const dept = (await c.app.his.departments())[0]!
    const doctor = (await c.app.his.doctors(dept.dept_code))[0]!
    const filled = {
      ...{ dept_code: dept.dept_code, atddr_no: doctor.atddr_no, bed: '01' },
      diagnoses: [main as never],
    }
    const stale = at(view)
    view = await c.call('admission.setAdmission', { ...at(view), ...filled })
    expect(await fault(c.call('admission.admit', stale))).toMatchObject({ kind: 'conflict' })
    view = await c.call('admission.admit', at(view))
    view = await c.call('admission.change', { ...at(view), bed: '02', main_cond_dscr: '发热' })
    expect(view.stay.admission).toMatchObject({ bed: '02', main_cond_dscr: '发热', diagnoses: [main] })
    expect(await fault(c.call('admission.change', { ...at(view), diagnoses: [] }))).toMatchObject({
      kind: 'invalid',
    })
    view = await do_.discharged(view)
    view = await c.call('admission.cancelDischarge', { ...at(view), reason: '早了' })
    expect(view.stay).toMatchObject({ step: 'admitted', discharge: null })
    await c.call('admission.cancel', { ...at(view), reason: '不住了' })
  })

  it('money that does not fit is refused, and nothing is sent', async () => {
    let view = await do_.deposit(await do_.admitted(who(9)), 500_000)
    view = await do_.discharged((await do_.charged(view, 6)).view)
    view = await c.call('admission.presettle', { ...at(view), mid: false })
    const { giveBackFen } = view.due!
    expect(giveBackFen).toBeGreaterThan(0)
    const before = c.app.sandbox!.requests()
    const settle = (payments: Payment[], giveBack: Payment[]) =>
      fault(c.call('admission.settle', { ...at(view), payments, giveBack }))
    expect(await settle([], [])).toMatchObject({ kind: 'invalid' })
    expect(await settle([], inCash(fen(giveBackFen + 1)))).toMatchObject({ kind: 'invalid' })
    expect(await settle(inCash(fen(1)), inCash(giveBackFen))).toMatchObject({ kind: 'invalid' })
    expect(c.app.sandbox!.requests()).toBe(before)
    // other deposits, other sums
    view = await do_.deposit(view, 100)
    expect(view.due!.giveBackFen).toBe(giveBackFen + 100)
    view = await c.call('admission.settle', {
      ...at(view),
      payments: [],
      giveBack: inCash(view.due!.giveBackFen),
    })
    expect(view.deposit.balanceFen).toBe(0)
  })

  it('the ward shows how far deposits reach, and goes on when the HIS does not answer', async () => {
    let view = await do_.deposit(await do_.admitted(who(10)), 100)
    const id = view.stay.encounterId
    const row = async () => (await c.call('admission.ward', {})).find((r) => r.encounterId === id)!
    expect(await row()).toMatchObject({ depositFen: 100, depositDays: null, marks: [] })
    await c.app.his.addCharges(view.stay.ipt_no, 10)
    await told()
    expect(await row()).toMatchObject({ unsentLines: 10, marks: expect.arrayContaining(['未上传']) })
    view = await do_.loaded(view)
    expect(await row()).toMatchObject({
      ...{ totalFen: view.sums.totalFen, unsentLines: 10, depositDays: 0 },
      marks: ['欠费', '未上传'],
    })
    const { inpatients } = c.app.his
    c.app.his.inpatients = () => Promise.reject(new Error('away'))
    expect(await row()).toMatchObject({ unsentLines: 10 })
    c.app.his.inpatients = inpatients
    const masked = await c.call('admission.ward', { text: view.stay.ipt_no })
    expect(masked).toHaveLength(1)
    expect(JSON.stringify(masked)).not.toContain(who(10))
    const clear = await c.call('admission.reveal', { encounterId: id })
    expect(clear.certno).toBe(who(10))
    const [entry] = await c.call('auth.audit', { limit: 1 })
    expect(entry).toMatchObject({ action: 'admission.reveal', subject: id })
  })
})

describe('a change of insurance that stops in the middle', () => {
  it.each(['2302', '2404', '2401'])('at %s goes on by being asked again', async (infno) => {
    const timing = { look_first_ms: 20, look_longest_ms: 100, tick_ms: 20 }
    const c = await openCounter({ timing, nhsa: { answer_ms: 2_000, centre_ms: 1_000 } })
    const do_ = clerk(c)
    let view = (await do_.charged(await do_.admitted(twoInsurances.certno), 3)).view
    const { encounterId, insu, insurances } = view.stay
    const index = insurances.findIndex((i) => i.insutype !== insu!.insutype && i.psn_insu_stas === '1')
    const change = () => c.call('admission.changeInsurance', { ...at(view), index, reason: '险种选错' })
    // a withdrawal is sent again at once: its repetition is lost too
    c.app.sandbox!.setFaults([{ kind: 'drop_before', codes: [infno], times: 2 }])
    expect(await fault(change())).toMatchObject({ kind: 'doubt' })
    c.app.sandbox!.setFaults([])
    const look = () => c.call('admission.get', { encounterId })
    await expect.poll(async () => (await look()).doubt, { timeout: 60_000, interval: 50 }).toBeNull()
    view = await look()
    if (infno === '2401') {
      expect(view.stay).toMatchObject({ step: 'identified', mdtrt_id: null })
      expect(view.stay.warnings[0]).toContain('险种变更')
    }
    view = await change()
    expect(view.stay).toMatchObject({ step: 'admitted', insu: { insutype: insurances[index]!.insutype } })
    expect(view.stay.warnings).toEqual([])
    view = (await c.call('admission.upload', at(view))).view
    expect(view.sums).toMatchObject({ uploadedLines: 3, newLines: 0 })
    await c.close()
  })
})

describe.each<[string, FaultKind]>(
  ['2401', '2301', '2402', '2304', '2305', '2302', '2404'].flatMap((infno) => [
    [infno, 'drop_after'] as [string, FaultKind],
    [infno, 'drop_before'] as [string, FaultKind],
  ]),
)('%s struck by %s', (infno, kind) => {
  it('comes to an end without the clerk doing anything, and the stay goes on', async () => {
    const timing = { look_first_ms: 20, look_longest_ms: 100, tick_ms: 20 }
    const c = await openCounter({ timing, nhsa: { answer_ms: 2_000, centre_ms: 1_500 } })
    const do_ = clerk(c)
    const struck = async (work: () => Promise<unknown>) => {
      c.app.sandbox!.setFaults([{ kind, codes: [infno], times: 1 }])
      await fault(work())
      c.app.sandbox!.setFaults([])
    }
    let view = await do_.identified(who(0))
    const { encounterId } = view.stay
    const free = async () => {
      await expect
        .poll(async () => (await c.call('admission.get', { encounterId })).doubt, {
          timeout: 60_000,
          interval: 50,
        })
        .toBeNull()
      return c.call('admission.get', { encounterId })
    }
    /** Does it under the fault, then again as long as it has not happened. */
    const surely = async (done: (v: StayView) => boolean, work: (v: StayView) => Promise<unknown>) => {
      await (infnoOf(work) ? struck(() => work(view)) : work(view))
      view = await free()
      if (!done(view)) await work(view)
      view = await free()
      expect(done(view)).toBe(true)
    }
    const infnoOf = (work: unknown) => wanted.get(work) === infno
    const wanted = new Map<unknown, string>()
    const on = <W>(code: string, work: W): W => {
      wanted.set(work, code)
      return work
    }
    const steps: [string, (v: StayView) => boolean, (v: StayView) => Promise<unknown>][] = [
      ['2401', (v) => v.stay.step === 'admitted', (v) => c.call('admission.admit', at(v))],
      [
        '2301',
        (v) => v.sums.lines > 0 && v.sums.newLines === 0,
        async (v) => {
          if (v.sums.lines === 0) await c.app.his.addCharges(v.stay.ipt_no, 7, { refunds: 1 })
          return c.call('admission.upload', at(await do_.loaded(v)))
        },
      ],
      ['2402', (v) => v.stay.step === 'discharged', (v) => do_.discharged(v)],
      ['2304', (v) => v.stay.step === 'settled', (v) => do_.settled(v)],
      ['2305', (v) => v.stay.step === 'discharged', (v) => do_.takenBack(v)],
      [
        '2405',
        (v) => v.stay.step === 'admitted',
        (v) => c.call('admission.cancelDischarge', { ...at(v), reason: '撤销' }),
      ],
      [
        '2302',
        (v) => v.sums.uploadedLines === 0,
        (v) => c.call('admission.withdraw', { ...at(v), reason: '撤销' }),
      ],
      ['', (v) => v.deposit.balanceFen === 0, (v) => (v.deposit.balanceFen ? do_.givenBack(v) : free())],
      [
        '2404',
        (v) => v.stay.step === 'cancelled',
        (v) => c.call('admission.cancel', { ...at(v), reason: '撤销' }),
      ],
    ]
    for (const [code, done, work] of steps) await surely(done, on(code, work))
    await addsUp(c, view)
    expect(c.app.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
    expect(c.app.sandbox!.effective()).toEqual([])
    expect((await c.call('shell.status', {})).doubtful).toBe(0)
    await c.close()
  })
})
