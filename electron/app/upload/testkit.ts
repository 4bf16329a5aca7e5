import type { Contract, JsonObject } from '../../../shared/contract.ts'
import { openTestEngine } from '../../engine/testkit.ts'
import type { HisRecord, HisView } from '../../his/port.ts'
import type { UploadRow } from '../../journal/port.ts'
import { createMachine } from '../machine.ts'
import { createBus } from '../registry.ts'
import type { Task } from '../tasks/port.ts'
import { createUploads } from './index.ts'
import type { NewUpload, UploadSource } from './port.ts'

const CONTRACT: Contract = {
  family: 'test',
  code: 'UP',
  name: '测试上传',
  group: '',
  direction: 'call',
  kind: 'upload',
  input: [
    {
      name: 'data',
      label: '记录',
      many: true,
      required: true,
      fields: [
        { name: 'key', label: '流水号', type: 'string', length: 30, required: true },
        { name: 'cnt', label: '数量', type: 'number', length: 8, scale: 0, required: true },
      ],
    },
  ],
  output: [],
  rules: [],
  evidence: 'field-table',
}

export const SOURCE: UploadSource = {
  id: 'test.up',
  label: '测试上传',
  group: '测试',
  family: 'test',
  infno: 'UP',
  batch: 4,
  view: 'stock',
  message: (rows) => ({ input: { data: rows.map((row) => row.payload) } }),
}

export const record = (n: number, cnt: number = n): NewUpload => ({
  key: key(n),
  psn_no: '',
  title: `第 ${n} 条`,
  payload: { key: key(n), cnt },
})
export const key = (n: number): string => `ROW${String(n).padStart(5, '0')}`

/** The machine over a real journal and engine, a centre that the test scripts, and a HIS of one view. */
export async function openTestUploads(source: Partial<UploadSource> = {}) {
  const engine = await openTestEngine()
  const { platform, journal, clock } = engine
  platform.contract = () => CONTRACT
  platform.checkInput = () => null
  platform.life = () => SENDING
  const feed: HisRecord[] = []
  const tasks: Task[] = []
  const told: string[] = []
  const bus = createBus()
  bus.subscribe((event) => void told.push(event))
  const machine = createMachine({
    journal,
    engine: engine.engine,
    now: clock.now,
    signIn: false,
    machine: { ip: '', mac: '' },
  })
  const his = {
    feed: async (_view: HisView, after: number, limit: number) =>
      feed.filter((r) => r.serial > after).slice(0, limit),
  }
  const uploads = createUploads({
    ...{ journal, machine, bus, now: clock.now, log: () => {} },
    his: his as never,
    platforms: new Map([['test', platform]]),
    effects: engine.effects,
    jobs: engine.jobs,
    tasks: { register: (task: Task) => void tasks.push(task) } as never,
  })
  const whole = { ...SOURCE, ...source }
  uploads.register(whole)
  const rows = (states?: UploadRow['state'][]) =>
    journal.uploads({ source: whole.id, order: 'seq', limit: 1000, ...(states ? { states } : {}) })
  return {
    ...engine,
    ...{ uploads, feed, tasks, told, source: whole, rows },
    add: (...more: NewUpload[]) => journal.commit(uploads.adding(whole.id, more)),
    book: (serial: number, n: number, cnt: number = n) => {
      const { payload, key: name } = record(n, cnt)
      feed.push({ serial, key: name, at: 0, data: payload })
    },
    /** resolves when the jobs that are due have run, those aside too */
    idle: async () => {
      while ((await journal.outboxDue(clock.now(), 1)).length > 0) await new Promise(setImmediate)
    },
    states: async () => (await rows()).map((row) => row.state),
    /** the keys of each message that left */
    messages: () => engine.sent.map((txn) => (txn.input.data as JsonObject[]).map((row) => row.key)),
  }
}

const SENDING = {
  ask: {
    by: 'resend' as const,
    judge: (_txn: unknown, reply: { is: string }) =>
      reply.is === 'ok' ? { v: 'yes' as const, output: {} } : { v: 'no' as const },
  },
  undo: null,
  confirmAbsence: false,
  doubleStands: true,
  absentIsDone: false,
}
