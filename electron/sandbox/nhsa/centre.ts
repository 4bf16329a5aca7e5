import { joinBooks, openContracts } from '../../platforms/contracts.ts'
import type { Send } from '../../platforms/http.ts'
import { dueTellings, type Telling, told } from './areas/erx.ts'
import { effectiveOf, ledgerOf, leftoversOf, standingIn } from './book.ts'
import { openCore } from './core.ts'
import { type FaultDesk, openFaultDesk } from './faults.ts'
import { citizens } from './people.ts'
import { codeOf, openExchange, readBody } from './server.ts'
import { openStore } from './store.ts'
import type {
  FaultKind,
  FaultRule,
  LedgerRow,
  Leftovers,
  NhsaSandboxOptions,
  SandboxPerson,
} from './types.ts'

export const REVERSIBLE = ['2102', '2103', '2207', '2208', '2304', '2305', '2401']

/** What can be seen of a centre, and made to go wrong there, whatever carries its messages. */
export interface CentreView {
  people(): SandboxPerson[]
  /** every settlement, refunds as rows of their own */
  ledger(): LedgerRow[]
  /** settlements that stand */
  effective(): LedgerRow[]
  /** those of one visit or stay */
  standingIn(mdtrt_id: string): LedgerRow[]
  leftovers(): Leftovers
  /** what the platform has to tell the hospital by now, and that it was taken or not */
  tellings(): Telling[]
  told(msgid: string, taken: boolean): void
  setFaults(rules: FaultRule[]): void
  /** how often each kind of fault has struck so far */
  struck(): Partial<Record<FaultKind, number>>
}

/** The centre without a door: ledger, rules, faults. */
export function buildCentre(options: NhsaSandboxOptions) {
  const now = options.now ?? Date.now
  const store = openStore(options.path ?? ':memory:')
  // the simulated centre is every province's at once
  const book = joinBooks([
    openContracts({ family: 'nhsa', overlays: ['hunan', 'jiangxi'] }),
    openContracts({ family: 'sichuan' }),
  ])
  const core = openCore(store, book, {
    signInRequired: options.signInRequired ?? true,
    question5203: options.question5203 ?? 'by_mdtrt_id',
    reversible: options.reversible ?? REVERSIBLE,
    repeatMsgid: options.repeatMsgid ?? 'replay',
    statement: options.statement ?? { columns: 10, lists: 'all', codes: 'split' },
  })
  const faults: FaultDesk = openFaultDesk(options.seed ?? 1, options.faults ?? [])
  /** The ledger with everything booked that is due by now. */
  const settled = () => {
    core.runDue(now())
    return store
  }
  const view: CentreView = {
    people: () => citizens,
    ledger: () => ledgerOf(settled()),
    effective: () => effectiveOf(settled()),
    standingIn: (mdtrt_id) => standingIn(settled(), mdtrt_id),
    leftovers: () => leftoversOf(settled()),
    tellings: () => dueTellings(store, now()),
    told: (msgid, taken) => told(store, msgid, taken, now()),
    setFaults: faults.set,
    struck: faults.struck,
  }
  return { now, store, core, faults, view, dialect: options.dialect ?? ('plain' as const) }
}

/**
 * The same centre without sockets, for simulations: `send` carries one message there and back under the same
 * faults, and what waits (held answers, the sender's own limit) waits on `after`.
 */
export function openCentre(
  options: NhsaSandboxOptions & { after(ms: number, run: () => void): void },
): CentreView & { send: Send; requests(): number; close(): void } {
  const { view, store, ...door } = buildCentre(options)
  const exchange = openExchange({ store, ...door })
  let requests = 0
  const send: Send = (request) =>
    new Promise((resolve) => {
      requests += 1
      const limit = () => resolve({ is: 'unknown', why: `${request.timeout_ms / 1000} 秒内没有回答` })
      options.after(request.timeout_ms, limit)
      request.written?.()
      const body = readBody(request.headers['content-type'], Buffer.from(request.body))
      const { reply, hold_ms } = exchange(codeOf(new URL(request.url).pathname, body), body)
      options.after(hold_ms, () => {
        if (reply === 'drop') return resolve({ is: 'unknown', why: '连接被断开' })
        const headers = { 'content-type': reply.type }
        resolve({ is: 'answered', status: reply.status, headers, body: Buffer.from(reply.body) })
      })
    })
  return { ...view, send, requests: () => requests, close: () => store.close() }
}
