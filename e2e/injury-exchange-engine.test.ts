import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TRAINING_SITE } from '../electron/config.ts'
import type { InjuryView } from '../shared/api/injury.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { type Counter, openCounter } from './support/counter.ts'

/** The exchange with the cross-province platform through the real composition, the platform's books beside it. */
const QUICK = {
  look_first_ms: 20,
  look_longest_ms: 60,
  tick_ms: 20,
  outbox_first_ms: 20,
  outbox_longest_ms: 60,
}
const path = join(mkdtempSync(join(tmpdir(), 'guitai-gy-')), 'injury.db')
let c: Counter
let there: Database.Database

beforeAll(async () => {
  c = await openCounter({ injurySandbox: { path }, timing: QUICK })
  there = new Database(path, { readonly: true })
})
afterAll(async () => {
  there?.close()
  await c?.close()
})

const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const faults = (...rules: { kind: string; codes: string[]; times?: number }[]) =>
  c.app.injury!.setFaults(rules.map((rule) => ({ rate: 1, ...rule })) as never)
/** how the platform has the rows of one download: state, and how often each was confirmed */
const held = (dl: string) =>
  there
    .prepare(
      'select state, confirms, count(*) as n from gy_download where dl = ? group by 1, 2 order by 1, 2',
    )
    .all(dl)
const stored = async (code: string, states: string[] = []) =>
  (await c.app.journal.docs({ kind: `gy.${code}`, limit: 10_000, ...(states.length ? { states } : {}) }))
    .length
const one = async (code: string) =>
  (await c.call('injury.exchange.downloads', {})).find((row) => row.code === code)!
const listed = async (code: string, states: string[] = [], text = '') =>
  (await c.call('injury.exchange.rows', { code, states, text })).rows
const sent = async (infno: string) => (await c.app.journal.searchTxns({ infno, offset: 0, limit: 1 })).total

describe('downloads', () => {
  it('come in pages of 500, each stored, booked and confirmed once before the next', async () => {
    const { rows } = await c.call('injury.exchange.run', { code: 'GYD006' })
    expect(rows).toBeGreaterThan(1_200)
    expect(await stored('GYD006')).toBe(rows)
    expect(held('GYD006')).toEqual([{ state: 'done', confirms: 1, n: rows }])
    expect(await sent('GYD006')).toBe(Math.ceil(rows / 500))
    expect(await sent('GYU008')).toBe(Math.ceil(rows / 500))
    expect(await one('GYD006')).toMatchObject({
      stored: rows,
      unconfirmed: 0,
      refused: 0,
      lost: null,
      more: false,
    })
  })

  it('whose answer is lost are held by the platform, found by GYD008 and asked for again by GYR005', async () => {
    faults({ kind: 'drop_after', codes: ['GYD001'], times: 1 })
    const { rows } = await c.call('injury.exchange.run', { code: 'GYD001' })
    faults()
    expect(rows).toBe(640)
    expect(await sent('GYR005')).toBe(1)
    expect(await stored('GYD001')).toBe(640)
    expect(held('GYD001')).toEqual([{ state: 'done', confirms: 1, n: 640 }])
  })

  it('are not asked for while one that was lost is not compared; the next run makes it good', async () => {
    faults({ kind: 'drop_after', codes: ['GYD009', 'GYD008'] })
    expect(await fault(c.call('injury.exchange.run', { code: 'GYD009' }))).toMatchObject({
      kind: 'unreachable',
    })
    // nothing was fetched since this process began: the first thing is the comparison, and it had no answer
    expect(await sent('GYD009')).toBe(0)
    faults({ kind: 'drop_after', codes: ['GYD009'] })
    expect(await fault(c.call('injury.exchange.run', { code: 'GYD009' }))).toMatchObject({
      kind: 'unreachable',
    })
    expect(await one('GYD009')).toMatchObject({ stored: 0, lost: { transid: expect.any(String) } })
    faults()
    expect((await c.call('injury.exchange.run', { code: 'GYD009' })).rows).toBe(36)
    expect(await one('GYD009')).toMatchObject({ stored: 36, unconfirmed: 0, lost: null })
    expect(held('GYD009')).toEqual([{ state: 'done', confirms: 1, n: 36 }])
  })

  it('whose feedback has no answer are asked after, and never confirmed twice', async () => {
    faults({ kind: 'drop_after', codes: ['GYU008', 'GYD053'] })
    const before = await sent('GYU008')
    for (let n = 0; n < 3; n++)
      expect(await fault(c.call('injury.exchange.run', { code: 'GYD101' }))).toMatchObject({ kind: 'doubt' })
    expect(await sent('GYU008')).toBe(before + 1)
    expect(await sent('GYD101')).toBe(1)
    expect(await one('GYD101')).toMatchObject({ stored: 14, unconfirmed: 14 })
    faults()
    await expect.poll(async () => (await one('GYD101')).unconfirmed).toBe(0)
    await c.call('injury.exchange.run', { code: 'GYD101' })
    expect(await stored('GYD101')).toBe(14)
    expect(held('GYD101')).toEqual([{ state: 'done', confirms: 1, n: 14 }])
  })

  it('of one call come once more on request, and take the place of what is here', async () => {
    const [first] = await c.call('injury.exchange.arrivals', { code: 'GYD101' })
    const form = { code: 'GYD101', transid: first!.transid, reason: '本机数据丢失' }
    expect(await c.call('injury.exchange.again', form)).toMatchObject({ rows: 14 })
    expect(await stored('GYD101')).toBe(14)
    expect(held('GYD101')).toEqual([{ state: 'done', confirms: 2, n: 14 }])
    const unknown = { ...form, transid: 'nothing like it' }
    expect(await fault(c.call('injury.exchange.again', unknown))).toMatchObject({ kind: 'rejected' })
  })

  it('of undone settlements and deductions are done here too; lines follow their stay', async () => {
    for (const code of ['GYD103', 'GYD004', 'GYD102']) await c.call('injury.exchange.run', { code })
    expect(await stored('GYD102', ['valid'])).toBe(14 * 45)
    expect(await stored('GYD101', ['settled'])).toBe(11)
    for (const code of ['GYD401', 'GYD402', 'GYD403', 'GYD404']) await c.call('injury.exchange.run', { code })
    const undone = await listed('GYD101', ['undone'])
    expect(undone.map(({ facts }) => facts.akc190).sort()).toEqual(['ZY2026000003', 'ZY2026000010'])
    expect(undone[0]!.note).toContain('录入有误')
    expect(await stored('GYD103', ['undone'])).toBe(2)
    expect(await stored('GYD102', ['undone'])).toBe(2 * 45)
    expect((await listed('GYD004', ['undone'])).map(({ facts }) => facts.kk_sn)).toEqual(['GYKB000011'])
    const [settled] = await listed('GYD103', ['valid'], 'ZY2026000001')
    expect((await c.call('injury.exchange.row', { code: 'GYD103', id: settled!.id })).warnings).toEqual([])
  })

  it('leave for the screen with names and numbers masked, and as Excel', async () => {
    const [row] = await listed('GYD006', ['valid'], '宋远方')
    expect(row!.facts).toMatchObject({ aac003: '宋*方', aab299: '510100' })
    expect(row!.facts.aac002).toMatch(/^\d{6}\*{8}\d{4}$/)
    const detail = await c.call('injury.exchange.row', { code: 'GYD006', id: row!.id })
    expect(detail.lists[0]!.rows[0]).toContainEqual({ label: '伤害部位', value: '右小腿毁损伤' })
    expect(JSON.stringify(detail)).not.toContain('宋远方')
    const made = await c.call('export.table', { table: 'injury.exchange.GYD006', query: { text: '宋远方' } })
    expect(made.rows).toBe(3)
  })
})

const upload = async (code: string, id: string) => {
  for (let i = 0; i < 100; i++) {
    await c.app.engine.tick()
    const { upload } = await c.call('injury.exchange.row', { code, id })
    if (upload && upload.state !== 'waiting' && upload.state !== 'sent') return upload
    await c.pause(30)
  }
  throw new Error(`${code} ${id} did not go up`)
}

describe('the agency', () => {
  it('passes an application, with its papers seen, and refuses another with a reason', async () => {
    const [first, second] = await listed('GYD001', ['waiting'])
    const { files } = await c.call('injury.exchange.row', { code: 'GYD001', id: first!.id })
    const paper = await c.call('injury.exchange.attachment', {
      ...{ code: 'GYD001', id: first!.id, file_id: files[0]!.file_id },
    })
    expect(paper.type).toBe('pdf')
    expect((await c.app.journal.auditTrail({ limit: 1 }))[0]).toMatchObject({
      ...{ action: 'injury.exchange.attachment', subject: first!.id, detail: { code: 'GYD001' } },
    })
    const review = { id: first!.id, version: first!.version, passed: true, chk_opnn: '' }
    expect(await c.call('injury.exchange.review', review)).toMatchObject({ state: 'passed' })
    expect(await upload('GYD001', first!.id)).toMatchObject({ state: 'accepted' })
    expect(await fault(c.call('injury.exchange.review', review))).toMatchObject({ kind: 'conflict' })
    const no = { ...review, id: second!.id, version: second!.version, passed: false }
    expect(await fault(c.call('injury.exchange.review', no))).toMatchObject({
      kind: 'invalid',
      what: '审核意见：审核不通过必须填写',
    })
    await c.call('injury.exchange.review', { ...no, chk_opnn: '材料不全' })
    expect(await upload('GYD001', second!.id)).toMatchObject({ state: 'accepted' })
    // the passed one comes back as a filing, and is known already
    const before = await stored('GYD006')
    expect((await c.call('injury.exchange.run', { code: 'GYD006' })).rows).toBe(1)
    expect(await stored('GYD006')).toBe(before)
  })

  const input = {
    ...{
      aac002: '440304199001011234',
      aac003: '秦小川',
      aac004: '1',
      aac043: '01',
      aac044: '440304199001011234',
    },
    ...{ filing_type: '02', inst_type: '1', aab301: '510100', aab299: '440300', aae030: '2026-01-01' },
    injurylist: [
      {
        alc011: '川人社〔2026〕1号',
        alc020: '2025-12-01',
        alc022: '左手',
        alc029: '1',
        alc031: '2025-12-20',
      },
    ],
  }
  const paper = async () => {
    const content = Buffer.from('%PDF-1.4\n% made up\n%%EOF\n').toString('base64')
    const { ref } = await c.call('injury.exchange.keep', { name: '认定书.pdf', content })
    return [{ ref, name: '认定书.pdf', mat_type: '01' }]
  }

  it('uploads a filing of its own after its papers, one valid a person and type; changes and ends it for ever', async () => {
    expect(await fault(c.call('injury.exchange.file', { input, files: [] }))).toMatchObject({
      kind: 'invalid',
    })
    const early = { ...input, aae031: '2025-12-31' }
    const files = await paper()
    expect((await fault(c.call('injury.exchange.file', { input: early, files })))!.what).toContain(
      '有效结束日期',
    )
    const row = await c.call('injury.exchange.file', { input, files })
    expect(await upload('GYD006', row.id)).toMatchObject({ state: 'accepted' })
    expect((await fault(c.call('injury.exchange.file', { input, files })))!.what).toContain(row.id)
    const form = { id: row.id, version: row.version, change_rea: '迁居' }
    const place = await c.call('injury.exchange.change', { ...form, change_type: '01', aab299: '500100' })
    expect(place.facts.aab299).toBe('500100')
    expect(await upload('GYD006', row.id)).toMatchObject({ state: 'accepted' })
    const end = { ...form, version: place.version, change_type: '04' as const, change_rea: '治疗终结' }
    const ended = await c.call('injury.exchange.change', end)
    expect(await upload('GYD006', row.id)).toMatchObject({ state: 'accepted' })
    expect(ended.state).toBe('invalid')
    const back = { ...form, version: ended.version, change_type: '03' as const, aae005: '13800000000' }
    expect((await fault(c.call('injury.exchange.change', back)))!.what).toContain('不能再变为有效')
    // what the platform brings back of it is invalid, and stays so
    await c.call('injury.exchange.run', { code: 'GYD006' })
    expect((await listed('GYD006', ['invalid'], row.id)).length).toBe(1)
  })

  it('tells of its institutions', async () => {
    const draft = await c.call('injury.exchange.draft', { is: 'institution' })
    const known = draft.input.data as Record<string, never>
    const whole = {
      ...{ ...known, inst_uscc: '12510100MB00000001', inst_addr: '锦江路 1 号', inst_tel: '028-80000001' },
      ...{ yab600: '510100', aae030: '2026-01-01', aae031: '2099-12-31' },
    }
    const without = { ...whole, inst_addr: '' }
    expect((await fault(c.call('injury.exchange.institution', { input: without })))!.fields).toContainEqual(
      expect.objectContaining({ path: 'data.inst_addr' }),
    )
    const row = await c.call('injury.exchange.institution', { input: whole })
    expect(await upload('GYD009', row.id)).toMatchObject({ state: 'accepted' })
  })
})

describe('beside the downloads', () => {
  it('the connectivity test keeps its word for the light', async () => {
    expect(await c.call('injury.exchange.ping', {})).toMatchObject({ ok: true, words: '连通正常' })
    faults({ kind: 'drop_before', codes: ['GYU000'] })
    expect(await c.call('injury.exchange.ping', {})).toMatchObject({ ok: false })
    faults()
    expect((await c.call('injury.exchange.options', {})).ping).toMatchObject({ ok: false })
  })

  it('an old message is looked up, and what one person has settled', async () => {
    const [first] = (await c.app.journal.searchTxns({ infno: 'GYU008', offset: 0, limit: 1 })).rows
    const form = { otransno: 'GYU008', otransid: first!.msgid }
    expect(await c.call('injury.exchange.lookup', form)).toMatchObject({ state: '成功' })
    const nobody = { ...form, otransid: 'nothing like it' }
    expect(await c.call('injury.exchange.lookup', nobody)).toMatchObject({ state: '未收到', answer: null })
    const person = { aac003: '宋远方', certno: '440300199001010000' }
    expect(await fault(c.call('injury.exchange.person', person))).toBeNull()
  })
})

describe('a stay of this counter', () => {
  const at = ({ case: { encounterId, version } }: InjuryView) => ({ encounterId, version })
  const act = (view: InjuryView, action: 'admit' | 'withdraw' | 'unadmit') =>
    c.call('injury.act', { ...at(view), action, reason: '录入有误' })
  const identified = async (ipt_no: string, certno: string) => {
    const opened = await c.call('injury.open', { family: 'gy', kind: 'inpatient', ipt_no })
    const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
    return c.call('injury.identify', { ...at(opened), cert })
  }

  it('is late until it is told of, its lines go up by the task, and what is withdrawn is fetched anew', async () => {
    const { certno } = people.find(({ psn_name }) => psn_name === '宋远方')!
    const { ipt_no } = await c.app.his.addInpatient(certno)
    await c.app.his.addCharges(ipt_no, 6)
    let view = await identified(ipt_no, certno)
    const late = async () =>
      (await c.call('injury.exchange.late', {}))
        .filter(({ encounterId }) => encounterId === view.case.encounterId)
        .map(({ what }) => what)
    expect(await late()).toEqual([])
    view = await c.call('injury.setHeader', { ...at(view), begntime: c.now() - 40 * 60_000 })
    expect(await late()).toEqual(['入院信息没有上传'])
    view = await act(view, 'admit')
    view = await c.call('injury.loadCharges', at(view))
    expect(view.sums.fresh).toBeGreaterThan(0)
    expect(await late()).not.toContain('入院信息没有上传')
    expect(await c.app.tasks.run('gy.lines', null)).toContain('1 个住院的明细已上传')
    expect(await c.app.tasks.run('gy.lines', null)).toBe('没有待传的明细')
    view = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(view.sums).toMatchObject({ fresh: 0, failed: 0 })
    expect(await late()).toEqual([])
    // the other side of the same platform hears of it, and of its end
    const { akb020, akc190 } = { akb020: 'H51010400001', akc190: view.case.ipt_otp_no }
    await c.call('injury.exchange.run', { code: 'GYD101' })
    const told = await c.call('injury.exchange.run', { code: 'GYD102', akb020, akc190 })
    expect(told.rows).toBe(view.sums.uploaded)
    await c.pause(1_100)
    view = await act(view, 'withdraw')
    await c.call('injury.exchange.run', { code: 'GYD401' })
    expect((await listed('GYD102', ['undone'], akc190)).length).toBe(told.rows)
    view = await act(view, 'unadmit')
    await c.call('injury.exchange.run', { code: 'GYD402' })
    expect((await listed('GYD101', ['undone'], akc190)).length).toBe(1)
  })
})

describe('a site without the agency’s role', () => {
  it('has neither its downloads nor its uploads', async () => {
    const { gy, ...rest } = TRAINING_SITE.injury!
    const hospital = await openCounter({
      settings: { injury: { ...rest, gy: { ...gy!, roles: ['hospital'] } } },
    })
    try {
      const options = await hospital.call('injury.exchange.options', {})
      expect(options).toMatchObject({ open: true, agency: false })
      expect(Object.keys(options.states)).not.toContain('GYD001')
      const codes = (await hospital.call('injury.exchange.downloads', {})).map(({ code }) => code)
      expect(codes).not.toContain('GYD005')
      expect(codes).toContain('GYD006')
      expect(await fault(hospital.call('injury.exchange.run', { code: 'GYD001' }))).toMatchObject({
        kind: 'denied',
      })
      const review = { id: 'x', version: 1, passed: true, chk_opnn: '' }
      expect(await fault(hospital.call('injury.exchange.review', review))).toMatchObject({ kind: 'denied' })
      const known = (await hospital.call('console.list', {})).filter(({ family }) => family === 'gy')
      expect(known.map(({ code }) => code)).toContain('GYU101')
      expect(known.map(({ code }) => code)).not.toContain('GYU004')
      const past = { family: 'gy', code: 'GYU004', input: { list: [] } }
      expect(await fault(hospital.call('console.send', past))).toMatchObject({ kind: 'not_found' })
      const sources = (await hospital.call('uploads.overview', {})) as { sources?: { id: string }[] }
      expect(JSON.stringify(sources)).not.toContain('gy.review')
    } finally {
      await hospital.close()
    }
  })
})
