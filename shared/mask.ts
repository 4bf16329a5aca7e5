/** Personal data for screens and logs. Masked text cannot be passed where the real thing is meant. */
export type Masked = string & { readonly __masked: unique symbol }

/** 张*, 王*明, 欧阳**: the family name and, from three characters on, the last one stay. */
export function maskName(name: string): Masked {
  const chars = [...name.trim()]
  if (chars.length < 2) return name as Masked
  if (chars.length === 2) return `${chars[0]}*` as Masked
  return `${chars[0]}${'*'.repeat(chars.length - 2)}${chars.at(-1)}` as Masked
}

/** Keeps 6 and 4 of a document number (ID card 110101********1234), 2 and 2 of short ones. */
export function maskNo(no: string): Masked {
  const keepHead = no.length >= 15 ? 6 : 2
  const keepTail = no.length >= 15 ? 4 : 2
  if (no.length <= keepHead + keepTail) return '*'.repeat(no.length) as Masked
  return (no.slice(0, keepHead) + '*'.repeat(no.length - keepHead - keepTail) + no.slice(-keepTail)) as Masked
}

/** characters of an address that stay: province and city */
const PLACE = 6

/** Keeps the place and hides street and house: 四川省成都市****. */
export function maskAddress(address: string): Masked {
  if (address === '') return address as Masked
  return (address.length > PLACE ? `${address.slice(0, PLACE)}****` : '****') as Masked
}

const NAMES = new Set([
  ...['psn_name', 'patn_name', 'coner_name', 'agnter_name', 'user_name', 'userName'],
  ...['psnName', 'bill_payer', 'appyer'],
  // of work-injury insurance
  ...['aac003', 'aae004', 'aae009'],
])
const NUMBERS = new Set([
  'certno',
  'mdtrt_cert_no',
  'card_sn',
  'tel',
  'agnter_certno',
  'agnter_tel',
  'idNo',
  'ecToken',
  'psn_no',
  // of work-injury insurance: person, card, what was presented, telephone
  ...['aac001', 'aac002', 'aac044', 'aae005', 'bka100', 'bka896', 'aaz500', 'aaz501', 'ecqrcode'],
  ...['aae010', 'qrcode', 'qr_token', 'yzy011', 'yzy028', 'yzy029', 'yzy090'],
])
/** of work-injury insurance: 联系地址, 户口地址, 联系人地址, 现住址 */
const ADDRESSES = new Set(['aae006', 'aac010', 'yzy027', 'yzy089'])
/** documents and telephones under whatever name: undo_dr_certno, cert_no, coner_tel */
const NUMBER = /(cert_?no|_tel)$/i
const HIDDEN = new Set([
  ...['password', 'token', 'secret', 'sign', 'agnter_photo', 'orgin_card_info'],
  // what stands for a card until its stay is registered, and what a card answers
  ...['qrcode', 'qr_token', 'rand1', 'rand2', 'aaa315', 'aaa316'],
])

/** A copy of any JSON with names, numbers, addresses and secrets masked by field name. For logs and default screens. */
export function maskDeep<T>(value: T): T {
  const walk = (v: unknown, key: string): unknown => {
    if (Array.isArray(v)) return v.map((x) => walk(x, key))
    if (v !== null && typeof v === 'object') {
      return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x, k)]))
    }
    if (typeof v !== 'string' || v === '') return v
    if (HIDDEN.has(key)) return '***'
    if (NAMES.has(key)) return maskName(v)
    if (NUMBERS.has(key) || NUMBER.test(key)) return maskNo(v)
    if (ADDRESSES.has(key)) return maskAddress(v)
    return HOLDS_JSON.test(v) ? within(v) : v
  }
  // an answer may stand in another as text (obiz_data of GYD053)
  const within = (text: string): string => {
    try {
      return JSON.stringify(walk(JSON.parse(text), ''))
    } catch {
      return text
    }
  }
  return walk(value, '') as T
}

const HOLDS_JSON = /^\s*[[{]/
