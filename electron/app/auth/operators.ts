import type { OperatorView } from '../../../shared/api/auth.ts'
import type { Json } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import type { Change, Journal, OperatorRow } from '../../journal/port.ts'
import { hashPassword } from './password.ts'
import type { Sessions } from './sessions.ts'

export const UNTOUCHED = '没有更改任何内容。'

/** The audit entry of an act, to be committed together with it. */
export const audited = (
  at: number,
  actor: string,
  action: string,
  subject = actor,
  detail: Json = {},
): Change => ({
  t: 'audit',
  entry: { at, actor, action, subject, detail },
})

/** A row as it is first stored, with the password hashed and no failures counted. */
export async function newOperator(
  fields: Pick<OperatorRow, 'opter' | 'opterName' | 'role' | 'disabled'>,
  password: string,
  now: number,
  createdAt = now,
): Promise<OperatorRow> {
  const hashed = await hashPassword(password)
  return { ...fields, password: hashed, failures: 0, lockedUntil: null, createdAt, passwordAt: now }
}

export async function listOperators(journal: Journal, now: number): Promise<OperatorView[]> {
  return (await journal.operators()).map(({ opter, opterName, role, disabled, lockedUntil }) => ({
    opter,
    opterName,
    role,
    disabled,
    lockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil : null,
  }))
}

/**
 * Makes or changes an operator; a new password also ends a lockout and, unless it is one's own, that
 * operator's sessions. Throws `invalid` (a new one without a password), `conflict` (the last administrator).
 */
export async function saveOperator(
  deps: { journal: Journal; sessions: Sessions; now: () => number },
  input: ApiInput<'auth.saveOperator'>,
  by: string,
): Promise<void> {
  const { journal, sessions, now } = deps
  const { password, ...fields } = input
  const old = await journal.operator(fields.opter)
  if (old) await keepAnAdmin(journal, old, fields)
  let put: OperatorRow
  if (password) put = await newOperator(fields, password, now(), old?.createdAt)
  else if (old) put = { ...old, ...fields }
  else fail('invalid', '密码：新操作员必须设置密码', UNTOUCHED, '请填写密码。')
  const { opter, opterName, role, disabled } = put
  const detail = { role, disabled, passwordSet: Boolean(password), made: !old }
  await journal.commit([{ t: 'operator', put }, audited(now(), by, 'auth.saveOperator', opter, detail)])
  const stays = !disabled && (!password || opter === by)
  sessions.refresh(opter, stays ? { opter, opterName, role } : null)
}

/** Someone must always be able to manage operators. */
async function keepAnAdmin(
  journal: Journal,
  old: OperatorRow,
  next: Pick<OperatorRow, 'role' | 'disabled'>,
): Promise<void> {
  const isAdmin = (row: Pick<OperatorRow, 'role' | 'disabled'>) => row.role === 'admin' && !row.disabled
  if (!isAdmin(old) || isAdmin(next)) return
  const others = (await journal.operators()).filter((row) => row.opter !== old.opter)
  if (!others.some(isAdmin)) {
    fail('conflict', '这是最后一位管理员，不能停用或改为其他角色', UNTOUCHED, '请先设置另一位管理员。')
  }
}
