import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import {
  INJURY_FAMILIES,
  INJURY_INSUTYPE,
  type InjuryCase,
  type InjuryFamily,
  type InjuryKind,
} from '../../../shared/injury.ts'
import { stamp } from '../../../shared/msgid.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { HisWriteBack } from '../../his/port.ts'
import type { Change, EncounterRow, Journal } from '../../journal/port.ts'
import { outboxJob, type Settles } from '../ledger.ts'

/** A case is stored whole as the data of its encounter row; of a stay the fee lines stand in their own table. */
export function caseOf(row: EncounterRow): InjuryCase {
  return { ...(row.data as unknown as InjuryCase), version: row.version }
}

export const isInjury = (family: string): family is InjuryFamily =>
  (INJURY_FAMILIES as readonly string[]).includes(family)

/** Throws `not_found` where there is none of that number, or it is none of work-injury insurance. */
export async function loadCase(journal: Journal, encounterId: string): Promise<InjuryCase> {
  const row = await journal.encounter(encounterId)
  if (!row || !isInjury(row.family)) {
    fail('not_found', '没有这个工伤就诊', '没有改变。', '请重新读卡或从列表里选择。')
  }
  return caseOf(row)
}

/** The change that stores a case over the version it was read at. */
export function putCase(of: InjuryCase, at: number, closed = false): Change {
  const { person } = of
  return {
    t: 'encounter',
    expect: of.version,
    at,
    put: {
      encounterId: of.encounterId,
      family: of.family,
      kind: of.kind === 'inpatient' ? 'inpatient' : 'outpatient',
      step: of.step,
      active: !closed && of.step !== 'cancelled',
      shiftId: of.shiftId,
      psnNo: person?.psn_no ?? null,
      psnName: person?.psn_name ?? null,
      psnPy: person ? initials(person.psn_name, { surname: true }) : null,
      certno: person?.certno ?? null,
      ipt_otp_no: of.ipt_otp_no,
      mdtrt_id: of.mdtrt_id,
      data: of as unknown as Json,
    },
  }
}

/** Stores with whatever belongs to it, all or nothing, and answers with the case at its new version. */
export async function saveCase(
  journal: Journal,
  of: InjuryCase,
  at: number,
  more: readonly Change[] = [],
  closed = false,
): Promise<InjuryCase> {
  await journal.commit([putCase(of, at, closed), ...more])
  return { ...of, version: of.version + 1 }
}

/** How a case stands in the ledger. */
export function settles({ encounterId, person, mdtrt_id, med_type }: InjuryCase): Settles {
  return {
    encounterId,
    person: person && ({ psn_no: person.psn_no } as Settles['person']),
    mdtrt_id,
    insu: { insutype: INJURY_INSUTYPE } as Settles['insu'],
    med_type,
  }
}

const PREFIX: Record<InjuryKind, string> = { outpatient: 'GM', inpatient: 'GZ', device: 'GQ' }

/** Twenty characters: no platform's 门诊号 holds more (bka025). */
export function newCaseId(kind: InjuryKind, now: number, slot: number, random: string): string {
  return `${PREFIX[kind]}${stamp(now).slice(2)}${String(slot).padStart(2, '0')}${random}`
}

export const billIdsOf = (of: Pick<InjuryCase, 'lines'>): string[] => [
  ...new Set(of.lines.flatMap((line) => line.billId ?? [])),
]

/** Tells the HIS what became of its bills or of its inpatient; of a stay opened by hand it hears nothing. */
export function tellHis(
  of: InjuryCase,
  kind: HisWriteBack['kind'],
  { key, setl_id = '', now }: { key: string; setl_id?: string; now: number },
  more: JsonObject = {},
): Change[] {
  if (of.kind === 'inpatient' && !of.his) return []
  const payload: HisWriteBack = {
    ...{ key, kind, encounterId: of.encounterId, setl_id },
    billIds: of.kind === 'inpatient' ? [] : billIdsOf(of),
    facts: { family: of.family, ...(of.his ? { ipt_no: of.his.ipt_no } : {}), ...more },
  }
  return [outboxJob('his.writeBack', of.encounterId, payload as unknown as Json, now)]
}

/** An entry of the audit log; what stands in it is never a name or a document number. */
export function audited(
  actor: string,
  action: string,
  encounterId: string,
  at: number,
  detail: Json,
): Change {
  return { t: 'audit', entry: { at, actor, action, subject: encounterId, detail } }
}
