import { afterEach, describe, expect, it } from 'vitest'
import type { SetllistView } from '../shared/api/setllist.ts'
import { faultOf } from '../shared/errors.ts'
import { clerk, who } from './support/clerk.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Settlement lists through every handler, against the centre's own book. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const ever = { from: 0, to: 9e12 }

/** A stay settled for good, told to the HIS; answers its setl_id. */
async function settledStay(c: Counter, n: number, mid = false) {
  const at = clerk(c)
  let view = await at.admitted(who(n))
  view = await at.deposit(view, 100_000)
  view = (await at.charged(view, 12)).view
  if (mid) {
    view = await at.settled(view, true)
    view = (await at.charged(view, 5)).view
  }
  view = await at.discharged(view)
  view = await at.settled(view)
  await c.app.his.wardDischarge(view.stay.ipt_no)
  return { setl_id: view.stay.settlements.at(-1)!.setl_id, view }
}

/** What is still wrong, put right by hand. */
async function mended(c: Counter, view: SetllistView): Promise<SetllistView> {
  const set = (field: string, value: string) => ({ op: 'set' as const, node: 'setlinfo', field, value })
  const changes = [
    ...(view.list.some(({ path }) => path === 'setlinfo.resp_nurs_code')
      ? [set('resp_nurs_code', 'N510104000001')]
      : []),
    ...(view.list.some(({ path }) => path.startsWith('oprninfo'))
      ? [{ op: 'rows' as const, node: 'oprninfo', rows: [] }]
      : []),
  ]
  if (changes.length === 0) return view
  return c.call('setllist.edit', { setl_id: view.setl_id, version: view.version, changes })
}

describe('settlement lists', () => {
  it('are made from settlement and front page, mended by hand, uploaded, compared, submitted', async () => {
    const c = await open()
    const { setl_id, view: stay } = await settledStay(c, 0, true)
    const rows = await c.call('setllist.list', ever)
    expect(rows).toMatchObject([{ setl_id, state: 'none', kind: 'inpatient' }])
    const view = await mended(c, await c.call('setllist.open', { setl_id }))
    expect(view.list.filter(({ hint }) => !hint)).toEqual([])
    expect(view).toMatchObject({ state: 'draft', form: '4101A', masked: true })
    expect(JSON.stringify(view)).not.toContain(stay.stay.admission.tel)
    expect(view.sources['setlinfo.prfs']).toBe('front')
    const edited = await c.call('setllist.edit', {
      ...{ setl_id, version: view.version },
      changes: [{ op: 'set', node: 'setlinfo', field: 'emp_addr', value: '锦江区 1 号' }],
    })
    expect(edited.sources['setlinfo.emp_addr']).toBe('hand')
    expect(edited.hands['setlinfo.emp_addr']).toMatchObject({ opterName: '管理员' })
    expect(await c.call('setllist.upload', { setl_ids: [setl_id] })).toMatchObject([
      { ok: true, words: expect.stringMatching(/清单流水号 Q\d{8}/) },
    ])
    const compared = await c.call('setllist.compare', { setl_id })
    expect(compared).toMatchObject({ state: 'uploaded', differences: [] })
    expect(await c.call('setllist.submit', { setl_ids: [setl_id], stas_type: '1' })).toMatchObject([
      { ok: true },
    ])
    const [done] = await c.call('setllist.list', ever)
    expect(done).toMatchObject({ state: 'submitted', faults: 0 })
    const late = { setl_id, version: 99, changes: [] as never[] }
    expect(
      await fault(c.call('setllist.edit', { ...late, changes: [{ op: 'rows', node: 'icuinfo', rows: [] }] })),
    ).toMatchObject({ kind: 'conflict' })
    const { versions, edits } = await c.call('setllist.history', { setl_id })
    expect(versions).toHaveLength(1)
    expect(edits[0]).toMatchObject({ label: '单位地址', from: '', opterName: '管理员' })
  })
})
