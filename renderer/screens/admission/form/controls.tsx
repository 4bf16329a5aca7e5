import { type KeyboardEvent, useState } from 'react'
import { useDict } from '../../common/dict.ts'
import {
  dictOptions,
  findDepartments,
  findDiagnoses,
  findDoctors,
  matching,
  type Option,
  optionKey,
  optionRow,
} from '../../common/option.tsx'
import { Suggest } from '../../common/Suggest.tsx'
import type { FormField, FormValues } from './fields.ts'
import { minuteText, parseDayText, parseMinute } from './time.ts'

interface Props {
  field: FormField
  values: FormValues
  off: boolean
  invalid: boolean
  onSet: (patch: FormValues) => void
  /** on to the next field */
  onDone: () => void
}

const findWards = findDepartments('ward')

/** The control of one field by its kind. */
export function Control(props: Props) {
  const { field } = props
  if (field.kind === 'dict') return <DictField {...props} dict={field.dict ?? field.name} />
  if (field.kind === 'dept' || field.kind === 'doctor' || field.kind === 'disease')
    return <Found {...props} />
  return <Typed {...props} />
}

const textOf = (values: FormValues, name: string) => {
  const value = (values as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

/** One of a code table; Backspace in an emptied field takes the choice back. */
function DictField(props: Props & { dict: string }) {
  const { field, values, onSet, onDone } = props
  const dict = useDict(props.dict)
  const code = textOf(values, field.name)
  const offered = dictOptions(dict.values).filter((o) => !field.only || field.only.test(o.code))
  return (
    <Suggest<Option>
      name={`f-${field.name}`}
      label={field.label}
      shown={code ? dict.of(code) : ''}
      placeholder="代码 / 名称"
      none={`没有这个${field.label}`}
      eager
      disabled={props.off}
      invalid={props.invalid}
      fetch={async (text) => matching(offered, text)}
      keyOf={optionKey}
      row={optionRow}
      onPick={(option) => {
        onSet({ [field.name]: option.code })
        onDone()
      }}
      onDone={onDone}
      onKey={(event) => {
        if (event.key === 'Delete' && code && !event.repeat) onSet({ [field.name]: '' })
      }}
    />
  )
}

/** 科室, 医生 and 病种: looked up in the catalogues. */
function Found({ field, values, off, invalid, onSet, onDone }: Props) {
  const look = {
    dept: {
      shown: values.dept?.dept_name ?? '',
      fetch: findWards,
      patch: (o: Option): FormValues => ({ dept: { dept_code: o.code, dept_name: o.name } }),
    },
    doctor: {
      shown: values.doctor?.dr_name ?? '',
      fetch: (text: string) => findDoctors(text, values.dept?.dept_code),
      patch: (o: Option): FormValues => ({ doctor: { atddr_no: o.code, dr_name: o.name } }),
    },
    disease: {
      shown: values.dise_name ?? '',
      fetch: findDiagnoses,
      patch: (o: Option): FormValues => ({ dise_codg: o.code, dise_name: o.name }),
    },
  }[field.kind as 'dept' | 'doctor' | 'disease']
  return (
    <Suggest<Option>
      name={`f-${field.name}`}
      label={field.label}
      shown={look.shown}
      placeholder="代码 / 名称 / 拼音"
      none={`没有这个${field.label}`}
      eager={field.kind !== 'disease'}
      disabled={off}
      invalid={invalid}
      fetch={look.fetch}
      keyOf={optionKey}
      row={optionRow}
      onPick={(option) => {
        onSet(look.patch(option))
        onDone()
      }}
      onDone={onDone}
      onKey={(event) => {
        if (field.kind === 'disease' && event.key === 'Delete' && values.dise_codg) {
          onSet({ dise_codg: '', dise_name: '' })
        }
      }}
    />
  )
}

const HINT = { day: '如 1121', minute: '如 1121 0830、现在', number: '', text: '' } as const
type TypedKind = keyof typeof HINT

/** What stands in the field, and what typed text means: null where it means nothing. */
function shownOf({ field, values }: Props): string {
  if (field.kind !== 'minute') return textOf(values, field.name)
  const at = (values as Record<string, unknown>)[field.name]
  return typeof at === 'number' && at > 0 ? minuteText(at) : ''
}

function readTyped(kind: TypedKind, text: string, was: number): string | number | null {
  if (kind === 'minute') return parseMinute(text, was)
  if (kind === 'day') return parseDayText(text)
  return kind === 'number' && !/^\d*$/.test(text.trim()) ? null : text.trim()
}

/** A typed field: taken when it is left or by Enter; Esc brings back what stood there. */
function Typed(props: Props) {
  const { field, values, onSet, onDone } = props
  const kind = field.kind as TypedKind
  const shown = shownOf(props)
  const [text, setText] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  const take = (): boolean => {
    if (text === null || text === shown) return true
    const was = (values as Record<string, unknown>)[field.name]
    const read = readTyped(kind, text, typeof was === 'number' && was > 0 ? was : Date.now())
    if (read === null) {
      setSaid(`${field.label}：看不懂“${text}”，请输入${HINT[kind] || '数字'}`)
      return false
    }
    setText(null)
    onSet({ [field.name]: read })
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.repeat) {
      if (take()) onDone()
    } else if (event.key === 'Escape' && text !== null) {
      setText(null)
      setSaid(null)
      event.stopPropagation()
    } else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className="v-input"
        data-focus={`f-${field.name}`}
        aria-label={field.label}
        aria-invalid={props.invalid || said !== null || undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={props.off}
        placeholder={HINT[kind]}
        value={text ?? shown}
        onChange={(e) => {
          setText(e.target.value)
          setSaid(null)
        }}
        onFocus={(e) => e.target.select()}
        onBlur={take}
        onKeyDown={onKeyDown}
      />
      {said && <em role="alert">{said}</em>}
    </>
  )
}
