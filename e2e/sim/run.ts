import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeTemplate } from '../crash/crash.ts'
import { conclude, printTable, readArgs } from '../report.ts'
import { runDay, type SimResult } from './day.ts'

/**
 * npm run sim -- --days 1 --counters 30 --seeds N: a whole hospital for N seeded days in one process, with a
 * clock and a wire of its own. --from F begins at another seed, --seed S replays one of them.
 */
const args = readArgs({
  ...{ days: 1, counters: 30, seeds: 1, from: 1, seed: 0, patients: 3000, stays: 200 },
  json: false,
})
const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'guitai-sim-'))
const from = Date.now()
const results: SimResult[] = []
try {
  const template = await makeTemplate(root)
  const seeds = args.seed > 0 ? [args.seed] : Array.from({ length: args.seeds }, (_, i) => args.from + i)
  for (const seed of seeds) {
    const { days, counters, patients, stays } = args
    const began = Date.now()
    const one = await runDay({ ...{ seed, days, counters, patients, stays, root, template }, progress: say })
    results.push(one)
    say(`seed ${seed}: ${one.messages} messages, ${one.breaches.length + wrong(one)} wrong, ${took(began)} s`)
    for (const line of [...one.breaches.slice(0, 50), ...one.notes.slice(0, 50)]) say(`  ${line}`)
    if (one.breaches.length + wrong(one) > 0)
      for (const [l, n] of Object.entries(one.told)) say(`  told ${n} × ${l}`)
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}

const total = (of: (one: SimResult) => number) => results.reduce((sum, one) => sum + of(one), 0)
if (!args.json) {
  printTable([
    ['seed', 'steps', 'messages', 'faults', 'cuts', 'settled', 'refunded', 'wrong'],
    ...results.map((r) => [
      ...[r.seed, r.steps, r.messages, r.struck, r.cuts, r.settlements, r.refunds],
      r.breaches.length + wrong(r),
    ]),
  ])
}
const differences = Object.fromEntries(
  Object.keys(results[0]?.differences ?? {}).map((name) => [
    name,
    total((one) => one.differences[name as keyof SimResult['differences']]),
  ]),
)
conclude(
  {
    name: 'sim',
    ok: results.length > 0 && results.every((one) => one.breaches.length + wrong(one) === 0),
    figures: {
      ...{ seeds: results.length, days: args.days, counters: args.counters },
      ...{ messages: total((r) => r.messages), steps: total((r) => r.steps), cuts: total((r) => r.cuts) },
      ...{ faults: total((r) => r.struck), settlements: total((r) => r.settlements) },
      injuries: total((r) => r.injuries),
      ...{ breaches: total((r) => r.breaches.length), ...differences },
      seconds: Math.round((Date.now() - from) / 1000),
    },
  },
  args.json,
)

function wrong(one: SimResult): number {
  return Object.values(one.differences).reduce((sum, n) => sum + n, 0) + one.notes.length
}
function say(line: string): void {
  console.error(line)
}
function took(began: number): number {
  return Math.round((Date.now() - began) / 1000)
}
