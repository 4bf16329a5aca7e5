import type { GuitaiError } from '../../../shared/errors.ts'
import { refused } from '../native.ts'
import { createTurn, pause, untilAborted } from '../turn.ts'
import { type BridgeProcess, startProcess } from './process.ts'
import type { BridgeRequest } from './protocol.ts'

export { BridgeRefusal, bridgeEntry } from './process.ts'

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
const ended = () => refused('unreachable', '读卡程序已关闭')
const cancelled = () => refused('conflict', '已取消读卡')
const late = (ms: number) => refused('unreachable', `读卡器 ${Math.round(ms / 1000)} 秒没有回答，已停止等待`)

export function openBridge(options: BridgeOptions): Bridge {
  const { delays_ms = DELAYS_ms, log, onEvent = () => {}, onExit, ...where } = options
  let running: BridgeProcess | null = null
  let failures = 0
  const closing = new AbortController()
  const turn = createTurn()

  const onEnd = (why: GuitaiError, failed: boolean) => {
    running = null
    if (failed) {
      failures += 1
      log({ event: 'bridge.failed', why: why.fault.what, failures })
    }
    onExit?.()
  }

  const ask = async (request: BridgeRequest, timeout_ms: number, signal: AbortSignal | undefined) => {
    if (!running && failures > 0) {
      const delay_ms = delays_ms[Math.min(failures, delays_ms.length) - 1] ?? 0
      await pause(delay_ms, signal ? AbortSignal.any([closing.signal, signal]) : closing.signal)
    }
    if (closing.signal.aborted) throw ended()
    if (signal?.aborted) throw cancelled()
    running ??= startProcess({ ...where, onEvent, onEnd })
    const bridge = running
    const timer = setTimeout(() => bridge.end(late(timeout_ms), true), timeout_ms)
    const cancel = () => bridge.end(cancelled(), false)
    signal?.addEventListener('abort', cancel)
    try {
      const value = await bridge.ask(request)
      failures = 0
      return value
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
      running?.end(ended(), false)
    },
    close() {
      closing.abort()
      running?.end(ended(), false)
    },
    pid: () => running?.pid ?? null,
  }
}
