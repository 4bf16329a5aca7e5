import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import { maskName } from '../../../shared/mask.ts'
import type { IdCardConfig } from '../config.ts'
import { createFace } from '../face.ts'
import type { Device, DriverDeps, Told } from '../port.ts'
import { createTurn, pause, untilAborted } from '../turn.ts'
import {
  type Commands,
  DONE,
  FIND,
  FOUND,
  openCommands,
  READ,
  SAM_NUMBER,
  SELECT,
  STATUS,
} from './commands.ts'
import { certOf, documentLabel, type IdCard, readText, TEXT_bytes } from './text.ts'

const LOOK_ms = 200
/** a document that was not read right is tried again while it still lies there */
const TRIES = 3
const AGAIN_ms = 1000
const TEST_ms = 8000

/**
 * A reader of identity documents by the GA 450 protocol on a serial line. Each read finds, selects and reads
 * anew; it gives one whole document or refuses.
 */
export function openIdCard(config: IdCardConfig, told: Told, deps: DriverDeps): Device {
  const { id, name } = config
  const face = createFace(config, config.port, told, deps.now)
  const turn = createTurn()
  let isBusy = false
  const commands = openCommands({ ...config, path: config.port }, (text, isOpen) => {
    face.event(text)
    // says at once whether somebody answers there
    if (isOpen) void turn(() => commands.ask(STATUS)).then(told.changed, (e) => face.event(faultOf(e).what))
  })
  const { line } = commands

  const take = (signal: AbortSignal) => {
    const work = turn(async () => {
      if (signal.aborted) throw noCard()
      isBusy = true
      told.changed()
      try {
        const card = await readCard(commands, signal)
        face.event(`读出${documentLabel(card)} ${maskName(card.psn_name)}`)
        return card
      } catch (error) {
        if (!signal.aborted) face.event(faultOf(error).what)
        throw error
      } finally {
        isBusy = false
        told.changed()
      }
    })
    return untilAborted(signal, work, noCard)
  }
  const view = () => {
    const { is, text } = line.state()
    if (is !== 'open') return face.view(is, text)
    if (isBusy) return face.view('busy', '正在读卡，请放好身份证')
    return commands.isSilent()
      ? face.view('fault', '没有应答，请检查电源和波特率')
      : face.view('ready', '就绪')
  }

  return {
    id,
    kind: 'idcard',
    view,
    reader: {
      id,
      name,
      state() {
        const { state, text } = view()
        return { ok: state === 'ready' || state === 'busy', text: `${name}：${text}` }
      },
      async read(signal) {
        const card = await take(signal)
        return { cert: certOf(card), label: documentLabel(card) }
      },
    },
    async test() {
      const number = await turn(() => commands.ask(SAM_NUMBER))
      const alive = `阅读器应答正常，安全模块 ${samNumber(number.data)}`
      try {
        const card = await take(AbortSignal.timeout(TEST_ms))
        return `${alive}；读出${documentLabel(card)} ${maskName(card.psn_name)}`
      } catch (error) {
        if (faultOf(error).kind !== 'not_found') throw error
        return `${alive}；没有放身份证，没有试读`
      }
    },
    reset: line.reopen,
    close: line.close,
  }
}

async function readCard(commands: Commands, signal: AbortSignal): Promise<IdCard> {
  let failed: unknown = null
  for (let tries = 0; tries < TRIES; tries += 1) {
    const isThere = await findCard(commands, signal, failed === null ? null : AGAIN_ms)
    if (!isThere) break
    try {
      return await readFound(commands)
    } catch (error) {
      if (faultOf(error).kind !== 'rejected') throw error
      failed = error
    }
  }
  throw failed ?? noCard()
}

/** Asks until a document lies there: until the signal, or for so long. */
async function findCard(commands: Commands, signal: AbortSignal, limit_ms: number | null): Promise<boolean> {
  let waited_ms = 0
  while (!signal.aborted && (limit_ms === null || waited_ms <= limit_ms)) {
    const { sw } = await commands.ask(FIND)
    if (sw === FOUND) return true
    await pause(LOOK_ms, signal)
    waited_ms += LOOK_ms
  }
  return false
}

async function readFound(commands: Commands): Promise<IdCard> {
  const selected = await commands.ask(SELECT)
  if (selected.sw !== DONE) movedAway('选卡', selected.sw)
  const { sw, data } = await commands.ask(READ)
  if (sw !== DONE) movedAway('读卡', sw)
  const length = (data[0]! << 8) | data[1]!
  return readText(data.subarray(4, 4 + (length === TEXT_bytes ? TEXT_bytes : 0)))
}

function movedAway(step: string, sw: number): never {
  const code = sw.toString(16).toUpperCase().padStart(2, '0')
  fail(
    'rejected',
    `身份证没有读全：${step}被阅读器拒绝（${code}），证件可能移动过或换了一张`,
    '没有使用这次读到的内容，也没有扣款。',
    '请把一张身份证放平，不要移动，再读一次。',
  )
}

const noCard = () =>
  new GuitaiError({
    kind: 'not_found',
    what: '没有等到身份证',
    means: '没有扣款。',
    todo: '请放好身份证再读；一直放着没有拿开的，请拿起后重新放上。',
  })

/** 05.01-20150321-0000123456-…: type and version in BCD-like bytes, then three numbers, little endian. */
function samNumber(data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const two = (n: number) => String(n).padStart(2, '0')
  const head = `${two(view.getUint16(0, true))}.${two(view.getUint16(2, true))}`
  const rest = [4, 8, 12].map((at) => String(view.getUint32(at, true)).padStart(at === 4 ? 8 : 10, '0'))
  return [head, ...rest].join('-')
}
