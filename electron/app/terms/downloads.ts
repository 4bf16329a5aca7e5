import type { TermsWork } from '../../../shared/api/terms.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Bus } from '../registry.ts'
import { type FetchDeps, fetchCatalogue, fetchTerms, wordsOf } from './fetch.ts'
import { isCatalogue } from './shapes.ts'

/** What is being fetched, one after the other: the line to the centre and this machine's disk are one each. */
export interface Downloads {
  /** Answers one line of what came of it; joins the one of this kind that runs or waits already. */
  run(kind: string, options: RunOptions): Promise<string>
  /** false: nothing of this kind runs or waits */
  pause(kind: string): boolean
  cancel(kind: string): Promise<void>
  /** of what runs, waits, or ended badly since the program began; else of what an earlier one left */
  state(kind: string): { work: TermsWork; done: number; doing: string }
  stop(): Promise<void>
}

export interface RunOptions {
  fresh?: boolean
  signal?: AbortSignal
  progress?(done: number, doing: string): void
}

interface Running {
  stop: AbortController
  ended: Promise<string>
  listeners: Set<NonNullable<RunOptions['progress']>>
}

/** five changes a second are as many as a person reads */
const TELL_ms = 200
export const WORK = 'terms'

export function createDownloads(deps: FetchDeps & { bus: Bus }): Downloads {
  const running = new Map<string, Running>()
  const states = new Map<string, { work: TermsWork; done: number; doing: string }>()
  let line: Promise<unknown> = Promise.resolve()
  let told = 0

  const tell = (kind: string, work: TermsWork, done: number, doing: string) => {
    const before = states.get(kind)?.work
    states.set(kind, { work, done, doing })
    const now = performance.now()
    if (work === before && now - told < TELL_ms) return
    told = now
    deps.bus.emit('work.progress', { work: `${WORK}.${kind}`, label: doing, done })
  }

  async function fetched(kind: string, fresh: boolean, { stop, listeners }: Running): Promise<string> {
    const progress = (done: number, doing: string) => {
      tell(kind, 'running', done, doing)
      for (const listener of listeners) listener(done, doing)
    }
    progress(0, '询问中心')
    if (!isCatalogue(kind)) {
      const rows = await fetchTerms(deps, kind, fresh, stop.signal, progress)
      return rows === 0 ? '没有更新' : `更新 ${rows} 条`
    }
    const state = await fetchCatalogue(deps, kind, fresh, stop.signal, progress)
    if (!state) return '没有更新'
    const { version, rows, changed } = state
    const what = changed
      ? `新增 ${changed.added}、变更 ${changed.changed}、停用 ${changed.stopped}`
      : `共 ${rows} 条`
    return `已更新到版本 ${version ?? '（中心没有给出版本号）'}：${what}`
  }

  function begin(kind: string, fresh: boolean): Running {
    const stop = new AbortController()
    const one: Running = { stop, ended: Promise.resolve(''), listeners: new Set() }
    running.set(kind, one)
    tell(kind, 'waiting', 0, '排队等候')
    one.ended = line.then(() => fetched(kind, fresh, one))
    line = one.ended.then(
      (said) => {
        running.delete(kind)
        tell(kind, 'none', 1, said)
      },
      (error) => {
        running.delete(kind)
        const work = faultOf(error).kind === 'conflict' ? 'paused' : 'failed'
        tell(kind, work, 0, work === 'paused' ? '已暂停' : wordsOf(error))
      },
    )
    return one
  }

  return {
    async run(kind, { fresh = false, signal, progress }) {
      const one = running.get(kind) ?? begin(kind, fresh)
      if (progress) one.listeners.add(progress)
      const halt = () => one.stop.abort()
      if (signal?.aborted) halt()
      signal?.addEventListener('abort', halt)
      try {
        return await one.ended
      } finally {
        signal?.removeEventListener('abort', halt)
      }
    },
    pause(kind) {
      const one = running.get(kind)
      one?.stop.abort()
      return one !== undefined
    },
    async cancel(kind) {
      const one = running.get(kind)
      one?.stop.abort()
      await one?.ended.catch(() => {})
      if (isCatalogue(kind)) deps.catalogue.imports.drop(kind)
      tell(kind, 'none', 0, '已取消')
    },
    state(kind) {
      const state = states.get(kind)
      if (state) return state
      const left = isCatalogue(kind) ? deps.catalogue.imports.staged(kind) : null
      return left
        ? { work: 'paused', done: 0, doing: `上次没有完成，已导入 ${left.rows} 条` }
        : { work: 'none', done: 0, doing: '' }
    },
    async stop() {
      for (const { stop } of running.values()) stop.abort()
      await line
    },
  }
}
