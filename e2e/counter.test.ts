import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { at, type Counter, inCash, openCounter, presettled } from './support/counter.ts'

const certno = people[0]!.certno

describe('a counter on the sandbox', () => {
  let counter: Counter
  beforeAll(async () => {
    counter = await openCounter()
  })
  afterAll(() => counter.close())

  it('settles an outpatient, refunds, and leaves nothing at the centre', async () => {
    const ready = await presettled(counter, certno)
    const { total, fund, acct, cash, hosp } = ready.visit.presettle!
    expect(total).toBe(ready.totalFen)
    expect(fund + acct + cash + hosp).toBe(total)
    const settled = await counter.call('visit.settle', { ...at(ready), payments: inCash(ready) })
    expect(settled.visit.step).toBe('settled')
    const effective = counter.app.sandbox!.effective()
    expect(effective.map((row) => row.setl_id)).toEqual([settled.visit.settlement!.setl_id])
    expect(effective[0]!.medfee_sumamt).toBe(total)
    const refunded = await counter.call('visit.refund', { ...at(settled), reason: '测试', after: 'cancel' })
    expect(refunded.visit.step).toBe('cancelled')
    expect(counter.app.sandbox!.effective()).toEqual([])
    expect(counter.app.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
  })

  it('a second settle on the same picture does nothing', async () => {
    const ready = await presettled(counter, people[1]!.certno)
    const twice = await Promise.allSettled([
      counter.call('visit.settle', { ...at(ready), payments: inCash(ready) }),
      counter.call('visit.settle', { ...at(ready), payments: inCash(ready) }),
    ])
    expect(twice.map((t) => t.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(counter.app.sandbox!.effective()).toHaveLength(1)
  })
})
