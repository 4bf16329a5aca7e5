import type {
  ProductHit,
  ProductView,
  StockDetail,
  StockKind,
  StockKindView,
  StockRowView,
  StockState,
  StockSummary,
} from '../../../shared/api/stock.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { maskDeep, maskName } from '../../../shared/mask.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import type { UploadRow } from '../../journal/port.ts'
import { labelled } from '../txn/labels.ts'
import type { StockDeps } from './deps.ts'
import { type Batch, batchesOf, GOODS, round, TRACE, type Trace } from './goods.ts'
import { KINDS, kindOf, MOVEMENTS, signOf, sourceOf } from './kinds.ts'
import { PENDING, type Pending, WAITS } from './pending.ts'
import { readAt } from './read.ts'
import { payloadOf } from './sources.ts'

const STATE_LABEL: Record<StockState, string> = {
  open: '等待条件',
  waiting: '待上传',
  held: '待改',
  sent: '已发出',
  accepted: '已上传',
  refused: '被拒',
  withdrawn: '已撤',
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

export async function summary(deps: StockDeps): Promise<StockSummary> {
  const { journal, uploads } = deps
  const counts = await journal.uploadCounts()
  const pending = await journal.docs({ kind: PENDING, limit: MANY })
  const kinds = KINDS.map((kind): StockKindView => {
    const source = sourceOf(kind)
    const of = (state: UploadRow['state']) =>
      counts.find((each) => each.source === source && each.state === state)?.count ?? 0
    const { label, many } = MOVEMENTS[kind]
    const registered = uploads.sources().find((each) => each.id === source)
    return {
      ...{ kind, label, infno: registered?.infno ?? many },
      ...{ waiting: of('waiting'), sent: of('sent'), accepted: of('accepted') },
      ...{ refused: of('refused'), held: of('held'), withdrawn: of('withdrawn') },
      pending: pending.filter(({ data }) => (data as unknown as Pending).kind === kind).length,
      blocked: uploads.status(source).blocked,
    }
  })
  return { kinds, readAt: await readAt(deps) }
}

const MANY = 1000

export interface RowsQuery {
  kind: StockKind
  states?: StockState[] | undefined
  text: string
  offset: number
  limit: number
}

/** The rows of a kind: what needs a hand or waits for something in front where no state is asked for. */
export async function listRows(
  { journal }: Pick<StockDeps, 'journal'>,
  { kind, states, text: words, offset, limit }: RowsQuery,
): Promise<{ rows: StockRowView[]; more: boolean }> {
  const wantsOpen = !states || states.includes('open')
  const open = wantsOpen && offset === 0 ? await openRows(journal, kind, words) : []
  const own = states?.filter((state): state is UploadRow['state'] => state !== 'open')
  if (own?.length === 0) return { rows: open, more: false }
  const found = await journal.uploads({
    source: sourceOf(kind),
    ...(own ? { states: own } : {}),
    ...(words ? { text: words } : {}),
    order: 'newest',
    offset,
    limit: limit + 1,
  })
  const shown = found.slice(0, limit).map(rowView)
  return { rows: [...open, ...shown], more: found.length > limit }
}

async function openRows(
  journal: StockDeps['journal'],
  kind: StockKind,
  words: string,
): Promise<StockRowView[]> {
  const found = await journal.docs({ kind: PENDING, ...(words ? { text: words } : {}), limit: MANY })
  return found.flatMap(({ data, at }): StockRowView[] => {
    const pending = data as unknown as Pending
    if (pending.kind !== kind) return []
    return [{ ...faceOf(kind, pending), ...stateFace('open'), why: WAITS[pending.waits], at }]
  })
}

const stateFace = (state: StockState) => ({ state, stateLabel: STATE_LABEL[state] })

export function rowView(row: UploadRow): StockRowView {
  const kind = kindOf(row.source)!
  return {
    ...faceOf(kind, { ...row, payload: payloadOf(row) }),
    ...stateFace(row.state),
    why: row.why,
    at: row.at,
  }
}

function faceOf(
  kind: StockKind,
  { key, title, payload }: { key: string; title: string; payload: JsonObject },
) {
  const movement = MOVEMENTS[kind]
  const sign = signOf(kind, text(payload.inv_chg_type)) < 0 ? '-' : ''
  return {
    ...{ kind, key, fixmedins_hilist_id: text(payload.fixmedins_hilist_id) },
    name: text(payload.fixmedins_hilist_name) || title,
    cnt: movement.cnt && payload[movement.cnt] !== undefined ? `${sign}${String(payload[movement.cnt])}` : '',
    manu_lotnum: text(payload.manu_lotnum),
    fixmedins_bchno: text(payload.fixmedins_bchno),
    about: aboutOf(payload),
    occurred: movement.at ? text(payload[movement.at]) : '',
  }
}

function aboutOf(payload: JsonObject): string {
  const name = text(payload.psn_name)
  const parts = [name && maskName(name), text(payload.rxno), text(payload.spler_name), text(payload.memo)]
  return parts.filter(Boolean).join(' ') || text(payload.reason)
}

const AGAIN = new Set(['refused', 'held', 'withdrawn'])

export async function detail(deps: StockDeps, kind: StockKind, key: string): Promise<StockDetail> {
  const { journal, contract, dict } = deps
  const [row] = await journal.uploads({ source: sourceOf(kind), keys: [key], limit: 1 })
  const pending = row ? null : await journal.doc(PENDING, `${kind}:${key}`)
  if (!row && !pending) fail('not_found', '没有这条记录', '没有改变。', '请刷新（F4）后重试。')
  const waiting = pending?.data as unknown as Pending | undefined
  const payload = row ? payloadOf(row) : waiting!.payload
  const movement = MOVEMENTS[kind]
  const node = contract(movement.many).input.find((each) => each.name === movement.node)!
  const known = Object.fromEntries(
    node.fields.flatMap(({ name }) => (payload[name] === undefined ? [] : [[name, payload[name]!]])),
  )
  const fields = labelled(
    [{ ...node, label: '', many: false, nodes: [] }],
    maskDeep({ [movement.node]: known }),
    dict,
  )
  const face = row
    ? rowView(row)
    : { ...faceOf(kind, waiting!), ...stateFace('open'), why: WAITS[waiting!.waits], at: pending!.at }
  return {
    ...face,
    fields: fields.map(({ label, value, meaning }) => ({
      label,
      value: meaning ? `${value} ${meaning}` : value,
    })),
    faults: row?.fields ?? [],
    codes: rows(payload, 'drugtracinfo').map((each) => text(each.drug_trac_codg)),
    number: movement.gives ? text((row?.answer as JsonObject | null)?.[movement.gives]) || null : null,
    msgid: row?.msgid ?? null,
    attempts: row?.attempts ?? 0,
    canAgain: row !== undefined && AGAIN.has(row.state),
    canRemove: row?.state === 'accepted' && movement.type !== '',
  }
}

const BATCHES = 5_000

/** Products with what is in stock of each, from the batches that this side knows. */
export async function products(
  { journal, now }: Pick<StockDeps, 'journal' | 'now'>,
  words: string,
  limit: number,
): Promise<ProductHit[]> {
  const found = await journal.docs({
    kind: GOODS,
    ...(words ? { text: words } : {}),
    order: 'id',
    limit: BATCHES,
  })
  const today = dateOf(now())
  const byProduct = Map.groupBy(
    found.map(({ data }) => data as unknown as Batch),
    (batch) => batch.fixmedins_hilist_id,
  )
  return [...byProduct]
    .map(([fixmedins_hilist_id, batches]): ProductHit => {
      const inStock = batches
        .filter(({ cnt }) => cnt > 0)
        .sort((a, b) => a.expy_end.localeCompare(b.expy_end))
      const first = inStock[0]?.expy_end ?? ''
      return {
        fixmedins_hilist_id,
        name: batches[0]!.fixmedins_hilist_name,
        cnt: String(round(batches.reduce((total, { cnt }) => total + cnt, 0))),
        batches: inStock.length,
        expy_end: first,
        expired: first !== '' && first < today,
      }
    })
    .sort((a, b) => a.fixmedins_hilist_id.localeCompare(b.fixmedins_hilist_id))
    .slice(0, limit)
}

const CODES = 500
const HISTORY = 200

export async function product(
  { journal, now }: Pick<StockDeps, 'journal' | 'now'>,
  fixmedins_hilist_id: string,
): Promise<ProductView> {
  const batches = await batchesOf(journal, fixmedins_hilist_id)
  if (batches.length === 0)
    fail('not_found', `没有 ${fixmedins_hilist_id} 的库存记录`, '没有改变。', '请先读取 HIS。')
  const codes = await journal.docs({ kind: TRACE, subject: fixmedins_hilist_id, limit: CODES })
  const sources = KINDS.map(sourceOf)
  const history = await journal.uploads({
    sources,
    text: `${fixmedins_hilist_id} `,
    order: 'newest',
    limit: HISTORY,
  })
  const today = dateOf(now())
  return {
    fixmedins_hilist_id,
    name: batches[0]!.fixmedins_hilist_name,
    med_list_codg: batches[0]!.med_list_codg,
    batches: batches.map(({ bchno, manu_lotnum, manu_date, expy_end, cnt }) => ({
      ...{ bchno, manu_lotnum, manu_date, expy_end, cnt: String(cnt) },
      expired: expy_end !== '' && expy_end < today,
    })),
    codes: codes.map(({ id, data, at }) => {
      const trace = data as unknown as Trace
      return { drug_trac_codg: id, bchno: trace.bchno ?? '', ...traceWords(trace), at }
    }),
    history: history.map(rowView),
  }
}

/** Where a pack is now, and to whom it went last. */
export function traceWords({ uses }: Trace): { stateLabel: string; about: string } {
  const use = uses.at(-1)
  if (!use) return { stateLabel: '在库', about: '' }
  const about = `${maskName(use.psn_name)} ${use.rxno}`
  const label = {
    scanned: '已扫待发',
    sold: use.trdn_flag === '1' ? '拆零售出' : '已售出',
    returned: '已退回',
  }
  return { stateLabel: label[use.state], about }
}
