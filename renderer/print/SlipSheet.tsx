import type { SlipDocument } from '../../shared/slip.ts'
import { slipSheets } from '../../shared/slip-html.ts'

/**
 * A slip on the screen, at its real size in millimetres times `zoom`. The markup is the printer's own: every
 * text in it is escaped where it is built (shared/slip-html.ts).
 */
export function SlipSheet({ document, zoom = 1 }: { document: SlipDocument; zoom?: number }) {
  return (
    <div
      role="img"
      aria-label={`${document.title}，${document.paper.name}`}
      style={{ zoom, display: 'grid', gap: '4mm', justifyContent: 'center' }}
      dangerouslySetInnerHTML={{ __html: slipSheets(document) }}
    />
  )
}
