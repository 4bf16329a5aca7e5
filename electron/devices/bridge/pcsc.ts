import { type CardRead, readCard } from '../pcsc-read.ts'
import { type ReaderSeen, type ReadersEvent, Refusal } from './protocol.ts'
import { type ReaderState, type Winscard, winscard } from './winscard.ts'

const SCOPE_SYSTEM = 2
const SHARE_SHARED = 2
const PROTOCOL_T0_T1 = 3
const LEAVE_CARD = 0
const RESET_CARD = 1
const STATE = { unaware: 0, changed: 0x0002, present: 0x0020 }
const OK = 0
const NO_SERVICE = new Set([0x8010001d, 0x8010001e, 0x80100013, 0x80100012, 0x80100006, 0x80100003, 6])
const NO_READERS = 0x8010002e
const TIMEOUT = 0x8010000a
/** pulled out between listing and waiting */
const GONE = new Set([0x80100009, 0x80100017])
const PLUG_AND_PLAY = '\\\\?PnP?\\Notification'
/** how long one wait lasts before the list of readers is looked at anew */
const WAIT_ms = 5_000
const SERVICE_AGAIN_ms = 1_000
const LONGEST_ANSWER_bytes = 4_096

/** What PC/SC's codes mean to a cashier, and of which sort they are. */
const MEANING: Record<number, [Refusal['is'], string]> = {
  2148532233: ['missing', '找不到读卡器，可能已拔出'],
  2148532247: ['missing', '读卡器不可用，可能已拔出'],
  2148532235: ['refused', '读卡器被其他程序占用'],
  2148532236: ['no-card', '读卡器上没有卡'],
  2148532326: ['refused', '卡没有应答，可能插反或已损坏'],
  2148532327: ['refused', '卡没有上电，可能插反或已损坏'],
  2148532328: ['moved', '读卡过程中卡被重新插拔，读到的内容已作废'],
  2148532329: ['moved', '读卡过程中卡被取走'],
  2148532246: ['moved', '与卡的通信中断，可能在读卡过程中被取走'],
  2148532271: ['moved', '与卡的通信中断，可能在读卡过程中被取走'],
}

/** Codes come signed or unsigned, 32 or 64 bits wide. */
const codeOf = (result: unknown) => Number(BigInt.asUintN(32, BigInt(result as number | bigint)))

function check(result: unknown): void {
  const code = codeOf(result)
  if (code === OK) return
  if (NO_SERVICE.has(code)) throw new Refusal('missing', '系统的智能卡服务没有运行')
  const [is, text] = MEANING[code] ?? ['refused', '读卡器出错']
  throw new Refusal(is, `${text}（${code.toString(16).toUpperCase()}）`)
}

async function establish(pcsc: Winscard): Promise<unknown> {
  const context: unknown[] = [0]
  check(await pcsc.establish(SCOPE_SYSTEM, null, null, context))
  return context[0]
}

async function listReaders(pcsc: Winscard, context: unknown): Promise<string[]> {
  const length: number[] = [64 * 1024]
  const buffer = Buffer.alloc(length[0]! * pcsc.bytesPerChar)
  const result = await pcsc.list(context, null, buffer, length)
  if (codeOf(result) === NO_READERS) return []
  check(result)
  return pcsc.names(buffer, Number(length[0]))
}

const stateOf = (pcsc: Winscard, szReader: string, dwCurrentState: number): ReaderState => ({
  ...{ szReader, pvUserData: null, dwCurrentState, dwEventState: 0, cbAtr: 0 },
  rgbAtr: new Uint8Array(pcsc.atrLength),
})

/** what the next wait compares with */
const lastState = (state: ReaderState) => Number(state.dwEventState) & ~STATE.changed
const holdsCard = (state: ReaderState) => (Number(state.dwEventState) & STATE.present) !== 0

let watching = false

/** Tells the readers and whether each holds a card, now and at every change, until the process ends. */
export async function watchReaders(tell: (event: ReadersEvent) => void): Promise<null> {
  if (watching) return null
  watching = true
  const pcsc = await winscard().catch((error) => {
    watching = false
    throw error
  })
  void (async () => {
    for (;;) {
      await watchOnce(pcsc, tell).catch(() => tell({ event: 'readers', service: false, readers: [] }))
      await new Promise((resolve) => setTimeout(resolve, SERVICE_AGAIN_ms))
    }
  })()
  return null
}

/** Ends with an error when the service is gone. */
async function watchOnce(pcsc: Winscard, tell: (event: ReadersEvent) => void): Promise<void> {
  const context = await establish(pcsc)
  const known = new Map<string, number>()
  let plugged = STATE.unaware
  let told = ''
  try {
    for (;;) {
      const names = await listReaders(pcsc, context)
      for (const name of known.keys()) if (!names.includes(name)) known.delete(name)
      const asked = [
        stateOf(pcsc, PLUG_AND_PLAY, plugged),
        ...names.map((name) => stateOf(pcsc, name, known.get(name) ?? STATE.unaware)),
      ]
      const result = await pcsc.status(context, told === '' ? 0 : WAIT_ms, asked, asked.length)
      // the call puts new rows in place of those asked with
      const [notice, ...states] = asked as [ReaderState, ...ReaderState[]]
      const code = codeOf(result)
      if (GONE.has(code)) continue
      if (code !== TIMEOUT) check(result)
      else if (told !== '') continue
      plugged = lastState(notice)
      for (const state of states) known.set(state.szReader, lastState(state))
      const readers: ReaderSeen[] = states.map((state) => ({ name: state.szReader, card: holdsCard(state) }))
      const now = JSON.stringify(readers)
      if (now !== told) tell({ event: 'readers', service: true, readers })
      told = now
    }
  } finally {
    await pcsc.release(context).catch(() => {})
  }
}

let context: unknown = null

/** Reads the card on the reader whose name holds `part`; of several the one with a card. Throws Refusal. */
export async function readCardAt(part: string, pin?: string): Promise<CardRead> {
  const pcsc = await winscard()
  if (context !== null && codeOf(await pcsc.isValid(context)) !== OK) context = null
  context ??= await establish(pcsc)
  const names = (await listReaders(pcsc, context)).filter((name) => name.includes(part))
  if (names.length === 0) throw new Refusal('missing', part ? `没有名称含“${part}”的读卡器` : '没有接读卡器')
  const states = names.map((name) => stateOf(pcsc, name, STATE.unaware))
  const now = await pcsc.status(context, 0, states, states.length)
  if (codeOf(now) !== TIMEOUT) check(now)
  const chosen = states.find(holdsCard)
  if (!chosen) throw new Refusal('no-card', '读卡器上没有卡')
  const handle: unknown[] = [0]
  const protocol: number[] = [0]
  check(await pcsc.connect(context, chosen.szReader, SHARE_SHARED, PROTOCOL_T0_T1, handle, protocol))
  try {
    check(await pcsc.begin(handle[0]))
    return await readCard((apdu) => transmit(pcsc, handle[0], Number(protocol[0]), apdu), pin)
  } finally {
    // a PIN once accepted must not serve the next program
    const disposition = pin === undefined ? LEAVE_CARD : RESET_CARD
    await pcsc.end(handle[0], disposition).catch(() => {})
    await pcsc.disconnect(handle[0], disposition).catch(() => {})
  }
}

async function transmit(pcsc: Winscard, handle: unknown, protocol: number, apdu: Uint8Array) {
  const answer = Buffer.alloc(LONGEST_ANSWER_bytes)
  const length: number[] = [answer.length]
  check(await pcsc.transmit(handle, pcsc.pci(protocol), Buffer.from(apdu), apdu.length, null, answer, length))
  return answer.subarray(0, Number(length[0]))
}
