import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import { encounter, open, settlement } from '../../journal/fixtures.ts'
import type { Journal } from '../../journal/port.ts'
import { type Caller, createBus, createRegistry } from '../registry.ts'
import { registerPrint } from './api.ts'
import { dict } from './fixture.ts'
import { readStrip } from './fixture-escpos.ts'
import { closing, deposits, fees, reconciled, SETL_ID, settledStay } from './fixture-stay.ts'
import type { ReceiptPrinter } from './printers.ts'

const CALLER: Caller = {
  sessionId: 's',
  operator: { opter: '1007', opterName: '李秋月', role: 'cashier' },
  locked: false,
}

/** Time that stands still until it is told to go. */
export function handClock() {
  let now = Date.parse('2026-05-20T12:00:00+08:00')
  const waiting = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const entry = { at: now + ms, run }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    /** when the next timer rings; null while none is set */
    next: () => (waiting.size === 0 ? null : Math.min(...[...waiting].map((entry) => entry.at))),
    go(ms: number) {
      now += ms
      for (const entry of [...waiting]) {
        if (entry.at > now) continue
        waiting.delete(entry)
        entry.run()
      }
    },
  }
}

/** Waits until it holds; the test's own time limit ends a wait in vain. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2))
}

interface Paper {
  text: string
  drawer: number
}

/** A receipt printer whose ways a test decides: 'ok', 'jam', or hanging until `release`. */
export function printerOf(name: string) {
  const out: Paper[] = []
  let release = () => {}
  const printer: ReceiptPrinter & { is: 'ok' | 'jam' | 'hang'; out: Paper[]; release(): void } = {
    ...{ name, width_mm: 80, cut: 'partial', drawer: true, is: 'ok', out },
    release: () => release(),
    async write(bytes) {
      if (printer.is === 'jam') {
        throw new GuitaiError({ kind: 'conflict', what: '打印机缺纸，请装纸', means: '', todo: '' })
      }
      if (printer.is === 'hang') {
        await new Promise<void>((resolve) => {
          release = resolve
        })
      }
      const strip = readStrip(bytes)
      out.push({ text: strip.lines.map((l) => l.text).join('\n'), drawer: strip.drawer })
    },
  }
  return printer
}

export type Call = <C extends Channel>(channel: C, input: ApiArgs<C>) => Promise<ApiOutput<C>>

export interface Bench {
  home: string
  journal: Journal
  clock: ReturnType<typeof handClock>
  /** by the id that the configuration names them by: deposits go to `one`, bills to `two` */
  receipts: { one: ReturnType<typeof printerOf>; two: ReturnType<typeof printerOf> }
  events: string[]
  /** of each program started, oldest first */
  stops: (() => Promise<void>)[]
  /** starts the program on the journal, as often as a test wants */
  counter(): Promise<Call>
  close(): Promise<void>
}

/** A counter with one settled stay, its charges and deposits, and two receipt printers. */
export async function openBench(): Promise<Bench> {
  const home = mkdtempSync(join(tmpdir(), 'print-'))
  const clock = handClock()
  const { journal } = await open(join(home, 'counter.db'), { now: clock.now })
  const list = fees(40, SETL_ID)
  await journal.commit([
    {
      t: 'encounter',
      put: { ...encounter('E2'), kind: 'inpatient', data: settledStay(list) as unknown as Json },
      expect: 0,
      at: clock.now(),
    },
    ...list.map((add) => ({ t: 'fee' as const, add })),
    ...deposits().map((add) => ({ t: 'deposit' as const, add })),
    { t: 'settlement', add: settlement(SETL_ID, { encounterId: 'E2', msgid: 'M1', at: clock.now() }) },
  ])
  const bench: Bench = {
    ...{ home, journal, clock, events: [], stops: [] },
    receipts: { one: printerOf('押金小票机'), two: printerOf('结算小票机') },
    counter: () => startOn(bench),
    async close() {
      for (const stop of bench.stops) await stop()
      await journal.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
  return bench
}

async function startOn({ journal, clock, home, receipts, events, stops }: Bench): Promise<Call> {
  const registry = createRegistry()
  const bus = createBus()
  bus.subscribe((event) => events.push(event))
  const known: Record<string, ReceiptPrinter> = { ...receipts }
  const queue = registerPrint(registry, {
    ...{ journal, bus, dict, clock, printing: null, log: () => {} },
    site: { fixmedins_name: '锦江示范医院', training: false, template: 'slip-80', home },
    printers: { deposit: 'one', stayBill: 'two' },
    receipt: (id) => known[id] ?? null,
    run: async (id) => (id === 'DZ1' ? reconciled(7) : null),
    closing: async (id) => (id === 'JZ1' ? closing(3) : null),
  })
  stops.push(queue.stop)
  await queue.start()
  return <C extends Channel>(channel: C, input: ApiArgs<C>) =>
    registry.entries
      .get(channel)!
      .handler({ silent: true, limit: 50, ...(input as object) } as never, CALLER) as Promise<ApiOutput<C>>
}

export const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (e) => (e as GuitaiError).fault,
  )
