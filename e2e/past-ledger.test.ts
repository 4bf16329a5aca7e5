import { afterEach, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { at, type Counter, inCash, openCounter, presettled } from './support/counter.ts'

/** What the ledger knows of is changed through it alone. */
let counter: Counter | null = null
afterEach(() => counter?.close())

it('a refund or a reversal of an own settlement is not sent past the ledger', async () => {
  const c = await openCounter()
  counter = c
  const { certno, psn_no } = people.find((p) => p.psn_name === '陈刚')!
  const view = await presettled(c, certno)
  const done = await c.call('visit.settle', { ...at(view), payments: inCash(view) })
  const { setl_id, msgid } = done.visit.settlement!
  const mdtrt_id = done.visit.mdtrt_id!
  const before = c.app.sandbox!.requests()
  const send = (code: string, data: object) =>
    c
      .call('console.send', { family: 'nhsa', code, input: { data } as never, psn_no, insuplc: '510100' })
      .then(() => null, faultOf)
  const refused = { kind: 'conflict', what: expect.stringContaining('本机的账本里') }
  expect(await send('2208', { psn_no, mdtrt_id, setl_id })).toMatchObject(refused)
  expect(await send('2601', { psn_no, omsgid: msgid, oinfno: '2207' })).toMatchObject(refused)
  expect(c.app.sandbox!.requests()).toBe(before)
  expect(await send('5203', { psn_no, mdtrt_id, setl_id })).toBeNull()
})
