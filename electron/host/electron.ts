import { type BrowserWindow, ipcMain, type Session, type WebContents } from 'electron'
import type { Answer } from '../../shared/ipc.ts'
import type { Bus } from '../app/registry.ts'
import { SECURITY_HEADERS } from './csp.ts'
import type { Dispatch } from './dispatch.ts'
import { openFiles } from './files.ts'

export const SCHEME = 'guitai'
const ORIGIN = `${SCHEME}://app`
export const START_URL = `${ORIGIN}/`
const INPUT_LIMIT_chars = 1024 * 1024

/** Whether an address is a page of ours. */
const isOurs = (url: string) => url === ORIGIN || url.startsWith(START_URL)

/**
 * Carries the registry over IPC to one window, through the only listener there is: it answers the main
 * frame of that window while it shows our own page, and nobody else. Returns the way to stop.
 */
export function carryOverIpc(window: BrowserWindow, dispatch: Dispatch, bus: Bus): () => void {
  const { webContents } = window
  const sessionId = `electron:${webContents.id}`
  ipcMain.handle('guitai:call', async (event, channel: unknown, input: unknown): Promise<Answer<unknown>> => {
    const frame = event.senderFrame
    const trusted = event.sender === webContents && frame?.parent === null && isOurs(frame.url)
    if (!trusted) return refuse('denied', '请求来自别的网页')
    if (typeof channel !== 'string') return refuse('invalid', '请求格式不正确')
    if ((JSON.stringify(input) ?? '').length > INPUT_LIMIT_chars) {
      return refuse('invalid', '提交的内容超过 1 MB')
    }
    return dispatch(channel, input, sessionId)
  })
  const unsubscribe = bus.subscribe((event, payload, owner) => {
    if (owner !== null && owner !== sessionId) return
    if (!window.isDestroyed()) webContents.send('guitai:event', event, payload)
  })
  return () => {
    ipcMain.removeHandler('guitai:call')
    unsubscribe()
  }
}

function refuse(kind: 'denied' | 'invalid', what: string): Answer<never> {
  return { ok: false, fault: { kind, what, means: '没有发送，也没有扣款。', todo: '请重新启动程序。' } }
}

/** Serves the built renderer as guitai://app/ with the policy of both hosts, and nothing else. */
export function serveRenderer(session: Session, rendererDir: string): void {
  const files = openFiles(rendererDir)
  session.protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url)
    const file = url.host === 'app' && request.method === 'GET' ? files.get(url.pathname) : null
    if (!file) return new Response('', { status: 404, headers: SECURITY_HEADERS })
    const headers = { ...SECURITY_HEADERS, 'content-type': file.type }
    return new Response(new Uint8Array(file.body), { headers })
  })
}

/** Nothing that a page may ask a browser for is granted, but to copy a message on the user's own click. */
export function denyPermissions(session: Session): void {
  const may = (url: string, permission: string) => permission === 'clipboard-sanitized-write' && isOurs(url)
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(may(contents.getURL(), permission)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => may(origin, permission))
  session.setDevicePermissionHandler(() => false)
}

/** For every page of the program: it stays where it is, opens no window and holds no other page. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || event.url !== START_URL) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}
