import type { InjuryView } from '../../../shared/api/injury.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import type { InjuryCase, InjuryDiagnosis, InjuryKind } from '../../../shared/injury.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import { append } from '../admission/form/diagnosis.ts'
import type { FormField } from '../admission/form/fields.ts'

/** What is registered of a case, under the names of the data. */
export type HeaderValues = Partial<
  Pick<
    InjuryCase,
    | 'med_type'
    | 'treat'
    | 'ipt_otp_no'
    | 'dept'
    | 'doctor'
    | 'bed'
    | 'tel'
    | 'coner_name'
    | 'begntime'
    | 'endtime'
    | 'dscg_way'
    | 'diagnoses'
    | 'dscg_diagnoses'
  >
>
export type HeaderField = FormField & { name: keyof HeaderValues }
export type HeaderArgs = Omit<ApiArgs<'injury.setHeader'>, 'encounterId' | 'version'>

/** `ask`: shown only where the platform wants it or it holds something; `change`: may change in a stay. */
interface Entry extends HeaderField {
  kinds?: readonly InjuryKind[]
  ask?: true
  change?: true
}

const NO_LABEL: Record<InjuryKind, string> = { outpatient: '门诊号', inpatient: '住院号', device: '业务号' }
const FROM_LABEL: Record<InjuryKind, string> = {
  outpatient: '就诊时间',
  inpatient: '入院时间',
  device: '配置时间',
}
/** where the platform's table is of something else: how urgent the admission is */
const TREAT_LABEL: Record<string, string> = { bizh_bkf003: '入院情况' }
const DEPT = /^(dept_code|dept_name)$/
const DOCTOR = /^(atddr_no|dr_name)$/

const entries = (kind: InjuryKind, tables: InjuryView['tables']): Entry[] => [
  { name: 'med_type', label: '医疗类别', kind: 'dict', dict: tables.med_type },
  { name: 'treat', label: TREAT_LABEL[tables.treat] ?? '治疗类别', kind: 'dict', dict: tables.treat },
  { name: 'ipt_otp_no', label: NO_LABEL[kind], kind: 'text', change: true },
  { name: 'begntime', label: FROM_LABEL[kind], kind: 'minute' },
  { name: 'dept', label: '科室', kind: 'dept', also: DEPT, change: true },
  { name: 'doctor', label: '医师', kind: 'doctor', also: DOCTOR, change: true },
  { name: 'bed', label: '床位', kind: 'text', kinds: ['inpatient'], change: true },
  { name: 'endtime', label: '治疗至', kind: 'minute', kinds: ['outpatient', 'device'], ask: true },
  { name: 'tel', label: '联系电话', kind: 'text', ask: true, kinds: ['outpatient', 'device'] },
  { name: 'tel', label: '联系电话', kind: 'text', kinds: ['inpatient'] },
  { name: 'coner_name', label: '联系人', kind: 'text', kinds: ['inpatient'] },
]

/** The fields of the registration of this case, in the order of the work. */
export function headerFields(view: InjuryView, faults: FieldFault[]): Entry[] {
  const { kind } = view.case
  return entries(kind, view.tables).filter((entry) => {
    if (entry.kinds && !entry.kinds.includes(kind)) return false
    if (entry.kind === 'dict' && !entry.dict) return false
    return !entry.ask || Boolean(view.case[entry.name]) || isWanted(view, faults, entry)
  })
}

const isWanted = (view: InjuryView, faults: FieldFault[], entry: Entry) =>
  faultOn(view.missing, entry) !== null || faultOn(faults, entry) !== null

/** The fields of the discharge; those of a case that is out of hospital tell only. */
export const dischargeFields = (view: InjuryView): HeaderField[] =>
  view.case.kind !== 'inpatient'
    ? []
    : [
        { name: 'endtime', label: '出院时间', kind: 'minute' },
        { name: 'dscg_way', label: '出院原因', kind: 'dict', dict: view.tables.dscg_way },
      ]

const LEAVING: readonly string[] = ['endtime', 'dscg_way', 'dscg_diagnoses']
const APPLIED: readonly string[] = ['med_type', 'treat']

/** Whether a field may be written at this step: nothing that the platform has been told already. */
export function mayWrite({ case: { step }, doubt }: InjuryView, name: string): boolean {
  if (doubt) return false
  if (step === 'open' || step === 'identified') return true
  if (step === 'applied' || step === 'approved') return !APPLIED.includes(name)
  return step === 'registered' ? name === 'endtime' : step === 'admitted' && LEAVING.includes(name)
}

/** Whether a field of what is registered may be changed by a message of its own. */
export const mayChange = (view: InjuryView, name: string): boolean =>
  view.can.includes('change') &&
  entries(view.case.kind, view.tables).some((one) => one.name === name && one.change)

/** Whether the discharge is to be filled in now, or was. */
export const showsDischarge = ({ case: { kind, step } }: InjuryView) =>
  kind === 'inpatient' && (step === 'admitted' || step === 'discharged' || step === 'settled')

/** What a message says of this field, or null. The last steps of its path decide. */
export function faultOn(
  faults: readonly FieldFault[],
  field: Pick<FormField, 'name' | 'also'>,
): string | null {
  return faults.find(({ path }) => isOf(path, field))?.message ?? null
}

function isOf(path: string, { name, also }: Pick<FormField, 'name' | 'also'>): boolean {
  const steps = path.replace(/\[\d+\]/g, '').split('.')
  return steps.includes(name) || (also !== undefined && steps.some((one) => also.test(one)))
}

const OTHERS: FormField[] = [
  { name: 'diagnoses', label: '', kind: 'diagnoses' },
  { name: 'dscg_diagnoses', label: '', kind: 'diagnoses' },
]
const known = (view: InjuryView): FormField[] => [
  ...entries(view.case.kind, view.tables),
  ...(showsDischarge(view) ? dischargeFields(view) : []),
  ...OTHERS,
]

/** The name of the first field, in the order of the form, that a message names; null where none does. */
export const firstAtFault = (view: InjuryView, faults: FieldFault[]): string | null =>
  known(view).find((field) => faultOn(faults, field) !== null)?.name ?? null

/** Faults that no field of the form shows. */
export const faultsElsewhere = (view: InjuryView, faults: FieldFault[]): FieldFault[] =>
  faults.filter((fault) => !known(view).some((field) => isOf(fault.path, field)))

/** The values as injury.setHeader and injury.act take them. */
export function argsOf({
  dept,
  doctor,
  endtime,
  diagnoses,
  dscg_diagnoses,
  ...rest
}: HeaderValues): HeaderArgs {
  return {
    ...rest,
    ...(endtime ? { endtime } : {}),
    ...(dept ? { dept_code: dept.dept_code } : {}),
    ...(doctor ? { atddr_no: doctor.atddr_no } : {}),
    ...(diagnoses ? { diagnoses: diagnoses.map(plain) } : {}),
    ...(dscg_diagnoses ? { dscg_diagnoses: dscg_diagnoses.map(plain) } : {}),
  }
}

/** As the channels take one: nothing but their own fields. */
const plain = ({ diag_code, diag_name, main, injury }: InjuryDiagnosis) => ({
  ...{ diag_code, diag_name, main, injury },
})

export const addDiagnosis = (list: InjuryDiagnosis[], diag_code: string, diag_name: string) =>
  append(list, { diag_code, diag_name, main: false, injury: true })

/** 与工伤相关, or not. */
export const turnInjury = (list: InjuryDiagnosis[], at: number): InjuryDiagnosis[] =>
  list.map((one, i) => (i === at ? { ...one, injury: !one.injury } : one))
