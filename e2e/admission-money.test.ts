import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fen, sum } from '../shared/money.ts'
import { between } from './support/between.ts'
import { addsUp, seen as at, byId, clerk, fault, main, twoInsurances, who } from './support/clerk.ts'
import { type Counter, openCounter } from './support/counter.ts'

/** Stays where money, lines or the HIS do not behave: nothing is lost, doubled or misstated, nobody is stuck. */
const wire = between()
let c: Counter
let do_: ReturnType<typeof clerk>
beforeAll(async () => {
  const timing = { look_first_ms: 20, look_longest_ms: 60, tick_ms: 20 }
  c = await openCounter({ send: wire.send, timing, nhsa: { answer_ms: 2_000, centre_ms: 500 } })
  do_ = clerk(c)
})
afterAll(() => c.close())
const told = async () => {
  while ((await c.app.journal.outboxCounts()).waiting > 0) await c.app.engine.tick()
}

describe('refunds of what an interim settlement holds', () => {
  it('of an insured stay say so, and go up after it is taken back', async () => {
    let view = (await do_.charged(await do_.admitted(who(0)), 4)).view
    view = await do_.settled(view, true)
    const [line] = (await c.call('admission.fees', { encounterId: view.stay.encounterId })).rows
    expect(
      await fault(c.call('admission.refundFee', { ...at(view), lineNo: 1, cnt: line!.cnt })),
    ).toMatchObject({
      kind: 'conflict',
    })
    const his = c.app.his.inpatientCharges
    c.app.his.inpatientCharges = async (ipt_no, after, limit) => {
      const page = await his(ipt_no, after, limit)
      return page.map((charge, i) =>
        i > 0
          ? charge
          : {
              ...charge,
              ...first,
              cnt: `-${first.cnt}`,
              refundOf: first.chargeId,
              chargeId: `${charge.chargeId}R`,
              serial: charge.serial,
            },
      )
    }
    const [first] = (await his(view.stay.ipt_no, 0, 1)) as [Awaited<ReturnType<typeof his>>[number]]
    const answer = await do_.charged(view, 2)
    c.app.his.inpatientCharges = his
    expect(answer.failed).toMatchObject([{ why: expect.stringContaining('已结算') }])
    view = await do_.discharged(answer.view)
    expect(await fault(c.call('admission.presettle', { ...at(view), mid: false }))).toMatchObject({
      kind: 'conflict',
    })
    view = await do_.takenBack(view, 'return')
    view = (await c.call('admission.upload', { ...at(view), again: true })).view
    view = await do_.settled(view)
    expect(view.stay.step).toBe('settled')
    await addsUp(c, view)
  })

  it('of a self-pay stay that come to less than nothing are settled with what they take back', async () => {
    const { ipt_no } = await c.app.his.addInpatient(who(1))
    let view = await c.call('admission.open', { ipt_no, selfPay: true })
    view = await c.call('admission.admit', at(view))
    view = await do_.deposit(view, 1_000_000)
    await c.app.his.addCharges(ipt_no, 2)
    view = await do_.settled(await do_.loaded(view), true)
    const his = c.app.his.inpatientCharges
    const first = (await his(ipt_no, 0, 1))[0]!
    await c.app.his.addCharges(ipt_no, 1)
    c.app.his.inpatientCharges = async (no, after, limit) =>
      (await his(no, after, limit)).map((charge) => ({
        ...first,
        ...{
          serial: charge.serial,
          chargeId: charge.chargeId,
          cnt: `-${first.cnt}`,
          refundOf: first.chargeId,
        },
      }))
    view = await do_.loaded(view)
    c.app.his.inpatientCharges = his
    view = await do_.discharged(view)
    const refused = await fault(c.call('admission.presettle', { ...at(view), mid: false }))
    expect(refused).toMatchObject({ kind: 'conflict', what: expect.stringContaining('负') })
    expect(refused!.todo).toContain(view.stay.settlements[0]!.setl_id)
    view = await do_.takenBack(view)
    view = await do_.settled(view)
    expect(view).toMatchObject({ stay: { step: 'settled' }, deposit: { balanceFen: 0 } })
    await addsUp(c, view)
  })
})

describe('a settlement of nothing', () => {
  it('ends a stay whose last charges an interim one holds, and can be taken back', async () => {
    let view = (await do_.charged(await do_.deposit(await do_.admitted(who(2)), 5_000), 3)).view
    view = await do_.settled(await do_.discharged(await do_.settled(view, true)))
    expect(view.stay.settlements.map((s) => s.amounts.total)).toEqual([view.sums.totalFen, 0])
    await addsUp(c, view)
    view = await do_.takenBack(view)
    expect(view.stay.step).toBe('discharged')
    view = await do_.takenBack(view)
    await addsUp(c, view)
    view = await do_.settled(view)
    await addsUp(c, view)
  })
})

describe('the HIS', () => {
  it('that tells a charge twice leaves nobody waiting for one that will not come', async () => {
    let view = await do_.admitted(who(3))
    await c.app.his.addCharges(view.stay.ipt_no, 3)
    const his = c.app.his.inpatientCharges
    c.app.his.inpatientCharges = async (no, after, limit) => {
      const page = await his(no, after, limit)
      return page.map((charge) =>
        charge.serial === page[2]?.serial ? { ...page[0]!, serial: charge.serial } : charge,
      )
    }
    view = await do_.loaded(view)
    c.app.his.inpatientCharges = his
    expect(view.sums).toMatchObject({ lines: 2, hisNewLines: 0 })
    view = (await c.call('admission.upload', at(view))).view
    view = await do_.settled(await do_.discharged(view))
    expect(view.stay.step).toBe('settled')
  })

  it('that tells a charge anew with another amount is believed the first time, and the clerk is told', async () => {
    let view = await do_.admitted(who(4))
    await c.app.his.addCharges(view.stay.ipt_no, 1)
    view = await do_.loaded(view)
    const his = c.app.his.inpatientCharges
    const [first] = await his(view.stay.ipt_no, 0, 1)
    await c.app.his.addCharges(view.stay.ipt_no, 1)
    c.app.his.inpatientCharges = async (no, after, limit) =>
      (await his(no, after, limit)).map((charge) => ({ ...first!, serial: charge.serial, pric: '99.99' }))
    const { totalFen } = view.sums
    view = await do_.loaded(view)
    c.app.his.inpatientCharges = his
    expect(view.sums).toMatchObject({ lines: 1, totalFen })
    expect(view.stay.warnings).toEqual([expect.stringContaining(first!.name)])
  })

  it('that gives the same page again and again does not hold the counter', async () => {
    let pages = 0
    let view = await do_.admitted(who(5))
    await c.app.his.addCharges(view.stay.ipt_no, 500)
    const his = c.app.his.inpatientCharges
    c.app.his.inpatientCharges = async (no, _after, limit) => (pages++ < 5 ? his(no, 0, limit) : [])
    view = await do_.loaded(view)
    c.app.his.inpatientCharges = his
    expect(view.sums.lines).toBe(500)
    expect(pages).toBeLessThan(5)
  })

  it('has charged after the settlement: the stay does not leave the list', async () => {
    let view = (await do_.charged(await do_.admitted(who(6)), 2)).view
    view = await do_.settled(await do_.discharged(view))
    await c.app.his.addCharges(view.stay.ipt_no, 1)
    const refused = await fault(c.call('admission.close', at(view)))
    expect(refused).toMatchObject({ kind: 'conflict', what: expect.stringContaining('HIS') })
    view = await do_.takenBack(view)
    view = (await c.call('admission.upload', at(await do_.loaded(view)))).view
    view = await do_.settled(view)
    expect(await c.call('admission.close', at(view))).toEqual({ closed: true })
  })

  it('expects a patient again whose change of insurance was given up half way', async () => {
    let view = (
      await do_.charged(await c.call('admission.admit', at(await do_.identified(twoInsurances.certno))), 2)
    ).view
    await told()
    const { insu, insurances, ipt_no } = view.stay
    const index = insurances.findIndex((i) => i.insutype !== insu!.insutype && i.psn_insu_stas === '1')
    wire.answer = (code) => (code === '2401' ? Promise.resolve({ is: 'not_sent', why: '断网' }) : null)
    await fault(c.call('admission.changeInsurance', { ...at(view), index, reason: '险种选错' }))
    wire.answer = () => null
    view = await c.call('admission.get', { encounterId: view.stay.encounterId })
    expect(view.stay).toMatchObject({ step: 'identified', insu: { insutype: insurances[index]!.insutype } })
    // the card is read once more: it stays in the middle of the change, and of this patient
    const stranger = c.call('admission.identify', { ...at(view), cert: byId(who(7)) })
    expect(await fault(stranger)).toMatchObject({ kind: 'conflict' })
    view = await c.call('admission.identify', { ...at(view), cert: byId(twoInsurances.certno) })
    expect(view.stay.warnings[0]).toContain('险种变更')
    expect(view.stay.insu!.insutype).toBe(insurances[index]!.insutype)
    await c.call('admission.abandon', at(view))
    await told()
    expect((await c.call('admission.waiting', {})).map((w) => w.ipt_no)).toContain(ipt_no)
  })
})

describe('to self-pay', () => {
  it('is done in the commit that leaves the insurance: a lost answer leaves no stay in between', async () => {
    let view = (await do_.charged(await do_.deposit(await do_.admitted(who(8)), 10_000), 3)).view
    c.app.sandbox!.setFaults([{ kind: 'drop_before', codes: ['2404'], times: 2 }])
    expect(await fault(c.call('admission.toSelfPay', at(view)))).toMatchObject({ kind: 'doubt' })
    c.app.sandbox!.setFaults([])
    const look = () => c.call('admission.get', { encounterId: view.stay.encounterId })
    await expect.poll(async () => (await look()).doubt).toBeNull()
    view = await look()
    if (!view.stay.selfPay) view = await c.call('admission.toSelfPay', at(view))
    expect(view.stay).toMatchObject({ step: 'admitted', selfPay: true, insu: null, mdtrt_id: null })
    view = await do_.settled(await do_.discharged(view))
    expect(view.stay.step).toBe('settled')
    await addsUp(c, view)
  })
})

it('deposits across two shifts: each drawer holds what moved in it', async () => {
  let view = (await do_.charged(await do_.deposit(await do_.admitted(who(10)), 1_000), 6)).view
  view = await do_.settled(await do_.discharged(view))
  const cash = (lines: { key: string; netFen: number }[]) => lines.find((l) => l.key === 'cash')!.netFen
  const first = await c.call('shift.totals', {})
  await told()
  await c.call('shift.signOut', {
    ...{ countedCash: Math.max(0, cash(first.byPayment) + cash(first.deposits)), note: '测试' },
  })
  await c.call('shift.signIn', {})
  const paid = sum(view.stay.settlements[0]!.payments.map((p) => p.amountFen))
  view = await do_.takenBack(view)
  let now = await c.call('shift.totals', {})
  expect(cash(now.byPayment) + cash(now.deposits)).toBe(0)
  expect(view.deposit.balanceFen).toBe(fen(1_000 + paid))
  view = await do_.settled(view)
  now = await c.call('shift.totals', {})
  expect(cash(now.byPayment) + cash(now.deposits)).toBe(0)
  view = await do_.takenBack(view, 'return')
  now = await c.call('shift.totals', {})
  expect(cash(now.byPayment) + cash(now.deposits)).toBe(0)
  view = await do_.givenBack(view)
  now = await c.call('shift.totals', {})
  expect(cash(now.byPayment) + cash(now.deposits)).toBe(-(1_000 + paid))
  await addsUp(c, view)
})

describe('two counters with journals of their own on one stay', () => {
  it('share one admission, and what one does not know of the centre’s lines it can clear', async () => {
    const timing = { look_first_ms: 20, look_longest_ms: 60, tick_ms: 20 }
    const centre = { timing, nhsa: { answer_ms: 1_000, centre_ms: 300 } }
    const hisPath = join(mkdtempSync(join(tmpdir(), 'guitai-his-')), 'his.db')
    const a = await openCounter({ ...centre, hisPath })
    const b = await openCounter({ ...centre, hisPath, slot: 2, sandboxUrl: a.app.sandbox!.url })
    const [doA, doB] = [clerk(a), clerk(b)]
    let mine = await doA.admitted(who(0))
    const { ipt_no, mdtrt_id } = mine.stay
    let other = await b.call('admission.open', { ipt_no })
    other = await b.call('admission.identify', { ...at(other), cert: byId(who(0)) })
    other = await b.call('admission.admit', at(other))
    expect(other.stay.mdtrt_id).toBe(mdtrt_id)
    mine = (await doA.charged(mine, 120)).view
    // 100 are there already; of the next batch 20 of 30
    await b.app.his.addCharges(ipt_no, 10)
    other = await doB.loaded(other)
    expect(await fault(b.call('admission.upload', at(other)))).toMatchObject({ kind: 'doubt' })
    const look = () => b.call('admission.get', { encounterId: other.stay.encounterId })
    await expect.poll(async () => (await look()).doubt, { interval: 30 }).toBeNull()
    other = await look()
    expect(other.sums).toMatchObject({ uploadedLines: 100, newLines: 30 })
    other = await b.call('admission.withdraw', { ...at(other), reason: '与另一窗口重复' })
    other = (await b.call('admission.upload', at(other))).view
    expect(other.sums).toMatchObject({ uploadedLines: 130, newLines: 0 })
    // the first counter's figures are of before: the centre says so, and nothing is settled
    mine = await doA.loaded(mine)
    const wrong = await fault(a.call('admission.presettle', { ...at(mine), mid: true }))
    expect(wrong).toMatchObject({ kind: 'rejected' })
    other = await doB.settled(await doB.discharged(other))
    expect(other.stay.step).toBe('settled')
    await addsUp(b, other)
    expect(a.app.sandbox!.effective()).toHaveLength(1)
    await b.close()
    await a.close()
  })
})

it('every command sent twice on one version has its effect once', async () => {
  const refused: string[] = []
  const twice: Counter = {
    ...c,
    call: async (channel, input) => {
      if (!('version' in (input as object))) return c.call(channel, input)
      const [first, second] = await Promise.allSettled([c.call(channel, input), c.call(channel, input)])
      expect(second.status, channel).toBe('rejected')
      refused.push(channel)
      if (first.status === 'rejected') throw first.reason
      return first.value
    },
  }
  const doubly = clerk(twice)
  let view = await doubly.deposit(await doubly.admitted(who(11)), 40_000)
  view = await twice.call('admission.change', { ...at(view), bed: '09' })
  view = (await doubly.charged(view, 30, { refunds: 2 })).view
  const [item] = await c.call('catalogue.items', { text: '阿莫西林' })
  const { medins_list_codg } = item!
  view = await twice.call('admission.addFee', { ...at(view), medins_list_codg, cnt: '2' })
  view = await twice.call('admission.refundFee', { ...at(view), lineNo: 31, cnt: '1' })
  view = await twice.call('admission.removeFee', { ...at(view), lineNo: 32 })
  view = await twice.call('admission.withdraw', { ...at(view), lineNos: [1], reason: '核对' })
  view = (await twice.call('admission.upload', at(view))).view
  view = await doubly.settled(view, true)
  view = await doubly.settled(await doubly.discharged(view))
  view = await doubly.takenBack(view)
  view = await doubly.takenBack(view, 'return')
  view = await twice.call('admission.cancelDischarge', { ...at(view), reason: '再住' })
  view = await doubly.givenBack(view)
  expect(view).toMatchObject({ deposit: { balanceFen: 0 }, sums: { lines: 31, settledFen: 0 } })
  await addsUp(c, view)
  const { mdtrt_id } = view.stay
  expect(c.app.sandbox!.ledger().filter((row) => row.mdtrt_id === mdtrt_id)).toHaveLength(4)
  view = await twice.call('admission.toSelfPay', at(view))
  view = await twice.call('admission.cancel', { ...at(view), reason: '不住了', withdrawFees: true })
  await twice.call('admission.close', at(view))
  expect(new Set(refused).size).toBeGreaterThan(16)
})

it('a stay spans its charges: neither the admission after one nor the discharge before', async () => {
  const { ipt_no } = await c.app.his.addInpatient(who(12))
  let view = await c.call('admission.open', { ipt_no, selfPay: true })
  view = await c.call('admission.admit', at(view))
  const [charge] = await c.app.his.addCharges(ipt_no, 1)
  view = await do_.loaded(view)
  const later = c.call('admission.change', { ...at(view), begntime: charge!.at + 60_000 })
  expect((await fault(later))!.fields).toMatchObject([{ path: 'begntime' }])
  const early = c.call('admission.discharge', {
    ...{ ...at(view), endtime: charge!.at - 60_000, dscg_way: '1', diagnoses: [main as never] },
    ...{ dept_code: view.stay.admission.dept!.dept_code, atddr_no: view.stay.admission.doctor!.atddr_no },
  })
  expect((await fault(early))!.fields!.map((f) => f.path)).toContain('endtime')
  view = await do_.discharged(view)
  expect(view.stay.step).toBe('discharged')
})
