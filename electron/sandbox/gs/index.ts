import type { Json, JsonObject } from '../../../shared/contract.ts'
import { stamp } from '../../../shared/msgid.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { once } from '../injury/ledger.ts'
import { type Answer, type Incoming, type Opened, refuse, type Wing, type WingDeps } from '../injury/wing.ts'
import { application } from './apply.ts'
import { clearing } from './clearing.ts'
import { fees } from './fees.ts'
import { dataOf, type Handler } from './kit.ts'
import { person } from './person.ts'
import { records } from './records.ts'
import { settle } from './settle.ts'
import { stay } from './stay.ts'
import { tables } from './tables.ts'
import { undos } from './undo.ts'

export { SCHEMA_GS } from './schema.ts'

const HANDLERS: Record<string, Handler> = {
  ...{ ...person, ...application, ...stay, ...fees, ...settle },
  ...{ ...records, ...clearing, ...tables, ...undos },
}

const TYPE = 'application/json;charset=utf-8'
/** 公共报文: name, label, longest, required. Source: contracts/gs/_envelope.json. */
const HEAD: [string, string, number, boolean][] = [
  ['infno', '交易编号', 10, true],
  ['msgid', '交易流水号', 40, true],
  ['akb020', '协议机构编码', 20, true],
  ['yab003', '经办机构编码', 6, false],
  ['aae011', '经办人姓名', 50, true],
  ['inf_time', '交易时间', 19, true],
  ['infver', '接口版本', 10, true],
]

/** 工伤联网结算平台（四川）, simulated: its own ledger, its lifecycle, its refusals. */
export function openGsWing(deps: WingDeps): Wing {
  const { store } = deps
  const book = openContracts({ family: 'gs' })
  const dict = (name: string) => book.dict(name)

  function act(opened: Opened, at_ms: number): Json {
    const { code, id, input } = opened
    const handler = HANDLERS[code]
    if (!handler || !book.has(code)) refuse(`交易 ${code} 未开通`)
    const [fault] = validate(book.get(code), 'input', input, { dict })
    if (fault) refuse(`报文有误：${fault.message}`)
    const data = dataOf(input)
    const run = () => handler({ store, id, code, input, data, at_ms })
    const { kind } = book.get(code)
    const changes = (kind === 'transact' || kind === 'upload') && data.js_type !== '0'
    return changes ? once(deps, 'gs', opened, at_ms, run) : run()
  }

  const write = (answer: Answer, at_ms: number) => ({
    ...{ status: 200, type: TYPE },
    body: JSON.stringify({
      infcode: answer.ok ? 0 : -1,
      err_msg: answer.ok ? '' : answer.message,
      refmsgid: `GSP${stamp(at_ms)}${String(store.next('gs-answer')).padStart(8, '0')}`,
      output: answer.ok ? answer.output : null,
    }),
  })

  return {
    family: 'gs',
    open: (incoming, at_ms) => opened(incoming, at_ms, write),
    kindOf: (code) => (book.has(code) ? book.get(code).kind : ''),
    act,
    inProgress: '交易正在处理中，请稍后查询',
  }
}

/** Takes the wrapper off; what is none is answered as a gateway would. */
function opened({ body }: Incoming, at_ms: number, write: Opened['write']) {
  const gateway = (message: string) => ({
    ...{ status: 400, type: TYPE },
    body: JSON.stringify({ code: 400, message }),
  })
  let message: JsonObject
  try {
    message = JSON.parse(body.toString('utf8'))
  } catch {
    return gateway('请求报文不是 JSON')
  }
  if (message === null || typeof message !== 'object' || Array.isArray(message))
    return gateway('请求报文格式错误')
  const head: Record<string, string> = {}
  for (const [name, label, length, required] of HEAD) {
    const value = message[name] ?? ''
    const wrong = typeof value !== 'string' || (required && value === '') || [...value].length > length
    if (wrong) return write({ ok: false, message: `公共报文 ${label}（${name}）有误` }, at_ms)
    head[name] = value
  }
  const { input } = message
  if (input === null || typeof input !== 'object' || Array.isArray(input))
    return write({ ok: false, message: '公共报文 交易输入（input）有误' }, at_ms)
  return { code: head.infno!, id: head.msgid!, input: input as JsonObject, head, write }
}
