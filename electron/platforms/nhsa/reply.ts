import type { PostResult } from '../http.ts'
import type { Reply } from '../port.ts'
import type { NhsaConfig } from './config.ts'

/**
 * What an HTTP result means. Only a readable envelope whose infcode is a number can be a yes or a no;
 * whatever a gateway says in between ({code, message}; {type, infcode, err_msg}) leaves the transaction
 * unknown (_envelope.json, last rule).
 */
export function readReply(result: PostResult, messages: NhsaConfig['messages'], infno: string): Reply {
  if (result.is === 'not_sent') return { is: 'not_sent', message: result.why }
  if (result.is === 'unknown') return { is: 'unknown', message: result.why }
  const envelope = parse(result.body, infno)
  if (!envelope) return { is: 'unknown', message: `回答无法识别（HTTP ${result.status}）` }
  const infcode = number(pick(envelope, 'infcode'))
  const message = text(pick(envelope, 'err_msg')) || text(pick(envelope, 'message'))
  if (infcode === null) return { is: 'unknown', message: message || `网关回答 HTTP ${result.status}` }
  if (infcode === 0) {
    if (result.status >= 400) return { is: 'unknown', message: `回答自相矛盾（HTTP ${result.status}）` }
    return {
      is: 'ok',
      output: pick(envelope, 'output'),
      refmsgid: text(pick(envelope, 'inf_refmsgid')) || null,
      warning: text(pick(envelope, 'warn_msg')) || null,
    }
  }
  if (pick(envelope, 'type') !== undefined && pick(envelope, 'inf_refmsgid') === undefined) {
    return { is: 'unknown', message: message || `网关回答 ${infcode}` }
  }
  return refusal(infcode, message, messages, infno)
}

function refusal(infcode: number, message: string, messages: NhsaConfig['messages'], infno: string): Reply {
  const says = (patterns: string[]) => patterns.some((p) => new RegExp(p, 'i').test(message))
  if (says(messages.inProgress)) return { is: 'in_progress', message }
  if (message === '' || says(messages.unclear)) {
    return { is: 'unknown', message: message || `中心返回 ${infcode}，没有说明` }
  }
  const sort = says(messages.session)
    ? 'session'
    : says(infno === '2402' ? [...messages.double, ...messages.discharged] : messages.double)
      ? 'double'
      : says(absentWords(infno, messages))
        ? 'absent'
        : 'other'
  return { is: 'refused', code: String(infcode), message, sort }
}

const WITHDRAWALS = new Set([
  ...['2202', '2205', '2302', '2404', '2405', '2502', '2504', '2506'],
  ...['4204', '4206', 'SCX-0203'],
])

/** "Not there" is believed of the very thing that the code is about, where a belief moves money or records. */
function absentWords(infno: string, messages: NhsaConfig['messages']): string[] {
  if (infno === '2601') return messages.neverHappened
  return WITHDRAWALS.has(infno) ? messages.gone : messages.absent
}

/** A file sent as a form is answered by "a JSON string" (9101, rules), which some take at its word. */
const ANSWERED_BY_TEXT = new Set(['9101'])

function parse(body: Buffer, infno: string): Record<string, unknown> | null {
  try {
    let value: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''))
    if (typeof value === 'string' && ANSWERED_BY_TEXT.has(infno)) value = JSON.parse(value)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** Keys in any letter case. */
function pick(envelope: Record<string, unknown>, key: string): unknown {
  if (key in envelope) return envelope[key]
  const found = Object.keys(envelope).find((k) => k.toLowerCase() === key)
  return found === undefined ? undefined : envelope[found]
}

function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : null
}

function text(value: unknown): string {
  return typeof value === 'string' && value.toLowerCase() !== 'null' ? value : ''
}
