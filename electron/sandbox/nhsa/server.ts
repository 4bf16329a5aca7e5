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

const BODY_LIMIT = 10_000_000
const JSON_TYPE = 'application/json;charset=utf-8'
const FAULT_KINDS = 'drop_before drop_after delay repeat garble http500_after in_progress lag'.split(' ')

export interface DoorOptions {
  core: Core
  store: Store
  faults: FaultDesk
  gateway: Gateway
  dialect: 'plain' | 'text'
  now: () => number
  state: () => object
}

export interface Door {
  listener(req: IncomingMessage, res: ServerResponse): void
  requests(): number
  /** Drops answers that are still held back. */
  stop(): void
}

type Reply = { status: number; type: string; body: string | Buffer } | 'drop'
const json = (status: number, value: object): Reply => ({
  status,
  type: JSON_TYPE,
  body: JSON.stringify(value),
})

/** The HTTP side: routes, gateway, faults. */
export function openDoor(options: DoorOptions): Door {
  const { core, store, faults, gateway, dialect, now } = options
  let requests = 0
  let serial = 0
  const timers = new Set<NodeJS.Timeout>()

  const send = (res: ServerResponse, reply: Reply) => {
    if (reply === 'drop') return void res.destroy()
    res.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body)
  }

  const render = (infno: string, body: unknown, answer: Answer, came_ms: number): string => {
    const area = String((body as JsonObject | null)?.mdtrtarea_admvs ?? '')
    const message = wrap(answer, area, ++serial, came_ms, now())
    return JSON.stringify(dialect === 'text' ? textDialect(infno, message) : message)
  }

  /** One message of the national interface; `hold_ms` is how long its answer is held back. */
  const exchange = (infno: string, body: unknown): { reply: Reply; hold_ms: number } => {
    const at_ms = now()
    core.runDue(at_ms)
    const rule = faults.pick(infno, core.kindOf(infno))
    const ms = rule?.ms ?? 1000
    const act = (lag_ms?: number) => core.process(infno, body, at_ms, lag_ms)
    const good = (answer: Answer): Reply => ({
      status: 200,
      type: JSON_TYPE,
      body: render(infno, body, answer, at_ms),
    })
    const at_once = (reply: Reply) => ({ reply, hold_ms: 0 })
    switch (rule?.kind) {
      case undefined:
        return at_once(good(act()))
      case 'drop_before':
        return at_once('drop')
      case 'drop_after':
        act()
        return at_once('drop')
      case 'lag':
        act(ms)
        return at_once('drop')
      case 'delay':
        return { reply: good(act()), hold_ms: ms }
      case 'repeat': // as a proxy that delivers twice and passes the second answer on
        act()
        return at_once(good(act()))
      case 'in_progress':
        return at_once(good(core.defer(infno, body, at_ms, at_ms + ms)))
      case 'garble': {
        const answer = act()
        const text = render(infno, body, answer, at_ms)
        return at_once({ status: 200, type: JSON_TYPE, body: faults.garble(text, answer) })
      }
      case 'http500_after': {
        act()
        const { status, type, text } = faults.failure()
        return at_once({ status, type, body: text })
      }
    }
  }

  const setFaults = (body: unknown): Reply => {
    if (!Array.isArray(body) || body.some((rule) => !FAULT_KINDS.includes(rule?.kind)))
      return json(400, { message: '故障规则应为数组，kind 须为已知种类' })
    faults.set(body as FaultRule[])
    return json(200, { rules: body.length })
  }

  const route = (method: string, path: string, req: IncomingMessage, text: string, res: ServerResponse) => {
    if (method === 'GET' && path === '/_sandbox/state') return send(res, json(200, options.state()))
    const body = parse(text)
    if (method !== 'POST' || body === undefined)
      return send(res, json(400, { code: 400, message: '请求报文不是合法的 JSON' }))
    if (path === '/_sandbox/faults') return send(res, setFaults(body))
    if (path.endsWith('/hsecfc/localQrCodeQuery'))
      return send(res, json(200, decode(store, (body ?? {}) as JsonObject, now())))
    if (!path.startsWith('/nhsa/')) return send(res, json(404, { code: 404, message: '服务不存在' }))
    requests++
    const refused = gateway.check(req.headers, now())
    if (refused) return send(res, json(401, refused))
    const { reply, hold_ms } = exchange(path.slice(path.lastIndexOf('/') + 1), body)
    if (hold_ms === 0) return send(res, reply)
    const timer = setTimeout(() => {
      timers.delete(timer)
      send(res, reply)
    }, hold_ms)
    timers.add(timer)
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
      req.on('end', () => {
        const { pathname } = new URL(req.url ?? '/', 'http://sandbox')
        route(req.method ?? '', pathname, req, Buffer.concat(chunks).toString('utf8'), res)
      })
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
