import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'

/** The DevTools protocol as far as the double needs it: commands by session, events by session. */
export type Params = Record<string, unknown>
type Listener = (params: never) => void

export interface Cdp {
  endpoint: string
  /** `sessionId` null addresses the browser itself */
  send<T = Params>(method: string, params?: Params, sessionId?: string | null): Promise<T>
  on<T = Params>(method: string, listener: (params: T) => void, sessionId?: string | null): void
  close(): void
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--remote-debugging-port=0',
]

/** Starts Chromium with a profile of its own and connects to it. */
export async function startChromium(): Promise<Cdp> {
  const profile = mkdtempSync(join(tmpdir(), 'guitai-double-'))
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const child = spawn(path, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  dieWith(child, profile)
  return connect(await endpointOf(child))
}

/** However this process ends, kill -9 included: the watcher's input closes, and the browser goes with it. */
function dieWith(child: ChildProcess, profile: string): void {
  const script = 'read _; kill -9 "$0"; sleep 0.3; rm -rf "$1"'
  const watcher = spawn('sh', ['-c', script, String(child.pid), profile], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (chunk) => {
      text += chunk
      const found = /DevTools listening on (ws:\S+)/.exec(text)
      if (found?.[1]) resolve(found[1])
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${text.slice(-500)}`)))
  })
}

async function connect(endpoint: string): Promise<Cdp> {
  const socket = new WebSocket(endpoint, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, Listener[]>()
  let lastId = 0
  const key = (method: string, sessionId: string | null | undefined) => `${sessionId ?? ''} ${method}`
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.id === undefined) {
      for (const listener of listeners.get(key(message.method, message.sessionId)) ?? []) {
        listener(message.params as never)
      }
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) call?.reject(new Error(message.error.message))
    else call?.resolve(message.result)
  })
  return {
    endpoint,
    send: <T>(method: string, params: Params = {}, sessionId: string | null = null) =>
      new Promise<T>((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject })
        socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId ? { sessionId } : {}) }))
      }),
    on(method, listener, sessionId) {
      const at = key(method, sessionId)
      listeners.set(at, [...(listeners.get(at) ?? []), listener as Listener])
    },
    close: () => socket.terminate(),
  }
}
