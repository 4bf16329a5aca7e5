import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import { printerConfig } from './config.ts'
import type { Device } from './port.ts'
import { openPrinter } from './printer.ts'
import { listener, openPty, type Pty, until } from './testkit.ts'

let device: Device | null = null
let pty: Pty | null = null
let server: Server | null = null
const sockets = new Set<Socket>()

afterEach(async () => {
  await device?.close()
  await pty?.close()
  for (const socket of sockets) socket.destroy()
  server?.close()
  device = pty = server = null
})

const open = (via: object, more: object = {}) => {
  const { told, deps } = listener()
  const base = { kind: 'printer', id: 'p1', name: '小票机', via, timeout_ms: 1500 }
  device = openPrinter(printerConfig.parse({ ...base, ...more }), told, deps)
  return device
}
const faultOfWrite = (bytes: Uint8Array) => device!.write!(bytes).then(() => null, faultOf)
const stateOf = () => device!.view().state

/** Answers DLE EOT as a printer does and keeps what is to be printed. */
function paperTray() {
  const status = { 2: 0x12, 3: 0x12, 4: 0x12 } as Record<number, number>
  const printed: number[] = []
  /** of a status request, which may come in pieces */
  let asked = 0
  return {
    status,
    printed: () => Buffer.from(printed),
    hear(bytes: Buffer, answer: (byte: Buffer) => void) {
      for (const byte of bytes) {
        if (asked === 2) answer(Buffer.from([status[byte]!]))
        if (asked === 0 && byte !== 0x10) printed.push(byte)
        asked = asked === 0 && byte === 0x10 ? 1 : asked === 1 && byte === 0x04 ? 2 : 0
      }
    },
  }
}

async function tcpPrinter(serve: (socket: Socket) => void) {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return { is: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}

const SLIP = Buffer.from('receipt '.repeat(2000))

describe('TCP 9100', () => {
  it('takes the bytes whole, and one print after the other', async () => {
    const tray = paperTray()
    const via = await tcpPrinter((socket) => socket.on('data', (b) => tray.hear(b, (a) => socket.write(a))))
    open(via)
    await until(() => stateOf() === 'ready')
    expect(device!.view().text).toBe('就绪')
    await Promise.all([device!.write!(SLIP), device!.write!(Buffer.from('second'))])
    await until(() => tray.printed().length === SLIP.length + 6)
    expect(tray.printed().subarray(-6).toString()).toBe('second')
  })

  it('without paper nothing is sent and the reason is said; with paper it prints', async () => {
    const tray = paperTray()
    tray.status[4] = 0x72
    const via = await tcpPrinter((socket) => socket.on('data', (b) => tray.hear(b, (a) => socket.write(a))))
    open(via)
    expect(await faultOfWrite(SLIP)).toMatchObject({ kind: 'conflict', what: '打印机缺纸，请装纸' })
    expect(tray.printed()).toHaveLength(0)
    expect(device!.view()).toMatchObject({ state: 'fault', text: '缺纸，请装纸' })
    tray.status[4] = 0x12
    await device!.write!(SLIP)
    expect(stateOf()).toBe('ready')
    tray.status[2] = 0x16
    expect(await faultOfWrite(SLIP)).toMatchObject({ what: '打印机盖子没有合上' })
  })

  it('paper that ends while it prints is told of', async () => {
    const tray = paperTray()
    const via = await tcpPrinter((socket) =>
      socket.on('data', (bytes) => {
        if (bytes.includes('receipt')) tray.status[4] = 0x72
        tray.hear(bytes, (a) => socket.write(a))
      }),
    )
    open(via)
    expect(await faultOfWrite(SLIP)).toMatchObject({
      what: '打印机缺纸，请装纸；这一张可能没有打全',
    })
  })

  it('a printer that answers nothing prints all the same, and is shown as such', async () => {
    let got = 0
    const via = await tcpPrinter((socket) => socket.on('data', (bytes) => (got += bytes.length)))
    open(via)
    await device!.write!(SLIP)
    expect(device!.view().text).toBe('就绪（不回报状态）')
    await until(() => got >= SLIP.length)
  })

  it('that is off, cuts the line or takes nothing fails in Chinese within its time', async () => {
    open({ is: 'tcp', host: '127.0.0.1', port: 9 })
    expect(await faultOfWrite(SLIP)).toMatchObject({
      kind: 'unreachable',
      what: expect.stringContaining('连接不上'),
    })
    expect(stateOf()).toBe('absent')
    await device!.close()

    open(await tcpPrinter((socket) => socket.once('data', () => socket.destroy())))
    expect(await faultOfWrite(Buffer.alloc(5_000_000))).toMatchObject({
      what: expect.stringContaining('中途断开'),
    })
    await device!.close()
    server!.close()

    open(await tcpPrinter((socket) => socket.pause()))
    const began = performance.now()
    expect(await faultOfWrite(Buffer.alloc(50_000_000))).toMatchObject({
      what: expect.stringContaining('没有收完数据'),
    })
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

describe('serial', () => {
  it('prints with status, drawer and cut, and finds the printer again after it was unplugged', async () => {
    pty = await openPty()
    const line = pty
    const tray = paperTray()
    line.onData((bytes) => tray.hear(bytes, (answer) => line.send(answer)))
    open({ is: 'serial', port: line.path, baudRate: 115_200 }, { drawer: true, cut: 'full' })
    await until(() => stateOf() === 'ready')
    expect(await device!.test()).toBe('打印机状态正常，测试条已送出')
    const strip = tray.printed()
    expect(strip.includes(Buffer.from('b4f2d3a1b2e2cad4', 'hex'))).toBe(true)
    expect(strip.includes(Buffer.from('1d5600', 'hex'))).toBe(true)
    expect(strip.subarray(-5).toString('hex')).toBe('1b700019fa')
    tray.status[4] = 0x72
    expect(await faultOfWrite(SLIP)).toMatchObject({ what: '打印机缺纸，请装纸' })
    tray.status[4] = 0x12
    await line.unplug()
    await until(() => stateOf() === 'absent')
    expect(await faultOfWrite(SLIP)).toMatchObject({ kind: 'unreachable' })
    await line.replug()
    await until(() => stateOf() === 'ready')
    await device!.write!(Buffer.from('again'))
    expect(tray.printed().subarray(-5).toString()).toBe('again')
  })
})

describe('USB device file', () => {
  it('takes the bytes whole; one that is not there is absent', async () => {
    const path = join(tmpdir(), `guitai-lp-${process.pid}`)
    open({ is: 'usb', path })
    expect(await faultOfWrite(SLIP)).toMatchObject({ what: '打印机没有接上或没有开机' })
    expect(stateOf()).toBe('absent')
    writeFileSync(path, '')
    await device!.write!(SLIP)
    expect(readFileSync(path).equals(SLIP)).toBe(true)
    rmSync(path)
  })

  it('answers its status where it can be read, as the printer class does', async () => {
    pty = await openPty()
    const line = pty
    const tray = paperTray()
    line.onData((bytes) => tray.hear(bytes, (answer) => line.send(answer)))
    open({ is: 'usb', path: line.path })
    await until(() => stateOf() === 'ready')
    expect(device!.view().text).toBe('就绪')
    await device!.write!(SLIP)
    expect(tray.printed().equals(SLIP)).toBe(true)
    tray.status[4] = 0x72
    expect(await faultOfWrite(SLIP)).toMatchObject({ what: '打印机缺纸，请装纸' })
  })
})
