import { networkInterfaces } from 'node:os'
import { INJURY_FAMILIES } from '../../shared/injury.ts'
import type { Txn } from '../../shared/txn.ts'
import { registerAuth } from '../app/auth/api.ts'
import type { Sessions } from '../app/auth/sessions.ts'
import { registerCatalogue } from '../app/catalogue/api.ts'
import { registerDoubt } from '../app/doubt/api.ts'
import type { createExports } from '../app/export/index.ts'
import type { createInbound } from '../app/inbound/index.ts'
import type { Machine } from '../app/machine.ts'
import { registerPrint } from '../app/print/api.ts'
import type { Bus, Registry } from '../app/registry.ts'
import { registerShell } from '../app/shell/api.ts'
import { registerShift } from '../app/shift/api.ts'
import type { createTasks } from '../app/tasks/index.ts'
import { registerTxn } from '../app/txn/api.ts'
import type { Uploads } from '../app/upload/port.ts'
import { registerVisit } from '../app/visit/api.ts'
import type { CatalogueStore } from '../catalogue/port.ts'
import type { Site } from '../config.ts'
import type { DeviceHub } from '../devices/port.ts'
import type { Printing } from '../devices/printing.ts'
import { httpVoucherDecoder } from '../devices/voucher.ts'
import { dllVoucherDecoder } from '../devices/voucher-dll.ts'
import type { Clock } from '../engine/core.ts'
import type { Effects, Engine, Jobs } from '../engine/engine.ts'
import { createLanes } from '../engine/lane.ts'
import type { His } from '../his/port.ts'
import type { Journal } from '../journal/port.ts'
import type { ContractBook } from '../platforms/contracts.ts'
import type { FileStore, Platform, Session } from '../platforms/port.ts'
import { wireAcceptance } from './acceptance.ts'
import { wireAdmission } from './admission.ts'
import { wireConsole } from './console.ts'
import { wireDevices } from './devices.ts'
import { wireErx } from './erx.ts'
import { wireExport } from './export.ts'
import { wireFiling } from './filing.ts'
import { wireInjury } from './injury.ts'
import { wireInjuryClearing } from './injury-clearing.ts'
import { wireInjuryExchange } from './injury-exchange.ts'
import { wireInjuryRecord } from './injury-record.ts'
import { mappingGuard, wireMapping } from './mapping.ts'
import { wireMonitor } from './monitor.ts'
import { wirePerson } from './person.ts'
import { wireReconcile } from './reconcile.ts'
import { reviewOf, wireReview } from './review.ts'
import { wireSelfpay } from './selfpay.ts'
import { wireSetllist } from './setllist.ts'
import { wireSichuan } from './sichuan.ts'
import { wireStaff } from './staff.ts'
import { traces, wireStock } from './stock.ts'
import { wireTerms } from './terms.ts'
import { wireUploads } from './uploads.ts'

/** Below this much free disk no new transaction is begun: what was begun can still be finished. */
export const MIN_FREE_bytes = 64 * 1024 * 1024

/** What compose has built and the capabilities are wired to. */
export interface Parts {
  home: string
  host: 'electron' | 'web' | 'cli'
  printing: Printing | null
  devices: DeviceHub
  log(line: Record<string, unknown>): void
  /** of the secret store; null where nothing is stored under the name */
  secret(ref: string): Promise<string | null>
  site: Site
  clock: Clock
  journal: Journal
  his: His
  /** the national interface; `books` and `platforms` have every family */
  book: ContractBook
  nhsa: Platform
  books: ReadonlyMap<string, ContractBook>
  platforms: ReadonlyMap<string, Platform>
  files: FileStore
  /** a capability adds its own before the engine starts */
  effects: Effects
  jobs: Jobs
  machine: Machine
  tasks: ReturnType<typeof createTasks>
  uploads: Uploads
  catalogue: CatalogueStore
  exports: ReturnType<typeof createExports>
  inbound: ReturnType<typeof createInbound>
  engine: Engine
  bus: Bus
  sessions: Sessions
  registry: Registry
  version: string
}

/** Registers every capability. The answer stops what they watch. */
export function registerCapabilities(parts: Parts, notices: string[]): { stop(): Promise<void> } {
  const { home, site, clock, journal, his, book, nhsa, engine, bus, sessions, registry } = parts
  const { now } = clock
  const lanes = createLanes()
  const { window, slot } = site.counter
  const dict = (name: string) => book.dict(name)
  const meaning = (name: string, value: string) => dict(name)?.values[value] ?? value
  const { platforms, books } = parts
  const contract = (family: string, code: string) => {
    const of = books.get(family)
    return of?.has(code) ? of.get(code) : null
  }
  const labelOf = (infno: string) => contract('nhsa', infno)?.name ?? infno
  const auth = registerAuth(registry, { journal, sessions, bus, now })
  registerShell(registry, {
    journal,
    engine,
    his,
    now,
    site: { ...site.institution, window, training: site.training },
    host: parts.host,
    version: parts.version,
    notices,
    injury: INJURY_FAMILIES.filter((family) => books.has(family)),
    device: () => parts.devices.light(),
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
    machine: address(),
    meaning,
  })
  const decoder = voucherDecoder(parts)
  registerVisit(
    registry,
    {
      journal,
      engine,
      his,
      reader: parts.devices.reader(),
      decoder,
      now,
      slot,
      window,
      fixmedins_code: site.institution.fixmedins_code,
      remote: nhsa.remote,
      mulaidApart: site.nhsa.mulaidApart,
      lanes,
      mapped: mappingGuard(parts),
      traces: traces(parts),
      review: reviewOf(parts).visit,
    },
    labelOf,
  )
  registerTxn(registry, {
    journal,
    now,
    contract,
    dict: (_family, name) => dict(name),
    wire: async (txn) =>
      contract(txn.family, txn.infno)
        ? platforms.get(txn.family)!.wire(txn, await sessionFor(journal, txn))
        : null,
  })
  registerDoubt(registry, {
    journal,
    now,
    contract,
    engine,
    life: (family, code) => (contract(family, code) ? platforms.get(family)!.life(code) : null),
  })
  const print = registerPrint(registry, {
    journal,
    bus,
    clock,
    log: parts.log,
    site: {
      fixmedins_name: site.institution.fixmedins_name,
      training: site.training,
      template: site.print.template,
      home,
    },
    dict,
    printing: parts.printing,
    printers: site.print.printers,
    receipt: (id) => receiptPrinter(parts, id),
    ...wireReconcile(parts),
  })
  if (parts.host !== 'cli') void print.start()
  registerCatalogue(registry, {
    his,
    terms: parts.catalogue,
    dict,
    contract: (family, code) => (books.get(family) ?? book).get(code),
    contracts: () =>
      [...books].flatMap(([family, of]) =>
        of.list().map(({ code, name, group }) => ({ family, code, name, group })),
      ),
  })
  wireAdmission(parts, lanes)
  wireFiling(parts)
  wireDevices(parts)
  wireTerms(parts)
  wireMapping(parts)
  wireStaff(parts)
  wireUploads(parts)
  wireStock(parts)
  wireSetllist(parts)
  wireSelfpay(parts)
  wirePerson(parts)
  wireConsole(parts)
  wireErx(parts)
  wireSichuan(parts, lanes)
  wireInjury(parts)
  wireInjuryRecord(parts)
  wireInjuryClearing(parts)
  wireInjuryExchange(parts)
  wireMonitor(parts)
  const rehearsal = wireAcceptance(parts)
  wireReview(parts)
  wireExport(parts)
  return {
    async stop() {
      await rehearsal.stop()
      auth.stop()
      decoder?.close()
      await print.stop()
    },
  }
}

/** The authority's own library where the site has one, else its service. */
function voucherDecoder({ site, clock, log, secret }: Parts) {
  if (!site.voucher) return null
  const { library, runtime, ...voucher } = site.voucher
  const asked = { ...voucher, orgId: site.institution.fixmedins_code }
  if (library === undefined) return { ...httpVoucherDecoder(asked), close() {} }
  const own = { ...asked, library, ...(runtime === undefined ? {} : { runtime }) }
  return dllVoucherDecoder(own, { now: clock.now, secret, log })
}

/** A receipt printer of the desk by its id, with what site.json says of its paper. */
function receiptPrinter({ site, devices }: Parts, id: string) {
  const config = site.devices.find((d) => d.id === id)
  const device = config?.kind === 'printer' ? devices.device(id) : null
  if (config?.kind !== 'printer' || !device?.write) return null
  const { name, width_mm, cut, drawer } = config
  return { name, width_mm, cut, drawer, write: device.write.bind(device) }
}

/** The sign-in of the newest open shift, else of the shift that sent the transaction. */
export async function sessionFor(journal: Journal, txn: Txn): Promise<Session> {
  const shift = (await openShift(journal)) ?? (txn.shiftId ? await journal.shift(txn.shiftId) : null)
  return { sign_no: shift?.signNo.nhsa ?? null, opter: txn.opter, opterName: txn.opterName }
}

const openShift = async (journal: Journal) =>
  (await journal.shifts({ limit: 20 })).find((s) => s.endedAt === null)

/**
 * Under what a transaction is asked after: what a shift sent by the newest open one, else, in the night, and what
 * the program sent itself, by the program's own sign-in. Where that cannot be had the question goes out without.
 */
export async function lookingFor(
  { journal, machine }: Pick<Parts, 'journal' | 'machine'>,
  txn: Txn,
  renew: boolean,
): Promise<Session> {
  const { opter, opterName } = txn
  if (txn.family !== 'nhsa' && txn.family !== 'sichuan')
    return { sign_no: null, opter: txn.opter, opterName: txn.opterName }
  const shift = txn.shiftId === null ? null : await openShift(journal)
  if (shift) return { sign_no: shift.signNo.nhsa ?? null, opter, opterName }
  const by = await (renew ? machine.renewed() : machine.by()).catch(() => null)
  return { sign_no: by?.sign_no ?? null, opter, opterName }
}

/** Of this machine, as 9001 wants it. */
export function address(): { ip: string; mac: string } {
  const found = Object.values(networkInterfaces())
    .flat()
    .find((i) => i && i.family === 'IPv4' && !i.internal)
  return { ip: found?.address ?? '127.0.0.1', mac: (found?.mac ?? '00:00:00:00:00:00').toUpperCase() }
}
