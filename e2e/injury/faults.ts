import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { random } from '../../electron/his/demo/charges.ts'
import { startInjurySandbox } from '../../electron/sandbox/injury/index.ts'
import { type FaultKind, type FaultRule, startNhsaSandbox } from '../../electron/sandbox/nhsa/index.ts'
import { INJURY_FAMILIES } from '../../shared/injury.ts'
import { beginWork, type Cashier, told } from '../crash/cashier.ts'
import { QUICK } from '../crash/quick.ts'
import { type FaultRun, type FaultsReport, faultsSummary } from '../faults/faults.ts'
import { openCounter } from '../support/counter.ts'
import { compareBooks, readInjury } from './books.ts'
import { finishCases, treatOne } from './clerk.ts'
import { hurried, injuryPlan, QUESTIONS, WRITES } from './plan.ts'

const RATE = 0.25
const TIMES = { answer_ms: 800, centre_ms: 1_500 }
const WRITING = INJURY_FAMILIES.flatMap((family) => [...new Set(Object.values(WRITES[family]).flat())])
const ALL = [...WRITING, ...INJURY_FAMILIES.flatMap((family) => QUESTIONS[family])]

/** lag: it arrives later than its sender waited, and sooner than the platform's own limit. */
const RULES: Record<FaultKind, FaultRule[]> = {
  drop_before: [{ kind: 'drop_before', codes: ALL, rate: RATE }],
  drop_after: [{ kind: 'drop_after', codes: ALL, rate: RATE }],
  delay: [{ kind: 'delay', codes: ALL, rate: RATE, ms: 1_000 }],
  repeat: [{ kind: 'repeat', codes: WRITING, rate: 0.5 }],
  garble: [{ kind: 'garble', codes: ALL, rate: RATE }],
  http500_after: [{ kind: 'http500_after', codes: ALL, rate: RATE }],
  in_progress: [{ kind: 'in_progress', codes: WRITING, rate: RATE, ms: 150 }],
  lag: [{ kind: 'lag', codes: WRITING, rate: RATE, ms: 150 }],
}
const KINDS = Object.keys(RULES) as FaultKind[]

/** Days of six injured workers, every family and kind among them, under each kind of fault. */
export async function runInjuryFaults(seeds: number, beside = 3): Promise<FaultsReport> {
  const from = Date.now()
  const root = mkdtempSync(join(tmpdir(), 'guitai-injury-faults-'))
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
  return faultsSummary('faults.injury', runs, seeds, Date.now() - from)
}

async function runDay(root: string, kind: FaultKind, seed: number): Promise<FaultRun> {
  const rnd = random(`injury ${kind} ${seed}`)
  const sandbox = await startNhsaSandbox({ seed })
  const injury = await startInjurySandbox({ seed, repeat: seed % 2 === 0 ? 'refuse' : 'replay' })
  const counter = await openCounter({
    home: join(root, `${kind}-${seed}`),
    sandboxUrl: sandbox.url,
    injuryAt: { url: injury.url, keys: injury.keys },
    bare: true,
    timing: QUICK.timing,
    settings: { injury: hurried(TIMES) },
  })
  const cashier: Cashier = { counter, rnd, setFaults: async () => {}, turn_ms: QUICK.turn_ms, told: [] }
  try {
    await beginWork(counter)
    injury.setFaults(RULES[kind])
    for (const { deed } of injuryPlan(seed)) await told(cashier, () => treatOne(cashier, deed))
    await finishCases(cashier, QUICK.patience_ms)
    const { differences, notes } = compareBooks([await readInjury(counter.app)], injury)
    const bad = notes.length > 0 ? [...notes, ...new Set(cashier.told.map((line) => `  told: ${line}`))] : []
    return { kind, seed, struck: injury.struck()[kind] ?? 0, differences, notes: bad }
  } finally {
    await counter.close()
    await injury.close()
    await sandbox.close()
  }
}
