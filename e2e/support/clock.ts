import { isMainThread } from 'node:worker_threads'

/**
 * Preloaded (`node --import`) by `npm run test:dates`: in each test file the clock begins at GUITAI_CLOCK_AT (epoch
 * ms) and runs on; what the file starts, processes and threads, sees the same clock. Only Date is shifted: timers and
 * the times of files are the machine's own. Everything else (npm, the test runner itself) keeps the true time.
 */
const AT = 'GUITAI_CLOCK_AT'
const OFFSET_ms = 'GUITAI_CLOCK_OFFSET_ms'

const beginsTestFile = isMainThread && /[\\/]vitest[\\/]dist[\\/]workers[\\/]/.test(process.argv[1] ?? '')
if (beginsTestFile && process.env[AT]) process.env[OFFSET_ms] = String(Number(process.env[AT]) - Date.now())
const offset_ms = Number(process.env[OFFSET_ms] ?? 0)
if (offset_ms !== 0) shift(offset_ms)

function shift(by_ms: number): void {
  const trueNow = Date.now
  const now = () => trueNow() + by_ms
  Date.now = now
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, made) => Reflect.construct(target, args.length > 0 ? args : [now()], made),
    apply: () => new Date(now()).toString(),
  })
  Date.prototype.constructor = globalThis.Date
}
