import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, serveSandbox } from '../../compose.ts'
import { TRAINING_SITE } from '../../config.ts'
import { board } from './demo/board.ts'
import { closeDay, type Day, showDay } from './demo/close.ts'
import { type Desk, serve } from './demo/desk.ts'
import { injuryDay } from './demo/injury-day.ts'
import { faultsOfDay, type Planned, planDay } from './demo/plan.ts'
import { faceOf } from './face.ts'
import { type Command, intOf } from './terminal.ts'

/** Hurried, so that a day takes seconds: limits of the centre, and how often the engine looks. */
const ANSWER_ms = 1_000
const CENTRE_ms = 2_000
const TIMING = { look_first_ms: 100, look_longest_ms: 500, tick_ms: 100, outbox_first_ms: 100 }
const WAIT_ms = 20

/** A day at several counters against one simulated centre, with faults; ends with both ledgers side by side. */
export const demo: Command = {
  usage: `用法：npm run demo -- [选项]
  --counters 数字   窗口数，默认 3
  --patients 数字   患者数，默认 60；工伤 200
  --injury          工伤患者的一天：四川、广东、跨省三个平台
  --seed 数字       随机种子，默认 1
数据放在临时目录，结束后删除。`,
  options: {
    counters: { type: 'string' },
    patients: { type: 'string' },
    seed: { type: 'string' },
    injury: { type: 'boolean' },
  },
  async run(args, io) {
    const counters = intOf(args, 'counters', 3, 1, 20)
    const injury = args.values.injury === true
    const patients = intOf(args, 'patients', injury ? 200 : 60, 1, 10_000)
    const seed = intOf(args, 'seed', 1, 0, 2 ** 31)
    const started = performance.now()
    const dir = mkdtempSync(join(tmpdir(), 'guitai-demo-'))
    if (injury) {
      const report = await injuryDay({ counters, patients, seed, dir }, io).finally(() => removed(dir))
      io.result(report)
      return report.ok ? 0 : 1
    }
    const centre = await serveSandbox({ seed, faults: faultsOfDay(patients, ANSWER_ms) })
    const desks: Desk[] = []
    try {
      io.out(`模拟中心 ${centre.url}，${counters} 个窗口，${patients} 位患者，种子 ${seed}`)
      for (let slot = 1; slot <= counters; slot++) desks.push(await openDesk(dir, centre.url, slot))
      const progress = board(desks, patients, io)
      await work(desks, planDay(patients, seed))
      progress.stop()
      const day = await closeDay(desks, centre)
      const took_ms = Math.round(performance.now() - started)
      const report = { name: 'demo', ...figuresOf(day, took_ms) }
      showDay(day, report, io)
      io.result(report)
      return report.ok ? 0 : 1
    } finally {
      await Promise.all(desks.map((desk) => desk.guitai.close()))
      await centre.close()
      removed(dir)
    }
  },
}

const removed = (dir: string) => rmSync(dir, { recursive: true, force: true })

async function openDesk(dir: string, sandboxUrl: string, slot: number): Promise<Desk> {
  const guitai = await compose({
    home: join(dir, `counter-${slot}`),
    host: 'cli',
    sandboxUrl,
    timing: TIMING,
    site: {
      ...TRAINING_SITE,
      counter: { window: `${slot}号窗口`, slot },
      nhsa: { ...TRAINING_SITE.nhsa, answer_ms: ANSWER_ms, centre_ms: CENTRE_ms },
      injury: {},
      his: { kind: 'demo', path: join(dir, 'his-demo.db') },
      security: { idleLock_min: 0 },
    },
  })
  const call = faceOf(guitai, 'demo')
  const opter = `S${String(slot).padStart(3, '0')}`
  await call('auth.setup', { opter, opterName: `收费员${slot}`, password: 'guitai-demo' })
  await call('shift.signIn', {})
  return { slot, guitai, call, doing: '', settled: 0, refunded: 0, left: 0, astray: 0, problems: [] }
}

/** Each counter calls the next patient who is not already standing at another one. */
async function work(desks: Desk[], queue: Planned[]): Promise<void> {
  const busy = new Set<string>()
  const next = (): Planned | undefined => {
    const index = queue.findIndex((patient) => !busy.has(patient.person.psn_no))
    return index < 0 ? undefined : queue.splice(index, 1)[0]
  }
  const shift = async (desk: Desk) => {
    while (queue.length > 0) {
      const patient = next()
      if (!patient) {
        await new Promise((resolve) => setTimeout(resolve, WAIT_ms))
        continue
      }
      busy.add(patient.person.psn_no)
      desk.doing = `第 ${patient.no} 位`
      try {
        await serve(desk, patient)
      } catch (error) {
        desk.problems.push(`第 ${patient.no} 位：${error instanceof Error ? error.message : error}`)
      }
      busy.delete(patient.person.psn_no)
    }
    desk.doing = '办完'
  }
  await Promise.all(desks.map(shift))
}

function figuresOf(day: Day, took_ms: number) {
  const { lost, duplicated, unexplained } = day.comparison
  const figures = {
    settled: day.settled,
    refunded: day.refunded,
    faults: day.faults,
    lost: lost.length,
    duplicated: duplicated.length,
    unexplained: unexplained.length + day.remarks.length,
    unknown: day.unknown,
    manual: day.manual,
    took_ms,
  }
  const open = figures.lost + figures.duplicated + figures.unexplained + figures.unknown + figures.manual
  return { ok: open === 0, figures }
}
