import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openContracts } from '../../platforms/contracts.ts'
import { effectiveOf, ledgerOf, leftoversOf } from './book.ts'
import { openCore } from './core.ts'
import { openFaultDesk } from './faults.ts'
import { openGateway } from './gateway.ts'
import { citizens } from './people.ts'
import { openDoor } from './server.ts'
import { openStore } from './store.ts'
import type {
  FaultKind,
  FaultRule,
  LedgerRow,
  Leftovers,
  NhsaSandboxOptions,
  SandboxPerson,
} from './types.ts'

export { demoCode } from './ecode.ts'
export type * from './types.ts'

export const REVERSIBLE = ['2102', '2103', '2207', '2208', '2304', '2305', '2401']

export interface NhsaSandbox {
  /** base address; requests are POST {url}/{infno} */
  url: string
  people(): SandboxPerson[]
  /** every settlement, refunds as rows of their own */
  ledger(): LedgerRow[]
  /** settlements that stand */
  effective(): LedgerRow[]
  leftovers(): Leftovers
  setFaults(rules: FaultRule[]): void
  /** how often each kind of fault has struck so far */
  struck(): Partial<Record<FaultKind, number>>
  /** messages received so far, whatever became of them */
  requests(): number
  close(): Promise<void>
}

/** Starts a simulated 医保核心 on 127.0.0.1 with a ledger of its own. */
export async function startNhsaSandbox(options: NhsaSandboxOptions = {}): Promise<NhsaSandbox> {
  const now = options.now ?? Date.now
  const store = openStore(options.path ?? ':memory:')
  const core = openCore(store, openContracts({ family: 'nhsa' }), {
    signInRequired: options.signInRequired ?? true,
    question5203: options.question5203 ?? 'by_mdtrt_id',
    reversible: options.reversible ?? REVERSIBLE,
    repeatMsgid: options.repeatMsgid ?? 'replay',
  })
  const faults = openFaultDesk(options.seed ?? 1, options.faults ?? [])
  /** The ledger with everything booked that is due by now. */
  const settled = () => {
    core.runDue(now())
    return store
  }
  const view = {
    people: () => citizens,
    ledger: () => ledgerOf(settled()),
    effective: () => effectiveOf(settled()),
    leftovers: () => leftoversOf(settled()),
  }
  const door = openDoor({
    core,
    store,
    faults,
    now,
    gateway: openGateway(options.headers),
    dialect: options.dialect ?? 'plain',
    state: () => ({
      people: view.people(),
      ledger: view.ledger(),
      effective: view.effective(),
      leftovers: view.leftovers(),
      requests: door.requests(),
    }),
  })
  const server = createServer(door.listener)
  server.keepAliveTimeout = 120_000 // an idle connection that closes under a request would look like a lost call
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/nhsa`,
    ...view,
    setFaults: faults.set,
    struck: faults.struck,
    requests: door.requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          store.close()
          resolve()
        })
        door.stop()
        server.closeAllConnections()
      }),
  }
}
