import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultKind } from '../electron/sandbox/nhsa/index.ts'
import type { VisitView } from '../shared/api/visit.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { at, type Counter, inCash, openCounter, presettled } from './support/counter.ts'

type Person = (typeof people)[0]
const insured = people.filter(
  (p) => p.insu.length === 1 && p.insu[0]!.psn_insu_stas === '1' && p.area === '510100',
)
const [first, second, third, fourth, fifth, sixth] = insured as [
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
]
const twoInsurances = people.find((p) => p.insu.length > 1)!
const outOfArea = people.find(
  (p) => p.area.slice(0, 4) !== '5101' && p.insu.some((i) => i.psn_insu_stas === '1'),
)!
const paused = people.find((p) => p.insu.every((i) => i.psn_insu_stas !== '1'))!

const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const byId = (certno: string) => ({ mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno }) as const

describe('the outpatient visit through every handler', () => {
  let c: Counter
  beforeAll(async () => {
    c = await openCounter()
  })
  afterAll(() => c.close())

  const open = async (certno: string) => {
    const opened = await c.call('visit.open', {})
    return c.call('visit.identify', { ...at(opened), cert: byId(certno) })
  }
  const nothingLeft = () => expect(c.app.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
  const settle = (view: VisitView) => c.call('visit.settle', { ...at(view), payments: inCash(view) })

  it('shows names and numbers masked, and reveals them only into the audit', async () => {
    const view = await open(first.certno)
    expect(JSON.stringify(view)).not.toContain(first.certno)
    expect(JSON.stringify(view)).not.toContain(`"${first.psn_name}"`)
    const clear = await c.call('visit.reveal', { encounterId: view.visit.encounterId })
    expect(clear).toEqual({ psn_name: first.psn_name, certno: first.certno })
    const [entry] = await c.call('auth.audit', { limit: 1 })
    expect(entry).toMatchObject({ action: 'visit.reveal', subject: view.visit.encounterId })
  })

  it('chooses among several insurances, and refuses one that is not in normal state', async () => {
    const view = await open(twoInsurances.certno)
    expect(view.visit.insurances).toHaveLength(2)
    const other = view.visit.insurances.findIndex((i) => i.insutype !== view.visit.insu!.insutype)
    const chosen = await c.call('visit.chooseInsurance', { ...at(view), index: other })
    expect(chosen.visit.insu!.insutype).toBe(view.visit.insurances[other]!.insutype)
    const stopped = await open(paused.certno)
    expect(stopped.visit.insu).toBeNull()
    expect(stopped.visit.warnings[0]).toContain('可转自费')
    expect(await fault(c.call('visit.chooseInsurance', { ...at(stopped), index: 0 }))).toMatchObject({
      kind: 'invalid',
    })
  })

  it('settles a patient from elsewhere with the fields that only they need', async () => {
    const ready = await presettled(c, outOfArea.certno)
    const settled = await settle(ready)
    expect(settled.visit.step).toBe('settled')
    const { rows } = await c.call('txn.search', { infno: '2207', text: settled.visit.mdtrt_id! })
    const detail = await c.call('txn.get', { msgid: rows[0]!.msgid, reveal: true })
    expect(detail.request.find((f) => f.path === 'data.psn_name')?.value).toBe(outOfArea.psn_name)
    expect(detail.request.find((f) => f.path === 'data.med_type')?.meaning).toBe('普通门诊')
  })

  it('names what is missing before anything is sent', async () => {
    const view = await open(second.certno)
    const before = c.app.sandbox!.requests()
    const refused = await fault(c.call('visit.presettle', at(view)))
    expect(refused).toMatchObject({ kind: 'invalid' })
    expect(refused!.fields!.map((f) => f.path)).toEqual(['dept_code', 'atddr_no', 'diagnoses', 'lines'])
    expect(c.app.sandbox!.requests()).toBe(before)
  })

  it('takes items by code, changes and removes them, and refuses a count that cannot be', async () => {
    let view = await open(second.certno)
    const [item] = await c.call('catalogue.items', { text: '' })
    const code = item!.medins_list_codg
    view = await c.call('visit.addLine', { ...at(view), medins_list_codg: code, cnt: '2' })
    expect(view.totalFen).toBe(item!.pricFen * 2)
    const sn = view.visit.lines[0]!.feedetl_sn
    view = await c.call('visit.setLine', { ...at(view), feedetl_sn: sn, cnt: '3' })
    expect(view.totalFen).toBe(item!.pricFen * 3)
    for (const cnt of ['0', '-1', 'x', '1.00001']) {
      const refused = await fault(c.call('visit.addLine', { ...at(view), medins_list_codg: code, cnt }))
      expect(refused?.kind, cnt).toBe('invalid')
    }
    view = await c.call('visit.removeLine', { ...at(view), feedetl_sn: sn })
    expect(view.visit.lines).toEqual([])
  })

  it('leaves the account alone when asked to, without withdrawing anything', async () => {
    let view = await presettled(c, insured.find((p) => p.insu[0]!.balcFen > 100_000 && p !== first)!.certno)
    const { acct } = view.visit.presettle!
    expect(acct).toBeGreaterThan(0)
    view = await c.call('visit.setHeader', { ...at(view), acct_used_flag: '0' })
    expect(view.visit).toMatchObject({ step: 'uploaded', presettle: null })
    view = await c.call('visit.presettle', at(view))
    expect(view.visit.presettle).toMatchObject({ acct: 0 })
    view = await settle(view)
    expect(view.visit.settlement!.amounts.acct).toBe(0)
  })

  it('goes back step by step and leaves nothing behind', async () => {
    let view = await presettled(c, third.certno, 3)
    expect(view.can.edit).toBe(false)
    view = await c.call('visit.back', at(view))
    expect(view.visit.step).toBe('diagnosed')
    expect(c.app.sandbox!.leftovers().details).toEqual([])
    const removed = view.visit.lines[0]!.feedetl_sn
    view = await c.call('visit.removeLine', { ...at(view), feedetl_sn: removed })
    view = await c.call('visit.presettle', at(view))
    expect(view.visit.presettle!.total).toBe(view.totalFen)
    view = await c.call('visit.abandon', at(view))
    expect(view.visit.step).toBe('cancelled')
    nothingLeft()
    await c.app.engine.tick()
    expect(await c.app.his.claims()).toEqual([])
  })

  it('refunds a part: take back, withdraw, settle what is kept', async () => {
    let view = await settle(await presettled(c, fourth.certno, 3))
    const all = view.visit.settlement!.amounts.total
    view = await c.call('visit.refund', { ...at(view), reason: '退一个项目', after: 'keep' })
    expect(view.visit.step).toBe('refunded')
    view = await c.call('visit.back', at(view))
    const gone = view.visit.lines[0]!
    view = await c.call('visit.removeLine', { ...at(view), feedetl_sn: gone.feedetl_sn })
    view = await settle(await c.call('visit.presettle', at(view)))
    expect(view.visit.settlement!.amounts.total).toBe(all - gone.amountFen)
    const { encounterId } = view.visit
    const mine = await c.app.journal.settlements({ encounterId })
    expect(mine.map((r) => Math.sign(r.totalFen))).toEqual([1, -1, 1])
  })

  it('self-pay asks nobody, books once, and refunds', async () => {
    const before = c.app.sandbox!.requests()
    let view = await c.call('visit.open', { selfPay: true })
    const [item] = await c.call('catalogue.items', { text: '' })
    view = await c.call('visit.addLine', { ...at(view), medins_list_codg: item!.medins_list_codg, cnt: '1' })
    view = await c.call('visit.presettle', at(view))
    view = await settle(view)
    expect(view.visit.settlement!.amounts).toMatchObject({ fund: 0, acct: 0, cash: item!.pricFen })
    view = await c.call('visit.refund', { ...at(view), reason: '退费', after: 'keep' })
    expect(view.visit.step).toBe('refunded')
    expect(c.app.sandbox!.requests()).toBe(before)
    const totals = await c.call('shift.totals', {})
    expect(totals.byInsurance.find((l) => l.label === '自费')).toMatchObject({
      count: 1,
      refunds: 1,
      totalFen: 0,
    })
  })

  it('a self-pay sum is worked out anew when its lines change', async () => {
    let view = await c.call('visit.open', { selfPay: true })
    const [item] = await c.call('catalogue.items', { text: '' })
    const medins_list_codg = item!.medins_list_codg
    view = await c.call('visit.addLine', { ...at(view), medins_list_codg, cnt: '1' })
    view = await c.call('visit.presettle', at(view))
    const payments = inCash(view)
    view = await c.call('visit.addLine', { ...at(view), medins_list_codg, cnt: '1' })
    expect(view.can).toMatchObject({ settle: false, presettle: true })
    expect(await fault(c.call('visit.settle', { ...at(view), payments }))).toMatchObject({ kind: 'conflict' })
    view = await c.call('visit.presettle', at(view))
    expect(view.visit.presettle!.total).toBe(item!.pricFen * 2)
    await c.call('visit.abandon', at(view))
  })

  it('turns to self-pay with nothing left at the centre', async () => {
    let view = await presettled(c, fifth.certno)
    view = await c.call('visit.toSelfPay', at(view))
    nothingLeft()
    view = await settle(await c.call('visit.presettle', at(view)))
    expect(view.visit.settlement!.setl_id).toMatch(/^ZF/)
  })

  it('money that does not fit what is owed is refused, and nothing is sent', async () => {
    const ready = await presettled(c, sixth.certno)
    const due = ready.visit.presettle!.cash
    const before = c.app.sandbox!.requests()
    const pay = (payments: object[]) =>
      fault(c.call('visit.settle', { ...at(ready), payments: payments as never }))
    expect(await pay([{ method: 'cash', amountFen: due + 1 }])).toMatchObject({ kind: 'invalid' })
    expect(await pay([{ method: 'cash', amountFen: due, tenderedFen: due - 1 }])).toMatchObject({
      kind: 'invalid',
    })
    expect(
      await pay([
        { method: 'cash', amountFen: due + 1 },
        { method: 'card', amountFen: -1 },
      ]),
    ).toMatchObject({
      kind: 'invalid',
    })
    expect(c.app.sandbox!.requests()).toBe(before)
    await c.call('visit.abandon', at(ready))
  })
})

describe.each<FaultKind>(['drop_after', 'http500_after', 'garble', 'lag', 'in_progress', 'repeat'])(
  'a settlement struck by %s',
  (kind) => {
    it('is booked exactly once without the cashier doing anything', async () => {
      const timing = { look_first_ms: 20, look_longest_ms: 100, tick_ms: 20 }
      const c = await openCounter({ timing, nhsa: { answer_ms: 2_000, centre_ms: 3_000 } })
      const ready = await presettled(c, first.certno)
      c.app.sandbox!.setFaults([{ kind, codes: ['2207'], times: 1, ms: 300 }])
      await c.call('visit.settle', { ...at(ready), payments: inCash(ready) }).catch(() => null)
      c.app.sandbox!.setFaults([])
      let view = await c.call('visit.get', { encounterId: ready.visit.encounterId })
      for (let i = 0; i < 200 && view.doubt; i++) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        view = await c.call('visit.get', { encounterId: ready.visit.encounterId })
      }
      expect(view.visit.step).toBe('settled')
      expect(c.app.sandbox!.effective().map((r) => r.setl_id)).toEqual([view.visit.settlement!.setl_id])
      expect((await c.call('shell.status', {})).doubtful).toBe(0)
      await c.close()
    })
  },
)
