import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { match } from '../../electron/app/reconcile/match/match.ts'
import { openResults } from '../../electron/app/reconcile/match/results.ts'
import { CODES } from '../reconcile/inject.ts'

/** One match in this process: its time, and the memory that it took beyond the program itself. */
const { here, there, dir, results: to } = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>

/** the largest the process ever was, in kB, as the kernel counted it; elsewhere than on Linux, now */
function largest_kB(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  } catch {
    return process.memoryUsage.rss() / 1024
  }
}

const idle_kB = largest_kB()
const from = performance.now()
const results = openResults(to!)
const { counts } = match({
  ...{ here: here!, there: there!, dir: dir! },
  lists: 'all',
  codes: CODES,
  found: results.add,
})
results.close()
const ms = performance.now() - from
const found = Object.values(counts).reduce((a, b) => a + b, 0)
console.log(JSON.stringify({ ms, found, peak_MB: Math.round((largest_kB() - idle_kB) / 1024) }))
