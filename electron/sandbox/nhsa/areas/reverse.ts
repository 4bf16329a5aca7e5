import type { JsonObject } from '../../../../shared/contract.ts'
import { personOf } from '../people.ts'
import type { Area, Ctx, Handler, StoredMessage, Undo } from '../types.ts'
import { refuse } from '../types.ts'

const NEVER_SEEN = '未找到原交易，冲正失败'

/** 2601 over the undo table of all areas. A second 2601 of the same message is acknowledged again. */
export function reversal(undo: Record<string, Undo>): Area {
  const reverse: Handler = (input: JsonObject, ctx: Ctx) => {
    const { psn_no = '', omsgid = '', oinfno = '' } = input.data as Record<string, string>
    personOf(psn_no)
    if (!ctx.options.reversible.includes(oinfno)) refuse(`交易 ${oinfno} 不支持冲正`)
    const busy = ctx.store.get('select 1 from pending where msgid = ?', omsgid)
    if (busy) refuse('原交易处理中，请稍后再冲正')
    const message = ctx.store.get<StoredMessage>(
      'select * from message where fixmedins_code = ? and msgid = ?',
      ctx.env.fixmedins_code,
      omsgid,
    )
    if (!message || message.infno !== oinfno || message.psn_no !== psn_no) refuse(NEVER_SEEN)
    if (message.reversed) return null
    const take = undo[oinfno] ?? refuse(`交易 ${oinfno} 不支持冲正`)
    take(message, ctx)
    ctx.store.run(
      'update message set reversed = 1 where fixmedins_code = ? and msgid = ?',
      ctx.env.fixmedins_code,
      omsgid,
    )
    return null
  }
  return { '2601': reverse }
}
