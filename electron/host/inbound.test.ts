import { createHmac } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { allowList, type InboundDoor, openInboundDoor, tryInboundDoor } from './inbound.ts'

const NOW = Date.UTC(2026, 0, 5)
let door: InboundDoor | undefined
let heard: [string, unknown, string][] = []

afterEach(async () => {
  await door?.close()
  door = undefined
  heard = []
})

type Config = Parameters<typeof openInboundDoor>[0]['config']
const TOKEN: Config['auth'] = { scheme: 'token', header: 'x-token', tokenRef: 't' }
const HMAC: Config['auth'] = {
  scheme: 'hmac',
  header: 'x-signature',
  timestamp: 'x-timestamp',
  secretRef: 't',
}

const deps = (more: Partial<Config> = {}) => ({
  config: { host: '127.0.0.1', port: 0, allow: ['127.0.0.1'], auth: TOKEN, paths: {}, ...more },
  desk: {
    receive: async (infno: string, body: unknown, from: string) => {
      heard.push([infno, body, from])
      return { infcode: 0 }
    },
  },
  secret: () => 's3cret',
  now: () => NOW,
  log: () => {},
})

const call = (path: string, body: string, headers: Record<string, string>, method = 'POST') =>
  fetch(`http://127.0.0.1:${door!.port}${path}`, { method, ...(method === 'POST' ? { body } : {}), headers })

test('passes a proven message on by path, by a path of the site, or by what it says of itself', async () => {
  door = await openInboundDoor(deps({ paths: { '7102': '/rx/feedback' } }))
  const headers = { 'x-token': 's3cret' }
  expect(await (await call('/6201', '{"a":1}', headers)).json()).toEqual({ infcode: 0 })
  await call('/api/rx/feedback'.slice(4), '{}', headers)
  await call('/any', '{"infno":"7103"}', headers)
  expect(heard.map(([infno]) => infno)).toEqual(['6201', '7102', '7103'])
  expect(heard[0]).toEqual(['6201', { a: 1 }, '127.0.0.1'])
})

test('a stranger learns nothing: wrong secret, wrong address, wrong method, no JSON, too much', async () => {
  door = await openInboundDoor(deps())
  expect((await call('/6201', '{}', {})).status).toBe(401)
  expect((await call('/6201', '{}', { 'x-token': 's3cres' })).status).toBe(401)
  expect((await call('/6201', '', { 'x-token': 's3cret' }, 'GET')).status).toBe(405)
  expect((await call('/6201', '{', { 'x-token': 's3cret' })).status).toBe(400)
  const large = await call('/6201', 'x'.repeat(5_000_001), { 'x-token': 's3cret' }).catch(() => null)
  expect([413, undefined]).toContain(large?.status)
  await door.close()
  door = await openInboundDoor(deps({ allow: ['10.0.0.0/8'] }))
  expect((await call('/6201', '{}', { 'x-token': 's3cret' })).status).toBe(403)
  expect(heard).toEqual([])
})

test('an empty secret proves nobody', async () => {
  door = await openInboundDoor({ ...deps(), secret: () => '' })
  expect((await call('/6201', '{}', {})).status).toBe(401)
  await door.close()
  door = await openInboundDoor({ ...deps({ auth: HMAC }), secret: () => '' })
  const time = String(NOW / 1000)
  const signature = createHmac('sha256', '').update(`${time}\n{}`).digest('hex')
  const shown = { 'x-timestamp': time, 'x-signature': signature }
  expect((await call('/6201', '{}', shown)).status).toBe(401)
  expect(heard).toEqual([])
})

test('a signed call holds for five minutes and for its own body', async () => {
  door = await openInboundDoor(deps({ auth: HMAC }))
  const sign = (time: number, body: string) => ({
    'x-timestamp': String(time),
    'x-signature': createHmac('sha256', 's3cret').update(`${time}\n${body}`).digest('hex'),
  })
  const now_s = NOW / 1000
  expect((await call('/6201', '{}', sign(now_s, '{}'))).status).toBe(200)
  expect((await call('/6201', '{"x":1}', sign(now_s, '{}'))).status).toBe(401)
  expect((await call('/6201', '{}', sign(now_s - 301, '{}'))).status).toBe(401)
})

test('networks and single addresses of both kinds are allowed; what is none is an error', () => {
  const allowed = allowList(['10.1.0.0/16', '192.168.3.7', 'fd00::/8'])
  expect(['10.1.2.3', '192.168.3.7', 'fd12::1'].map(allowed)).toEqual([true, true, true])
  expect(['10.2.0.1', '192.168.3.8', '::1', 'x'].map(allowed)).toEqual([false, false, false, false])
  expect(() => allowList(['gateway'])).toThrow('gateway')
})

test('a port that is taken is told and stops nothing', async () => {
  door = await openInboundDoor(deps())
  const notices: string[] = []
  expect(await tryInboundDoor(deps({ port: door.port }), notices)).toBeNull()
  expect(notices).toEqual([expect.stringContaining(String(door.port))])
})
