import { parentPort, workerData } from 'node:worker_threads'
import type { Codes } from './compare.ts'
import { type MatchResult, match } from './match.ts'
import { openResults } from './results.ts'
import { pack, unpack } from './zipped.ts'

/** What the worker thread is asked to do: one job a thread. */
export type Job =
  | { is: 'pack'; from: string; to: string; name: string; columns: number }
  | {
      is: 'match'
      here: string
      /** the centre's result as it came, a ZIP */
      zip: string
      there: string
      most_bytes: number
      parts: string
      results: string
      lists: 'all' | 'differences'
      codes: Codes
    }

export interface Done {
  pack: { bytes: number }
  match: MatchResult
}

export type Word =
  | { is: 'progress'; done: number }
  | { is: 'done'; result: Done[Job['is']] }
  /** a file that cannot be read as what it should be; `why` is Chinese */
  | { is: 'refused'; why: string }

/** A percent is as fine as a person sees it. */
function tell(): (done: number) => void {
  let told = -1
  return (done) => {
    const percent = Math.floor(done * 100)
    if (percent === told) return
    told = percent
    parentPort?.postMessage({ is: 'progress', done } satisfies Word)
  }
}

function work(job: Job): Done[Job['is']] {
  if (job.is === 'pack') return { bytes: pack(job.from, job.to, job.name, job.columns) }
  unpack(job.zip, job.there, job.most_bytes)
  const results = openResults(job.results)
  try {
    return match({ ...job, dir: job.parts, found: results.add, progress: tell() })
  } finally {
    results.close()
  }
}

try {
  const result = work(workerData as Job)
  parentPort?.postMessage({ is: 'done', result } satisfies Word)
} catch (error) {
  if (!(error instanceof RangeError)) throw error
  parentPort?.postMessage({ is: 'refused', why: error.message } satisfies Word)
}
