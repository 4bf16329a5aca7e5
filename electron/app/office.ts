import { faultOf, GuitaiError } from '../../shared/errors.ts'
import type { Engine, Outcome, Request } from '../engine/engine.ts'
import type { Journal } from '../journal/port.ts'
import type { Machine } from './machine.ts'
import type { Caller } from './registry.ts'

/** Work of the hospital's offices: in the caller's own shift where one is open, else as the system operator. */
export interface OfficeDeps {
  journal: Journal
  engine: Engine
  machine: Machine
}

export type Sender = (request: Omit<Request, 'by'>) => Promise<Outcome>

/** How messages of this caller leave. Throws what engine.transact throws. */
export async function senderOf({ journal, engine, machine }: OfficeDeps, caller: Caller): Promise<Sender> {
  const { opter, opterName } = caller.operator!
  const shift = await journal.openShift(opter)
  if (!shift) return (request) => machine.transact(request)
  const by = { opter, opterName, shiftId: shift.shiftId, sign_no: shift.signNo.nhsa ?? null }
  return (request) => engine.transact({ ...request, by })
}

/** The output of a message that has to succeed. Throws the outcome's fault. */
export async function mustSettle(outcome: Promise<Outcome>) {
  const done = await outcome
  if (done.is !== 'settled') throw new GuitaiError(done.fault)
  return done.output
}

/** One line of what went wrong: the first field at fault, else the centre's own words, else what happened. */
export function wordsOf(error: unknown): string {
  const { fields, centre, what } = faultOf(error)
  return fields?.[0]?.message ?? centre?.message ?? what
}
