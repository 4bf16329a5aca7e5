import type { Field } from '../../../shared/contract.ts'
import type { Insurance } from '../../../shared/visit.ts'
import { useDict } from '../common/dict.ts'
import { Labelled } from '../common/Labelled.tsx'
import {
  dictOptions,
  findDiagnoses,
  findDoctors,
  matching,
  type Option,
  optionKey,
  optionRow,
} from '../common/option.tsx'
import { Place } from '../common/Place.tsx'
import { Suggest } from '../common/Suggest.tsx'
import { dayOf, type FormField, type Values } from './fields.ts'

interface Props {
  field: FormField
  /** what the contract says of it */
  of: Field
  values: Values
  insurances: Insurance[]
  fault: string | null
  onChange: (change: Values) => void
  /** Enter: on to the next field */
  onDone: () => void
}

export const focusName = (name: string) => `f-${name}`

/** One field of a form, by its kind. */
export function FormInput(props: Props) {
  const { field, of, fault } = props
  const label = field.optional ? `${of.label}（可空）` : of.label
  return (
    <Labelled label={label} fault={fault} wide={field.wide === true}>
      {field.kind === 'text' && <Text {...props} />}
      {field.kind === 'date' && <Day {...props} />}
      {field.kind === 'dict' && <Coded {...props} />}
      {field.kind === 'place' && <Region {...props} />}
      {field.kind === 'insurance' && <InsuranceOf {...props} />}
      {field.kind === 'diagnosis' && (
        <Picked {...props} none="没有找到" fetch={findDiagnoses} placeholder="代码 / 名称 / 拼音" />
      )}
      {field.kind === 'doctor' && (
        <Picked
          {...props}
          none="没有这位医师"
          fetch={(text) => findDoctors(text, undefined)}
          placeholder="代码 / 姓名 / 拼音"
        />
      )}
    </Labelled>
  )
}

function Text({ field, of, values, fault, onChange, onDone, onLeave }: Props & { onLeave?: () => void }) {
  return (
    <input
      className="v-input"
      data-focus={focusName(field.name)}
      aria-label={of.label}
      aria-invalid={fault !== null || undefined}
      autoComplete="off"
      spellCheck={false}
      maxLength={of.length}
      placeholder={field.placeholder}
      value={values[field.name] ?? ''}
      onChange={(event) => onChange({ [field.name]: event.target.value })}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat) return
        event.preventDefault()
        onDone()
      }}
    />
  )
}

/** What can be read as a day becomes yyyy-MM-dd when the field is left. */
function Day(props: Props) {
  const { field, values, onChange } = props
  const placeholder = field.placeholder ?? '如 20261121、今天'
  const onLeave = () => onChange({ [field.name]: dayOf(field.name, values[field.name] ?? '') })
  return <Text {...props} field={{ ...field, placeholder }} onLeave={onLeave} />
}

/** '01' before '10': an object keeps its numeric keys first. */
const byCode = (a: Option, b: Option) => a.code.localeCompare(b.code)

function Coded({ field, of, values, fault, onChange, onDone }: Props) {
  const dict = useDict(of.dict ?? '')
  const value = values[field.name] ?? ''
  return (
    <Suggest<Option>
      name={focusName(field.name)}
      label={of.label}
      shown={value && `${dict.of(value)}`}
      placeholder={field.placeholder ?? '代码 / 名称'}
      none="码表里没有"
      eager
      invalid={fault !== null}
      fetch={async (text) => matching(dictOptions(dict.values).sort(byCode), text)}
      keyOf={optionKey}
      row={optionRow}
      onPick={(hit) => {
        onChange({ [field.name]: hit.code })
        onDone()
      }}
      onDone={onDone}
      onKey={(event) => {
        if (field.optional && event.key === 'Delete') onChange({ [field.name]: '' })
      }}
    />
  )
}

function Region({ field, of, values, fault, onChange, onDone }: Props) {
  return (
    <Place
      name={focusName(field.name)}
      label={of.label}
      placeholder={field.placeholder ?? ''}
      value={values[field.name] ?? ''}
      invalid={fault !== null}
      onPick={(code) => {
        onChange({ [field.name]: code })
        onDone()
      }}
      onDone={onDone}
    />
  )
}

function InsuranceOf({ field, of, values, insurances, fault, onChange, onDone }: Props) {
  const dict = useDict('insutype')
  const options = insurances.map(({ insutype }) => ({ code: insutype, name: dict.of(insutype), py: '' }))
  const value = values[field.name] ?? ''
  return (
    <Suggest<Option>
      name={focusName(field.name)}
      label={of.label}
      shown={value && dict.of(value)}
      none="没有参加这个险种"
      eager
      invalid={fault !== null}
      fetch={async (text) => matching(options, text)}
      keyOf={optionKey}
      row={optionRow}
      onPick={(hit) => {
        onChange({ [field.name]: hit.code })
        onDone()
      }}
      onDone={onDone}
    />
  )
}

interface PickedProps extends Props {
  fetch: (text: string) => Promise<Option[]>
  none: string
  placeholder: string
}

/** Something with a code and a name: both go into the form. */
function Picked({ field, of, values, fault, onChange, onDone, fetch, none, placeholder }: PickedProps) {
  const [code, name] = [values[field.name] ?? '', values[field.nameField ?? ''] ?? '']
  return (
    <Suggest<Option>
      name={focusName(field.name)}
      label={of.label}
      shown={code && `${name} ${code}`}
      placeholder={field.placeholder ?? placeholder}
      none={none}
      invalid={fault !== null}
      fetch={fetch}
      keyOf={optionKey}
      row={optionRow}
      onPick={(hit) => {
        onChange({ [field.name]: hit.code, [field.nameField ?? '']: hit.name })
        onDone()
      }}
      onDone={onDone}
    />
  )
}
