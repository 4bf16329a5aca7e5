import type { RxHit } from '../../../shared/api/stock.ts'
import { fail } from '../../../shared/errors.ts'
import { stamp } from '../../../shared/msgid.ts'
import { normalise } from '../../devices/classify.ts'
import type { Change } from '../../journal/port.ts'
import type { Registry } from '../registry.ts'
import { readCode } from './codes.ts'
import { byOf, inTurn, PHARMACY, type StockDeps } from './deps.ts'
import { giveBack } from './give-back.ts'
import { TRACE, type Trace } from './goods.ts'
import { MOVEMENTS, SENDING, sourceOf } from './kinds.ts'
import { detail, listRows, product, products, rowView, summary, traceWords } from './list.ts'
import { joinPending } from './pending.ts'
import { readHis } from './read.ts'
import { RX, type Rx, readPrescriptions, stateOf } from './rx.ts'
import { scan, setLine, unscan } from './scan.ts'
import { finish, sellScanned } from './sell.ts'
import { payloadOf } from './sources.ts'
import { rxHit, rxView } from './view.ts'

export function registerStock(reg: Registry, deps: StockDeps): void {
  registerMovements(reg, deps)
  registerDispensing(reg, deps)
}

/** Reads the HIS, joins what waited, and sends; answers one line of what came of it. */
export async function readAndSend(deps: StockDeps, signal?: AbortSignal): Promise<string> {
  const { movements, rxs } = await readHis(deps, signal)
  await sellScanned(deps)
  const sums = { accepted: 0, refused: 0, held: 0 }
  // what is accepted now may be what something waited for: as far as that goes on
  do {
    for (const kind of SENDING) {
      if (signal?.aborted) break
      const sent = await deps.uploads.send(sourceOf(kind), signal)
      sums.accepted += sent.accepted
      sums.refused += sent.refused
      sums.held += sent.held
    }
    await joinPending(deps)
  } while ((await anyWaits(deps)) && !signal?.aborted)
  const words = [`读取进销存 ${movements} 条、处方 ${rxs} 张`, `中心收下 ${sums.accepted} 条`]
  if (sums.refused > 0) words.push(`拒绝 ${sums.refused} 条`)
  if (sums.held > 0) words.push(`待改 ${sums.held} 条`)
  return `${words.join('，')}。`
}

/** Rows that may go: what was joined just now, here or by the event of another row. */
async function anyWaits({ journal }: StockDeps): Promise<boolean> {
  const sources = new Set(SENDING.map(sourceOf))
  const counts = await journal.uploadCounts()
  return counts.some(({ source, state }) => sources.has(source) && state === 'waiting')
}

function registerMovements(reg: Registry, deps: StockDeps): void {
  const { journal, uploads, now } = deps
  reg.read('stock.summary', () => summary(deps), PHARMACY)
  reg.read('stock.rows', (query) => listRows(deps, query), PHARMACY)
  reg.read('stock.row', ({ kind, key }) => detail(deps, kind, key), PHARMACY)
  reg.read('stock.products', ({ text, limit }) => products(deps, text, limit), PHARMACY)
  reg.read('stock.product', ({ fixmedins_hilist_id }) => product(deps, fixmedins_hilist_id), PHARMACY)
  reg.write('stock.read', async () => ({ said: await readAndSend(deps) }), PHARMACY)
  reg.write(
    'stock.again',
    async ({ kind, keys, single }, caller) => {
      const by = byOf(caller)
      const source = sourceOf(kind)
      const rows = await journal.uploads({ source, keys, limit: keys.length })
      const entry = {
        at: now(),
        actor: by.opter,
        action: 'stock.again',
        subject: source,
        detail: { keys, single },
      }
      const changes = rows.map((row): Change => {
        const set = {
          state: 'waiting' as const,
          why: null,
          fields: [],
          payload: { ...payloadOf(row), single },
        }
        const from = ['refused', 'held', 'withdrawn'] as const
        return { t: 'upload.set', source, keys: [row.key], asOf: [row.at], from, set, at: now() }
      })
      if (changes.length === 0) fail('not_found', '没有这些记录', '没有改变。', '请刷新（F4）后重试。')
      await journal.commit([...changes, { t: 'audit', entry }])
      await uploads.send(source)
      return (await journal.uploads({ source, keys, limit: keys.length })).map(rowView)
    },
    PHARMACY,
  )
  reg.write(
    'stock.remove',
    async ({ kind, key, reason }, caller) => {
      const by = byOf(caller)
      const source = sourceOf(kind)
      const [row] = await journal.uploads({ source, keys: [key], limit: 1 })
      const { type, label } = MOVEMENTS[kind]
      if (row?.state !== 'accepted' || !type)
        fail('conflict', '中心没有这条记录，不需要删除', '没有发送。', '请刷新（F4）后重试。')
      const { fixmedins_bchno = '', fixmedins_hilist_id = '', fixmedins_hilist_name = '' } = payloadOf(row)
      const title = `${String(fixmedins_hilist_id)} 删除${label} ${String(fixmedins_hilist_name)}`
      const payload = { fixmedins_bchno, inv_data_type: type, target: source, of: key, reason }
      const removal = { key: `${kind}-${key}-${stamp(now())}`, psn_no: '', title, payload }
      const entry = {
        at: now(),
        actor: by.opter,
        action: 'stock.remove',
        subject: key,
        detail: { kind, reason },
      }
      await journal.commit([...uploads.adding(sourceOf('remove'), [removal]), { t: 'audit', entry }])
      await uploads.send(sourceOf('remove'))
      const [done] = await journal.uploads({ source: sourceOf('remove'), keys: [removal.key], limit: 1 })
      return rowView(done!)
    },
    PHARMACY,
  )
}

/** prescriptions that one list shows */
const MANY = 300
const DAY_ms = 86_400_000

const TODO = ['toReturn', 'part', 'todo', 'scanned'] as const

function registerDispensing(reg: Registry, deps: StockDeps): void {
  const { journal } = deps
  reg.read(
    'dispense.list',
    async ({ text, list }) => {
      await inTurn(deps, () => readPrescriptions(deps))
      const states: string[] = list === 'todo' ? [...TODO] : ['done', 'returned']
      const since = list === 'done' && !text ? { from: deps.now() - DAY_ms } : {}
      const words = text ? { text } : {}
      const found = await journal.docs({ kind: RX, states, ...words, ...since, limit: MANY })
      const rxs = found.map(({ data }) => data as unknown as Rx)
      // what is not paid is found by name or number; where codes go with the settlement it is work to do
      const shown = rxs.filter((rx) => list === 'done' || text !== '' || deps.drugs !== 'off' || isDue(rx))
      const counts = new Map((await journal.docCounts(RX)).map(({ state, count }) => [state, count]))
      return {
        rows: shown.map(rxHit).sort(list === 'todo' ? byWork : byNewest),
        todo: shown.length,
        toReturn: counts.get('toReturn') ?? 0,
        done: counts.get('done') ?? 0,
      }
    },
    PHARMACY,
  )
  reg.read(
    'dispense.open',
    async ({ rxno }) => {
      await inTurn(deps, () => readPrescriptions(deps))
      const row = await journal.doc(RX, rxno)
      if (!row) fail('not_found', `没有处方 ${rxno}`, '没有改变。', '请核对处方号，或按 F3 查找。')
      return rxView(deps, row.data as unknown as Rx, row.version)
    },
    PHARMACY,
  )
  reg.write('dispense.scan', (input, caller) => scan(deps, byOf(caller), input), PHARMACY)
  reg.write('dispense.unscan', (input, caller) => unscan(deps, byOf(caller), input), PHARMACY)
  reg.write('dispense.line', (input, caller) => setLine(deps, byOf(caller), input), PHARMACY)
  reg.write('dispense.finish', (input, caller) => finish(deps, byOf(caller), input), PHARMACY)
  reg.write('dispense.return', (input, caller) => giveBack(deps, byOf(caller), input), PHARMACY)
  reg.read(
    'dispense.find',
    async ({ text }) => {
      await inTurn(deps, () => readPrescriptions(deps))
      const plain = normalise(text)
      if (await journal.doc(RX, plain)) return { is: 'rx', rxno: plain }
      const read = readCode(text)
      if ('why' in read) return { is: 'unknown', said: `没有处方号 ${plain}；${read.why}` }
      const trace = (await journal.doc(TRACE, read.code))?.data as unknown as Trace | undefined
      if (!trace) return { is: 'unknown', said: `没有见过追溯码 ${read.code}` }
      const { stateLabel, about } = traceWords(trace)
      const last = trace.uses.at(-1)
      const rxno = last && last.state !== 'returned' ? last.rxno : null
      return { is: 'code', said: `${trace.name}：${stateLabel}${about ? `，${about}` : ''}`, rxno }
    },
    PHARMACY,
  )
}

const isDue = (rx: Rx) => rx.paid !== 'open' || stateOf(rx) !== 'todo'

const byNewest = (a: RxHit, b: RxHit) => b.prsc_time.localeCompare(a.prsc_time)
/** What has to come back, what was begun, what is paid, what waits for payment; the oldest first. */
const byWork = (a: RxHit, b: RxHit) =>
  RANK(a) - RANK(b) || a.prsc_time.localeCompare(b.prsc_time) || a.rxno.localeCompare(b.rxno)
const RANK = ({ state, paid }: RxHit) => TODO.indexOf(state as never) + (state === 'todo' && !paid ? 10 : 0)
