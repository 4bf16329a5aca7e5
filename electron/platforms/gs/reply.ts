import type { JsonObject } from '../../../shared/contract.ts'
import { node } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { PostResult } from '../http.ts'
import type { Reply } from '../port.ts'
import type { GsConfig } from './config.ts'
import { fromWire } from './envelope.ts'

/** Codes whose undoing moves money: that nothing is there to undo is no yes to a person's wish then. */
export const MONEY: ReadonlySet<string> = new Set(['GS3015', 'GS3108', 'GS3201'])

/**
 * What an HTTP result means. Only a readable envelope with a numeric infcode is a word of the platform: from 0 on a
 * yes, below a no. Whatever a gateway says, and what contradicts itself, leaves the message unknown.
 */
export function readReply(result: PostResult, config: GsConfig, txn: Txn): Reply {
  if (result.is === 'not_sent') return { is: 'not_sent', message: result.why }
  if (result.is === 'unknown') return { is: 'unknown', message: result.why }
  const envelope = parse(result.body)
  if (!envelope) return { is: 'unknown', message: `回答无法识别（HTTP ${result.status}）` }
  const of = (name: string) => pick(envelope, config.envelope[name] ?? name)
  const infcode = number(of('infcode'))
  const message = text(of('err_msg')) || text(pick(envelope, 'message'))
  if (infcode === null) return { is: 'unknown', message: message || `网关回答 HTTP ${result.status}` }
  if (result.status >= 500 || (infcode >= 0 && result.status >= 400))
    return { is: 'unknown', message: message || `回答自相矛盾（HTTP ${result.status}）` }
  if (infcode >= 0) {
    const refmsgid = text(of('refmsgid')) || null
    return { is: 'ok', output: fromWire(of('output'), config), refmsgid, warning: null }
  }
  if (pick(envelope, 'type') !== undefined && of('refmsgid') === undefined)
    return { is: 'unknown', message: message || `网关回答 ${infcode}` }
  return refusal(infcode, message, config, txn)
}

function refusal(infcode: number, message: string, { messages, undo }: GsConfig, txn: Txn): Reply {
  const says = (patterns: string[]) => patterns.some((p) => new RegExp(p, 'i').test(message))
  if (says(messages.inProgress)) return { is: 'in_progress', message }
  if (message === '' || says(messages.unclear))
    return { is: 'unknown', message: message || `平台返回 ${infcode}，没有说明` }
  const refused = (sort: 'double' | 'absent' | 'session' | 'other'): Reply => ({
    ...{ is: 'refused', code: String(infcode), message, sort },
  })
  if (says(messages.session)) return refused('session')
  if (txn.infno === 'GS5001') {
    if (says(undo.before)) return refused('double')
    // asked under a number of its own: a repetition can only be the platform's haste, and is no word of the undo
    if (says(messages.double))
      return txn.kind === 'query' ? { is: 'in_progress', message } : refused('double')
    return refused(says(undo.never) && believed(txn) ? 'absent' : 'other')
  }
  if (txn.infno === 'GS1003') {
    if (says(undo.gone)) return refused('absent')
    return refused(says(messages.double) ? 'double' : 'other')
  }
  return refused(says(messages.double) ? 'double' : says(messages.absent) ? 'absent' : 'other')
}

/**
 * "The original never came" ends a doubt of ours about any code. A person who takes back what our ledger holds as
 * settled is told it as a refusal: the ledger stays, until somebody has looked.
 */
function believed({ parent, input }: Txn): boolean {
  return parent !== null || !MONEY.has(String(node(input, 'data')?.orig_code))
}

function parse(body: Buffer): JsonObject | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''))
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null
  } catch {
    return null
  }
}

/** Keys in any letter case. */
function pick(envelope: JsonObject, key: string): unknown {
  if (key in envelope) return envelope[key]
  const found = Object.keys(envelope).find((k) => k.toLowerCase() === key.toLowerCase())
  return found === undefined ? undefined : envelope[found]
}

function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null
  return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : null
}

const text = (value: unknown): string =>
  typeof value === 'string' && value.toLowerCase() !== 'null' ? value : ''
