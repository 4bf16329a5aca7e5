import { afterEach, describe, expect, it } from 'vitest'
import { faultOf } from '../shared/errors.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Catalogues through every handler, against the centre's own. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const PATIENCE = { timeout: 60_000, interval: 50 }
const row = async (c: Counter, kind: string) =>
  (await c.call('terms.list', {})).find((one) => one.kind === kind)!

/** Downloads and waits for the end of it. */
async function fetched(c: Counter, kinds: string[], fresh = false) {
  await c.call('terms.download', { kinds, fresh })
  await expect
    .poll(async () => {
      const list = await c.call('terms.list', {})
      return list.filter(
        ({ kind, work }) => kinds.includes(kind) && (work === 'waiting' || work === 'running'),
      ).length
    }, PATIENCE)
    .toBe(0)
}

describe('catalogues', () => {
  it('come by version and file, are searched, and the next version tells what it changed', async () => {
    const c = await open()
    expect(await row(c, '1307')).toMatchObject({ version: null, rows: 0, work: 'none', searched: false })
    await fetched(c, ['1301', '1305', '1307'])
    expect(await row(c, '1307')).toMatchObject({ version: 'v1001', rows: 40, changed: null, work: 'none' })
    const names = async (text: string, kinds: string[] = []) =>
      (await c.call('terms.search', { text, kinds })).map(({ name }) => name)
    expect(await names('阑尾', ['1307'])).toEqual(['急性阑尾炎', '慢性阑尾炎', '急性阑尾炎伴局限性腹膜炎'])
    expect((await names('jxlwy'))[0]).toBe('急性阑尾炎')
    expect(await names('上𬌗')).toEqual(['上𬌗后缩'])
    expect(await names('amxl')).toEqual(['阿莫西林胶囊'])
    expect((await c.call('terms.search', { text: '急性' })).every(({ kind }) => kind === '1307')).toBe(true)

    await fetched(c, ['1307'])
    const next = await row(c, '1307')
    expect(next).toMatchObject({ version: 'v1002', rows: 41, changed: { added: 1, changed: 1, stopped: 1 } })
    expect(next.doing).toBe('已更新到版本 v1002：新增 1、变更 1、停用 1')
    const { rows, total } = await c.call('terms.changes', { kind: '1307' })
    expect(total).toBe(3)
    expect(rows[0]).toMatchObject({ what: 'added', code: 'U07.100' })
    expect(rows[1]!.columns).toEqual([
      { label: '诊断名称', before: '功能性消化不良', after: '功能性消化不良（餐后不适）' },
    ])
    const at = '2026-06-01'
    expect(await c.call('terms.search', { text: '单一活产', at })).toEqual([])
    expect(await c.call('terms.search', { text: '单一活产' })).toMatchObject([{ valid: false }])
    await fetched(c, ['1307'])
    expect(await row(c, '1307')).toMatchObject({ version: 'v1002', doing: '没有更新' })
  })

  it('limits, ratios and classes are fetched by pages and hold at a date', async () => {
    const c = await open()
    await fetched(c, ['1301', '1312', '1316', '1318', '1319'])
    expect(await row(c, '1312')).toMatchObject({ by: 'page', rows: 72, work: 'none', version: '2026-01-01' })
    const told = async (code: string, at: string) => {
      const { terms } = await c.call('terms.entry', { kind: '1301', code, at })
      return Object.fromEntries(terms.map(({ label, value }) => [label, value]))
    }
    expect(await told('XA10ABG010B002010100022', '2026-05-01')).toEqual({
      收费项目等级: '02 乙类',
      限制使用: expect.stringContaining('0'),
      定价上限: '65.34 元',
      先行自付比例: '10%',
    })
    // one drug was 丙 before the new year
    const turned = 'XR06AEX092A001010100029'
    expect((await told(turned, '2025-12-31')).收费项目等级).toBe('03 丙类')
    expect((await told(turned, '2026-01-01')).收费项目等级).toBe('02 乙类')
    expect((await told(turned, '2019-12-31')).收费项目等级).toBe(null)
    const { periods, fields } = await c.call('terms.entry', { kind: '1301', code: turned, at: '2026-01-01' })
    expect(periods.filter(({ label }) => label === '医保目录').map(({ holds }) => holds)).toEqual([
      true,
      false,
    ])
    expect(fields).toContainEqual({ label: '医疗目录编码', value: turned })
    // again: only what was updated since
    await fetched(c, ['1312'])
    expect(await row(c, '1312')).toMatchObject({ rows: 72, doing: '更新 1 条' })
  })

  it('民族药 come by pages and are searched like the others', async () => {
    const c = await open()
    await fetched(c, ['1304'])
    expect(await c.call('terms.search', { text: '七味' })).toMatchObject([
      { kind: '1304', name: '七味红花殊胜丸' },
    ])
    expect(await row(c, '1304')).toMatchObject({ rows: 4, by: 'page' })
  })

  it('what the centre refuses stands in the list, and the version in use stays', async () => {
    const c = await open()
    await fetched(c, ['1309'])
    c.app.sandbox!.setFaults([{ kind: 'drop_before', codes: ['9102'] }])
    await fetched(c, ['1309'])
    expect(await row(c, '1309')).toMatchObject({ version: 'v1001', work: 'failed' })
    c.app.sandbox!.setFaults([])
    await fetched(c, ['1309'])
    expect(await row(c, '1309')).toMatchObject({ version: 'v1002', work: 'none' })
  })

  it('code tables and institutions are asked for by a person; the level of the house sets its limits', async () => {
    const c = await open()
    const values = await c.call('terms.fetchDict', { type: 'med_type', admdvs: '510100' })
    expect(values.length).toBeGreaterThan(3)
    expect(await c.call('terms.dicts', {})).toMatchObject([{ type: 'med_type', rows: values.length }])
    expect(await c.call('terms.dict', { type: 'med_type', admdvs: '510100' })).toEqual(values)
    const found = await c.call('terms.institutions', { fixmedins_type: '1', text: 'H51010400001' })
    expect(found).toMatchObject([{ fixmedins_code: 'H51010400001', own: true }])
  })

  it('refuses kinds that the site does not have', async () => {
    const c = await open()
    const fault = await c.call('terms.download', { kinds: ['1399'] }).catch(faultOf)
    expect(fault).toMatchObject({ kind: 'not_found' })
    expect(await c.call('terms.pause', { kind: '1301' }).catch(faultOf)).toMatchObject({ kind: 'conflict' })
  })

  it('the tasks of the night bring the same', async () => {
    const c = await open()
    const tasks = await c.call('monitor.tasks', {})
    expect(tasks.map(({ taskId }) => taskId)).toEqual(
      expect.arrayContaining(['terms.1301', 'terms.1315', 'terms.1319']),
    )
  })
})
