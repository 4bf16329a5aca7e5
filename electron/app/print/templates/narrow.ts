import type { Band, Template, TextItem } from '../template.ts'

/**
 * An 80 mm slip on 58 mm paper, of which 48 mm can be printed: 24 mm are taken out of the middle, so that
 * labels and amounts keep their places at the edges. Where that would lay an item's spec under its price, the
 * price goes one row down.
 */
const OUT_mm = 24
const MIDDLE_mm = 27
const PAPER: Template['paper'] = {
  name: '58mm 卷纸',
  width_mm: 58,
  height_mm: 'auto',
  margin_mm: [4, 5, 6, 5],
}

export function narrow(template: Template): Template {
  const bands = (list: readonly Band[]) => list.map(narrowBand)
  const { head, body, foot } = template
  return { ...template, paper: PAPER, head: bands(head), body: bands(body), foot: bands(foot) }
}

function narrowBand(band: Band): Band {
  const spec = band.items.find((item): item is TextItem => 'text' in item && item.text === '{spec}')
  return {
    ...band,
    items: band.items.map((item) => {
      const crowded = spec && item !== spec && item.row === spec.row
      return { ...placed(item), ...(crowded && { row: (item.row ?? 0) + 1 }) }
    }),
  }
}

function placed(item: Band['items'][number]): Band['items'][number] {
  if ('qr' in item) return item
  if (item.x_mm >= MIDDLE_mm) return { ...item, x_mm: item.x_mm - OUT_mm }
  return item.x_mm + item.width_mm > MIDDLE_mm ? { ...item, width_mm: item.width_mm - OUT_mm } : item
}
