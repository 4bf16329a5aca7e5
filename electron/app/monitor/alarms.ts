import type { AlarmView } from '../../../shared/api/monitor.ts'
import type { Json } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { stamp } from '../../../shared/msgid.ts'
import type { Change, DocRow, Journal } from '../../journal/port.ts'
import { type Finding, isRaised } from './rules.ts'

/** Alarms in the journal (docs of kind `alarm`): one row each time that a threshold is passed. */
export interface Alarms {
  /** Raises and clears by what a look found; answers whether anything changed. A rule not looked at is over. */
  step(findings: readonly Finding[]): Promise<boolean>
  ack(alarmId: string, by: { opter: string; opterName: string }): Promise<void>
  /** open, then seen, then those of the last days that are over */
  list(): Promise<AlarmView[]>
}

const KIND = 'alarm'
const OPEN = ['open', 'acked']
const MANY = 500
const OVER_SHOWN = 100
const SYSTEM = { opter: 'SYS', opterName: '系统任务' }
const LABEL: Record<AlarmView['state'], string> = { open: '未处理', acked: '已知悉', cleared: '已恢复' }

type Data = Omit<AlarmView, 'alarmId' | 'state' | 'stateLabel'>
const dataOf = (row: DocRow) => row.data as unknown as Data

export function openAlarms(journal: Journal, now: () => number): Alarms {
  const standing = () => journal.docs({ kind: KIND, states: OPEN, limit: MANY })
  return {
    async step(findings) {
      const rows = new Map((await standing()).map((row) => [row.subject, row]))
      const raised = findings.filter((finding) => isRaised(finding, rows.has(finding.ruleId)))
      const ids = new Set(raised.map(({ ruleId }) => ruleId))
      const changes = [
        ...raised.filter(({ ruleId }) => !rows.has(ruleId)).map((finding) => raising(finding, now())),
        ...[...rows.values()].filter(({ subject }) => !ids.has(subject)).map((row) => clearing(row, now())),
      ]
      if (changes.length === 0) return false
      await journal.commit(changes)
      return true
    },
    async ack(alarmId, { opter, opterName }) {
      const row = await journal.doc(KIND, alarmId)
      if (row?.state !== 'open')
        fail('conflict', '这条告警已经恢复或有人处理', '没有改变。', '请刷新告警列表。')
      const data: Data = { ...dataOf(row), ackBy: opterName, ackAt: now() }
      await journal.commit([
        put(
          { ...row, state: 'acked', data: data as unknown as Json, opter, opterName, at: now() },
          row.version,
        ),
        {
          t: 'audit',
          entry: {
            at: now(),
            actor: opter,
            action: 'monitor.ack',
            subject: alarmId,
            detail: { what: data.what },
          },
        },
      ])
    },
    async list() {
      const over = await journal.docs({ kind: KIND, states: ['cleared'], limit: OVER_SHOWN })
      const open = (await standing()).sort((a, b) => order(a) - order(b))
      return [...open, ...over].map(viewOf)
    },
  }
}

const order = (row: DocRow) => (row.state === 'open' ? 0 : 1e15) - dataOf(row).raisedAt

function raising({ ruleId, what, todo, go }: Finding, now: number): Change {
  const data: Data = { what, todo, go, raisedAt: now, clearedAt: null, ackBy: '', ackAt: null }
  const id = `${ruleId}@${stamp(now)}`
  const row = { kind: KIND, id, state: 'open', subject: ruleId, text: what, data: data as unknown as Json }
  return put({ ...row, ...SYSTEM, at: now }, 0)
}

function clearing(row: DocRow, now: number): Change {
  const data: Data = { ...dataOf(row), clearedAt: now }
  return put({ ...row, state: 'cleared', data: data as unknown as Json, at: now }, row.version)
}

function put(row: Omit<DocRow, 'version' | 'createdAt'>, expect: number): Change {
  const { kind, id, state, subject, text, data, opter, opterName, at } = row
  return { t: 'doc', put: { kind, id, state, subject, text, data, opter, opterName, at }, expect }
}

function viewOf(row: DocRow): AlarmView {
  const state = row.state as AlarmView['state']
  return { alarmId: row.id, state, stateLabel: LABEL[state], ...dataOf(row) }
}
