import type { SlipDocument } from '../../shared/slip.ts'

/**
 * What a host can print by itself. `html` is the document drawn in millimetres, complete in itself (no
 * script, no address). Rejects with a GuitaiError in Chinese when the printer or the disk refuses.
 */
export interface Printing {
  printSilent(doc: SlipDocument, html: string): Promise<void>
  /** whole or not at all: an existing file is replaced only by a complete one */
  savePdf(doc: SlipDocument, html: string, path: string): Promise<void>
}

const POINT_mm = 25.4 / 72
const LINE_HEIGHT = 1.4
const FOOT_mm = 8

/** The paper of a document; an `auto` height (rolls) ends a margin below the last thing on it. */
export function paperOf(doc: SlipDocument): { width_mm: number; height_mm: number } {
  const { width_mm, height_mm } = doc.paper
  if (height_mm !== 'auto') return { width_mm, height_mm }
  const bottoms = doc.items.map((item) => {
    if (item.is === 'line') return Math.max(item.y1_mm, item.y2_mm)
    // a Chinese character is as wide as its size; text too long for its box runs on below
    const perLine = Math.max(1, Math.floor(item.width_mm / (item.size_pt * POINT_mm)))
    const lines = Math.max(1, Math.ceil([...item.text].length / perLine))
    return item.y_mm + lines * item.size_pt * POINT_mm * LINE_HEIGHT
  })
  return { width_mm, height_mm: Math.ceil(Math.max(0, ...bottoms) + FOOT_mm) }
}
