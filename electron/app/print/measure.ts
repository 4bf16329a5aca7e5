/**
 * Text width without a font: slips are set in faces whose Chinese characters are one em wide and whose Latin
 * ones half an em (SimHei, Noto Sans Mono CJK), so counting is measuring.
 */
export const MM_PER_PT = 25.4 / 72

/** Half-width: Latin, digits and halfwidth forms. Everything else counts full, rather too wide than too narrow. */
function isHalf(code: number): boolean {
  return (code >= 0x20 && code < 0x7f) || (code >= 0xff61 && code <= 0xffdc)
}

/** Width of a text in ems of its size. */
export function ems(text: string): number {
  let width = 0
  for (const c of text) width += isHalf(c.codePointAt(0) ?? 0) ? 0.5 : 1
  return width
}

export function width_mm(text: string, size_pt: number): number {
  return ems(text) * size_pt * MM_PER_PT
}

/** Runs of Latin letters and digits stay together (0.25g, 47.5mg); Chinese may break anywhere. */
const TOKENS = /[\x21-\x7e]+|[\s\S]/gu
/** What must not begin a line, and what must not end one. */
const CLINGS = new Set('，。、；：？！）】》］”’％,.;:)]}')
const OPENS = new Set('（【《［“‘([{')

/** What of a full line goes over to the next one, so that brackets and commas stand right. */
function carried(line: string, piece: string): string {
  const last = [...line].at(-1) ?? ''
  return last !== line && (OPENS.has(last) || CLINGS.has(piece)) ? last : ''
}

/** Lines no wider than `max_mm`. A run that is wider than the line by itself is broken within. */
export function wrap(text: string, size_pt: number, max_mm: number): string[] {
  const max_em = max_mm / (size_pt * MM_PER_PT) + 1e-9
  if (!text.includes('\n') && ems(text) <= max_em) return [text.trimEnd()]
  const lines: string[] = []
  let line = ''
  const push = (piece: string) => {
    if (line === '' || ems(line + piece) <= max_em) {
      line += piece
      return
    }
    const carry = carried(line, piece)
    lines.push(line.slice(0, line.length - carry.length).trimEnd())
    line = carry + (piece === ' ' ? '' : piece)
  }
  for (const paragraph of text.split('\n')) {
    for (const token of paragraph.match(TOKENS) ?? []) {
      if (ems(token) <= max_em) push(token)
      else for (const c of token) push(c)
    }
    lines.push(line.trimEnd())
    line = ''
  }
  return lines
}

/** The text, or as much of it as fits with … behind it. */
export function cut(text: string, size_pt: number, max_mm: number): string {
  if (width_mm(text, size_pt) <= max_mm + 1e-9) return text
  const max_em = max_mm / (size_pt * MM_PER_PT) - 1
  let kept = ''
  for (const c of text) {
    if (ems(kept + c) > max_em) break
    kept += c
  }
  return `${kept.trimEnd()}…`
}
