import type { ApiArgs } from '../../../../shared/ipc.ts'
import type { Stay } from '../../../../shared/stay.ts'
import { diagnosesArgs } from './diagnosis.ts'
import { argsOf, type FormValues } from './fields.ts'

/**
 * The discharge as the form shows it: what was told to the centre or the ward has written, else what the
 * admission says; what was typed here above all.
 */
export function dischargeValues(stay: Stay, typed: FormValues, now = Date.now()): FormValues {
  const { admission: a, discharge } = stay
  const copied: FormValues = {
    endtime: now - (now % 60_000),
    dscg_way: '',
    die_date: '',
    dept: a.dept,
    doctor: a.doctor,
    bed: a.bed,
    diagnoses: a.diagnoses,
    dise_codg: a.dise_codg,
    dise_name: a.dise_name,
    oprn_oprt_code: a.oprn_oprt_code,
    oprn_oprt_name: a.oprn_oprt_name,
    matn_type: a.matn_type,
    birctrl_type: a.birctrl_type,
    birctrl_matn_date: a.birctrl_matn_date,
    fetus_cnt: a.fetus_cnt,
    geso_val: a.geso_val,
    cop_flag: '',
  }
  return { ...copied, ...discharge, ...typed }
}

/** The input of admission.discharge for what the form shows; what is missing is left to its checks. */
export function dischargeArgs(
  stay: Stay,
  typed: FormValues,
): Omit<ApiArgs<'admission.discharge'>, 'encounterId' | 'version'> {
  const { diagnoses, ...rest } = dischargeValues(stay, typed)
  const args = { ...argsOf(rest), diagnoses: diagnosesArgs(diagnoses ?? []) }
  return { dept_code: '', atddr_no: '', ...args } as ReturnType<typeof dischargeArgs>
}
