import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Session, WireMessage } from '../port.ts'
import type { NhsaConfig } from './config.ts'

export interface Institution {
  fixmedins_code: string
  fixmedins_name: string
}

/** The public message around one input. Source: contracts/nhsa/_envelope.json. */
export function envelope(txn: Txn, session: Session, config: NhsaConfig, site: Institution): JsonObject {
  return {
    infno: config.codes[txn.infno] ?? txn.infno,
    msgid: txn.msgid,
    mdtrtarea_admvs: config.mdtrtarea_admvs,
    insuplc_admdvs: txn.insuplc ?? '',
    recer_sys_code: config.recer_sys_code,
    dev_no: config.dev_no,
    dev_safe_info: '',
    cainfo: '',
    signtype: '',
    infver: config.infver,
    opter_type: config.opter_type,
    opter: session.opter,
    opter_name: session.opterName,
    inf_time: datetime(txn.createdAt),
    fixmedins_code: site.fixmedins_code,
    fixmedins_name: [...site.fixmedins_name].slice(0, 20).join(''),
    sign_no: txn.infno === '9001' ? '' : (session.sign_no ?? ''),
    ...config.extra,
    input: renamed(txn.input, config.wireNames),
  }
}

function renamed(value: JsonObject, names: Record<string, string>): JsonObject {
  if (Object.keys(names).length === 0) return value
  const walk = (v: unknown): unknown =>
    Array.isArray(v)
      ? v.map(walk)
      : v !== null && typeof v === 'object'
        ? Object.fromEntries(Object.entries(v).map(([k, x]) => [names[k] ?? k, walk(x)]))
        : v
  return walk(value) as JsonObject
}

export function address(code: string, config: NhsaConfig, servicePaths: Record<string, string>): string {
  const infno = config.codes[code] ?? code
  const base = config.baseUrl.replace(/\/+$/, '')
  switch (config.path.style) {
    case 'infno':
      return `${base}/${infno}`
    case 'csb':
      return `${base}/${config.path.version}/${config.path.prefix}${infno}`
    case 'single':
      return `${base}/${config.path.path.replace(/^\/+/, '')}`
    case 'service': {
      const path = config.path.paths[infno] ?? servicePaths[infno]
      return `${base}${path ?? `/${infno}`}`
    }
  }
}

/** The gateway's headers. Source: _envelope.json header_schemes. */
export function authHeaders(
  infno: string,
  config: NhsaConfig,
  secret: (ref: string) => string,
  now_ms: number,
): Record<string, string> {
  const { auth } = config
  switch (auth.scheme) {
    case 'none':
      return {}
    case 'apikey':
      return { apikey: secret(auth.keyRef) }
    case 'x-tif': {
      const timestamp = String(Math.floor(now_ms / 1000))
      const nonce = randomUUID()
      const text = timestamp + secret(auth.tokenRef) + nonce + timestamp
      return {
        'x-tif-paasid': auth.paasid,
        'x-tif-timestamp': timestamp,
        'x-tif-nonce': nonce,
        'x-tif-signature': createHash('sha256').update(text, 'utf8').digest('hex'),
      }
    }
    case 'csb': {
      const signed: Record<string, string> = {
        _api_access_key: auth.accessKey,
        _api_name: auth.name.replace('{infno}', infno),
        _api_timestamp: String(now_ms),
        _api_version: auth.version,
      }
      const text = Object.keys(signed)
        .sort()
        .map((key) => `${key}=${signed[key]}`)
        .join('&')
      return {
        ...signed,
        _api_signature: createHmac('sha1', secret(auth.secretRef)).update(text, 'utf8').digest('base64'),
      }
    }
  }
}

const SECRET_HEADERS = /signature|apikey|token/i

/** As it would leave, with nothing secret in it. */
export function shown(message: WireMessage): WireMessage {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([k, v]) => [k, SECRET_HEADERS.test(k) ? '***' : v]),
  )
  return { ...message, headers }
}
