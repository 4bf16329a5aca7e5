/** A receipt printer of the tests: reads ESC/POS bytes back into what would stand on the paper. */
export interface Strip {
  /** columns as they stand; a double-size character takes its columns twice */
  lines: { text: string; bold: boolean; double: boolean; columns: number }[]
  qr: string[]
  cuts: number
  drawer: number
  fed_dots: number
  /** bytes that no command explains */
  unknown: number[]
}

const isControl = (byte: number) => byte < 0x20

export function readStrip(bytes: Uint8Array): Strip {
  const strip: Strip = { lines: [], qr: [], cuts: 0, drawer: 0, fed_dots: 0, unknown: [] }
  let text: number[] = []
  let columns = 0
  let look = { bold: false, latin: false, chinese: false, wasBold: false, wasDouble: false }
  let stored = ''
  let i = 0
  const take = (n: number) => {
    i += n
    return bytes.slice(i - n, i)
  }
  const endLine = () => {
    strip.lines.push({
      text: new TextDecoder('gbk').decode(Uint8Array.from(text)),
      bold: look.wasBold,
      double: look.wasDouble,
      columns,
    })
    text = []
    columns = 0
    look = { ...look, wasBold: false, wasDouble: false }
  }
  const print = (code: number[], wide: number, double: boolean) => {
    text.push(...code)
    columns += wide * (double ? 2 : 1)
    if (code.every((b) => b !== 0x20)) {
      look.wasBold ||= look.bold
      look.wasDouble ||= double
    }
  }
  const commands: Record<string, () => void> = {
    '1b40': () => {},
    '1c26': () => {},
    '1b21': () => {
      const [mode = 0] = take(1)
      look.latin = (mode & 0x30) === 0x30
    },
    '1c21': () => {
      const [mode = 0] = take(1)
      look.chinese = (mode & 0x0c) === 0x0c
    },
    '1b45': () => {
      look.bold = take(1)[0] === 1
    },
    '1b61': () => void take(1),
    '1b64': () => void take(1),
    '1b4a': () => {
      strip.fed_dots += take(1)[0] ?? 0
    },
    '1b70': () => {
      take(3)
      strip.drawer++
    },
    '1d56': () => {
      const [mode = 0] = take(1)
      if (mode >= 65) take(1)
      strip.cuts++
    },
    '1d28': () => {
      const [, low = 0, high = 0] = take(3)
      const body = take(low + high * 256)
      if (body[1] === 0x50) stored = new TextDecoder().decode(body.slice(3))
      if (body[1] === 0x51) strip.qr.push(stored)
    },
  }
  while (i < bytes.length) {
    const byte = bytes[i]!
    if (byte === 0x0a) {
      i++
      endLine()
    } else if (isControl(byte)) {
      const command = commands[Buffer.from(take(2)).toString('hex')]
      if (command) command()
      else strip.unknown.push(byte)
    } else if (byte > 0x7f) print([...take(2)], 2, look.chinese)
    else print([...take(1)], 1, look.latin)
  }
  return strip
}
