import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DriverDeps, Told } from './port.ts'

/**
 * The other end of real serial lines: pseudo terminals made by socat, whose far end is this process.
 */
export interface Pty {
  /** what a driver opens */
  path: string
  send(bytes: Uint8Array | string): void
  /** what the driver has sent so far */
  received(): Buffer
  onData(listener: (bytes: Buffer) => void): void
  /** as a plug pulled: the terminal is gone in the middle of whatever runs */
  unplug(): Promise<void>
  replug(): Promise<void>
  close(): Promise<void>
}

export async function openPty(): Promise<Pty> {
  const folder = mkdtempSync(join(tmpdir(), 'guitai-pty-'))
  const path = join(folder, 'tty')
  let listener = (_bytes: Buffer) => {}
  let received = Buffer.alloc(0)
  let socat: ChildProcess | null = null
  const plug = async () => {
    const child = spawn('socat', [`pty,raw,echo=0,link=${path}`, 'STDIO'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.on('error', (error) => {
      throw new Error(`socat is needed for these tests: ${error.message}`)
    })
    child.stdin.on('error', () => {})
    child.stdout.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes])
      listener(bytes)
    })
    socat = child
    await until(() => existsSync(path))
  }
  const unplug = async () => {
    const child = socat
    socat = null
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    rmSync(path, { force: true })
  }
  await plug()
  return {
    path,
    send: (bytes) => void socat?.stdin?.write(bytes),
    received: () => received,
    onData(next) {
      listener = next
    },
    unplug,
    replug: plug,
    async close() {
      await unplug()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until it holds; the test's own time limit ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

export const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Told and deps of a driver under test, with what it told. */
export function listener(): { told: Told; deps: DriverDeps; scans: string[]; changes(): number } {
  const scans: string[] = []
  let changes = 0
  return {
    scans,
    changes: () => changes,
    told: {
      changed() {
        changes += 1
      },
      scan: (text) => void scans.push(text),
    },
    deps: { now: () => 0, secret: async () => null, log: () => {} },
  }
}
