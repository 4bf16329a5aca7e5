import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compose, type Guitai, serveSandbox } from '../electron/compose.ts'
import { TRAINING_SITE } from '../electron/config.ts'
import { type Call, faceOf } from '../electron/host/cli/face.ts'
import { main } from '../electron/host/cli.ts'
import { openContracts } from '../electron/platforms/contracts.ts'
import type { AcceptanceRun } from '../shared/api/acceptance.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'

/** The acceptance rehearsal without a screen: against the simulated centre whole, under faults, and on a "real" one. */
let home = ''
let app: Guitai | null = null
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'acceptance-'))
})
afterEach(async () => {
  await app?.close()
  app = null
  vi.useRealTimers()
  rmSync(home, { recursive: true, force: true })
})

async function open(options: Partial<Parameters<typeof compose>[0]> = {}): Promise<Call> {
  app = await compose({ home, host: 'cli', ...options })
  app.sessions.login('t', { opter: 'y1', opterName: '医保办', role: 'office' })
  return faceOf(app, 't')
}

async function run(face: Call, families = ['nhsa', 'sichuan']): Promise<AcceptanceRun> {
  const { cert } = await face('acceptance.options', {})
  const { runId } = await face('acceptance.start', { families, cert: cert!, confirmed: true })
  return ended(face, runId)
}

async function ended(face: Call, runId: string): Promise<AcceptanceRun> {
  for (;;) {
    const now = await face('acceptance.run', { runId })
    if (now.state !== 'running') return now
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

const notGreen = ({ rows }: AcceptanceRun) =>
  rows.filter(({ result }) => result !== 'passed' && result !== 'na').map((r) => `${r.infno} ${r.why}`)

describe('the rehearsal', () => {
  it('passes every interface of both families, twice in a row, and leaves nothing at the centre', async () => {
    const face = await open()
    for (const _ of [1, 2]) {
      const done = await run(face)
      expect(notGreen(done)).toEqual([])
      const passed = new Set(done.rows.filter((r) => r.result === 'passed').map((r) => r.infno))
      const all = ['nhsa', 'sichuan'].flatMap((family) => openContracts({ family }).codes())
      expect(all.filter((code) => !passed.has(code))).toEqual([])
      expect(app!.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
      expect(app!.sandbox!.effective()).toEqual([])
      expect(await app!.journal.countDoubtful()).toBe(0)
    }
    // the counter's ledger has the same money as the centre's: what was settled and what took it back
    const ours = await app!.journal.settlements({})
    const centre = app!.sandbox!.ledger().filter((row) => !row.voided)
    expect(ours.map((row) => row.setl_id).sort()).toEqual(centre.map((row) => row.setl_id).sort())
    expect(ours.reduce((sum, row) => sum + row.totalFen, 0)).toBe(0)
  }, 120_000)

  it('cancelled, takes back what it made and tries nothing else', async () => {
    const face = await open()
    const { cert } = await face('acceptance.options', {})
    const { runId } = await face('acceptance.start', { families: ['nhsa'], cert: cert!, confirmed: true })
    const again = face('acceptance.start', { families: ['nhsa'], cert: cert!, confirmed: true })
    expect(faultOf(await again.catch((e) => e)).kind).toBe('conflict')
    const settled = async () =>
      (await face('acceptance.run', { runId })).rows.some(
        (row) => row.infno === '2207' && row.result === 'passed',
      )
    while (!(await settled())) await new Promise((wake) => setTimeout(wake, 5))
    await face('acceptance.cancel', {})
    const done = await ended(face, runId)
    expect(done.state).toBe('cancelled')
    expect(done.rows.filter((row) => row.result === 'refused')).toEqual([])
    expect(done.rows.at(-1)).toMatchObject({ infno: '9002', result: 'passed' })
    expect(app!.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
    expect(app!.sandbox!.effective()).toEqual([])
  }, 60_000)

  it('says which answers were lost, and takes the rest back', async () => {
    const face = await open({
      sandbox: { faults: [{ kind: 'http500_after', codes: ['5206', '1901'] }] },
    })
    const done = await run(face, ['nhsa'])
    const lost = done.rows.filter((row) => row.result === 'unanswered')
    expect(lost.map((row) => row.infno)).toEqual(['1901', '5206'])
    const { answer, request } = await face('acceptance.message', { runId: done.runId, seq: lost[0]!.seq })
    expect(request).toContain('"type": "med_type"')
    expect(answer).not.toBe('')
    expect(app!.sandbox!.leftovers()).toEqual({ visits: [], details: [] })
  }, 60_000)

  it('that a process left half done is shown as interrupted', async () => {
    const face = await open()
    const { cert } = await face('acceptance.options', {})
    const { runId } = await face('acceptance.start', { families: ['nhsa'], cert: cert!, confirmed: true })
    const [row] = await app!.journal.docs({ kind: 'acceptance', order: 'newest', limit: 1 })
    await ended(face, runId)
    const [now] = await app!.journal.docs({ kind: 'acceptance', order: 'newest', limit: 1 })
    const { version, createdAt: _, ...put } = row!
    await app!.journal.commit([{ t: 'doc', put, expect: now!.version }])
    expect(version).toBeLessThan(now!.version)
    await app!.close()
    const again = await open()
    expect(await again('acceptance.run', { runId })).toMatchObject({ state: 'interrupted' })
  }, 60_000)
})

describe('a document number alone', () => {
  const worker = people.find(({ psn_name }) => psn_name === '李国强')!
  const of = (mdtrt_cert_no: string, psn_name?: string) =>
    ({ mdtrt_cert_type: '02', mdtrt_cert_no, ...(psn_name === undefined ? {} : { psn_name }) }) as const

  it('is enough where the HIS knows the person; else the name is asked for before anything leaves', async () => {
    const face = await open()
    const start = (cert: ReturnType<typeof of>, families = ['gs']) =>
      face('acceptance.start', { families, cert, confirmed: true })
    const stranger = '510104197001011231'
    const no = faultOf(await start(of(stranger)).catch((e) => e))
    expect(no).toMatchObject({ kind: 'invalid', fields: [{ path: 'cert.psn_name' }] })
    expect(no.todo).toContain('--cert 02:证件号码:姓名')
    expect(await face('acceptance.runs', {})).toEqual([])
    const known = await ended(face, (await start(of(worker.certno))).runId)
    expect(known.rows.find(({ infno }) => infno === 'GS1001')).toMatchObject({ result: 'passed' })
    // the name told goes before the HIS's: the platform compares it
    const wrong = await ended(face, (await start(of(worker.certno, '李大国'))).runId)
    expect(wrong.rows.find(({ infno }) => infno === 'GS1001')).toMatchObject({ result: 'refused' })
    const told = await ended(face, (await start(of(worker.certno, worker.psn_name))).runId)
    expect(told.rows.find(({ infno }) => infno === 'GS1001')).toMatchObject({ result: 'passed' })
  }, 60_000)
})

describe('at the turn of the year', () => {
  it.each([
    ['just after midnight', new Date(2028, 0, 1, 0, 10)],
    ['over midnight', new Date(2027, 11, 31, 23, 59, 58)],
  ])(
    '%s, passes every interface of all five families',
    async (_when, now) => {
      vi.useFakeTimers({ now, toFake: ['Date'], shouldAdvanceTime: true })
      const face = await open()
      const done = await run(face, ['nhsa', 'sichuan', 'gs', 'bizh', 'gy'])
      expect(notGreen(done)).toEqual([])
      expect(done.rows.filter(({ result }) => result === 'passed').length).toBeGreaterThan(250)
      expect(app!.sandbox!.effective()).toEqual([])
    },
    120_000,
  )
})

describe('on a centre that is not our own', () => {
  it('wants a test person and a yes', async () => {
    const centre = await serveSandbox()
    const nhsa = { ...TRAINING_SITE.nhsa, baseUrl: centre.url }
    const site = { ...TRAINING_SITE, training: false, nhsa, injury: {} }
    try {
      const face = await open({ site })
      expect(await face('acceptance.options', {})).toMatchObject({ cert: null, training: false })
      const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: '510105197811020259' } as const
      const asked = face('acceptance.start', {
        families: ['nhsa'],
        cert,
        confirmed: false as unknown as true,
      })
      expect(faultOf(await asked.catch((e) => e)).what).toContain('确认')
      expect(centre.requests()).toBe(0)
      const { runId } = await face('acceptance.start', { families: ['nhsa'], cert, confirmed: true })
      const done = await ended(face, runId)
      const barred = done.rows.filter((row) => row.result === 'na').map((row) => row.infno)
      expect(barred).toEqual(expect.arrayContaining(['2101', '2102', '2103', '6101', '7102']))
      expect(notGreen(done)).toEqual([])
      expect(centre.leftovers()).toEqual({ visits: [], details: [] })
    } finally {
      await app?.close()
      app = null
      await centre.close()
    }
  }, 60_000)
})

describe('npm run acceptance', () => {
  it('writes the report as HTML and as Excel, and ends with 0', async () => {
    const out = join(home, 'out')
    const said: string[] = []
    const write = process.stdout.write.bind(process.stdout)
    process.stdout.write = ((text: string) => said.push(String(text)) > 0) as typeof write
    const status = await main([
      'acceptance',
      '--family',
      'nhsa',
      '--home',
      home,
      '--out',
      out,
      '--json',
    ]).finally(() => {
      process.stdout.write = write
    })
    const result = JSON.parse(said.join('').trim().split('\n').at(-1)!)
    expect({ status, ok: result.ok }).toEqual({ status: 0, ok: true })
    expect(result.figures).toMatchObject({ refused: 0, unanswered: 0, invalid: 0, skipped: 0 })
    expect(result.figures.codes).toBe(openContracts({ family: 'nhsa' }).codes().length)
    const html = readFileSync(result.figures.html, 'utf8')
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).not.toMatch(/510105197811020259|李国强|<script|https?:/)
    expect(existsSync(result.figures.xlsx)).toBe(true)
    const parts = unzipSync(readFileSync(result.figures.xlsx))
    expect(Object.keys(parts)).toContain('xl/worksheets/sheet1.xml')
  }, 60_000)
})
