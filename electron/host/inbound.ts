import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, BlockList, isIP } from 'node:net'
import type { Desk } from '../app/inbound/index.ts'
import type { Site } from '../config.ts'

export interface DoorDeps {
  config: NonNullable<Site['inbound']>
  desk: Pick<Desk, 'receive'>
  /** of the secret store; throws where the reference is unknown */
  secret(ref: string): string
  now(): number
  log(line: Record<string, unknown>): void
}

export interface InboundDoor {
  port: number
  close(): Promise<void>
}

const BODY_LIMIT = 5_000_000
const TIME_LIMIT_ms = 10_000
/** how far the caller's clock may be off before a signed call counts as an old one played again */
const SKEW_ms = 5 * 60_000

/**
 * The door through which the platform calls this hospital: only from addresses on the list, only with the
 * shared secret, one POST a message, JSON in its envelope. A caller without right learns nothing but 403 or 401.
 * Throws where the port cannot be had.
 */
export async function openInboundDoor(deps: DoorDeps): Promise<InboundDoor> {
  const { config, log } = deps
  const allowed = allowList(config.allow)
  const server = createServer((req, res) => {
    const from = plainAddress(req.socket.remoteAddress ?? '')
    if (!allowed(from)) {
      log({ level: 'warn', at: 'inbound', event: 'address refused', from })
      return refuse(req, res, 403, '地址不在允许之列')
    }
    void serve(deps, req, res, from).catch((error) => {
      log({ level: 'error', at: 'inbound', from, error: String(error) })
      if (!res.headersSent) refuse(req, res, 500, '服务异常')
    })
  })
  server.requestTimeout = TIME_LIMIT_ms
  server.headersTimeout = TIME_LIMIT_ms
  server.maxConnections = 64
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  server.on('error', (error) => log({ level: 'error', at: 'inbound', error: String(error) }))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A port that cannot be had keeps nobody from the counter: it is told, and the platform sends again. */
export async function tryInboundDoor(deps: DoorDeps, notices: string[]): Promise<InboundDoor | null> {
  const { host, port } = deps.config
  try {
    return await openInboundDoor(deps)
  } catch (error) {
    deps.log({ level: 'error', at: 'inbound', error: String(error) })
    const { message } = error as Error
    notices.push(`平台来电的入口没有打开（${host}:${port}）：${message}。请信息科检查端口后重新启动。`)
    return null
  }
}

async function serve(deps: DoorDeps, req: IncomingMessage, res: ServerResponse, from: string): Promise<void> {
  const path = new URL(req.url ?? '/', 'http://inbound').pathname
  if (req.method !== 'POST') return refuse(req, res, 405, '只接受 POST')
  const body = await bodyOf(req)
  if (body === null) return refuse(req, res, 413, '报文过大')
  if (!proven(deps, req, body)) {
    deps.log({ level: 'warn', at: 'inbound', event: 'caller not proven', from, path })
    return refuse(req, res, 401, '身份验证失败')
  }
  let message: unknown
  try {
    message = JSON.parse(body.toString('utf8'))
  } catch {
    return refuse(req, res, 400, '请求报文不是合法的 JSON')
  }
  const answer = await deps.desk.receive(codeOf(path, deps.config.paths, message), message, from)
  res.writeHead(200, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(answer))
}

/** By the path that the site gave a code, else the path's last step, else what the message says of itself. */
function codeOf(path: string, paths: Record<string, string>, message: unknown): string {
  const named = Object.entries(paths).find(([, own]) => own === path)?.[0]
  if (named) return named
  const last = path.slice(path.lastIndexOf('/') + 1)
  return /^\d{4}[A-Z]?$/.test(last) ? last : String((message as { infno?: unknown } | null)?.infno ?? '')
}

function proven({ config: { auth }, secret, now }: DoorDeps, req: IncomingMessage, body: Buffer): boolean {
  const shown = String(req.headers[auth.header.toLowerCase()] ?? '')
  // an empty secret that somebody stored is none: it would let everybody in
  if (secret(auth.scheme === 'token' ? auth.tokenRef : auth.secretRef).trim() === '') return false
  if (auth.scheme === 'token') return same(shown, secret(auth.tokenRef))
  const time = String(req.headers[auth.timestamp.toLowerCase()] ?? '')
  if (!/^\d{10}$/.test(time) || Math.abs(now() - Number(time) * 1000) > SKEW_ms) return false
  const wanted = createHmac('sha256', secret(auth.secretRef)).update(`${time}\n`).update(body).digest('hex')
  return same(shown.toLowerCase(), wanted)
}

/** Compares without telling by its time how much was right. */
function same(shown: string, wanted: string): boolean {
  const key = 'guitai'
  const of = (text: string) => createHmac('sha256', key).update(text, 'utf8').digest()
  return timingSafeEqual(of(shown), of(wanted))
}

/** Single addresses and networks. Throws Error for what is neither. */
export function allowList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = familyOf(address)
    if (!family) throw new Error(`inbound.allow：${entry} 不是地址`)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const family = familyOf(address)
    return family !== null && list.check(address, family)
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6'
}

/** An IPv4 caller at a socket for both is shown as ::ffff:10.0.0.1. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '')

async function bodyOf(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += (chunk as Buffer).length
    if (size > BODY_LIMIT) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function refuse(req: IncomingMessage, res: ServerResponse, status: number, message: string): void {
  res.writeHead(status, { 'content-type': 'application/json;charset=utf-8', connection: 'close' })
  res.end(JSON.stringify({ infcode: -1, err_msg: message }), () => req.destroy())
}
