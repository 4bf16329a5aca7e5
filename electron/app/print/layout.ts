import type { SlipDocument, SlipItem } from '../../../shared/slip.ts'
import { LINE_EM } from '../../../shared/slip-html.ts'
import { bind, holds, lookup, type Row, type SlipData } from './bind.ts'
import { cut, MM_PER_PT, width_mm, wrap } from './measure.ts'
import { qrModules } from './qr.ts'
import type { Band, QrItem, RuleItem, Template, TextItem } from './template.ts'
import { inTurns } from './turns.ts'

/**
 * Sets data into a template: pure, positions in millimetres from each sheet's top left corner. Bands flow
 * down; fixed paper breaks into sheets between bands and rows, a roll grows as long as it needs.
 */
export function layout(template: Template, data: SlipData, watermark: string | null): SlipDocument {
  const work = laidOut(template, data, watermark)
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}

/** The same, for a fee list of hundreds of sheets, without keeping everybody waiting. */
export const layoutInTurns = (template: Template, data: SlipData, watermark: string | null) =>
  inTurns(laidOut(template, data, watermark))

/** Yields after each row and each sheet. */
function* laidOut(
  template: Template,
  data: SlipData,
  watermark: string | null,
): Generator<void, SlipDocument> {
  const { paper } = template
  const [top, , bottom] = paper.margin_mm
  const heads = stack(template, template.head, { ...data, page: 1, pages: 1 })
  const feet = stack(template, template.foot, { ...data, page: 1, pages: 1 })
  const limit_mm =
    paper.height_mm === 'auto' ? Number.POSITIVE_INFINITY : paper.height_mm - bottom - feet.height_mm
  const body = yield* flow(template, data, { first_mm: top + heads.height_mm, limit_mm })

  const { items } = body
  for (let page = 0; page < body.pages; page++) {
    const numbered = { ...data, page: page + 1, pages: body.pages }
    items.push(...shifted(stack(template, template.head, numbered).items, top, page))
    const foot_mm = paper.height_mm === 'auto' ? body.end_mm : limit_mm
    items.push(...shifted(stack(template, template.foot, numbered).items, foot_mm, page))
    yield
  }
  return {
    title: bind(template.title, data, null),
    paper: {
      name: paper.name,
      width_mm: paper.width_mm,
      height_mm: paper.height_mm,
      ...(paper.height_mm === 'auto' && { length_mm: Math.ceil(body.end_mm + feet.height_mm + bottom) }),
    },
    items,
    watermark,
    pages: body.pages,
  }
}

interface Piece {
  items: SlipItem[]
  height_mm: number
}

function* flow(
  template: Template,
  data: SlipData,
  sheet: { first_mm: number; limit_mm: number },
): Generator<void, { items: SlipItem[]; pages: number; end_mm: number }> {
  const items: SlipItem[] = []
  let page = 0
  let y_mm = sheet.first_mm
  let running: Band | null = null

  const put = (piece: Piece, head: Band | null) => {
    if (y_mm + piece.height_mm > sheet.limit_mm + 1e-6 && y_mm > sheet.first_mm) {
      page++
      y_mm = sheet.first_mm
      if (head) put(set(template, head, data, null), null)
    }
    items.push(...shifted(piece.items, y_mm, page))
    y_mm += piece.height_mm
  }
  for (const band of template.body) {
    if (band.each === undefined) {
      if (!holds(band.when, data, null)) continue
      put(set(template, band, data, null), null)
      running = band.head ? band : null
      continue
    }
    const rows = lookup(band.each, data, null)
    for (const row of Array.isArray(rows) ? rows : []) {
      if (holds(band.when, data, row)) put(set(template, band, data, row), running)
      yield
    }
  }
  return { items, pages: page + 1, end_mm: y_mm }
}

/** Bands under each other, without rows. */
function stack(template: Template, bands: readonly Band[], data: SlipData): Piece {
  const items: SlipItem[] = []
  let height_mm = 0
  for (const band of bands) {
    if (!holds(band.when, data, null)) continue
    const piece = set(template, band, data, null)
    items.push(...shifted(piece.items, height_mm, 0))
    height_mm += piece.height_mm
  }
  return { items, height_mm }
}

const rowsByBand = new WeakMap<Band, Band['items'][]>()

/** A band's items by row, from the top; worked out once, since a band may be drawn ten thousand times. */
function rowsOf(band: Band): Band['items'][] {
  const known = rowsByBand.get(band)
  if (known) return known
  const rows = [...Map.groupBy(band.items, (i) => i.row ?? 0)]
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row)
  rowsByBand.set(band, rows)
  return rows
}

/** One band at y = 0. Each row begins below the longest text of the row before; the gap comes last. */
function set(template: Template, band: Band, data: SlipData, row: Row | null): Piece {
  const left = template.paper.margin_mm[3]
  const items: SlipItem[] = []
  let height_mm = 0
  for (const rowItems of rowsOf(band)) {
    const top_mm = height_mm
    for (const item of rowItems) {
      const placed = place(item, { data, row, left_mm: left, size_pt: template.size_pt })
      items.push(...shifted(placed.items, top_mm, 0))
      height_mm = Math.max(height_mm, top_mm + placed.height_mm)
    }
  }
  return { items, height_mm: Math.max(height_mm, band.height_mm ?? 0) + (band.gap_mm ?? 0) }
}

interface Setting {
  data: SlipData
  row: Row | null
  left_mm: number
  size_pt: number
}

function place(item: Band['items'][number], { data, row, left_mm, size_pt }: Setting): Piece {
  if ('text' in item) return setText(item, left_mm, size_pt, bindItem(item, data, row))
  if (!holds(item.when, data, row)) return NOTHING
  return 'rule' in item ? setRule(item, left_mm) : setQr(item, left_mm, bind(item.qr, data, row))
}

/** Its items are none, so that it may be shared. */
const NOTHING: Piece = { items: [], height_mm: 0 }

/** Blanks that empty fields leave go; a full-width space in front is an indentation and stays. */
const bindItem = (item: TextItem, data: SlipData, row: Row | null) =>
  holds(item.when, data, row) ? bind(item.text, data, row).trimEnd().replace(/^ +/, '') : ''

function setRule(item: RuleItem, left_mm: number): Piece {
  const y = item.dy_mm ?? 0
  const x1_mm = left_mm + (item.x_mm ?? 0)
  const weight_mm = item.weight_mm ?? 0.2
  const dashed = item.rule === 'dashed'
  return {
    items: [{ is: 'line', x1_mm, y1_mm: y, x2_mm: x1_mm + item.width_mm, y2_mm: y, weight_mm, dashed }],
    height_mm: y + weight_mm,
  }
}

function setQr(item: QrItem, left_mm: number, text: string): Piece {
  if (text === '') return NOTHING
  const { size_mm } = item
  const y_mm = item.dy_mm ?? 0
  return {
    items: [{ is: 'qr', x_mm: left_mm + item.x_mm, y_mm, size_mm, text, modules: qrModules(text) }],
    height_mm: y_mm + size_mm,
  }
}

function setText(item: TextItem, left_mm: number, size: number, text: string): Piece {
  if (text === '') return NOTHING
  let size_pt = item.size_pt ?? size
  let lines = [text]
  if (item.fit === 'shrink') size_pt *= Math.min(1, item.width_mm / width_mm(text, size_pt))
  else if (item.fit === 'cut') lines = [cut(text, size_pt, item.width_mm)]
  else lines = wrap(text, size_pt, item.width_mm)
  const line_mm = size_pt * MM_PER_PT * LINE_EM
  const dy = item.dy_mm ?? 0
  return {
    items: lines.map((line, i) => ({
      is: 'text',
      x_mm: left_mm + item.x_mm,
      y_mm: dy + i * line_mm,
      width_mm: item.width_mm,
      text: line,
      size_pt,
      align: item.align ?? 'left',
      ...(item.bold && { bold: true }),
      ...(item.mono && { mono: true }),
    })),
    height_mm: dy + lines.length * line_mm,
  }
}

const round = (n: number) => Math.round(n * 1000) / 1000

/** Moves items that were just made and that nobody else holds. */
function shifted(items: SlipItem[], by_mm: number, page: number): SlipItem[] {
  for (const item of items) {
    item.page = page
    if (item.is === 'line') {
      item.y1_mm = round(item.y1_mm + by_mm)
      item.y2_mm = round(item.y2_mm + by_mm)
    } else item.y_mm = round(item.y_mm + by_mm)
  }
  return items
}
