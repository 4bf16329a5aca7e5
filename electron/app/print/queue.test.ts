import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DocRef } from '../../../shared/api/print.ts'
import type { Journal } from '../../journal/port.ts'
import { type Bench, fault, openBench, printerOf, until } from './counter.testkit.ts'
import { SETL_ID } from './fixture-stay.ts'
import { pause_ms, UNCERTAIN } from './queue.ts'

let bench: Bench
let journal: Journal
let clock: Bench['clock']
let first: Bench['receipts']['one']

beforeEach(async () => {
  bench = await openBench()
  journal = bench.journal
  clock = bench.clock
  first = bench.receipts.one
})
afterEach(() => bench.close())
const counter = () => bench.counter()

const P1: DocRef = { is: 'deposit', depositId: 'P1' }
const P2: DocRef = { is: 'deposit', depositId: 'P2' }
const only = async () => (await journal.printJobs({ limit: 9 }))[0]!
/** waits until the newest job is so, and nothing of it is under way */
const jobIs = (state: string, attempts?: number) =>
  until(async () => {
    const job = await only()
    if (job?.state !== state || (attempts !== undefined && job.attempts !== attempts)) return false
    return state !== 'waiting' || clock.next() === job.nextAt
  })

describe('a printer that works', () => {
  test('prints at once: counted, the drawer only for cash, the job kept as done', async () => {
    const call = await counter()
    expect(await call('print.doc', { doc: P1 })).toMatchObject({ printed: true, queued: false, copies: 1 })
    await call('print.doc', { doc: P2 })
    expect(first.out.map((p) => p.drawer)).toEqual([1, 0])
    expect(first.out[0]!.text).toContain('欧阳明月')
    expect(await call('print.jobs', {})).toMatchObject([
      { state: 'done', printer: '押金小票机', doc: P2, attempts: 1 },
      { state: 'done', doc: P1 },
    ])
    expect(bench.events).toContain('print.changed')
    expect(await fault(call('print.doc', { doc: P1 }))).toMatchObject({ fields: [{ path: 'reason' }] })
    await call('print.doc', { doc: P1, reason: '患者遗失' })
    expect(first.out[2]!.text).toContain('重打 第 1 次')
    expect(await journal.setting('print.deposit.P1')).toBe(2)
  })

  test('a paper that it can never print is refused before it is counted', async () => {
    const call = await counter()
    expect(await fault(call('print.doc', { doc: { is: 'stayBill', setl_id: SETL_ID } }))).toMatchObject({
      kind: 'invalid',
      what: expect.stringContaining('只能打 80 mm 卷纸'),
    })
    expect(await journal.setting(`print.stayBill.${SETL_ID}`)).toBeUndefined()
    expect(await journal.printJobs({ limit: 9 })).toEqual([])
  })
})

describe('a printer that refuses', () => {
  test('is tried again with growing pauses until it takes the paper, once', async () => {
    first.is = 'jam'
    const call = await counter()
    const answer = await call('print.doc', { doc: P1 })
    expect(answer).toMatchObject({ printed: false, queued: true })
    expect(answer.job).toMatchObject({ state: 'waiting', lastError: '打印机缺纸，请装纸' })
    const pauses: number[] = []
    for (let i = 1; i <= 4; i++) {
      await jobIs('waiting', i)
      pauses.push((await only()).nextAt - clock.now())
      clock.go((await only()).nextAt - clock.now())
    }
    await jobIs('waiting', 5)
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000])
    first.is = 'ok'
    clock.go(80_000)
    await jobIs('done', 6)
    await until(() => clock.next() === null)
    expect(await only()).toMatchObject({ lastError: null })
    expect(first.out).toHaveLength(1)
    expect(first.out[0]!.text).not.toContain('重打')
  })

  test('gives up after hours, and a person may still have it tried', async () => {
    first.is = 'jam'
    const call = await counter()
    await call('print.doc', { doc: P1 })
    for (let i = 1; i < 22; i++) {
      await jobIs('waiting', i)
      clock.go(300_000)
    }
    await jobIs('failed', 22)
    await until(() => clock.next() === null)
    const job = await only()
    first.is = 'ok'
    await call('print.retry', { jobId: job.jobId })
    await jobIs('done')
    expect(await only()).toMatchObject({ copies: 1 })
    expect(await fault(call('print.retry', { jobId: job.jobId }))).toMatchObject({ kind: 'conflict' })
    expect(first.out).toHaveLength(1)
  })

  test('once it works again, all that waits for it comes out in order', async () => {
    first.is = 'jam'
    const call = await counter()
    await call('print.doc', { doc: P1 })
    clock.go(1)
    await call('print.doc', { doc: { is: 'deposit', depositId: 'P3' } })
    clock.go(1)
    first.is = 'ok'
    await call('print.doc', { doc: P2 })
    await until(() => first.out.length === 3)
    expect(first.out.map((p) => /YJ\d+/.exec(p.text)?.[0].at(-1))).toEqual(['2', '1', '3'])
  })

  test('cancelling wants a reason, is audited, and nothing comes out any more', async () => {
    first.is = 'jam'
    const call = await counter()
    const { job } = await call('print.doc', { doc: P1 })
    await call('print.cancel', { jobId: job!.jobId, reason: '改用手写收据' })
    expect(await only()).toMatchObject({ state: 'cancelled' })
    await until(() => clock.next() === null)
    expect(first.out).toEqual([])
    const trail = await journal.auditTrail({ limit: 5 })
    expect(trail).toMatchObject([
      { action: 'print.cancel', actor: '1007', detail: { reason: '改用手写收据' } },
    ])
    expect(await fault(call('print.cancel', { jobId: job!.jobId, reason: 'x' }))).toMatchObject({
      kind: 'conflict',
    })
    expect(await fault(call('print.retry', { jobId: 'none' }))).toMatchObject({ kind: 'not_found' })
  })

  test('one that hangs holds up neither the counter nor the other printer', async () => {
    first.is = 'hang'
    const own = { use: { stayBill: 'bill-80' }, templates: { 'bill-80': { from: 'deposit-80' } } }
    writeFileSync(join(bench.home, 'templates.json'), JSON.stringify(own))
    const call = await counter()
    const hanging = call('print.doc', { doc: P1 })
    await jobIs('printing')
    const { jobId } = await only()
    expect(await fault(call('print.cancel', { jobId, reason: 'x' }))).toMatchObject({ kind: 'conflict' })
    const behind = call('print.doc', { doc: P2 })
    await until(async () => (await journal.printJobs({ limit: 9 })).length === 2)
    const bill: DocRef = { is: 'stayBill', setl_id: SETL_ID }
    expect(await call('print.doc', { doc: bill })).toMatchObject({ printed: true })
    expect(bench.receipts.two.out).toHaveLength(1)
    clock.go(8_000)
    expect(await hanging).toMatchObject({ printed: false, queued: true, job: { state: 'printing' } })
    expect(await behind).toMatchObject({ printed: false, queued: true, job: { state: 'waiting' } })
    first.is = 'ok'
    first.release()
    await until(async () => (await journal.printJobs({ limit: 9 })).every((j) => j.state === 'done'))
    expect(first.out).toHaveLength(2)
  })
})

describe('a program that ended', () => {
  test('in the middle of a print leaves it to a person; a second paper is marked', async () => {
    first.is = 'hang'
    const before = await counter()
    void before('print.doc', { doc: P1 })
    await jobIs('printing')
    bench.stops.length = 0
    // the next program, on the same journal
    first = printerOf('押金小票机')
    bench.receipts.one = first
    const call = await counter()
    expect(await only()).toMatchObject({ state: 'failed', lastError: UNCERTAIN })
    const { jobId } = await only()
    await call('print.retry', { jobId })
    await jobIs('done')
    expect(first.out).toHaveLength(1)
    expect(first.out[0]!.text).toContain('重打 第 1 次')
    expect(await journal.setting('print.deposit.P1')).toBe(2)
    expect((await journal.auditTrail({ limit: 1 }))[0]).toMatchObject({ action: 'print.reprint' })
  })

  test('takes up what was waiting', async () => {
    first.is = 'jam'
    const before = await counter()
    await before('print.doc', { doc: P1 })
    await bench.stops.pop()!()
    first.is = 'ok'
    clock.go(5_000)
    expect(clock.next()).toBeNull()
    await counter()
    await jobIs('done')
    expect(first.out).toHaveLength(1)
  })
})

test('every document can be shown, names masked, and long ones sheet by sheet', async () => {
  const call = await counter()
  const docs: [DocRef, string][] = [
    [{ is: 'stayBill', setl_id: SETL_ID }, '住院医疗费结算单'],
    [{ is: 'feeList', encounterId: 'E2', by: 'day' }, '住院费用清单（按日）'],
    [{ is: 'feeList', encounterId: 'E2', by: 'class', setl_id: SETL_ID }, '住院费用清单（按类别）'],
    [{ is: 'feeList', encounterId: 'E2', by: 'day', day: '2026-05-06' }, '住院费用清单（按日）'],
    [P1, '住院押金收据'],
    [{ is: 'deposit', depositId: 'P3' }, '退押金收据'],
    [{ is: 'reconcile', runId: 'DZ1' }, '医保对账单'],
    [{ is: 'closing', closingId: 'JZ1' }, '医保日结对账单'],
  ]
  for (const [doc, title] of docs) {
    const { document, copies } = await call('print.show', { doc })
    const text = document.items.map((i) => (i.is === 'text' ? i.text : '')).join('\n')
    expect(document.title).toBe(title)
    expect(copies).toBe(0)
    expect(text).not.toContain('欧阳明月')
    if (doc.is !== 'closing') expect(text).toContain('欧**月')
  }
  const list: DocRef = { is: 'feeList', encounterId: 'E2', by: 'day' }
  const whole = (await call('print.show', { doc: list })).document
  const sheet = (await call('print.show', { doc: list, sheet: 1 })).document
  expect(whole.pages).toBe(2)
  expect(sheet.pages).toBe(2)
  expect(sheet.items).toEqual(whole.items.filter((i) => i.page === 1))
  for (const doc of [
    { is: 'stayBill', setl_id: 'none' },
    { is: 'feeList', encounterId: 'none', by: 'day' },
    { is: 'deposit', depositId: 'none' },
    { is: 'reconcile', runId: 'none' },
    { is: 'closing', closingId: 'none' },
    { is: 'shift', shiftId: 'none' },
  ] as DocRef[]) {
    expect(await fault(call('print.show', { doc }))).toMatchObject({ kind: 'not_found' })
  }
})

test('pauses grow to five minutes', () => {
  expect([1, 2, 3, 7, 20].map(pause_ms)).toEqual([5_000, 10_000, 20_000, 300_000, 300_000])
})
