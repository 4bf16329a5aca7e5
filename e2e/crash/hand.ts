import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Turn, TurnEnd } from './worker.ts'

/**
 * Runs turns in a process of its own, one at a time. A killed process is replaced; one that lived takes the
 * next turn, which always opens a home that it has not had open before.
 */
export interface Hand {
  /** the turn's end, or 'killed'; throws what the turn threw */
  take(turn: Turn): Promise<TurnEnd | 'killed'>
  close(): void
}

/** `cache`: a folder where the processes keep their compiled code for each other. */
export function createHand(cache: string): Hand {
  let child: ChildProcess | null = null

  function start(): ChildProcess {
    const made = fork(join(import.meta.dirname, 'worker.ts'), {
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    made.once('exit', () => {
      if (child === made) child = null
    })
    return made
  }

  return {
    take: (turn) =>
      new Promise((resolve, reject) => {
        child ??= start()
        const used = child
        const answered = (message: { end?: TurnEnd; error?: string }) => {
          used.off('exit', gone)
          if (message.end) resolve(message.end)
          else reject(new Error(message.error))
        }
        const gone = (code: number | null, signal: string | null) => {
          used.off('message', answered)
          if (signal === 'SIGKILL') resolve('killed')
          else reject(new Error(`the counter's process ended with ${signal ?? code}`))
        }
        used.once('message', answered)
        used.once('exit', gone)
        used.send(turn)
      }),
    close: () => void child?.kill(),
  }
}
