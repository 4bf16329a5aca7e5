import { useCallback, useEffect, useRef, useState } from 'react'
import type { SetllistChange, SetllistView } from '../../../shared/api/setllist.ts'
import type { Contract, Json, JsonObject } from '../../../shared/contract.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'

/** hands at rest for so long, and what was typed is on disk */
const REST_ms = 700

const text = (value: Json | undefined) => (value === undefined || value === null ? '' : String(value))

/** What was changed by hand between two pictures of a list. */
function changesOf(contract: Contract, before: JsonObject, after: JsonObject): SetllistChange[] {
  return contract.input.flatMap((node): SetllistChange[] => {
    if (node.many) {
      const [a, b] = [before[node.name] ?? [], after[node.name] ?? []]
      const rows = b as Extract<SetllistChange, { op: 'rows' }>['rows']
      return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ op: 'rows', node: node.name, rows }]
    }
    const [a, b] = [(before[node.name] ?? {}) as JsonObject, (after[node.name] ?? {}) as JsonObject]
    return node.fields.flatMap(({ name }) =>
      text(a[name]) === text(b[name])
        ? []
        : [{ op: 'set' as const, node: node.name, field: name, value: text(b[name]) }],
    )
  })
}

/**
 * The list as it is on the screen, written down by itself whenever the hands rest; `flush` writes now. What
 * stands in the main process only comes back as faults and state, so that nobody's typing is overwritten.
 */
export function useSaving(first: SetllistView, contract: Contract, onView: (view: SetllistView) => void) {
  const [value, setValue] = useState(first.input)
  const [fault, setFault] = useState<Fault | null>(null)
  const now = useRef({ value: first.input, saved: first.input, version: first.version })
  const running = useRef<Promise<boolean>>(Promise.resolve(true))

  const write = useCallback(async (): Promise<boolean> => {
    const { value, saved, version } = now.current
    const changes = changesOf(contract, saved, value)
    if (changes.length === 0) return true
    try {
      const view = await call('setllist.edit', { setl_id: first.setl_id, version, changes })
      now.current = { ...now.current, saved: value, version: view.version }
      setFault(null)
      onView(view)
      return true
    } catch (error) {
      setFault(faultOf(error))
      return false
    }
  }, [contract, first.setl_id, onView])
  /** one after the other: the version of each is that of the one before */
  const flush = useCallback(() => {
    running.current = running.current.then(write, write)
    return running.current
  }, [write])
  const change = useCallback((next: JsonObject) => {
    now.current = { ...now.current, value: next }
    setValue(next)
  }, [])
  /** another picture of the same list: taken anew, or in clear */
  const take = useCallback((view: SetllistView) => {
    now.current = { value: view.input, saved: view.input, version: view.version }
    setValue(view.input)
    setFault(null)
  }, [])
  const isDirty = value !== now.current.saved
  useEffect(() => {
    if (!isDirty || value === null) return
    const timer = setTimeout(() => void flush(), REST_ms)
    return () => clearTimeout(timer)
  }, [isDirty, value, flush])
  useEffect(() => () => void flush(), [flush])
  return { value, change, flush, take, fault, isDirty }
}
