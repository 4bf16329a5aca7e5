import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DocRef } from '../../../shared/api/print.ts'
import type { Json } from '../../../shared/contract.ts'
import { encounter, payment, settlement } from '../../journal/fixtures.ts'
import { printCount } from '../print/count.ts'
import { paperOf } from '../print/papers.ts'
import { settlementsOf } from '../reconcile/ledger.ts'
import { shiftTotals } from '../shift/totals.ts'
import { settlementsOf as clearedOf } from './clearing/ledger.ts'
import { at, certOf, fault, inCash, known, openCounter, type TestCounter } from './testkit.ts'

/** Each platform numbers its settlements by itself: here three of them give the same number. */
let c: TestCounter
beforeEach(async () => {
  c = await openCounter()
  for (const name of ['李国强', '陈刚']) c.insured.set(certOf(name).mdtrt_cert_no, known(name))
})
afterEach(() => c.close())

async function settled(name: string) {
  const opened = await c.call('injury.open', { family: 'gs', kind: 'outpatient' })
  const who = await c.call('injury.identify', { ...at(opened), cert: certOf(name) })
  const charged = await c.call('injury.loadCharges', at(who))
  const registered = await c.call('injury.act', { ...at(charged), action: 'register' })
  const tried = await c.call('injury.act', { ...at(registered), action: 'trial' })
  return c.call('injury.settle', { ...at(tried), payments: inCash(tried.case.trial!.cash) })
}

/** A settlement of 100.00 under this number at the national centre, and one of gy, both in this shift. */
async function takenElsewhere(setl_id: string) {
  const now = c.clock.now()
  const facts = { shiftId: 'BC1', at: now, setl_time: '2026-03-02 08:30:00' }
  await c.journal.commit([
    { t: 'encounter', put: encounter('N1', { mdtrt_id: 'D1' }), expect: 0, at: now },
    { t: 'encounter', put: encounter('Y1', { family: 'gy', mdtrt_id: 'K1' }), expect: 0, at: now },
    { t: 'settlement', add: settlement(setl_id, { ...facts, encounterId: 'N1', mdtrt_id: 'D1' }) },
    { t: 'payment', add: payment('PN', { encounterId: 'N1', setl_id, shiftId: 'BC1' }) },
    {
      t: 'settlement',
      add: settlement(setl_id, { ...facts, family: 'gy', encounterId: 'Y1', insutype: '410' }),
    },
    { t: 'payment', add: payment('PY', { encounterId: 'Y1', setl_id, shiftId: 'BC1' }) },
  ])
}

const national = async () => {
  const deps = { journal: c.journal, now: c.clock.now, settings: { refunds: 'excluded' as const } }
  const today = new Date(c.clock.now()).toLocaleDateString('sv')
  const rows = []
  for await (const row of settlementsOf(deps, { from: '2026-03-02', to: today })) rows.push(row)
  return rows.map(({ family, setl_id }) => `${family} ${setl_id}`)
}

it('is booked, summed, printed, reconciled and taken back apart', async () => {
  const first = (await settled('李国强')).case.settlement!.setl_id
  const setl_id = `S${Number(first.slice(1)) + 1}`
  await takenElsewhere(setl_id)
  const view = await settled('陈刚')
  expect(view.case).toMatchObject({ step: 'settled', settlement: { setl_id } })
  expect(await c.journal.unfinished()).toEqual([])
  const { totalFen } = (await c.journal.settlements({ family: 'gs', setl_id }))[0]!
  expect(totalFen).toBe(view.case.settlement!.amounts.total)

  const shift = (await c.journal.shift('BC1'))!
  const totals = () => shiftTotals(c.journal, shift, (_dict, value) => value)
  const sums = async () =>
    (await totals()).byMedType.map(({ label, count, refunds }) => [label, count, refunds])
  expect((await sums()).sort()).toEqual([
    ['11', 1, 0],
    ['四川工伤', 2, 0],
    ['跨省工伤', 1, 0],
  ])
  expect((await totals()).all.totalFen).toBe(
    20_000 + totalFen + (await c.journal.settlements({ family: 'gs', setl_id: first }))[0]!.totalFen,
  )
  expect(await national()).toEqual([`nhsa ${setl_id}`])
  expect((await clearedOf(c.journal, 'gs')).map((row) => row.setl_id).sort()).toEqual([first, setl_id].sort())

  const undone = await c.call('injury.act', { ...at(view), action: 'unsettle', reason: '办错了' })
  expect(undone.case.settlement).toBeNull()
  expect(await national()).toEqual([`nhsa ${setl_id}`])
  expect((await clearedOf(c.journal, 'gy')).map(({ undone: back }) => back)).toEqual([null])
  expect((await sums()).sort()).toEqual([
    ['11', 1, 0],
    ['四川工伤', 2, 1],
    ['跨省工伤', 1, 0],
  ])
})

it('has a paper and a count of prints of its own on each platform', async () => {
  const view = await settled('李国强')
  const { setl_id } = view.case.settlement!
  await takenElsewhere(setl_id)
  const twin = {
    ...view.case,
    encounterId: 'Y1',
    family: 'gy',
    person: { ...view.case.person!, psn_name: '陈刚' },
  }
  const put = encounter('Y1', { family: 'gy', data: twin as unknown as Json })
  await c.journal.commit([{ t: 'encounter', put, expect: 1, at: c.clock.now() }])
  const deps = { journal: c.journal, dict: () => undefined, run: async () => null, closing: async () => null }
  const paper = (family: 'gs' | 'gy' | 'bizh') =>
    paperOf(deps, { is: 'injurySlip', family, setl_id } as DocRef)
  const named = async (family: 'gs' | 'gy') =>
    (await paper(family)).fill({ hospital: '', dict: () => undefined, reprint: 0, now: 0 }).psn_name
  expect([await named('gs'), await named('gy')]).toEqual(['李国强', '陈刚'])
  expect(await fault(paper('bizh'))).toMatchObject({ kind: 'not_found' })

  const { key } = await paper('gs')
  expect((await paper('gy')).key).not.toBe(key)
  await c.journal.commit([{ t: 'setting', key: printCount(key), value: 2 }])
  const { encounterId } = view.case
  expect((await c.call('injury.get', { encounterId })).printed).toBe(2)
  expect((await c.call('injury.get', { encounterId: 'Y1' })).printed).toBe(0)
})

it('is told to the hospital with the platform that gave it', async () => {
  const { encounterId, settlement: made } = (await settled('李国强')).case
  const [job] = (await c.journal.outboxList(9)).filter(({ key }) => key === encounterId)
  expect(job!.payload).toMatchObject({ kind: 'paid', setl_id: made!.setl_id, facts: { family: 'gs' } })
  await c.tick()
  expect(await c.journal.outboxCounts()).toEqual({ waiting: 0, dead: 0 })
})
