import { fail, faultOf } from '../../../shared/errors.ts'
import { CARRIES_ROWS, type Effects, type Job, type Jobs } from '../../engine/engine.ts'
import { createLanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { Change, Journal } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import type { Machine } from '../machine.ts'
import type { Bus } from '../registry.ts'
import type { TaskRun, Tasks } from '../tasks/port.ts'
import { batchEffect } from './effect.ts'
import type { Uploads as Port, Sent, UploadSource, UploadStatus } from './port.ts'
import { readView } from './read.ts'
import { drain } from './send.ts'

export interface UploadDeps {
  journal: Journal
  his: His
  platforms: ReadonlyMap<string, Platform>
  machine: Machine
  effects: Effects
  jobs: Jobs
  tasks: Tasks
  bus: Bus
  now(): number
  log(line: Record<string, unknown>): void
}

const JOB = 'upload.send'
/** failures in a row, outages apart, after which a person has to look at a source */
const TRIES = 20
/** how often the faces are told that rows moved */
const TELL_EVERY_ms = 500
const PLAN_min = 30

/**
 * One lane a source: it is read, sent and mended by one at a time. The outbox sends what was woken, the task what
 * is due; both end in `drain`.
 */
export function createUploads(deps: UploadDeps): Port {
  const sources = new Map<string, UploadSource>()
  const states = new Map<string, UploadStatus>()
  const lanes = createLanes()
  const woken = new Set<string>()
  const tell = createTeller(deps.bus)
  const of = (id: string) => sources.get(id) ?? fail('not_found', `没有上传来源 ${id}`)
  const status = (id: string) => states.get(id) ?? { doing: null, blocked: null, readAt: null, sentAt: null }

  /** In the source's lane; what stops it is kept for the screen and thrown on. */
  function work<T>(
    id: string,
    doing: 'read' | 'send',
    run: (source: UploadSource) => Promise<T>,
  ): Promise<T> {
    const source = of(id)
    return lanes.run(id, async () => {
      states.set(id, { ...status(id), doing })
      tell(id)
      try {
        const done = await run(source)
        states.set(id, { ...status(id), blocked: null, [`${doing}At`]: deps.now() })
        return done
      } catch (error) {
        states.set(id, { ...status(id), blocked: faultOf(error).what })
        throw error
      } finally {
        states.set(id, { ...status(id), doing: null })
        tell(id)
      }
    })
  }
  const read = (id: string, signal?: AbortSignal) =>
    work(id, 'read', (source) => readView(deps, source, signal))
  const send = (id: string, signal?: AbortSignal): Promise<Sent> =>
    work(id, 'send', (source) => drain({ ...deps, source, signal, moved: () => tell(id) }))

  deps.effects.set(CARRIES_ROWS, batchEffect(sources))
  const job: Job = async (payload, stopping) => {
    const { source } = payload as { source: string }
    woken.delete(source)
    const { left } = await send(source, stopping)
    if (left > 0) fail('unreachable', '程序正在关闭，还没有传完', '没有传的仍在等待。', '下次启动后继续。')
  }
  deps.jobs.set(JOB, Object.assign(job, { tries: TRIES, aside: true as const }))

  return {
    register(source) {
      sources.set(source.id, source)
      deps.tasks.register({
        id: `upload.${source.id}`,
        label: source.label,
        group: '上传',
        plan: { every_min: PLAN_min },
        run: (run) => readAndSend(source, run),
      })
    },
    sources: () => [...sources.values()],
    adding: (source, rows) =>
      rows.map((add): Change => ({ t: 'upload', add: { ...add, source }, at: deps.now() })),
    read,
    send,
    async wake(id) {
      of(id)
      if (woken.has(id)) return
      woken.add(id)
      const now = deps.now()
      const add = { job: JOB, key: `${JOB} ${id}`, payload: { source: id }, nextAt: now, createdAt: now }
      try {
        await deps.journal.commit([{ t: 'outbox', add }])
      } catch (error) {
        woken.delete(id)
        throw error
      }
      tell(id)
    },
    status,
  }

  async function readAndSend({ id, view }: UploadSource, { signal, progress }: TaskRun): Promise<string> {
    progress(0, view ? '读取 HIS' : '上传')
    const taken = view ? await read(id, signal) : 0
    progress(0.5, '上传')
    const { accepted, refused, held } = await send(id, signal)
    const words = [
      ...(view ? [`读取 ${taken} 条`] : []),
      `中心收下 ${accepted} 条`,
      ...(refused > 0 ? [`拒绝 ${refused} 条`] : []),
      ...(held > 0 ? [`待改 ${held} 条`] : []),
    ]
    return words.join('，')
  }
}

/** Tells that a source's rows moved: at once, then once every TELL_EVERY_ms while they go on moving. */
function createTeller(bus: Bus): (source: string) => void {
  const later = new Map<string, boolean>()
  const emit = (source: string) => {
    bus.emit('uploads.changed', { source })
    later.set(source, false)
    setTimeout(() => {
      const more = later.get(source)
      later.delete(source)
      if (more) emit(source)
    }, TELL_EVERY_ms).unref()
  }
  return (source) => void (later.has(source) ? later.set(source, true) : emit(source))
}
