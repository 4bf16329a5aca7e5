import { afterEach, describe, expect, it } from 'vitest'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { type Counter, type CounterOptions, OPTER, openCounter, presettled } from './support/counter.ts'

/** Clinical uploads through the real composition: the demo hospital's views, the engine, the centre's own book. */
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const CODES = [
  '4201',
  '4301',
  '4302',
  '4401',
  '4402',
  '4501',
  '4502',
  '4503',
  '4504',
  '4505',
  '4506',
  '4601',
  '4602',
  '4701',
]
const run = (c: Counter, code: string) => c.app.tasks.run(`upload.clinical.${code}`, null)
const rows = (c: Counter, code: string) =>
  c.app.journal.uploads({ source: `clinical.${code}`, order: 'seq', limit: 500 })
const one = async (c: Counter, code: string, key: string) => (await rows(c, code)).find((r) => r.key === key)!

describe('clinical uploads', () => {
  it('every code: read, sent, and what is wrong stays behind with its field named', async () => {
    const c = await open()
    for (const code of CODES) expect(await run(c, code)).toMatch(/^读取 \d+ 条，中心收下 [1-9]/)
    const left = await c.call('uploads.list', { states: ['held', 'refused'] })
    const told = left.map(({ source, state, fields }) => [source, state, fields])
    expect(told).toEqual(
      expect.arrayContaining([
        ['clinical.4301', 'refused', ['就诊ID']],
        ['clinical.4302', 'refused', ['参加抢救人员名单']],
        ['clinical.4504', 'refused', ['细菌代号']],
        ['clinical.4602', 'held', ['科室代码']],
        ['clinical.4602', 'held', ['体温（℃）']],
        ['clinical.4602', 'refused', ['记录日期时间']],
        ['clinical.4701', 'held', ['体格检查-一般状况检查结果']],
      ]),
    )
    const { sources } = await c.call('uploads.overview', {})
    const vitals = sources.find(({ id }) => id === 'clinical.4602')!
    expect(vitals).toMatchObject({ held: 2, refused: 1, waiting: 0, sent: 0, blocked: null })
    for (const code of CODES) expect(await run(c, code)).toMatch(/^读取 0 条，中心收下 0 条$/)
  })

  it('one field mended by hand goes up; the act is audited; names stay masked', async () => {
    const c = await open()
    await run(c, '4602')
    const source = 'clinical.4602'
    const [line] = (await c.call('uploads.list', { source, states: ['held'] })).filter(({ fields }) =>
      fields.includes('科室代码'),
    )
    const detail = await c.call('uploads.row', { source, key: line!.key })
    expect(detail.faults).toMatchObject([{ path: 'data[0].dept_code', rule: 'dict' }])
    expect(JSON.stringify(detail)).not.toContain('尉迟恭亮')
    const mend = (at: number, value: string) =>
      c.call('uploads.mend', {
        source,
        key: line!.key,
        at,
        path: 'data[0].dept_code',
        value,
        reason: '院内编码',
      })
    const still = await mend(line!.at, 'XX')
    expect(still.line).toMatchObject({ state: 'held', fields: ['科室代码'] })
    expect(faultOf(await mend(line!.at, 'A03.01').catch((e) => e)).kind).toBe('conflict')
    const done = await mend(still.line.at, 'A03.01')
    expect(done.line.state).toBe('waiting')
    expect(done.acts.map(({ action }) => action)).toEqual(['uploads.mend', 'uploads.mend'])
    await run(c, '4602')
    expect((await one(c, '4602', line!.key)).state).toBe('accepted')
  })

  it('what the hospital mends itself goes up without a hand; the culture first, then all of one reason again', async () => {
    const c = await open()
    await run(c, '4504')
    await run(c, '4503')
    const reasons = await c.call('uploads.reasons', { source: 'clinical.4504' })
    expect(reasons).toMatchObject([{ state: 'refused', count: 2 }])
    expect(await c.call('uploads.redrive', { source: 'clinical.4504', words: reasons[0]!.words })).toEqual({
      count: 2,
    })
    await run(c, '4504')
    const [first, second] = await rows(c, '4504')
    expect([first!.state, second!.state]).toEqual(['accepted', 'refused'])
    const culture = await c.app.his.record('clinical.4503', (await rows(c, '4503'))[0]!.key)
    const { rpotc_no, mdtrt_sn } = (second!.payload as { record: Record<string, string> }).record
    await c.app.his.putRecord('clinical.4503', 'SECOND', {
      ...culture!.data,
      rpotc_no: rpotc_no!,
      mdtrt_sn: mdtrt_sn!,
    })
    const broken = await c.app.his.record('clinical.4504', second!.key)
    await run(c, '4503')
    await c.app.his.putRecord('clinical.4504', second!.key, { ...broken!.data, ref_val: '≥21' })
    expect(await run(c, '4504')).toBe('读取 1 条，中心收下 1 条')
    const detail = await c.call('uploads.row', { source: 'clinical.4504', key: second!.key })
    expect(detail.messages.length).toBe(3)
  })

  it('a visit registered from here lends its numbers to its records', async () => {
    const c = await open()
    const insured = people[0]!
    const { visit } = await presettled(c, insured.certno)
    const seed = await c.app.his.record('clinical.4602', (await feedKeys(c))[0]!)
    await c.app.his.putRecord('clinical.4602', 'OWN', {
      ...seed!.data,
      psn_name: insured.psn_name,
      mdtrt_sn: visit.ipt_otp_no,
    })
    await run(c, '4602')
    const row = await one(c, '4602', 'OWN')
    expect(row).toMatchObject({ state: 'accepted', psn_no: insured.psn_no })
    expect((await c.app.journal.txn(row.msgid!))!).toMatchObject({ insuplc: '510100', psnNo: null })
  })

  it('the report of 4506 lies in a file; the message on the wire has its bytes', async () => {
    const c = await open()
    await run(c, '4506')
    const [row] = await rows(c, '4506')
    const { exam_test_rpot } = (row!.payload as { record: Record<string, string> }).record
    expect(exam_test_rpot).toMatch(/^file:[0-9a-f]{64}$/)
    const txn = (await c.app.journal.txn(row!.msgid!))!
    expect(JSON.stringify(txn.input)).toContain(exam_test_rpot)
    // the centre refuses whatever is no base64, and a reference is none
    expect(row!.state).toBe('accepted')
  })

  it('lost answers and a line that delivers twice: everything is at the centre once', async () => {
    const c = await open({
      sandbox: {
        path: ':memory:',
        faults: [
          { kind: 'drop_after', codes: ['4602', '4402', '4201'], rate: 0.5, times: 6 },
          { kind: 'repeat', codes: ['4602', '4301'], rate: 0.5, times: 4 },
        ],
      },
      timing: { look_first_ms: 50, look_longest_ms: 100 },
      nhsa: { answer_ms: 2_000, centre_ms: 2_000 },
    })
    for (const code of ['4201', '4301', '4402', '4602']) {
      for (let tries = 0; tries < 40; tries++) {
        const done = await run(c, code).then(
          () => true,
          () => false,
        )
        if (done) break
        await c.app.engine.tick()
        await c.pause(100)
      }
      const open = (await rows(c, code)).filter((row) => row.state === 'sent' || row.state === 'waiting')
      expect(open).toEqual([])
    }
    const accepted = (await rows(c, '4201')).filter((row) => row.state === 'accepted')
    expect(accepted.length).toBe(3)
  })

  it('given up by hand, a record is not sent any more, nor when the HIS sends it again', async () => {
    const c = await open()
    await run(c, '4302')
    const refused = (await rows(c, '4302')).find((row) => row.state === 'refused')!
    const { source, key } = refused
    await c.call('uploads.withdraw', { source, keys: [key], reason: '重复记录' })
    const record = await c.app.his.record('clinical.4302', key)
    await c.app.his.putRecord('clinical.4302', key, { ...record!.data, psn_name: '改' })
    expect(await run(c, '4302')).toBe('读取 0 条，中心收下 0 条')
    expect((await one(c, '4302', key)).state).toBe('withdrawn')
    const { sources } = await c.call('uploads.overview', {})
    expect(sources.find(({ id }) => id === source)).toMatchObject({ accepted: 1, refused: 0, withdrawn: 1 })
  })
})

async function feedKeys(c: Counter): Promise<string[]> {
  return (await c.app.his.feed('clinical.4602', 0, 1)).map((record) => record.key)
}

describe('without a shift, in the night or in an office', () => {
  /** Somebody is logged in, nobody has signed in; the program signs in for itself. */
  async function office() {
    const c = await open({ bare: true, timing: { look_first_ms: 50, look_longest_ms: 200 } })
    await c.call('auth.setup', OPTER)
    expect(await c.app.journal.shifts({ limit: 1 })).toEqual([])
    return c
  }
  const ended = async (c: Counter) => {
    for (let i = 0; i < 60 && (await c.app.journal.unfinished()).length > 0; i++) {
      await c.app.engine.tick()
      await c.pause(100)
    }
    return (await c.app.journal.unfinished()).length === 0
  }

  it('a message whose answer was lost is asked after under the program’s own sign-in', async () => {
    const c = await office()
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['4302'], times: 1 }])
    await run(c, '4302').catch(() => {})
    expect(await ended(c)).toBe(true)
    expect((await rows(c, '4302')).map((row) => row.state)).not.toContain('sent')
  })

  it('so it is after the centre has forgotten that sign-in', async () => {
    const c = await office()
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['4302'] }])
    await run(c, '4302').catch(() => {})
    const stale = { sign_no: 'f'.repeat(30), at: c.now() }
    await c.app.journal.commit([{ t: 'setting', key: 'machine.sign', value: stale }])
    c.app.sandbox!.setFaults([])
    expect(await ended(c)).toBe(true)
  })
})
