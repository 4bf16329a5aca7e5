import type { JsonObject } from '../../../shared/contract.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Insurance, Person } from '../../../shared/visit.ts'

/** What the insurance knows of a patient's visit here. */
export interface Insured {
  person: Person
  insu: Insurance
  mdtrt_id: string
}

const of = (record: JsonObject, name: string) => (record[name] ?? {}) as JsonObject

/** 7101: what the HIS wrote, with the numbers of the visit that the centre knows. */
export function upload(record: JsonObject, { person, insu, mdtrt_id }: Insured): JsonObject {
  const visit = {
    ...of(record, 'mdtrtinfo'),
    mdtrt_id,
    psn_no: person.psn_no,
    insuplc_admdvs: insu.insuplc_admdvs,
    insutype: insu.insutype,
  }
  const { data = {}, rxdrugdetail = [], diseinfo = [] } = record
  return { data, rxdrugdetail, mdtrtinfo: [visit], diseinfo }
}

export function undo(
  record: JsonObject,
  hi_rxno: string,
  form: ApiInput<'erx.undo'>,
  now: number,
): JsonObject {
  const { prsc_dr_name = '', prsc_dr_cert_type = '01', prsc_dr_certno = '' } = of(record, 'mdtrtinfo')
  return {
    data: {
      hi_rxno,
      prsc_dr_name,
      undo_dr_cert_type: prsc_dr_cert_type,
      undo_dr_certno: form.undo_dr_certno || prsc_dr_certno,
      undo_rea: form.undo_rea,
      undo_time: datetime(now),
    },
  }
}

export function review(hi_rxno: string, form: ApiInput<'erx.review'>, now: number): JsonObject {
  const { id: _, version: __, ...data } = form
  return {
    data: { hi_rxno, phar_cert_type: '01', rchk_phar_cert_type: '01', ...data, rx_chk_time: datetime(now) },
  }
}

export function deliver(
  hi_rxno: string,
  form: ApiInput<'erx.deliver'>,
  delv_stas_name: string,
  now: number,
): JsonObject {
  const { id: _, version: __, ...data } = form
  return { data: { hi_rxno, ...data, delv_stas_name, delv_stas_time: datetime(now) } }
}
