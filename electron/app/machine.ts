import { faultOf, GuitaiError } from '../../shared/errors.ts'
import type { Engine, Outcome, Request } from '../engine/engine.ts'
import type { Journal } from '../journal/port.ts'

/**
 * The operator behind what no person sends: tasks, uploads. It signs in for itself (9001) where the site wants
 * that, keeps the number for the day, and signs in again once when the centre no longer knows it.
 */
export interface Machine {
  by(): Promise<Request['by']>
  /** under a new number, where the centre did not know the last; throws what engine.transact throws */
  renewed(): Promise<Request['by']>
  /** Throws what engine.transact throws. */
  transact(request: Omit<Request, 'by'>): Promise<Outcome>
}

export interface MachineDeps {
  journal: Journal
  engine: Engine
  now(): number
  signIn: boolean
  machine: { ip: string; mac: string }
}

const OPTER = 'SYS'
const NAME = '系统任务'
const SETTING = 'machine.sign'
const DAY_ms = 86_400_000
const SIGNED: ReadonlySet<string> = new Set(['nhsa', 'sichuan'])

interface Sign {
  sign_no: string
  at: number
}

export function createMachine({ journal, engine, now, signIn, machine }: MachineDeps): Machine {
  const by = (sign_no: string | null): Request['by'] => ({
    opter: OPTER,
    opterName: NAME,
    shiftId: null,
    sign_no,
  })
  let signing: Promise<string> | null = null

  async function newNumber(): Promise<string> {
    const input = { signIn: { opter_no: OPTER, mac: machine.mac, ip: machine.ip } }
    const outcome = await engine.transact({ family: 'nhsa', infno: '9001', input, by: by(null) })
    if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
    const { sign_no } = outcome.output.signinoutb as { sign_no: string }
    const sign: Sign = { sign_no, at: now() }
    await journal.commit([{ t: 'setting', key: SETTING, value: { ...sign } }])
    return sign_no
  }
  /** One sign-in at a time, whoever asks. */
  const sign = () => {
    signing ??= newNumber().finally(() => {
      signing = null
    })
    return signing
  }
  async function current(): Promise<string | null> {
    if (!signIn) return null
    const kept = (await journal.setting(SETTING)) as unknown as Sign | undefined
    return kept && now() - kept.at < DAY_ms ? kept.sign_no : sign()
  }
  return {
    by: async () => by(await current()),
    renewed: async () => by(signIn ? await sign() : null),
    async transact(request) {
      // only the national centre, and what travels in its envelope, has a sign-in of this kind
      if (!SIGNED.has(request.family)) return engine.transact({ ...request, by: by(null) })
      const outcome = await engine.transact({ ...request, by: by(await current()) })
      if (outcome.is !== 'rejected' || faultOf(new GuitaiError(outcome.fault)).centre?.sort !== 'session')
        return outcome
      return engine.transact({ ...request, by: by(await sign()) })
    },
  }
}
