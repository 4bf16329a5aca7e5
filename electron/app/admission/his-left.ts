import type { StayView } from '../../../shared/api/admission.ts'
import { type Fen, fen } from '../../../shared/money.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { His, HisInpatient } from '../../his/port.ts'
import { iptNosOf } from './fees.ts'

/** Charges that the HIS has booked and this program has not taken. */
export interface HisLeft {
  lines: number
  amountFen: Fen
}

/** Of one stay with its newborns; null where the HIS does not tell. */
export async function hisLeft(his: His, stay: Stay): Promise<HisLeft | null> {
  if (!stay.fromHis) return null
  const asked = iptNosOf(stay).map((ipt_no) => his.inpatient(ipt_no))
  const known = await Promise.all(asked).catch(() => null)
  return known && leftOf(stay, (ipt_no) => known.find((k) => k?.ipt_no === ipt_no))
}

/** The same from a list of inpatients at hand; null where it does not hold the patient himself. */
export function leftOf(
  stay: Stay,
  find: (ipt_no: string) => HisInpatient | null | undefined,
): HisLeft | null {
  if (!find(stay.ipt_no)) return null
  let lines = 0
  let amountFen = 0
  for (const ipt_no of iptNosOf(stay)) {
    const known = find(ipt_no)
    const taken = stay.taken[ipt_no]
    lines += Math.max(0, (known?.charges ?? 0) - (taken?.lines ?? 0))
    amountFen += (known?.chargesFen ?? 0) - (taken?.amountFen ?? 0)
  }
  return { lines, amountFen: fen(lines === 0 ? 0 : amountFen) }
}

/** What the ward has written of the discharge, while 2402 is still to do; a HIS that fails has written nothing. */
export async function wardDischarge(his: His, stay: Stay): Promise<StayView['wardDischarge']> {
  if (!stay.fromHis || stay.step !== 'admitted') return null
  const known = await his.inpatient(stay.ipt_no).catch(() => null)
  if (known?.state !== 'out' || known.endtime === null) return null
  const { endtime, dscg_way, dscg_diagnoses } = known
  return { endtime, dscg_way, diagnoses: dscg_diagnoses }
}
