import type { LetterView, Waiting } from '../../../shared/api/monitor.ts'
import { fail } from '../../../shared/errors.ts'
import { redriven } from '../../engine/outbox.ts'
import type { Change, Journal, OutboxRow } from '../../journal/port.ts'
import type { Uploads } from '../upload/port.ts'

export interface WaitingDeps {
  journal: Journal
  uploads: Pick<Uploads, 'sources'>
  now(): number
  limits: { waiting: number; oldest_min: number }
}

/** the dead come first; of what only waits nobody reads more */
const SHOWN = 500
const MINUTE_ms = 60_000

const JOB_LABEL: Record<string, string> = {
  'his.writeBack': '回写 HIS',
  'his.release': '向 HIS 归还费用',
  'upload.send': '上传',
}

/** Jobs of the outbox not done yet, and how deep the upload sources are, those with trouble first. */
export async function waitingOf(deps: WaitingDeps): Promise<Waiting> {
  const { journal, uploads, now, limits } = deps
  const depths = Map.groupBy(await journal.uploadDepths(), ({ source }) => source)
  const sources = uploads.sources().map(({ id, label, group }) => {
    const rows = depths.get(id) ?? []
    const count = (...states: string[]) =>
      rows.reduce((sum, row) => sum + (states.includes(row.state) ? row.count : 0), 0)
    const oldestAt = rows.find(({ state }) => state === 'waiting')?.oldestAt ?? null
    const [waiting, stuck] = [count('waiting', 'sent'), count('held', 'refused')]
    const isDeep = limits.waiting > 0 && waiting + stuck >= limits.waiting
    const isOld =
      limits.oldest_min > 0 && oldestAt !== null && now() - oldestAt >= limits.oldest_min * MINUTE_ms
    return { source: id, label, group, waiting, stuck, oldestAt, over: isDeep || isOld }
  })
  const labelOf = new Map(sources.map(({ source, label }) => [source, label]))
  const letters = (await journal.outboxList(SHOWN)).map((row) => letterView(row, labelOf))
  return {
    ...(await journal.outboxCounts()),
    letters,
    sources: sources.sort(
      (a, b) => Number(b.over) - Number(a.over) || b.stuck - a.stuck || b.waiting - a.waiting,
    ),
  }
}

function letterView(row: OutboxRow, labelOf: ReadonlyMap<string, string>): LetterView {
  const payload = (row.payload ?? {}) as { source?: unknown; encounterId?: unknown }
  const source = typeof payload.source === 'string' ? (labelOf.get(payload.source) ?? payload.source) : null
  const { id, state, attempts, createdAt, nextAt, lastError } = row
  return {
    ...{ outboxId: id, attempts, createdAt, nextAt, lastError },
    state: state === 'dead' ? 'dead' : 'waiting',
    stateLabel: state === 'dead' ? '死信' : attempts > 0 ? '重试中' : '排队',
    label: [JOB_LABEL[row.job] ?? row.job, source].filter(Boolean).join('：'),
    key: source === null ? row.key : '',
  }
}

interface By {
  opter: string
  opterName: string
}

/** Runs again now, as new. Throws `not_found` where it is done already. */
export async function redrive(deps: WaitingDeps, outboxId: number, reason: string, by: By): Promise<void> {
  const row = await letter(deps.journal, outboxId)
  await deps.journal.commit([redriven(row, deps.now()), audited(deps, 'monitor.redrive', row, reason, by)])
}

/** Gives it up: it counts as done, with who said so. Only after it failed: what merely waits will go by itself. */
export async function forget(deps: WaitingDeps, outboxId: number, reason: string, by: By): Promise<void> {
  const row = await letter(deps.journal, outboxId)
  if (row.state !== 'dead' && row.attempts === 0)
    fail('conflict', '这一件还没有试过，不能放弃', '没有改变。', '请等它执行，失败后再处理。')
  const at = deps.now()
  const lastError = `${by.opterName}放弃：${reason}`
  const { id, attempts, nextAt } = row
  const mark: Change = { t: 'outbox.mark', id, state: 'done', attempts, nextAt, lastError, at }
  await deps.journal.commit([mark, audited(deps, 'monitor.forget', row, reason, by)])
}

async function letter(journal: Journal, outboxId: number): Promise<OutboxRow> {
  const row = (await journal.outboxList(SHOWN)).find(({ id }) => id === outboxId)
  return row ?? fail('not_found', '这一件已经送达或不在列表里', '没有改变。', '请刷新后查看。')
}

function audited({ now }: WaitingDeps, action: string, row: OutboxRow, reason: string, by: By): Change {
  const detail = { job: JOB_LABEL[row.job] ?? row.job, key: row.key, reason, lastError: row.lastError }
  return { t: 'audit', entry: { at: now(), actor: by.opter, action, subject: `outbox ${row.id}`, detail } }
}
