import { type Fault, faultOf, GuitaiError } from '../../shared/errors.ts'
import { type Answer, type Channel, inputs } from '../../shared/ipc.ts'
import { maskDeep, maskNo } from '../../shared/mask.ts'
import type { Sessions } from '../app/auth/sessions.ts'
import type { Entry, Registry } from '../app/registry.ts'
import { checkInput } from './invalid.ts'

export interface Dispatch {
  (channel: string, input: unknown, sessionId: string): Promise<Answer<unknown>>
  /** before the program ends: takes no new calls and resolves when the running ones are over */
  drain(): Promise<void>
}
export type Log = (line: Record<string, unknown>) => void

/** Longer than any answer of a centre is waited for; a device that never answers must not keep the program. */
const DRAIN_ms = 90_000

/** Channels that a face asks by itself when an event tells it to: they do not show that a person is there. */
const PASSIVE: ReadonlySet<string> = new Set<Channel>([
  'auth.state',
  'shell.status',
  'shift.current',
  'visit.get',
  'visit.working',
  'doubt.list',
  'admission.get',
  'admission.ward',
  'devices.list',
  'print.jobs',
  'mapping.list',
  'terms.list',
  'injury.get',
  'injury.working',
  'injury.exchange.options',
  'injury.exchange.downloads',
  'injury.exchange.late',
])

/**
 * The one way from a transport to a handler: known channel, access, checked input, handler, and every error
 * as a Fault. It never throws. Internal errors go to `log`, masked; the face learns their kind only.
 */
export function createDispatch(deps: {
  registry: Registry
  sessions: Pick<Sessions, 'caller' | 'touch'>
  now: () => number
  log?: Log
}): Dispatch {
  const { registry, sessions, now, log } = deps
  const running = new Set<Promise<unknown>>()
  let ending = false

  const run = async (channel: string, input: unknown, sessionId: string): Promise<Answer<unknown>> => {
    const schema = Object.hasOwn(inputs, channel) ? inputs[channel as Channel] : undefined
    const entry = registry.entries.get(channel as Channel)
    if (!schema || !entry) return refuse('not_found', '没有这个功能', '请更新程序，或联系信息科。')
    if (!PASSIVE.has(channel)) sessions.touch(sessionId)
    const caller = sessions.caller(sessionId)
    const refused = refusal(entry, caller)
    if (refused) return refused
    const checked = checkInput(schema, input)
    if (!checked.ok) return checked
    try {
      return { ok: true, value: await entry.handler(checked.value as never, caller) }
    } catch (error) {
      const fault = faultOf(error)
      if (fault.kind === 'internal' || fault.kind === 'storage') {
        log?.({ at: now(), event: 'handler.failed', channel, ...describe(error), input: maskDeep(input) })
      }
      return { ok: false, fault }
    }
  }
  const dispatch = (channel: string, input: unknown, sessionId: string) => {
    if (ending) return Promise.resolve(refuse('conflict', '程序正在结束', '请等程序重新启动后再操作。'))
    const call = run(channel, input, sessionId).finally(() => running.delete(call))
    running.add(call)
    return call
  }
  const drain = async () => {
    ending = true
    const limit = AbortSignal.timeout(DRAIN_ms)
    const late = new Promise((resolve) => limit.addEventListener('abort', resolve))
    await Promise.race([Promise.allSettled(running), late])
  }
  return Object.assign(dispatch, { drain })
}

function refusal(entry: Entry, caller: ReturnType<Sessions['caller']>): Answer<never> | null {
  if (entry.access === 'open') return null
  if (!caller.operator) return refuse('denied', '尚未登录', '请先登录。')
  if (entry.access === 'write' && caller.locked) {
    return refuse('locked', '屏幕已锁定', '请输入密码解锁后重试。')
  }
  if (entry.roles && !entry.roles.includes(caller.operator.role)) {
    return refuse('denied', '当前操作员没有这项权限', '请由有权限的人员操作。')
  }
  return null
}

function refuse(kind: Fault['kind'], what: string, todo: string): Answer<never> {
  return { ok: false, fault: { kind, what, means: '没有发送，也没有扣款。', todo } }
}

/** Name, masked message and stack of an error and its cause, for the log only. */
function describe(error: unknown): Record<string, unknown> {
  const cause = error instanceof GuitaiError && error.cause ? error.cause : error
  if (!(cause instanceof Error)) return { error: 'thrown', message: maskText(String(cause)) }
  return { error: cause.name, message: maskText(cause.message), stack: maskText(cause.stack ?? '') }
}

/** Document, card and phone numbers in free text keep their ends only. */
function maskText(text: string): string {
  return text.replace(/(?<![\dA-Za-z])\d{10,}[\dXx]?/g, (no) => maskNo(no))
}
