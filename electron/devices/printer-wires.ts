import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { GuitaiError } from '../../shared/errors.ts'
import type { PrinterConfig } from './config.ts'
import { openSerial } from './serial.ts'

/** One way to a printer. A `Pass` is one use of it: nobody else's bytes come between. */
export interface Wire {
  where: string
  /** null where it cannot be known without trying */
  state(): { is: 'open' | 'absent' | 'fault'; text: string } | null
  pass<T>(work: (pass: Pass) => Promise<T>): Promise<T>
  reopen(): Promise<void>
  close(): Promise<void>
}

export interface Pass {
  /** whole, or rejects in Chinese */
  send(bytes: Uint8Array, timeout_ms: number): Promise<void>
  /** one byte of answer that passes; null where none comes in time, as on a line that goes one way only */
  ask(request: Uint8Array, fits: (byte: number) => boolean, wait_ms: number): Promise<number | null>
}

type Via<K> = Extract<PrinterConfig['via'], { is: K }>

/** GuitaiError of a printer: `unreachable` where it is not there or went, `conflict` where it cannot print now. */
export const printerFault = (what: string, kind: 'unreachable' | 'conflict' = 'unreachable') =>
  new GuitaiError({
    kind,
    what: `打印机${what}`,
    means: '账已记好，与打印无关；没有打全的可以补打。',
    todo: '请检查打印机后在打印队列里重试。',
  })

/** Collects what comes back and hands a byte that fits to whoever waits for it. */
function createAnswers() {
  let waiting: ((byte: number) => boolean) | null = null
  return {
    hear(bytes: Uint8Array) {
      for (const byte of bytes) if (waiting?.(byte)) waiting = null
    },
    next(fits: (byte: number) => boolean, wait_ms: number): Promise<number | null> {
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting = null
          resolve(null)
        }, wait_ms)
        waiting = (byte) => {
          if (!fits(byte)) return false
          clearTimeout(timer)
          resolve(byte)
          return true
        }
      })
    },
  }
}

const SENT_ms = 1000

export function serialWire(via: Via<'serial'>, onState: () => void): Wire {
  const answers = createAnswers()
  const { port: path, baudRate } = via
  const line = openSerial({ path, baudRate, onData: answers.hear, onState })
  const send = async (bytes: Uint8Array, timeout_ms: number) => {
    const { is, text } = line.state()
    if (is !== 'open') throw printerFault(text, is === 'fault' ? 'conflict' : 'unreachable')
    // ten bits a byte, at the pace of the line
    const took_ms = (bytes.length * 10_000) / baudRate
    await line.write(bytes, timeout_ms + took_ms).catch(() => {
      throw printerFault(
        line.state().is === 'open' ? '没有收完数据，可能缺纸、关机或断线' : line.state().text,
      )
    })
  }
  const pass: Pass = {
    send,
    async ask(request, fits, wait_ms) {
      const answer = answers.next(fits, wait_ms)
      await send(request, SENT_ms)
      return answer
    },
  }
  return {
    where: path,
    state: line.state,
    pass: (work) => work(pass),
    reopen: line.reopen,
    close: line.close,
  }
}

/** Port 9100: a connection for each print, because many printers serve one at a time. */
export function tcpWire(via: Via<'tcp'>, connect_ms: number): Wire {
  const open = new Set<Socket>()
  return {
    where: `${via.host}:${via.port}`,
    state: () => null,
    async pass(work) {
      const socket = connect({ host: via.host, port: via.port })
      open.add(socket)
      const answers = createAnswers()
      let gone: Error | null = null
      socket.on('error', (error) => {
        gone = error
      })
      socket.on('data', answers.hear)
      try {
        await connected(socket, connect_ms)
        const done = await work(tcpPass(socket, answers, () => gone))
        await ended(socket)
        return done
      } finally {
        socket.destroy()
        open.delete(socket)
      }
    },
    reopen: async () => {},
    async close() {
      for (const socket of open) socket.destroy()
    },
  }
}

function connected(socket: Socket, limit_ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(printerFault('没有接受连接，可能关机、断网或正被别人占用')),
      limit_ms,
    )
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.once('error', () => {
      clearTimeout(timer)
      reject(printerFault('连接不上，请检查电源、网线和地址'))
    })
  })
}

function tcpPass(socket: Socket, answers: ReturnType<typeof createAnswers>, gone: () => Error | null): Pass {
  const send = (bytes: Uint8Array, timeout_ms: number) =>
    new Promise<void>((resolve, reject) => {
      const cut = () => reject(printerFault('在打印中途断开了连接，可能没有打全'))
      const timer = setTimeout(
        () => reject(printerFault('没有收完数据，可能缺纸或卡住', 'conflict')),
        timeout_ms,
      )
      const over = () => {
        clearTimeout(timer)
        socket.off('close', cut)
      }
      if (gone() || socket.destroyed) cut()
      socket.once('close', cut)
      socket.write(bytes, (error) => {
        over()
        if (error) cut()
        else resolve()
      })
    })
  return {
    send,
    async ask(request, fits, wait_ms) {
      const answer = answers.next(fits, wait_ms)
      await send(request, SENT_ms)
      return answer
    },
  }
}

const ENDING_ms = 1000

/** Says goodbye and waits until the printer has taken everything, for a short while. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ENDING_ms)
    socket.once('close', (hadError) => {
      clearTimeout(timer)
      if (hadError) reject(printerFault('在打印中途断开了连接，可能没有打全'))
      else resolve()
    })
    socket.end()
  })
}

const AGAIN_ms = 20
/** 0 on Windows, which does not know it */
const NO_WAIT = constants.O_NONBLOCK ?? 0

/** A device file of the printer class. It is opened for each print, so it may come and go. */
export function usbWire(via: Via<'usb'>): Wire {
  return {
    where: via.path,
    state: () => null,
    async pass(work) {
      const handle = await openFile(via.path)
      try {
        return await work(usbPass(handle))
      } finally {
        await handle.close().catch(() => {})
      }
    },
    reopen: async () => {},
    close: async () => {},
  }
}

/** Not blocking where the system knows it: a printer without paper would hold a thread for ever. */
async function openFile(path: string): Promise<FileHandle> {
  const flags = NO_WAIT | (constants.O_NOCTTY ?? 0)
  try {
    return await open(path, constants.O_RDWR | flags)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOENT' || code === 'ENXIO' || code === 'ENODEV') throw printerFault('没有接上或没有开机')
    if (code === 'EBUSY') throw printerFault('正被其他程序占用', 'conflict')
  }
  // one way only: some ports can be written and not read
  return open(path, constants.O_WRONLY | flags).catch(() => {
    throw printerFault('端口打不开，请检查驱动和权限', 'conflict')
  })
}

const isLater = (error: unknown) => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'EAGAIN' || code === 'EWOULDBLOCK'
}
const later = () => new Promise((resolve) => setTimeout(resolve, AGAIN_ms))

function usbPass(handle: FileHandle): Pass {
  const send = async (bytes: Uint8Array, timeout_ms: number) => {
    const end = performance.now() + timeout_ms
    let sent = 0
    while (sent < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, sent).catch((error) => {
        if (isLater(error)) return { bytesWritten: 0 }
        throw printerFault('在打印中途断开了，可能没有打全')
      })
      sent += bytesWritten
      if (sent === bytes.length) return
      if (performance.now() > end) throw printerFault('没有收完数据，可能缺纸或卡住', 'conflict')
      if (bytesWritten === 0) await later()
    }
  }
  return {
    send,
    async ask(request, fits, wait_ms) {
      // a plain file answers nothing, and a port that waits when read could hold a thread for ever
      if (!NO_WAIT || !(await handle.stat()).isCharacterDevice()) return null
      await send(request, SENT_ms)
      const end = performance.now() + wait_ms
      const one = new Uint8Array(1)
      while (performance.now() < end) {
        const { bytesRead } = await handle.read(one, 0, 1, null).catch((error) => ({
          bytesRead: isLater(error) ? 0 : -1,
        }))
        if (bytesRead < 0) return null
        if (bytesRead === 1 && fits(one[0]!)) return one[0]!
        if (bytesRead === 0) await later()
      }
      return null
    },
  }
}
