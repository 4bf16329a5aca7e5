import type { Pty } from '../testkit.ts'
import type { IdCard } from './text.ts'

/** A simulated GA 450 reader behind a terminal, written from the protocol alone. */
export interface FakeReader {
  /** what lies on it; null takes it away */
  put(card: IdCard | null): void
  /** changes the bytes of the next answers, one function each */
  bend(...ways: ((answer: Buffer) => Buffer[])[]): void
  /** commands seen, as hex of the two bytes that tell them apart */
  seen: string[]
  silent(on: boolean): void
}

const START = Buffer.from('aaaaaa9669', 'hex')

export function answerFrame(sw: number, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const length = data.length + 4
  const body = Buffer.concat([Buffer.from([length >> 8, length & 255, 0, 0, sw]), data])
  let check = 0
  for (const byte of body) check ^= byte
  return Buffer.concat([START, body, Buffer.from([check])])
}

/** As a real answer: two lengths, text, photo. */
export const readAnswer = (card: IdCard) =>
  answerFrame(0x90, Buffer.concat([Buffer.from([1, 0, 4, 0]), textBlock(card), Buffer.alloc(1024, 0x5a)]))

export function fakeReader(pty: Pty): FakeReader {
  let card: IdCard | null = null
  let found: IdCard | null = null
  let selected: IdCard | null = null
  let isSilent = false
  let bends: ((answer: Buffer) => Buffer[])[] = []
  let held = Buffer.alloc(0)
  const seen: string[] = []

  const answer = (command: string): Buffer => {
    if (command === '11ff') return answerFrame(0x90)
    if (command === '12ff') return answerFrame(0x90, Buffer.alloc(16, 1))
    if (command === '2001') {
      found = card
      selected = null
      return card ? answerFrame(0x9f, Buffer.alloc(4)) : answerFrame(0x80)
    }
    if (command === '2002') {
      selected = found === card ? card : null
      return selected ? answerFrame(0x90, Buffer.alloc(8)) : answerFrame(0x81)
    }
    const isSame = selected !== null && selected === card
    found = selected = null
    return isSame ? readAnswer(card!) : answerFrame(0x41)
  }
  pty.onData((bytes) => {
    held = Buffer.concat([held, bytes])
    for (let at = held.indexOf(START); at >= 0 && held.length >= at + 10; at = held.indexOf(START)) {
      const command = held.subarray(at + 7, at + 9).toString('hex')
      held = held.subarray(at + 10)
      seen.push(command)
      if (isSilent) continue
      const bend = bends.shift() ?? ((whole: Buffer) => [whole])
      void send(pty, bend(answer(command)))
    }
  })
  return {
    seen,
    put(next) {
      card = next
    },
    bend(...ways) {
      bends = ways
    },
    silent(on) {
      isSilent = on
    },
  }
}

/** Parts go out apart, so that they come in apart. */
async function send(pty: Pty, parts: Buffer[]) {
  for (const part of parts) {
    pty.send(part)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

type Places = [field: keyof IdCard, at: number, bytes: number][]
const RESIDENT: Places = [
  ['psn_name', 0, 30],
  ['gend', 30, 2],
  ['naty', 32, 4],
  ['brdy', 36, 16],
  ['addr', 52, 70],
  ['certno', 122, 36],
  ['issuer', 158, 30],
  ['begndate', 188, 16],
  ['enddate', 204, 16],
]
const PLACES: Record<IdCard['kind'], Places> = {
  resident: RESIDENT,
  residence: [...RESIDENT, ['passNo', 220, 18]],
  foreigner: [
    ['foreignName', 0, 120],
    ['gend', 120, 2],
    ['certno', 122, 30],
    ['nationality', 152, 6],
    ['psn_name', 158, 30],
    ['begndate', 188, 16],
    ['enddate', 204, 16],
    ['brdy', 220, 16],
    ['issuer', 240, 8],
  ],
}

export function textBlock(card: IdCard): Buffer {
  const block = Buffer.from(' '.repeat(128), 'utf16le')
  const put = (text: string, at: number, bytes: number) => block.write(text, at, bytes, 'utf16le')
  for (const [field, at, bytes] of PLACES[card.kind]) {
    put(card[field].replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3'), at, bytes)
  }
  if (card.kind !== 'resident') put(card.kind === 'foreigner' ? 'I' : 'J', 248, 2)
  return block
}

const NOTHING: IdCard = {
  ...{ kind: 'resident', psn_name: '', foreignName: '', gend: '1', naty: '', nationality: '', brdy: '' },
  ...{ addr: '', certno: '', issuer: '', begndate: '2015-03-01', enddate: '2035-03-01', passNo: '' },
}
export const WANG: IdCard = {
  ...NOTHING,
  ...{
    psn_name: '王芳',
    gend: '2',
    naty: '01',
    brdy: '1985-03-12',
    addr: '四川省成都市锦江区红星路二段１号',
  },
  ...{ certno: '510104198503120221', issuer: '成都市公安局锦江区分局', enddate: '长期' },
}
export const LI: IdCard = {
  ...NOTHING,
  ...{ psn_name: '李建国', naty: '11', brdy: '1949-12-31', addr: '北京市东城区' },
  ...{ certno: '11010519491231002X', issuer: '北京市公安局东城分局' },
}
export const SMITH: IdCard = {
  ...{ ...NOTHING, kind: 'foreigner', psn_name: '史密斯', foreignName: 'SMITH, JOHN ALEXANDER' },
  ...{ nationality: 'USA', brdy: '1970-01-02', certno: 'USA110070010201', issuer: '1500' },
}
export const CHAN: IdCard = {
  ...{ ...NOTHING, kind: 'residence', psn_name: '陈大文', brdy: '1990-01-01', addr: '广东省深圳市福田区' },
  ...{ certno: '810000199001010019', issuer: '深圳市公安局', passNo: 'H12345678' },
}
