import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stayEffects } from './app/admission/effects.ts'
import { createSessions, type Sessions } from './app/auth/sessions.ts'
import { createExports } from './app/export/index.ts'
import { filingEffects } from './app/filing/effects.ts'
import { createInbound, type Desk } from './app/inbound/index.ts'
import { createMachine } from './app/machine.ts'
import { type Bus, createBus, createRegistry, type Registry } from './app/registry.ts'
import { keepBackups } from './app/shell/backup.ts'
import { createTasks } from './app/tasks/index.ts'
import type { Tasks } from './app/tasks/port.ts'
import { createUploads } from './app/upload/index.ts'
import { visitEffects } from './app/visit/effects.ts'
import { openCatalogue } from './catalogue/index.ts'
import { loadSite, parseSite, type Site, type SiteInput } from './config.ts'
import { demoReader } from './devices/demo-reader.ts'
import { openDevices } from './devices/hub.ts'
import type { DeviceHub } from './devices/port.ts'
import type { Printing } from './devices/printing.ts'
import type { SecretStore } from './devices/secrets.ts'
import type { Clock, Timing } from './engine/core.ts'
import type { Effects, Engine, Jobs } from './engine/engine.ts'
import { createEngine } from './engine/index.ts'
import { openFamilies } from './families.ts'
import { type DemoHis, openDemoHis } from './his/demo/index.ts'
import type { HisWriteBack } from './his/port.ts'
import { tryInboundDoor } from './host/inbound.ts'
import { openJournal, restoreJournal } from './journal/index.ts'
import type { Journal } from './journal/port.ts'
import type { Send } from './platforms/http.ts'
import { openFileStore } from './platforms/nhsa/files.ts'
import type { Platform } from './platforms/port.ts'
import type { InjuryKeys, InjurySandbox, InjurySandboxOptions } from './sandbox/injury/index.ts'
import type { NhsaSandbox, NhsaSandboxOptions } from './sandbox/nhsa/index.ts'
import { withSandboxes } from './training.ts'
import { announce } from './wiring/announce.ts'
import { hearSandbox } from './wiring/hearing.ts'
import { address, lookingFor, MIN_FREE_bytes, type Parts, registerCapabilities } from './wiring/index.ts'
import { secretsOf } from './wiring/secrets.ts'

type Log = (line: Record<string, unknown>) => void

export interface ComposeOptions {
  /** where site.json, the journal, the logs and the demo's own files stand */
  home: string
  host: 'electron' | 'web' | 'cli'
  /** the product's own shared/contracts unless told (a packaged program) */
  contractsRoot?: string
  /** prints by itself on the printer named, null for the default one; a face without it asks the person */
  printing?: (printer: string | null) => Printing
  secrets?: SecretStore
  log?: Log
  /** instead of home/site.json */
  site?: SiteInput
  /** an already running sandbox instead of one of our own; its base address */
  sandboxUrl?: string
  sandbox?: NhsaSandboxOptions
  /** as sandboxUrl and sandbox, of the work-injury platforms */
  injuryAt?: { url: string; keys: InjuryKeys }
  injurySandbox?: InjurySandboxOptions
  clock?: Clock
  /** carries the messages instead of HTTP: a simulated wire */
  send?: Send
  timing?: Partial<Timing>
  /** false: sends nothing by itself, neither what is in doubt nor the outbox; for a look at a home */
  takeUp?: boolean
}

export interface Guitai {
  site: Site
  registry: Registry
  bus: Bus
  sessions: Sessions
  engine: Engine
  journal: Journal
  his: DemoHis
  platforms: ReadonlyMap<string, Platform>
  devices: DeviceHub
  /** where the platform's calls are taken */
  inbound: Desk
  tasks: Tasks
  /** the centre that this program brought along, in training */
  sandbox: NhsaSandbox | null
  injury: InjurySandbox | null
  version: string
  close(): Promise<void>
}

export type { InjuryLedgerRow, InjuryLeftover } from './sandbox/injury/index.ts'
export { openInjury, startInjurySandbox as serveInjury } from './sandbox/injury/index.ts'
/** The simulated centre alone, for other clients; and the e-voucher codes of its people. */
export { demoCode, startNhsaSandbox as serveSandbox } from './sandbox/nhsa/index.ts'
export type { FaultKind, FaultRule, LedgerRow, Leftovers } from './sandbox/nhsa/types.ts'

const realClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Builds everything and wires it: the one place that does. */
export async function compose(options: ComposeOptions): Promise<Guitai> {
  mkdirSync(options.home, { recursive: true, mode: 0o700 })
  const clock = options.clock ?? realClock
  const log = options.log ?? (() => {})
  const written = options.site
    ? parseSite(options.site, '指定的配置')
    : loadSite(join(options.home, 'site.json'))
  const training = await withSandboxes(options, written)
  const { site, sandbox } = training
  const opened = await openJournal({
    path: journalPath(options.home),
    fixmedins_code: site.institution.fixmedins_code,
    slot: site.counter.slot,
    now: clock.now,
    minFreeBytes: MIN_FREE_bytes,
    onSlow: (call, took_ms) => log({ level: 'warn', at: 'journal', call, took_ms }),
  }).catch(async (error) => {
    await training.close()
    throw error
  })
  const { journal } = opened
  const his = await openDemoHis({ path: site.his.path ?? join(options.home, 'his-demo.db'), now: clock.now })
  const files = openFileStore(join(options.home, 'files'))
  const secret = await secretsOf(site, options.secrets, training.secret)
  const { books, platforms } = openFamilies({
    ...{ site, secret, files, root: options.contractsRoot, send: options.send },
    now: clock.now,
  })
  const nhsa = platforms.get('nhsa')!
  const book = books.get('nhsa')!
  const bus = createBus()
  const effects: Effects = new Map([
    ...visitEffects(site.nhsa.mulaidApart),
    ...stayEffects(site.nhsa.mulaidApart),
    ...filingEffects(),
  ])
  const jobs = hisJobs(his)
  const engine = createEngine({
    journal,
    platforms,
    effects,
    jobs,
    clock,
    sessionFor: (txn, renew) => lookingFor({ journal, machine }, txn, renew),
    ...(options.timing ? { timing: options.timing } : {}),
    notify: (event) => announce(bus, journal, event),
    log,
  })
  const sessions = createSessions({
    idleLock_ms: site.security.idleLock_min * 60_000,
    now: clock.now,
  })
  const registry = createRegistry()
  const version = productVersion()
  let light = ''
  const devices = openDevices({
    // a look from a terminal must not take the ports from the counter
    configs: options.host === 'cli' ? [] : site.devices,
    demo: site.training ? demoReader(clock.now) : null,
    secrets: options.secrets,
    now: clock.now,
    onChanged: () => {
      bus.emit('devices.changed', {})
      const shows = devices.light()?.text ?? ''
      if (shows !== light) bus.emit('shell.changed', {})
      light = shows
    },
    onScan: (text) => bus.emit('device.scan', { text }),
    log,
  })
  const machine = createMachine({
    journal,
    engine,
    now: clock.now,
    signIn: site.nhsa.signIn,
    machine: address(),
  })
  const tasks = createTasks({ journal, clock, bus, plans: site.tasks, log })
  const uploads = createUploads({
    ...{ journal, his, platforms, machine, effects, jobs, tasks, bus, log },
    now: clock.now,
  })
  const catalogue = openCatalogue({ path: join(options.home, 'catalogue.db') })
  const exports = createExports()
  const inbound = createInbound({
    ...{ journal, bus, log },
    now: clock.now,
    contract: (family, infno) => {
      const of = books.get(family)
      return of?.has(infno) ? of.get(infno) : null
    },
    dict: (family, name) => books.get(family)?.dict(name),
  })
  const parts: Parts = {
    ...{ platforms, books, files, effects, jobs, machine, tasks, uploads, catalogue, exports, inbound },
    devices,
    log,
    secret: async (ref) => (await options.secrets?.get(ref)) ?? null,
    home: options.home,
    host: options.host,
    printing: options.printing?.(site.print.printer) ?? null,
    site,
    clock,
    journal,
    his,
    book,
    nhsa,
    engine,
    bus,
    sessions,
    registry,
    version,
  }
  const auth = registerCapabilities(parts, opened.notices)
  if (options.takeUp !== false) await engine.start()
  if (options.takeUp !== false && options.host !== 'cli') tasks.start()
  const stopTelling = sandbox && options.takeUp !== false ? hearSandbox(sandbox, inbound, clock) : () => {}
  const listens = site.inbound && options.takeUp !== false && options.host !== 'cli'
  const door = listens
    ? await tryInboundDoor(
        { config: site.inbound!, desk: inbound, secret, now: Date.now, log },
        opened.notices,
      )
    : null
  const backups = keepBackups({ journal, clock, log, dir: join(options.home, 'backups') })
  return {
    site,
    registry,
    bus,
    sessions,
    engine,
    journal,
    his,
    platforms,
    devices,
    inbound,
    tasks,
    sandbox,
    injury: training.injury,
    version,
    async close() {
      await door?.close()
      stopTelling()
      await auth.stop()
      backups.stop()
      await tasks.stop()
      await engine.stop()
      await catalogue.close()
      await devices.close()
      await his.close()
      await journal.close()
      await training.close()
    },
  }
}

const journalPath = (home: string) => join(home, 'journal.db')

/** Makes a verified backup the journal of a home; the one that was there is put aside. Refused while in use. */
export function restoreHome(home: string, backup: string): Promise<void> {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return restoreJournal(backup, journalPath(home))
}

function hisJobs(his: DemoHis): Jobs {
  return new Map([
    ['his.writeBack', (payload) => his.writeBack(payload as unknown as HisWriteBack)],
    ['his.release', (payload) => his.release(String((payload as { encounterId: string }).encounterId))],
  ])
}

function productVersion(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')).version
}
