import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Answer, Core } from './core.ts'
import { textDialect } from './dialect.ts'
import { decode } from './ecode.ts'
import { wrap } from './envelope.ts'
import type { FaultDesk } from './faults.ts'
import type { Gateway } from './gateway.ts'
import type { Store } from './store.ts'
import type { FaultRule } from './types.ts'

const BODY_LIMIT = 100_000_000
const JSON_TYPE = 'application/json;charset=utf-8'
const FAULT_KINDS = 'drop_before drop_after delay repeat garble http500_after in_progress lag'.split(' ')

export interface ExchangeOptions {
  core: Core
  store: Store
  faults: FaultDesk
  dialect: 'plain' | 'text'
  now: () => number
}

export interface DoorOptions extends ExchangeOptions {
  gateway: Gateway
  state: () => object
}

export interface Door {
  listener(req: IncomingMessage, res: ServerResponse): void
  requests(): number
  /** Drops answers that are still held back. */
  stop(): void
}

type Reply = { status: number; type: string; body: string | Buffer } | 'drop'
const text = (status: number, type: string, body: string | Buffer): Reply => ({ status, type, body })
const json = (status: number, value: object): Reply => text(status, JSON_TYPE, JSON.stringify(value))

type Send = (reply: Reply, hold_ms?: number) => void

/** The HTTP side: routes, gateway, faults. */
export function openDoor(options: DoorOptions): Door {
  let requests = 0
  const timers = new Set<NodeJS.Timeout>()
  const exchange = openExchange(options)

  const sender = (res: ServerResponse): Send => {
    const send: Send = (reply, hold_ms = 0) => {
      if (hold_ms > 0) {
        const timer = setTimeout(() => {
          timers.delete(timer)
          send(reply)
        }, hold_ms)
        timers.add(timer)
      } else if (reply === 'drop') res.destroy()
      else res.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body)
    }
    return send
  }

  const route = (req: IncomingMessage, sent: Buffer, send: Send) => {
    const [path = '/'] = (req.url ?? '/').split('?')
    if (req.method === 'GET' && path === '/_sandbox/state') return send(json(200, options.state()))
    const body = readBody(req.headers['content-type'], sent)
    if (req.method !== 'POST' || body === undefined)
      return send(json(400, { code: 400, message: '请求报文不是合法的 JSON' }))
    if (path === '/_sandbox/faults') return send(setFaults(options.faults, body))
    if (path.endsWith('/hsecfc/localQrCodeQuery'))
      return send(json(200, decode(options.store, (body ?? {}) as JsonObject, options.now())))
    if (!path.startsWith('/nhsa/')) return send(json(404, { code: 404, message: '服务不存在' }))
    requests++
    const refused = options.gateway.check(req.headers, options.now())
    if (refused) return send(json(401, refused))
    const { reply, hold_ms } = exchange(codeOf(path, body), body)
    send(reply, hold_ms)
  }

  return {
    requests: () => requests,
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
    },
    listener: (req, res) => {
      const chunks: Buffer[] = []
      let size = 0
      req.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > BODY_LIMIT) req.destroy()
        else chunks.push(chunk)
      })
      req.on('error', () => res.destroy())
      req.on('end', () => route(req, Buffer.concat(chunks), sender(res)))
    },
  }
}

/** One message of the national interface under the faults of the day; `hold_ms`: how long its answer waits. */
export function openExchange({ core, faults, dialect, now }: ExchangeOptions) {
  let serial = 0
  const render = (infno: string, body: unknown, answer: Answer, came_ms: number): string => {
    const area = String((body as JsonObject | null)?.mdtrtarea_admvs ?? '')
    const message = wrap(answer, area, ++serial, came_ms, now())
    return JSON.stringify(dialect === 'text' ? textDialect(infno, message) : message)
  }

  return (infno: string, body: unknown): { reply: Reply; hold_ms: number } => {
    const at_ms = now()
    core.runDue(at_ms)
    const rule = faults.pick(infno, core.kindOf(infno))
    const ms = rule?.ms ?? 1000
    const act = (lag_ms?: number) => core.process(infno, body, at_ms, lag_ms)
    const whole = (answer: Answer): Reply =>
      fileIn(infno, answer) ?? text(200, JSON_TYPE, render(infno, body, answer, at_ms))
    const at_once = (reply: Reply) => ({ reply, hold_ms: 0 })
    switch (rule?.kind) {
      case undefined:
        return at_once(whole(act()))
      case 'drop_before':
        return at_once('drop')
      case 'drop_after':
        act()
        return at_once('drop')
      case 'lag':
        act(ms)
        return at_once('drop')
      case 'delay':
        return { reply: whole(act()), hold_ms: ms }
      case 'repeat': // as a proxy that delivers twice and passes the second answer on
        act()
        return at_once(whole(act()))
      case 'in_progress':
        return at_once(whole(core.defer(infno, body, at_ms, at_ms + ms)))
      case 'garble': {
        const answer = act()
        return at_once(text(200, JSON_TYPE, faults.garble(render(infno, body, answer, at_ms), answer)))
      }
      case 'http500_after': {
        act()
        const failure = faults.failure()
        return at_once(text(failure.status, failure.type, failure.text))
      }
    }
  }
}

function setFaults(faults: FaultDesk, body: unknown): Reply {
  if (!Array.isArray(body) || body.some((rule) => !FAULT_KINDS.includes(rule?.kind)))
    return json(400, { message: '故障规则应为数组，kind 须为已知种类' })
  faults.set(body as FaultRule[])
  return json(200, { rules: body.length })
}

/**
 * The code of a request by its address: {base}/2207, {base}/1.0.0/hsa-fsi-2207; where the address is a
 * service path or one for all, the body's infno. Source: _envelope.json url_shapes.
 */
export function codeOf(path: string, body: unknown): string {
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/^hsa-fsi-/, '')
  return /^(SCX-)?\d{4,6}[A-Z]?$/.test(last) ? last : String((body as JsonObject | null)?.infno ?? '')
}

/** 9102 succeeds with the bytes of the file and nothing around them. */
function fileIn(infno: string, answer: Answer): Reply | null {
  if (infno !== '9102' || !answer.ok) return null
  const { body } = answer.output as { body: string }
  return text(200, 'application/octet-stream', Buffer.from(body, 'base64'))
}

/**
 * The message as JSON, undefined where it is none. Of a form (9101) the part jsonStr is the message, and the
 * part file takes its place in it as base64.
 */
export function readBody(type: string | undefined, sent: Buffer): unknown {
  const boundary = /^multipart\/form-data;.*boundary=("?)([^";]+)\1/i.exec(type ?? '')?.[2]
  if (!boundary) return parse(sent.toString('utf8'))
  const parts = partsOf(sent, boundary)
  const message = parse(parts.get('jsonStr')?.toString('utf8') ?? '') as JsonObject | undefined
  const upload = (message?.input as JsonObject | undefined)?.fsUploadIn as JsonObject | undefined
  const file = parts.get('file')
  if (upload && file) upload.in = file.toString('base64')
  return message
}

function partsOf(sent: Buffer, boundary: string): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  const mark = Buffer.from(`--${boundary}`)
  for (let at = sent.indexOf(mark); at >= 0; ) {
    const next = sent.indexOf(mark, at + mark.length)
    const head = sent.indexOf('\r\n\r\n', at)
    if (next < 0 || head < 0) break
    const name = /name="([^"]*)"/.exec(sent.toString('utf8', at, head))?.[1]
    if (name) parts.set(name, sent.subarray(head + 4, next - 2))
    at = next
  }
  return parts
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
