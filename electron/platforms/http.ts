import { createWriteStream, readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream/promises'

/**
 * One POST, sent once. Repeats nothing, follows nothing. Tells apart what matters to a ledger: whether the
 * request can have left at all.
 */
export interface Post {
  url: string
  headers: Record<string, string>
  body: string | Buffer
  timeout_ms: number
  /** PEM file of an authority of the site's own; the certificate is checked in any case unless told not to */
  caFile?: string
  acceptAnyCertificate?: boolean
  /** queries may ride on a connection kept open; a reused one can die unseen, so nothing else does */
  reuse?: boolean
  /** called when the whole request has been handed to the socket */
  written?: () => void
  /** an answer of bytes and no message goes into this file, whatever its size, and is not held in memory */
  into?: string
}

export type PostResult =
  | {
      is: 'answered'
      status: number
      headers: http.IncomingHttpHeaders
      /** empty where the answer went into a file */
      body: Buffer
      /** how many bytes of it went into the file that the request names */
      filed?: number
    }
  /** no connection came about: no byte of the request left */
  | { is: 'not_sent'; why: string }
  | { is: 'unknown'; why: string }

/** Carries one request, once, and says what came of it. */
export type Send = (request: Post) => Promise<PostResult>

const LONGEST_ANSWER = 64 * 1024 * 1024
const agents = new Map<string, http.Agent | https.Agent>()

function agentFor(post: Post, secure: boolean): http.Agent | https.Agent {
  const key = `${secure}|${post.reuse === true}|${post.caFile ?? ''}|${post.acceptAnyCertificate === true}`
  const known = agents.get(key)
  if (known) return known
  const keep = { keepAlive: post.reuse === true, timeout: 4_000, maxSockets: 16 }
  const agent = secure
    ? new https.Agent({
        ...keep,
        rejectUnauthorized: post.acceptAnyCertificate !== true,
        ...(post.caFile ? { ca: readFileSync(post.caFile) } : {}),
      })
    : new http.Agent(keep)
  agents.set(key, agent)
  return agent
}

export function post(request: Post): Promise<PostResult> {
  return new Promise((resolve) => {
    const url = new URL(request.url)
    const secure = url.protocol === 'https:'
    const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body
    let connected = false
    let settled = false
    const finish = (result: PostResult) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      resolve(result)
      req.destroy()
    }
    const lost = (why: string) => finish({ is: connected ? 'unknown' : 'not_sent', why })
    const timer = setTimeout(() => lost(`${request.timeout_ms / 1000} 秒内没有回答`), request.timeout_ms)
    const req = (secure ? https : http).request(
      url,
      {
        method: 'POST',
        agent: agentFor(request, secure),
        headers: { ...request.headers, 'content-length': body.length },
      },
      (res) => {
        if (request.into !== undefined && isBytes(res)) {
          // a long file takes its time: only a line that has fallen silent is given up
          res.on('data', () => timer.refresh())
          return void filed(res, request.into).then(
            (bytes) => finish(answered(res, Buffer.alloc(0), bytes)),
            (error) => finish({ is: 'unknown', why: unfinished(error) }),
          )
        }
        const chunks: Buffer[] = []
        let size = 0
        res.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > LONGEST_ANSWER) return finish({ is: 'unknown', why: '回答过长' })
          chunks.push(chunk)
        })
        res.on('end', () => {
          if (!res.complete) return finish({ is: 'unknown', why: '回答不完整' })
          finish(answered(res, Buffer.concat(chunks)))
        })
        res.on('error', () => finish({ is: 'unknown', why: '回答中途断开' }))
        res.on('close', () => finish({ is: 'unknown', why: '回答中途断开' }))
      },
    )
    req.on('socket', (socket) => {
      const ready = () => {
        connected = true
      }
      if (req.reusedSocket || !socket.connecting) ready()
      else socket.once(secure ? 'secureConnect' : 'connect', ready)
    })
    req.on('finish', () => request.written?.())
    req.on('error', (error: NodeJS.ErrnoException) => lost(reason(error)))
    req.end(body)
  })
}

/** By its own word, and not a refusal; some gateways call their messages so too: see files.ts. */
const isBytes = ({ statusCode = 0, headers }: http.IncomingMessage): boolean =>
  statusCode < 400 && /octet-stream|zip/i.test(headers['content-type'] ?? '')

async function filed(res: http.IncomingMessage, path: string): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 })
  await pipeline(res, file)
  if (!res.complete) throw new Error('incomplete')
  return file.bytesWritten
}

/** A disk that is full is not the line's fault. */
const unfinished = (error: NodeJS.ErrnoException): string =>
  error.code === 'ENOSPC' ? '本机磁盘已满，文件没有存下' : '回答中途断开'

function answered(res: http.IncomingMessage, body: Buffer, bytes?: number): PostResult {
  const head = { is: 'answered' as const, status: res.statusCode ?? 0, headers: res.headers, body }
  return bytes === undefined ? head : { ...head, filed: bytes }
}

function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return '对方没有开放服务'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return '找不到对方的地址'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return '网络不通'
    case 'ECONNRESET':
    case 'EPIPE':
      return '连接被断开'
    default:
      return error.code?.startsWith('ERR_TLS') || /certificate|self-signed/i.test(error.message)
        ? `对方的证书不可信（${error.code ?? error.message}）`
        : `网络错误（${error.code ?? error.message}）`
  }
}
