import type { Json, JsonObject } from '../../../shared/contract.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Reply, Verdict } from '../port.ts'

export const yes = (output: JsonObject): Verdict => ({ v: 'yes', output })

/** A question that the platform refuses cannot be answered; only "not found" is a no. */
export function refusedQuestion(reply: Reply): Verdict {
  if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
  if (reply.is === 'refused' && reply.sort === 'absent') return { v: 'no' }
  return { v: 'cannot', why: reply.is === 'refused' ? reply.message : '平台不回答这个问题' }
}

/** Rows of a paged answer, and whether they are all that there are. */
export function pageOf(reply: Reply, list: string): { list: JsonObject[]; whole: boolean } {
  const result = reply.is === 'ok' ? node(reply.output as Json, 'result') : null
  const found = rows(result ?? {}, list)
  return { list: found, whole: typeof result?.total === 'number' && found.length >= result.total }
}

/** Where both name it, it is the same. */
export const sameText = (row: JsonObject, sent: JsonObject, names: readonly string[]): boolean =>
  names.every((name) => {
    const [is, was] = [row[name], sent[name]]
    return !is || !was || String(is) === String(was)
  })

/**
 * Numbers that the platform had given before this message, as its sender found them (`local.given.found.known`):
 * a list that lags may still show what was taken back. `listed`: the sender looked.
 */
export function taken(txn: Txn): { listed: boolean; has(number: Json): boolean } {
  const { known } = node(node(txn.local, 'given') ?? {}, 'found') ?? {}
  const numbers = new Set(Array.isArray(known) ? known.map(String) : [])
  return { listed: Array.isArray(known), has: (number) => numbers.has(String(number)) }
}
