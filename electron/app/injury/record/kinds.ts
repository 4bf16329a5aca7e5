import type { RecordTab } from '../../../../shared/api/injury-record.ts'
import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase, InjuryFamily, InjuryStep } from '../../../../shared/injury.ts'
import { BIZH_PARTS } from './bizh.ts'
import type { Office, PartData } from './deps.ts'
import type { Facts } from './facts.ts'
import { GS_PARTS } from './gs.ts'
import { REHAB_PARTS } from './rehab.ts'

/** One kind of message of a record, as data and pure functions. */
export interface PartKind {
  infno: string
  family: InjuryFamily
  tab: Extract<RecordTab, 'page' | 'rehab' | 'orders'>
  label: string
  /** a case may have more than one */
  many: boolean
  /** only where the patient has it: an operation, a birth; begun by hand or by what the HIS says */
  optional: boolean
  /** steps of the case in which the platform takes it. Source: contracts/<family>/_lifecycle.md */
  steps: readonly InjuryStep[]
  /** said before those steps */
  early: string
  /** taken back by GS5001; else sending again replaces */
  undo: boolean
  /** does the case have it at all? */
  of?(of: InjuryCase): boolean
  /** filled from what is known; null of an optional one: the patient has none */
  draft(facts: Facts): JsonObject | null
  /** what a person begins an optional part with, where `draft` says that there is none */
  blank?(facts: Facts): JsonObject
  /** paths that this side says itself, whatever the form says; a node's name takes the whole node */
  own: readonly string[]
  /** what the contract cannot know: sums, order of days */
  check(input: JsonObject, facts: Facts): FieldFault[]
  /** fields that follow from others, e.g. the text of a code */
  derived?(input: JsonObject, meaning: (dict: string, code: string) => string): JsonObject
  /** the platform's number of it in the answer */
  number(output: JsonObject): string
  /** the platform's numbers of those that stand already, asked for before one more is sent */
  known?(office: Office, of: InjuryCase, input: JsonObject): Promise<string[]>
  /** tells it from others of its kind */
  title(data: PartData, meaning: (dict: string, code: string) => string): string
}

export const PARTS: readonly PartKind[] = [...GS_PARTS, ...BIZH_PARTS, ...REHAB_PARTS]

/** The kinds of parts that a case may have, in the order in which they are sent. */
export function kindsOf(of: InjuryCase): readonly PartKind[] {
  return PARTS.filter((kind) => kind.family === of.family && (kind.of?.(of) ?? of.kind === 'inpatient'))
}

export function kindOf(family: InjuryFamily, infno: string): PartKind {
  const found = PARTS.find((kind) => kind.family === family && kind.infno === infno)
  if (!found) throw new Error(`no part of a record: ${family} ${infno}`)
  return found
}
