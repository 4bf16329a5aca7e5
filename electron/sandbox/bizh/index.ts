import { randomUUID } from 'node:crypto'
import type { JsonObject } from '../../../shared/contract.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { refuse, type Wing, type WingDeps } from '../injury/wing.ts'
import { clinic } from './clinic.ts'
import { info } from './info.ts'
import type { Area, Handler } from './kit.ts'
import { BROKEN } from './shapes.ts'
import { stay } from './stay.ts'
import { openProgram, ROOT } from './wire.ts'

/** Tables of this platform alone. */
export const SCHEMA_BIZH = `
create table if not exists bizh_session (id text primary key, day text not null) strict;
create table if not exists bizh_page (
  mdtrt_id text not null, code text not null, content text not null, at_ms integer not null,
  primary key (mdtrt_id, code)) strict, without rowid;
`

/** what sys0001 wants; any account will do */
export const BIZH_PASSWORD = 'sandbox'

const login: Handler = ({ store, program, at_ms }) => {
  if (program.password !== BIZH_PASSWORD) refuse('登录账号或密码错误')
  const session_id = randomUUID()
  store.insert('bizh_session', { id: session_id, day: dateOf(at_ms) })
  return { session_id }
}

/** 广东集中式工伤结算云平台. */
export function openBizhWing({ store }: WingDeps): Wing {
  const book = openContracts({ family: 'bizh' })
  const handlers: Area = { sys0001: login, ...info(book), ...clinic, ...stay }
  return {
    family: 'bizh',
    open: (incoming, at_ms) => openProgram({ store, book }, incoming, at_ms),
    kindOf: (code) => (book.has(code) ? book.get(code).kind : ''),
    act({ code, input }, at_ms) {
      const handler = handlers[code] ?? refuse(`交易号 ${code} 未开通`)
      const [fault] = validate(book.get(code), 'input', input, { dict: book.dict })
      if (fault) refuse(fault.message)
      return { [ROOT]: handler({ store, program: input[ROOT] as JsonObject, at_ms }) }
    },
    inProgress: '交易正在处理中',
    shapes: BROKEN,
    expire: () => void store.run('delete from bizh_session'),
  }
}
