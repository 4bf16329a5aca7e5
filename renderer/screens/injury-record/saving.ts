import { useCallback, useEffect, useRef, useState } from 'react'
import type { InjuryRecordView, RecordPart } from '../../../shared/api/injury-record.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'

/** what is typed is kept this long after the last key */
const PAUSE_ms = 900

export interface Saving {
  value: JsonObject
  change(value: JsonObject): void
  /** writes what is not yet written; answers with the version that stands then, null where that failed */
  flush(): Promise<number | null>
  dirty: boolean
  fault: Fault | null
}

/** The form of one part, written a moment after the last key; one write at a time. */
export function useSaving(part: RecordPart, put: (view: InjuryRecordView) => void): Saving {
  const [value, setValue] = useState(part.input)
  const [dirty, setDirty] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const now = useRef({ value: part.input, version: part.version, dirty: false, put })
  now.current.put = put
  const running = useRef<Promise<number | null>>(Promise.resolve(part.version))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const write = useCallback(async (): Promise<number | null> => {
    const at = now.current
    if (!at.dirty) return at.version
    const sent = at.value
    try {
      const view = await call('injury.record.save', { id: part.id, version: at.version, input: sent })
      const stored = view.parts.find(({ id }) => id === part.id)
      if (stored) at.version = stored.version
      if (at.value === sent) {
        at.dirty = false
        setDirty(false)
      }
      setFault(null)
      at.put(view)
      return at.version
    } catch (error) {
      setFault(faultOf(error))
      return null
    }
  }, [part.id])
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    running.current = running.current.then(write)
    return running.current
  }, [write])

  // what came from elsewhere is taken over where nothing is being written here
  useEffect(() => {
    const at = now.current
    if (part.version < at.version) return
    at.version = part.version
    if (at.dirty) return
    at.value = part.input
    setValue(part.input)
  }, [part])
  // another part or another job in between loses nothing
  useEffect(() => () => void (now.current.dirty && flush()), [flush])

  const change = useCallback(
    (next: JsonObject) => {
      now.current.value = next
      now.current.dirty = true
      setValue(next)
      setDirty(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), PAUSE_ms)
    },
    [flush],
  )
  return { value, change, flush, dirty, fault }
}
