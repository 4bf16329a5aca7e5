import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Step } from '../port.ts'
import type { Facts } from '../world.ts'

/** Facts of a single node of the answer, by name. */
export function from(name: string, ...fields: string[]): NonNullable<Step['keep']> {
  return (output) => {
    const found = name === '' ? output : (node(output, name) ?? rows(output, name)[0] ?? {})
    return pick(found, fields)
  }
}

export const pick = (of: JsonObject, fields: readonly string[]): Facts =>
  Object.fromEntries(
    fields.flatMap((field) => (of[field] == null || of[field] === '' ? [] : [[field, of[field]]])),
  )

const DAY_ms = 86_400_000

/** The same hour of another day; `at` is a day or a time of the wire. */
export const shifted = (at: string, days: number): string =>
  dateOf(Date.parse(`${at.slice(0, 10)}T12:00:00`) + days * DAY_ms) + at.slice(10)
