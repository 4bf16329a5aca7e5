import { fail } from '../../../shared/errors.ts'
import { isIdNumber } from '../../../shared/idcard.ts'
import type { Cert } from '../../../shared/visit.ts'

/** The text block of an identity document: 256 bytes, UTF-16LE, fields at fixed places (devices.md 4.2, 4.3). */
export interface IdCard {
  /** resident; foreigner: permanent residence; residence: 港澳台居民居住证 */
  kind: 'resident' | 'foreigner' | 'residence'
  psn_name: string
  /** a foreigner's in Latin letters */
  foreignName: string
  /** 1 male, 2 female, as GB/T 2261.1 */
  gend: string
  /** two digits of GB 3304; empty where the document has none */
  naty: string
  /** three letters of GB/T 2659; foreigners only */
  nationality: string
  /** yyyy-MM-dd, as the three days below */
  brdy: string
  addr: string
  certno: string
  issuer: string
  begndate: string
  /** or 长期 */
  enddate: string
  /** 港澳台: number of the 通行证 */
  passNo: string
}

export const TEXT_bytes = 256
const KIND_AT = 248

type Field = Exclude<keyof IdCard, 'kind'>
export type Layout = readonly [field: Field | null, bytes: number][]

const RESIDENT: Layout = [
  ['psn_name', 30],
  ['gend', 2],
  ['naty', 4],
  ['brdy', 16],
  ['addr', 70],
  ['certno', 36],
  ['issuer', 30],
  ['begndate', 16],
  ['enddate', 16],
]
const RESIDENCE: Layout = [...RESIDENT, ['passNo', 18]]
const FOREIGNER: Layout = [
  ['foreignName', 120],
  ['gend', 2],
  ['certno', 30],
  ['nationality', 6],
  ['psn_name', 30],
  ['begndate', 16],
  ['enddate', 16],
  ['brdy', 16],
  [null, 4],
  ['issuer', 8],
]

/** 人员证件类型 of dict psn_cert_type */
const DOCUMENT: Record<IdCard['kind'], { label: string; psn_cert_type: string; layout: Layout }> = {
  resident: { label: '居民身份证', psn_cert_type: '01', layout: RESIDENT },
  foreigner: { label: '外国人永久居留身份证', psn_cert_type: '07', layout: FOREIGNER },
  residence: { label: '港澳台居民居住证', psn_cert_type: '17', layout: RESIDENCE },
}

export const documentLabel = (card: IdCard): string => DOCUMENT[card.kind].label

/**
 * Reads a text block. GuitaiError `rejected` in Chinese where it is not one: a number whose check digit is
 * wrong, no name, no birth date.
 */
export function readText(block: Uint8Array): IdCard {
  if (block.length !== TEXT_bytes) refuse(`文字信息长度是 ${block.length} 字节，应为 ${TEXT_bytes} 字节`)
  const decoder = new TextDecoder('utf-16le')
  const part = (at: number, bytes: number) =>
    decoder
      .decode(block.subarray(at, at + bytes))
      .replaceAll('\0', ' ')
      .trim()
  const letter = part(KIND_AT, 2)
  const kind = letter === 'I' ? 'foreigner' : letter === 'J' ? 'residence' : 'resident'
  const card: IdCard = {
    ...{ kind, psn_name: '', foreignName: '', gend: '', naty: '', nationality: '', brdy: '', addr: '' },
    ...{ certno: '', issuer: '', begndate: '', enddate: '', passNo: '' },
  }
  let at = 0
  for (const [field, bytes] of DOCUMENT[kind].layout) {
    if (field) card[field] = part(at, bytes)
    at += bytes
  }
  for (const day of ['brdy', 'begndate', 'enddate'] as const) card[day] = dashed(card[day])
  card.certno = card.certno.toUpperCase()
  card.psn_name ||= card.foreignName
  check(card)
  return card
}

const dashed = (day: string) => day.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

function check(card: IdCard): void {
  if (!card.psn_name) refuse('姓名是空的')
  if (!/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(card.brdy)) refuse('出生日期不是日期')
  const isOldForeign = card.kind === 'foreigner' && /^[A-Z]{3}\d{12}$/.test(card.certno)
  if (!isOldForeign && !isIdNumber(card.certno)) refuse('证件号码的校验位不对')
}

function refuse(why: string): never {
  fail(
    'rejected',
    `证件没有读对：${why}`,
    '没有使用这次读到的内容，也没有扣款。',
    '请拿起证件重新放好再读；仍然不行请手工输入号码。',
  )
}

/** 就诊凭证 of a document: type 02, its number. */
export function certOf(card: IdCard): Cert {
  return {
    mdtrt_cert_type: '02',
    mdtrt_cert_no: card.certno,
    psn_cert_type: DOCUMENT[card.kind].psn_cert_type,
    certno: card.certno,
    psn_name: card.psn_name,
  }
}
