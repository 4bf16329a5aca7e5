import { type Fault, GuitaiError } from '../shared/errors.ts'
import type { Answer, ApiArgs, ApiOutput, Bridge, Channel, Events } from '../shared/ipc.ts'

/** The one way from the face to the main process: Electron's preload where it is, else loopback HTTP. */
export type Connection = 'open' | 'lost'

declare global {
  interface Window {
    /** put there by Electron's preload */
    guitai?: Bridge
  }
}

const connectionListeners = new Set<(state: Connection) => void>()
let connection: Connection = 'open'

function setConnection(next: Connection): void {
  if (next === connection) return
  connection = next
  for (const listener of connectionListeners) listener(next)
}

/** Tells whether the main process can be heard: at once, and whenever that changes. Returns the way out. */
export function onConnection(listener: (state: Connection) => void): () => void {
  connectionListeners.add(listener)
  listener(connection)
  return () => connectionListeners.delete(listener)
}

export const bridge: Bridge = window.guitai ?? webBridge()

/**
 * Calls a capability and returns its output; throws GuitaiError with the Fault otherwise. Never repeats a
 * call by itself: whoever calls again does it knowingly.
 */
export async function call<C extends Channel>(channel: C, input: ApiArgs<C>): Promise<ApiOutput<C>> {
  const answer = await bridge.call(channel, input)
  if (answer.ok) return answer.value
  throw new GuitaiError(answer.fault)
}

const LOST: Fault = {
  kind: 'internal',
  what: '本页面与主程序失去了连接，这一步的结果没有收到',
  means: '已交给主程序的交易由它继续完成；再次操作前会先核对，不会重复扣款。',
  todo: '请等待连接恢复后查看该患者的当前状态；一直不恢复请重新启动程序。',
}

function webBridge(): Bridge {
  const tab = tabId()
  const listeners = new Map<keyof Events, Set<(payload: never) => void>>()
  const tell = (event: keyof Events, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never)
  }
  listen(tab, tell)
  return {
    host: 'web',
    call: (channel, input) => post(tab, channel, input),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set.add(listener as (payload: never) => void))
      return () => set.delete(listener as (payload: never) => void)
    },
  }
}

async function post<C extends Channel>(
  tab: string,
  channel: C,
  input: ApiArgs<C>,
): Promise<Answer<ApiOutput<C>>> {
  try {
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-guitai-tab': tab },
      body: JSON.stringify({ channel, input }),
      cache: 'no-store',
    })
    return (await response.json()) as Answer<ApiOutput<C>>
  } catch {
    return { ok: false, fault: LOST }
  }
}

const RETRY_ms = [250, 500, 1000, 2000, 5000]

/**
 * Keeps the event stream open. After a gap events may have been missed, so a new connection counts as
 * `shell.changed`; screens that show more ask again through `onConnection`.
 */
function listen(tab: string, tell: (event: keyof Events, payload: unknown) => void): void {
  let failures = 0
  const open = () => {
    const address = new URL(`/events?tab=${tab}`, window.location.href)
    address.protocol = 'ws:'
    const socket = new WebSocket(address)
    socket.onopen = () => {
      const again = failures > 0
      failures = 0
      setConnection('open')
      if (again) tell('shell.changed', {})
    }
    socket.onmessage = ({ data }) => {
      const { event, payload } = JSON.parse(String(data)) as { event: keyof Events; payload: unknown }
      tell(event, payload)
    }
    socket.onclose = () => {
      setConnection('lost')
      setTimeout(open, RETRY_ms[Math.min(failures, RETRY_ms.length - 1)])
      failures += 1
    }
  }
  open()
}

/** An address of this program's own, for this tab to open. */
export const ownAddress = (path: string): string => `${path}?tab=${tabId()}`

/** One a tab, kept over a reload. */
function tabId(): string {
  const key = 'guitai.tab'
  const known = sessionStorage.getItem(key)
  if (known) return known
  const fresh = crypto.randomUUID()
  sessionStorage.setItem(key, fresh)
  return fresh
}
