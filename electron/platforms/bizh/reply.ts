import type { JsonObject } from '../../../shared/contract.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { PostResult } from '../http.ts'
import type { Reply } from '../port.ts'
import type { BizhConfig } from './config.ts'
import { ROOT, readProgram } from './wire.ts'

/** return_code of a session that is over: log in and repeat once. Source: _envelope.json, session. */
const EXPIRED = -9

type Asked = Pick<Txn, 'infno' | 'kind' | 'input'>

/** Lines that take others back: such a 110105 is a refund. */
export const isRefund = ({ infno, input }: Pick<Txn, 'infno' | 'input'>): boolean =>
  infno === 'bizh110105' && feesOf(input).some((line) => Number(line.bka057) < 0)

export const programOf = (of: JsonObject): JsonObject => (of[ROOT] ?? {}) as JsonObject
export const feesOf = (input: JsonObject): JsonObject[] => rows(programOf(input), 'feeinfo')

/**
 * What an HTTP result means. Only a readable program whose return_code is a number can be a yes (from 0 on) or a
 * no (below); anything else leaves the transaction unknown.
 */
export function readReply(result: PostResult, asked: Asked, config: BizhConfig): Reply {
  if (result.is === 'not_sent') return { is: 'not_sent', message: result.why }
  if (result.is === 'unknown') return { is: 'unknown', message: result.why }
  const answer = readProgram(result.body, config)
  if (!answer) return { is: 'unknown', message: `回答无法识别（HTTP ${result.status}）` }
  const { return_code, message, content } = answer
  if (return_code === null) return { is: 'unknown', message: message || '回答没有返回码' }
  if (return_code < 0) return refusal(return_code, message, asked, config)
  if (result.status >= 400) return { is: 'unknown', message: `回答自相矛盾（HTTP ${result.status}）` }
  const hint = message === '' || /成功/.test(message) ? null : message
  return { is: 'ok', output: { [ROOT]: content }, refmsgid: null, warning: hint }
}

function refusal(code: number, message: string, asked: Asked, { messages, words }: BizhConfig): Reply {
  const says = (patterns: readonly string[]) => patterns.some((p) => new RegExp(p, 'i').test(message))
  const refused = (sort: Extract<Reply, { is: 'refused' }>['sort']): Reply => ({
    ...{ is: 'refused', code: String(code), message, sort },
  })
  if (code === EXPIRED) return refused('session')
  if (says(messages.inProgress)) return { is: 'in_progress', message }
  if (message === '' || says(messages.unclear))
    return { is: 'unknown', message: message || `平台返回 ${code}，没有说明` }
  if (says(messages.session)) return refused('session')
  // what a refund finds refunded is done, though the platform calls it a repetition
  if (isRefund(asked)) return refused(says(words.refunded) ? 'absent' : 'other')
  if (says(goneWords(asked, { messages, words }))) return refused('absent')
  if (says(doubleWords(asked, { messages, words }))) return refused('double')
  return refused('other')
}

type Words = Pick<BizhConfig, 'messages' | 'words'>

/**
 * "Not there" is believed of what takes something back, and of questions; of a doubt's only where it is said of the
 * very thing, for what is believed never to have come is sent again.
 */
function goneWords({ infno, kind }: Asked, { messages, words }: Words): readonly string[] {
  if (infno === 'bizh120107') return words.unsettled
  if (WITHDRAWALS.has(infno)) return words.none
  if (infno === 'bizh110103') return [...words.none, ...words.refunded]
  if (infno === 'bizh120206') return [...words.none, ...words.unsettled]
  if (DOUBTS.has(infno)) return words.none
  return kind === 'query' ? messages.absent : []
}

const DOUBTS = new Set(['bizh110102', 'bizh120102', 'bizh120113'])
const WITHDRAWALS = new Set(['bizh110106', 'bizh120004', 'bizh120108', 'bizh120109'])
const ONCE = new Set(['bizh120105', 'bizh120106'])

const doubleWords = ({ infno }: Asked, { messages, words }: Words): readonly string[] =>
  ONCE.has(infno) ? [...messages.double, ...words.already] : messages.double
