import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeSheet } from '../electron/app/export/sheets.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import type { ApiArgs } from '../shared/ipc.ts'
import { dateOf } from '../shared/msgid.ts'
import { clerk, seen as ofStay, who } from './support/clerk.ts'
import { at, type Counter, inCash, openCounter } from './support/counter.ts'

/** Mappings from the price list to the centre and back, and the guard that stands on them. */
const AMOXICILLIN = 'YP0001'
const CODE = 'XJ01CAA040E001010100011'
const AZITHROMYCIN = 'XJ01FAA047A001010100013'
const SPECIAL_CLINIC = 'ZF0006'
const today = dateOf(Date.now())

let c: Counter
beforeAll(async () => {
  c = await openCounter()
})
afterAll(() => c.close())

const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const get = (id: string) => c.call('mapping.get', { id })
const seen = async (id: string) => ({ id, version: (await get(id)).version })
const list = (query: ApiArgs<'mapping.list'> = {}) => c.call('mapping.list', query)
const approve = async (
  id: string,
  med_list_codg: string,
  more: { begndate?: string; enddate?: string } = {},
) =>
  c.call('mapping.approve', {
    ...(await seen(id)),
    med_list_codg,
    begndate: today,
    enddate: '2099-12-31',
    ...more,
  })
const withdraw = async (id: string) => c.call('mapping.withdraw', { ...(await seen(id)), reason: '对错了' })

/** A visit of an insured person with one item. */
async function visitWith(item: string, n = 0) {
  const { certno } = people.filter(
    (p) => p.insu.length === 1 && p.area === '510100' && p.insu[0]!.psn_insu_stas === '1',
  )[n]!
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  let view = await c.call('visit.open', {})
  view = await c.call('visit.identify', { ...at(view), cert })
  view = await c.call('visit.addLine', { ...at(view), medins_list_codg: item, cnt: '1' })
  return c.call('visit.setHeader', {
    ...at(view),
    ...{ med_type: '11', dept_code: '0101', atddr_no: (await c.app.his.doctors('0101'))[0]!.atddr_no },
    diagnoses: [{ diag_code: 'J06.900', diag_name: '急性上呼吸道感染', diag_type: '1', main: true }],
  })
}

describe('the list', () => {
  it('has everything of the price list, what needs a hand first', async () => {
    const { rows, counts, kinds, total } = await list()
    expect(total).toBe(rows.length)
    expect(counts.there).toBe(72)
    expect(rows.length).toBe(counts.there + counts.none + counts.review)
    expect(rows.at(-1)!.state).toBe('there')
    expect(kinds.map(({ list_type }) => list_type)).toEqual(['101', '102', '201', '301'])
    expect((await list({ text: 'amxl' })).rows.map(({ id }) => id)).toContain(AMOXICILLIN)
    expect((await list({ text: CODE })).rows.map(({ id }) => id)).toEqual([AMOXICILLIN])
    expect((await list({ state: 'there', list_type: '301' })).total).toBe(5)
  })
  it('takes in what the HIS has changed, and says that it has to be looked at', async () => {
    const { data } = (await c.app.his.record('item', AMOXICILLIN))!
    await c.app.his.putRecord('item', AMOXICILLIN, { ...data, spec: '0.5g×24粒' })
    expect(await c.call('mapping.read', {})).toMatchObject({ read: 1 })
    expect(await get(AMOXICILLIN)).toMatchObject({ state: 'there', note: 'HIS 里的项目已改动，请核对对照' })
    await c.app.his.putRecord('item', AMOXICILLIN, data)
    await c.call('mapping.read', {})
    expect(await c.call('mapping.read', {})).toMatchObject({ read: 0 })
  })
})

describe('one mapping', () => {
  it('is refused here where it cannot be right, and nothing is sent', async () => {
    const before = c.app.sandbox!.requests()
    const wrong = { begndate: '2026-05-01', enddate: '2026-04-30' }
    expect(await fault(approve('YP0201', CODE, wrong))).toMatchObject({
      fields: [{ path: 'enddate', message: '结束日期：不能早于开始日期' }],
    })
    expect(await fault(approve(AMOXICILLIN, CODE, { begndate: '2020-01-01' }))).toMatchObject({
      what: expect.stringContaining('完全相同'),
    })
    const { version } = await get('YP0201')
    const stale = { id: 'YP0201', version: version - 1, med_list_codg: CODE, begndate: today, enddate: today }
    expect(await fault(c.call('mapping.approve', stale))).toMatchObject({ kind: 'conflict' })
    expect(c.app.sandbox!.requests()).toBe(before)
  })
  it('waits, goes up, stands; the centre’s no is its state and is mended by another approval', async () => {
    expect((await approve('YP0201', 'XZ0000000000000000000000')).state).toBe('waiting')
    expect(await c.call('mapping.upload', {})).toEqual({ accepted: 0, refused: 1, left: 0 })
    expect(await get('YP0201')).toMatchObject({
      state: 'refused',
      note: expect.stringContaining('不在医保目录'),
    })
    await approve('YP0201', CODE)
    expect(await c.call('mapping.upload', {})).toEqual({ accepted: 1, refused: 0, left: 0 })
    expect(await get('YP0201')).toMatchObject({ state: 'there', standsCode: CODE })
    const trail = await c.call('auth.audit', { limit: 20 })
    expect(trail.filter(({ action }) => action === 'mapping.approve')).toHaveLength(2)
  })
  it('mapped anew is 3302 of the old and 3301 of the new', async () => {
    await approve('YP0201', AZITHROMYCIN)
    expect(await get('YP0201')).toMatchObject({ state: 'waiting', standsCode: '' })
    await c.call('mapping.upload', {})
    expect(await get('YP0201')).toMatchObject({ state: 'there', standsCode: AZITHROMYCIN })
    const { rows } = await c.call('txn.search', { infno: '3302' })
    expect(rows).toHaveLength(1)
  })
  it('that a person refuses is not proposed again; one that waits can be given up', async () => {
    await approve('YP0203', CODE)
    await withdraw('YP0203')
    expect(await get('YP0203')).toMatchObject({ state: 'review', med_list_codg: CODE })
    await c.call('mapping.refuse', await seen('YP0203'))
    expect(await get('YP0203')).toMatchObject({ state: 'none', med_list_codg: '' })
    expect(await c.call('mapping.upload', {})).toEqual({ accepted: 0, refused: 0, left: 0 })
  })
})

describe('an answer that does not come', () => {
  const until = (id: string, state: string) =>
    expect.poll(async () => (await get(id)).state, { timeout: 60_000, interval: 50 }).toBe(state)
  const history = async (infno: string) => {
    const [newest] = (await c.call('txn.search', { infno })).rows
    return (await c.call('txn.get', { msgid: newest!.msgid })).history.map(({ label }) => label)
  }
  const strike = (code: string) => c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: [code], times: 1 }])

  it('of 3302: nothing else is done to the item until it is known; then it is taken back, and can be mapped', async () => {
    const entry = 'XB01ACL151A001010100025'
    const { id } = (await list({ text: entry })).rows[0]!
    strike('3302')
    await fault(withdraw(id))
    await until(id, 'withdrawn')
    expect(await history('3302')).toContain('结果未知')
    await approve(id, entry, { begndate: '2020-01-01' })
    await c.call('mapping.upload', {})
    expect(await get(id)).toMatchObject({ state: 'there', standsCode: entry })
  })
  it('of 3301: the rows stay bound to their message, and stand once', async () => {
    const entry = 'XA02BCA197E001010100026'
    const { id } = (await list({ text: entry })).rows[0]!
    await withdraw(id)
    strike('3301')
    await approve(id, entry, { begndate: '2020-01-01' })
    await fault(c.call('mapping.upload', {}))
    await until(id, 'there')
    const states = await history('3301')
    expect(states).toContain('结果未知')
    expect(states.at(-1)).toBe('成功')
  })
})

describe('the guard', () => {
  it('keeps an outpatient’s item back by name before anything is sent, and lets it pass once it is mapped', async () => {
    await withdraw(AMOXICILLIN)
    const view = await visitWith(AMOXICILLIN)
    const before = c.app.sandbox!.requests()
    expect(await fault(c.call('visit.presettle', at(view)))).toMatchObject({
      kind: 'invalid',
      what: '“阿莫西林胶囊”（YP0001）目录对照已撤销，不能随医保上传',
      fields: [{ path: 'mapping.YP0001' }],
    })
    expect(c.app.sandbox!.requests()).toBe(before)
    await approve(AMOXICILLIN, CODE)
    expect(await fault(c.call('visit.presettle', at(view)))).toMatchObject({
      what: expect.stringContaining('还没有传到中心'),
    })
    await c.call('mapping.upload', {})
    const ready = await c.call('visit.presettle', at(view))
    const settled = await c.call('visit.settle', { ...at(ready), payments: inCash(ready) })
    expect(settled.visit.step).toBe('settled')
  })
  it('gives an item without a code of the HIS the one that it is mapped to', async () => {
    const view = await visitWith(SPECIAL_CLINIC, 1)
    expect(await fault(c.call('visit.presettle', at(view)))).toMatchObject({
      fields: [{ path: `mapping.${SPECIAL_CLINIC}` }],
    })
    await approve(SPECIAL_CLINIC, '001102000020000')
    await c.call('mapping.upload', {})
    const ready = await c.call('visit.presettle', at(view))
    expect(ready.visit.lines[0]).toMatchObject({ med_list_codg: '001102000020000' })
    expect(ready.visit.step).toBe('presettled')
  })
  it('keeps a ward’s lines back one by one, and all others go up', async () => {
    const { admitted, loaded } = clerk(c)
    const admittedNow = await admitted(who(5))
    await c.app.his.addCharges(admittedNow.stay.ipt_no, 30)
    const view = await loaded(admittedNow)
    const { rows } = await c.call('admission.fees', { encounterId: view.stay.encounterId })
    const item = rows[0]!.medins_list_codg
    const of = rows.filter((row) => row.medins_list_codg === item).length
    await withdraw(item)
    const done = await c.call('admission.upload', ofStay(view))
    expect(done.failed).toHaveLength(of)
    expect(done.failed[0]!.why).toContain('目录对照已撤销')
    expect(done.sent).toBe(rows.length - of)
    await approve(item, rows[0]!.med_list_codg, { begndate: '2020-01-01' })
    await c.call('mapping.upload', {})
    const again = await c.call('admission.upload', { ...ofStay(done.view), again: true })
    expect([again.sent, again.failed.length]).toEqual([of, 0])
  })
})

describe('1317', () => {
  it('tells what both sides have, and takes over what only the centre has', async () => {
    const report = await c.call('mapping.compare', {})
    expect(report).toMatchObject({ lost: 1, differ: 0, adopted: 0, strangers: 0 })
    expect(await get('LS0001')).toMatchObject({ state: 'withdrawn', note: '中心没有这条对照' })
    expect(report.same).toBe((await list()).counts.there)
  })
})

describe('Excel', () => {
  const columns = ['医院目录编码', '医疗目录编码', '开始日期', '结束日期'].map((title) => ({ title }))
  async function bring(rows: string[][]) {
    const path = join(dirname((await sheetPath()).path), 'to-bring.xlsx')
    async function* all() {
      yield* rows
    }
    await writeSheet({ path, name: '对照', columns, rows: all(), signal: new AbortController().signal })
    return readFileSync(path).toString('base64')
  }
  const sheetPath = () => c.call('export.table', { table: 'mapping', query: { state: 'there' } })

  it('what was taken out comes back as no change', async () => {
    const { path, rows } = await sheetPath()
    const part = readFileSync(path).toString('base64')
    const preview = await c.call('mapping.import', { part, first: true, last: true })
    expect(preview).toMatchObject({ rows, same: rows, changes: [], bad: [] })
  })
  it('shows what changes and which cells are wrong; nothing happens before it is confirmed', async () => {
    const part = await bring([
      ['YP0205', 'XC10AAA231A001010100023', '2026/1/5', ''],
      ['NONE', CODE, '', ''],
      ['YP0203', CODE, '昨天', ''],
      ['YP0205', CODE, '', ''],
      ['YP0206', '', '', ''],
    ])
    const half = Math.floor(part.length / 8) * 4
    expect(await c.call('mapping.import', { part: part.slice(0, half), first: true, last: false })).toBeNull()
    const preview = await c.call('mapping.import', { part: part.slice(half), first: false, last: true })
    expect(preview!.bad).toEqual([
      { row: 3, column: '医院目录编码', why: '价表里没有 NONE' },
      { row: 4, column: '开始日期', why: '“昨天”不是日期' },
      { row: 5, column: '医院目录编码', why: '与第 2 行重复' },
    ])
    expect(preview!.changes).toMatchObject([
      { id: 'YP0205', to: expect.stringContaining('2026-01-05 至 长期') },
    ])
    expect((await get('YP0205')).state).not.toBe('review')
    expect(await c.call('mapping.importApply', { importId: preview!.importId })).toEqual({ changed: 1 })
    expect(await get('YP0205')).toMatchObject({ state: 'review', sure: true, begndate: '2026-01-05' })
    expect(await fault(c.call('mapping.importApply', { importId: preview!.importId }))).toMatchObject({
      kind: 'conflict',
    })
    expect(await c.call('mapping.approveAll', {})).toEqual({ approved: 1 })
    expect(await c.call('mapping.upload', {})).toMatchObject({ accepted: 1 })
  })
})
