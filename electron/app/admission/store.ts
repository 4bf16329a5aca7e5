import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { stamp } from '../../../shared/msgid.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { HisWriteBack } from '../../his/port.ts'
import type { Change, EncounterRow, Journal } from '../../journal/port.ts'
import { isInjury } from '../injury/store.ts'
import type { Settles } from '../ledger.ts'
import { outboxJob } from '../ledger.ts'

/** A stay is stored whole as the data of its encounter row, its fee lines and deposits in tables of their own. */
export function stayOf(row: EncounterRow): Stay {
  return { ...(row.data as unknown as Stay), version: row.version }
}

export async function loadStay(journal: Journal, encounterId: string): Promise<Stay> {
  const row = await journal.encounter(encounterId)
  if (row?.kind !== 'inpatient' || isInjury(row.family)) {
    fail('not_found', '没有这个住院登记', '没有改变。', '请从在院列表里选择。')
  }
  return stayOf(row)
}

/** The change that stores a stay over the version it was read at. */
export function putStay(stay: Stay, at: number, closed = false): Change {
  return {
    t: 'encounter',
    expect: stay.version,
    at,
    put: {
      encounterId: stay.encounterId,
      family: stay.selfPay ? 'local' : 'nhsa',
      kind: 'inpatient',
      step: stay.step,
      active: !closed && stay.step !== 'cancelled',
      shiftId: stay.shiftId,
      psnNo: stay.person?.psn_no ?? null,
      psnName: stay.person?.psn_name ?? null,
      psnPy: stay.person ? initials(stay.person.psn_name, { surname: true }) : null,
      certno: stay.person?.certno ?? null,
      ipt_otp_no: stay.ipt_no,
      mdtrt_id: stay.mdtrt_id,
      data: stay as unknown as Json,
    },
  }
}

/** Stores with whatever belongs to it, all or nothing, and answers with the stay at its new version. */
export async function saveStay(
  journal: Journal,
  stay: Stay,
  at: number,
  more: readonly Change[] = [],
  closed = false,
): Promise<Stay> {
  await journal.commit([putStay(stay, at, closed), ...more])
  return { ...stay, version: stay.version + 1 }
}

/** How a stay stands in the ledger. */
export function settles(stay: Stay): Settles {
  return { ...stay, med_type: stay.admission.med_type }
}

/** Tells the HIS what became of one of its stays; a stay made here by hand is none of its. */
export function tellHis(
  stay: Stay,
  kind: HisWriteBack['kind'],
  facts: { msgid: string; setl_id?: string; now: number },
  more: JsonObject = {},
): Change[] {
  if (!stay.fromHis) return []
  const payload: HisWriteBack = {
    key: facts.msgid,
    kind,
    encounterId: stay.encounterId,
    billIds: [],
    setl_id: facts.setl_id ?? '',
    facts: { ipt_no: stay.ipt_no, ...more },
  }
  return [outboxJob('his.writeBack', stay.encounterId, payload as unknown as Json, facts.now)]
}

export function newStayId(now: number, slot: number, random: string): string {
  return `ZY${stamp(now)}${String(slot).padStart(2, '0')}${random}`
}

/** An entry of the audit log; what stands in it is never a name or a document number. */
export function audited(
  actor: string,
  action: string,
  stay: Pick<Stay, 'encounterId'>,
  at: number,
  detail: Json,
): Change {
  return { t: 'audit', entry: { at, actor, action, subject: stay.encounterId, detail } }
}
