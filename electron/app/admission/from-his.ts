import type { Stay } from '../../../shared/stay.ts'
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
