/** GBK of the bytes before the first NUL, as C libraries leave it in a buffer. */
export function cText(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return gbk(end < 0 ? bytes : bytes.subarray(0, end))
}

export const gbk = (bytes: Uint8Array) => new TextDecoder('gbk').decode(bytes)

let codes: Map<string, number> | null = null

/** Text as GBK. What GBK has no code for becomes a question mark. */
export function toGbk(text: string): Buffer {
  codes ??= table()
  const bytes: number[] = []
  for (const char of text) {
    const code = char < '\x80' ? char.charCodeAt(0) : (codes.get(char) ?? 0x3f)
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return Buffer.from(bytes)
}

/** The platform decodes GBK and does not encode it: the table is what it decodes, turned round. */
function table(): Map<string, number> {
  const found = new Map<string, number>()
  for (let head = 0x81; head <= 0xfe; head += 1) {
    for (let tail = 0x40; tail <= 0xfe; tail += 1) {
      if (tail === 0x7f) continue
      const char = gbk(Uint8Array.of(head, tail))
      if (char.length === 1 && char !== '�') found.set(char, (head << 8) | tail)
    }
  }
  return found
}
