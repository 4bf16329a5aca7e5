import { type KeyboardEvent, useState } from 'react'
import type { Json } from '../../../shared/contract.ts'
import type { FieldPlan } from '../../../shared/validate-plan.ts'
import { dayText, parseDay, timeFull } from '../../format.ts'
import { useForm } from './context.ts'
import { textOf } from './form.ts'

interface Props {
  plan: FieldPlan
  path: string
  text: string
  invalid: boolean
  hint: string
  /** what the typed text stands for */
  read: (text: string) => Json | undefined
  /** what a finished text becomes when the field is left */
  left?: (text: string) => string
  onChange: (to: Json | undefined) => void
  right?: boolean
  long?: boolean
}

/** A field in which one types; what is typed stays as it is until the field is left. */
export function TextInput(props: Props) {
  const { plan, path, text, read, left, onChange } = props
  const form = useForm()
  /** '1.' is the number 1, and must not lose its point while one goes on typing */
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed !== null && textOf(read(typed)) === text ? typed : text
  const leave = () => {
    setTyped(null)
    const finished = left ? left(shown) : shown
    if (finished !== shown) onChange(read(finished))
  }
  const common = {
    className: `v-input${props.right ? ' v-num cf-right' : ''}`,
    'data-focus': form.prefix + path,
    'aria-label': plan.label,
    'aria-invalid': props.invalid || undefined,
    autoComplete: 'off',
    spellCheck: false,
    readOnly: form.readOnly,
    placeholder: form.readOnly ? '' : props.hint,
    value: shown,
    onChange: (event: { target: { value: string } }) => {
      setTyped(event.target.value)
      onChange(read(event.target.value))
    },
    onBlur: leave,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.altKey) return
      if (event.nativeEvent.isComposing) return
      event.preventDefault()
      if (!event.repeat) form.next()
    },
  }
  return props.long ? <textarea rows={1} {...common} /> : <input {...common} />
}

/** A day as one types it → yyyy-MM-dd; anything else stays. */
export function dayTyped(text: string): string {
  const at = text.trim() === '' || /^\d{4}-\d{2}-\d{2}$/.test(text) ? null : parseDay(text)
  return at === null ? text : dayText(at)
}

/** '20261121 0830', '今天 8:30', '今天' (midnight), '现在' → yyyy-MM-dd HH:mm:ss; anything else stays. */
export function momentTyped(text: string): string {
  const typed = text.trim()
  if (typed === '现在') return timeFull(Date.now())
  if (typed === '' || /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(typed)) return text
  const [day = '', time = '00:00'] = typed.split(/\s+/)
  const at = parseDay(day)
  const clock = /^(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/.exec(time)
  if (at === null || !clock) return text
  const [, hour = '', minute, second = '00'] = clock
  return `${dayText(at)} ${hour.padStart(2, '0')}:${minute}:${second}`
}
