import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { GuitaiError } from '../../../shared/errors.ts'
import { refused } from '../native.ts'
import { createTurn, pause, untilAborted } from '../turn.ts'
import { frame, frameReader } from './frames.ts'
import type { BridgeFault, BridgeRequest } from './protocol.ts'

export interface Bridge {
  /**
   * Asks once; calls run one after the other. Throws GuitaiError: the bridge's own reason, or that it hung,
   * died or talked nonsense. The process starts with the first call, and again after a delay that grows.
   */
  call(request: BridgeRequest, options?: { timeout_ms?: number; signal?: AbortSignal }): Promise<unknown>
  /** ends the process at once; what is under way fails. The next call starts it without delay. */
  stop(): void
  /** for good */
  close(): void
  pid(): number | null
}

export interface BridgeOptions {
  /** a Node of the library's bitness; absent: this program's own */
  runtime?: string
  entry?: string
  /** what the bridge tells unasked */
  onEvent?(event: unknown): void
  /** the process ended, by itself or because it had to */
  onExit?(): void
  log(line: Record<string, unknown>): void
  /** before the first start after a failure, the second, …; the last one from then on */
  delays_ms?: readonly number[]
}

const TIMEOUT_ms = 60_000
const DELAYS_ms = [0, 250, 1_000, 2_000, 5_000]
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

/** The bridge inherits what libraries look for (PATH, TEMP, …) and nothing of this program's own. */
function environment(runtime: string | undefined): NodeJS.ProcessEnv {
  const own = /^(GUITAI_|NODE_OPTIONS$|VITEST|ELECTRON_)/
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
  return runtime === undefined && process.versions.electron ? { ...kept, ELECTRON_RUN_AS_NODE: '1' } : kept
}

interface Running {
  child: ChildProcess
  /** the one request under way */
  pending: { id: number; done(value: unknown): void; failed(error: GuitaiError): void } | null
  /** takes it out of service and kills it; `why` goes to the request under way and to the log */
  drop(why: GuitaiError, counts: boolean): void
}

export function openBridge(options: BridgeOptions): Bridge {
  const delays = options.delays_ms ?? DELAYS_ms
  let running: Running | null = null
  let failures = 0
  let lastId = 0
  const closing = new AbortController()
  const turn = createTurn()

  const ended = () => refused('unreachable', '读卡程序已关闭')
  const cancelled = () => refused('conflict', '已取消读卡')

  const start = (): Running => {
    const child = spawn(options.runtime ?? process.execPath, [options.entry ?? bridgeEntry()], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: environment(options.runtime),
      windowsHide: true,
    })
    const me: Running = { child, pending: null, drop: () => {} }
    me.drop = (why, counts) => {
      if (running !== me) return
      running = null
      if (counts) {
        failures += 1
        options.log({ event: 'bridge.failed', why: why.fault.what, failures })
      }
      child.kill('SIGKILL')
      me.pending?.failed(why)
      me.pending = null
      options.onExit?.()
    }
    const read = frameReader((value) => heard(me, value))
    child.stdout.on('data', (bytes: Buffer) => {
      if (running !== me) return
      try {
        read(bytes)
      } catch {
        me.drop(refused('unreachable', '读卡程序的回答无法识别，已重新启动它'), true)
      }
    })
    // a pipe that breaks is a process that ends: said there
    child.stdin.on('error', () => {})
    child.stdout.on('error', () => {})
    child.on('error', (error) => {
      const what = `读卡程序无法启动（${options.runtime ?? '本程序'}）：${error.message}`
      me.drop(refused('unreachable', what, '请信息科检查设备配置。'), true)
    })
    child.on('exit', (code, signal) => {
      const how = signal ? `信号 ${signal}` : `退出码 ${code}`
      me.drop(refused('unreachable', `读卡程序或厂商动态库异常退出（${how}）`), true)
    })
    return me
  }

  const heard = (me: Running, value: unknown) => {
    const { data } = answer.safeParse(value)
    if (!data) throw new TypeError('not an answer')
    if ('event' in data) return void options.onEvent?.(data)
    const { pending } = me
    if (pending?.id !== data.id) throw new TypeError('an answer to nothing asked')
    me.pending = null
    if ('fault' in data) return pending.failed(new BridgeRefusal(data.fault))
    failures = 0
    pending.done(data.ok)
  }

  const ask = async (request: BridgeRequest, timeout_ms: number, signal: AbortSignal | undefined) => {
    if (!running && failures > 0) {
      const delay_ms = delays[Math.min(failures, delays.length) - 1] ?? 0
      await pause(delay_ms, signal ? AbortSignal.any([closing.signal, signal]) : closing.signal)
    }
    if (closing.signal.aborted) throw ended()
    if (signal?.aborted) throw cancelled()
    running ??= start()
    const me = running
    lastId += 1
    const id = lastId
    let timer: NodeJS.Timeout | undefined
    const cancel = () => me.drop(cancelled(), false)
    try {
      return await new Promise<unknown>((done, failed) => {
        me.pending = { id, done, failed }
        const late = `读卡器 ${Math.round(timeout_ms / 1000)} 秒没有回答，已停止等待`
        timer = setTimeout(() => me.drop(refused('unreachable', late), true), timeout_ms)
        signal?.addEventListener('abort', cancel)
        me.child.stdin?.write(frame({ ...request, id }))
      })
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
    }
  }

  return {
    call(request, { timeout_ms = TIMEOUT_ms, signal } = {}) {
      const answered = turn(() => ask(request, timeout_ms, signal))
      return signal ? untilAborted(signal, answered, cancelled) : answered
    },
    stop() {
      failures = 0
      running?.drop(ended(), false)
    },
    close() {
      closing.abort()
      running?.drop(ended(), false)
    },
    pid: () => running?.child.pid ?? null,
  }
}
