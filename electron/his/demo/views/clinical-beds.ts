import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { UNINSURED } from '../hospital.ts'
import { ward } from '../seed.ts'

const DAY_ms = 86_400_000

/** One patient in a bed: who, where, and whose care. */
export interface Bed {
  psn_name: string
  certno: string
  gend: string
  mdtrt_sn: string
  bedno: string
  adm_ms: number
  dept_code: string
  dept_name: string
  wardarea_name: string
  diag_code: string
  diag_name: string
  doctor: { atddr_no: string; dr_name: string }
  nurse: string
}

/** Of the record itself, what each message of a patient who pays himself begins with. */
export const headOf = (bed: Pick<Bed, 'mdtrt_sn'>): JsonObject => ({
  mdtrt_sn: bed.mdtrt_sn,
  mdtrt_id: '',
  psn_no: '',
})

/** Two who pay themselves, one with pneumonia and one after an appendectomy. */
export function bedsOf(now: number): Bed[] {
  const at = (
    uninsured: number,
    no: number,
    more: Pick<Bed, 'dept_code' | 'dept_name' | 'wardarea_name' | 'diag_code' | 'diag_name'>,
    hisDept: string,
  ): Bed => {
    const { psn_name, certno } = UNINSURED[uninsured]!
    return {
      ...{ psn_name, certno, gend: Number(certno[16]) % 2 === 1 ? '1' : '2' },
      mdtrt_sn: `ZF${dateOf(now).slice(0, 4)}${String(no).padStart(5, '0')}`,
      bedno: String(20 + no),
      adm_ms: now - (2 + no) * DAY_ms,
      ...more,
      doctor: ward().doctor(hisDept, 0),
      nurse: '向红梅',
    }
  }
  return [
    at(
      2,
      1,
      {
        dept_code: 'A03.01',
        dept_name: '呼吸内科病区',
        wardarea_name: '呼吸病区',
        diag_code: 'J18.900',
        diag_name: '肺炎',
      },
      '1201',
    ),
    at(
      0,
      2,
      {
        dept_code: 'A04.01',
        dept_name: '普通外科病区',
        wardarea_name: '普外病区',
        diag_code: 'K35.900',
        diag_name: '急性阑尾炎',
      },
      '1301',
    ),
  ]
}
