import type { FieldFault } from '../../../../shared/contract.ts'
import type { Admission, Discharge } from '../../../../shared/stay.ts'

/** How a field is entered. `disease` writes dise_codg together with dise_name. */
export type FieldKind =
  | 'text'
  | 'number'
  | 'day'
  | 'minute'
  | 'dict'
  | 'dept'
  | 'doctor'
  | 'disease'
  | 'diagnoses'

export interface FormField {
  /** its place in the admission or the discharge */
  name: string
  label: string
  kind: FieldKind
  dict?: string
  /** which codes of the table are offered */
  only?: RegExp
  /** how else a message may call it (the names on the wire) */
  also?: RegExp
  wide?: boolean
}

/** What decides whether a group of fields is asked for. */
export interface FormFacts {
  med_type: string
  /** insured elsewhere */
  remote: boolean
  newborns: number
  dscg_way: string
}

export interface FormGroup {
  key: string
  label: string
  fields: FormField[]
  /** absent: always */
  when?: (facts: FormFacts) => boolean
}

/** Inpatient kinds of 医疗类别: 2x, the four-digit 21xx, 52 and 53. */
const INPATIENT = /^(2|5[23])/
const DAY_SURGERY = ['28']
const BIRTH = ['52', '53', '2106', '2107']
const INJURY = ['22']
const BY_DISEASE = ['26', '28', '2102']

const diseaseOf = (facts: FormFacts) => BY_DISEASE.includes(facts.med_type)
const surgeryOf = (facts: FormFacts) => DAY_SURGERY.includes(facts.med_type)
const birthOf = (facts: FormFacts) => BIRTH.includes(facts.med_type)

const DISEASE: FormField = { name: 'dise_codg', label: '病种', kind: 'disease', also: /^dise_name$/ }
const OPERATION: FormField[] = [
  { name: 'oprn_oprt_code', label: '手术代码', kind: 'text' },
  { name: 'oprn_oprt_name', label: '手术名称', kind: 'text' },
]
const BIRTH_DATE: FormField = { name: 'birctrl_matn_date', label: '生育日期', kind: 'day' }
const MATN: FormField = { name: 'matn_type', label: '生育类别', kind: 'dict', dict: 'matn_type' }
const BIRCTRL: FormField = { name: 'birctrl_type', label: '计生手术', kind: 'dict', dict: 'birctrl_type' }
const WEEKS: FormField = { name: 'geso_val', label: '孕周数', kind: 'number' }
const FETUSES: FormField = { name: 'fetus_cnt', label: '胎儿数', kind: 'number' }
const DEPT = /^(adm_dept_codg|adm_dept_name|dscg_dept_codg|dscg_dept_name|dept_code|dept_name)$/
const DOCTOR = /^(atddr_no|chfpdr_name|dr_name|dise_dor_no|dise_dor_name)$/
const DIAGNOSES: FormField = {
  name: 'diagnoses',
  label: '诊断',
  kind: 'diagnoses',
  also: /^(diseinfo|diag_|maindiag_flag|dscg_maindiag)/,
  wide: true,
}

/** 2401 and 2403. The order is that of the work. */
export const ADMISSION_FORM: FormGroup[] = [
  {
    key: 'basic',
    label: '入院信息',
    fields: [
      { name: 'med_type', label: '医疗类别', kind: 'dict', dict: 'med_type', only: INPATIENT },
      { name: 'begntime', label: '入院时间', kind: 'minute' },
      { name: 'dept', label: '入院科室', kind: 'dept', also: DEPT },
      { name: 'doctor', label: '主治医生', kind: 'doctor', also: DOCTOR },
      { name: 'bed', label: '床位', kind: 'text', also: /^adm_bed$/ },
      { name: 'medrcdno', label: '病历号', kind: 'text' },
    ],
  },
  { key: 'diagnosis', label: '', fields: [DIAGNOSES] },
  {
    key: 'more',
    label: '',
    fields: [
      { name: 'adm_diag_dscr', label: '诊断描述', kind: 'text', wide: true },
      { name: 'coner_name', label: '联系人', kind: 'text' },
      { name: 'tel', label: '联系电话', kind: 'text' },
      { name: 'main_cond_dscr', label: '主要病情', kind: 'text', wide: true },
    ],
  },
  {
    key: 'disease',
    label: '病种',
    when: diseaseOf,
    fields: [DISEASE, { name: 'dise_type_code', label: '病种类型', kind: 'dict', dict: 'dise_type_code' }],
  },
  { key: 'surgery', label: '日间手术', when: surgeryOf, fields: OPERATION },
  {
    key: 'birth',
    label: '生育',
    when: birthOf,
    fields: [
      MATN,
      BIRCTRL,
      { name: 'fpsc_no', label: '服务证号', kind: 'text' },
      WEEKS,
      { name: 'fetts', label: '胎次', kind: 'number' },
      FETUSES,
      { name: 'latechb_flag', label: '晚育', kind: 'dict', dict: 'latechb_flag' },
      { name: 'pret_flag', label: '早产', kind: 'dict', dict: 'pret_flag' },
    ],
  },
  {
    key: 'birthday',
    label: '',
    when: (facts) => birthOf(facts) || facts.newborns > 0,
    fields: [BIRTH_DATE],
  },
  {
    key: 'injury',
    label: '外伤',
    when: ({ med_type }) => INJURY.includes(med_type),
    fields: [
      { name: 'trum_flag', label: '外伤', kind: 'dict', dict: 'trum_flag' },
      { name: 'rel_ttp_flag', label: '涉及第三方', kind: 'dict', dict: 'rel_ttp_flag' },
    ],
  },
  {
    key: 'remote',
    label: '异地就医',
    when: ({ remote }) => remote,
    fields: [{ name: 'ipt_type', label: '住院类型', kind: 'dict', dict: 'ipt_type' }],
  },
]

/** 2402. */
export const DISCHARGE_FORM: FormGroup[] = [
  {
    key: 'basic',
    label: '出院信息',
    fields: [
      { name: 'endtime', label: '出院时间', kind: 'minute' },
      { name: 'dscg_way', label: '离院方式', kind: 'dict', dict: 'dscg_way' },
      { name: 'dept', label: '出院科室', kind: 'dept', also: DEPT },
      { name: 'doctor', label: '主治医生', kind: 'doctor', also: DOCTOR },
      { name: 'bed', label: '床位', kind: 'text', also: /^dscg_bed$/ },
    ],
  },
  {
    key: 'death',
    label: '',
    when: ({ dscg_way }) => dscg_way === '5',
    fields: [{ name: 'die_date', label: '死亡日期', kind: 'day' }],
  },
  { key: 'diagnosis', label: '', fields: [{ ...DIAGNOSES, label: '出院诊断' }] },
  { key: 'disease', label: '病种', when: diseaseOf, fields: [DISEASE] },
  { key: 'surgery', label: '日间手术', when: surgeryOf, fields: OPERATION },
  {
    key: 'birth',
    label: '生育',
    when: birthOf,
    fields: [
      MATN,
      BIRCTRL,
      WEEKS,
      FETUSES,
      { name: 'cop_flag', label: '有并发症', kind: 'dict', dict: 'cop_flag' },
    ],
  },
  {
    key: 'birthday',
    label: '',
    when: (facts) => birthOf(facts) || facts.newborns > 0,
    fields: [BIRTH_DATE],
  },
]

/** Everything either form may hold, under the names of the data. */
export type FormValues = Partial<Admission & Omit<Discharge, keyof Admission>>

/** What a message says of this field, or null. The last step of its path decides: `data.adm_bed`, `bed`. */
export function faultOn(faults: FieldFault[], field: FormField): string | null {
  return faults.find(({ path }) => isOf(path, field))?.message ?? null
}

function isOf(path: string, field: FormField): boolean {
  const steps = path.replace(/\[\d+\]/g, '').split('.')
  if (steps.includes(field.name)) return true
  return field.also !== undefined && steps.some((step) => field.also!.test(step))
}

/** Faults that no field of the form shows. */
export function faultsElsewhere(faults: FieldFault[], groups: FormGroup[]): FieldFault[] {
  const fields = groups.flatMap((group) => group.fields)
  return faults.filter(({ path }) => !fields.some((field) => isOf(path, field)))
}

/** The first field, in the order of the form, that a message names. */
export function firstAtFault(faults: FieldFault[], groups: FormGroup[]): FormField | null {
  return groups.flatMap((group) => group.fields).find((field) => faultOn(faults, field) !== null) ?? null
}

/** Groups that apply, that already hold something, or of which something is missing. */
export function shownGroups(
  groups: FormGroup[],
  facts: FormFacts,
  values: FormValues,
  faults: FieldFault[],
): FormGroup[] {
  const held = values as Record<string, unknown>
  const asked = (field: FormField) => Boolean(held[field.name]) || faultOn(faults, field) !== null
  return groups.filter((group) => !group.when || group.when(facts) || group.fields.some(asked))
}

/** The form's values as `admission.setAdmission`, `change` and `discharge` take them. */
export function argsOf({ dept, doctor, ...rest }: FormValues): Record<string, unknown> {
  return {
    ...rest,
    ...(dept ? { dept_code: dept.dept_code } : {}),
    ...(doctor ? { atddr_no: doctor.atddr_no } : {}),
  }
}
