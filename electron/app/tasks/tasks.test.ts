import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openJournal } from '../../journal/index.ts'
import type { Journal } from '../../journal/port.ts'
import { createBus } from '../registry.ts'
import { createTasks } from './index.ts'
import { dueAt, FIRST_ms, type Kept, planText, RETRIES, RETRY_ms } from './plan.ts'
import type { Plan, Task, TaskRun } from './port.ts'

const START = Date.parse('2026-03-02T09:00:00')
const MINUTE_ms = 60_000

/** A clock that stands until it is moved, and then fires what is due in its order. */
function handClock(start = START) {
  let now = start
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    timers,
    /** timers are monotonic: a clock that is set moves none of them */
    set(to: number) {
      const by = to - now
      now = to
      for (const timer of timers) timer.at += by
    },
    async pass(ms: number) {
      const end = now + ms
      for (;;) {
        // everything here waits for promises only: one turn of the loop lets all of them on
        await new Promise((resolve) => setImmediate(resolve))
        const next = [...timers].sort((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        now = Math.max(now, next.at)
        timers.delete(next)
        next.run()
      }
      now = end
    },
  }
}

const openHome = async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'guitai-tasks-')), 'journal.db')
  return () => openJournal({ path, fixmedins_code: 'H51010400001', slot: 1 }).then((o) => o.journal)
}

function runner(
  journal: Journal,
  clock: ReturnType<typeof handClock>,
  plans: Record<string, Plan | 'off'> = {},
) {
  const tasks = createTasks({ journal, clock, bus: createBus(), plans, log: () => {} })
  const began: string[] = []
  const add = (id: string, plan: Plan | null, run: Task['run'] = async () => `${id} 做完`) => {
    tasks.register({
      ...{ id, label: id, group: '维护', plan },
      run: (context) => {
        began.push(`${id} ${new Date(clock.now()).toTimeString().slice(0, 5)}`)
        return run(context)
      },
    })
  }
  const of = async (id: string) => (await tasks.status()).find(({ task }) => task.id === id)!
  return { tasks, began, add, of }
}

/** Ends when `signal` does, unless `release` comes first. */
function held() {
  let release = () => {}
  const run = ({ signal, progress }: TaskRun) =>
    new Promise<string>((resolve, reject) => {
      progress(0.5, '一半')
      release = () => resolve('做完')
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  return { run, release: () => release() }
}

describe('when a task is due', () => {
  const kept: Kept = { since: START, startedAt: null, endedAt: null, okAt: null, failures: 0 }
  const at = (text: string) => Date.parse(`2026-03-${text}`)

  it('comes again so many minutes after it began, but not before the program is up', () => {
    expect(dueAt({ every_min: 5 }, kept, START)).toBe(START + FIRST_ms)
    const ran = { ...kept, startedAt: START + 1_000, okAt: START + 1_000 }
    expect(dueAt({ every_min: 5 }, ran, START)).toBe(START + 1_000 + 5 * MINUTE_ms)
    expect(dueAt({ every_min: 5 }, ran, at('05T08:00:00'))).toBe(at('05T08:01:00'))
    expect(dueAt(null, ran, START)).toBeNull()
  })

  it('makes up once for days that were missed, and waits for its time where it is new', () => {
    const daily = { daily: '02:30' }
    expect(dueAt(daily, kept, START)).toBe(at('03T02:30:00'))
    const ran = { ...kept, okAt: at('03T02:30:00'), startedAt: at('03T02:30:00') }
    expect(dueAt(daily, ran, at('07T08:00:00'))).toBe(at('07T08:01:00'))
    const madeUp = { ...ran, okAt: at('07T08:01:00'), startedAt: at('07T08:01:00') }
    expect(dueAt(daily, madeUp, at('07T08:00:00'))).toBe(at('08T02:30:00'))
  })

  it('tries a failed day again with a pause, then leaves it for the next', () => {
    const began = at('03T02:30:00')
    const failed = { ...kept, startedAt: began, endedAt: began + 1_000, failures: 1 }
    expect(dueAt({ daily: '02:30' }, failed, START)).toBe(began + 1_000 + RETRY_ms)
    const gaveUp = { ...failed, failures: RETRIES + 1 }
    expect(dueAt({ daily: '02:30' }, gaveUp, START)).toBe(at('04T02:30:00'))
  })

  it('is said in Chinese', () => {
    const plans = [null, { daily: '02:30' }, { every_min: 5 }, { every_min: 120 }]
    expect(plans.map(planText)).toEqual(['手工', '每天 02:30', '每 5 分钟', '每 2 小时'])
  })
})

describe('the runner', () => {
  it('runs by the clock and as the site says', async () => {
    const journal = await (await openHome())()
    const clock = handClock()
    const { tasks, began, add } = runner(journal, clock, { slow: { every_min: 10 }, never: 'off' })
    add('slow', { every_min: 1 })
    add('never', { every_min: 1 })
    add('night', { daily: '09:15' })
    add('hand', null)
    tasks.start()
    await clock.pass(21 * MINUTE_ms)
    expect(began).toEqual(['slow 09:01', 'slow 09:11', 'night 09:15', 'slow 09:21'])
    await tasks.stop()
    expect(clock.timers.size).toBe(0)
    await journal.close()
  })

  it('goes on after the clock was set back, in this process and over a restart', async () => {
    const open = await openHome()
    const clock = handClock(START + 40 * 24 * 60 * MINUTE_ms)
    const wrong = await open()
    const first = runner(wrong, clock)
    first.add('often', { every_min: 10 })
    first.add('night', { daily: '09:30' })
    let looks = 0
    first.tasks.eachMinute(async () => {
      looks += 1
    })
    first.tasks.start()
    await clock.pass(31 * MINUTE_ms)
    const before = first.began.length
    clock.set(START)
    looks = 0
    await clock.pass(5 * MINUTE_ms)
    expect(looks).toBe(4)
    expect(first.began.slice(before)).toEqual(['often 09:02', 'night 09:02'])
    clock.set(START + 40 * 24 * 60 * MINUTE_ms)
    await clock.pass(12 * MINUTE_ms)
    await first.tasks.stop()
    await wrong.close()

    clock.set(START)
    const journal = await open()
    const next = runner(journal, clock)
    next.add('often', { every_min: 10 })
    next.tasks.start()
    await clock.pass(12 * MINUTE_ms)
    expect(next.began).toEqual(['often 09:01', 'often 09:11'])
    await next.tasks.stop()
    await journal.close()
  })

  it('looks at other things once a minute, whatever happens to one of them', async () => {
    const journal = await (await openHome())()
    const clock = handClock()
    const { tasks, add } = runner(journal, clock)
    add('often', { every_min: 1 })
    let looks = 0
    tasks.eachMinute(async () => {
      looks += 1
      throw new Error('no')
    })
    await clock.pass(5 * MINUTE_ms)
    expect(looks).toBe(0)
    tasks.start()
    await clock.pass(5 * MINUTE_ms)
    expect(looks).toBe(5)
    await tasks.stop()
    await clock.pass(5 * MINUTE_ms)
    expect(looks).toBe(5)
    await journal.close()
  })

  it('remembers over restarts: nothing doubled, what was missed made up once', async () => {
    const open = await openHome()
    const clock = handClock()
    const days = async (ms: number) => {
      const journal = await open()
      const { tasks, began, add } = runner(journal, clock)
      add('night', { daily: '02:30' })
      tasks.start()
      await clock.pass(ms)
      await tasks.stop()
      await journal.close()
      return began
    }
    expect(await days(20 * 60 * MINUTE_ms)).toEqual(['night 02:30'])
    expect(await days(5 * MINUTE_ms)).toEqual([])
    await clock.pass(3 * 24 * 60 * MINUTE_ms)
    expect(await days(10 * MINUTE_ms)).toEqual(['night 05:06'])
    expect(await days(10 * MINUTE_ms)).toEqual([])
  })

  it('says of a run that the end of the program cut off that it failed, and runs it again', async () => {
    const open = await openHome()
    const clock = handClock()
    const first = await open()
    const cut = runner(first, clock)
    cut.add('long', { daily: '09:10' }, () => new Promise(() => {}))
    cut.tasks.start()
    await clock.pass(11 * MINUTE_ms)
    expect((await cut.of('long')).record.state).toBe('running')
    // the process dies: nothing is stopped
    await first.close()
    clock.timers.clear()
    const journal = await open()
    const next = runner(journal, clock)
    next.add('long', { daily: '09:10' })
    next.tasks.start()
    await clock.pass(0)
    expect((await next.of('long')).record).toMatchObject({ state: 'failed', failures: 1 })
    await clock.pass(20 * MINUTE_ms)
    expect(next.began).toEqual(['long 09:26'])
    expect((await next.of('long')).record).toMatchObject({ state: 'ok', failures: 0, line: 'long 做完' })
    await next.tasks.stop()
    await journal.close()
  })

  it('runs each once at a time and two together; a third waits for its turn', async () => {
    const journal = await (await openHome())()
    const { tasks, began, add, of } = runner(journal, handClock())
    const [a, b, c] = [held(), held(), held()]
    add('a', null, a.run)
    add('b', null, b.run)
    add('c', null, c.run)
    const by = { opter: '001', opterName: '张三' }
    const [one, again, two, three] = ['a', 'a', 'b', 'c'].map((id) => tasks.run(id, by))
    await vi.waitFor(() => expect(began).toHaveLength(2))
    expect(await of('a')).toMatchObject({ running: { queued: false, done: 0.5, doing: '一半' } })
    expect(await of('c')).toMatchObject({ running: { queued: true } })
    a.release()
    expect(await one).toBe('做完')
    expect(await again).toBe('做完')
    await vi.waitFor(() => expect(began).toHaveLength(3))
    expect((await of('a')).record.byName).toBe('张三')
    b.release()
    c.release()
    await Promise.all([two, three])
    await journal.close()
  })

  it('stops what runs, waits for it, and does not count that as a failure', async () => {
    const journal = await (await openHome())()
    const { tasks, began, add, of } = runner(journal, handClock())
    add('a', null, held().run)
    const run = tasks.run('a', null)
    await vi.waitFor(() => expect(began).toHaveLength(1))
    await Promise.all([tasks.stop(), expect(run).rejects.toThrow('程序退出')])
    expect((await of('a')).record).toMatchObject({ state: 'failed', failures: 0 })
    await expect(tasks.run('a', null)).rejects.toThrow('正在退出')
    await journal.close()
  })

  it('is stopped by a person till its next turn', async () => {
    const journal = await (await openHome())()
    const clock = handClock()
    const { tasks, add, of } = runner(journal, clock)
    add('night', { daily: '09:10' }, held().run)
    tasks.start()
    await clock.pass(11 * MINUTE_ms)
    tasks.abort('night')
    await clock.pass(60 * MINUTE_ms)
    expect(await of('night')).toMatchObject({ running: null, record: { state: 'stopped' } })
    expect((await of('night')).nextAt).toBe(Date.parse('2026-03-03T09:10:00'))
    expect(() => tasks.abort('night')).toThrow('没有在执行')
    await tasks.stop()
    await journal.close()
  })
})
