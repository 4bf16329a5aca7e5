import { type CrashPoint, crashAt, onCrashpoint } from '../../electron/engine/crashpoints.ts'
import { random } from '../../electron/his/demo/charges.ts'
import type { InjuryKeys } from '../../electron/sandbox/injury/index.ts'
import type { FaultRule } from '../../electron/sandbox/nhsa/index.ts'
import { type InjuryBook, readInjury } from '../injury/books.ts'
import { finishCases, treatOne } from '../injury/clerk.ts'
import { hurried, type InjuryTask } from '../injury/plan.ts'
import { type Counter, type CounterOptions, openCounter } from '../support/counter.ts'
import { beginWork, type Cashier, type Deed, finish, told, work } from './cashier.ts'
import { type CounterBook, readCounter } from './ledgers.ts'
import { QUICK } from './quick.ts'

/** One turn of a counter in a process of its own: it works a plan, or only takes up what was left. */
export interface Turn {
  home: string
  sandboxUrl: string
  seed: number
  nhsa: CounterOptions['nhsa']
  /** empty: a new start after a crash */
  deeds: Deed[]
  /** a day of work-injury insurance instead */
  injury?: { at: { url: string; keys: InjuryKeys }; tasks: InjuryTask[] }
  /** `point:n`, at which this process kills itself */
  crash: string | null
}

export interface TurnEnd {
  book: CounterBook
  /** how often each point was passed; only without `crash` */
  passes: Partial<Record<CrashPoint, number>>
  told: string[]
  injury?: InjuryBook
}

async function take(turn: Turn): Promise<TurnEnd> {
  const passes: TurnEnd['passes'] = {}
  if (turn.crash) crashAt(turn.crash)
  else {
    onCrashpoint((point) => {
      passes[point] = (passes[point] ?? 0) + 1
    })
  }
  const counter = await openCounter({
    home: turn.home,
    sandboxUrl: turn.sandboxUrl,
    bare: true,
    nhsa: { ...QUICK.nhsa, ...turn.nhsa },
    timing: QUICK.timing,
    ...(turn.injury ? { injuryAt: turn.injury.at, settings: { injury: hurried(QUICK.nhsa) } } : {}),
  })
  const cashier: Cashier = {
    counter,
    rnd: random(`cashier ${turn.seed} ${turn.deeds.length}`),
    setFaults: (rules) => setFaults(turn.sandboxUrl, rules),
    turn_ms: QUICK.turn_ms,
    told: [],
  }
  await beginWork(counter)
  if (turn.injury) await treatAll(cashier, turn.injury)
  else {
    await upload(counter)
    await work(cashier, turn.deeds)
    await finish(cashier, QUICK.patience_ms)
    await uploaded(counter, QUICK.patience_ms)
  }
  const injury = turn.injury ? { injury: await readInjury(counter.app) } : {}
  const book = await readCounter(counter.app)
  await counter.close()
  onCrashpoint(null)
  return { book, passes, told: cashier.told, ...injury }
}

/** What goes up without a cashier, beside his work: orders and measurements. */
async function upload({ app }: Counter): Promise<void> {
  for (const code of ['4402', '4602']) await app.tasks.run(`upload.clinical.${code}`, null).catch(() => {})
}

/** Nothing of it may be left on its way. */
async function uploaded(counter: Counter, patience_ms: number): Promise<void> {
  const { journal } = counter.app
  for (const until = counter.now() + patience_ms; ; await counter.pause(QUICK.turn_ms)) {
    await upload(counter)
    const open = (await journal.uploadDepths()).filter(({ state }) => state === 'waiting' || state === 'sent')
    if (open.length === 0) return
    if (counter.now() > until) throw new Error(`uploads left: ${JSON.stringify(open)}`)
  }
}

async function treatAll(cashier: Cashier, { at, tasks }: NonNullable<Turn['injury']>): Promise<void> {
  for (const { deed, fault } of tasks) {
    await setFaults(at.url, fault ? [fault] : [])
    await told(cashier, () => treatOne(cashier, deed))
  }
  await finishCases(cashier, QUICK.patience_ms)
}

async function setFaults(sandboxUrl: string, rules: FaultRule[]): Promise<void> {
  await fetch(new URL('/_sandbox/faults', sandboxUrl), { method: 'POST', body: JSON.stringify(rules) })
}

process.on('message', async (turn: Turn) => {
  try {
    process.send?.({ end: await take(turn) })
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

/** Nobody to work for: the run was stopped. */
process.on('disconnect', () => process.exit(0))
