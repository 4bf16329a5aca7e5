import type { CardImage } from './vcard.testkit.ts'

/** Cards of made-up people in the layouts of devices.md 1.5. */
export const record = (tag: number, value: Uint8Array | string): Buffer => {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value
  return Buffer.concat([Buffer.of(tag, bytes.length), bytes])
}
const hex = (text: string) => Buffer.from(text, 'hex')
const padded = (text: string, bytes: number) =>
  Buffer.concat([hex(text), Buffer.alloc(bytes)]).subarray(0, bytes)

export interface Citizen {
  sn: string
  card_no: string
  certno: string
  /** GBK, hex */
  name: string
  extension?: string
}

/** 王芳 */
export const WANG: Citizen = {
  ...{ sn: '51010012345678901234567890ABCDEF', card_no: 'A12345678' },
  ...{ certno: '510104198503120221', name: 'CDF5B7BC' },
}
/** 李强; a 卡号 of eight characters, so that its record is not as long as asked */
export const LI: Citizen = {
  ...{ sn: '1101001234567890AAAABBBBCCCCDDDD', card_no: 'B8765432' },
  ...{ certno: '110101197001011234', name: 'C0EEC7BF' },
}

export function cardFor(
  generation: 1 | 2 | 3,
  { sn, card_no, certno, name, extension = '' }: Citizen,
  rest: Partial<CardImage> = {},
): CardImage {
  const born = hex(certno.slice(6, 14))
  return {
    ef05: [
      record(0x01, hex(sn)),
      record(0x02, hex('01')),
      record(0x03, `${generation}.00`),
      record(0x04, hex('91560000025101005101FFFF')),
      record(0x05, hex('20200131')),
      record(0x06, hex('20300131')),
      record(0x07, card_no),
    ],
    ef06: [
      record(0x08, certno),
      record(0x09, padded(name, 30)),
      ...(generation === 1 ? [] : [record(0x4e, padded(extension, 20))]),
      record(0x0a, '2'),
      record(0x0b, hex('01')),
      record(0x0c, hex('510104')),
      record(0x0d, born),
    ],
    ...rest,
  }
}
