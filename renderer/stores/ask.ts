import { useCallback, useEffect, useRef, useState } from 'react'
import { type Fault, faultOf } from '../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../shared/ipc.ts'
import { call } from '../bridge.ts'
import { track } from './activity.ts'

export interface Asked<T, I = unknown> {
  value: T | null
  fault: Fault | null
  busy: boolean
  /** what is here answers the input as it is now, and not one before it */
  fresh: boolean
  /** the input that it answers */
  of: I | null
  /** asks again with the same input */
  again(): void
  /** puts an answer that came by another way, e.g. with a command */
  put(value: T): void
}

interface State<C extends Channel>
  extends Pick<Asked<ApiOutput<C>, ApiArgs<C>>, 'value' | 'fault' | 'busy' | 'of'> {
  /** the input that was answered last, if only with a fault */
  key: string | null
}

/**
 * Asks a channel now and whenever the input changes; null asks nothing. An answer that is no longer wanted
 * is dropped; while a new one is awaited the former stays on screen.
 */
export function useAsk<C extends Channel>(
  channel: C,
  input: ApiArgs<C> | null,
  label: string,
): Asked<ApiOutput<C>, ApiArgs<C>> {
  const [state, setState] = useState<State<C>>({
    ...{ value: null, fault: null, busy: input !== null, of: null, key: null },
  })
  const [round, setRound] = useState(0)
  const key = input === null ? null : JSON.stringify(input)
  useEffect(() => {
    if (key === null) return
    let wanted = true
    setState((was) => ({ ...was, busy: true }))
    const of = JSON.parse(key) as ApiArgs<C>
    track(label, call(channel, of)).then(
      (value) => wanted && setState({ value, fault: null, busy: false, of, key }),
      (error) => wanted && setState((was) => ({ ...was, fault: faultOf(error), busy: false, key })),
    )
    return () => {
      wanted = false
    }
  }, [channel, key, label, round])
  const again = useCallback(() => setRound((n) => n + 1), [])
  const put = useCallback(
    (value: ApiOutput<C>) => setState((was) => ({ ...was, value, fault: null, busy: false })),
    [],
  )
  const { key: answered, ...shown } = state
  return { ...shown, fresh: answered === key, again, put }
}

/** What a list without rows says: that there are none is known only once the answer is here. */
export const emptyWords = (
  { value, fault }: Pick<Asked<unknown>, 'value' | 'fault'>,
  none: string,
): string => (value !== null ? none : fault ? '没有查到。' : '正在查询…')

export interface Command {
  fault: Fault | null
  busy: boolean
  /** Runs one piece of work unless one is running; answers whether it succeeded. */
  run(label: string, work: () => Promise<unknown>): Promise<boolean>
  setFault(fault: Fault | null): void
}

/** One command at a time: a second Enter while the first is at work does nothing. */
export function useCommand(): Command {
  const [fault, setFault] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const run = useCallback(async (label: string, work: () => Promise<unknown>) => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setFault(null)
    try {
      await track(label, work())
      return true
    } catch (error) {
      setFault(faultOf(error))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  return { fault, busy, run, setFault }
}
