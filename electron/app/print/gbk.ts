/**
 * Text to GBK, which receipt printers with Chinese fonts read. The table is turned round from the runtime's own
 * decoder, so that what the program reads (cards, scanners) and what it prints can never disagree.
 */
const LEAD = [0x81, 0xfe] as const
const TRAIL = [0x40, 0xfe] as const
const DELETE = 0x7f

/** U+25A1, which GBK has: seen at once on paper, and as wide as what it stands for. */
export const SUBSTITUTE = '□'

/** Characters that only look different in GBK. */
const ALIKE: Record<string, string> = { '\u00a5': '￥', '\u00a0': ' ', '\u2022': '·' }

let table: Map<string, number> | null = null

function gbk(): Map<string, number> {
  if (table) return table
  const codes: number[] = []
  const bytes: number[] = []
  for (let lead = LEAD[0]; lead <= LEAD[1]; lead++) {
    for (let trail: number = TRAIL[0]; trail <= TRAIL[1]; trail++) {
      if (trail === DELETE) continue
      codes.push((lead << 8) | trail)
      bytes.push(lead, trail, 0x0a)
    }
  }
  const texts = new TextDecoder('gbk').decode(Uint8Array.from(bytes)).split('\n')
  const made = new Map<string, number>()
  texts.forEach((text, i) => {
    const c = [...text]
    const known = c.length === 1 && text !== '\ufffd' && !isPrivate(text.codePointAt(0) ?? 0)
    if (known && !made.has(text)) made.set(text, codes[i] as number)
  })
  table = made
  return made
}

/** Codes without a character of their own: a printer's font has nothing there. */
const isPrivate = (code: number) => code >= 0xe000 && code <= 0xf8ff

const isAscii = (c: string) => c.length === 1 && c >= ' ' && c <= '~'

/** What of the text a printer can show: the text with a visible substitute for what GBK does not have. */
export function printable(text: string): string {
  let out = ''
  for (const c of text) {
    const same = ALIKE[c] ?? c
    out += isAscii(same) || gbk().has(same) ? same : SUBSTITUTE
  }
  return out
}

/** Columns on paper: a Chinese character takes two. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const c of text) columns += isAscii(c) ? 1 : 2
  return columns
}

/** GBK bytes of a text that is `printable`. */
export function gbkBytes(text: string): number[] {
  const bytes: number[] = []
  for (const c of printable(text)) {
    const code = isAscii(c) ? c.charCodeAt(0) : (gbk().get(c) as number)
    if (code > 0xff) bytes.push(code >> 8)
    bytes.push(code & 0xff)
  }
  return bytes
}
