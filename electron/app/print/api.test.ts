import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Json } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import type { SlipDocument } from '../../../shared/slip.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { Printing } from '../../devices/printing.ts'
import { open } from '../../journal/fixtures.ts'
import type { Journal } from '../../journal/port.ts'
import { type Caller, createBus, createRegistry } from '../registry.ts'
import { registerPrint } from './api.ts'
import { dict, settledVisit } from './fixture.ts'
import { BUILT_IN } from './templates/index.ts'

const NOW = Date.parse('2026-05-06T12:00:00+08:00')
const CALLER: Caller = {
  sessionId: 's',
  operator: { opter: '1007', opterName: '李秋月', role: 'cashier' },
  locked: false,
}

let home: string
let journal: Journal
let seen: string[]

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'print-'))
  journal = (await open(join(home, 'counter.db'), { now: () => NOW })).journal
  seen = []
})
afterEach(async () => {
  await journal.close()
  rmSync(home, { recursive: true, force: true })
})

async function book(visit: Visit, at: number): Promise<string> {
  const { setl_id, msgid, setl_time, amounts } = visit.settlement!
  await journal.commit([
    {
      t: 'encounter',
      expect: 0,
      at,
      put: {
        encounterId: visit.encounterId,
        family: 'nhsa',
        kind: 'outpatient',
        step: visit.step,
        active: false,
        shiftId: visit.shiftId,
        psnNo: null,
        psnName: null,
        psnPy: null,
        certno: null,
        ipt_otp_no: visit.ipt_otp_no,
        mdtrt_id: visit.mdtrt_id,
        data: visit as unknown as Json,
      },
    },
    {
      t: 'settlement',
      add: {
        family: 'nhsa',
        setl_id,
        msgid,
        encounterId: visit.encounterId,
        shiftId: visit.shiftId,
        psnNo: null,
        mdtrt_id: visit.mdtrt_id,
        insutype: '310',
        med_type: '11',
        totalFen: amounts.total,
        fundFen: amounts.fund,
        acctFen: amounts.acct,
        cashFen: amounts.cash,
        hospFen: amounts.hosp,
        reverses: null,
        setl_time,
        clr_type: '11',
        clr_optins: '510100',
        at,
      },
    },
  ])
  return setl_id
}

function counter(options: { training?: boolean; template?: string; printing?: Printing } = {}) {
  const registry = createRegistry()
  const bus = createBus()
  bus.subscribe((event) => seen.push(event))
  const { training = false, template = 'slip-80', printing = null } = options
  const site = { fixmedins_name: '锦江示范医院', training, template, home }
  registerPrint(registry, {
    ...{ journal, bus, site, dict, printing, printers: {} },
    clock: { now: () => NOW, after: () => () => {} },
    receipt: () => null,
    run: async () => null,
    closing: async () => null,
    log: () => {},
  })
  return <C extends Channel>(channel: C, input: ApiArgs<C>) =>
    registry.entries
      .get(channel)!
      .handler({ silent: false, ...(input as object) } as never, CALLER) as Promise<ApiOutput<C>>
}

const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (e) => (e instanceof GuitaiError ? e.fault : e),
  )
const textOf = (doc: SlipDocument) => doc.items.map((i) => (i.is === 'text' ? i.text : '')).join('\n')
const actions = async () => (await journal.auditTrail({ limit: 20 })).map((a) => [a.action, a.detail])

describe('a slip', () => {
  test('the first print is counted and clean, the second wants a reason, is marked and audited', async () => {
    const call = counter()
    const setl_id = await book(settledVisit(), NOW)
    const first = await call('print.slip', { setl_id })
    expect(first).toMatchObject({ copies: 1, printed: false, pdfPath: null })
    expect(textOf(first.document)).not.toContain('重打')
    expect(await actions()).toEqual([])

    for (const reason of [undefined, '   ']) {
      expect(await fault(call('print.slip', { setl_id, reason }))).toMatchObject({
        kind: 'invalid',
        fields: [{ path: 'reason', label: '重打原因' }],
      })
    }
    expect(await journal.setting(`print.${setl_id}`)).toBe(1)

    const again = await call('print.slip', { setl_id, reason: '卡纸' })
    expect(again.copies).toBe(2)
    expect(textOf(again.document)).toContain('重打 第 1 次')
    expect(await actions()).toEqual([['print.reprint', { copies: 2, reason: '卡纸' }]])
    expect(seen).toEqual(['visit.changed', 'visit.changed'])
  })

  test('prints at once get a number each; only one of them is the first', async () => {
    const call = counter()
    const setl_id = await book(settledVisit(), NOW)
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => call('print.slip', { setl_id, reason: `第 ${n} 个` })),
    )
    expect(answers.map((a) => a.copies)).toEqual([1, 2, 3, 4])
    expect(answers.filter((a) => textOf(a.document).includes('重打'))).toHaveLength(3)
    const without = await Promise.allSettled([1, 2].map(() => call('print.slip', { setl_id })))
    expect(without.map((w) => w.status)).toEqual(['rejected', 'rejected'])
    expect(await journal.setting(`print.${setl_id}`)).toBe(4)
  })

  test('a preview counts nothing and masks the name; training is marked on both', async () => {
    const call = counter({ training: true })
    const setl_id = await book(settledVisit(), NOW)
    const { document, copies } = await call('print.preview', { setl_id })
    expect(copies).toBe(0)
    expect(textOf(document)).toContain('欧**月')
    expect(document.watermark).toBe('培训模式 样张')
    const printed = await call('print.slip', { setl_id })
    expect(textOf(printed.document)).toContain('欧阳明月')
    expect(printed.document.watermark).toBe('培训模式 样张')
    expect(printed.copies).toBe(1)
  })

  test('one of last year is found, one that never was is not', async () => {
    const call = counter()
    const setl_id = await book(settledVisit(), NOW - 400 * 86_400_000)
    expect((await call('print.preview', { setl_id })).document.title).toBe('门诊结算单')
    expect(await fault(call('print.slip', { setl_id: 'S0' }))).toMatchObject({ kind: 'not_found' })
    expect(await journal.setting('print.S0')).toBeUndefined()
  })
})

describe('a printer behind the host', () => {
  const printing = (fails: 'paper' | 'pdf' | null): Printing => ({
    async printSilent() {
      seen.push('paper')
      if (fails === 'paper') throw new Error('no paper')
    },
    async savePdf(_doc, html, path) {
      seen.push('pdf')
      if (fails === 'pdf') throw new Error('no space')
      writeFileSync(path, html)
    },
  })

  test('prints silently when asked and keeps a PDF inside the home directory', async () => {
    const visit = settledVisit()
    visit.settlement!.setl_id = '../../S1'
    const setl_id = await book(visit, NOW)
    const answer = await counter({ printing: printing(null) })('print.slip', { setl_id, silent: true })
    expect(answer.printed).toBe(true)
    expect(answer.pdfPath).toMatch(/slips.\d{4}-\d\d-\d\d.______S1-1\.pdf$/)
    expect(answer.pdfPath!.startsWith(join(home, 'slips'))).toBe(true)
    expect(seen.filter((s) => s !== 'print.changed')).toEqual(['visit.changed', 'paper', 'pdf'])
  })

  test('that refuses keeps the slip in its queue', async () => {
    const setl_id = await book(settledVisit(), NOW)
    const answer = await counter({ printing: printing('paper') })('print.slip', { setl_id, silent: true })
    expect(answer).toMatchObject({ printed: false, queued: true })
    expect(answer.job).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'no paper', copies: 1 })
    expect(answer.pdfPath).not.toBeNull()
  })

  test('whose disk is full prints and leaves a trace', async () => {
    const setl_id = await book(settledVisit(), NOW)
    const answer = await counter({ printing: printing('pdf') })('print.slip', { setl_id, silent: true })
    expect(answer).toMatchObject({ printed: true, queued: false, pdfPath: null })
    expect(await actions()).toEqual([['print.failed', { step: 'pdf', why: 'no space' }]])
  })
})

describe('templates of the site', () => {
  const own = (file: unknown) =>
    writeFileSync(join(home, 'templates.json'), typeof file === 'string' ? file : JSON.stringify(file))

  test('one file overrides by name, whole or in part, and adds papers of its own', async () => {
    const setl_id = await book(settledVisit(), NOW)
    own({
      templates: { 'slip-80': { title: '本院门诊结算单' }, 'slip-241': { from: 'slip-a5', title: '三联' } },
    })
    const { document } = await counter()('print.preview', { setl_id })
    expect(document.title).toBe('本院门诊结算单')
    expect(document.paper.width_mm).toBe(80)
    const call = counter({ template: 'slip-241' })
    expect((await call('print.preview', { setl_id })).document).toMatchObject({
      title: '三联',
      paper: { width_mm: 210 },
    })
  })

  test.each([
    ['{', /templates\.json 不是 JSON/],
    ['{"templates":{"slip-80":{"title":1}}}', /slip-80\.title 不正确/],
    ['{"templates":{"slip-80":{"from":"none"}}}', /没有内置模板“none”/],
    ['{"use":{"nothing":"x"}}', /use/],
    [
      JSON.stringify({ templates: { 'slip-80': BUILT_IN['slip-80'] } }).replace('|capital', '|loud'),
      /格式 loud/,
    ],
  ])('a broken file is named: %.30s', async (text, what) => {
    const setl_id = await book(settledVisit(), NOW)
    own(text)
    const told = await fault(counter()('print.slip', { setl_id }))
    expect(told).toMatchObject({ kind: 'invalid', what: expect.stringMatching(what) })
    expect(await journal.setting(`print.${setl_id}`)).toBeUndefined()
  })

  test.each(['slip-9000', '../../etc/passwd', ''])('no template called %s', async (template) => {
    const setl_id = await book(settledVisit(), NOW)
    expect(await fault(counter({ template })('print.slip', { setl_id }))).toMatchObject({ kind: 'invalid' })
  })
})

test('the shift report has the sums of the ledger', async () => {
  const visit = settledVisit()
  await book(visit, NOW)
  await journal.commit([
    {
      t: 'shift',
      put: {
        shiftId: 'BC1',
        opter: '1007',
        opterName: '李秋月',
        window: '03',
        signNo: { nhsa: 'SIGN1' },
        startedAt: NOW,
        endedAt: null,
        handedTo: null,
        totals: null,
      },
    },
  ])
  const { document, printed } = await counter()('print.shift', { shiftId: 'BC1' })
  expect(printed).toBe(false)
  expect(textOf(document)).toContain('26,060.97')
  expect(textOf(document)).toContain('职工基本医疗保险')
  expect(await fault(counter()('print.shift', { shiftId: 'none' }))).toMatchObject({ kind: 'not_found' })
})
