import type { StockKind } from '../../../shared/api/stock.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import type { HisRecord } from '../../his/port.ts'
import type { Change } from '../../journal/port.ts'
import { inTurn, type StockDeps, SYSTEM } from './deps.ts'
import { learnCodes, moveGoods } from './goods.ts'
import { KINDS, MOVEMENTS } from './kinds.ts'
import { openPad, type Pad } from './pad.ts'
import { PENDING, type Pending, putPending } from './pending.ts'
import { RX, type Rx, readPrescriptions } from './rx.ts'
import { adding } from './taking.ts'

/**
 * The view `stock` of the HIS, taken up once: what goes to the centre becomes upload rows, what it tells of goods
 * and trace codes is kept, and how far was read stands in the same commit. Where a movement has to wait for
 * another one, or for a settlement, it stands in a record of its own until then (see pending.ts).
 */
const SERIAL = 'stock.read'
const READ_AT = 'stock.readAt'
const PAGE = 100

export const readAt = async ({ journal }: StockDeps): Promise<number | null> =>
  ((await journal.setting(READ_AT)) as number | undefined) ?? null

/** Reads both views of the pharmacy; answers how many movements and prescriptions were new. */
export function readHis(deps: StockDeps, signal?: AbortSignal): Promise<{ movements: number; rxs: number }> {
  return inTurn(deps, async () => {
    const movements = await readMovements(deps, signal)
    const rxs = await readPrescriptions(deps)
    await deps.journal.commit([{ t: 'setting', key: READ_AT, value: deps.now() }])
    return { movements, rxs }
  })
}

async function readMovements(deps: StockDeps, signal?: AbortSignal): Promise<number> {
  const { journal, his, now } = deps
  let after = ((await journal.setting(SERIAL)) as number | undefined) ?? 0
  let count = 0
  while (!signal?.aborted) {
    const page = await his.feed('stock', after, PAGE)
    const last = page.at(-1)
    if (!last) break
    const pad = openPad(journal, SYSTEM, now())
    const taking: Change[] = []
    for (const record of page) taking.push(...(await takeUp(deps, pad, record)))
    after = last.serial
    await journal.commit([...pad.changes(), ...taking, { t: 'setting', key: SERIAL, value: after }])
    count += page.length
    if (page.length < PAGE) break
  }
  return count
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

async function takeUp(deps: StockDeps, pad: Pad, { key, data }: HisRecord): Promise<Change[]> {
  const kind = KINDS.find((each) => each === data.kind)
  if (!kind) return []
  if (kind === 'sale' && (await dispensedHere(pad, data))) return []
  const { cnt } = MOVEMENTS[kind]
  await moveGoods(pad, kind, key, data, Number(data[cnt] ?? 0))
  if (kind === 'purchase') await learnCodes(pad, data)
  const { kind: _kind, ...payload } = data
  const row = { key, psn_no: text(data.psn_no), title: titleOf(kind, data), payload }
  const waits = waitsFor(kind, payload)
  if (waits) {
    const pending: Pending = { kind, ...row, waits }
    await putPending(pad, pending)
    return []
  }
  await pad.drop(PENDING, `${kind}:${key}`)
  const first = kind === 'check' && data.initial === '1' ? initialChange(deps, key, payload) : null
  return [...(await adding(deps, pad, kind, row)), ...(first ? await adding(deps, pad, 'change', first) : [])]
}

/** Who dispenses by trace code here sends the sale from here, with its codes. */
async function dispensedHere(pad: Pad, data: JsonObject): Promise<boolean> {
  const rxno = text(data.rxno)
  return rxno !== '' && ((await pad.get<Rx>(RX, rxno))?.data.finishedAt ?? null) !== null
}

function waitsFor(kind: StockKind, payload: JsonObject): Pending['waits'] | null {
  const { returns } = MOVEMENTS[kind]
  if (kind === 'sale' && payload.mdtrt_setl_type === '1' && !payload.setl_id) return 'settlement'
  const lacksNumber = returns !== null && !payload[returns.number]
  return text(payload.of) && (lacksNumber || kind === 'remove') ? 'original' : null
}

function titleOf(kind: StockKind, data: JsonObject): string {
  const { cnt } = MOVEMENTS[kind]
  if (kind === 'remove') return `删除 ${text(data.fixmedins_bchno)}`
  return `${text(data.fixmedins_hilist_id)} ${text(data.fixmedins_hilist_name)} ${String(data[cnt] ?? '')}`
}

/** 机构首次盘存同时记一笔库存变更（初始化入库）. Source: rules of 3501; 108 means that in Jiangxi only. */
function initialChange({ dict }: StockDeps, key: string, check: JsonObject) {
  const types = Object.entries(dict('inv_chg_type')?.values ?? {})
  const inv_chg_type = types.find(([, label]) => label.includes('初始化'))?.[0] ?? '106'
  const { inv_cnt, invdate, pric, manu_lotnum: _lot, manu_date: _made, expy_end: _end, ...goods } = check
  const cnt = inv_cnt ?? 0
  const payload: JsonObject = {
    ...goods,
    ...{ inv_chg_type, cnt, pric: pric ?? 0, inv_chg_time: `${text(invdate)} 00:00:00`, trdn_flag: '0' },
    memo: '首次盘存初始化入库',
  }
  return { key: `${key}-初始`, psn_no: '', title: titleOf('change', payload), payload }
}
