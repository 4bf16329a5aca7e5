import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { stamp } from '../../../shared/msgid.ts'
import { validate } from '../../../shared/validate.ts'
import type { DocRow, Journal } from '../../journal/port.ts'
import type { Bus } from '../registry.ts'
import type { Inbound, InboundAnswer, InboundDesk, InboundHandler, InboundRecord } from './port.ts'

export interface InboundDeps {
  journal: Journal
  bus: Bus
  now(): number
  /** null for a code that is not in the family's book */
  contract(family: string, infno: string): Contract | null
  dict(family: string, name: string): Dict | undefined
  log(line: Record<string, unknown>): void
}

export interface Desk extends InboundDesk {
  /**
   * One message of the platform in its envelope, from `from`. Never throws: the answer is the response
   * envelope of contracts/nhsa/_envelope.json. What was taken is durable before it is answered.
   */
  receive(infno: string, body: unknown, from: string): Promise<JsonObject>
}

const MSGID = /^[\w-]{1,40}$/
const TRIES = 3

/** The desk behind the inbound door: checks, journals, answers once. */
export function createInbound(deps: InboundDeps): Desk {
  const handlers = new Map<string, InboundHandler>()
  let answers = 0
  const wrap = (came: number, answer: Answered): JsonObject => ({
    infcode: answer.message === null ? 0 : -1,
    inf_refmsgid: `000000${stamp(deps.now())}${String(++answers).padStart(10, '0')}`,
    refmsg_time: `${stamp(came)}000`,
    respond_time: `${stamp(deps.now())}000`,
    err_msg: answer.message ?? '',
    output: answer.output,
  })
  return {
    register: (handler) => void handlers.set(handler.infno, handler),
    async receive(infno, body, from) {
      const came = deps.now()
      try {
        return wrap(came, await answered(deps, handlers.get(infno), infno, body, from))
      } catch (error) {
        deps.log({ level: 'error', at: 'inbound', infno, error: String(error) })
        // not taken: the platform sends it again
        return wrap(came, { output: null, message: faultOf(error).what })
      }
    },
  }
}

type Answered = Pick<InboundRecord, 'output' | 'message'>

const no = (message: string): Answered => ({ output: null, message })

async function answered(
  deps: InboundDeps,
  handler: InboundHandler | undefined,
  infno: string,
  body: unknown,
  from: string,
): Promise<Answered> {
  if (!handler) return no(`交易编号 ${infno} 未开通`)
  if (!body || typeof body !== 'object' || Array.isArray(body)) return no('请求报文格式错误')
  const { msgid, input, infno: named } = body as JsonObject
  if (named !== undefined && named !== infno) return no('交易编号与请求地址不符')
  if (typeof msgid !== 'string' || !MSGID.test(msgid)) return no('发送方报文ID（msgid）不能为空或格式错误')
  const wrong = faultsOf(deps, handler, input)
  if (wrong) return no(wrong)
  const message: Inbound = { infno, msgid, input: input as JsonObject, now: deps.now() }
  for (let tries = 1; ; tries++) {
    const before = await deps.journal.doc('inbound', msgid)
    const known = before && earlier(before, message)
    if (known) return known
    const answer = await handler.handle(message)
    try {
      return await keep(deps, message, answer, from, before?.version ?? 0)
    } catch (error) {
      // the same message, or what it changes, was written meanwhile: look again
      if (faultOf(error).kind !== 'conflict' || tries === TRIES) throw error
    }
  }
}

function faultsOf(deps: InboundDeps, { family, infno }: InboundHandler, input: unknown): string | null {
  const contract = deps.contract(family, infno)
  if (!contract) return `交易编号 ${infno} 未开通`
  // additions that a platform makes to its own message are no fault of it
  const faults = validate(contract, 'input', input, { dict: (name) => deps.dict(family, name) })
    .filter(({ rule }) => rule !== 'unknown')
    .slice(0, 5)
  return faults.length > 0 ? faults.map((fault) => fault.message).join('；') : null
}

/** What a message that was taken before is answered again; one that was refused is judged anew. */
function earlier(row: DocRow, { infno, input }: Inbound): Answered | null {
  const record = row.data as unknown as InboundRecord
  if (record.message !== null) return null
  if (record.infno !== infno || JSON.stringify(record.input) !== JSON.stringify(input))
    return no('发送方报文ID重复，且内容与原报文不一致')
  return record
}

async function keep(
  { journal, bus }: InboundDeps,
  { infno, msgid, input, now }: Inbound,
  answer: InboundAnswer,
  from: string,
  expect: number,
): Promise<Answered> {
  const told = answer.ok ? { output: answer.output, message: null } : no(answer.message)
  const record: InboundRecord = { infno, from, input, ...told }
  const first = Object.values(input)[0]
  const head = (Array.isArray(first) ? first[0] : first) as JsonObject | undefined
  const put = {
    kind: 'inbound',
    id: msgid,
    state: answer.ok ? 'taken' : 'refused',
    subject: String(head?.psn_no ?? ''),
    text: [infno, msgid, head?.ord_no, head?.hi_ord_no, head?.hi_rxno].filter(Boolean).join(' '),
    data: { ...record } as unknown as JsonObject,
    opter: 'platform',
    opterName: '医保平台',
    at: now,
  }
  await journal.commit([{ t: 'doc', put, expect }, ...(answer.ok ? answer.changes : [])])
  bus.emit('inbound.changed', { infno })
  return told
}
