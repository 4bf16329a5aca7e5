import type { Txn } from '../../shared/txn.ts'
import { UNSENT } from '../journal/port.ts'
import { createCore, type EngineDeps, platformOf } from './core.ts'
import type { Engine, Request } from './engine.ts'
import { runOutbox } from './outbox.ts'
import { decide, doubtful, giveUp, look, takeUp } from './resolve.ts'
import { check, transact } from './transact.ts'

export function createEngine(deps: EngineDeps): Engine {
  const core = createCore(deps)
  let cancel: (() => void) | null = null
  let stopped = false
  let ticking: Promise<void> | null = null

  async function turn(): Promise<void> {
    const now = core.clock.now()
    const lost = (await core.journal.unfinished()).filter((t) => !core.inFlight.has(t.msgid))
    // a look that lies further ahead than any was ever put off: the clock was set back
    const farthest = now + core.timing.look_longest_ms
    const due = lost.filter(({ nextAt }) => (nextAt ?? 0) <= now || nextAt! > farthest)
    await Promise.all([...due.map(lookAt), runOutbox(core)])
  }

  /** One transaction that cannot be looked at must not keep the others waiting. */
  async function lookAt(txn: Txn): Promise<void> {
    try {
      const taken = await takeUp(core, txn)
      if (taken.state !== 'MANUAL') await look(core, taken)
    } catch (error) {
      core.log({ level: 'error', at: 'engine.tick', msgid: txn.msgid, error: String(error) })
    }
  }

  function tick(): Promise<void> {
    ticking ??= turn()
      .catch((error) => core.log({ level: 'error', at: 'engine.tick', error: String(error) }))
      .finally(() => {
        ticking = null
      })
    return ticking
  }

  function schedule(): void {
    cancel = core.clock.after(core.timing.tick_ms, () => {
      void tick().then(() => {
        if (!stopped) schedule()
      })
    })
  }

  return {
    transact: (request) => transact(core, request),
    dry: (request) => dry(request),
    async start() {
      await tick()
      schedule()
    },
    async stop() {
      stopped = true
      cancel?.()
      core.stopping.abort()
      await ticking
      await Promise.allSettled(core.jobKeys.values())
      await core.lanes.idle()
    },
    ask: async (msgid) => look(core, await takeUp(core, await doubtful(core, msgid))),
    giveUp: (msgid, by, reason) => giveUp(core, msgid, by, reason),
    decide: (msgid, happened, output, by, reason) =>
      decide(core, msgid, happened ? output : null, by, reason),
    tick,
    pulse: () => core.pulse.read(),
  }

  function dry(request: Request) {
    const draft = check(core, request)
    const txn: Txn = { ...draft, ...UNSENT, msgid: '-'.repeat(30) as Txn['msgid'] }
    return platformOf(core, request.family).wire(txn, request.by)
  }
}
