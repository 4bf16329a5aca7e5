import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { build, ofFacts } from '../electron/app/setllist/build.ts'
import { faultsOf } from '../electron/app/setllist/check.ts'
import type { SetllistDeps } from '../electron/app/setllist/deps.ts'
import { loadFacts } from '../electron/app/setllist/facts.ts'
import { openContracts } from '../electron/platforms/contracts.ts'
import type { SetllistView } from '../shared/api/setllist.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { clerk, who } from './support/clerk.ts'
import { at, type Counter, type CounterOptions, inCash, openCounter } from './support/counter.ts'

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
  const by = clerk(c)
  let view = await by.admitted(who(n))
  view = await by.deposit(view, 100_000)
  view = (await by.charged(view, 12)).view
  if (mid) {
    view = await by.settled(view, true)
    view = (await by.charged(view, 5)).view
  }
  view = await by.discharged(view)
  view = await by.settled(view)
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
    expect(
      await fault(
        c.call('setllist.edit', {
          setl_id,
          version: 99,
          changes: [{ op: 'rows', node: 'icuinfo', rows: [] }],
        }),
      ),
    ).toMatchObject({ kind: 'conflict' })
    const { versions, edits } = await c.call('setllist.history', { setl_id })
    expect(versions).toHaveLength(1)
    expect(edits[0]).toMatchObject({ label: '单位地址', from: '', opterName: '管理员' })
  })

  it('4101 is filled from the same facts: money, items and counters add up', async () => {
    const c = await open()
    const { setl_id, view } = await settledStay(c, 1)
    const book = openContracts({ family: 'nhsa' })
    const deps = {
      ...{ form: '4101', fill_dept: '医保办', fixmedins_code: 'H1', fixmedins_name: '演示医院' },
      hsorg: { hsorg: '成都市医保局', hsorg_opter: '经办' },
      contract: (infno: string) => book.get(infno),
      dict: (name: string) => book.dict(name),
    } as unknown as SetllistDeps
    const facts = await loadFacts(c.app.journal, setl_id)
    const front = (await c.app.his.record('frontpage', view.stay.ipt_no))!.data
    const data = { form: '4101', of: ofFacts(facts), input: build(facts, front, '李明', deps).input } as const
    const faults = faultsOf(data, deps).filter(({ hint, path }) => !hint && !/resp_nurs|anst_dr/.test(path))
    expect(faults).toEqual([])
    expect(data.input).toMatchObject({ setlinfo: { diag_code_cnt: expect.any(Number), act_ipt_days: 1 } })
  })

  it('a 慢特病 settlement wants a list, a common visit and an interim settlement do not', async () => {
    const c = await open()
    const person = people.find((p) => p.psn_name === '王芳')!
    await settledVisit(c, people.find((p) => p.psn_name === '李国强')!.certno, {})
    await settledVisit(c, person.certno, { med_type: '14', dise_codg: 'M03900', dise_name: '高血压病' })
    const rows = await c.call('setllist.list', ever)
    expect(rows).toMatchObject([{ kind: 'outpatient', med_type: '14', state: 'none' }])
    const view = await c.call('setllist.open', { setl_id: rows[0]!.setl_id })
    expect(view.input).toMatchObject({ opspdiseinfo: [{ diag_code: 'M03900' }] })
    const told = view.list.filter(({ hint }) => !hint).map(({ path }) => path)
    expect(told.sort()).toEqual(['setlinfo.bill_code', 'setlinfo.bill_no', 'setlinfo.prfs'])
    const set = (field: string, value: string) => ({ op: 'set' as const, node: 'setlinfo', field, value })
    const { version, setl_id } = view
    const changes = [set('bill_code', '51060125'), set('bill_no', '0000000001'), set('prfs', '17')]
    expect((await c.call('setllist.edit', { setl_id, version, changes })).state).toBe('draft')
    expect(await c.call('setllist.upload', { setl_ids: [setl_id] })).toMatchObject([{ ok: true }])
  })

  it('an answer lost on the way: the list waits, cannot change, and gets its number later', async () => {
    const home = mkdtempSync(join(tmpdir(), 'guitai-setllist-'))
    const c = await open({ home })
    const { setl_id } = await settledStay(c, 0)
    const view = await mended(c, await c.call('setllist.open', { setl_id }))
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['4101A'], times: 2 }])
    expect(await c.call('setllist.upload', { setl_ids: [setl_id] })).toMatchObject([{ ok: false }])
    const [held] = await c.call('setllist.list', ever)
    expect(held).toMatchObject({ doubtful: true })
    const changes = [{ op: 'set' as const, node: 'setlinfo', field: 'emp_addr', value: 'x' }]
    expect(await fault(c.call('setllist.edit', { setl_id, version: view.version, changes }))).toMatchObject({
      kind: 'doubt',
    })
    await counters.pop()!.close()
    const later = await open({ home })
    await expect
      .poll(
        async () => {
          await later.app.engine.tick()
          return (await later.call('setllist.list', ever))[0]
        },
        { timeout: 60_000 },
      )
      .toMatchObject({ state: 'uploaded', doubtful: false, setl_list_id: expect.stringMatching(/^Q/) })
  })

  it('a settlement taken back makes its list void; the centre has nothing of it to submit', async () => {
    const c = await open()
    const { setl_id, view } = await settledStay(c, 2)
    await mended(c, await c.call('setllist.open', { setl_id }))
    await clerk(c).takenBack(view)
    expect(await c.call('setllist.list', ever)).toMatchObject([{ setl_id, state: 'void' }])
    const [result] = await c.call('setllist.upload', { setl_ids: [setl_id] })
    expect(result).toMatchObject({ ok: false, words: '结算已撤销，不用再报' })
  })

  it('what the HIS mends later is taken over, and what was typed by hand stays', async () => {
    const c = await open()
    const { setl_id, view } = await settledStay(c, 3)
    const made = await c.call('setllist.open', { setl_id })
    const set = { op: 'set' as const, node: 'setlinfo', field: 'prfs', value: '27' }
    const edited = await c.call('setllist.edit', { setl_id, version: made.version, changes: [set] })
    const { data } = (await c.app.his.record('frontpage', view.stay.ipt_no))!
    await c.app.his.putRecord('frontpage', view.stay.ipt_no, { ...data, prfs: '54', emp_addr: '新址' })
    const fresh = await c.call('setllist.rebuild', { setl_id, version: edited.version })
    expect(fresh.input).toMatchObject({ setlinfo: { prfs: '27', emp_addr: '新址' } })
    const clear = await c.call('setllist.reveal', { setl_id })
    expect(JSON.stringify(clear.input)).toContain(String(data.coner_tel))
    const trail = await c.call('auth.audit', { limit: 3 })
    expect(trail.map(({ action }) => action)).toContain('setllist.reveal')
  })
})

async function settledVisit(c: Counter, certno: string, header: object) {
  let view = await c.call('visit.open', {})
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  view = await c.call('visit.identify', { ...at(view), cert })
  await c.app.his.addBills(certno, 1)
  view = await c.call('visit.loadCharges', at(view))
  if (Object.keys(header).length > 0) view = await c.call('visit.setHeader', { ...at(view), ...header })
  view = await c.call('visit.presettle', at(view))
  return c.call('visit.settle', { ...at(view), payments: inCash(view) })
}
