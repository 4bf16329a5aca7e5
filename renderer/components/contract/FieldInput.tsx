import { memo, type ReactNode } from 'react'
import type { Json } from '../../../shared/contract.ts'
import type { FieldPlan } from '../../../shared/validate-plan.ts'
import { CodeInput } from './CodeInput.tsx'
import { useForm } from './context.ts'
import { FileInput } from './FileInput.tsx'
import { listOf, numberOf, textOf } from './form.ts'
import { dayTyped, momentTyped, TextInput } from './TextInput.tsx'

export interface FieldProps {
  plan: FieldPlan
  path: string
  value: Json | undefined
  fault: string | null
  /** it must be there as things stand */
  needed: boolean
  /** under which condition it must be */
  when: string | null
}

/** A file, or a text that the contract wants as base64: the message keeps a reference until it leaves. */
const isFile = ({ field: { type, note } }: FieldPlan) =>
  type === 'file' || (type === 'string' && /base64/i.test(note ?? ''))

const WIDE = 120
const LONG = 400

/** One field: its label with the standard's name beside it, its control, and what is wrong with it. */
export const ContractField = memo(function ContractField(props: FieldProps) {
  const { plan, path, fault, needed, when } = props
  const { field } = plan
  const isLong = plan.maxLength > WIDE && plan.maxLength < Infinity
  const wide = isFile(plan) || (field.type === 'string' && !field.dict && isLong)
  return (
    <div className="cf-field" data-wide={wide || undefined} data-path={path}>
      <span className="cf-label" title={field.note}>
        {plan.label}
        <small>{plan.name}</small>
        {needed && <b title="必填">*</b>}
      </span>
      <Control {...props} />
      {fault ? <em role="alert">{fault}</em> : when && <i data-on={needed || undefined}>{when}</i>}
    </div>
  )
})

function Control({ plan, path, value, fault }: FieldProps): ReactNode {
  const { set } = useForm()
  const { field } = plan
  const common = { plan, path, invalid: fault !== null }
  const text = textOf(value)
  const put = (to: Json | undefined) => set(path, to)
  if (plan.list)
    return <TextInput {...common} text={text} hint="多个值用逗号隔开" read={listOf} onChange={put} />
  if (isFile(plan)) return <FileInput {...common} value={text} onChange={put} />
  if (field.dict || field.type === 'boolean') return <CodeInput {...common} value={text} onChange={put} />
  switch (field.type) {
    case 'number':
    case 'integer':
      return (
        <TextInput {...common} text={text} hint={digitsHint(plan)} read={numberOf} onChange={put} right />
      )
    case 'date':
      return (
        <TextInput
          {...common}
          text={text}
          hint="如 20261121、今天"
          read={plain}
          left={dayTyped}
          onChange={put}
        />
      )
    case 'datetime':
      return (
        <TextInput
          {...common}
          text={text}
          hint="如 20261121 0830、现在"
          read={plain}
          left={momentTyped}
          onChange={put}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          text={text}
          hint={plan.maxLength < Infinity ? `最多 ${plan.maxLength} 字` : ''}
          read={plain}
          onChange={put}
          long={plan.maxLength > LONG && plan.maxLength < Infinity}
        />
      )
  }
}

const plain = (text: string): Json | undefined => (text === '' ? undefined : text)

function digitsHint({ field: { length, scale, type } }: FieldPlan): string {
  if (type === 'integer' || scale === 0) return length ? `整数，最多 ${length} 位` : '整数'
  if (scale === undefined) return '数字'
  return `最多 ${scale} 位小数`
}
