import type { StayView } from '../../../../shared/api/admission.ts'
import type { ApiArgs } from '../../../../shared/ipc.ts'
import { diagnosesArgs } from './diagnosis.ts'
import { argsOf, type FormValues } from './fields.ts'

type Known = Pick<StayView, 'stay' | 'wardDischarge'>

/**
 * The discharge as the form shows it: what was told to the centre, else what the ward has written, else what
 * the admission says; what was typed here above all. 离院方式 is never guessed.
 */
export function dischargeValues(
  { stay, wardDischarge }: Known,
  typed: FormValues,
  now = Date.now(),
): FormValues {
  const { admission: a, discharge } = stay
  const copied: FormValues = {
    endtime: now,
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
  return { ...copied, ...wardDischarge, ...discharge, ...typed }
}

/** The input of admission.discharge for what the form shows; what is missing is left to its checks. */
export function dischargeArgs(
  view: Known,
  typed: FormValues,
): Omit<ApiArgs<'admission.discharge'>, 'encounterId' | 'version'> {
  const { diagnoses, ...rest } = dischargeValues(view, typed)
  const args = { ...argsOf(rest), diagnoses: diagnosesArgs(diagnoses ?? []) }
  return { dept_code: '', atddr_no: '', ...args } as ReturnType<typeof dischargeArgs>
}
