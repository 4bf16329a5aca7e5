import { connect, type Socket } from 'node:net'

/** A social security card as bytes: files by id, records in order. */
export interface CardImage {
  ef05: Uint8Array[]
  ef06: Uint8Array[]
  /** what reading EF06 is answered with while it is closed; a right PIN opens it */
  ef06Closed?: number
  pin?: string
  /** the only P1 by which files are selected */
  selectP1?: number
  /** the application is missing: some other card */
  notSsse?: boolean
}

const SSSE = '7378312E73682EC9E7BBE1B1A3D5CF'
/** T=0, eight historical bytes */
const ATR = Buffer.from('3B680000534F4349414C3031', 'hex')
const word = (sw: number) => Buffer.of(sw >> 8, sw & 0xff)

/** How a card that keeps its own state answers; a reset starts it anew. */
export function cardOf(image: CardImage): { answer(apdu: Buffer): Buffer; reset(): void; tries(): number } {
  let file: Uint8Array[] | null = null
  let waiting = Buffer.alloc(0)
  let opened = false
  let triesLeft = 3
  const select = (p1: number, data: Buffer): Buffer => {
    if (p1 === 0x04) {
      const known = !image.notSsse && data.toString('hex').toUpperCase() === SSSE
      waiting = Buffer.from('6F108408A000000333010101A5049F080102', 'hex')
      return known ? Buffer.of(0x61, waiting.length) : word(0x6a82)
    }
    if (p1 !== (image.selectP1 ?? 0x02)) return word(0x6a86)
    const id = data.toString('hex')
    file = id === 'ef05' ? image.ef05 : id === 'ef06' ? image.ef06 : null
    return file ? word(0x9000) : word(0x6a82)
  }
  const read = (record: number, le: number): Buffer => {
    if (!file) return word(0x6986)
    if (file === image.ef06 && image.ef06Closed !== undefined && !opened) return word(image.ef06Closed)
    const bytes = file[record - 1]
    if (!bytes) return word(0x6a83)
    if (le !== bytes.length) return Buffer.of(0x6c, bytes.length)
    return Buffer.concat([bytes, word(0x9000)])
  }
  const verify = (pin: Buffer): Buffer => {
    if (triesLeft === 0) return word(0x6983)
    opened = pin.toString('hex') === image.pin
    triesLeft = opened ? 3 : triesLeft - 1
    return opened ? word(0x9000) : word(0x63c0 | triesLeft)
  }
  return {
    tries: () => triesLeft,
    reset() {
      file = null
      opened = false
    },
    answer(apdu) {
      const [, ins, p1 = 0, p2 = 0, length = 0] = apdu
      if (ins === 0xa4) return select(p1, apdu.subarray(5, 5 + length))
      if (ins === 0xb2 && p2 === 0x04) return read(p1, length)
      if (ins === 0x20) return verify(apdu.subarray(5, 5 + length))
      if (ins === 0xc0) return Buffer.concat([waiting.subarray(0, length), word(0x9000)])
      return word(0x6d00)
    },
  }
}

export interface Inserted {
  /** pulled out at once */
  remove(): void
  /** how many commands the card has answered */
  answered(): number
}

/**
 * Lays a card on vpcd's virtual reader: 2 bytes big-endian length and data; a single byte is control: 0 off,
 * 1 on, 2 reset, 4 ATR. `onCommand` is called before each answer, may wait, and may answer in its place.
 */
export async function insertCard(
  port: number,
  card: { answer(apdu: Buffer): Buffer; reset(): void },
  onCommand: (nth: number, apdu: Buffer) => Promise<Buffer | null> | Buffer | null = () => null,
): Promise<Inserted> {
  const socket = await reach(port)
  let held = Buffer.alloc(0)
  let answered = 0
  let turn = Promise.resolve()
  const send = (data: Uint8Array) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(data.length)
    socket.write(Buffer.concat([length, data]))
  }
  const heard = async (message: Buffer) => {
    if (message.length === 1) {
      if (message[0] === 4) send(ATR)
      else card.reset()
      return
    }
    const other = await onCommand(answered, message)
    answered += 1
    if (!socket.destroyed) send(other ?? card.answer(message))
  }
  socket.on('error', () => {})
  socket.on('data', (bytes) => {
    held = Buffer.concat([held, bytes])
    while (held.length >= 2 && held.length >= 2 + held.readUInt16BE()) {
      const message = Buffer.from(held.subarray(2, 2 + held.readUInt16BE()))
      held = held.subarray(2 + message.length)
      turn = turn.then(() => heard(message))
    }
  })
  return { remove: () => socket.destroy(), answered: () => answered }
}

/** The reader's port takes one card at a time and may still hold the last one. */
async function reach(port: number): Promise<Socket> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (open) return socket
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
