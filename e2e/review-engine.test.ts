import { afterEach, describe, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { clerk, fault, seen, who } from './support/clerk.ts'
import { at, type Counter, type CounterOptions, inCash, openCounter } from './support/counter.ts'

/** The audit of details through every handler, against the centre's own rules. */
const counters: Counter[] = []
const open = async (charges: 'off' | 'show' | 'reason', more: CounterOptions = {}) => {
  const settings = { review: { charges } } as unknown as NonNullable<CounterOptions['settings']>
  const counter = await openCounter({ settings, ...more })
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const IMATINIB = '伊马替尼'
const charged = async (c: Counter, name: string) => {
  const { certno } = people.find((p) => p.psn_name === name)!
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  const opened = await c.call('visit.open', {})
  const identified = await c.call('visit.identify', { ...at(opened), cert })
  await c.app.his.addBills(certno, 1)
  const view = await c.call('visit.loadCharges', at(identified))
  const [item] = await c.app.his.items(IMATINIB, 1)
  return c.call('visit.addLine', { ...at(view), medins_list_codg: item!.medins_list_codg, cnt: '1' })
}
const sent = async (c: Counter, infno: string) =>
  (await c.app.journal.searchTxns({ infno, offset: 0, limit: 20 })).total

describe('a visit', () => {
  it('goes on with a reason; the centre is told where its book has 3103', async () => {
    const c = await open('reason', { nhsa: { overlays: ['sichuan', 'hunan'] } })
    let view = await charged(c, '王芳')
    const refused = await fault(c.call('visit.presettle', at(view)))
    expect(refused).toMatchObject({ kind: 'conflict', means: '没有预结算，没有扣款。' })
    const { encounterId } = view.visit
    const { review } = await c.call('review.get', { encounterId })
    expect(review).toMatchObject({ wants: 1, findings: [{ sev_deg: '1', wants: true, answer: null }] })
    const { jr_id } = review!.findings[0]!
    const answer = (dspo_way_rea: string, id = jr_id) =>
      c.call('review.answer', { encounterId, answers: [{ jr_id: id, dspo_way: '1', dspo_way_rea }] })
    expect(await fault(answer(''))).toMatchObject({ kind: 'invalid' })
    expect(await fault(answer('需要', 'JR0'))).toMatchObject({ kind: 'conflict' })
    const after = await answer('病情需要')
    expect(after.review).toMatchObject({ wants: 0, findings: [{ answer: { dspo_way_rea: '病情需要' } }] })
    view = await c.call('visit.get', { encounterId })
    view = await c.call('visit.presettle', at(view))
    expect(view.visit).toMatchObject({ step: 'presettled' })
    expect(view.visit.warnings).toContain('明细审核有 1 条提醒，按 Alt+G 查看。')
    expect(await sent(c, '3101')).toBe(1)
    view = await c.call('visit.settle', { ...at(view), payments: inCash(view) })
    expect(view.visit.step).toBe('settled')
    await expect.poll(() => sent(c, '3103'), { timeout: 60_000 }).toBe(1)
    const { rows } = await c.app.journal.searchTxns({ infno: '3103', offset: 0, limit: 1 })
    await expect
      .poll(async () => (await c.app.journal.txn(rows[0]!.msgid))?.state, { timeout: 60_000 })
      .toBe('SETTLED')
    const trail = await c.call('auth.audit', { limit: 20 })
    expect(trail.find(({ action }) => action === 'review.answer')).toMatchObject({ subject: encounterId })
  })

  it('is only told where the site shows, and not asked where it is off', async () => {
    const shows = await open('show')
    let view = await charged(shows, '李国强')
    view = await shows.call('visit.presettle', at(view))
    expect(view.visit.step).toBe('presettled')
    const { review } = await shows.call('review.get', { encounterId: view.visit.encounterId })
    expect(review).toMatchObject({ wants: 0, findings: [{ wants: false, sev_deg: '1' }] })
    const off = await open('off')
    view = await off.call('visit.presettle', at(await charged(off, '李国强')))
    expect(await sent(off, '3101')).toBe(0)
    expect(await off.call('review.get', { encounterId: view.visit.encounterId })).toEqual({
      mode: 'off',
      review: null,
    })
  })
})

describe('a stay', () => {
  it('is audited as a whole before its final settlement, and not before an interim one', async () => {
    const c = await open('reason')
    const do_ = clerk(c)
    let view = await do_.admitted(who(0))
    view = (await do_.charged(view, 40)).view
    view = await c.call('admission.presettle', { ...seen(view), mid: true })
    expect(await sent(c, '3102')).toBe(0)
    view = (await do_.charged(view, 300)).view
    view = await do_.discharged(view)
    const refused = await fault(c.call('admission.presettle', { ...seen(view), mid: false }))
    const { encounterId } = view.stay
    const { review } = await c.call('review.get', { encounterId })
    // among so many charges of a ward there are restricted drugs that a pneumonia does not explain
    const wanting = review!.findings.filter(({ wants }) => wants)
    expect(wanting).toHaveLength(review!.wants)
    expect(review!.wants).toBeGreaterThan(0)
    expect(refused).toMatchObject({ kind: 'conflict' })
    const answers = wanting.map(({ jr_id }) => ({ jr_id, dspo_way: '1' as const, dspo_way_rea: '病历可查' }))
    await c.call('review.answer', { encounterId, answers })
    view = await c.call('admission.presettle', {
      ...seen(await c.call('admission.get', { encounterId })),
      mid: false,
    })
    expect(view.stay.presettle).toMatchObject({ mid: false })
    expect(view.stay.warnings.at(-1)).toMatch(/^明细审核有 \d+ 条提醒/)
    expect(await sent(c, '3102')).toBe(1)
  })
})
