import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ComposeOptions, compose, type Guitai } from '../../electron/compose.ts'
import { TRAINING_SITE } from '../../electron/config.ts'
import { createDispatch } from '../../electron/host/dispatch.ts'
import type { VisitView } from '../../shared/api/visit.ts'
import { GuitaiError } from '../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../shared/ipc.ts'
import type { Payment } from '../../shared/visit.ts'

/** A counter without a screen: the real composition, driven through the same dispatch as every face. */
export interface Counter {
  app: Guitai
  call<C extends Channel>(channel: C, input: ApiArgs<C>): Promise<ApiOutput<C>>
  /** by the counter's own clock, which may be a simulated one */
  now(): number
  pause(ms: number): Promise<void>
  close(): Promise<void>
}

export const OPTER = { opter: 'admin', opterName: '管理员', password: 'guitai-2026' }

export interface CounterOptions extends Partial<Omit<ComposeOptions, 'site'>> {
  slot?: number
  window?: string
  hisPath?: string
  nhsa?: Partial<(typeof TRAINING_SITE)['nhsa']>
  /** further sections of site.json */
  settings?: Partial<typeof TRAINING_SITE>
  /** leave the operator to be made and logged in by the test */
  bare?: boolean
}

export async function openCounter(options: CounterOptions = {}): Promise<Counter> {
  const { slot = 1, window = `${slot}号窗口`, hisPath, nhsa, settings, bare, ...rest } = options
  const app = await compose({
    home: mkdtempSync(join(tmpdir(), 'guitai-')),
    host: 'cli',
    ...rest,
    site: {
      ...TRAINING_SITE,
      counter: { window, slot },
      nhsa: { ...TRAINING_SITE.nhsa, ...nhsa },
      his: { kind: 'demo', ...(hisPath ? { path: hisPath } : {}) },
      security: { idleLock_min: 0 },
      // of a given centre only what was given with it
      ...(rest.sandboxUrl && !rest.injuryAt ? { injury: {} } : {}),
      ...settings,
    },
  })
  const now = options.clock?.now ?? Date.now
  const dispatch = createDispatch({ registry: app.registry, sessions: app.sessions, now })
  const call: Counter['call'] = async (channel, input) => {
    const answer = await dispatch(channel, input, 'test')
    if (!answer.ok) throw new GuitaiError(answer.fault)
    return answer.value as never
  }
  if (!bare) {
    const { needsSetup } = await call('auth.state', {})
    if (needsSetup) await call('auth.setup', OPTER)
    else await call('auth.login', { opter: OPTER.opter, password: OPTER.password })
    await call('shift.signIn', {})
  }
  const { clock } = options
  const pause = (ms: number) =>
    new Promise<void>((resolve) => void (clock ? clock.after(ms, resolve) : setTimeout(resolve, ms)))
  return { app, call, now, pause, close: () => app.close() }
}

export const at = (view: VisitView) => ({
  encounterId: view.visit.encounterId,
  version: view.visit.version,
})

/** Identifies by document number, takes the HIS charges (new ones if none) and pre-settles. */
export async function presettled(counter: Counter, certno: string, bills = 1): Promise<VisitView> {
  const opened = await counter.call('visit.open', {})
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  const identified = await counter.call('visit.identify', { ...at(opened), cert })
  await counter.app.his.addBills(certno, bills)
  const charged = await counter.call('visit.loadCharges', at(identified))
  return counter.call('visit.presettle', at(charged))
}

export function inCash(view: VisitView): Payment[] {
  const due = view.visit.presettle!.cash
  return due > 0 ? [{ method: 'cash', amountFen: due, tenderedFen: due }] : []
}
