import { gbk } from './bridge/gbk.ts'
import { Refusal } from './bridge/protocol.ts'

/** The social security card's own bytes, devices.md 1.5: pure reading, no reader. */
export interface Tlv {
  tag: number
  value: Uint8Array
}

const hex = (n: number) => n.toString(16).toUpperCase().padStart(2, '0')
const hexOf = (value: Uint8Array) => Buffer.from(value).toString('hex').toUpperCase()
const PADDING = new Set([0x00, 0xff])

/**
 * One record: tag(1) length(1) value. A card fills a record up with 00 or FF at most; anything else behind
 * the value, a value cut off, and another tag than one of `tags` are refused. Throws Refusal.
 */
export function readRecord(bytes: Uint8Array, tags: readonly number[]): Tlv {
  const tag = bytes[0]
  const length = bytes[1]
  if (tag === undefined || length === undefined) throw new Refusal('refused', '卡内记录是空的')
  if (!tags.includes(tag)) {
    throw new Refusal('refused', `卡内记录的标识是 ${hex(tag)}，应为 ${tags.map(hex).join('、')}`)
  }
  if (bytes.length < 2 + length) {
    throw new Refusal(
      'refused',
      `卡内记录 ${hex(tag)} 不完整：应有 ${length} 字节，只有 ${bytes.length - 2} 字节`,
    )
  }
  const rest = bytes.subarray(2 + length)
  if (!rest.every((byte) => PADDING.has(byte))) {
    throw new Refusal('refused', `卡内记录 ${hex(tag)} 比它说的长 ${rest.length} 字节`)
  }
  return { tag, value: new Uint8Array(bytes.subarray(2, 2 + length)) }
}

/** ASCII without the 00, FF or blanks that fill a field up. Throws Refusal on other characters. */
export function ascii(value: Uint8Array, label: string): string {
  const text = withoutFill(value)
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Refusal('refused', `卡内${label}含有非法字符`)
  return text.trim()
}

const withoutFill = (value: Uint8Array) =>
  Buffer.from(value)
    .toString('latin1')
    .replace(/[\0\xff ]+$/, '')

/** yyyyMMdd of four BCD bytes; null where the card left it empty or wrote no date into it. */
export function bcdDate(value: Uint8Array): string | null {
  const digits = hexOf(value)
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real =
    Number(year) >= 1900 && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
  return real ? digits : null
}

/** GBK name and its extension; empty where its bytes are no GBK. */
export function nameOf(name: Uint8Array, extension?: Uint8Array): string {
  const bytes = [name, extension ?? new Uint8Array()].map((part) => Buffer.from(withoutFill(part), 'latin1'))
  const text = gbk(Buffer.concat(bytes)).trim()
  return /[�\p{Cc}]/u.test(text) ? '' : text
}

export type Generation = 1 | 2 | 3

/** By the first character of 规范版本. Throws Refusal. */
export function generationOf(version: string): Generation {
  const first = Number(version[0])
  if (first === 1 || first === 2 || first === 3) return first
  throw new Refusal('refused', `不认识的卡规范版本 ${version || '（空）'}`)
}

/** EF05: what every card gives without a key. */
export interface CardBasics {
  /** 卡识别码, 32 upper-case hex digits */
  card_sn: string
  version: string
  generation: Generation
  /** 初始化机构编号, hex */
  issuer: string
  issuedOn: string | null
  validTo: string | null
  card_no: string
}

export const EF05_RECORDS = [
  { record: 1, tag: 0x01, le: 0x12 },
  { record: 2, tag: 0x02, le: 0x03 },
  { record: 3, tag: 0x03, le: 0x06 },
  { record: 4, tag: 0x04, le: 0x0e },
  { record: 5, tag: 0x05, le: 0x06 },
  { record: 6, tag: 0x06, le: 0x06 },
  { record: 7, tag: 0x07, le: 0x0b },
] as const

/** 卡识别码 of EF05's first record. Throws Refusal where it is not 16 bytes. */
export function cardSn(value: Uint8Array): string {
  if (value.length !== 16) throw new Refusal('refused', `卡识别码应为 16 字节，卡内有 ${value.length} 字节`)
  return hexOf(value)
}

/** The values of EF05 by tag. Throws Refusal naming what is missing or wrong. */
export function cardBasics(values: ReadonlyMap<number, Uint8Array>): CardBasics {
  const of = (tag: number) => values.get(tag) ?? new Uint8Array()
  const version = ascii(of(0x03), '规范版本')
  const card_no = ascii(of(0x07), '卡号')
  if (!/^[0-9A-Z]{1,20}$/i.test(card_no)) throw new Refusal('refused', '卡内没有卡号')
  return {
    card_sn: cardSn(of(0x01)),
    version,
    generation: generationOf(version),
    issuer: hexOf(of(0x04)),
    issuedOn: bcdDate(of(0x05)),
    validTo: bcdDate(of(0x06)),
    card_no,
  }
}

/** EF06: who the card belongs to. */
export interface CardHolder {
  /** 社会保障号码 */
  certno: string
  /** empty where the card's bytes are no GBK */
  psn_name: string
  /** 1 male, 2 female, as the card has it */
  gend: string
  /** 民族 by GB/T 3304, two digits */
  naty: string
  /** 出生地, a region of six digits */
  birthplace: string
  brdy: string | null
}

/** Records of EF06 in order: the name's extension came with the second generation. */
export function ef06Records(generation: Generation): readonly { record: number; tag: number; le: number }[] {
  const rows = [
    { tag: 0x08, le: 0x14 },
    { tag: 0x09, le: 0x20 },
    ...(generation === 1 ? [] : [{ tag: 0x4e, le: 0x16 }]),
    { tag: 0x0a, le: 0x03 },
    { tag: 0x0b, le: 0x03 },
    { tag: 0x0c, le: 0x05 },
    { tag: 0x0d, le: 0x06 },
  ]
  return rows.map((row, i) => ({ ...row, record: i + 1 }))
}

/** Tags that EF06 may hold; a card that leaves one out moves the next one up. */
export const EF06_TAGS = [0x08, 0x09, 0x4e, 0x0a, 0x0b, 0x0c, 0x0d] as const

export function cardHolder(values: ReadonlyMap<number, Uint8Array>): CardHolder {
  const of = (tag: number) => values.get(tag) ?? new Uint8Array()
  const certno = ascii(of(0x08), '社会保障号码').toUpperCase()
  if (!/^[0-9A-Z]{6,20}$/.test(certno)) throw new Refusal('refused', '卡内没有社会保障号码')
  return {
    certno,
    psn_name: nameOf(of(0x09), values.get(0x4e)),
    gend: hexOf(of(0x0a)).slice(-1),
    naty: hexOf(of(0x0b)),
    birthplace: hexOf(of(0x0c)),
    brdy: bcdDate(of(0x0d)),
  }
}
