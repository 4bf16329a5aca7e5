import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { GuitaiError } from '../../../../shared/errors.ts'
import type { Done, Job, Word } from './worker.ts'

/** As built for Electron, outside of its archive; elsewhere the source itself. */
function entry(): string {
  const source = join(import.meta.dirname, 'worker.ts')
  if (!process.versions.electron && existsSync(source)) return source
  const built = join(import.meta.dirname, '../../../../dist/electron/matcher.mjs')
  return built.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}

/**
 * Runs one job in a thread of its own. `signal` ends the thread at once. Throws GuitaiError `rejected` where
 * a file is not what it should be, `conflict` where it was cancelled.
 */
export function runJob<J extends Job>(
  job: J,
  signal: AbortSignal,
  progress: (done: number) => void = () => {},
): Promise<Done[J['is']]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry(), { workerData: job })
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', cancel)
      void worker.terminate()
      settle()
    }
    const cancel = () => end(() => reject(cancelled()))
    if (signal.aborted) return cancel()
    signal.addEventListener('abort', cancel)
    worker.on('message', (word: Word) => {
      if (word.is === 'progress') progress(word.done)
      else if (word.is === 'done') end(() => resolve(word.result as Done[J['is']]))
      else end(() => reject(refused(word.why)))
    })
    worker.on('error', (error) => end(() => reject(error)))
    worker.on('exit', (code) => end(() => reject(new Error(`the worker ended with ${code}`))))
  })
}

const cancelled = () =>
  new GuitaiError({
    kind: 'conflict',
    what: '对明细账已取消',
    means: '账本没有改变。',
    todo: '需要时请重新对明细账。',
  })

const refused = (why: string) =>
  new GuitaiError({
    kind: 'rejected',
    what: `中心的对账结果文件不能用：${why}`,
    means: '账本没有改变。',
    todo: '请重试；仍然如此请联系医保办。',
  })
