import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createSessions } from '../app/auth/sessions.ts'
import { createBus, createRegistry } from '../app/registry.ts'
import { startWebHost, type WebHost } from './web.ts'

const dir = mkdtempSync(join(tmpdir(), 'guitai-web-'))
const rendererDir = join(dir, 'renderer')
const bus = createBus()
const sessions = createSessions({ idleLock_ms: 0, now: Date.now })
let host: WebHost
let cookie = ''
const TAB_A = 'aaaaaaaaaaaaaaaaaaaa'
const TAB_B = 'bbbbbbbbbbbbbbbbbbbb'

beforeAll(async () => {
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(dir, 'secret.txt'), 'secret')
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>柜台</title>')
  writeFileSync(join(rendererDir, 'assets/index-AbCd1234.js'), `export default "${'x'.repeat(5000)}"`)
  const registry = createRegistry()
  registry.open('auth.state', async (_input, caller) => ({ operator: caller.operator }) as never)
  registry.open('auth.login', async ({ opter }, caller) => {
    sessions.login(caller.sessionId, { opter, opterName: opter, role: 'cashier' })
    return {} as never
  })
  host = await startWebHost({ registry, bus, sessions, rendererDir, version: '0' })
  const entered = await raw('GET', new URL(host.url).pathname + new URL(host.url).search)
  expect(entered.status).toBe(303)
  expect(entered.headers.location).toBe('/')
  const set = String(entered.headers['set-cookie'])
  expect(set).toMatch(/HttpOnly; SameSite=Strict; Path=\//)
  cookie = set.split(';')[0] ?? ''
})
afterAll(async () => {
  await host.close()
  rmSync(dir, { recursive: true })
})

interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** A bare request: path and headers go out exactly as given. */
function raw(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Reply> {
  const { hostname, port } = new URL(host.origin)
  return new Promise((resolve, reject) => {
    const req = request({ hostname, port, method, path, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk) => chunks.push(chunk))
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
      )
    })
    req.on('error', reject)
    req.end(body)
  })
}

const good = () => ({
  cookie,
  origin: host.origin,
  'content-type': 'application/json',
  'x-guitai-tab': TAB_A,
})
const post = async (headers: Record<string, string>, message: unknown, body = JSON.stringify(message)) => {
  const reply = await raw('POST', '/call', headers, body)
  return { status: reply.status, answer: reply.body.length ? JSON.parse(reply.body.toString()) : null }
}

describe('web host: who may call', () => {
  const state = { channel: 'auth.state', input: {} }
  const without = (name: string) => Object.fromEntries(Object.entries(good()).filter(([key]) => key !== name))

  it('answers its own page', async () => {
    expect(await post(good(), state)).toEqual({
      status: 200,
      answer: { ok: true, value: { operator: null } },
    })
  })

  it('gives no cookie for a wrong or missing token', async () => {
    for (const path of ['/enter', '/enter?t=', `/enter?t=${'A'.repeat(43)}`]) {
      const reply = await raw('GET', path)
      expect(reply.status).toBe(403)
      expect(reply.headers['set-cookie']).toBeUndefined()
    }
  })

  it('keeps the cookie of a browser that comes in again', async () => {
    const path = new URL(host.url).pathname + new URL(host.url).search
    expect((await raw('GET', path, { cookie })).headers['set-cookie']).toBeUndefined()
    expect((await raw('GET', path, { cookie: `${cookie}x` })).headers['set-cookie']).toBeDefined()
  })

  it('refuses a missing or foreign cookie, tab, Origin or Host', async () => {
    const port = new URL(host.origin).port
    const cases: [Record<string, string>, number][] = [
      [without('cookie'), 401],
      [{ ...good(), cookie: `${cookie.slice(0, -1)}!` }, 401],
      [without('x-guitai-tab'), 401],
      [{ ...good(), 'x-guitai-tab': '../..' }, 401],
      [without('origin'), 403],
      [{ ...good(), origin: 'http://evil.example' }, 403],
      [{ ...good(), origin: 'null' }, 403],
      [{ ...good(), origin: `https://127.0.0.1:${port}` }, 403],
      [{ ...good(), origin: `http://evil.example:${port}`, host: `evil.example:${port}` }, 421],
      [{ ...good(), host: '127.0.0.1:1' }, 421],
      [{ ...good(), 'content-type': 'text/plain' }, 415],
    ]
    for (const [headers, status] of cases) {
      expect([headers, (await post(headers, state)).status]).toEqual([headers, status])
    }
  })

  it('refuses bodies over 1 MiB and bodies that are no message', async () => {
    const big = JSON.stringify({ channel: 'auth.state', input: { x: 'y'.repeat(1024 * 1024) } })
    expect((await post(good(), null, big)).status).toBe(413)
    for (const body of ['', '{', 'null', '[]', '{"channel":1}']) {
      expect((await post(good(), null, body)).status).toBe(400)
    }
    expect((await post(good(), state)).status).toBe(200)
  })

  it('takes two tabs for two faces and a reload for the same one', async () => {
    await post(good(), { channel: 'auth.login', input: { opter: 'c1', password: 'x' } })
    const who = async (tab: string) =>
      (await post({ ...good(), 'x-guitai-tab': tab }, state)).answer.value.operator?.opter ?? null
    expect(await who(TAB_A)).toBe('c1')
    expect(await who(TAB_B)).toBe(null)
  })
})

describe('web host: files', () => {
  it('serves the page with the strict policy', async () => {
    const reply = await raw('GET', '/')
    expect(reply.body.toString()).toContain('柜台')
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    expect(reply.headers['referrer-policy']).toBe('no-referrer')
    expect(reply.headers['cache-control']).toBe('no-cache')
    expect((await raw('GET', '/', { 'if-none-match': String(reply.headers.etag) })).status).toBe(304)
  })

  it('compresses and lets hashed files be kept for ever', async () => {
    const reply = await raw('GET', '/assets/index-AbCd1234.js', { 'accept-encoding': 'gzip, br' })
    expect(reply.headers['content-encoding']).toBe('br')
    expect(reply.headers['cache-control']).toContain('immutable')
    expect(reply.body.length).toBeLessThan(200)
  })

  it('leads nowhere else', async () => {
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/assets',
      '/nothing.js',
      '//',
    ]) {
      const reply = await raw('GET', path)
      expect([path, reply.status >= 400]).toEqual([path, true])
      expect(reply.body.toString()).not.toContain('secret')
    }
    expect((await raw('PUT', '/')).status).toBe(405)
  })
})

describe('web host: events', () => {
  const events = (tab: string, headers: Record<string, string>) =>
    new Promise<WebSocket | number>((resolve) => {
      const ws = new WebSocket(`${host.origin.replace('http', 'ws')}/events?tab=${tab}`, { headers })
      ws.on('open', () => resolve(ws))
      ws.on('unexpected-response', (_req, res) => resolve(res.statusCode ?? 0))
      ws.on('error', () => resolve(0))
    })
  const next = (ws: WebSocket) =>
    new Promise<unknown>((resolve) => ws.once('message', (data) => resolve(JSON.parse(String(data)))))

  it('refuses foreign pages', async () => {
    const origin = host.origin
    expect(await events(TAB_A, { cookie })).toBe(403)
    expect(await events(TAB_A, { cookie, origin: 'http://evil.example' })).toBe(403)
    expect(await events(TAB_A, { origin })).toBe(403)
    expect(await events('x', { cookie, origin })).toBe(403)
  })

  it('tells each face its own events and everybody the common ones', async () => {
    const seen: string[] = []
    const unsubscribe = bus.subscribe(
      (_event, _payload, sessionId) => void (sessionId && seen.push(sessionId)),
    )
    const a = (await events(TAB_A, { cookie, origin: host.origin })) as WebSocket
    const b = (await events(TAB_B, { cookie, origin: host.origin })) as WebSocket
    const common = [next(a), next(b)]
    bus.emit('doubt.changed', { open: 3 })
    expect(await Promise.all(common)).toEqual(Array(2).fill({ event: 'doubt.changed', payload: { open: 3 } }))

    const ownId = await sessionIdOf(TAB_A)
    const first = [next(a), next(b)]
    bus.emit('session.locked', {}, ownId)
    bus.emit('doubt.changed', { open: 4 })
    expect(await Promise.all(first)).toMatchObject([{ event: 'session.locked' }, { event: 'doubt.changed' }])
    expect(seen).toEqual([ownId])
    unsubscribe()
    a.terminate()
    b.terminate()
  })

  /** The session's id never leaves the host; the handler's own sight of it stands in here. */
  async function sessionIdOf(tab: string): Promise<string> {
    let id = ''
    const original = sessions.touch
    sessions.touch = (sessionId) => {
      id = sessionId
      original(sessionId)
    }
    await post(
      { ...good(), 'x-guitai-tab': tab },
      { channel: 'auth.login', input: { opter: 'c1', password: 'x' } },
    )
    sessions.touch = original
    return id
  }
})
