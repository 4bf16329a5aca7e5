import type { StockKind } from '../../../shared/api/stock.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { inTurn, type StockDeps, SYSTEM } from './deps.ts'
import { KINDS, MOVEMENTS, sourceOf } from './kinds.ts'
import { openPad, type Pad } from './pad.ts'
import { settlementOf } from './settlement.ts'
import { adding } from './taking.ts'

/**
 * A movement that cannot go yet. original: a return, or a deletion, of what the centre has not taken so far (its
 * number is not known); settlement: a sale to an insured person, whose setl_id comes with the settlement.
 */
export interface Pending {
  kind: StockKind
  key: string
  psn_no: string
  title: string
  payload: JsonObject
  waits: 'original' | 'settlement'
}

export const PENDING = 'stock.pending'
export const WAITS: Record<Pending['waits'], string> = {
  original: '等原记录被中心接收',
  settlement: '等这张处方结算',
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export async function putPending(pad: Pad, pending: Pending): Promise<void> {
  const { kind, key, waits, title, payload } = pending
  const subject = text(waits === 'original' ? payload.of : payload.rxno)
  await pad.put<Pending>(PENDING, `${kind}:${key}`, {
    state: waits,
    subject,
    text: `${key} ${title}`,
    data: pending,
  })
}

const MANY = 500

/** Takes up those that need not wait any longer; answers how many. */
export function joinPending(deps: StockDeps): Promise<number> {
  return inTurn(deps, async () => {
    const { journal, uploads, now, log } = deps
    let count = 0
    for (const { id, data } of await journal.docs({ kind: PENDING, order: 'id', limit: MANY })) {
      const pending = data as unknown as Pending
      try {
        const payload = await completed(deps, pending)
        if (!payload) continue
        const pad = openPad(journal, SYSTEM, now())
        await pad.drop(PENDING, id)
        const { kind, key, title } = pending
        const psn_no = text(payload.psn_no) || pending.psn_no
        const changes = await adding(deps, pad, kind, { key, title, psn_no, payload })
        await journal.commit([...pad.changes(), ...changes])
        await uploads.wake(sourceOf(kind))
        count += 1
      } catch (error) {
        log({ level: 'warn', at: 'stock', pending: id, why: faultOf(error).what })
      }
    }
    return count
  })
}

/** The payload with what it waited for; null where that is not there yet. */
async function completed(deps: StockDeps, { kind, payload, waits }: Pending): Promise<JsonObject | null> {
  if (waits === 'settlement') {
    const rx = { rxno: text(payload.rxno), billId: text(payload.rtal_docno), certno: text(payload.certno) }
    const found = await settlementOf(deps, rx)
    return found && { ...payload, ...found }
  }
  const { returns } = MOVEMENTS[kind]
  const origins = returns
    ? [returns.of]
    : KINDS.filter((each) => MOVEMENTS[each].type !== '' && MOVEMENTS[each].type === payload.inv_data_type)
  for (const origin of origins) {
    const source = sourceOf(origin)
    const [row] = await deps.journal.uploads({ source, keys: [text(payload.of)], limit: 1 })
    if (row?.state !== 'accepted') continue
    const number = text((row.answer as JsonObject | null)?.[returns?.number ?? ''])
    return {
      ...payload,
      ...(returns ? { ...(number ? { [returns.number]: number } : {}) } : { target: source }),
    }
  }
  return null
}
