import { GuitaiError } from '../../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import type { Guitai } from '../../compose.ts'
import { createDispatch, type Log } from '../dispatch.ts'

export type Call = <C extends Channel>(channel: C, input: ApiArgs<C>) => Promise<ApiOutput<C>>

/** One terminal as a face like any other: the same dispatch, the same checks. Throws the answer's fault. */
export function faceOf(guitai: Guitai, sessionId: string, log?: Log): Call {
  const { registry, sessions } = guitai
  const dispatch = createDispatch({ registry, sessions, now: Date.now, ...(log ? { log } : {}) })
  return async (channel, input) => {
    const answer = await dispatch(channel, input, sessionId)
    if (!answer.ok) throw new GuitaiError(answer.fault)
    return answer.value as never
  }
}
