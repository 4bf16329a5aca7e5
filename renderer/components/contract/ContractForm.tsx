import {
  type Ref,
  useCallback,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Contract, FieldFault, Json } from '../../../shared/contract.ts'
import { validate } from '../../../shared/validate.ts'
import { planOf } from '../../../shared/validate-plan.ts'
import { Form, type FormHands } from './context.ts'
import { type Tables, useTables } from './dicts.ts'
import { messagesOf, pathOf, put, type Side, stepsOf, type Value } from './form.ts'
import { Node, Part, type View } from './Parts.tsx'
import '../../screens/common/fields.css'
import '../../screens/common/parts.css'
import './contract.css'

export interface ContractFormHandle {
  /** All that is wrong now, [] where it may be sent; the first fault gets the focus and all are shown. */
  check(): FieldFault[]
  /** Puts the focus on what this fault names; false where it is not drawn. */
  jump(fault: Pick<FieldFault, 'path'>): boolean
  /** Puts the focus on the first field. */
  begin(): void
}

export interface ContractFormProps {
  contract: Contract
  side?: Side
  value: Value
  onChange: (value: Value) => void
  /** faults of the main process, shown at their fields until they are taken away here */
  faults?: readonly FieldFault[]
  /** the patient is insured elsewhere: fields that are asked for then are asked for */
  remote?: boolean
  /** paths without row numbers that the screen fills in itself: they are neither drawn nor checked */
  skip?: readonly string[]
  readOnly?: boolean
  /** the first field has the focus from the start */
  autoFocus?: boolean
  /** Enter in the last field */
  onDone?: () => void
  /** begins the focus names; `c-data.psn_no` */
  prefix?: string
  ref?: Ref<ContractFormHandle>
}

const NO_FAULTS: readonly FieldFault[] = []
const NOTHING: readonly string[] = []

/**
 * A form drawn from a contract's side: controlled, checked as one types with the engine's own words. What is
 * merely missing is told after the first `check`.
 */
export function ContractForm(props: ContractFormProps) {
  const tables = useTables(props.contract, props.side ?? 'input')
  if (!tables) return <p className="quiet pad">正在读取码表…</p>
  return <Ready {...props} tables={tables} />
}

function Ready(props: ContractFormProps & { tables: Tables }) {
  const { contract, side = 'input', value, tables, prefix = 'c-', readOnly = false, remote = false } = props
  const { faults: told = NO_FAULTS, skip = NOTHING } = props
  const box = useRef<HTMLDivElement>(null)
  const [strict, setStrict] = useState(false)
  const [active, setActive] = useState<ReadonlyMap<string, number>>(new Map())
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const now = useRef(props)
  now.current = props
  const plan = planOf(contract, side)
  const hidden = useMemo(() => new Set(skip), [skip])
  const faults = useFaults(useDeferredValue(value), { contract, side, remote, tables, hidden, readOnly })
  const messages = useMemo(
    () => messagesOf([...faults, ...told], strict || told.length > 0),
    [faults, told, strict],
  )

  const set = useCallback((path: string, to: Json | undefined) => {
    const { contract, side = 'input', value, onChange } = now.current
    const next = put(planOf(contract, side), value, path, to)
    now.current = { ...now.current, value: next }
    onChange(next)
  }, [])
  const next = useCallback(() => goNext(box.current, now.current.onDone), [])
  const focus = useCallback((path: string) => focusOnPath(box.current, prefix, path), [prefix])
  const hands = useMemo<FormHands>(
    () => ({
      ...{ prefix, tables, readOnly, set, next, focus },
      rowOf: (path) => active.get(path) ?? 0,
      goRow: (path, index) => flushSync(() => setActive((was) => new Map(was).set(path, index))),
      isOpen: (path) => opened.has(path),
      open: (path) => {
        flushSync(() => setOpened((was) => new Set(was).add(path)))
        focusInside(box.current, prefix, path)
      },
    }),
    [prefix, tables, readOnly, set, next, focus, active, opened],
  )
  const jump = ({ path }: Pick<FieldFault, 'path'>) => {
    flushSync(() => {
      setStrict(true)
      setActive((was) => rowsTowards(was, path))
      setOpened((was) => new Set([...was, ...partsTowards(path)]))
    })
    return focus(path)
  }
  useImperativeHandle(props.ref, () => ({
    check() {
      const { value } = now.current
      const all = faultsOf(value, { contract, side, remote, tables, hidden })
      setStrict(true)
      if (all[0]) jump(all[0])
      return all
    },
    jump,
    begin: () => focusFirst(box.current),
  }))

  const { autoFocus } = props
  useEffect(() => {
    if (autoFocus) focusFirst(box.current)
  }, [autoFocus])

  const view: View = { root: value, messages, remote, skip: hidden }
  return (
    <Form value={hands}>
      <div className="cf" ref={box} data-contract={contract.code}>
        {plan.rows ? (
          <Node node={plan.rows} path="" value={value as Json} view={view} />
        ) : (
          <Part shape={plan.shape} path="" value={value as Json} view={view} />
        )}
      </div>
    </Form>
  )
}

interface Checked {
  contract: Contract
  side: Side
  remote: boolean
  tables: Tables
  hidden: ReadonlySet<string>
}

/** As the engine checks it, but for what the screen fills in itself. */
function faultsOf(value: Value, { contract, side, remote, tables, hidden }: Checked): FieldFault[] {
  const all = validate(contract, side, value, { dict: (name) => tables(name)?.dict, remote })
  return hidden.size === 0 ? all : all.filter(({ path }) => !hidden.has(path.replace(/\[\d+\]/g, '')))
}

function useFaults(value: Value, checked: Checked & { readOnly: boolean }): readonly FieldFault[] {
  const { contract, side, remote, tables, hidden, readOnly } = checked
  return useMemo(
    () => (readOnly ? NO_FAULTS : faultsOf(value, { contract, side, remote, tables, hidden })),
    [value, contract, side, remote, tables, hidden, readOnly],
  )
}

const STOPS =
  'input[data-focus], textarea[data-focus], button[data-focus]:not(:disabled), .cf-table > [tabindex="0"]'

const stopsOf = (box: ParentNode | null) => [...(box?.querySelectorAll<HTMLElement>(STOPS) ?? [])]

function goNext(box: HTMLElement | null, done: (() => void) | undefined): void {
  const stops = stopsOf(box)
  const here = document.activeElement
  const after = stops.findIndex((stop) => stop === here || stop.contains(here)) + 1
  const to = stops[after]
  if (to) to.focus()
  else done?.()
}

const focusFirst = (box: HTMLElement | null) => stopsOf(box)[0]?.focus()

/** The field itself, or the nearest part around it that is drawn. */
function focusOnPath(box: HTMLElement | null, prefix: string, path: string): boolean {
  for (let steps = stepsOf(path); ; steps = steps.slice(0, -1)) {
    const place = box?.querySelector<HTMLElement>(`[data-focus="${CSS.escape(prefix + pathOf(steps))}"]`)
    const stop = place?.matches('.cf-table') ? place.querySelector<HTMLElement>('[tabindex="0"]') : place
    if (stop) {
      stop.focus()
      stop.scrollIntoView({ block: 'nearest' })
      return true
    }
    if (steps.length === 0) return false
  }
}

function focusInside(box: HTMLElement | null, prefix: string, path: string): void {
  stopsOf(box)
    .find(({ dataset }) => dataset.focus?.startsWith(`${prefix}${path}.`))
    ?.focus()
}

/** With each list on the way to `path` showing the row that it names. */
function rowsTowards(active: ReadonlyMap<string, number>, path: string): ReadonlyMap<string, number> {
  const steps = stepsOf(path)
  const next = new Map(active)
  steps.forEach((step, i) => {
    if (typeof step === 'number') next.set(pathOf(steps.slice(0, i)), step)
  })
  return next
}

const partsTowards = (path: string) => stepsOf(path).map((_, i, steps) => pathOf(steps.slice(0, i)))
