import { faultOf } from '../../shared/errors.ts'
import type { PrinterConfig } from './config.ts'
import { isStatus, type StatusKind, statusRequest, testStrip, troubleOf } from './escpos.ts'
import { createFace } from './face.ts'
import type { Device, DriverDeps, Told } from './port.ts'
import { type Pass, printerFault, serialWire, tcpWire, usbWire, type Wire } from './printer-wires.ts'
import { createTurn } from './turn.ts'

/** a printer whose line goes both ways answers a status request within a few milliseconds */
const STATUS_ms = 400
/** looked at again: while it is ready, and while it is not, each time later up to the most */
const READY_ms = 60_000
const FIRST_ms = 500
const MOST_ms = 5_000

interface State {
  is: 'ready' | 'absent' | 'fault'
  text: string
}

interface Printer {
  config: PrinterConfig
  wire: Wire
  state: State
  /** it has answered a status request since it was opened: silence now means trouble */
  answers: boolean
  timer: NodeJS.Timeout | undefined
  delay_ms: number
  isClosed: boolean
}

/** A receipt printer that takes ESC/POS by serial line, USB device file or TCP. */
export function openPrinter(config: PrinterConfig, told: Told, deps: DriverDeps): Device {
  const turn = createTurn()
  let isBusy = false
  const printer: Printer = {
    ...{ config, answers: false, timer: undefined, delay_ms: FIRST_ms, isClosed: false },
    state: { is: 'absent', text: '正在连接' },
    wire: wireOf(config, () => {
      printer.answers = false
      if (!printer.isClosed) look()
    }),
  }
  const { wire } = printer
  const face = createFace(config, wire.where, told, deps.now)
  const enter = (state: State) => {
    const isNew = state.is !== printer.state.is || state.text !== printer.state.text
    printer.state = state
    if (isNew) face.event(state.text)
  }
  const use = (work: (pass: Pass) => Promise<void>) =>
    turn(async () => {
      try {
        await wire.pass(work)
        enter({ is: 'ready', text: printer.answers ? '就绪' : '就绪（不回报状态）' })
      } catch (error) {
        const { kind, what } = faultOf(error)
        enter({ is: kind === 'unreachable' ? 'absent' : 'fault', text: what.replace(/^打印机/, '') })
        throw error
      } finally {
        lookLater()
      }
    })
  const lookLater = () => {
    clearTimeout(printer.timer)
    if (printer.isClosed) return
    const isReady = printer.state.is === 'ready'
    printer.timer = setTimeout(look, isReady ? READY_ms : printer.delay_ms)
    printer.delay_ms = isReady ? FIRST_ms : Math.min(MOST_ms, printer.delay_ms * 2)
  }
  const look = () => void use((pass) => check(printer, pass)).catch(() => {})

  const print = async (bytes: Uint8Array) => {
    isBusy = true
    told.changed()
    try {
      await use((pass) => printWhole(printer, pass, bytes))
      face.event(`打印完成，${bytes.length} 字节`)
    } finally {
      isBusy = false
      told.changed()
    }
  }
  look()
  return {
    id: config.id,
    kind: 'printer',
    view: () => face.view(isBusy ? 'busy' : printer.state.is, isBusy ? '正在打印' : printer.state.text),
    write: print,
    async test() {
      await print(testStrip({ ...config, at: deps.now() }))
      return printer.answers
        ? '打印机状态正常，测试条已送出'
        : '测试条已送出；这台打印机不回报状态，请看是否打出'
    },
    async reset() {
      printer.answers = false
      printer.delay_ms = FIRST_ms
      await wire.reopen()
      await use((pass) => check(printer, pass)).catch(() => {})
    },
    async close() {
      printer.isClosed = true
      clearTimeout(printer.timer)
      await wire.close()
    },
  }
}

function wireOf({ via, timeout_ms }: PrinterConfig, onState: () => void): Wire {
  if (via.is === 'serial') return serialWire(via, onState)
  return via.is === 'tcp' ? tcpWire(via, timeout_ms) : usbWire(via)
}

const KINDS: readonly StatusKind[] = ['offline', 'error', 'paper']

/** Rejects with what stands in the way. A printer that never answered is taken for one that cannot. */
async function check(printer: Printer, pass: Pass, wait_ms = STATUS_ms): Promise<void> {
  for (const kind of KINDS) {
    const byte = await pass.ask(statusRequest(kind), isStatus, wait_ms)
    if (byte === null) {
      if (printer.answers) throw printerFault('没有应答，可能关机或断线')
      return
    }
    printer.answers = true
    const trouble = troubleOf(kind, byte)
    if (trouble) throw printerFault(trouble, 'conflict')
  }
}

async function printWhole(printer: Printer, pass: Pass, bytes: Uint8Array): Promise<void> {
  await check(printer, pass)
  await pass.send(bytes, printer.config.timeout_ms)
  if (!printer.answers) return
  // some answer only once they have printed what they hold
  await check(printer, pass, printer.config.timeout_ms).catch((error) => {
    const { what, kind } = faultOf(error)
    const why = `${what.replace(/^打印机/, '')}；这一张可能没有打全`
    throw printerFault(why, kind === 'unreachable' ? 'unreachable' : 'conflict')
  })
}
