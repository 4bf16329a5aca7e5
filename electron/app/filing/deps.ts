import { fail } from '../../../shared/errors.ts'
import type { Engine, Request } from '../../engine/engine.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { FilingRow, Journal } from '../../journal/port.ts'
import type { Asking } from '../person.ts'
import type { Caller } from '../registry.ts'
import type { Persons } from './persons.ts'

export interface FilingDeps {
  journal: Journal
  engine: Engine
  now(): number
  /** two digits of this counter: part of every number made here */
  slot: number
  fixmedins_code: string
  fixmedins_name: string
  /** 就医地医保区划 of this site, six digits */
  area: string
  /** true where the person is insured elsewhere */
  remote(insuplc: string | null): boolean
  persons: Persons
  /** what is done for one person runs one after the other */
  lanes: Lanes
}

/** A command's surroundings: who acts in which shift. */
export interface Acting {
  deps: FilingDeps
  by: Request['by']
}

/** The shift in which the caller acts. Throws `conflict` where none is open. */
export async function acting(deps: FilingDeps, caller: Caller): Promise<Acting> {
  const { opter, opterName } = caller.operator!
  const shift = await deps.journal.openShift(opter)
  if (!shift) fail('conflict', '还没有签到，不能办理备案', '没有发送。', '请先到“班次”里签到（F11）。')
  return { deps, by: { opter, opterName, shiftId: shift.shiftId, sign_no: shift.signNo.nhsa ?? null } }
}

export function askingOf({ deps, by }: Acting): Asking {
  const { engine, fixmedins_code, now, remote } = deps
  return { engine, by, fixmedins_code, now, remote }
}

export async function loadFiling(journal: Journal, filingId: string): Promise<FilingRow> {
  const [row] = await journal.filings({ filingId, limit: 1 })
  if (!row) fail('not_found', '没有这条备案', '没有改变。', '请刷新列表。')
  return row
}

/** Of these filings, those that a message without an answer holds. */
export async function doubtfulOf(journal: Journal): Promise<ReadonlySet<string>> {
  const open = await journal.unfinished()
  return new Set(open.flatMap(({ local }) => (typeof local.filingId === 'string' ? [local.filingId] : [])))
}
