import { fail, faultOf } from '../../../../shared/errors.ts'
import type { Change } from '../../../journal/port.ts'
import type { TaskRun } from '../../tasks/port.ts'
import { ping } from './ask.ts'
import { recordsOf } from './booking.ts'
import { bookKind } from './codes.ts'
import { type ExchangeDeps, openDownloads, type Send } from './deps.ts'
import { type Checked, run, runWhole } from './downloads.ts'
import { type BookRow, put } from './model.ts'

const PING_min = 10
const ROUND_min = 30
const LINES_min = 20
const MANY = 100_000
const MOST_STAYS = 500

/** As the system operator. */
const machineSend =
  ({ machine }: ExchangeDeps): Send =>
  (request) =>
    machine.transact({ family: 'gy', ...request })

/** What comes back by itself: the connectivity test, the two downloads of every half hour, and the agency's round. */
export function exchangeTasks(
  deps: ExchangeDeps,
  checked: Checked,
  upload: (encounterId: string) => Promise<{ left: number }>,
): void {
  const send = machineSend(deps)
  const { tasks, book } = deps
  tasks.register({
    ...{ id: 'gy.ping', label: '工伤异地连通性测试', group: '维护', plan: { every_min: PING_min } },
    async run() {
      const { ok, words, took_ms } = await ping(deps, send)
      if (!ok) fail('unreachable', `工伤异地系统不通：${words}`, '没有改变。', '请检查网络和密钥。')
      return `${words}，${took_ms} 毫秒`
    },
  })
  tasks.register({
    ...{ id: 'gy.lines', label: '工伤异地费用明细上传', group: '上传', plan: { every_min: LINES_min } },
    run: (context) => lines(deps, upload, context),
  })
  for (const { code, every_min } of openDownloads(deps)) {
    if (every_min === null) continue
    tasks.register({
      ...{ id: `gy.${code}`, label: book!.get(code).name, group: '下载', plan: { every_min } },
      run: ({ signal }) => fetchWords(deps, checked, code, signal),
    })
  }
  if (deps.agency)
    tasks.register({
      ...{ id: 'gy.round', label: '工伤异地信息下载', group: '下载', plan: { every_min: ROUND_min } },
      run: (context) => round(deps, checked, context),
    })
}

/** Lines of stays that wait, well before the 30 minutes are over; a stay that fails does not keep the others. */
async function lines(
  { journal }: ExchangeDeps,
  upload: (encounterId: string) => Promise<{ left: number }>,
  { signal, progress }: TaskRun,
): Promise<string> {
  const query = {
    families: ['gy'],
    kind: 'inpatient' as const,
    steps: ['admitted'],
    active: true,
    limit: MOST_STAYS,
  }
  const stays = await journal.searchEncounters(query)
  const sums = await journal.feeSums(stays.map(({ encounterId }) => encounterId))
  const waiting = sums.filter(({ newLines }) => newLines > 0)
  const failed: string[] = []
  for (const [i, { encounterId }] of waiting.entries()) {
    if (signal.aborted) break
    progress(i / waiting.length, `第 ${i + 1} / ${waiting.length} 个在院患者`)
    try {
      const { left } = await upload(encounterId)
      if (left > 0) failed.push(`有 ${left} 条没有收下`)
    } catch (error) {
      failed.push(faultOf(error).what)
    }
  }
  if (failed.length > 0)
    fail(
      'rejected',
      `${waiting.length} 个住院有待传明细，${failed.length} 个没有传完：${failed[0]}`,
      '没有传的仍在等待。',
    )
  return waiting.length === 0 ? '没有待传的明细' : `${waiting.length} 个住院的明细已上传`
}

async function fetchWords(deps: ExchangeDeps, checked: Checked, code: string, signal: AbortSignal) {
  const { rows } = await run({ deps, send: machineSend(deps), signal }, checked, code)
  return rows === 0 ? '没有新的' : `下载并确认 ${rows} 条`
}

/** Everything else, in the order of the table; one that fails does not keep the others. */
async function round(deps: ExchangeDeps, checked: Checked, { signal, progress }: TaskRun): Promise<string> {
  const all = openDownloads(deps).filter(({ every_min }) => every_min === null)
  const x = { deps, send: machineSend(deps), signal }
  const failed: string[] = []
  let count = 0
  for (const [i, { code }] of all.entries()) {
    if (signal.aborted) break
    progress(i / all.length, deps.book!.get(code).name)
    try {
      if (code === 'GYD102') count += await linesOfStays(x, checked)
      else {
        const done = await runWhole(x, checked, code)
        count += done.rows + done.again
        failed.push(...done.failed)
      }
    } catch (error) {
      failed.push(`${code} ${faultOf(error).what}`)
    }
  }
  if (failed.length > 0)
    fail('rejected', `下载 ${count} 条，${failed.length} 项没有完成：${failed[0]}`, '已存下的没有丢。')
  return count === 0 ? '没有新的' : `下载并确认 ${count} 条`
}

/** GYD102 of every stay that may have lines still; one that is settled with all its lines is closed. */
export async function linesOfStays(
  x: { deps: ExchangeDeps; send: Send; signal?: AbortSignal },
  checked: Checked,
): Promise<number> {
  const { journal } = x.deps
  const open: BookRow[] = []
  for await (const row of recordsOf(journal, bookKind('GYD101'), ['valid'])) open.push(row)
  let count = 0
  for (const stay of open) {
    if (x.signal?.aborted) break
    const { akb020 = '', akc190 = '' } = stay.data.row
    const { rows } = await run(x, checked, 'GYD102', { akb020, akc190 })
    count += rows
    const closed = await closing(x.deps, stay.id)
    if (closed) await journal.commit([closed])
  }
  return count
}

/** A stay with a settlement, and as many lines as that says. */
async function closing({ journal, now }: ExchangeDeps, visit: string): Promise<Change | null> {
  const about = (code: string) =>
    journal.docs({ kind: bookKind(code), subject: visit, states: ['valid'], limit: MANY })
  const [setl] = (await about('GYD103')) as unknown as BookRow[]
  const stay = (await journal.doc(bookKind('GYD101'), visit)) as unknown as BookRow | null
  if (!setl || stay?.state !== 'valid') return null
  const lines = await about('GYD102')
  if (lines.length < Number(setl.data.row.det_num)) return null
  return put({ ...stay, state: 'settled' }, stay.version, now())
}
