import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FaultRule } from '../nhsa/types.ts'
import { addressOf, buildInjury, type InjurySandboxOptions, type InjuryView, type Reply } from './centre.ts'

export { type InjuryKeys, type InjurySandboxOptions, type InjuryView, openInjury } from './centre.ts'
export type { InjuryLedgerRow, InjuryLeftover } from './ledger.ts'

export interface InjurySandbox extends InjuryView {
  /** base address; the platforms are below it: {url}/gs, {url}/bizh, {url}/gy */
  url: string
  close(): Promise<void>
}

const BODY_LIMIT = 100_000_000

/** Starts the three simulated work-injury platforms on 127.0.0.1, with ledgers of their own in one file. */
export async function startInjurySandbox(options: InjurySandboxOptions = {}): Promise<InjurySandbox> {
  const { store, exchange, view } = buildInjury(options)
  const timers = new Set<NodeJS.Timeout>()
  const answer = (res: ServerResponse, reply: Reply) => {
    if (reply === 'drop') res.destroy()
    else res.writeHead(reply.status, { 'content-type': reply.type }).end(reply.body)
  }
  const route = (req: IncomingMessage, res: ServerResponse, body: Buffer) => {
    const [path = '/'] = (req.url ?? '/').split('?')
    if (path === '/_sandbox/faults') {
      view.setFaults(JSON.parse(body.toString('utf8')) as FaultRule[])
      return answer(res, { status: 200, type: 'application/json', body: '{}' })
    }
    if (path === '/_sandbox/expire') {
      view.expire()
      return answer(res, { status: 200, type: 'application/json', body: '{}' })
    }
    if (path === '/_sandbox/state') {
      const state = { ledger: view.ledger(), leftovers: view.leftovers(), requests: view.requests() }
      return answer(res, { status: 200, type: 'application/json', body: JSON.stringify(state) })
    }
    const { family, rest } = addressOf(path)
    const { reply, hold_ms } = exchange(family, { path: rest, headers: req.headers, body })
    if (hold_ms === 0) return answer(res, reply)
    const timer = setTimeout(() => {
      timers.delete(timer)
      answer(res, reply)
    }, hold_ms)
    timers.add(timer)
  }
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT) req.destroy()
      else chunks.push(chunk)
    })
    req.on('error', () => res.destroy())
    req.on('end', () => route(req, res, Buffer.concat(chunks)))
  })
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    ...view,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          store.close()
          resolve()
        })
        for (const timer of timers) clearTimeout(timer)
        server.closeAllConnections()
      }),
  }
}
