import type { Json, JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Session } from '../port.ts'
import type { GsConfig } from './config.ts'

export interface Institution {
  fixmedins_code: string
  fixmedins_name: string
}

/** 协议机构编码: the national code unless the platform gave one of its own. */
export const akb020Of = (config: GsConfig, site: Institution): string => config.akb020 ?? site.fixmedins_code

/** Fields that hold a code of the family itself, which a site may number otherwise. */
const CODE_FIELDS: ReadonlySet<string> = new Set(['orig_code', 'biz_code'])

/** The message around one input. Its msgid is the serial that GS5001 undoes. Source: contracts/gs/_envelope.json. */
export function envelope(txn: Txn, session: Session, config: GsConfig, site: Institution): JsonObject {
  const message: JsonObject = {
    infno: config.codes[txn.infno] ?? txn.infno,
    msgid: txn.msgid,
    akb020: akb020Of(config, site),
    yab003: config.yab003,
    aae011: session.opterName,
    inf_time: datetime(txn.createdAt),
    infver: config.infver,
    sign: '',
    input: onWire(txn.input, config),
  }
  return Object.fromEntries(
    Object.entries(message).map(([name, value]) => [config.envelope[name] ?? name, value]),
  )
}

/** Names and codes as this site's platform has them. */
function onWire(value: Json, config: GsConfig, field = ''): Json {
  if (Array.isArray(value)) return value.map((one) => onWire(one, config))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [config.names[name] ?? name, onWire(one, config, name)]),
    )
  return CODE_FIELDS.has(field) && typeof value === 'string' ? (config.codes[value] ?? value) : value
}

/** The other way round: an answer under the contract's names and codes. */
export function fromWire(value: unknown, config: GsConfig): unknown {
  const { names, codes } = config
  if (Object.keys(names).length === 0 && Object.keys(codes).length === 0) return value
  const own = new Map(Object.entries(names).map(([ours, theirs]) => [theirs, ours]))
  const code = new Map(Object.entries(codes).map(([ours, theirs]) => [theirs, ours]))
  const walk = (of: unknown, field: string): unknown => {
    if (Array.isArray(of)) return of.map((one) => walk(one, ''))
    if (of !== null && typeof of === 'object')
      return Object.fromEntries(
        Object.entries(of).map(([name, one]) => [own.get(name) ?? name, walk(one, own.get(name) ?? name)]),
      )
    return CODE_FIELDS.has(field) && typeof of === 'string' ? (code.get(of) ?? of) : of
  }
  return walk(value, '')
}

/** Where one interface is: `path` below the base address. */
export function address(infno: string, config: GsConfig): string {
  const code = config.codes[infno] ?? infno
  const path = (config.path ?? '{code}').replace('{code}', code).replace(/^\/+/, '')
  return `${config.baseUrl.replace(/\/+$/, '')}/${path}`
}
