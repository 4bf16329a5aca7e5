import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { random } from '../../electron/his/demo/charges.ts'
import { openDemoHis } from '../../electron/his/demo/index.ts'
import type { Send } from '../../electron/platforms/http.ts'
import { openInjury } from '../../electron/sandbox/injury/index.ts'
import { type FaultRule, openCentre } from '../../electron/sandbox/nhsa/index.ts'
import { beginWork, type Cashier, finish } from '../crash/cashier.ts'
import { bookOf, total } from '../crash/crash.ts'
import { compare, type Differences, readCounter } from '../crash/ledgers.ts'
import { compareBooks, readInjury } from '../injury/books.ts'
import { hurried } from '../injury/plan.ts'
import { type Counter, openCounter } from '../support/counter.ts'
import { clerkDay } from './clerk-day.ts'
import { createSimClock, type SimClock } from './clock.ts'
import { CLOSES, HOUR_ms, hallDay, OPENS, openingHours } from './hall.ts'
import { INJURY_URL, INJURY_WINDOWS, injuryDay, injuryWeather } from './injury.ts'
import { type Desk, type Invariants, watch } from './invariants.ts'
import { type Power, plugIn } from './power.ts'
import { reconciled } from './reconciled.ts'
import { foundTown } from './town.ts'

/** A whole hospital for some days in one process: its counters, its centre, its people, and bad luck. */
export interface SimOptions {
  seed: number
  days: number
  counters: number
  /** outpatients a day */
  patients: number
  /** inpatients in the house on the first morning */
  stays: number
  /** where the homes are made */
  root: string
  /** a journal and a HIS with an operator and a hospital, to be copied */
  template: string
  progress?: (line: string) => void
}

export interface SimResult {
  seed: number
  steps: number
  messages: number
  struck: number
  cuts: number
  settlements: number
  refunds: number
  /** settlements and their undoing at the three platforms of work-injury insurance */
  injuries: number
  breaches: string[]
  differences: Differences
  notes: string[]
  told: Record<string, number>
}

/** as a real site's: the engine's own times, but a look for lost work every quarter of a minute */
const TIMES = { answer_ms: 30_000, centre_ms: 180_000 }
const TIMING = { tick_ms: 15_000, look_first_ms: 5_000, look_longest_ms: 60_000 }

export async function runDay(options: SimOptions): Promise<SimResult> {
  const rnd = random(`sim ${options.seed}`)
  const world = await build(options, rnd)
  const { clock, desks, inv, centre, injury } = world
  const morning = clock.now()
  for (const desk of desks) void desk.work(morning)
  powerCuts(world, rnd, options.days)
  for (let day = 1; day <= options.days; day++) {
    await clock.runUntil(morning + day * 24 * HOUR_ms - 12 * HOUR_ms, inv.step)
    options.progress?.(`seed ${options.seed} day ${day}: ${clock.steps()} steps, ${inv.messages()} messages`)
    if (day === options.days) {
      centre.setFaults([])
      injury.setFaults([])
    }
    await clock.runUntil(morning + day * 24 * HOUR_ms, inv.step)
  }
  await inv.end()
  const result = await judged(world, options)
  for (const desk of desks) await desk.counter?.close()
  await centre.close()
  injury.close()
  rmSync(world.home, { recursive: true, force: true })
  return result
}

interface World {
  home: string
  clock: SimClock
  centre: ReturnType<typeof openCentre>
  /** the platforms of work-injury insurance */
  injury: ReturnType<typeof openInjury>
  inv: Invariants
  desks: Place[]
  told: string[]
}

/** One counter by its place in the hall; `counter` is replaced after each power cut. */
interface Place extends Desk {
  counter: Counter | null
  cut(): Promise<void>
  start(): Promise<void>
  work(from: number): Promise<void>
  cuts: number
}

async function build(options: SimOptions, rnd: () => number): Promise<World> {
  const home = mkdtempSync(join(options.root, `day-${options.seed}-`))
  const hisPath = join(home, 'his.db')
  cpSync(join(options.template, 'his-demo.db'), hisPath)
  const start = new Date(2026, 2, 2, OPENS - 1, 30).getTime()
  const clock = createSimClock(start)
  await (await openDemoHis({ path: hisPath, now: clock.now })).close()
  const town = foundTown(options.stays + 800, hisPath)
  const habit = options.seed % 4
  const centre = openCentre({
    seed: options.seed,
    now: clock.now,
    after: clock.after,
    faults: weather(rnd),
    question5203: habit % 2 === 0 ? 'by_mdtrt_id' : 'needs_setl_id',
    repeatMsgid: habit < 2 ? 'replay' : 'refuse',
    dialect: options.seed % 3 === 0 ? 'text' : 'plain',
  })
  const injury = openInjury({
    seed: options.seed,
    now: clock.now,
    after: clock.after,
    faults: injuryWeather(rnd),
  })
  const inv = watch(centre.standingIn)
  const told: string[] = []
  const world: World = { home, clock, centre, injury, inv, desks: [], told }
  const clerks = Math.max(1, Math.round(options.counters / 6))
  const shares = { beds: town.slice(0, options.stays), hall: town.slice(options.stays) }
  for (let slot = 0; slot < options.counters; slot++) {
    const admits = slot < clerks
    const beds = shares.beds.filter((_, n) => n % clerks === slot)
    const day = (cashier: Cashier, from: number) =>
      admits
        ? clerkDay(
            cashier,
            beds.map((p) => p.certno),
            clock,
            from,
            options.days,
          )
        : hallDay(cashier, shares.hall, clock, from, options, options.counters - clerks)
    world.desks.push(place(world, options, slot, hisPath, habit, rnd, day))
  }
  // an injured worker for every fourth outpatient
  const injured_ms = ((CLOSES - OPENS) * HOUR_ms * INJURY_WINDOWS.length * 4) / options.patients
  for (const window of INJURY_WINDOWS) {
    const day = (cashier: Cashier, from: number) =>
      injuryDay(cashier, window, clock, openingHours(from, options.days), injured_ms)
    world.desks.push(place(world, options, world.desks.length, hisPath, habit, rnd, day))
  }
  for (const desk of world.desks) await desk.start()
  return world
}

type DayOf = (cashier: Cashier, from: number) => Promise<void>

function place(
  world: World,
  options: SimOptions,
  slot: number,
  hisPath: string,
  habit: number,
  rnd: () => number,
  day: DayOf,
): Place {
  const { clock, centre, injury, inv } = world
  const home = join(world.home, `counter-${slot}`)
  mkdirSync(home)
  cpSync(join(options.template, 'journal.db'), join(home, 'journal.db'))
  let power: Power | null = null
  const own: Place = {
    counter: null,
    cuts: 0,
    journal: () => own.counter?.app.journal ?? null,
    async start() {
      const wire: Send = async (request) => {
        if (request.url.startsWith(INJURY_URL)) return injury.send(request)
        await inv.leaves(own, request)
        return centre.send(request)
      }
      power = plugIn(clock, wire, () => 20 + Math.floor(rnd() * 400), inv.arrives)
      own.counter = await openCounter({
        ...{ home, hisPath, slot, bare: true, clock: power.clock, send: power.send, timing: TIMING },
        sandboxUrl: 'http://127.0.0.1/nhsa',
        injuryAt: { url: INJURY_URL, keys: injury.keys },
        settings: { injury: hurried(TIMES) },
        nhsa: { ...TIMES, querySettlementBy: habit % 2 === 0 ? 'mdtrt_id' : 'setl_id' },
      })
    },
    async cut() {
      power?.cut()
      own.cuts += 1
      const { app } = own.counter!
      own.counter = null
      await app.journal.close()
      await app.his.close()
    },
    async work(from) {
      const cashier: Cashier = {
        counter: own.counter!,
        rnd: random(`desk ${options.seed} ${slot} ${own.cuts}`),
        setFaults: async () => {},
        turn_ms: 15_000,
        told: world.told,
      }
      await beginWork(cashier.counter)
      if (own.cuts > 0) await finish(cashier, 2 * HOUR_ms, false)
      await day(cashier, from)
      await finish(cashier, 12 * HOUR_ms)
    },
  }
  return own
}

/** What goes wrong at the centre and on the line today: a little of everything, by chance. */
function weather(rnd: () => number): FaultRule[] {
  const writes = ['2201', '2202', '2203A', '2204', '2205', '2207', '2208', '2601', '2301', '2302', '2304']
  const stays = ['2305', '2401', '2402', '2403', '2404', '2405']
  const all = [...writes, ...stays, '1101', '2001', '2206', '2303', '5201', '5203', '5204', '5303']
  const money = ['2207', '2208', '2304', '2305']
  const rate = () => 0.002 + rnd() * 0.012
  return [
    { kind: 'drop_before', codes: all, rate: rate() },
    { kind: 'drop_after', codes: all, rate: rate() },
    { kind: 'delay', codes: all, rate: rate(), ms: 20_000 + Math.floor(rnd() * 60_000) },
    { kind: 'repeat', codes: [...writes, ...stays], rate: rate() },
    { kind: 'garble', codes: all, rate: rate() },
    { kind: 'http500_after', codes: all, rate: rate() },
    { kind: 'in_progress', codes: [...writes, ...stays], rate: rate(), ms: 10_000 },
    { kind: 'lag', codes: money, rate: rate(), ms: 20_000 + Math.floor(rnd() * 400_000) },
  ]
}

/** Each counter loses its power about once a day, and comes back after a while. */
function powerCuts({ clock, desks, told }: World, rnd: () => number, days: number): void {
  const morning = clock.now()
  for (const desk of desks) {
    for (let day = 0; day < days; day++) {
      const at = day * 24 * HOUR_ms + HOUR_ms / 2 + rnd() * (CLOSES - OPENS) * HOUR_ms
      clock.after(at, async () => {
        await desk.cut()
        told.push('cut 断电')
        clock.after(30_000 + rnd() * 240_000, async () => {
          await desk.start()
          void desk.work(morning)
        })
      })
    }
  }
}

async function judged(
  { centre, injury, desks, inv, told, clock }: World,
  options: SimOptions,
): Promise<SimResult> {
  const books = []
  for (const desk of desks) books.push(await readCounter(desk.counter!.app))
  const centreBook = bookOf(centre)
  const { differences, notes } = compare(books, centreBook)
  const cases = await Promise.all(desks.map((desk) => readInjury(desk.counter!.app)))
  const injured = compareBooks(cases, injury)
  notes.push(...injured.notes)
  notes.push(...reconciled(books, centreBook, options.root))
  const rows = books.flatMap((book) => book.settlements)
  return {
    seed: options.seed,
    steps: clock.steps(),
    messages: inv.messages(),
    struck: [...Object.values(centre.struck()), ...Object.values(injury.struck())].reduce(
      (sum, n) => sum + n,
      0,
    ),
    cuts: desks.reduce((sum, desk) => sum + desk.cuts, 0),
    settlements: rows.filter((row) => row.reverses === null).length,
    refunds: rows.filter((row) => row.reverses !== null).length,
    breaches: inv.breaches,
    injuries: cases.flatMap((book) => book.settlements).length,
    differences: total([differences, injured.differences]),
    notes,
    told: Object.fromEntries([...Map.groupBy(told, (line) => line)].map(([line, all]) => [line, all.length])),
  }
}
