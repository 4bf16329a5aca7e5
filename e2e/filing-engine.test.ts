import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { dateOf } from '../shared/msgid.ts'
import { at, type Counter, type CounterOptions, inCash, openCounter } from './support/counter.ts'

/** Filings through every handler, against the centre's own book. */
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
const today = dateOf(Date.now())
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)

async function identified(c: Counter, name: string) {
  const { certno } = one(name)
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  return c.call('filing.person', { cert })
}
const chronic = (personId: string, over: object = {}) => ({
  ...{ personId, insutype: '310', opsp_dise_code: 'M03900', opsp_dise_name: '高血压病' },
  ...{ hosp_ide_date: today, diag_dr_codg: 'D510100000001', diag_dr_name: '医生甲', begndate: today },
  ...over,
})
const transfer = (personId: string, over: object = {}) => ({
  ...{ personId, insutype: '', diag_code: 'I25.103', diag_name: '冠心病', tel: '13800001111' },
  ...{ reflin_medins_no: 'H11010000001', reflin_medins_name: '首都示范医院', mdtrtarea_admdvs: '110100' },
  ...{ refl_type: '3', refl_date: today, refl_rea: '本院不能手术', refl_opnn: '同意' },
  ...over,
})

describe('filings', () => {
  it('files, lists, shows and withdraws each kind; names and numbers masked, acts audited', async () => {
    const c = await open()
    const { personId, remote, person } = await identified(c, '王芳')
    expect(remote).toBe(false)
    expect(JSON.stringify(person)).not.toContain('王芳')
    const made = [
      await c.call('filing.chronic', chronic(personId)),
      await c.call('filing.transfer', transfer(personId)),
      await c.call('filing.fixed', { personId, biz_appy_type: '03', begndate: today, fix_srt_no: '1' }),
    ]
    for (const filing of made) {
      expect(filing).toMatchObject({ state: 'stands', stateLabel: '已备案', doubtful: false, note: '' })
      expect(filing.trt_dcla_detl_sn).toMatch(/^BA\d+$/)
      expect(JSON.stringify(filing)).not.toContain(one('王芳').certno)
      expect(JSON.stringify(filing)).not.toContain('13800001111')
    }
    expect(made[0]!.summary).toBe(`高血压病 ${today} 起`)
    expect(made[1]!.fields).toContainEqual({ label: '转院类型', value: '3 转往省外异地' })
    expect(made[2]!.summary).toContain('就医定点医疗机构登记 第 1 定点')
    const status = await c.call('filing.status', { personId })
    expect(status.gaps).toEqual([])
    expect(status.chronic).toMatchObject([{ opsp_dise_code: 'M03900', begndate: today }])
    expect(status.fixed).toMatchObject([{ biz_appy_type: '03', fix_srt_no: '1' }])
    expect(status.transfers).toMatchObject([{ reflin_medins_name: '首都示范医院', refl_date: today }])
    expect(status.filings).toHaveLength(3)
    for (const { filingId, version } of status.filings) {
      const gone = await c.call('filing.withdraw', { filingId, version, reason: '填错了' })
      expect(gone).toMatchObject({ state: 'withdrawn', stateLabel: '已撤销' })
      expect(gone.note).toContain('撤销：填错了')
    }
    const after = await c.call('filing.status', { personId })
    expect([after.chronic, after.fixed, after.transfers]).toEqual([[], [], []])
    expect(await c.call('filing.list', { text: '王芳' })).toHaveLength(3)
    expect(await c.call('filing.list', { text: '李国强' })).toEqual([])
    const trail = await c.call('auth.audit', { limit: 6 })
    expect(trail.map(({ action }) => action).sort()).toEqual([
      ...Array(3).fill('filing.file'),
      ...Array(3).fill('filing.withdraw'),
    ])
  })

  it('carries the region of insurance in every message', async () => {
    const c = await open()
    const { personId, remote } = await identified(c, '宋远方')
    expect(remote).toBe(true)
    const filing = await c.call('filing.chronic', chronic(personId))
    await c.call('filing.status', { personId })
    const { filingId, version } = filing
    await c.call('filing.withdraw', { filingId, version, reason: '填错了' })
    const { rows } = await c.call('txn.search', { limit: 50, withoutQueries: false })
    const about = rows.filter(({ infno }) => /^(25|53)/.test(infno))
    expect(about.map(({ infno }) => infno).sort()).toEqual(['2503', '2504', '5301', '5302', '5302', '5304'])
    for (const { msgid } of about) {
      const { wire } = await c.call('txn.get', { msgid })
      expect(wire).toMatch(/"insuplc_admdvs":\s*"440300"/)
    }
  })

  it('refuses what does not fit before anything is written or sent', async () => {
    const c = await open()
    const { personId } = await identified(c, '王芳')
    const before = c.app.sandbox!.requests()
    const wrong = await fault(c.call('filing.transfer', transfer(personId, { refl_type: '1' })))
    expect(wrong).toMatchObject({ kind: 'invalid', fields: [{ path: 'refl_type' }] })
    const noCode = await fault(c.call('filing.transfer', transfer(personId, { refl_type: '77' })))
    expect(noCode!.fields).toMatchObject([{ path: 'refl_type', label: '转院类型', rule: 'dict' }])
    const notInsured = await fault(c.call('filing.chronic', chronic(personId, { insutype: '390' })))
    expect(notInsured!.fields).toMatchObject([{ path: 'insutype' }])
    const stranger = await fault(c.call('filing.chronic', chronic('nobody')))
    expect(stranger).toMatchObject({ kind: 'not_found' })
    expect(c.app.sandbox!.requests()).toBe(before)
    expect(await c.call('filing.list', {})).toEqual([])
  })

  it('leaves what the centre refuses as not done, and says why', async () => {
    const c = await open()
    const { personId } = await identified(c, '王芳')
    await c.call('filing.chronic', chronic(personId))
    const again = await fault(c.call('filing.chronic', chronic(personId)))
    expect(again).toMatchObject({ kind: 'conflict' })
    expect(again!.what).toMatch(/已经办过，流水号 BA/)
    const overlap = chronic(personId, { begndate: dateOf(Date.now() + 86_400_000) })
    expect(await fault(c.call('filing.chronic', overlap))).toMatchObject({ kind: 'rejected' })
    const rows = await c.call('filing.list', {})
    expect(rows.map(({ state }) => state).sort()).toEqual(['draft', 'stands'])
    const draft = rows.find(({ state }) => state === 'draft')!
    const refused = await fault(
      c.call('filing.withdraw', { filingId: draft.filingId, version: draft.version, reason: 'x' }),
    )
    expect(refused).toMatchObject({ kind: 'conflict' })
  })

  it('an answer lost on the way is found again with its number, and nothing else is begun meanwhile', async () => {
    const c = await open()
    const { personId } = await identified(c, '王芳')
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['2503'], times: 2 }])
    expect(await fault(c.call('filing.chronic', chronic(personId)))).toMatchObject({ kind: 'doubt' })
    const [held] = await c.call('filing.list', {})
    expect(held).toMatchObject({ state: 'draft', stateLabel: '查证中', doubtful: true })
    expect(await fault(c.call('filing.transfer', transfer(personId)))).toMatchObject({ kind: 'doubt' })
    expect(await c.call('filing.list', {})).toHaveLength(1)
    await settle(c)
    const [found] = await c.call('filing.list', {})
    expect(found).toMatchObject({ state: 'stands', doubtful: false, note: '' })
    expect(found!.trt_dcla_detl_sn).toMatch(/^BA/)
  })

  it('a process that ends before the answer leaves the filing to the next one', async () => {
    const home = mkdtempSync(join(tmpdir(), 'guitai-filing-'))
    const c = await open({ home })
    const { personId } = await identified(c, '王芳')
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['2503'] }])
    expect(await fault(c.call('filing.chronic', chronic(personId)))).toMatchObject({ kind: 'doubt' })
    await counters.pop()!.close()
    const later = await open({ home })
    await settle(later)
    const [found] = await later.call('filing.list', {})
    expect(found).toMatchObject({ state: 'stands', doubtful: false })
    expect(found!.trt_dcla_detl_sn).toMatch(/^BA/)
    expect(await fault(later.call('filing.status', { personId }))).toMatchObject({ kind: 'not_found' })
  })

  it('a centre that only says 重复 leaves it standing without a number, which its own list confirms', async () => {
    const c = await open({ sandbox: { repeatMsgid: 'refuse' } })
    const { personId } = await identified(c, '王芳')
    const lost = (code: string) => ({ kind: 'drop_after' as const, codes: [code], times: 1 })
    c.app.sandbox!.setFaults(['2503', '2501', '2505'].map(lost))
    const fixed = { personId, biz_appy_type: '03', begndate: today, fix_srt_no: '1' }
    const made = [
      await c.call('filing.chronic', chronic(personId)),
      await c.call('filing.transfer', transfer(personId)),
      await c.call('filing.fixed', fixed),
    ]
    for (const filing of made) {
      expect(filing).toMatchObject({ state: 'stands', trt_dcla_detl_sn: null })
      expect(filing.note).toContain('查到了')
    }
    const [first] = made
    const asked = { filingId: first!.filingId, version: first!.version, reason: '填错了' }
    const without = await fault(c.call('filing.withdraw', asked))
    expect(without).toMatchObject({ kind: 'invalid', fields: [{ path: 'trt_dcla_detl_sn' }] })
    const mistyped = { ...asked, trt_dcla_detl_sn: 'BA999999999999' }
    expect(await fault(c.call('filing.withdraw', mistyped))).toMatchObject({ kind: 'rejected' })
    expect((await c.call('filing.list', {})).every(({ state }) => state === 'stands')).toBe(true)
    const gone = await c.call('filing.withdraw', { ...asked, trt_dcla_detl_sn: 'BA000000000001' })
    expect(gone).toMatchObject({ state: 'withdrawn', trt_dcla_detl_sn: 'BA000000000001' })
    expect((await c.call('filing.status', { personId })).chronic).toEqual([])
  })

  it('tells which question got no answer, and shows the rest', async () => {
    const c = await open()
    const { personId } = await identified(c, '王芳')
    await c.call('filing.chronic', chronic(personId))
    c.app.sandbox!.setFaults([{ kind: 'drop_before', codes: ['5304'] }])
    const status = await c.call('filing.status', { personId })
    expect(status.gaps).toHaveLength(1)
    expect(status.gaps[0]).toContain('转院备案（5304）没有查到')
    expect(status.chronic).toHaveLength(1)
  })

  it('a filing used by a settlement cannot be withdrawn', async () => {
    const c = await open()
    const { personId } = await identified(c, '王芳')
    const { filingId, version } = await c.call('filing.chronic', chronic(personId))
    const { certno } = one('王芳')
    const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
    let view = await c.call('visit.identify', { ...at(await c.call('visit.open', {})), cert })
    await c.app.his.addBills(certno, 1)
    view = await c.call('visit.loadCharges', at(view))
    const wrong = { med_type: '14', dise_codg: 'M01600', dise_name: '糖尿病' }
    view = await c.call('visit.setHeader', { ...at(view), ...wrong })
    expect((await fault(c.call('visit.presettle', at(view))))?.what).toContain('未备案')
    view = await c.call('visit.get', { encounterId: view.visit.encounterId })
    view = await c.call('visit.back', at(view))
    view = await c.call('visit.setHeader', { ...at(view), dise_codg: 'M03900', dise_name: '高血压病' })
    view = await c.call('visit.presettle', at(view))
    view = await c.call('visit.settle', { ...at(view), payments: inCash(view) })
    const used = await fault(c.call('filing.withdraw', { filingId, version, reason: '填错了' }))
    expect(used).toMatchObject({ kind: 'rejected' })
    expect(used!.centre!.message).toContain('已用于结算')
    await c.call('visit.refund', { ...at(view), reason: '开错药', after: 'cancel' })
    await c.call('filing.withdraw', { filingId, version, reason: '填错了' })
  })
})

/** Looks at what is in doubt until there is nothing left to look at. */
async function settle(c: Counter) {
  await expect
    .poll(
      async () => {
        await c.app.engine.tick()
        return c.app.journal.countDoubtful()
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(0)
}
