import type { JsonObject } from '../../shared/contract.ts'
import { faultOf } from '../../shared/errors.ts'
import type { Txn, TxnState } from '../../shared/txn.ts'
import type { Change, Journal, TxnDraft, UploadRow } from '../journal/port.ts'
import type { Platform, Reply, Session } from '../platforms/port.ts'
import { isFinal, move, moved } from './automaton.ts'
import { crashpoint } from './crashpoints.ts'
import { CARRIES_ROWS, type Effects, type Jobs, type OutcomeKind, type Request } from './engine.ts'
import { createLanes, type Lanes } from './lane.ts'
import { createPulse, type Pulse } from './pulse.ts'

export interface Clock {
  now(): number
  /** runs once after `ms`; the answer cancels it */
  after(ms: number, run: () => void): () => void
}

export interface Timing {
  /** first and longest pause between two looks at a doubtful transaction; it doubles in between */
  look_first_ms: number
  look_longest_ms: number
  /** refusals of a reversal before a person is called */
  undo_refusals: number
  /** "in progress" longer than this many centre limits is reversed */
  progress_limits: number
  tick_ms: number
  outbox_first_ms: number
  outbox_longest_ms: number
}

export const TIMING: Timing = {
  look_first_ms: 2_000,
  look_longest_ms: 30_000,
  undo_refusals: 5,
  progress_limits: 5,
  tick_ms: 1_000,
  outbox_first_ms: 1_000,
  outbox_longest_ms: 300_000,
}

export type EngineEvent =
  | { on: 'progress'; encounterId: string; infno: string; label: string; phase: 'start' | 'end'; ms?: number }
  | { on: 'encounter'; encounterId: string }
  | { on: 'doubt' }
  | { on: 'outbox' }

export interface EngineDeps {
  journal: Journal
  platforms: ReadonlyMap<string, Platform>
  effects: Effects
  jobs: Jobs
  clock: Clock
  /**
   * The sign-in that a message sent on behalf of an older one travels under. `renew`: the centre did not know
   * the last one
   */
  sessionFor(txn: Txn, renew: boolean): Promise<Session>
  timing?: Partial<Timing>
  notify(event: EngineEvent): void
  log(line: Record<string, unknown>): void
}

/** What transact, resolve and outbox share. */
export interface Core extends Omit<EngineDeps, 'timing'> {
  timing: Timing
  lanes: Lanes
  pulse: Pulse
  /** transactions that this process is carrying right now; anything else unfinished was lost */
  inFlight: Set<string>
  /** the rows of messages on their way, by msgid: what a later process would have to read */
  carrying: Map<string, readonly UploadRow[]>
  /** transactions whose last look the centre refused for its sign-in */
  unsigned: Set<string>
  /** the keys of the outbox whose jobs run right now */
  jobKeys: Map<string, Promise<void>>
  /** aborted when the engine stops */
  stopping: AbortController
}

export function createCore(deps: EngineDeps): Core {
  return {
    ...deps,
    timing: { ...TIMING, ...deps.timing },
    lanes: createLanes(),
    pulse: createPulse(deps.clock),
    inFlight: new Set(),
    carrying: new Map(),
    unsigned: new Set(),
    jobKeys: new Map(),
    stopping: new AbortController(),
  }
}

export function platformOf(core: Core, family: string): Platform {
  const platform = core.platforms.get(family)
  if (!platform) throw new Error(`no platform for family ${family}`)
  return platform
}

export function labelOf(core: Core, txn: Pick<Txn, 'family' | 'infno'>): string {
  return platformOf(core, txn.family).contract(txn.infno).name
}

/** Writes the row (PREPARED); what binds rows to it is SENT at once, with them. Durable on return. */
export async function prepare(core: Core, draft: TxnDraft, binds?: Request['binds']): Promise<Txn> {
  crashpoint('transact.before_prepare')
  const { family, infno, input } = draft
  const kept = platformOf(core, family).kept?.(infno, input) ?? input
  const txn = await core.journal.prepare({ ...draft, input: kept }, binds)
  crashpoint('transact.prepared')
  return kept === input ? txn : { ...txn, input }
}

export async function exchange(core: Core, txn: Txn, session: Session): Promise<{ txn: Txn; reply: Reply }> {
  let sent = txn
  if (txn.state === 'PREPARED') {
    const change = move(txn, 'SENT', core.clock.now(), '', { sentAt: core.clock.now() })
    await core.journal.commit([change])
    sent = moved(txn, change)
    crashpoint('transact.sent')
  }
  const from = core.clock.now()
  const reply = await platformOf(core, txn.family).exchange(sent, session, () => crashpoint('wire.written'))
  core.pulse.beat(txn.family, core.clock.now() - from, reply.is === 'unknown' || reply.is === 'not_sent')
  return { txn: sent, reply }
}

const OUTCOME: Partial<Record<TxnState, OutcomeKind>> = {
  SETTLED: 'settled',
  REJECTED: 'rejected',
  ABSENT: 'absent',
  REVERSED: 'reversed',
}

/**
 * Moves a transaction and commits its effect with it. The effect is computed again when the encounter or the
 * record moved on in between; children still open are closed with a final parent. `silent`: the effect is not
 * told, for what was answered is about the sign-in and not about what was sent.
 */
export async function conclude(
  core: Core,
  txn: Txn,
  to: TxnState,
  note: string,
  set: NonNullable<Extract<Change, { t: 'txn' }>['set']> = {},
  silent = false,
): Promise<Txn> {
  const now = core.clock.now()
  const change = move(txn, to, now, note, set)
  const outcome = OUTCOME[to]
  const effect = outcome && txn.purpose && !silent ? core.effects.get(txn.purpose) : undefined
  const lookedInto = txn.state !== 'PREPARED' && txn.state !== 'SENT'
  const uploads = effect && txn.purpose === CARRIES_ROWS ? await carried(core, txn) : undefined
  /** as it stands with what was just learned of it */
  const told = { ...txn, errCode: set.errCode ?? txn.errCode, errMsg: set.errMsg ?? txn.errMsg }
  const orphans = isFinal(to) && lookedInto ? await openChildren(core, txn, now) : []
  const about = effect ? aboutDoc(txn) : null
  for (let tries = 1; ; tries++) {
    const encounter = effect && txn.encounterId ? await core.journal.encounter(txn.encounterId) : null
    const doc = about && (await core.journal.doc(about.kind, about.id))
    const output = (set.output ?? {}) as JsonObject
    const changes =
      effect && outcome
        ? effect({
            ...{ txn: told, outcome, output, encounter, now },
            ...(uploads ? { uploads } : {}),
            ...(doc ? { doc } : {}),
          })
        : []
    try {
      await core.journal.commit([change, ...orphans, ...changes])
      break
    } catch (error) {
      const moving = changes.some((c) => c.t === 'encounter' || (c.t === 'doc' && about))
      const raced = faultOf(error).kind === 'conflict' && moving
      if (!raced || tries === 5) throw error
    }
  }
  if (txn.encounterId) core.notify({ on: 'encounter', encounterId: txn.encounterId })
  return moved(txn, change)
}

/** The record that a message is about, where it says so in `local.doc`. */
function aboutDoc({ local }: Txn): { kind: string; id: string } | null {
  const { kind, id } = (local.doc ?? {}) as JsonObject
  return typeof kind === 'string' && typeof id === 'string' ? { kind, id } : null
}

const carried = (core: Core, txn: Txn) =>
  core.carrying.get(txn.msgid) ??
  core.journal.uploads({ msgid: txn.msgid, states: ['sent'], limit: Number.MAX_SAFE_INTEGER })

async function openChildren(core: Core, txn: Txn, now: number): Promise<Change[]> {
  const children = await core.journal.children(txn.msgid)
  return children
    .filter((c) => c.state === 'PREPARED' || c.state === 'SENT')
    .map((c) => move(c, 'ABSENT', now, '原交易已有结论'))
}
