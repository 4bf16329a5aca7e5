import type { Json } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { Change, EncounterRow, Journal } from '../../journal/port.ts'
import { isInjury } from '../injury/store.ts'

/** A visit is stored whole as the data of its encounter row; the row's columns are for finding it. */
export function visitOf(row: EncounterRow): Visit {
  return { ...(row.data as unknown as Visit), version: row.version }
}

export async function loadVisit(journal: Journal, encounterId: string): Promise<Visit> {
  const row = await journal.encounter(encounterId)
  if (!row || isInjury(row.family))
    fail('not_found', '没有这个就诊', '没有改变。', '请重新读卡或从列表里选择。')
  return visitOf(row)
}

const OVER = new Set(['cancelled'])

/** The change that stores a visit over the version it was read at. */
export function putVisit(visit: Visit, at: number, closed = false): Change {
  return {
    t: 'encounter',
    expect: visit.version,
    at,
    put: {
      encounterId: visit.encounterId,
      family: visit.selfPay ? 'local' : 'nhsa',
      kind: 'outpatient',
      step: visit.step,
      active: !closed && !OVER.has(visit.step),
      shiftId: visit.shiftId,
      psnNo: visit.person?.psn_no ?? null,
      psnName: visit.person?.psn_name ?? null,
      psnPy: visit.person ? initials(visit.person.psn_name, { surname: true }) : null,
      certno: visit.person?.certno ?? null,
      ipt_otp_no: visit.ipt_otp_no,
      mdtrt_id: visit.mdtrt_id,
      data: visit as unknown as Json,
    },
  }
}

/** Stores and answers with the visit at its new version. */
export async function saveVisit(journal: Journal, visit: Visit, at: number, closed = false): Promise<Visit> {
  await journal.commit([putVisit(visit, at, closed)])
  return { ...visit, version: visit.version + 1 }
}
