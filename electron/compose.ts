import { mkdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { node } from '../shared/settlement.ts'
import type { Txn } from '../shared/txn.ts'
import { registerAuth } from './app/auth/api.ts'
import { createSessions, type Sessions } from './app/auth/sessions.ts'
import { registerCatalogue } from './app/catalogue/api.ts'
import { lookUpSettlement, registerDoubt } from './app/doubt/api.ts'
import { registerPrint } from './app/print/api.ts'
import { type Bus, createBus, createRegistry, type Registry } from './app/registry.ts'
import { registerShell } from './app/shell/api.ts'
import { backupDaily } from './app/shell/backup.ts'
import { registerShift } from './app/shift/api.ts'
import { registerTxn } from './app/txn/api.ts'
import { registerVisit } from './app/visit/api.ts'
import { visitEffects } from './app/visit/effects.ts'
import { loadSite, parseSite, type Site, type SiteInput } from './config.ts'
import { demoReader } from './devices/demo-reader.ts'
import type { Printing } from './devices/printing.ts'
import type { SecretStore } from './devices/secrets.ts'
import { httpVoucherDecoder } from './devices/voucher.ts'
import type { Clock, Timing } from './engine/core.ts'
import type { Engine, Jobs } from './engine/engine.ts'
import { createEngine } from './engine/index.ts'
import { createLanes } from './engine/lane.ts'
import { type DemoHis, openDemoHis } from './his/demo/index.ts'
import type { HisWriteBack } from './his/port.ts'
import { openJournal, restoreJournal } from './journal/index.ts'
import type { Journal } from './journal/port.ts'
import { type ContractBook, openContracts } from './platforms/contracts.ts'
import { createNhsa } from './platforms/nhsa/index.ts'
import { settledShape } from './platforms/nhsa/life.ts'
import type { Platform, Session } from './platforms/port.ts'
import { type NhsaSandbox, type NhsaSandboxOptions, startNhsaSandbox } from './sandbox/nhsa/index.ts'

export interface ComposeOptions {
  /** where site.json, the journal, the logs and the demo's own files stand */
  home: string
  host: 'electron' | 'web' | 'cli'
  /** the product's own shared/contracts unless told (a packaged program) */
  contractsRoot?: string
  /** prints by itself on the printer named, null for the default one; a face without it asks the person */
  printing?: (printer: string | null) => Printing
  secrets?: SecretStore
  log?: (line: Record<string, unknown>) => void
  /** instead of home/site.json */
  site?: SiteInput
  /** an already running sandbox instead of one of our own; its base address */
  sandboxUrl?: string
  sandbox?: NhsaSandboxOptions
  clock?: Clock
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
  /** the centre that this program brought along, in training */
  sandbox: NhsaSandbox | null
  version: string
  close(): Promise<void>
}

/** The simulated centre alone, for other clients; and the e-voucher codes of its people. */
export { demoCode, startNhsaSandbox as serveSandbox } from './sandbox/nhsa/index.ts'
export type { FaultKind, FaultRule, LedgerRow, Leftovers } from './sandbox/nhsa/types.ts'

const MIN_FREE_bytes = 64 * 1024 * 1024

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
  const { site, sandbox } = await withSandbox(options, written)
  const opened = await openJournal({
    path: journalPath(options.home),
    fixmedins_code: site.institution.fixmedins_code,
    slot: site.counter.slot,
    now: clock.now,
    minFreeBytes: MIN_FREE_bytes,
    onSlow: (call, took_ms) => log({ level: 'warn', at: 'journal', call, took_ms }),
  }).catch(async (error) => {
    await sandbox?.close()
    throw error
  })
  const { journal } = opened
  const his = await openDemoHis({ path: site.his.path ?? join(options.home, 'his-demo.db'), now: clock.now })
  const book = openContracts({ ...rootOf(options), family: 'nhsa', overlays: site.nhsa.overlays })
  const nhsa = createNhsa({
    config: site.nhsa,
    site: site.institution,
    book,
    servicePaths: servicePaths(options.contractsRoot),
    secret: await secretsOf(site, options.secrets),
    now: clock.now,
  })
  const platforms = new Map([['nhsa', nhsa]])
  const bus = createBus()
  const engine = createEngine({
    journal,
    platforms,
    effects: visitEffects(site.nhsa.mulaidApart),
    jobs: hisJobs(his),
    clock,
    sessionFor: (txn) => sessionFor(journal, txn),
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
  const parts: Parts = {
    options,
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
  const auth = registerAll(parts, opened.notices)
  if (options.takeUp !== false) await engine.start()
  const backups = backUpDaily(parts)
  return {
    site,
    registry,
    bus,
    sessions,
    engine,
    journal,
    his,
    platforms,
    sandbox,
    version,
    async close() {
      auth.stop()
      backups.stop()
      await engine.stop()
      await his.close()
      await journal.close()
      await sandbox?.close()
    },
  }
}

const journalPath = (home: string) => join(home, 'journal.db')

/** Makes a verified backup the journal of a home; the one that was there is put aside. Refused while in use. */
export function restoreHome(home: string, backup: string): Promise<void> {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return restoreJournal(backup, journalPath(home))
}

const BACKUP_FIRST_ms = 60_000
const BACKUP_LOOK_ms = 3_600_000

/** A copy of the journal a day, made while it runs; a failure is logged and tried again in an hour. */
function backUpDaily({ options, journal, clock }: Parts): { stop(): void } {
  const log = options.log ?? (() => {})
  let cancel = () => {}
  const turn = async () => {
    try {
      const path = await backupDaily(journal, join(options.home, 'backups'), clock.now())
      if (path) log({ level: 'info', at: 'backup', path })
    } catch (error) {
      log({ level: 'error', at: 'backup', error: String(error) })
    }
    cancel = clock.after(BACKUP_LOOK_ms, turn)
  }
  cancel = clock.after(BACKUP_FIRST_ms, turn)
  return { stop: () => cancel() }
}

interface Parts {
  options: ComposeOptions
  site: Site
  clock: Clock
  journal: Journal
  his: DemoHis
  book: ContractBook
  nhsa: Platform
  engine: Engine
  bus: Bus
  sessions: Sessions
  registry: Registry
  version: string
}

function registerAll(parts: Parts, notices: string[]): { stop(): void } {
  const { options, site, clock, journal, his, book, nhsa, engine, bus, sessions, registry } = parts
  const { now } = clock
  const lanes = createLanes()
  const { window, slot } = site.counter
  const dict = (name: string) => book.dict(name)
  const meaning = (name: string, value: string) => dict(name)?.values[value] ?? value
  const contract = (family: string, code: string) =>
    family === 'nhsa' && book.has(code) ? book.get(code) : null
  const labelOf = (infno: string) => contract('nhsa', infno)?.name ?? infno
  const reader = site.training ? demoReader() : null
  const auth = registerAuth(registry, { journal, sessions, bus, now })
  registerShell(registry, {
    journal,
    engine,
    his,
    now,
    site: { ...site.institution, window, training: site.training },
    host: options.host,
    version: parts.version,
    notices,
    device: () => reader?.state() ?? null,
    minFreeBytes: MIN_FREE_bytes,
  })
  const { signIn } = site.nhsa
  registerShift(registry, {
    journal,
    engine,
    bus,
    lanes,
    now,
    window,
    slot,
    signIn,
    machine: machine(),
    meaning,
  })
  const decoder = site.voucher
    ? httpVoucherDecoder({ ...site.voucher, orgId: site.institution.fixmedins_code })
    : null
  registerVisit(
    registry,
    {
      journal,
      engine,
      his,
      reader,
      decoder,
      now,
      slot,
      window,
      fixmedins_code: site.institution.fixmedins_code,
      remote: nhsa.remote,
      lanes,
    },
    labelOf,
  )
  registerTxn(registry, {
    journal,
    now,
    contract,
    dict: (_family, name) => dict(name),
    wire: async (txn) =>
      contract(txn.family, txn.infno) ? nhsa.wire(txn, await sessionFor(journal, txn)) : null,
  })
  registerDoubt(registry, {
    journal,
    now,
    contract,
    engine,
    life: (family, code) => (contract(family, code) ? nhsa.life(code) : null),
    lookUp: lookUpSettlement(journal, engine, (output) =>
      settledShape(node(output, 'setlinfo') ?? {}, output),
    ),
  })
  registerPrint(registry, {
    journal,
    bus,
    site: {
      fixmedins_name: site.institution.fixmedins_name,
      training: site.training,
      template: site.print.template,
      home: options.home,
    },
    dict,
    printing: options.printing?.(site.print.printer) ?? null,
    now,
  })
  registerCatalogue(registry, {
    his,
    dict,
    contract: (_family, code) => book.get(code),
    contracts: () => book.list().map(({ code, name, group }) => ({ family: 'nhsa', code, name, group })),
  })
  return auth
}

/** In training the centre is our own: its address and its decoder of e-vouchers replace what is written. */
async function withSandbox(
  options: ComposeOptions,
  site: Site,
): Promise<{ site: Site; sandbox: NhsaSandbox | null }> {
  if (!site.training) return { site, sandbox: null }
  const sandbox = options.sandboxUrl
    ? null
    : await startNhsaSandbox({
        path: join(options.home, 'sandbox-nhsa.db'),
        ...(options.clock ? { now: options.clock.now } : {}),
        ...options.sandbox,
      })
  const baseUrl = sandbox?.url ?? options.sandboxUrl!
  const voucher = { url: new URL('/localcfc/api/hsecfc/localQrCodeQuery', baseUrl).href, timeout_ms: 10_000 }
  return { site: { ...site, nhsa: { ...site.nhsa, baseUrl }, voucher }, sandbox }
}

const rootOf = (options: ComposeOptions) => (options.contractsRoot ? { root: options.contractsRoot } : {})

function hisJobs(his: DemoHis): Jobs {
  return new Map([
    ['his.writeBack', (payload) => his.writeBack(payload as unknown as HisWriteBack)],
    ['his.release', (payload) => his.release(String((payload as { encounterId: string }).encounterId))],
  ])
}

/** The sign-in of the newest open shift, else of the shift that sent the transaction. */
async function sessionFor(journal: Journal, txn: Txn): Promise<Session> {
  const open = (await journal.shifts({ limit: 20 })).find((s) => s.endedAt === null)
  const shift = open ?? (txn.shiftId ? await journal.shift(txn.shiftId) : null)
  return { sign_no: shift?.signNo.nhsa ?? null, opter: txn.opter, opterName: txn.opterName }
}

function announce(
  bus: Bus,
  journal: Journal,
  event: Parameters<Parameters<typeof createEngine>[0]['notify']>[0],
) {
  switch (event.on) {
    case 'progress': {
      const { on: _on, ...progress } = event
      return bus.emit('visit.progress', progress)
    }
    case 'encounter':
      return bus.emit('visit.changed', { encounterId: event.encounterId, version: 0 })
    case 'doubt':
      void journal.countDoubtful().then((open) => bus.emit('doubt.changed', { open }))
      return bus.emit('shell.changed', {})
    case 'outbox':
      return bus.emit('shell.changed', {})
  }
}

/** Reads what the configuration names; a missing one stops the start, not a settlement later. */
async function secretsOf(site: Site, store: SecretStore | undefined): Promise<(ref: string) => string> {
  const { auth } = site.nhsa
  const refs =
    auth.scheme === 'x-tif'
      ? [auth.tokenRef]
      : auth.scheme === 'csb'
        ? [auth.secretRef]
        : auth.scheme === 'apikey'
          ? [auth.keyRef]
          : []
  const known = new Map<string, string>()
  for (const ref of refs) {
    const value = await store?.get(ref)
    if (value === null || value === undefined) {
      throw new Error(`缺少密钥 ${ref}：请信息科用 npm run secret -- ${ref} 存入后重新启动`)
    }
    known.set(ref, value)
  }
  return (ref) => known.get(ref)!
}

function servicePaths(root = join(import.meta.dirname, '..', 'shared', 'contracts')): Record<string, string> {
  const envelope = JSON.parse(readFileSync(join(root, 'nhsa', '_envelope.json'), 'utf8'))
  return envelope.transport?.service_paths ?? {}
}

function productVersion(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')).version
}

function machine(): { ip: string; mac: string } {
  const found = Object.values(networkInterfaces())
    .flat()
    .find((i) => i && i.family === 'IPv4' && !i.internal)
  return { ip: found?.address ?? '127.0.0.1', mac: (found?.mac ?? '00:00:00:00:00:00').toUpperCase() }
}
