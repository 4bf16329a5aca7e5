import { fail } from '../../shared/errors.ts'
import { classify } from './classify.ts'
import type { ScannerConfig } from './config.ts'
import { createFace } from './face.ts'
import { createFramer } from './framing.ts'
import type { Device, DriverDeps, Told } from './port.ts'
import { openSerial } from './serial.ts'

/** how long the test waits for a code */
const TEST_ms = 8000
const WRITE_ms = 1000

/** A QR or bar code scanner on a serial line or a USB virtual port. Every code goes to `told.scan`. */
export function openScanner(config: ScannerConfig, told: Told, deps: DriverDeps): Device {
  const trigger = Buffer.from(config.trigger, 'hex')
  const face = createFace(config, config.port, told, deps.now)
  let onNext: ((text: string) => void) | null = null
  const framer = createFramer({
    suffix: config.suffix,
    silence_ms: config.silence_ms,
    encoding: config.encoding,
    onCode(text) {
      const what = `扫到 ${text.length} 位：${classify(text).label}`
      face.event(what)
      onNext?.(what)
      told.scan(text)
    },
    onDropped: face.event,
  })
  const line = openSerial({
    path: config.port,
    baudRate: config.baudRate,
    onData: framer.push,
    onState(state) {
      framer.drop()
      face.event(state.text)
    },
  })
  return {
    id: config.id,
    kind: 'scanner',
    view() {
      const { is, text } = line.state()
      return is === 'open' ? face.view('ready', '就绪') : face.view(is, text)
    },
    async test() {
      if (line.state().is !== 'open') {
        fail('unreachable', `${config.name}${line.state().text}`, '没有扣款。', '请检查连线后重试。')
      }
      const next = nextCode((listener) => {
        onNext = listener
      })
      if (trigger.length > 0) await line.write(trigger, WRITE_ms)
      const what = await next
      if (what) return what
      const asked = trigger.length > 0 ? '已发出触发指令，' : ''
      fail('not_found', `${asked}${TEST_ms / 1000} 秒内没有收到扫码`, '没有扣款。', '请对准一个码再试一次。')
    },
    reset: line.reopen,
    async close() {
      framer.drop()
      await line.close()
    },
  }
}

/** The next code, or null after the time of a test. */
function nextCode(listen: (listener: ((text: string) => void) | null) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (text: string | null) => {
      clearTimeout(timer)
      listen(null)
      resolve(text)
    }
    const timer = setTimeout(end, TEST_ms, null)
    listen(end)
  })
}
