import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CRASH_POINTS, type CrashPoint } from '../../electron/engine/crashpoints.ts'
import { random } from '../../electron/his/demo/charges.ts'
import { type CentreView, startNhsaSandbox } from '../../electron/sandbox/nhsa/index.ts'
import { INJURY_POINTS, runInjuryDay } from '../injury/crash.ts'
import type { Report } from '../report.ts'
import { OPTER, openCounter } from '../support/counter.ts'
import { crashPlan } from './cashier.ts'
import { createHand, type Hand } from './hand.ts'
import { type CentreBook, compare, type Differences, NOTHING } from './ledgers.ts'
import type { Turn, TurnEnd } from './worker.ts'

export const POINTS = Object.keys(CRASH_POINTS) as CrashPoint[]

export interface CrashOptions {
  seeds: number
  points?: readonly CrashPoint[]
  /** days of national insurance, or of the three ways of work-injury insurance */
  of?: 'nhsa' | 'injury'
  /** processes at a time */
  beside?: number
  progress?: (line: string) => void
}

/** One killed counter, or with `point` null the same day undisturbed. */
export interface CrashRun {
  point: CrashPoint | null
  seed: number
  kills: number
  differences: Differences
  notes: string[]
}

export interface CrashReport extends Report {
  runs: CrashRun[]
}

const BESIDE = 2

/**
 * For each seed one undisturbed day, which tells how often each point is passed; then for each point the
 * same day again, killed at one of those passes drawn by the seed, taken up by a new process, and compared
 * with the centre and the HIS.
 */
export async function runCrash(options: CrashOptions): Promise<CrashReport> {
  const { seeds, of = 'nhsa', beside = BESIDE, progress } = options
  const points = options.points ?? (of === 'nhsa' ? POINTS : INJURY_POINTS)
  const day = of === 'nhsa' ? runDay : runInjuryDay
  const from = Date.now()
  const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'guitai-crash-'))
  const hands = Array.from({ length: beside }, () => createHand(join(root, 'code')))
  const runs: CrashRun[] = []
  try {
    const template = await makeTemplate(root)
    const todo = Array.from({ length: seeds }, (_, i) => i + 1)
    const one = async (hand: Hand) => {
      for (let seed = todo.shift(); seed !== undefined; seed = todo.shift()) {
        const calm = await day(hand, template, seed, null, 0)
        runs.push(calm.run)
        for (const point of points) {
          const rnd = random(`${point} ${seed}`)
          const nth = 1 + Math.floor(rnd() * (calm.passes[point] ?? 1))
          runs.push((await day(hand, template, seed, point, nth)).run)
        }
        progress?.(`seed ${seed}: ${runs.length} runs, ${((Date.now() - from) / 1000).toFixed(0)} s`)
      }
    }
    await Promise.all(hands.map(one))
  } finally {
    for (const hand of hands) hand.close()
    rmSync(root, { recursive: true, force: true })
  }
  return summary(of === 'nhsa' ? 'crash' : 'crash.injury', points, runs, seeds, Date.now() - from)
}

/** A home with an operator and a hospital, to be copied: founding them takes longer than a day's work. */
export async function makeTemplate(root: string): Promise<string> {
  const home = join(root, 'template')
  const counter = await openCounter({ home, bare: true })
  await counter.call('auth.setup', OPTER)
  await counter.close()
  return home
}

/** The centre's habits by seed, so that each point meets each of them. */
function habits(seed: number) {
  const asks = seed % 2 === 1
  return {
    question5203: asks ? ('by_mdtrt_id' as const) : ('needs_setl_id' as const),
    repeatMsgid: seed % 3 === 0 ? ('refuse' as const) : ('replay' as const),
    dialect: seed % 4 < 2 ? ('plain' as const) : ('text' as const),
    querySettlementBy: asks || seed % 4 === 0 ? ('mdtrt_id' as const) : ('setl_id' as const),
    // where 5203 can be asked, only a centre that lags past its own limit leaves nothing but the reversal
    undoOnly: asks ? ({ kind: 'lag', ms: 1_200 } as const) : ({ kind: 'drop_after' } as const),
  }
}

async function runDay(hand: Hand, template: string, seed: number, point: CrashPoint | null, nth: number) {
  const { undoOnly, querySettlementBy, ...centre } = habits(seed)
  const home = mkdtempSync(`${template}-`)
  mkdirSync(home, { recursive: true })
  cpSync(template, home, { recursive: true })
  const sandbox = await startNhsaSandbox({ seed, ...centre })
  const turn: Turn = {
    ...{ home, seed, sandboxUrl: sandbox.url, nhsa: { querySettlementBy } },
    deeds: crashPlan(seed, undoOnly),
    crash: point && `${point}:${nth}`,
  }
  try {
    const { end, kills } = await killAndTakeUp(hand, turn)
    const { differences, notes } = compare([end.book], bookOf(sandbox))
    const bad = notes.length > 0 ? [...notes, ...new Set(end.told.map((line) => `  told: ${line}`))] : []
    return { run: { point, seed, kills, differences, notes: bad }, passes: end.passes }
  } finally {
    await sandbox.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** Every third crash hits the process that takes up as well: it must stand being killed at its work. */
async function killAndTakeUp(hand: Hand, turn: Turn): Promise<{ end: TurnEnd; kills: number }> {
  let end = await hand.take(turn)
  if (end !== 'killed') return { end, kills: 0 }
  const rnd = random(`again ${turn.crash} ${turn.seed}`)
  const second = rnd() < 1 / 3 ? `${POINTS[Math.floor(rnd() * POINTS.length)]}:1` : null
  end = await hand.take({ ...turn, deeds: [], crash: second })
  if (end !== 'killed') return { end, kills: 1 }
  end = await hand.take({ ...turn, deeds: [], crash: null })
  if (end === 'killed') throw new Error('killed by a stranger')
  return { end, kills: 2 }
}

export const bookOf = (sandbox: CentreView): CentreBook => ({
  ledger: sandbox.ledger(),
  effective: sandbox.effective(),
  leftovers: sandbox.leftovers(),
})

export function total(all: readonly Differences[]): Differences {
  const sum = { ...NOTHING }
  for (const one of all) for (const name of Object.keys(sum) as (keyof Differences)[]) sum[name] += one[name]
  return sum
}

function summary(
  name: string,
  points: readonly CrashPoint[],
  runs: CrashRun[],
  seeds: number,
  took_ms: number,
): CrashReport {
  const differences = total(runs.map((run) => run.differences))
  const reached = points.filter((point) => runs.some((run) => run.point === point && run.kills > 0))
  const kills = runs.reduce((n, run) => n + run.kills, 0)
  const clean = Object.values(differences).every((n) => n === 0)
  const seconds = Math.round(took_ms / 1000)
  return {
    name,
    ok: clean && reached.length === points.length && runs.length > 0,
    figures: {
      ...{ points: points.length, seeds, runs: runs.length, reached: reached.length, kills },
      ...differences,
      seconds,
    },
    runs,
  }
}
