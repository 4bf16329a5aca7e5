import { Refusal } from './bridge/protocol.ts'
import {
  type CardBasics,
  type CardHolder,
  cardBasics,
  cardHolder,
  cardSn,
  EF05_RECORDS,
  EF06_TAGS,
  ef06Records,
  readRecord,
} from './pcsc-card.ts'

/** One command to the card and its whole answer, status word last. */
export type Transmit = (apdu: Uint8Array) => Promise<Uint8Array>

/** Why EF06 stayed closed: a PIN is wanted, or an outer authentication that only a PSAM or HSM can give. */
export type Closed = 'pin' | 'authentication'

export interface CardRead {
  basics: CardBasics
  holder: CardHolder | null
  closed: Closed | null
}

interface Reply {
  sw: number
  data: Uint8Array
}

/** `sx1.sh.` and 社会保障 in GBK */
const SSSE = [0x73, 0x78, 0x31, 0x2e, 0x73, 0x68, 0x2e, 0xc9, 0xe7, 0xbb, 0xe1, 0xb1, 0xa3, 0xd5, 0xcf]
const OK = 0x9000
const CLOSED = new Set([0x6982, 0x6985, 0x6988, 0x9302, 0x9303])
const NOT_FOUND = new Set([0x6a82, 0x6a83])
const WRONG_P1 = new Set([0x6a80, 0x6a81, 0x6a82, 0x6a86, 0x6b00, 0x6d00])
/** a card that always says "there is more" is no card */
const MOST_ROUNDS = 16

/** Sends a command; fetches what 61xx announces and repeats with the length that 6Cxx names. */
export async function exchange(transmit: Transmit, apdu: readonly number[]): Promise<Reply> {
  let command = Uint8Array.from(apdu)
  const parts: Uint8Array[] = []
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const answer = await transmit(command)
    if (answer.length < 2) throw new Refusal('moved', '卡没有答完，可能在读卡过程中被取走')
    const [sw1, sw2] = [answer.at(-2)!, answer.at(-1)!]
    const data = answer.subarray(0, -2)
    if (sw1 === 0x6c && command.length === 5) {
      command = Uint8Array.from([...command.subarray(0, 4), sw2])
      continue
    }
    parts.push(data)
    if (sw1 !== 0x61) return { sw: (sw1 << 8) | sw2, data: Buffer.concat(parts) }
    command = Uint8Array.from([0x00, 0xc0, 0x00, 0x00, sw2])
  }
  throw new Refusal('refused', '卡反复要求重取数据，无法读出')
}

/**
 * Reads one card: the application, EF05, EF06 as far as it is open, and the 卡识别码 once more at the end,
 * so that two cards are never taken for one. Throws Refusal. A PIN that the card refuses is presented once:
 * cards lock.
 */
export async function readCard(transmit: Transmit, pin?: string): Promise<CardRead> {
  await select(transmit, [0x00, 0xa4, 0x04, 0x00, SSSE.length, ...SSSE], '社保应用')
  if (!(await selectFile(transmit, 0xef05))) throw new Refusal('refused', '卡内 EF05 没有开放')
  const values = new Map<number, Uint8Array>()
  for (const { record, tag, le } of EF05_RECORDS) {
    const { sw, data } = await readRecordOf(transmit, record, le)
    if (sw !== OK) throw new Refusal('refused', `卡内 EF05 第 ${record} 条记录读不出（${word(sw)}）`)
    values.set(tag, readRecord(data, [tag]).value)
  }
  const basics = cardBasics(values)
  const { holder, closed } = await readHolder(transmit, basics, pin)
  await sameCard(transmit, basics.card_sn)
  return { basics, holder, closed }
}

async function readHolder(transmit: Transmit, basics: CardBasics, pin: string | undefined) {
  const first = await readEf06(transmit, basics)
  if (first) return { holder: first, closed: null }
  if (pin === undefined) {
    const closed: Closed = basics.generation === 3 ? 'authentication' : 'pin'
    return { holder: null, closed }
  }
  await verify(transmit, pin)
  const opened = await readEf06(transmit, basics)
  const closed: Closed | null = opened ? null : 'authentication'
  return { holder: opened, closed }
}

/** Null where the file is closed. */
async function readEf06(transmit: Transmit, basics: CardBasics): Promise<CardHolder | null> {
  const selected = await selectFile(transmit, 0xef06)
  if (!selected) return null
  const values = new Map<number, Uint8Array>()
  for (const { record, le } of ef06Records(basics.generation)) {
    const { sw, data } = await readRecordOf(transmit, record, le)
    if (CLOSED.has(sw)) return null
    if (NOT_FOUND.has(sw)) break
    if (sw !== OK) throw new Refusal('refused', `卡内 EF06 第 ${record} 条记录读不出（${word(sw)}）`)
    const { tag, value } = readRecord(data, EF06_TAGS)
    if (values.has(tag)) throw new Refusal('refused', '卡内 EF06 的记录重复')
    values.set(tag, value)
  }
  return cardHolder(values)
}

/** The card that answered last must be the one that answered first. */
async function sameCard(transmit: Transmit, card_sn: string): Promise<void> {
  const { record, tag, le } = EF05_RECORDS[0]
  const again = await selectFile(transmit, 0xef05)
    .then(() => readRecordOf(transmit, record, le))
    .catch((error) => {
      if (error instanceof Refusal && error.is === 'refused') return null
      throw error
    })
  const same = again?.sw === OK && cardSn(readRecord(again.data, [tag]).value) === card_sn
  if (!same) throw new Refusal('moved', '读卡过程中换了卡，读到的内容已作废')
}

async function readRecordOf(transmit: Transmit, record: number, le: number): Promise<Reply> {
  const reply = await exchange(transmit, [0x00, 0xb2, record, 0x04, le])
  return reply.sw === 0x6700 ? exchange(transmit, [0x00, 0xb2, record, 0x04, 0x00]) : reply
}

/** By P1 02 as most cards want it, else by 00. False where the file is closed already to selection. */
async function selectFile(transmit: Transmit, file: number): Promise<boolean> {
  const id = [file >> 8, file & 0xff]
  let reply = await exchange(transmit, [0x00, 0xa4, 0x02, 0x00, 0x02, ...id])
  if (WRONG_P1.has(reply.sw)) reply = await exchange(transmit, [0x00, 0xa4, 0x00, 0x00, 0x02, ...id])
  if (CLOSED.has(reply.sw)) return false
  if (reply.sw !== OK)
    throw new Refusal('refused', `卡内文件 ${file.toString(16).toUpperCase()} 打不开（${word(reply.sw)}）`)
  return true
}

async function select(transmit: Transmit, apdu: readonly number[], label: string): Promise<void> {
  const { sw } = await exchange(transmit, apdu)
  if (sw === OK) return
  if (sw === 0x6283 || sw === 0x6a81) throw new Refusal('refused', `卡内${label}已锁定（${word(sw)}）`)
  throw new Refusal('refused', `不是社会保障卡：卡内没有${label}（${word(sw)}）`)
}

/** 6 digits as 3 BCD bytes, devices.md 1.5. */
async function verify(transmit: Transmit, pin: string): Promise<void> {
  if (!/^\d{6}$/.test(pin)) throw new Refusal('pin', '配置的 PIN 不是 6 位数字，没有送给卡片')
  const digits = [...Buffer.from(pin, 'hex')]
  const { sw } = await exchange(transmit, [0x00, 0x20, 0x00, 0x00, digits.length, ...digits])
  if (sw === OK) return
  if ((sw & 0xfff0) === 0x63c0) throw new Refusal('pin', `配置的 PIN 与卡不符，这张卡还可以试 ${sw & 0xf} 次`)
  if (sw === 0x6983) throw new Refusal('pin', '卡的 PIN 已锁定')
  throw new Refusal('pin', `卡不接受配置的 PIN（${word(sw)}）`)
}

const word = (sw: number) => `状态 ${sw.toString(16).toUpperCase().padStart(4, '0')}`
