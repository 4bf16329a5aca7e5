/**
 * A printable document in millimetres, laid out by the main process and drawn by any face: the same
 * positions on the screen's preview, in the browser's print and in Electron's PDF.
 */
export interface SlipDocument {
  title: string
  paper: { width_mm: number; height_mm: number | 'auto'; name: string }
  items: SlipItem[]
  /** drawn across every page: 培训模式 样张 */
  watermark: string | null
}

export type SlipItem =
  | {
      is: 'text'
      x_mm: number
      y_mm: number
      width_mm: number
      text: string
      size_pt: number
      align: 'left' | 'center' | 'right'
      bold?: boolean
      mono?: boolean
    }
  | { is: 'line'; x1_mm: number; y1_mm: number; x2_mm: number; y2_mm: number; weight_mm: number }
