import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { GuitaiError } from '../../shared/errors.ts'
import type { Job, Word } from './worker.ts'

/** As built for Electron, outside of its archive; elsewhere the source itself. */
function entry(): string {
  const source = join(import.meta.dirname, 'worker.ts')
  if (!process.versions.electron && existsSync(source)) return source
  const built = join(import.meta.dirname, '../../dist/electron/catalogue.mjs')
  return built.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}

/** rows are gone as soon as they are written: a larger nursery would only hold them longer */
const SMALL = { maxYoungGenerationSizeMb: 12 }

type Ask = Job extends infer J ? (J extends Job ? Omit<J, 'stop'> : never) : never

/**
 * Runs one job in a thread of its own, which `signal` lets end at its next commit. Throws GuitaiError `rejected`
 * where a file is not what it should be, `conflict` where it was stopped.
 */
export function runJob(
  job: Ask,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<Extract<Word, { is: 'done' }>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(stopped())
    const stop = new SharedArrayBuffer(4)
    const worker = new Worker(entry(), { workerData: { ...job, stop }, resourceLimits: SMALL })
    const halt = () => void Atomics.store(new Int32Array(stop), 0, 1)
    signal.addEventListener('abort', halt)
    let word = null as Word | null
    worker.on('message', (said: Word) => {
      if (said.is === 'progress') progress(said.done)
      else word = said
    })
    let failed: unknown = null
    worker.on('error', (error) => {
      failed = error
    })
    // only now has the thread let go of its files
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', halt)
      if (failed) return reject(failed)
      if (word?.is === 'done') return resolve(word)
      if (word?.is === 'refused') return reject(refused(word.why))
      reject(word?.is === 'stopped' ? stopped() : new Error(`the worker ended with ${code}`))
    })
  })
}

export const stopped = () =>
  new GuitaiError({
    kind: 'conflict',
    what: '目录导入已停下',
    means: '正在使用的目录没有改变，已经导入的部分留着。',
    todo: '需要时请继续下载，会从停下的地方接着做。',
  })

const refused = (why: string) =>
  new GuitaiError({
    kind: 'rejected',
    what: `中心的目录文件不能用：${why}`,
    means: '正在使用的目录没有改变。',
    todo: '请重新下载；仍然如此请联系医保办。',
  })
