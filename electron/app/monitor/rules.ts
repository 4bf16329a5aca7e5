import type { AlarmView } from '../../../shared/api/monitor.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { UploadDepth } from '../../journal/port.ts'
import type { TaskStatus } from '../tasks/index.ts'
import type { Figure } from './figures.ts'

/** The site's thresholds (site.json alarms); 0: never. */
export interface Limits {
  waiting: number
  oldest_min: number
  errors_pct: number
  p95_ms: number
  silent_min: number
}

/** Everything that a look finds. */
export interface Seen {
  now: number
  figures: readonly Figure[]
  depths: readonly UploadDepth[]
  outbox: { waiting: number; dead: number; oldestAt: number | null }
  /** families whose last call had no answer: the first and the last of these calls */
  silent: readonly { family: string; since: number; last: number }[]
  tasks: readonly Pick<TaskStatus, 'task' | 'record'>[]
  free_bytes: number | null
}

/** One thing measured against its limit. */
export interface Finding {
  ruleId: string
  value: number
  limit: number
  /** false: too little to begin with, though enough to go on */
  counts: boolean
  what: string
  todo: string
  go: AlarmView['go']
}

export interface Words {
  /** of an interface, by family and code */
  infno(family: string, infno: string): string
  source(id: string): string
  family(id: string): string
}

const MINUTE_ms = 60_000
/** fewer calls in an hour say nothing of a code */
export const CALLS = 10
const FAILURES = 3
const LOW_bytes = 1_000_000_000
/** an alarm goes when its value is below this share of the limit, so that it does not come and go */
const CLEARS_AT = 0.8

/** An alarm that is raised stays until its value is well below the limit. */
export function isRaised({ value, limit, counts }: Finding, wasRaised: boolean): boolean {
  if (limit <= 0) return false
  return wasRaised ? value >= limit * CLEARS_AT : counts && value >= limit
}

export function findingsOf(seen: Seen, limits: Limits, words: Words): Finding[] {
  return [
    ...seen.silent.map((one) => silentFinding(one, limits, words)),
    ...seen.figures.flatMap((figure) => figureFindings(figure, limits, words)),
    ...depthFindings(seen, limits, words),
    ...outboxFindings(seen, limits),
    ...seen.tasks.map(taskFinding),
    ...diskFinding(seen.free_bytes),
  ]
}

function silentFinding(
  { family, since, last }: Seen['silent'][number],
  { silent_min }: Limits,
  words: Words,
): Finding {
  return {
    ...{ ruleId: `silent:${family}`, value: (last - since) / MINUTE_ms, limit: silent_min, counts: true },
    what: `${words.family(family)}从 ${clock(since)} 起没有应答`,
    todo: '请看网络和前置机，必要时联系医保信息部门；已发出的交易会自动查证。',
    go: { screen: 'monitor', params: { tab: 'figures' } },
  }
}

function figureFindings(figure: Figure, { errors_pct, p95_ms }: Limits, words: Words): Finding[] {
  const { family, infno, calls } = figure
  const name = `${infno} ${words.infno(family, infno)}`
  const go = { screen: 'txns', params: { infno } } as const
  const counts = calls >= CALLS
  return [
    {
      ...{ ruleId: `errors:${family}/${infno}`, value: figure.errors_pct, limit: errors_pct, counts, go },
      what: `${name}：近一小时 ${calls} 次中 ${figure.rejected} 次被拒、${figure.failed} 次没有应答`,
      todo: '请到交易查询看中心的原话，是数据问题的改正后重发。',
    },
    {
      ...{ ruleId: `p95:${family}/${infno}`, value: figure.p95_ms ?? 0, limit: p95_ms, counts, go },
      what: `${name}：近一小时每 20 次有一次超过 ${((figure.p95_ms ?? 0) / 1000).toFixed(1)} 秒`,
      todo: '中心较慢，请提醒窗口耐心等候，不要重复操作。',
    },
  ]
}

function depthFindings({ now, depths }: Seen, limits: Limits, words: Words): Finding[] {
  return [...Map.groupBy(depths, ({ source }) => source)].flatMap(([source, rows]) => {
    const waits = rows.find(({ state }) => state === 'waiting')
    const open = rows.reduce((sum, { state, count }) => sum + (state === 'sent' ? 0 : count), 0)
    const go = { screen: 'uploads', params: { source } } as const
    const name = words.source(source)
    const depth: Finding = {
      ...{ ruleId: `waiting:${source}`, value: open, limit: limits.waiting, counts: true, go },
      what: `${name}：${open} 条没有送达（等待、退回或被拒）`,
      todo: '请到上传任务单处理被拒的，并看上传任务是否在执行。',
    }
    if (!waits) return [depth]
    const oldest: Finding = {
      ...{ ruleId: `oldest:${source}`, value: (now - waits.oldestAt) / MINUTE_ms, counts: true, go },
      limit: limits.oldest_min,
      what: `${name}：最早一条从 ${clock(waits.oldestAt)} 等到现在`,
      todo: '请看上传任务是否在执行，中心是否可达。',
    }
    return [depth, oldest]
  })
}

function outboxFindings({ now, outbox }: Seen, limits: Limits): Finding[] {
  const go = { screen: 'monitor', params: { tab: 'waiting' } } as const
  const { waiting, dead, oldestAt } = outbox
  return [
    {
      ...{ ruleId: 'outbox.dead', value: dead, limit: 1, counts: true, go },
      what: `${dead} 件回写或上传多次失败，已停止重试`,
      todo: '请按原因处理后重新投递，或写明理由放弃。',
    },
    {
      ...{ ruleId: 'outbox.waiting', value: waiting, limit: limits.waiting, counts: true, go },
      what: `${waiting} 件回写和上传在排队`,
      todo: '请看 HIS 和中心是否可达。',
    },
    {
      ...{ ruleId: 'outbox.oldest', limit: limits.oldest_min, counts: true, go },
      value: oldestAt === null ? 0 : (now - oldestAt) / MINUTE_ms,
      what: `最早一件回写或上传从 ${clock(oldestAt ?? now)} 等到现在`,
      todo: '请看 HIS 和中心是否可达。',
    },
  ]
}

function taskFinding({ task, record }: Seen['tasks'][number]): Finding {
  return {
    ...{ ruleId: `task:${task.id}`, limit: FAILURES, counts: true },
    value: record.state === 'failed' ? record.failures : 0,
    what: `任务“${task.label}”连续 ${record.failures} 次没有做完：${record.line}`,
    todo: '请按原因处理后，在任务监控里执行一次。',
    go: { screen: 'monitor', params: { tab: 'tasks', taskId: task.id } },
  }
}

function diskFinding(free_bytes: number | null): Finding[] {
  if (free_bytes === null) return []
  return [
    {
      ...{ ruleId: 'disk', value: LOW_bytes / Math.max(free_bytes, 1), limit: 1, counts: true },
      what: `磁盘只剩 ${Math.round(free_bytes / 1_000_000)} MB`,
      todo: '请信息科清理磁盘；耗尽后不能办理新的结算。',
      go: { screen: 'monitor', params: { tab: 'figures' } },
    },
  ]
}

/** 03-02 09:15 */
const clock = (at: number) => datetime(at).slice(5, 16)
