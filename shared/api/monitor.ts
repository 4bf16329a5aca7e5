import { z } from 'zod'
import type { Fault } from '../errors.ts'
import type { Light, ShellStatus } from './shell.ts'

/** Tasks, dead letters, figures and alarms. */
const none = z.object({}).strict()
const task = z.object({ taskId: z.string().min(1).max(60) }).strict()
const reason = z.string().trim().min(2, '请填写原因（至少 2 个字）').max(200)
const letter = z.object({ outboxId: z.number().int(), reason }).strict()

export const monitorInputs = {
  'monitor.tasks': none,
  /** starts it and does not wait for its end; `tasks.changed` tells how it goes on */
  'monitor.run': task,
  'monitor.abort': task,
  /** what became of the messages of each code in the last hour or the last 24 hours */
  'monitor.figures': z.object({ span: z.enum(['hour', 'day']) }).strict(),
  /** jobs of the outbox not done yet, and what the upload sources hold */
  'monitor.waiting': none,
  /** lets a job run again now, as new */
  'monitor.redrive': letter,
  /** gives a job up for good: supervisors and the office only */
  'monitor.forget': letter,
  /** open ones first, then those of the last days */
  'monitor.alarms': none,
  'monitor.ack': z.object({ alarmId: z.string().min(1).max(120) }).strict(),
}

export interface TaskView {
  taskId: string
  label: string
  group: string
  /** 每 5 分钟, 每天 02:00, 手工 */
  planText: string
  state: 'new' | 'queued' | 'running' | 'ok' | 'failed' | 'stopped'
  stateLabel: string
  /** of the last run that ended */
  line: string
  fault: Fault | null
  startedAt: number | null
  took_ms: number | null
  /** who started it; '' the clock */
  byName: string
  nextAt: number | null
  /** 0…1 while it runs */
  done: number | null
  doing: string
}

export interface FigureRow {
  family: string
  infno: string
  name: string
  calls: number
  rejected: number
  /** without an answer that could be believed */
  failed: number
  /** share of both, 0…100 */
  errors_pct: number
  p50_ms: number | null
  p95_ms: number | null
  /** which of its figures are beyond the site's thresholds */
  over: ('errors' | 'p95')[]
}

export interface Figures {
  from: number
  to: number
  rows: FigureRow[]
  centre: Light
  injury: ShellStatus['injury']
  journal_bytes: number
  free_bytes: number | null
}

export interface LetterView {
  outboxId: number
  state: 'waiting' | 'dead'
  stateLabel: string
  /** what it does, in Chinese */
  label: string
  /** what it is about: an encounter, an upload source */
  key: string
  attempts: number
  createdAt: number
  nextAt: number
  lastError: string | null
}

export interface SourceDepth {
  source: string
  label: string
  group: string
  waiting: number
  /** held by our own check, or refused by the centre */
  stuck: number
  oldestAt: number | null
  over: boolean
}

export interface Waiting {
  letters: LetterView[]
  waiting: number
  dead: number
  sources: SourceDepth[]
}

export interface AlarmView {
  alarmId: string
  state: 'open' | 'acked' | 'cleared'
  stateLabel: string
  what: string
  /** what it is worth doing about it */
  todo: string
  raisedAt: number
  clearedAt: number | null
  ackBy: string
  ackAt: number | null
  /** where it is seen and mended */
  go: { screen: 'txns' | 'uploads' | 'monitor' | 'injury-exchange'; params: Record<string, string> } | null
}

export interface MonitorOutputs {
  'monitor.tasks': TaskView[]
  'monitor.run': TaskView[]
  'monitor.abort': TaskView[]
  'monitor.figures': Figures
  'monitor.waiting': Waiting
  'monitor.redrive': Waiting
  'monitor.forget': Waiting
  'monitor.alarms': AlarmView[]
  'monitor.ack': AlarmView[]
}
