import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { random } from '../../electron/his/demo/charges.ts'
import { type FaultKind, type FaultRule, startNhsaSandbox } from '../../electron/sandbox/nhsa/index.ts'
import {
  beginWork,
  type Cashier,
  type Deed,
  type Fate,
  finish,
  patients,
  shuffled,
  work,
} from '../crash/cashier.ts'
import type { StayFate } from '../crash/clerk.ts'
import { bookOf, total } from '../crash/crash.ts'
import { compare, type Differences, readCounter } from '../crash/ledgers.ts'
import { QUICK } from '../crash/quick.ts'
import type { Report } from '../report.ts'
import { openCounter } from '../support/counter.ts'

const STAYS = ['2301', '2302', '2304', '2305', '2401', '2402', '2404', '2405']
const WRITES = ['2201', '2202', '2203A', '2204', '2205', '2207', '2208', '2601', ...STAYS]
const QUESTIONS = ['1101', '2001', '2206', '2303', '5201', '5203', '5204', '5303']
const MONEY = ['2207', '2208', '2304', '2305']
const RATE = 0.25

/**
 * Each kind as rules of the sandbox. Times stand in the proportions of QUICK: answers wait 0.4 s, the centre's
 * "no" is final after 0.5 s. Only what moves money may lag longer than that, since only there a "no" is
 * confirmed by the reversal.
 */
const ALL = [...WRITES, ...QUESTIONS]
const RULES: Record<FaultKind, (rnd: () => number) => FaultRule[]> = {
  drop_before: () => [{ kind: 'drop_before', codes: ALL, rate: RATE }],
  drop_after: () => [{ kind: 'drop_after', codes: ALL, rate: RATE }],
  delay: () => [{ kind: 'delay', codes: ALL, rate: RATE, ms: 600 }],
  repeat: () => [{ kind: 'repeat', codes: WRITES, rate: 0.5 }],
  garble: () => [{ kind: 'garble', codes: ALL, rate: RATE }],
  http500_after: () => [{ kind: 'http500_after', codes: ALL, rate: RATE }],
  in_progress: (rnd) => [
    { kind: 'in_progress', codes: MONEY, rate: 0.5, ms: rnd() < 0.5 ? 150 : 900 },
    { kind: 'in_progress', codes: WRITES, rate: RATE, ms: 150 },
  ],
  lag: (rnd) => [
    { kind: 'lag', codes: MONEY, rate: 0.5, ms: rnd() < 0.5 ? 150 : 900 },
    { kind: 'lag', codes: ['2201', '2202', '2204', '2205', '2301', '2302'], rate: RATE, ms: 150 },
  ],
}

export const KINDS = Object.keys(RULES) as FaultKind[]
const TIMES = { answer_ms: 400, centre_ms: 500 }
const FATES: Fate[] = ['settle', 'refund', 'again', 'cancel', 'back']
const STAYING: StayFate[] = ['stay', 'stayMid', 'stayUndo', 'stayAgain', 'stayBad']

export interface FaultRun {
  kind: FaultKind
  seed: number
  struck: number
  differences: Differences
  notes: string[]
}

export interface FaultsReport extends Report {
  runs: FaultRun[]
}

/** Days of seven patients, two of them admitted, under each kind of fault; days run beside each other, for most of one is waiting. */
export async function runFaults(seeds: number, beside = 4): Promise<FaultsReport> {
  const from = Date.now()
  const root = mkdtempSync(join(tmpdir(), 'guitai-faults-'))
  const todo = KINDS.flatMap((kind) => Array.from({ length: seeds }, (_, i) => ({ kind, seed: i + 1 })))
  const runs: FaultRun[] = []
  const one = async () => {
    for (let next = todo.shift(); next; next = todo.shift())
      runs.push(await runDay(root, next.kind, next.seed))
  }
  try {
    await Promise.all(Array.from({ length: beside }, one))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
  return faultsSummary('faults', runs, seeds, Date.now() - from)
}

/** The centre's habits are the bits of the seed: eight seeds meet every mixture. */
function habits(seed: number) {
  return {
    centre: {
      question5203: seed & 1 ? ('by_mdtrt_id' as const) : ('needs_setl_id' as const),
      repeatMsgid: seed & 2 ? ('refuse' as const) : ('replay' as const),
      dialect: seed & 4 ? ('text' as const) : ('plain' as const),
    },
    // a site may believe that its centre answers by mdtrt_id where it does not
    querySettlementBy: seed & 1 || seed & 8 ? ('mdtrt_id' as const) : ('setl_id' as const),
  }
}

async function runDay(root: string, kind: FaultKind, seed: number): Promise<FaultRun> {
  const { centre, querySettlementBy } = habits(seed)
  const rnd = random(`${kind} ${seed}`)
  const sandbox = await startNhsaSandbox({ seed, ...centre })
  const counter = await openCounter({
    home: join(root, `${kind}-${seed}`),
    sandboxUrl: sandbox.url,
    bare: true,
    nhsa: { ...TIMES, querySettlementBy },
    timing: QUICK.timing,
  })
  const cashier: Cashier = { counter, rnd, setFaults: async () => {}, turn_ms: QUICK.turn_ms, told: [] }
  const deeds: Deed[] = shuffled(rnd, [...FATES, ...shuffled(rnd, STAYING).slice(0, 2)]).map((fate) => ({
    ...{ fate, fault: null, newShift: false },
    certno: patients[Math.floor(rnd() * patients.length)]!,
  }))
  try {
    await beginWork(counter)
    sandbox.setFaults(RULES[kind](rnd))
    await work(cashier, deeds)
    await finish(cashier, QUICK.patience_ms)
    const { differences, notes } = compare([await readCounter(counter.app)], bookOf(sandbox))
    const bad = notes.length > 0 ? [...notes, ...new Set(cashier.told.map((line) => `  told: ${line}`))] : []
    return { kind, seed, struck: sandbox.struck()[kind] ?? 0, differences, notes: bad }
  } finally {
    await counter.close()
    await sandbox.close()
  }
}

/** The figures of days under faults; not ok where a kind never struck. */
export function faultsSummary(name: string, runs: FaultRun[], seeds: number, took_ms: number): FaultsReport {
  const differences = total(runs.map((run) => run.differences))
  const struck = Object.fromEntries(
    KINDS.map((kind) => [
      `struck_${kind}`,
      runs.filter((run) => run.kind === kind).reduce((n, run) => n + run.struck, 0),
    ]),
  )
  const clean = Object.values(differences).every((n) => n === 0)
  const seconds = Math.round(took_ms / 1000)
  return {
    name,
    ok: clean && Object.values(struck).every((n) => n > 0),
    figures: { kinds: KINDS.length, seeds, runs: runs.length, ...differences, ...struck, seconds },
    runs,
  }
}
