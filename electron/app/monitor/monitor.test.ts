import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../journal/index.ts'
import type { Change, OutboxRow, TxnFigure } from '../../journal/port.ts'
import { createBus } from '../registry.ts'
import { openAlarms } from './alarms.ts'
import { createFigures, figuresOf } from './figures.ts'
import { type Finding, findingsOf, isRaised, type Limits, type Seen } from './rules.ts'
import { forget, redrive, type WaitingDeps, waitingOf } from './waiting.ts'
import { createWatch } from './watch.ts'

const NOW = Date.parse('2026-03-02T09:00:00')
const MINUTE_ms = 60_000
const LIMITS: Limits = { waiting: 100, oldest_min: 60, errors_pct: 20, p95_ms: 20_000, silent_min: 5 }
const WORDS = { infno: () => '收费', source: (id: string) => id, family: () => '医保中心' }

const openTestJournal = async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'guitai-monitor-')), 'journal.db')
  return (await openJournal({ path, fixmedins_code: 'H51010400001', slot: 1 })).journal
}

const row = (outcome: TxnFigure['outcome'], took_ms: number, calls: number, infno = '2207'): TxnFigure => ({
  ...{ family: 'nhsa', infno, outcome, took_ms, calls },
})

describe('figures', () => {
  it('add up by code, with the nearest rank of what was answered', () => {
    const rows = [
      row('settled', 100, 94),
      row('settled', 900, 5),
      row('rejected', 5_000, 1),
      row('failed', 0, 25),
    ]
    expect(figuresOf([...rows, row('open', 0, 3), row('settled', 10, 1, '1101')])).toEqual([
      {
        family: 'nhsa',
        infno: '2207',
        calls: 128,
        rejected: 1,
        failed: 25,
        errors_pct: 20.8,
        p50_ms: 100,
        p95_ms: 900,
      },
      {
        family: 'nhsa',
        infno: '1101',
        calls: 1,
        rejected: 0,
        failed: 0,
        errors_pct: 0,
        p50_ms: 10,
        p95_ms: 10,
      },
    ])
    expect(figuresOf([row('failed', 0, 2)])).toMatchObject([{ errors_pct: 100, p50_ms: null, p95_ms: null }])
  })

  it('of a day read each hour that is over once', async () => {
    let now = NOW
    const asked: string[] = []
    const figures = createFigures(
      {
        txnFigures: async ({ from, to }) => {
          asked.push(new Date(from).toTimeString().slice(0, 5))
          return from > NOW - 7_200_000 && to < NOW ? [row('failed', 0, 1)] : [row('settled', 10, 1)]
        },
      },
      () => now,
    )
    const day = await figures.lastDay()
    expect(asked).toHaveLength(24)
    expect(day.from).toBe(NOW - 23 * 3_600_000)
    expect(day.figures).toMatchObject([{ calls: 24, failed: 1 }])
    asked.length = 0
    now += MINUTE_ms
    await figures.lastDay()
    expect(asked).toEqual(['08:00', '09:00'])
  })
})

describe('rules', () => {
  const quiet: Seen = {
    ...{ now: NOW, figures: [], depths: [], silent: [], tasks: [], free_bytes: 9e9 },
    outbox: { waiting: 0, dead: 0, oldestAt: null },
  }
  const raised = (more: Partial<Seen>, limits: Partial<Limits> = {}) =>
    findingsOf({ ...quiet, ...more }, { ...LIMITS, ...limits }, WORDS)
      .filter((finding) => isRaised(finding, false))
      .map(({ ruleId }) => ruleId)

  it('find nothing where nothing is', () => {
    expect(raised({})).toEqual([])
  })

  it('look at each threshold', () => {
    const [figure] = figuresOf([row('settled', 30_000, 8), row('rejected', 10, 2)])
    expect(raised({ figures: [figure!] })).toEqual(['errors:nhsa/2207', 'p95:nhsa/2207'])
    expect(raised({ figures: [figure!] }, { errors_pct: 0, p95_ms: 0 })).toEqual([])
    const [few] = figuresOf([row('failed', 0, 9)])
    expect(raised({ figures: [few!] })).toEqual([])
    const depths: Seen['depths'] = [
      { source: 'stock.sale', state: 'waiting', count: 60, oldestAt: NOW - 61 * MINUTE_ms },
      { source: 'stock.sale', state: 'refused', count: 40, oldestAt: NOW },
      { source: 'stock.buy', state: 'sent', count: 500, oldestAt: NOW },
    ]
    expect(raised({ depths })).toEqual(['waiting:stock.sale', 'oldest:stock.sale'])
    expect(raised({ outbox: { waiting: 1, dead: 1, oldestAt: NOW - 61 * MINUTE_ms } })).toEqual([
      'outbox.dead',
      'outbox.oldest',
    ])
    const silent = [{ family: 'nhsa', since: NOW - 9 * MINUTE_ms, last: NOW - 4 * MINUTE_ms }]
    expect(raised({ silent })).toEqual(['silent:nhsa'])
    expect(raised({ silent: [{ ...silent[0]!, last: NOW - 5 * MINUTE_ms }] })).toEqual([])
    expect(raised({ free_bytes: 9e8 })).toEqual(['disk'])
  })

  it('hold an alarm until its value is well below the limit', () => {
    const finding = (value: number, counts = true) => ({ value, limit: 100, counts }) as Finding
    expect([99, 100].map((value) => isRaised(finding(value), false))).toEqual([false, true])
    expect([79, 80].map((value) => isRaised(finding(value), true))).toEqual([false, true])
    expect(isRaised(finding(200, false), false)).toBe(false)
    expect(isRaised(finding(200, false), true)).toBe(true)
  })
})

describe('alarms', () => {
  const finding = (value: number, ruleId = 'outbox.waiting'): Finding => ({
    ...{ ruleId, value, limit: 100, counts: true, what: `${value} 件`, todo: '', go: null },
  })

  it('are raised once, acknowledged by a person, and cleared', async () => {
    const journal = await openTestJournal()
    let now = NOW
    const alarms = openAlarms(journal, () => now)
    expect(await alarms.step([finding(50)])).toBe(false)
    expect(await alarms.step([finding(120), finding(500, 'disk')])).toBe(true)
    expect(await alarms.step([finding(90), finding(500, 'disk')])).toBe(false)
    const [first] = (await alarms.list()).filter(({ what }) => what === '120 件')
    expect(first).toMatchObject({ state: 'open', raisedAt: NOW })
    now += MINUTE_ms
    await alarms.ack(first!.alarmId, { opter: '001', opterName: '张三' })
    await expect(alarms.ack(first!.alarmId, { opter: '001', opterName: '张三' })).rejects.toThrow('有人处理')
    expect((await alarms.list()).map(({ state }) => state)).toEqual(['open', 'acked'])
    now += MINUTE_ms
    expect(await alarms.step([finding(70), finding(500, 'disk')])).toBe(true)
    const [, over] = await alarms.list()
    expect(over).toMatchObject({ state: 'cleared', ackBy: '张三', ackAt: NOW + MINUTE_ms, clearedAt: now })
    expect(await alarms.step([finding(120), finding(500, 'disk')])).toBe(true)
    expect(await alarms.list()).toHaveLength(3)
    const audit = await journal.auditTrail({ limit: 9 })
    expect(audit).toMatchObject([{ actor: '001', action: 'monitor.ack', subject: first!.alarmId }])
    await journal.close()
  })

  it('tell of a centre that has been silent over several calls, until it answers', async () => {
    const journal = await openTestJournal()
    let now = NOW
    let beat = { last: NOW, lastFailed: true }
    const alarms = openAlarms(journal, () => now)
    const told: string[] = []
    const bus = createBus()
    bus.subscribe((event) => void told.push(event))
    const look = createWatch({
      ...{ journal, alarms, bus, now: () => now, limits: LIMITS, words: WORDS },
      engine: { pulse: () => [{ family: 'nhsa', calls: 1, failures: 1, median_ms: null, ...beat }] },
      tasks: { status: async () => [] },
      figures: createFigures(journal, () => now),
    })
    await look()
    now += 6 * MINUTE_ms
    await look()
    expect(told).toEqual([])
    beat = { last: now, lastFailed: true }
    await look()
    expect(told).toEqual(['alarm.changed', 'shell.changed'])
    expect((await alarms.list())[0]).toMatchObject({
      state: 'open',
      what: '医保中心从 03-02 09:00 起没有应答',
    })
    beat = { last: now, lastFailed: false }
    await look()
    expect((await alarms.list())[0]).toMatchObject({ state: 'cleared' })
    await journal.close()
  })
})

describe('letters', () => {
  it('run again or are given up, with a reason, audited', async () => {
    const journal = await openTestJournal()
    const deps: WaitingDeps = {
      ...{ journal, now: () => NOW, limits: LIMITS },
      uploads: { sources: () => [] },
    }
    const add = (key: string) =>
      ({ t: 'outbox', add: { job: 'his.writeBack', key, payload: {}, nextAt: NOW, createdAt: NOW } }) as const
    await journal.commit([add('E1'), add('E2')])
    const [one, two] = (await waitingOf(deps)).letters
    const mark = (row: { outboxId: number }, state: OutboxRow['state']): Change =>
      ({
        ...{
          t: 'outbox.mark',
          id: row.outboxId,
          state,
          attempts: 9,
          nextAt: NOW,
          lastError: '连不上',
          at: NOW,
        },
      }) as const
    await journal.commit([mark(one!, 'dead')])
    expect(await waitingOf(deps)).toMatchObject({
      ...{ dead: 1, waiting: 1 },
      letters: [{ key: 'E1', stateLabel: '死信', label: '回写 HIS', lastError: '连不上' }, { key: 'E2' }],
    })
    const by = { opter: '001', opterName: '张三' }
    await expect(forget(deps, two!.outboxId, '试试', by)).rejects.toThrow('还没有试过')
    await redrive(deps, one!.outboxId, 'HIS 已恢复', by)
    expect((await journal.outboxDue(NOW, 9)).map(({ key, attempts }) => [key, attempts])).toEqual([
      ['E1', 0],
      ['E2', 0],
    ])
    await journal.commit([mark(one!, 'dead')])
    await forget(deps, one!.outboxId, '已手工补录', by)
    expect(await waitingOf(deps)).toMatchObject({ dead: 0, waiting: 1, letters: [{ key: 'E2' }] })
    await expect(redrive(deps, one!.outboxId, '再试', by)).rejects.toThrow('已经送达')
    const actions = (await journal.auditTrail({ limit: 9 })).map(({ action }) => action)
    expect(actions).toEqual(['monitor.forget', 'monitor.redrive'])
    await journal.close()
  })
})
