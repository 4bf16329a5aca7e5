import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { CrashPoint } from '../../electron/engine/crashpoints.ts'
import { random } from '../../electron/his/demo/charges.ts'
import { startInjurySandbox } from '../../electron/sandbox/injury/index.ts'
import { startNhsaSandbox } from '../../electron/sandbox/nhsa/index.ts'
import type { CrashRun } from '../crash/crash.ts'
import type { Hand } from '../crash/hand.ts'
import type { Turn, TurnEnd } from '../crash/worker.ts'
import { compareBooks } from './books.ts'
import { injuryPlan } from './plan.ts'

/** The points that a day of work-injury insurance passes: the engine's own, those of visits and stays, the outbox's. */
export const INJURY_POINTS: CrashPoint[] = [
  ...(['transact.before_prepare', 'transact.prepared', 'transact.sent', 'wire.written'] as const),
  ...(['transact.answered', 'transact.committed', 'resolve.before_ask', 'resolve.asked'] as const),
  ...(['resolve.committed', 'resolve.before_undo', 'resolve.undone'] as const),
  ...(['visit.claimed', 'visit.before_settle', 'stay.between_pages', 'stay.between_batches'] as const),
  ...(['stay.between_steps', 'stay.before_settle'] as const),
  ...(['outbox.before_run', 'outbox.ran', 'outbox.marked'] as const),
]

/** One day of injured workers, killed at the nth pass of a point, taken up by a new process, and compared. */
export async function runInjuryDay(
  hand: Hand,
  template: string,
  seed: number,
  point: CrashPoint | null,
  nth: number,
): Promise<{ run: CrashRun; passes: TurnEnd['passes'] }> {
  const home = mkdtempSync(`${template}-`)
  mkdirSync(home, { recursive: true })
  cpSync(template, home, { recursive: true })
  const sandbox = await startNhsaSandbox({ seed })
  const injury = await startInjurySandbox({ seed, repeat: seed % 2 === 0 ? 'refuse' : 'replay' })
  const turn: Turn = {
    ...{ home, seed, sandboxUrl: sandbox.url, nhsa: {}, deeds: [] },
    injury: { at: { url: injury.url, keys: injury.keys }, tasks: injuryPlan(seed) },
    crash: point && `${point}:${nth}`,
  }
  try {
    let kills = 0
    let end = await hand.take(turn)
    const rnd = random(`again ${turn.crash} ${seed}`)
    while (end === 'killed') {
      kills += 1
      const more = kills === 1 && rnd() < 1 / 3
      const crash = more ? `${INJURY_POINTS[Math.floor(rnd() * INJURY_POINTS.length)]}:1` : null
      end = await hand.take({ ...turn, injury: { ...turn.injury!, tasks: [] }, crash })
    }
    const { differences, notes } = compareBooks([end.injury!], injury)
    const bad = notes.length > 0 ? [...notes, ...new Set(end.told.map((line) => `  told: ${line}`))] : []
    return { run: { point, seed, kills, differences, notes: bad }, passes: end.passes }
  } finally {
    await injury.close()
    await sandbox.close()
    rmSync(home, { recursive: true, force: true })
  }
}
