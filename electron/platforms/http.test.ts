import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { post } from './http.ts'

/** A self-signed certificate for 127.0.0.1, good till 2126, and its key: nobody's secret. */
const CERT = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUTzbfF2ZWf/R3am7TRmDQ76JKYlkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMTEyNTIyOVoYDzIxMjYxMDI4
MTI1MjI5WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARFY0A/cLoHM/EFx6sY+4Rtgl0lIIuAuGfxqzpsV6gPm4vK4ryQyJx1
qpQT585ch44gC++hynD9JUIV5RdCzAlOo2QwYjAdBgNVHQ4EFgQUdaB+qKViwJHg
/wADHS56t2yGXZ8wHwYDVR0jBBgwFoAUdaB+qKViwJHg/wADHS56t2yGXZ8wDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQC2UflklsYzAP+FynXAz666qPnyAg/ld3zNz/YKPYdMXQIhAObLufyuR4RVGG9u
IA8VwFeBKlmt/e+YmJ8LFIivyVez
-----END CERTIFICATE-----
`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJxFDg6yoAYdXF0MO
74h5z72rraTG+vSDzfe7eofzKOGhRANCAARFY0A/cLoHM/EFx6sY+4Rtgl0lIIuA
uGfxqzpsV6gPm4vK4ryQyJx1qpQT585ch44gC++hynD9JUIV5RdCzAlO
-----END PRIVATE KEY-----
`

const servers: { close(): void }[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server | ReturnType<typeof createTcp>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
const http = (handler: RequestListener) => listen(createServer(handler))
const tcp = (handler: (socket: Socket) => void) => listen(createTcp(handler))
const send = (url: string, more = {}) =>
  post({ url, headers: {}, body: '{"a":1}', timeout_ms: 2_000, ...more })

describe('post', () => {
  it('brings the whole answer', async () => {
    const url = await http((req, res) => req.pipe(res.writeHead(201)))
    const result = await send(url)
    expect(result).toMatchObject({ is: 'answered', status: 201 })
    expect(result.is === 'answered' && result.body.toString()).toBe('{"a":1}')
  })

  it('knows that nothing left where nobody listens or the name is unknown', async () => {
    const url = await http((_req, res) => res.end())
    for (const server of servers.splice(0)) server.close()
    expect(await send(url)).toEqual({ is: 'not_sent', why: '对方没有开放服务' })
    expect((await send('http://no-such-host.invalid/')).is).toBe('not_sent')
  })

  it('does not know where the connection broke after the request, or in the middle of the answer', async () => {
    const dropped = await tcp((socket) => socket.once('data', () => socket.destroy()))
    expect((await send(dropped)).is).toBe('unknown')
    const half = await tcp((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"infcode":0'))
    })
    expect((await send(half)).is).toBe('unknown')
  })

  it('does not know after the time limit', async () => {
    const url = await http(() => {})
    expect(await send(url, { timeout_ms: 80 })).toEqual({ is: 'unknown', why: '0.08 秒内没有回答' })
  })

  it('sends once: a broken connection is not tried again', async () => {
    let requests = 0
    const url = await tcp((socket) =>
      socket.once('data', () => {
        requests += 1
        socket.destroy()
      }),
    )
    await send(url)
    await send(url, { reuse: true })
    expect(requests).toBe(2)
  })

  it('does not follow a redirection', async () => {
    const url = await http((_req, res) => res.writeHead(302, { location: '/elsewhere' }).end())
    expect(await send(url)).toMatchObject({ is: 'answered', status: 302 })
  })

  it('tells when the request has been handed over', async () => {
    let written = 0
    const url = await http((_req, res) => res.end('{}'))
    await send(url, { written: () => written++ })
    expect(written).toBe(1)
  })

  it('sends nothing to a certificate that it cannot trust, unless told to', async () => {
    let requests = 0
    const server = createHttps({ cert: CERT, key: KEY }, (_req, res) => {
      requests += 1
      res.end('{}')
    })
    const url = (await listen(server)).replace('http:', 'https:')
    const refused = await send(url)
    expect(refused.is).toBe('not_sent')
    expect(refused).toHaveProperty('why', expect.stringContaining('证书不可信'))
    expect(requests).toBe(0)
    const caFile = join(mkdtempSync(join(tmpdir(), 'guitai-ca-')), 'ca.pem')
    writeFileSync(caFile, CERT)
    expect((await send(url, { caFile })).is).toBe('answered')
    expect((await send(url, { acceptAnyCertificate: true })).is).toBe('answered')
  })
})
