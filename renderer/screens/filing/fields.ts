import type { Contract, Field } from '../../../shared/contract.ts'
import { dayText, parseDay } from '../../format.ts'

export type Kind = 'transfer' | 'chronic' | 'fixed'
export type Values = Record<string, string>

/** One field of a form. Its label, length and code table stand in the contract. */
export interface FormField {
  name: string
  kind: 'text' | 'date' | 'dict' | 'place' | 'insurance' | 'diagnosis' | 'doctor'
  /** the field that gets the name of what is picked here */
  nameField?: string
  /** may stay empty */
  optional?: true
  wide?: true
  placeholder?: string
}

export interface Form {
  kind: Kind
  title: string
  combo: string
  channel: 'filing.transfer' | 'filing.chronic' | 'filing.fixed'
  /** whose contract describes the fields, and in which node */
  code: string
  node: string
  about: string
  fields: readonly FormField[]
}

const period: readonly FormField[] = [
  { name: 'begndate', kind: 'date' },
  { name: 'enddate', kind: 'date', optional: true, placeholder: '空着为长期' },
]
const contact: readonly FormField[] = [
  { name: 'tel', kind: 'text', optional: true },
  { name: 'addr', kind: 'text', optional: true },
]

/** In the order of work; Enter walks from field to field. */
export const FORMS: readonly Form[] = [
  {
    kind: 'transfer',
    title: '转院备案',
    combo: 'Alt+1',
    channel: 'filing.transfer',
    code: '2501A',
    node: 'refmedin',
    about: '转往外院住院或就医前办理；填了转院前就诊ID 按在院转院（2501A）办理。',
    fields: [
      { name: 'insutype', kind: 'insurance' },
      { name: 'refl_type', kind: 'dict' },
      { name: 'mdtrtarea_admdvs', kind: 'place', placeholder: '转往医院所属的 6 位区划' },
      { name: 'reflin_medins_no', kind: 'text', placeholder: '12 位' },
      { name: 'reflin_medins_name', kind: 'text' },
      { name: 'diag_code', kind: 'diagnosis', nameField: 'diag_name' },
      { name: 'refl_date', kind: 'date' },
      { ...period[0]!, optional: true, placeholder: '空着从转院日期起' },
      period[1]!,
      { name: 'refl_rea', kind: 'text' },
      { name: 'refl_opnn', kind: 'text' },
      { name: 'dise_cond_dscr', kind: 'text', optional: true, wide: true },
      ...contact,
      { name: 'refl_old_mdtrt_id', kind: 'text', optional: true, placeholder: '在院转院时填写' },
    ],
  },
  {
    kind: 'chronic',
    title: '慢特病备案',
    combo: 'Alt+2',
    channel: 'filing.chronic',
    code: '2503',
    node: 'data',
    about: '鉴定为门诊慢特病后办理；备案后门诊按该病种结算。',
    fields: [
      { name: 'insutype', kind: 'insurance' },
      {
        name: 'opsp_dise_code',
        kind: 'diagnosis',
        nameField: 'opsp_dise_name',
        placeholder: '病种代码 / 名称 / 拼音',
      },
      { name: 'hosp_ide_date', kind: 'date' },
      { name: 'diag_dr_codg', kind: 'doctor', nameField: 'diag_dr_name' },
      ...period,
      ...contact,
    ],
  },
  {
    kind: 'fixed',
    title: '定点备案',
    combo: 'Alt+3',
    channel: 'filing.fixed',
    code: '2505',
    node: 'data',
    about: '把本院登记为这个人的定点医疗机构。',
    fields: [
      { name: 'biz_appy_type', kind: 'dict' },
      { name: 'fix_srt_no', kind: 'text', placeholder: '第几个定点，从 1 起' },
      ...period,
      ...contact,
      { name: 'agnter_name', kind: 'text', optional: true, placeholder: '本人办理的空着' },
      { name: 'agnter_rlts', kind: 'dict', optional: true },
      { name: 'agnter_cert_type', kind: 'dict', optional: true },
      { name: 'agnter_certno', kind: 'text', optional: true },
      { name: 'agnter_tel', kind: 'text', optional: true },
      { name: 'memo', kind: 'text', optional: true, wide: true },
    ],
  },
]

export const formOf = (kind: Kind): Form => FORMS.find((form) => form.kind === kind)!

/** What the contract says of a field; null where a province has taken it out. */
export function describe(contract: Contract, form: Form, name: string): Field | null {
  return contract.input.find((n) => n.name === form.node)?.fields.find((f) => f.name === name) ?? null
}

/** What a new form begins with. */
export function blank(form: Form, today: string, insutype: string): Values {
  const values: Values = {}
  for (const { name, kind, optional } of form.fields) {
    if (kind === 'insurance') values[name] = insutype
    else if (kind === 'date' && !optional) values[name] = today
    else values[name] = ''
  }
  return form.kind === 'fixed' ? { ...values, biz_appy_type: '03', fix_srt_no: '1' } : values
}

/**
 * A day as it is typed on the number pad, as yyyy-MM-dd; what is no day stays as it is. Without a year an
 * end is the next such day, anything else the last one.
 */
export function dayOf(name: string, text: string, now = Date.now()): string {
  const typed = text.trim()
  const at = typed === '' ? null : parseDay(typed, now)
  if (at === null) return typed
  const withoutYear = /^\d{1,2}[-/.月]?\d{2}日?$/.test(typed)
  if (name !== 'enddate' || !withoutYear || at >= now) return dayText(at)
  const next = new Date(at)
  next.setFullYear(next.getFullYear() + 1)
  return dayText(next.getTime())
}

/** What is sent: days in the wire's form, everything else as it stands. */
export function sent(form: Form, values: Values): Values {
  const days = form.fields.filter(({ kind }) => kind === 'date')
  return { ...values, ...Object.fromEntries(days.map(({ name }) => [name, dayOf(name, values[name] ?? '')])) }
}
