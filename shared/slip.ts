/**
 * A printable document in millimetres, laid out by the main process and drawn by any face: the same
 * positions on the screen's preview, in the browser's print and in Electron's PDF.
 */
export interface SlipDocument {
  title: string
  paper: {
    width_mm: number
    height_mm: number | 'auto'
    name: string
    /** where a roll is cut: the measured height of an 'auto' paper */
    length_mm?: number
  }
  items: SlipItem[]
  /** drawn across every page: 培训模式 样张 */
  watermark: string | null
  /** number of sheets, 1 if absent */
  pages?: number
}

export type SlipItem =
  | {
      is: 'text'
      x_mm: number
      y_mm: number
      width_mm: number
      /** one line; the layout has wrapped it already */
      text: string
      size_pt: number
      align: 'left' | 'center' | 'right'
      bold?: boolean
      mono?: boolean
      /** sheet, from 0; y_mm counts from its top */
      page?: number
    }
  | {
      is: 'line'
      x1_mm: number
      y1_mm: number
      x2_mm: number
      y2_mm: number
      weight_mm: number
      dashed?: boolean
      page?: number
    }
  | {
      is: 'qr'
      x_mm: number
      y_mm: number
      size_mm: number
      text: string
      /** rows of 0 and 1 from the top, without the quiet zone */
      modules: string[]
      page?: number
    }

/** The sheet's height as it is cut or fed. */
export function sheetHeight_mm(doc: SlipDocument): number {
  return doc.paper.height_mm === 'auto' ? (doc.paper.length_mm ?? 0) : doc.paper.height_mm
}
