import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const DAEMON = '/usr/sbin/pcscd'
/** where pcscd keeps its socket and pid; it makes no other */
const RUN = '/run/pcscd'
const WAIT_ms = 80_000

/** Whether the packages pcscd and vsmartcard-vpcd are there. */
export const hasVirtualReader = existsSync(DRIVER) && existsSync(DAEMON)

export interface VirtualReader {
  /** where a virtual card connects */
  port: number
  /** the service dies, and with it its readers */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

/** Two ports in a row: the driver has two slots. */
async function freePort(): Promise<number> {
  const probe = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = createServer().once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const found = (server.address() as { port: number }).port
        server.close(() => resolve(found))
      })
    })
  for (;;) {
    const port = await probe(0)
    if (await probe(port + 1).catch(() => 0)) return port
  }
}

/**
 * The system's own PC/SC service with virtual readers "Virtual PCD" on a port of their own. It runs in the
 * foreground as root and wants neither dbus nor polkit. A machine has one: another test's is waited for.
 */
export async function virtualReader(): Promise<VirtualReader> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'guitai-pcscd-'))
  const hexPort = `0x${port.toString(16).toUpperCase()}`
  writeFileSync(
    join(folder, 'vpcd'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${hexPort}\nLIBPATH ${DRIVER}\nCHANNELID ${hexPort}\n`,
  )
  let daemon: ChildProcess | null = null
  const start = async () => {
    const until = Date.now() + WAIT_ms
    while (alive()) {
      if (Date.now() > until) throw new Error('the PC/SC service of this machine is in use')
      await pause()
    }
    mkdirSync(RUN, { recursive: true })
    for (const name of ['pcscd.comm', 'pcscd.pid']) rmSync(join(RUN, name), { force: true })
    const child = spawn(DAEMON, ['--foreground', '--error', '--config', folder], { stdio: 'ignore' })
    daemon = child
    while (!existsSync(join(RUN, 'pcscd.comm'))) {
      if (child.exitCode !== null) throw new Error(`pcscd ended with ${child.exitCode}`)
      await pause()
    }
  }
  const stop = async () => {
    const child = daemon
    daemon = null
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    port,
    start,
    stop,
    async close() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

function alive(): boolean {
  try {
    process.kill(Number(readFileSync(join(RUN, 'pcscd.pid'), 'utf8').trim()), 0)
    return true
  } catch {
    return false
  }
}
