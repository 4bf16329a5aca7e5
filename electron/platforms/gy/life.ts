import type { JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Life, Reply, Verdict } from '../port.ts'
import type { GyConfig } from './config.ts'
import { backwards, renamed } from './envelope.ts'
import { refusedRow, sortOf } from './reply.ts'

const NOTHING_KNOWN: Life = {
  ask: null,
  undo: null,
  confirmAbsence: false,
  doubleStands: false,
  absentIsDone: false,
}

/** gy_ostate */
const NOT_RECEIVED = '00'
const AT_WORK = '01'
const DONE = '02'
const FAILED = '03'

/**
 * Which question answers for which code, and what takes it back. Source: contracts/gy/_lifecycle.md: every code that
 * changes something is asked after by GYD053 under our own serial, and only its word "not received" makes a
 * repetition safe.
 *
 * An undo stands here only where it takes back no more than the message did: GYR001 takes all lines of the visit,
 * earlier batches too, and GYR003 takes admission and lines along with a stay's settlement. Those are a person's
 * to send, as acts of their own; a settlement that GYD053 cannot explain is booked from the person's list (GYD104).
 */
export function lives(config: GyConfig): (code: string) => Life {
  const asked: Life = { ...NOTHING_KNOWN, ask: byHistory(config, 'not_yet'), doubleStands: true }
  const undone = (undo: NonNullable<Life['undo']>): Life => ({
    ...asked,
    ...{ ask: byHistory(config, 'cannot'), undo },
  })
  const table: Record<string, Life> = {
    GYU101: undone({ infno: 'GYR002', input: unadmit }),
    GYU103: { ...asked, record: settledRecord },
    GYU303: { ...undone({ infno: 'GYR003', input: unsettle }), record: settledRecord },
    GYU004: undone({ infno: 'GYR004', input: undeduct }),
    // what is not there need not be withdrawn; of money a person sees that it is not
    GYR001: { ...asked, absentIsDone: true },
    GYR002: { ...asked, absentIsDone: true },
    // 重复下载 stands in its every refusal
    GYR005: { ...asked, doubleStands: false },
  }
  return (code) => table[code] ?? (/^GY[UR]/.test(code) ? asked : NOTHING_KNOWN)
}

/** `unheard`: where GYD053 itself is refused. What can be undone is; all else is asked after for longer. */
const byHistory = (config: GyConfig, unheard: 'not_yet' | 'cannot'): NonNullable<Life['ask']> => ({
  by: 'query',
  infno: 'GYD053',
  input: ({ infno, msgid }) => ({ data: { otransno: infno, otransid: msgid } }),
  judge: (txn, reply) => judge(txn, reply, config, unheard),
})

function judge(txn: Txn, reply: Reply, config: GyConfig, unheard: 'not_yet' | 'cannot'): Verdict {
  if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
  if (reply.is === 'refused')
    return reply.sort === 'absent' ? { v: 'no' } : { v: unheard, why: `平台不回答：${reply.message}` }
  const data = reply.is === 'ok' ? (node(reply.output as JsonObject, 'data') ?? {}) : {}
  const why = String(data.err_msg ?? '')
  switch (data.ostate) {
    case NOT_RECEIVED:
      return { v: 'no' }
    case AT_WORK:
      return { v: 'not_yet', why: why || '平台正在处理' }
    case FAILED:
      return failed(sortOf(why, txn.infno, config), why)
    case DONE:
      return told(txn, data.obiz_data, config)
    default:
      return { v: 'cannot', why: '平台没有说明这笔交易的状态' }
  }
}

/** obiz_data is the answer as it would have come, and is read like it. */
function told(txn: Txn, text: unknown, config: GyConfig): Verdict {
  const answer = parsed(text)
  const output = answer && renamed(answer, backwards(config.names))
  if (!output) return { v: 'cannot', why: '平台说已成功，但没有给出当时的应答' }
  const refused = refusedRow(txn, output, config)
  return refused ? failed(refused.sort, refused.message) : { v: 'yes', output }
}

/** Refused, and why: where a number of our own is there already, an earlier message came after all. */
const failed = (sort: string, why: string): Verdict =>
  sort === 'double' ? { v: 'cannot', why: `平台说：${why}` } : { v: 'no' }

function parsed(text: unknown): JsonObject | null {
  try {
    const value: unknown = JSON.parse(String(text ?? ''))
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
    return isObject ? (value as JsonObject) : null
  } catch {
    return null
  }
}

const REASON = '应答丢失，撤销不明交易'

const first = (txn: Txn): JsonObject => rows(txn.input, 'list')[0] ?? {}
const by = (txn: Txn): JsonObject => ({
  undo_rea: REASON,
  undo_oper: txn.opterName.slice(0, 50),
  undo_time: datetime(txn.createdAt),
})

function unadmit(txn: Txn): JsonObject {
  const { akb020, akc190, aac002, aac003 } = first(txn)
  return { data: { akb020, akc190, aac002, aac003, ...by(txn) } as JsonObject }
}

function unsettle(txn: Txn): JsonObject {
  const { inst_type, akb020, akc190, ykc618, aac002, aac003 } = first(txn)
  return { data: { inst_type, akb020, akc190, ykc618, aac002, aac003, ...by(txn) } as JsonObject }
}

function undeduct(txn: Txn): JsonObject {
  const list = rows(txn.input, 'list').map(({ row_no, kk_sn, akb020, ykc618 }) => {
    return { row_no, kk_sn, akb020, ykc618, ...by(txn) } as JsonObject
  })
  return { list }
}

/** The settlement among all of the person's: the same number, stay and amounts, and not taken back. */
const settledRecord: NonNullable<Life['record']> = {
  label: '结算业务号',
  own: (txn) => String(first(txn).ykc618 ?? ''),
  infno: 'GYD104',
  input: (txn) => ({ data: { aac002: first(txn).aac002 ?? '', aac003: first(txn).aac003 ?? '' } }),
  read: (txn, number, output) => {
    const sent = first(txn)
    const same = (row: JsonObject) =>
      ['ykc618', 'akb020', 'akc190', 'akc264', 'akb068', 'akb067'].every((name) => row[name] === sent[name])
    const found = rows(node(output, 'data') ?? {}, 'list').some(
      (row) => row.ykc618 === number && row.setl_state !== UNDONE && same(row),
    )
    return found ? { list: [{ row_no: sent.row_no ?? 1, result_code: '1' }] } : null
  },
}

/** gy_setl_state */
const UNDONE = '2'
