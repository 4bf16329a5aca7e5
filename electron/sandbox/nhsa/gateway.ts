import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { NhsaSandboxOptions } from './types.ts'

type Scheme = NonNullable<NhsaSandboxOptions['headers']>
const WINDOW_ms = 30 * 60_000

/** What the gateway answers in the centre's stead (HTTP 401, no infcode), or null to let it through. */
export interface Gateway {
  check(headers: IncomingHttpHeaders, at_ms: number): object | null
}

/** Verifies the header scheme of the site. Source: contracts/nhsa/_envelope.json header_schemes. */
export function openGateway(options: Scheme | undefined): Gateway {
  const { scheme = 'none', key = '', secret = '' } = options ?? {}
  if (scheme === 'csb') return { check: (headers, at_ms) => csb(headers, at_ms, key, secret) }
  if (scheme === 'none') return { check: () => null }
  const nonces = new Map<string, number>()
  return { check: (headers, at_ms) => tif(headers, at_ms, key, secret, nonces) }
}

function tif(h: IncomingHttpHeaders, at_ms: number, key: string, token: string, nonces: Map<string, number>) {
  const no = (message: string) => ({ code: 401, type: 'error', message, data: null })
  const [id, time, nonce, signature] = ['paasid', 'timestamp', 'nonce', 'signature'].map((name) =>
    String(h[`x-tif-${name}`] ?? ''),
  ) as [string, string, string, string]
  if (!id || !time || !nonce || !signature) return no('缺少网关请求头')
  if (id !== key) return no('应用账号不存在')
  if (Math.abs(at_ms - Number(time) * 1000) > WINDOW_ms || !/^\d{10}$/.test(time)) return no('时间戳超时')
  const expected = createHash('sha256')
    .update(time + token + nonce + time)
    .digest('hex')
  if (!same(signature, expected)) return no('签名不一致')
  for (const [old, seen_ms] of nonces) {
    if (at_ms - seen_ms <= WINDOW_ms) break
    nonces.delete(old)
  }
  if (nonces.has(nonce)) return no('随机数重复')
  nonces.set(nonce, at_ms)
  return null
}

const CSB = ['_api_access_key', '_api_name', '_api_timestamp', '_api_version']

function csb(h: IncomingHttpHeaders, at_ms: number, key: string, secret: string) {
  const no = (message: string) => ({ code: 401, message })
  const value = (name: string) => String(h[name] ?? '')
  if ([...CSB, '_api_signature'].some((name) => !value(name))) return no('缺少服务网关的请求头')
  if (value('_api_access_key') !== key) return no('非法用户')
  if (!(Math.abs(at_ms - Number(value('_api_timestamp'))) <= WINDOW_ms)) return no('签名时间戳超时')
  const signed = CSB.map((name) => `${name}=${value(name)}`).join('&')
  const expected = createHmac('sha1', secret).update(signed).digest('base64')
  return same(value('_api_signature'), expected) ? null : no('签名不一致')
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
