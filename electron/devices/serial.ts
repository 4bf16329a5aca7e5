import { stat } from 'node:fs/promises'
import type { SerialPort } from 'serialport'
import { fail } from '../../shared/errors.ts'

/**
 * One serial line, 8N1. It opens by itself, is looked for again after it was unplugged, and throws nothing
 * out of an event. Framing is its user's.
 */
export interface SerialOptions {
  path: string
  baudRate: number
  onData(bytes: Uint8Array): void
  /** opened, gone or refused: what was half received is worth nothing any more */
  onState(state: LineState): void
}

export interface LineState {
  is: 'open' | 'absent' | 'fault'
  /** in Chinese */
  text: string
}

export interface SerialLine {
  state(): LineState
  /** all bytes, on the wire when it resolves. GuitaiError `unreachable` in Chinese where they did not go out whole. */
  write(bytes: Uint8Array, timeout_ms: number): Promise<void>
  /** lets go and opens anew; resolves once that was tried */
  reopen(): Promise<void>
  /** frees the port at once; what was not sent is dropped */
  close(): Promise<void>
}

const FIRST_ms = 500
const MOST_ms = 5000
/**
 * While a port is open its name is looked at this often: the tty of an unplugged USB converter answers reads
 * with nothing instead of an error, which the library takes for "not yet".
 */
const WATCH_ms = 1000

interface Line {
  options: SerialOptions
  state: LineState
  port: SerialPort | null
  /** a port that is being opened; close and reopen wait for it */
  opening: Promise<void> | null
  timer: ReturnType<typeof setTimeout> | undefined
  delay_ms: number
  closed: boolean
}

export function openSerial(options: SerialOptions): SerialLine {
  const line: Line = {
    ...{ options, port: null, opening: null, timer: undefined, delay_ms: FIRST_ms, closed: false },
    state: { is: 'absent', text: '正在打开' },
  }
  void tryOpen(line)
  return {
    state: () => line.state,
    write: (bytes, timeout_ms) => write(line, bytes, timeout_ms),
    async reopen() {
      clearTimeout(line.timer)
      await line.opening
      await letGo(line, { is: 'absent', text: '正在重新打开' })
      line.delay_ms = FIRST_ms
      await tryOpen(line)
    },
    async close() {
      line.closed = true
      clearTimeout(line.timer)
      await line.opening
      await letGo(line, { is: 'absent', text: '已关闭' })
    },
  }
}

function say(line: Line, state: LineState): void {
  if (state.is === line.state.is && state.text === line.state.text) return
  line.state = state
  if (!line.closed) line.options.onState(state)
}

function tryOpen(line: Line): Promise<void> {
  clearTimeout(line.timer)
  if (line.closed || line.port) return Promise.resolve()
  line.opening ??= openOnce(line).finally(() => {
    line.opening = null
  })
  return line.opening
}

async function openOnce(line: Line): Promise<void> {
  const { path, baudRate } = line.options
  // loaded where a serial device is configured only: the native part takes about 90 ms
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path, baudRate, autoOpen: false })
  port.on('error', () => {})
  port.on('data', (bytes: Uint8Array) => {
    if (line.port === port) line.options.onData(bytes)
  })
  const gone = () => {
    if (line.port !== port) return
    line.port = null
    say(line, { is: 'absent', text: '已断开，插好后自动重新连接' })
    again(line)
  }
  port.on('close', gone)
  const error = await new Promise<Error | null>((resolve) => port.open((e) => resolve(e ?? null)))
  if (error) {
    say(line, whyNot(error))
    return again(line)
  }
  line.port = port
  line.delay_ms = FIRST_ms
  say(line, { is: 'open', text: '已连接' })
  watch(line, port)
}

/** Looks for the port again, each time later: 0.5 s to 5 s. */
function again(line: Line): void {
  if (line.closed) return
  clearTimeout(line.timer)
  line.timer = setTimeout(() => void tryOpen(line), line.delay_ms)
  line.delay_ms = Math.min(MOST_ms, line.delay_ms * 2)
}

function watch(line: Line, port: SerialPort): void {
  if (process.platform === 'win32') return
  const look = async () => {
    const there = await stat(line.options.path).then(
      () => true,
      () => false,
    )
    if (line.closed || line.port !== port) return
    if (there) line.timer = setTimeout(look, WATCH_ms)
    else {
      await letGo(line, { is: 'absent', text: '已断开，插好后自动重新连接' })
      again(line)
    }
  }
  clearTimeout(line.timer)
  line.timer = setTimeout(look, WATCH_ms)
}

async function letGo(line: Line, state: LineState): Promise<void> {
  const { port } = line
  line.port = null
  say(line, state)
  if (!port?.isOpen) return
  // unsent bytes are thrown away first: a close would wait for a device that takes none
  await new Promise<void>((resolve) => port.flush(() => resolve()))
  await new Promise<void>((resolve) => port.close(() => resolve()))
}

async function write(line: Line, bytes: Uint8Array, timeout_ms: number): Promise<void> {
  const { port } = line
  if (!port?.isOpen) unsent(line.state.text)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = () => {}
  const outcome = await new Promise<string | null>((resolve) => {
    timer = setTimeout(() => resolve(`${timeout_ms / 1000} 秒内没有收下数据`), timeout_ms)
    gone = () => resolve('中途断开')
    port.once('close', gone)
    port.write(Buffer.from(bytes), (error) => {
      if (error) resolve('写入失败')
      else port.drain((failed) => resolve(failed ? '写入失败' : null))
    })
  })
  clearTimeout(timer)
  port.off('close', gone)
  if (outcome === null) return
  if (port.isOpen) port.flush(() => {})
  unsent(outcome)
}

function unsent(why: string): never {
  fail('unreachable', `串口设备${why}`, '没有扣款。', '请检查连线和电源后重试。')
}

/** What the library says in English, in Chinese; what is not known here keeps its own words. */
function whyNot({ message }: Error): LineState {
  if (/no such file|file not found|cannot find|no such device/i.test(message)) {
    return { is: 'absent', text: '没有接上，插好后自动连接' }
  }
  if (/cannot lock|busy|access denied|temporarily unavailable/i.test(message)) {
    return { is: 'fault', text: '串口被其他程序占用，请先关闭那个程序' }
  }
  if (/permission denied/i.test(message)) return { is: 'fault', text: '没有打开这个串口的权限，请联系信息科' }
  return { is: 'fault', text: `串口打不开（${message.replace(/^Error:?\s*/, '')}）` }
}
