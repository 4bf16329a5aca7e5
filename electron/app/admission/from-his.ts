import type { Newborn, Stay } from '../../../shared/stay.ts'
import type { Cert } from '../../../shared/visit.ts'
import type { His } from '../../his/port.ts'

/** The document of the pre-admission as a voucher (就诊凭证类型 02), until somebody is known; null without one. */
export async function documentOf(his: His, stay: Stay): Promise<Cert | null> {
  if (!stay.fromHis || stay.step !== 'open') return null
  const known = await his.inpatient(stay.ipt_no)
  if (!known?.certno) return null
  const { certno, psn_name } = known
  return { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno, psn_name }
}

/** more than a hospital has beds */
const MOST = 5_000
const GENDERS: ReadonlySet<string> = new Set(['1', '2'])

/** The newborns whom the HIS has under this mother and who are not in the stay yet. */
export async function newbornsOf(his: His, stay: Stay): Promise<Newborn[]> {
  const states = ['waiting', 'in', 'out'] as const
  const found = (await Promise.all(states.map((state) => his.inpatients('', state, MOST)))).flat()
  return found
    .filter((one) => one.motherIptNo === stay.ipt_no)
    .filter(({ ipt_no }) => !stay.newborns.some((known) => known.ipt_no === ipt_no))
    .map(({ ipt_no, psn_name, gend, brdy }) => {
      return { ipt_no, name: psn_name, gend: GENDERS.has(gend) ? (gend as '1' | '2') : '9', brdy }
    })
}
