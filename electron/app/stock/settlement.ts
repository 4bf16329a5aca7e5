import type { JsonObject } from '../../../shared/contract.ts'
import type { Visit } from '../../../shared/visit.ts'
import { visitOf } from '../visit/store.ts'
import type { StockDeps } from './deps.ts'

/** By what a prescription is found in a visit. */
export interface RxRef {
  rxno: string
  billId: string
  certno: string
}

const VISITS = 50

/** The newest visit of this counter that charges the prescription, whatever its step; null where none does. */
async function visitOfRx(
  { journal }: Pick<StockDeps, 'journal'>,
  { rxno, billId, certno }: RxRef,
): Promise<Visit | null> {
  if (!certno) return null
  const found = await journal.searchEncounters({ kind: 'outpatient', text: certno, limit: VISITS })
  const visits = found.map(visitOf).filter((visit) => visit.step !== 'cancelled')
  const charges = (visit: Visit) =>
    visit.lines.some((line) => line.rxno === rxno || (billId !== '' && line.billId === billId))
  return visits.find(charges) ?? null
}

/** hi_feesetl_type: 0 none, 1 here, 2 from elsewhere; mdtrt_setl_type: 1 insured, 2 self-pay. */
const SELF_PAY = { hi_feesetl_type: '0', mdtrt_setl_type: '2' }

/**
 * What a sale says of the settlement behind it; null while there is none. Source: 3505A, notes of setl_id and
 * mdtrt_sn.
 */
export async function settlementOf(
  deps: Pick<StockDeps, 'journal' | 'remote'>,
  ref: RxRef,
): Promise<JsonObject | null> {
  const visit = await visitOfRx(deps, ref)
  if (visit?.step !== 'settled' || !visit.settlement) return null
  return factsOf(deps, visit)
}

export function factsOf({ remote }: Pick<StockDeps, 'remote'>, visit: Visit): JsonObject {
  const { person, insu, selfPay, settlement, mdtrt_id, encounterId } = visit
  const who: JsonObject = person
    ? { psn_cert_type: person.psn_cert_type, certno: person.certno, psn_name: person.psn_name }
    : {}
  if (selfPay) return { ...who, ...SELF_PAY, mdtrt_sn: encounterId }
  return {
    ...who,
    psn_no: person!.psn_no,
    hi_feesetl_type: remote(insu!.insuplc_admdvs) ? '2' : '1',
    mdtrt_setl_type: '1',
    setl_id: settlement!.setl_id,
    mdtrt_sn: mdtrt_id,
    insuplc: insu!.insuplc_admdvs,
  }
}

export const selfPaidFacts = (rx: {
  billId: string
  psn_name: string
  certno: string
  psn_cert_type: string
}) => ({
  ...SELF_PAY,
  mdtrt_sn: rx.billId,
  ...{ psn_cert_type: rx.psn_cert_type, certno: rx.certno, psn_name: rx.psn_name },
})
