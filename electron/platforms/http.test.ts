import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { post } from './http.ts'

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
})
