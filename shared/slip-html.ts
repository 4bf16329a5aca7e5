import { type SlipDocument, type SlipItem, sheetHeight_mm } from './slip.ts'

/**
 * The one drawing of a SlipDocument: the preview, the browser's print and Electron's PDF all use this markup.
 * Pure strings; every text is escaped; styles are inline, so it needs no style sheet and no script.
 */

/** Line height of slips, in ems; the layout counts with the same. */
export const LINE_EM = 1.3

/** Faces whose Latin letters are exactly half as wide as Chinese ones, as the layout measures them. */
const FONT = "SimHei,'Noto Sans Mono CJK SC','Source Han Mono SC','WenQuanYi Zen Hei Mono',monospace"
const SCREEN_FONT_WEIGHT = 400
/** Chromium would draw adjoining brackets and commas together; the layout counts each as a whole. */
const FULL_WIDTH = 'text-spacing-trim:space-all'

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Millimetres with at most three decimals; anything but a finite number would break the sheet, so 0. */
const mm = (n: number) => `${Number.isFinite(n) ? Math.round(n * 1000) / 1000 : 0}mm`

function drawn(item: SlipItem): string {
  if (item.is === 'text') {
    // overflowing to the left keeps the decimal points of a right-aligned column in place
    const side = item.align === 'right' ? ';display:flex;justify-content:flex-end' : ''
    const style =
      `position:absolute;left:${mm(item.x_mm)};top:${mm(item.y_mm)};width:${mm(item.width_mm)};` +
      `font-size:${Number(item.size_pt.toFixed(2))}pt;line-height:${LINE_EM};text-align:${item.align};` +
      `white-space:pre${item.bold ? ';font-weight:700' : ''}${side}`
    return `<div style="${style}">${escapeHtml(item.text)}</div>`
  }
  if (item.is === 'qr') return drawnQr(item)
  const flat = item.y1_mm === item.y2_mm
  const side = flat ? 'top' : 'left'
  const length = flat ? item.x2_mm - item.x1_mm : item.y2_mm - item.y1_mm
  return `<div style="position:absolute;left:${mm(item.x1_mm)};top:${mm(item.y1_mm)};${
    flat ? 'width' : 'height'
  }:${mm(length)};border-${side}:${mm(item.weight_mm)} ${item.dashed ? 'dashed' : 'solid'} #000"></div>`
}

/** One path of horizontal runs: crisp at any size and printed without background graphics. */
function drawnQr({ x_mm, y_mm, size_mm, modules }: Extract<SlipItem, { is: 'qr' }>): string {
  const runs = modules.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`),
  )
  return (
    `<svg style="position:absolute;left:${mm(x_mm)};top:${mm(y_mm)};width:${mm(size_mm)};height:${mm(size_mm)}" ` +
    `viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges"><path d="${runs.join('')}"/></svg>`
  )
}

const WATERMARK_STEP_MM = 55

/** Slanted and pale, often enough that no cut-out of the sheet is without it. */
function watermark(text: string, width_mm: number, height_mm: number): string {
  const columns = Math.max(1, Math.round(width_mm / 90))
  const rows = Math.max(1, Math.round(height_mm / WATERMARK_STEP_MM))
  const size_mm = Math.min(9, (width_mm / columns / Math.max(4, text.length)) * 1.1)
  const marks: string[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const left = (width_mm / columns) * column
      const top = (height_mm / rows) * (row + 0.5) - size_mm / 2
      marks.push(
        `<div style="position:absolute;left:${mm(left)};top:${mm(top)};width:${mm(width_mm / columns)};` +
          `font-size:${mm(size_mm)};line-height:1;text-align:center;white-space:pre;font-weight:700;` +
          `color:#d4d4d4;transform:rotate(-24deg)">${escapeHtml(text)}</div>`,
      )
    }
  }
  return marks.join('')
}

/** The sheets alone, one element each, to be put into a page of one's own; or just one of them, from 0. */
export function slipSheets(doc: SlipDocument, only?: number): string {
  return [...sheets(doc, only)].join('')
}

function* sheets(doc: SlipDocument, only?: number): Generator<string> {
  const height_mm = sheetHeight_mm(doc)
  const pages = Map.groupBy(doc.items, (item) => item.page ?? 0)
  for (let page = 0; page < (doc.pages ?? 1); page++) {
    if (only !== undefined && page !== only) continue
    yield `<section class="sheet" style="position:relative;overflow:hidden;box-sizing:border-box;background:#fff;` +
      `color:#000;width:${mm(doc.paper.width_mm)};height:${mm(height_mm)};` +
      `font-family:${FONT};font-weight:${SCREEN_FONT_WEIGHT};font-variant-numeric:tabular-nums;${FULL_WIDTH}">` +
      (doc.watermark ? watermark(doc.watermark, doc.paper.width_mm, height_mm) : '') +
      (pages.get(page) ?? []).map(drawn).join('') +
      '</section>'
  }
}

/** A whole page for a hidden window or frame: as many sheets as the document has, of exactly its paper. */
export function slipHtml(doc: SlipDocument): string {
  const work = slipHtmlBySheet(doc)
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** The same, yielding after each sheet: hundreds of them take longer than a frame. */
export function* slipHtmlBySheet(doc: SlipDocument): Generator<void, string> {
  const size = `${mm(doc.paper.width_mm)} ${mm(sheetHeight_mm(doc))}`
  const parts = [
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(doc.title)}</title><style>` +
      `@page{size:${size};margin:0}html,body{margin:0;padding:0;-webkit-print-color-adjust:exact;` +
      'print-color-adjust:exact}.sheet{break-after:page;break-inside:avoid}.sheet:last-child{break-after:auto}' +
      '</style></head><body>',
  ]
  for (const sheet of sheets(doc)) {
    parts.push(sheet)
    yield
  }
  return `${parts.join('')}</body></html>`
}
