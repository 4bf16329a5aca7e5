import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { GuitaiError } from '../../../shared/errors.ts'
import { refused } from '../native.ts'
import { frame, frameReader } from './frames.ts'
import type { BridgeFault, BridgeRequest } from './protocol.ts'

const LONGEST_FAULT = 400

const answer = z.union([
  z.object({ event: z.string() }).loose(),
  z
    .object({
      id: z.number(),
      fault: z.object({
        is: z.enum(['no-card', 'refused', 'moved', 'missing', 'pin']),
        text: z.string().transform((text) => text.slice(0, LONGEST_FAULT)),
      }),
    })
    .strict(),
  z.object({ id: z.number(), ok: z.unknown() }).strict(),
])

const KIND = {
  'no-card': 'not_found',
  refused: 'rejected',
  pin: 'rejected',
  moved: 'rejected',
  missing: 'unreachable',
} as const

/** What the bridge gave as its reason; drivers look at `is`. */
export class BridgeRefusal extends GuitaiError {
  readonly is: BridgeFault['is']
  constructor({ is, text }: BridgeFault) {
    super(refused(KIND[is], text).fault)
    this.is = is
  }
}

/**
 * Where the bridge's program is: the source beside this file, or its bundle. Electron has the bundle, since
 * its Node need not strip types, and outside the archive, since another Node cannot read that.
 */
export function bridgeEntry(versions: Partial<NodeJS.ProcessVersions> = process.versions): string {
  const source = join(import.meta.dirname, 'main.ts')
  if (!versions.electron && existsSync(source)) return source
  const bundle = join(import.meta.dirname, '..', '..', '..', 'dist', 'electron', 'bridge.mjs')
  return bundle.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}

/**
 * The Node that runs the bridge: the configured one, else the one installed beside the program, else this
 * program's own. An installed program cannot be its own: its fuse against running as a plain Node is set.
 */
function bridgeRuntime(
  configured: string | undefined,
  at: { resources: string | undefined; installed: boolean; own: string },
): string {
  if (configured !== undefined) return configured
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const beside = at.resources ? join(at.resources, 'bridge', name) : ''
  if (beside && existsSync(beside)) return beside
  if (!at.installed) return at.own
  throw refused('unreachable', '没有可以运行读卡程序的 Node，请信息科在设备配置的 runtime 里写明')
}

const here = () => ({
  resources: (process as { resourcesPath?: string }).resourcesPath,
  installed: import.meta.dirname.includes('app.asar'),
  own: process.execPath,
})

/** The bridge inherits what libraries look for (PATH, TEMP, …) and nothing of this program's own. */
function environment(runtime: string): NodeJS.ProcessEnv {
  const own = /^(GUITAI_|NODE_OPTIONS$|VITEST|ELECTRON_)/
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
  const isOwn = runtime === process.execPath && process.versions.electron !== undefined
  return isOwn ? { ...kept, ELECTRON_RUN_AS_NODE: '1' } : kept
}

/** One life of the bridge. */
export interface BridgeProcess {
  pid: number | null
  /** One request at a time. Throws BridgeRefusal, or what the process ended with. */
  ask(request: BridgeRequest): Promise<unknown>
  /** kills it at once; what is under way fails with `why` */
  end(why: GuitaiError, failed: boolean): void
}

export interface ProcessOptions {
  /** a Node of the library's bitness; absent: see bridgeRuntime */
  runtime?: string
  entry?: string
  /** what the bridge tells unasked */
  onEvent(event: unknown): void
  /** it has ended, once: by itself, by its own fault, or because it was told to */
  onEnd(why: GuitaiError, failed: boolean): void
}

interface Pending {
  id: number
  done(value: unknown): void
  failed(error: GuitaiError): void
}

/** Starts the bridge's process. Whatever goes wrong with it comes out as a Chinese reason, never as an error event. */
export function startProcess({ runtime, entry, onEvent, onEnd }: ProcessOptions): BridgeProcess {
  let pending: Pending | null = null
  let lastId = 0
  let isEnded = false
  const node = bridgeRuntime(runtime, here())
  const child = spawn(node, [entry ?? bridgeEntry()], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: environment(node),
    windowsHide: true,
  })
  const end = (why: GuitaiError, failed: boolean) => {
    if (isEnded) return
    isEnded = true
    child.kill('SIGKILL')
    pending?.failed(why)
    onEnd(why, failed)
  }
  const read = frameReader((value) => {
    const { data } = answer.safeParse(value)
    if (!data) throw new TypeError('not an answer')
    if ('event' in data) return onEvent(data)
    const asked = pending
    if (asked?.id !== data.id) throw new TypeError('an answer to nothing asked')
    pending = null
    if ('fault' in data) asked.failed(new BridgeRefusal(data.fault))
    else asked.done(data.ok)
  })
  child.stdout.on('data', (bytes: Buffer) => {
    if (isEnded) return
    try {
      read(bytes)
    } catch {
      end(refused('unreachable', '读卡程序的回答无法识别，已重新启动它'), true)
    }
  })
  // a pipe that breaks is a process that ends: said there
  child.stdin.on('error', () => {})
  child.stdout.on('error', () => {})
  child.on('error', (error) => {
    const what = `读卡程序无法启动（${runtime ?? '本程序'}）：${error.message}`
    end(refused('unreachable', what, '请信息科检查设备配置。'), true)
  })
  child.on('exit', (code, signal) => {
    const how = signal ? `信号 ${signal}` : `退出码 ${code}`
    end(refused('unreachable', `读卡程序或厂商动态库异常退出（${how}）`), true)
  })
  return {
    pid: child.pid ?? null,
    end,
    ask: (request) =>
      new Promise((done, failed) => {
        lastId += 1
        pending = { id: lastId, done, failed }
        child.stdin.write(frame({ ...request, id: lastId }))
      }),
  }
}
