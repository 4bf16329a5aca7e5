import { closeSync, fsyncSync, openSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { countChanges, finish } from './finish.ts'
import type { ChangeCounts } from './port.ts'
import { Stopped, take } from './take.ts'
import { type Meta, openStaging } from './version.ts'

/** What the worker thread is asked to do: one job a thread. `stop` is set to 1 by whoever wants it to end. */
export type Job = { staging: string; stop: SharedArrayBuffer } & (
  | { is: 'take'; path: string; ref: string }
  | { is: 'finish'; live: string | null }
)

export type Word =
  | { is: 'progress'; done: number }
  | { is: 'done'; meta: Meta; changed: ChangeCounts | null }
  | { is: 'stopped' }
  /** a file that cannot be read as what it should be; `why` is Chinese */
  | { is: 'refused'; why: string }

/** five words a second are as many as a person reads */
const TELL_ms = 200

function tell(): (done: number) => void {
  let told = -TELL_ms
  return (done) => {
    const now = performance.now()
    if (now - told < TELL_ms) return
    told = now
    say({ is: 'progress', done })
  }
}

const say = (word: Word) => parentPort?.postMessage(word)

async function work(job: Job): Promise<Word> {
  const flag = new Int32Array(job.stop)
  const stopped = () => Atomics.load(flag, 0) === 1
  const progress = tell()
  const db = openStaging(job.staging)
  try {
    if (job.is === 'take')
      return {
        is: 'done',
        meta: await take(db, { ...job, stopped, progress }),
        changed: null,
      }
    const meta = finish(db, { live: job.live, stopped, progress })
    return { is: 'done', meta, changed: countChanges(db) }
  } finally {
    db.close()
    if (job.is === 'finish') sealed(job.staging)
  }
}

/** On the disk itself, for what takes its place by a durable commit must be as durable. */
function sealed(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}

try {
  say(await work(workerData as Job))
} catch (error) {
  if (error instanceof Stopped) say({ is: 'stopped' })
  else if (error instanceof RangeError) say({ is: 'refused', why: error.message })
  else throw error
}
