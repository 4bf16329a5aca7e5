import { afterEach, describe, expect, it } from 'vitest'
import type { InjuryView } from '../shared/api/injury.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import type { InjuryAction } from '../shared/injury.ts'
import { sum } from '../shared/money.ts'
import { datetime } from '../shared/msgid.ts'
import type { Payment } from '../shared/visit.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Work-injury insurance through every handler, in Sichuan's way, against the platform's own book. */
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
const byId = (name: string) => {
  const { certno } = one(name)
  return { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
}
const at = ({ case: of }: InjuryView) => ({ encounterId: of.encounterId, version: of.version })
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const inCash = (view: InjuryView): Payment[] => {
  const { cash } = view.case.trial!
  return cash > 0 ? [{ method: 'cash', amountFen: cash }] : []
}
const act = (c: Counter, view: InjuryView, action: Exclude<InjuryAction, 'settle'>) =>
  c.call('injury.act', { ...at(view), action, reason: '重新办理' })
const settle = async (c: Counter, view: InjuryView) => {
  const tried = await act(c, view, 'trial')
  return c.call('injury.settle', { ...at(tried), payments: inCash(tried) })
}
const delivered = async (c: Counter) => {
  for (let n = 0; n < 30 && (await c.app.journal.outboxCounts()).waiting > 0; n++) await c.app.engine.tick()
}

async function identified(c: Counter, name: string, ipt_no?: string) {
  const kind = ipt_no === undefined ? 'outpatient' : 'inpatient'
  const opened = await c.call('injury.open', { family: 'gs', kind, ...(ipt_no ? { ipt_no } : {}) })
  const known = await c.call('injury.identify', { ...at(opened), cert: byId(name) })
  const { recognitions, filings, recognition, filing } = known.case
  const fit = <T extends { id: string; why: string | null }>(list: T[]) => list.find((o) => o.why === null)
  if (recognition !== null && filing !== null) return known
  return c.call('injury.choose', {
    ...at(known),
    ...(recognition === null ? { recognition: fit(recognitions)!.id } : {}),
    ...(filing === null && fit(filings) ? { filing: fit(filings)!.id } : {}),
  })
}

/** The patient whom the orthopaedic ward expects. */
async function expectedStay(c: Counter, name: string) {
  const found = await c.app.his.inpatients(name, 'waiting', 5)
  return found.find((p) => /^05/.test(p.med_type))!.ipt_no
}

async function approved(c: Counter, name: string) {
  let view = await c.call('injury.loadCharges', at(await identified(c, name)))
  view = await act(c, view, 'apply')
  await expect
    .poll(
      async () => {
        if (view.case.step === 'applied') view = await c.call('injury.askApplication', at(view))
        return view.case.step
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe('approved')
  return view
}

/** Both books say the same of what stands, to the fen. */
async function sameBooks(c: Counter) {
  const rows = (await c.app.journal.settlements({})).filter(({ family }) => family === 'gs')
  const undone = new Set(rows.map(({ reverses }) => reverses))
  const here = rows
    .filter((row) => row.reverses === null && !undone.has(row.setl_id))
    .map(({ setl_id, totalFen, fundFen, cashFen }) => ({ setl_id, totalFen, fundFen, cashFen }))
  const there = c.app
    .injury!.effective()
    .filter(({ family }) => family === 'gs')
    .map(({ setl_id, total, fund, cash }) => ({ setl_id, totalFen: total, fundFen: fund, cashFen: cash }))
  expect(here).toEqual(there)
  const payments = await c.app.journal.payments({})
  for (const row of rows) {
    const paid = payments.filter((p) => p.encounterId === row.encounterId && p.setl_id === row.setl_id)
    expect(sum(paid.map(({ amountFen }) => amountFen))).toBe(row.cashFen)
  }
  return here
}

describe('the ways', () => {
  it("are offered with the site's own first, and a stranger is sent on", async () => {
    const c = await open()
    const options = await c.call('injury.options', {})
    expect(options.map(({ family, first }) => [family, first])).toEqual([
      ['gs', true],
      ['bizh', false],
      ['gy', false],
    ])
    const opened = await c.call('injury.open', { family: 'gs', kind: 'inpatient' })
    const unknown = await fault(c.call('injury.identify', { ...at(opened), cert: byId('宋远方') }))
    expect(unknown!.todo).toContain('改走跨省工伤 Alt+3')
    const again = await c.call('injury.get', { encounterId: opened.case.encounterId })
    expect(again.case.step).toBe('open')
    await c.call('injury.abandon', { ...at(again), reason: '走跨省' })
  })

  it('whoever has no valid recognition, or whose fund is frozen, is told why before anything is sent', async () => {
    const c = await open()
    for (const name of ['周建国', '张伟', '赵敏', '王芳']) {
      const opened = await c.call('injury.open', { family: 'gs', kind: 'inpatient' })
      const told = await c.call('injury.identify', { ...at(opened), cert: byId(name) }).then(
        async (known) => {
          const lacks = known.missing.map(({ message }) => message).join('；')
          const refused = await fault(act(c, known, 'admit'))
          expect(refused, name).not.toBeNull()
          return lacks || refused!.what
        },
        (error) => faultOf(error).what,
      )
      expect(told, name).toMatch(/[一-龥]/)
    }
    expect(c.app.injury!.leftovers()).toEqual([])
  })
})

describe('an outpatient in Sichuan', () => {
  it('applies, is approved, settles and prints; then all of it is taken back', async () => {
    const c = await open()
    let view = await settle(c, await approved(c, '李国强'))
    const { settlement, encounterId, lines } = view.case
    expect(view.case.step).toBe('settled')
    expect(await sameBooks(c)).toHaveLength(1)
    await delivered(c)
    const billId = lines[0]!.billId!
    expect(await c.app.his.bill(billId)).toMatchObject({ state: 'paid', setl_id: settlement!.setl_id })
    const past = {
      ...{ akb020: 'H51010400001', yab003: '510100', orig_code: 'GS3108', orig_sn: settlement!.msgid },
      ...{ aac001: 'P1', undo_reason: '试试', aae011: '管理员', aae036: datetime(Date.now()) },
    }
    const sent = c.call('console.send', {
      ...{ family: 'gs', code: 'GS5001' },
      input: { data: { ...past, yka103: settlement!.setl_id } } as never,
    })
    expect((await fault(sent))!.what).toContain('本机的账本里')
    const paper = await c.call('injury.statement', { encounterId })
    expect(paper.facts.length).toBeGreaterThan(3)
    expect(JSON.stringify(paper)).not.toContain('李国强')
    for (const doc of [
      { is: 'injurySlip', family: 'gs', setl_id: settlement!.setl_id },
      { is: 'injuryBill', family: 'gs', setl_id: settlement!.setl_id },
      { is: 'injuryFees', encounterId, setl_id: settlement!.setl_id },
    ] as const) {
      const { document } = await c.call('print.doc', { doc, silent: false })
      const text = document.items.map((item) => (item.is === 'text' ? item.text : '')).join('\n')
      expect(text).toContain('李国强')
      expect(text).not.toContain(one('李国强').certno)
    }
    const doc = { is: 'injurySlip', family: 'gs', setl_id: settlement!.setl_id } as const
    const slip = await c.call('print.show', { doc })
    expect(slip).toMatchObject({ copies: 1, document: { title: '工伤门诊结算单' } })
    // the same number at the national centre or on another platform would be another settlement
    for (const other of [
      { ...doc, family: 'gy' },
      { is: 'slip', setl_id: doc.setl_id },
    ] as const)
      expect((await fault(c.call('print.show', { doc: other })))!.kind).toBe('not_found')
    view = await c.call('injury.get', { encounterId })
    expect(view.printed).toBe(1)
    const totals = await c.call('shift.totals', {})
    expect(totals.byInsurance).toMatchObject([{ label: '工伤保险', count: 1 }])

    view = await act(c, view, 'unsettle')
    expect(await sameBooks(c)).toEqual([])
    const cancelled = view.case.past[0]!.cancelled!.setl_id
    const undone = await c.call('print.show', { doc: { ...doc, setl_id: cancelled } })
    expect(undone.document.title).toBe('工伤门诊结算撤销单')
    view = await c.call('injury.abandon', { ...at(view), reason: '不治了' })
    expect(view.case.step).toBe('cancelled')
    await delivered(c)
    expect(await c.app.his.bill(billId)).toMatchObject({ state: 'open' })
    expect(c.app.injury!.leftovers()).toEqual([])
    expect(await c.app.journal.outboxCounts()).toEqual({ waiting: 0, dead: 0 })
  })

  it('settles again what was settled and taken back, under numbers of its own', async () => {
    const c = await open()
    let view = await settle(c, await approved(c, '李国强'))
    const first = view.case.lines.map(({ sn }) => sn)
    view = await settle(c, await act(c, view, 'unsettle'))
    expect(view.case.lines.some(({ sn }) => first.includes(sn))).toBe(false)
    expect(await sameBooks(c)).toHaveLength(1)
    await delivered(c)
    expect(await c.app.journal.outboxCounts()).toEqual({ waiting: 0, dead: 0 })
  })
})

describe('a stay in Sichuan', () => {
  const charged = async (c: Counter, name: string, n: number) => {
    const ipt_no = await expectedStay(c, name)
    await c.app.his.addCharges(ipt_no, n, { refunds: 2 })
    const known = await identified(c, name, ipt_no)
    const admitted = await act(c, known, 'admit')
    await delivered(c)
    return c.call('injury.loadCharges', at(admitted))
  }

  it('from the ward to the settlement and back to the ward, the HIS and both books agreeing', async () => {
    const c = await open()
    let view = await charged(c, '李国强', 130)
    const ipt_no = view.case.his!.ipt_no
    expect(await c.app.his.inpatient(ipt_no)).toMatchObject({ state: 'in' })
    const { rows } = await c.call('injury.lines', { encounterId: view.case.encounterId })
    view = await c.call('injury.markLine', { ...at(view), sn: rows[0]!.sn, injury: false })
    view = await act(c, view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, failed: 0 })
    expect(view.sums.uploaded).toBeGreaterThan(100)
    await c.app.his.wardDischarge(ipt_no)
    view = await c.call('injury.loadCharges', at(view))
    if (view.sums.fresh > 0) view = await act(c, view, 'upload')
    view = await act(c, view, 'discharge')
    view = await settle(c, view)
    expect(view.case.step).toBe('settled')
    expect(view.case.settlement!.amounts.cash).toBeGreaterThan(0)
    expect(await sameBooks(c)).toHaveLength(1)
    const { setl_id } = view.case.settlement!
    const bill = await c.call('print.show', { doc: { is: 'injuryBill', family: 'gs', setl_id } })
    expect(bill.document.title).toBe('工伤住院结算单')
    const list = { is: 'injuryFees', encounterId: view.case.encounterId } as const
    expect((await c.call('print.show', { doc: list })).document.pages).toBeGreaterThan(2)

    view = await act(c, view, 'unsettle')
    view = await act(c, view, 'undischarge')
    view = await act(c, view, 'withdraw')
    expect(view.sums.uploaded).toBe(0)
    view = await act(c, view, 'unadmit')
    expect(view.case).toMatchObject({ step: 'identified', mdtrt_id: null })
    expect(c.app.injury!.leftovers()).toEqual([])
    expect(await sameBooks(c)).toEqual([])
    await delivered(c)
    expect(await c.app.his.inpatient(ipt_no)).toMatchObject({ state: 'waiting' })
    view = await c.call('injury.abandon', { ...at(view), reason: '自费' })
    expect(view.case.step).toBe('cancelled')
    expect(await c.app.journal.outboxCounts()).toEqual({ waiting: 0, dead: 0 })
  })

  it('an electronic social security card is read by the platform that it belongs to', async () => {
    const c = await open()
    const text = 'SSC510105197811020259'
    expect(await c.call('visit.readCode', { text })).toMatchObject({ is: 'unknown' })
    const read = await c.call('visit.readCode', { text, essCard: true })
    if (read.is !== 'cert') throw new Error(`read as ${read.is}`)
    for (const family of ['gs', 'gy'] as const) {
      const opened = await c.call('injury.open', { family, kind: 'inpatient' })
      const known = await c.call('injury.identify', { ...at(opened), cert: read.cert })
      expect(known.case.person?.psn_name).toBe('李*强')
    }
  })

  it('is given up in one go, whatever stands at the platform', async () => {
    const c = await open()
    let view = await act(c, await charged(c, '李国强', 20), 'upload')
    view = await c.call('injury.abandon', { ...at(view), reason: '转院' })
    expect(view.case.step).toBe('cancelled')
    expect(c.app.injury!.leftovers()).toEqual([])
  })

  it('a settlement whose answer is lost is found again by itself, and everything waits for it', async () => {
    const c = await open()
    let view = await act(c, await charged(c, '李国强', 6), 'upload')
    await c.app.his.wardDischarge(view.case.his!.ipt_no)
    view = await c.call('injury.loadCharges', at(view))
    if (view.sums.fresh > 0) view = await act(c, view, 'upload')
    view = await act(c, view, 'discharge')
    view = await act(c, view, 'trial')
    c.app.injury!.setFaults([{ kind: 'drop_after', codes: ['GS3015', 'GS2003'], times: 2 }])
    const asked = { ...at(view), payments: inCash(view) }
    expect(await fault(c.call('injury.settle', asked))).toMatchObject({ kind: 'doubt' })
    const held = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(held).toMatchObject({ can: [], doubt: { infno: 'GS3015' } })
    expect(await fault(c.call('injury.act', { ...at(held), action: 'trial' }))).not.toBeNull()
    await expect
      .poll(
        async () => {
          await c.app.engine.tick()
          return c.app.journal.countDoubtful()
        },
        { timeout: 60_000, interval: 300 },
      )
      .toBe(0)
    view = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(view.case.step).toBe('settled')
    expect(await sameBooks(c)).toHaveLength(1)
  })
})
