import type { Json, JsonObject } from '../../../../shared/contract.ts'
import type { HisItem } from '../../port.ts'

/** Prescriptions as the pharmacy's view shows them, one a bill. `sel_retn_cnt`: the quantity in packs, of single tablets. */
export type PrescribedLine = HisItem & { cnt: string; trdn_flag?: string; sel_retn_cnt?: number }

interface Prescribed {
  billId: string
  rxno: string
  at: string
  dept_name: string
  doctor: { atddr_no: string; dr_name: string }
  lines: PrescribedLine[]
}

/** state open: not paid yet; setl_id and mdtrt_setl_type (1 insured, 2 self-pay) are there once it is. */
export interface Paid {
  state: 'open' | 'paid' | 'refunded'
  setl_id: string
  mdtrt_setl_type: '' | '1' | '2'
  /** of an insured visit, as the counter wrote it back */
  mdtrt_id?: string
  psn_no?: string
  insuplc_admdvs?: string
}

/** 西药, 中成药, 饮片 by med_chrgitm_type; packs of the first two carry trace codes. */
const DRUGS = new Set(['09', '10', '11'])
const LOOSE = '10'

export function prescription(
  bill: Prescribed,
  person: { psn_name: string; certno: string },
  paid: Paid,
): JsonObject {
  const { billId, rxno, at, dept_name, doctor, lines } = bill
  const { psn_name, certno } = person
  return {
    ...{ rxno, billId, psn_name, certno, psn_cert_type: '01', dept_name, ...paid },
    prsc_time: at,
    prsc_dr_no: doctor.atddr_no,
    prsc_dr_name: doctor.dr_name,
    phar_name: '邓小蕙',
    phar_no: 'Y510104000001',
    phar_prac_cert_no: 'YS51010001',
    lines: lines
      .filter(({ med_chrgitm_type }) => DRUGS.has(med_chrgitm_type))
      .map((line, i) => ({
        lineNo: i + 1,
        med_list_codg: line.med_list_codg,
        fixmedins_hilist_id: line.medins_list_codg,
        fixmedins_hilist_name: line.name,
        ...{ spec: line.spec, unit: line.unit, cnt: line.cnt, pric: line.pric, rx_flag: '1' },
        trdn_flag: line.trdn_flag ?? '0',
        ...(line.sel_retn_cnt === undefined ? {} : { sel_retn_cnt: line.sel_retn_cnt }),
        traced: line.med_chrgitm_type === LOOSE ? '0' : '1',
      })) as unknown as Json,
  }
}
