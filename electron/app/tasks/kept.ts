import type { Json } from '../../../shared/contract.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Journal } from '../../journal/port.ts'
import type { Kept } from './plan.ts'
import type { Task } from './port.ts'

/** The record of one task in the journal (docs of kind `task`). */
export interface TaskRecord extends Kept {
  state: 'new' | 'running' | 'ok' | 'failed' | 'stopped'
  /** what the last run that ended said */
  line: string
  fault: Fault | null
  /** who started it; '' the clock */
  byName: string
}

const KIND = 'task'
const SYSTEM = { opter: 'SYS', opterName: '系统任务' }

export interface TaskRecords {
  get(task: Task): Promise<TaskRecord>
  /** In memory it counts even where the disk refuses it, so that nothing runs over and over. */
  put(task: Task, record: TaskRecord): Promise<void>
}

export function openRecords(journal: Journal, now: () => number): TaskRecords {
  const known = new Map<string, TaskRecord>()
  const versions = new Map<string, number>()
  const load = async (id: string): Promise<TaskRecord> => {
    const row = await journal.doc(KIND, id)
    versions.set(id, row?.version ?? 0)
    if (row) return row.data as unknown as TaskRecord
    return {
      ...{ since: now(), startedAt: null, endedAt: null, okAt: null, failures: 0 },
      ...{ state: 'new', line: '', fault: null, byName: '' },
    }
  }
  return {
    async get({ id }) {
      const record = known.get(id) ?? (await load(id))
      known.set(id, record)
      return record
    },
    async put({ id, label }, record) {
      known.set(id, record)
      const expect = versions.get(id) ?? 0
      const put = {
        ...{ kind: KIND, id, state: record.state, subject: '', text: label },
        ...{ data: record as unknown as Json, ...SYSTEM, at: now() },
      }
      await journal.commit([{ t: 'doc', put, expect }])
      versions.set(id, expect + 1)
    },
  }
}
