import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fault, fail, faultOf, GuitaiError } from '../../../../shared/errors.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { DOUBTFUL } from '../../../../shared/txn.ts'
import type { Outcome } from '../../../engine/engine.ts'
import { bookArrival, type Follow } from './booking.ts'
import { DOWNLOADS, MOST } from './codes.ts'
import type { ExchangeDeps, Send } from './deps.ts'
import { CONFIRM, concluded, FETCH } from './effects.ts'
import { ARRIVAL, type Arrival, arrivalsOf, DOWNLOAD, downloadOf, put, UNCONFIRMED } from './model.ts'

/** One run over a download. */
export interface Exchange {
  deps: ExchangeDeps
  send: Send
  signal?: AbortSignal
}

export interface Ran {
  rows: number
  /** undoings that want something fetched again */
  follow: Follow[]
}

/** what the platform says when something is unconfirmed, and when there is nothing; _envelope and dict gy_code */
const UNCONFIRMED_THERE = '3001'
const NOTHING_THERE = '3002'
/** calls of one run; a platform that always has more is stopped */
const MOST_CALLS = 2_000

/** codes whose unconfirmed rows at the platform this process has compared with what is stored */
export type Checked = Set<string>

/**
 * Fetches one download until nothing is left: what is stored goes into the books, is confirmed, and only then the
 * next is asked for. Nothing is fetched while something of the code is unconfirmed, here or there. Throws GuitaiError.
 */
export function run(x: Exchange, checked: Checked, code: string, input: JsonObject = {}): Promise<Ran> {
  return x.deps.lanes.run(`gy.download ${code}`, async () => {
    const ran: Ran = { rows: 0, follow: [] }
    ran.follow.push(...(await bookAll(x, code)))
    const state = downloadOf(await x.deps.journal.doc(DOWNLOAD, code))
    if (state.lost || !checked.has(code)) {
      await compare(x, code)
      checked.add(code)
    }
    await settle(x, code)
    let compared = false
    for (let calls = 0; calls < MOST_CALLS && !x.signal?.aborted; calls++) {
      const answer = await ask(x, code, input)
      if ('again' in answer) {
        if (compared) throw new GuitaiError(answer.again)
        compared = true
        await compare(x, code)
        await settle(x, code)
        continue
      }
      compared = false
      if (answer.rows === 0) break
      ran.rows += answer.rows
      ran.follow.push(...(await bookAll(x, code)))
      await settle(x, code)
      x.deps.bus.emit('injury.changed', { family: 'gy' })
      if (!answer.more) break
    }
    return ran
  })
}

type Answer = { rows: number; more: boolean } | { again: Fault }

/** One call. `again`: the platform holds rows that nobody has confirmed, or its answer was lost. */
async function ask({ send }: Exchange, code: string, input: JsonObject): Promise<Answer> {
  const outcome = await send({
    ...{ infno: code, input: { data: { max_num: MOST, ...input } } },
    ...{ purpose: FETCH, local: { doc: { kind: DOWNLOAD, id: code } } },
  })
  if (outcome.is === 'settled') {
    const data = node(outcome.output, 'data') ?? {}
    return { rows: rows(data, 'list').length, more: data.has_more === '1' }
  }
  const said = outcome.is === 'rejected' ? outcome.fault.centre?.code : null
  if (said === NOTHING_THERE) return { rows: 0, more: false }
  if (said === UNCONFIRMED_THERE || outcome.is === 'absent') return { again: outcome.fault }
  throw new GuitaiError(outcome.fault)
}

/** What was stored by whatever process goes into the books. */
async function bookAll({ deps }: Exchange, code: string): Promise<Follow[]> {
  const follow: Follow[] = []
  for (const { id } of await arrivalsOf(deps.journal, code, ['stored']))
    follow.push(...(await bookArrival(deps.journal, id, deps.now)))
  return follow
}

/** Confirms; what the platform refuses is compared with what it holds as unconfirmed, and goes once more. */
export async function settle(x: Exchange, code: string): Promise<void> {
  try {
    await confirmAll(x, code)
  } catch (error) {
    if (faultOf(error).kind !== 'rejected') throw error
    await compare(x, code)
    await confirmAll(x, code)
  }
}

/** Feedback (GYU008) of all that is in the books and open, a message an arrival. Throws while any of it stays open. */
async function confirmAll(x: Exchange, code: string): Promise<void> {
  const { deps, send } = x
  await onItsWay(x, code)
  for (const arrival of await arrivalsOf(deps.journal, code, ['booked'])) {
    const open = arrival.data.rows.filter(({ state }) => state === 'open')
    for (let at = 0; at < open.length; at += MOST) {
      const part = open.slice(at, at + MOST)
      const list = part.map(({ uniq_id }, i) => ({
        ...{ row_no: i + 1, dl_transno: code, uniq_id, dl_transid: arrival.id },
        dl_time: datetime(arrival.data.at),
      }))
      await must(
        send({
          ...{ infno: 'GYU008', input: { list }, purpose: CONFIRM },
          local: { doc: { kind: ARRIVAL, id: arrival.id }, rows: list.length, code },
        }),
      )
    }
  }
  const left = await arrivalsOf(deps.journal, code, UNCONFIRMED)
  if (left.length === 0) return
  const refused = left.flatMap(({ data }) => data.rows).find(({ state }) => state === 'refused')
  fail(
    'rejected',
    `${code} 有已存下的记录没有确认成功${refused?.why ? `：${refused.why}` : ''}`,
    '数据已经存在本机，没有丢失；确认之前平台不再给新的。',
    '请按“核对并确认”与平台核对；仍不成请联系部级系统。',
  )
}

/** A feedback without an answer is asked after first: a second one might confirm twice. */
async function onItsWay({ deps }: Exchange, code: string): Promise<void> {
  for (const txn of await deps.journal.unfinished()) {
    if (txn.purpose !== CONFIRM || txn.local.code !== code) continue
    const after = DOUBTFUL.includes(txn.state) ? await deps.engine.ask(txn.msgid) : txn
    if (DOUBTFUL.includes(after.state) || after.state === 'SENT' || after.state === 'PREPARED')
      fail(
        'doubt',
        `${code} 的下载结果反馈已发出，还不知道平台是否收到`,
        '数据已经存在本机，没有丢失。',
        '系统正在查证，有了结论会继续。',
      )
  }
}

/**
 * GYD008: what the platform holds as unconfirmed against what is stored here. Stored: is confirmed next. Not stored:
 * it was lost on its way, and is asked for again (GYR005). Stored and not listed: the platform has it confirmed.
 */
export async function compare(x: Exchange, code: string): Promise<{ lost: number }> {
  const { deps, send } = x
  const { journal, now } = deps
  await onItsWay(x, code)
  const output = await must(send({ infno: 'GYD008', input: { data: { dl_transno: code, max_num: MOST } } }))
  const listed = rows(node(output, 'data') ?? {}, 'list').filter((row) => row.dl_transno === code)
  const there = new Map(listed.map((row) => [String(row.uniq_id), String(row.dl_transid)]))
  const isWhole = listed.length < MOST
  const here = new Set<string>()
  for (const arrival of await arrivalsOf(journal, code, ['booked'])) {
    for (const { uniq_id } of arrival.data.rows) here.add(uniq_id)
    const change = concluded(arrival, now(), ({ why: _, ...row }) => {
      if (row.state === 'confirmed') return row
      if (there.has(row.uniq_id)) return { ...row, state: 'open' }
      return isWhole ? { ...row, state: 'confirmed' } : row
    })
    await journal.commit([change])
  }
  const unknown = [...there].filter(([uniq_id]) => !here.has(uniq_id))
  const lost = await reopened(deps, unknown)
  for (const transid of lost) await askAgain(x, code, transid, '下载的回答没有收到，本机没有存下')
  const doc = await journal.doc(DOWNLOAD, code)
  const state = downloadOf(doc)
  if (doc && state.lost)
    await journal.commit([put({ ...doc, data: { ...state, lost: null, why: '' } }, doc.version, now())])
  return { lost: lost.length }
}

/** Rows that count as confirmed here and as unconfirmed there are confirmed once more; the rest was never stored. */
async function reopened({ journal, now }: ExchangeDeps, unknown: [string, string][]): Promise<string[]> {
  const lost: string[] = []
  for (const [transid, group] of Map.groupBy(unknown, ([, at]) => at)) {
    const ids = new Set(group.map(([uniq_id]) => uniq_id))
    const arrival = (await journal.doc(ARRIVAL, transid)) as unknown as Arrival | null
    const known = arrival?.data.rows.filter(({ uniq_id }) => ids.has(uniq_id)) ?? []
    if (!arrival || known.length < ids.size) lost.push(transid)
    else {
      const open = arrival.data.rows.map((row) =>
        ids.has(row.uniq_id) ? { ...row, state: 'open' as const } : row,
      )
      const data = { ...arrival.data, rows: open }
      await journal.commit([put({ ...arrival, state: 'booked', data }, arrival.version, now())])
    }
  }
  return lost
}

/** GYR005: the platform hands out once more what this call brought. Throws where it refuses. */
export async function askAgain(
  { deps, send }: Exchange,
  code: string,
  transid: string,
  reason: string,
  by = { opterName: '系统任务' },
): Promise<void> {
  const output = await must(
    send({
      infno: 'GYR005',
      input: {
        data: {
          ...{ otransno: code, otransid: transid, undo_rea: reason },
          ...{ aae011: by.opterName, aae036: datetime(deps.now()) },
        },
      },
    }),
  )
  const told = node(output, 'data') ?? {}
  if (told.result_code !== '1')
    fail(
      'rejected',
      `平台没有受理重复下载：${String(told.err_msg ?? '没有说明原因')}`,
      '没有改变。',
      '请核对下载交易流水号；仍不成请联系部级系统。',
    )
}

async function must(outcome: Promise<Outcome>): Promise<JsonObject> {
  const done = await outcome
  if (done.is !== 'settled') throw new GuitaiError(done.fault)
  return done.output
}

/** The same run, with what its undoings want fetched again; a follow-up that fails is told beside it. */
export async function runWhole(x: Exchange, checked: Checked, code: string, input: JsonObject = {}) {
  const ran = await run(x, checked, code, input)
  const failed: string[] = []
  let again = 0
  for (const { code: next, input: of } of ran.follow) {
    if (!DOWNLOADS.has(next)) continue
    try {
      again += (await run(x, checked, next, of)).rows
    } catch (error) {
      failed.push(faultOf(error).what)
    }
  }
  return { rows: ran.rows, again, followed: ran.follow.length, failed }
}
