import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { SelfpayRow } from '../shared/api/selfpay.ts'
import { faultOf } from '../shared/errors.ts'
import { between, says } from './support/between.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Self-pay stays through every handler, against the centre's own book. */
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
const listed = (c: Counter) => c.call('selfpay.list', {})
const of = (rows: SelfpayRow[], name: string, kind = 'inpatient') =>
  rows.find((row) => row.psn_name === name && row.kind === kind)!

describe('self-pay stays', () => {
  it('go up in the order of the contract, what is wrong is named, mended and goes on', async () => {
    const c = await open()
    expect(await c.call('selfpay.fetch', {})).toEqual({ added: 7, changed: 0, kept: 0 })
    expect(await c.call('selfpay.fetch', {})).toEqual({ added: 0, changed: 0, kept: 0 })
    const rows = await listed(c)
    expect(rows.every(({ state, lines }) => state === 'new' && lines > 5)).toBe(true)
    const results = await c.call('selfpay.upload', { ids: rows.map(({ id }) => id) })
    const bad = results.filter(({ ok }) => !ok)
    expect(bad).toHaveLength(2)
    expect(bad.map(({ words }) => words).join()).toMatch(/第 8 行 .*开单医生编码/)
    expect(bad.map(({ words }) => words).join()).toMatch(/医疗总费用：明细合计是/)
    for (const { id } of bad) {
      const view = await c.call('selfpay.open', { id })
      expect(view.list).toHaveLength(1)
      const [first] = view.list
      const value = first!.path.endsWith('medfee_sumamt')
        ? first!.message.replace(/^\D+/, '')
        : 'D510104000001'
      const changes = [{ path: first!.path, value }]
      const mended = await c.call('selfpay.mend', { id, version: view.version, changes })
      expect(mended).toMatchObject({ list: [], why: '' })
      expect(await c.call('selfpay.upload', { ids: [id] })).toMatchObject([{ ok: true }])
    }
    expect((await listed(c)).map(({ state }) => state)).toEqual(Array(7).fill('done'))
    const { tables, cplt_flag } = await c.call('selfpay.ask', { id: rows[0]!.id })
    expect(cplt_flag).toBe('1')
    expect(tables.map(({ infno, rows }) => [infno, rows.every(({ state }) => state === 'same')])).toEqual([
      ['4208', true],
      ['4209', true],
      ['4207', true],
    ])
    expect(/\d{17}[\dX]|139\d{8}/.test(JSON.stringify(tables))).toBe(false)
  })

  it('a process that ends in the middle leaves the rest to the next one, nothing twice', async () => {
    const home = mkdtempSync(join(tmpdir(), 'guitai-selfpay-'))
    const c = await open({ home })
    await c.call('selfpay.fetch', {})
    const { id, lines } = of(await listed(c), '李*强')
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['4202'], times: 2 }])
    expect(await c.call('selfpay.upload', { ids: [id] })).toMatchObject([{ ok: false }])
    await counters.pop()!.close()
    const later = await open({ home })
    await expect
      .poll(
        async () => {
          await later.app.engine.tick()
          return (await later.call('selfpay.open', { id })).state
        },
        { timeout: 60_000 },
      )
      .toBe('visit')
    expect(await later.call('selfpay.upload', { ids: [id] })).toMatchObject([{ ok: true }])
    const view = await later.call('selfpay.open', { id })
    expect(view).toMatchObject({ state: 'done', sent: lines })
    const sent = await later.call('txn.search', { infno: '4201A', limit: 50 })
    expect(sent.rows).toHaveLength(Math.ceil(lines / 100))
  })

  it('what is finished has to be opened again before it changes or goes', async () => {
    const c = await open()
    await c.call('selfpay.fetch', {})
    const rows = await listed(c)
    const stay = of(rows, '王*')
    await c.call('selfpay.upload', { ids: [stay.id] })
    const done = await c.call('selfpay.open', { id: stay.id })
    const tel = [{ path: 'mdtrt.tel', value: '13900000000' }]
    expect(
      await fault(c.call('selfpay.mend', { id: stay.id, version: done.version, changes: tel })),
    ).toMatchObject({ kind: 'conflict' })
    const reopened = await c.call('selfpay.reopen', {
      id: stay.id,
      version: done.version,
      reason: '电话错了',
    })
    expect(reopened.state).toBe('visit')
    const mended = await c.call('selfpay.mend', { id: stay.id, version: reopened.version, changes: tel })
    expect(mended.state).toBe('details')
    expect(JSON.stringify(mended)).not.toContain('13900000000')
    await c.call('selfpay.upload', { ids: [stay.id] })
    const again = await c.call('selfpay.open', { id: stay.id })
    const removed = await c.call('selfpay.remove', { id: stay.id, version: again.version, reason: '不报了' })
    expect(removed).toMatchObject({ state: 'removed', sent: 0 })
    const { tables } = await c.call('selfpay.ask', { id: stay.id })
    expect(
      tables.find(({ infno }) => infno === '4207')!.rows.every(({ state }) => state === 'onlyHere'),
    ).toBe(true)
  })

  it('the centre’s refusal is kept in its words, and a stay mended in the HIS begins anew', async () => {
    const wire = between()
    const c = await open({ send: wire.send })
    await c.call('selfpay.fetch', {})
    const { id } = of(await listed(c), '田*', 'outpatient')
    wire.answer = (infno) => (infno === '4205' ? says('联系电话 格式不正确') : null)
    const [result] = await c.call('selfpay.upload', { ids: [id] })
    expect(result!.ok).toBe(false)
    const stuck = await c.call('selfpay.open', { id })
    expect(stuck).toMatchObject({ state: 'cleared', why: result!.words })
    expect(stuck.list).toMatchObject([{ path: 'mdtrt.tel', label: '联系电话' }])
    wire.answer = () => null
    expect(stuck.steps.map(({ state }) => state)).toEqual(['done', 'failed', 'next'])
    const record = (await c.app.his.record('selfpay', id))!
    await c.app.his.putRecord('selfpay', id, record.data)
    expect(await c.call('selfpay.fetch', {})).toEqual({ added: 0, changed: 1, kept: 0 })
    expect((await c.call('selfpay.open', { id })).state).toBe('new')
    expect(await c.call('selfpay.upload', { ids: [id] })).toMatchObject([{ ok: true }])
  })
})
