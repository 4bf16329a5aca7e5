import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

const DAY_ms = 86_400_000

function signIn(input: JsonObject, ctx: Ctx) {
  const { opter_no, mac, ip } = input.signIn as Record<string, string>
  const source = `${ctx.env.fixmedins_code}${opter_no}${ctx.at_ms}${ctx.store.next('signin')}`
  const sign_no = createHash('sha256').update(source).digest('hex').slice(0, 30) // 9002 takes no more than 30
  ctx.store.insert('signin', {
    sign_no,
    fixmedins_code: ctx.env.fixmedins_code,
    opter_no: opter_no ?? '',
    mac: mac ?? '',
    ip: ip ?? '',
    at_ms: ctx.at_ms,
    out_ms: null,
  })
  return { signinoutb: { sign_time: datetime(ctx.at_ms), sign_no } }
}

function signOut(input: JsonObject, ctx: Ctx) {
  const { sign_no, opter_no } = input.signOut as Record<string, string>
  const changed = ctx.store.run(
    'update signin set out_ms = ? where sign_no = ? and opter_no = ? and fixmedins_code = ? and out_ms is null',
    ctx.at_ms,
    sign_no ?? '',
    opter_no ?? '',
    ctx.env.fixmedins_code,
  )
  if (changed === 0) refuse('未签到或已签退，签到编号无效')
  return { sign_time: datetime(ctx.at_ms) }
}

/** Refuses unless the message carries a sign_no that this hospital got within a day and has not given back. */
export function checkSignIn(ctx: Ctx): void {
  const known = ctx.store.get(
    'select 1 from signin where sign_no = ? and fixmedins_code = ? and out_ms is null and at_ms > ?',
    ctx.env.sign_no,
    ctx.env.fixmedins_code,
    ctx.at_ms - DAY_ms,
  )
  if (!known) refuse('未签到或签到失效，请重新签到（9001）')
}

export const session: Area = { '9001': signIn, '9002': signOut }
