import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Fault } from '../../shared/errors.ts'
import type { Answer, ApiOutput } from '../../shared/ipc.ts'
import type { Sessions } from '../app/auth/sessions.ts'
import type { Bus, Registry } from '../app/registry.ts'
import { SECURITY_HEADERS } from './csp.ts'
import { createDispatch, type Dispatch, type Log } from './dispatch.ts'
import { type Encoding, openFiles, type StaticFile } from './files.ts'

const BODY_LIMIT_bytes = 1024 * 1024
/** A face that does not read its events is cut off; it connects again and asks for everything anew. */
const EVENT_BACKLOG_bytes = 1024 * 1024

export interface WebHost {
  /** the address to open once: carries the token and leads to the page */
  url: string
  /** the address without the token */
  origin: string
  /** takes no new calls, lets the running ones end, then closes the port */
  close(): Promise<void>
}

interface Context {
  token: string
  /** cookie values given out for the token */
  cookies: Set<string>
  cookieName: string
  hosts: Set<string>
  files: ReturnType<typeof openFiles>
  dispatch: Dispatch
  version: string
}

/**
 * Serves the renderer and the registry on 127.0.0.1. Who holds the start address gets a HttpOnly cookie;
 * every call and every event stream needs that cookie, our own Host and Origin, and a tab's own id. The
 * session is made of both: two tabs are two faces, a reload stays the same one.
 * Rejects when the port is taken.
 */
export async function startWebHost(options: {
  registry: Registry
  bus: Bus
  sessions: Pick<Sessions, 'caller' | 'touch'>
  port?: number
  rendererDir: string
  version: string
  log?: Log
}): Promise<WebHost> {
  const { registry, sessions, bus, log } = options
  const context: Context = {
    token: randomBytes(32).toString('base64url'),
    cookies: new Set(),
    cookieName: '',
    hosts: new Set(),
    files: openFiles(options.rendererDir),
    dispatch: createDispatch({ registry, sessions, now: Date.now, log }),
    version: options.version,
  }
  const server = createServer((req, res) => {
    answer(context, req, res).catch((error) => {
      log?.({ at: Date.now(), event: 'web.failed', message: String(error) })
      if (!res.headersSent) reply(res, 500, { 'content-type': 'text/plain' }, 'error')
      else res.destroy()
    })
  })
  const port = await listen(server, options.port ?? 0)
  context.hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`])
  // cookies know no port: the name keeps two counters on one machine apart
  context.cookieName = `guitai_${port}`
  const stopEvents = serveEvents(server, context, bus)
  const origin = `http://127.0.0.1:${port}`
  return {
    origin,
    url: `${origin}/enter?t=${context.token}`,
    async close() {
      await context.dispatch.drain()
      stopEvents()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), 2000)
      await closed
      clearTimeout(late)
    },
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function answer(context: Context, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = context.hosts.has(req.headers.host ?? '') ? urlOf(req) : null
  if (!url) return reply(res, 421, {}, '')
  if (url.pathname === '/call') return call(context, req, res)
  if (req.method !== 'GET' && req.method !== 'HEAD') return reply(res, 405, { allow: 'GET, HEAD' }, '')
  if (url.pathname === '/enter') return enter(context, req, res, url.searchParams.get('t') ?? '')
  if (url.pathname.startsWith('/export/')) return sendExport(context, req, res, url)
  if (url.pathname === '/alive') return sendJson(res, 200, { name: 'guitai', version: context.version })
  const file = context.files.get(url.pathname)
  if (file) return sendFile(req, res, file)
  const text = url.pathname === '/' ? '界面尚未构建，请运行 npm run build。' : '没有这个页面。'
  reply(res, 404, { 'content-type': 'text/plain; charset=utf-8' }, text)
}

/** Trades the token for a cookie. A browser that already holds a good one keeps it, and with it its logins. */
function enter(context: Context, req: IncomingMessage, res: ServerResponse, token: string) {
  if (!same(token, context.token)) {
    const text = '地址已失效，请使用启动窗口中最新给出的地址。'
    return reply(res, 403, { 'content-type': 'text/plain; charset=utf-8' }, text)
  }
  const headers: Record<string, string> = { location: '/' }
  if (!cookieOf(context, req)) {
    const value = randomBytes(32).toString('base64url')
    context.cookies.add(value)
    headers['set-cookie'] = `${context.cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/`
  }
  reply(res, 303, headers, '')
}

async function call(context: Context, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method !== 'POST') return reply(res, 405, { allow: 'POST' }, '')
  if (!ownOrigin(context, req)) return sendJson(res, 403, refuse('请求来自别的网页'))
  const sessionId = sessionOf(context, req, req.headers['x-guitai-tab'])
  if (!sessionId) return sendJson(res, 401, refuse('本页面的凭据已失效'))
  if (!/^application\/json\b/.test(req.headers['content-type'] ?? '')) {
    return sendJson(res, 415, refuse('请求格式不正确', 'invalid'))
  }
  const body = await readBody(req)
  if (body === null) return sendJson(res, 413, refuse('提交的内容超过 1 MB', 'invalid'))
  const message = parse(body)
  if (!message) return sendJson(res, 400, refuse('请求不是有效的 JSON', 'invalid'))
  sendJson(res, 200, await context.dispatch(message.channel, message.input, sessionId))
}

/** An exported table, once, to the face that it was written for. */
async function sendExport(context: Context, req: IncomingMessage, res: ServerResponse, url: URL) {
  const plain = { 'content-type': 'text/plain; charset=utf-8' }
  const sessionId = sessionOf(context, req, url.searchParams.get('tab') ?? undefined)
  if (!sessionId || req.method !== 'GET') return reply(res, 403, plain, '本页面的凭据已失效。')
  const token = url.pathname.slice('/export/'.length)
  const found = (await context.dispatch('export.fetch', { token }, sessionId)) as Answer<
    ApiOutput<'export.fetch'>
  >
  if (!found.ok) return reply(res, 404, plain, `${found.fault.what}。${found.fault.todo}`)
  const { path, name } = found.value
  const file = await stat(path).catch(() => null)
  if (!file) return reply(res, 404, plain, '文件已清理。请重新导出。')
  res.writeHead(200, {
    'cache-control': 'no-store',
    ...SECURITY_HEADERS,
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-length': String(file.size),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
  await pipeline(createReadStream(path), res).catch(() => res.destroy())
}

/** Pushes the bus to every open tab; the listener of one session sees its own and the common events. */
function serveEvents(server: Server, context: Context, bus: Bus): () => void {
  const wss = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false })
  const faces = new Map<WebSocket, string>()
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = ownOrigin(context, req) ? urlOf(req) : null
    const sessionId = url ? sessionOf(context, req, url.searchParams.get('tab') ?? undefined) : null
    if (url?.pathname !== '/events' || !sessionId) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    wss.handleUpgrade(req, socket, head, (ws) => {
      faces.set(ws, sessionId)
      ws.on('close', () => faces.delete(ws))
      ws.on('error', () => ws.terminate())
    })
  })
  const unsubscribe = bus.subscribe((event, payload, sessionId) => {
    const text = JSON.stringify({ event, payload })
    for (const [ws, owner] of faces) {
      if (sessionId !== null && sessionId !== owner) continue
      if (ws.bufferedAmount > EVENT_BACKLOG_bytes) ws.terminate()
      else ws.send(text)
    }
  })
  return () => {
    unsubscribe()
    for (const ws of faces.keys()) ws.terminate()
    wss.close()
  }
}

async function sendFile(req: IncomingMessage, res: ServerResponse, file: StaticFile): Promise<void> {
  const headers: Record<string, string> = {
    'content-type': file.type,
    etag: file.etag,
    vary: 'accept-encoding',
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  if (req.headers['if-none-match'] === file.etag) return reply(res, 304, headers, '')
  const encoding = pickEncoding(req.headers['accept-encoding'] ?? '', file)
  const body = encoding ? await file.encoded(encoding) : file.body
  if (encoding) headers['content-encoding'] = encoding
  reply(res, 200, headers, req.method === 'HEAD' ? '' : body)
}

function pickEncoding(accepted: string, file: StaticFile): Encoding | null {
  if (file.body.length < 1024 || /^(image\/png|image\/x-icon|font\/)/.test(file.type)) return null
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : null
}

/** null when the body is longer than allowed; the rest is read and dropped so that the answer arrives. */
async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  let chunks: Buffer[] = []
  let length_bytes = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length_bytes += chunk.length
    if (length_bytes > BODY_LIMIT_bytes) chunks = []
    else chunks.push(chunk)
  }
  return length_bytes > BODY_LIMIT_bytes ? null : Buffer.concat(chunks)
}

function urlOf(req: IncomingMessage): URL | null {
  return URL.parse(req.url ?? '/', 'http://guitai.invalid')
}

function parse(body: Buffer): { channel: string; input: unknown } | null {
  try {
    const message = JSON.parse(body.toString('utf8')) as { channel?: unknown; input?: unknown } | null
    if (!message || typeof message.channel !== 'string') return null
    return { channel: message.channel, input: message.input }
  } catch {
    return null
  }
}

const ownOrigin = (context: Context, req: IncomingMessage) =>
  req.headers.origin === `http://${req.headers.host}` && context.hosts.has(req.headers.host ?? '')

function cookieOf(context: Context, req: IncomingMessage): string | null {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name !== context.cookieName || !value) continue
    for (const known of context.cookies) if (same(value, known)) return known
  }
  return null
}

/** The session of a cookie and a tab's id; null when either is missing. */
function sessionOf(
  context: Context,
  req: IncomingMessage,
  tab: string | string[] | undefined,
): string | null {
  const cookie = cookieOf(context, req)
  if (!cookie || typeof tab !== 'string' || !/^[\w-]{16,64}$/.test(tab)) return null
  return `web:${createHash('sha256').update(`${cookie}.${tab}`).digest('base64url').slice(0, 32)}`
}

/** Compares hashes, so that neither content nor length shows in the time taken. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

function refuse(what: string, kind: Fault['kind'] = 'denied'): Answer<never> {
  const todo = kind === 'denied' ? '请用启动窗口中给出的地址重新打开本页面。' : '请改正后重试。'
  return { ok: false, fault: { kind, what, means: '没有发送，也没有扣款。', todo } }
}

function sendJson(res: ServerResponse, status: number, value: unknown): void {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }
  reply(res, status, headers, JSON.stringify(value))
}

function reply(res: ServerResponse, status: number, headers: Record<string, string>, body: string | Buffer) {
  res.writeHead(status, { 'cache-control': 'no-store', ...SECURITY_HEADERS, ...headers })
  res.end(body)
}
