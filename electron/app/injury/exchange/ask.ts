import type { ExchangePing } from '../../../../shared/api/injury-exchange.ts'
import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { faultOf } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { maskDeep } from '../../../../shared/mask.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { mustSettle } from '../../office.ts'
import type { ExchangeDeps, Send } from './deps.ts'
import { PING } from './model.ts'

const LONG_ms = 5 * 60_000

/** GYU000: address, keys, ciphers and signature in one go; its word is kept for the light. */
export async function ping({ journal, now }: ExchangeDeps, send: Send): Promise<ExchangePing> {
  const from = now()
  const echo = `guitai ${from}`
  const kept = async (said: Omit<ExchangePing, 'at' | 'took_ms'>) => {
    const told: ExchangePing = { at: now(), took_ms: now() - from, ...said }
    await journal.commit([{ t: 'setting', key: PING, value: { ...told } }])
    return told
  }
  try {
    const data = { echo, aae036: datetime(from) }
    const told = node(await mustSettle(send({ infno: 'GYU000', input: { data } })), 'data') ?? {}
    const theirs = Date.parse(String(told.server_time).replace(' ', 'T'))
    // whole seconds there: what is nearer is no difference
    const off_ms = theirs - Math.round((from + now()) / 2)
    const drift_ms = Number.isFinite(off_ms) && Math.abs(off_ms) >= 1_000 ? off_ms : 0
    const minutes = Math.round(Math.abs(drift_ms) / 60_000)
    const words =
      Math.abs(drift_ms) > LONG_ms ? `平台时间与本机相差 ${minutes} 分钟，请校准本机时钟` : '连通正常'
    return await kept({ ok: true, drift_ms, words })
  } catch (error) {
    const { what, centre } = faultOf(error)
    const last = await pinged(journal)
    return kept({ ok: false, drift_ms: last?.drift_ms ?? 0, words: centre?.message || what })
  }
}

export const pinged = async (journal: ExchangeDeps['journal']) =>
  ((await journal.setting(PING)) as unknown as ExchangePing | undefined) ?? null

/** GYD053: what became of a message of ours. `answer`: as it would have come. */
export async function lookup(
  { book }: ExchangeDeps,
  send: Send,
  { otransno, otransid }: ApiInput<'injury.exchange.lookup'>,
): Promise<{ state: string; at: string; why: string; answer: Json }> {
  const output = await mustSettle(send({ infno: 'GYD053', input: { data: { otransno, otransid } } }))
  const data = node(output, 'data') ?? {}
  const state = book?.dict('gy_ostate')?.values[String(data.ostate)] ?? String(data.ostate ?? '')
  return {
    state,
    at: String(data.otime ?? ''),
    why: String(data.err_msg ?? ''),
    answer: maskDeep(parsed(data.obiz_data)),
  }
}

function parsed(text: Json | undefined): Json {
  if (typeof text !== 'string' || text === '') return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** GYD104: all settlements of one person; nothing is kept and nothing confirmed. */
export async function settlementsOf(
  send: Send,
  { aac003, certno }: ApiInput<'injury.exchange.person'>,
): Promise<JsonObject[]> {
  const who: JsonObject = certno.length === 18 ? { aac002: certno } : { aac043: '01', aac044: certno }
  const output = await mustSettle(send({ infno: 'GYD104', input: { data: { ...who, aac003 } } }))
  return rows(node(output, 'data') ?? {}, 'list')
}
