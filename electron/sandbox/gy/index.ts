import type { Json } from '../../../shared/contract.ts'
import { rows } from '../../../shared/settlement.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { once } from '../injury/ledger.ts'
import { type Answer, type Opened, refuse, type Wing, type WingDeps } from '../injury/wing.ts'
import { audit } from './areas/audit.ts'
import { exchange } from './areas/exchange.ts'
import { files } from './areas/files.ts'
import { filing } from './areas/filing.ts'
import { person } from './areas/person.ts'
import { settle } from './areas/settle.ts'
import { stay } from './areas/stay.ts'
import { give, SHAPES, take } from './door.ts'
import type { GyKeys } from './keys.ts'
import { moveIn } from './people.ts'
import { type Area, CODE, type Ctx } from './types.ts'

export { keysOf } from './keys.ts'
export { SCHEMA_GY } from './schema.ts'

const HANDLERS: Area = { ...exchange, ...filing, ...person, ...stay, ...settle, ...audit, ...files }

const IN_PROGRESS = '交易正在处理中，请稍后查询'
const MOST_ROWS = 500
const MOST_FILES = 10
/** Downloads that hand nothing over for good: asked again, they are answered anew. */
const READS = new Set(['GYD054', 'GYD104'])

/** 部级工伤异地就医系统, and another province behind it. */
export function openGyWing(deps: WingDeps, keys: GyKeys): Wing {
  const { store, now } = deps
  const book = openContracts({ family: 'gy' })
  moveIn(store, now())

  /** What became of a message that changed nothing: its sender may ask for that too (GYD053). */
  function note(id: string, code: string, answer: Answer, at_ms: number): void {
    if (answer.ok || id === '' || !book.has(code) || book.get(code).kind === 'query') return
    const state = answer.message === IN_PROGRESS ? '01' : '03'
    store.run(
      'insert or replace into gy_told values (?, ?, ?, ?, ?)',
      ...[id, code, state, answer.message, at_ms],
    )
  }

  function check({ code, input }: Opened): void {
    const [fault] = validate(book.get(code), 'input', input, { dict: book.dict })
    if (fault) refuse(fault.message, CODE[fault.rule as keyof typeof CODE] ?? CODE.rule)
    const most = code === 'GYU002' ? MOST_FILES : MOST_ROWS
    if (rows(input, 'list').length > most) refuse(`一次最多上传 ${most} 条`, CODE.length)
  }

  return {
    family: 'gy',
    inProgress: IN_PROGRESS,
    shapes: SHAPES,
    kindOf: (code) => (book.has(code) ? book.get(code).kind : ''),
    open(incoming, at_ms) {
      const taken = take(incoming, keys)
      if (!taken) return { status: 400, type: 'text/html', body: '<html><body>Bad Request</body></html>' }
      const { head } = taken
      const [code = '', id = ''] = [head.transno, head.transid]
      const no = (reason: { code: string; message: string }) =>
        give(head, { ok: false, ...reason }, keys, at_ms)
      if ('code' in taken) return no(taken)
      if (!book.has(code) || incoming.path !== `/${code}`)
        return no({ code: '1003', message: '交易编号无效' })
      return {
        ...{ code, id, input: taken.input, head },
        write: (answer, at) => {
          note(id, code, answer, at)
          return give(head, answer, keys, at)
        },
      }
    },
    act(opened, at_ms): Json {
      const { code, id, input } = opened
      const handler = HANDLERS[code] ?? refuse(`交易 ${code} 未开通`, '1003')
      check(opened)
      const ctx: Ctx = { store, transid: id, at_ms, contract: (one) => book.get(one) }
      const { kind } = book.get(code)
      const passing = kind === 'query' || kind === 'session' || READS.has(code)
      return passing ? handler(input, ctx) : once(deps, 'gy', opened, at_ms, () => handler(input, ctx))
    },
  }
}
