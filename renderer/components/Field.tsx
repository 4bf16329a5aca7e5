import { cloneElement, createContext, type ReactElement, type ReactNode, useContext, useId } from 'react'
import type { FieldFault } from '../../shared/contract.ts'
import type { Fault } from '../../shared/errors.ts'

/** The fields at fault of the form around. */
const Faults = createContext<readonly FieldFault[]>([])

/** A form whose fields show what `fault` says of them. Enter in a field does `onEnter`. */
export function FieldGroup(props: {
  fault: Fault | null
  children: ReactNode
  className?: string
  onEnter?: () => void
}) {
  return (
    <Faults value={props.fault?.fields ?? []}>
      <form
        className={props.className ?? 'fields'}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          props.onEnter?.()
        }}
      >
        {props.children}
        {props.onEnter && <input type="submit" hidden />}
      </form>
    </Faults>
  )
}

/** What a fault says of one field: of itself or of anything inside it. */
export function faultOfField(faults: readonly FieldFault[], name: string): FieldFault | undefined {
  return faults.find(
    ({ path }) => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`),
  )
}

/**
 * A labelled control with its error under it. `name` is the field's path in the call's input. The control,
 * the one child, must take an `id`; a group of controls (`group`) is labelled as a whole.
 */
export function Field(props: {
  name: string
  label: string
  hint?: string
  error?: string
  group?: boolean
  children: ReactElement<{ id?: string; 'aria-labelledby'?: string }>
}) {
  const id = useId()
  const error = props.error ?? faultOfField(useContext(Faults), props.name)?.message
  const label = { id: `${id}l`, className: 'field-label', children: props.label }
  return (
    <div className={`field${error ? ' at-fault' : ''}`} data-field={props.name}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control gets the id below */}
      {props.group ? <span {...label} /> : <label {...label} htmlFor={id} />}
      {cloneElement(props.children, props.group ? { 'aria-labelledby': `${id}l` } : { id })}
      {error ? (
        <div className="field-error" role="alert">
          {error}
        </div>
      ) : (
        props.hint && <div className="field-hint">{props.hint}</div>
      )}
    </div>
  )
}

/** Puts the focus on the first field on screen that the fault names; false when none is there. */
export function focusFault(fault: Fault | null, within: ParentNode = document): boolean {
  for (const box of within.querySelectorAll<HTMLElement>('[data-field]')) {
    if (!faultOfField(fault?.fields ?? [], box.dataset.field ?? '')) continue
    const control = box.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, button')
    if (!control) continue
    control.focus()
    if (control instanceof HTMLInputElement) control.select()
    return true
  }
  return false
}

/** A fault of this side, in the form of the main process, for what need not be sent to be known wrong. */
export function fieldFault(path: string, label: string, message: string): Fault {
  return {
    kind: 'invalid',
    what: message,
    means: '没有发送，也没有扣款。',
    todo: '请改正后重试。',
    fields: [{ path, label, rule: 'format', message }],
  }
}
