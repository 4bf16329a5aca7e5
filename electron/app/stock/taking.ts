import type { StockKind } from '../../../shared/api/stock.ts'
import type { Change } from '../../journal/port.ts'
import type { NewUpload } from '../upload/port.ts'
import type { StockDeps } from './deps.ts'
import { MOVEMENTS, sourceOf } from './kinds.ts'
import type { Pad } from './pad.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Rows whose batch number another row of that kind has already are held: the centre tells them by it. */
export async function adding(
  { uploads, now }: Pick<StockDeps, 'uploads' | 'now'>,
  pad: Pad,
  kind: StockKind,
  row: NewUpload,
): Promise<Change[]> {
  const source = sourceOf(kind)
  const changes = uploads.adding(source, [row])
  const bchno = text(row.payload.fixmedins_bchno)
  if (!bchno || kind === 'remove') return changes
  const number = `${kind}:${bchno}`
  const taken = (await pad.get<{ key: string }>(BCHNO, number))?.data.key
  if (taken !== undefined && taken !== row.key) {
    const why = `定点医药机构批次流水号 ${bchno} 与 ${MOVEMENTS[kind].label} ${taken} 相同，请在 HIS 改成唯一的流水号`
    const set = { state: 'held' as const, why }
    return [...changes, { t: 'upload.set', source, keys: [row.key], from: [...UNSENT], set, at: now() }]
  }
  if (taken === undefined)
    await pad.put(BCHNO, number, { state: 'taken', subject: '', text: bchno, data: { key: row.key } })
  return changes
}

const BCHNO = 'stock.bchno'
const UNSENT = ['waiting', 'held', 'refused', 'withdrawn'] as const
