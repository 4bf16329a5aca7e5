import type { SlipDocument } from '../../shared/slip.ts'
import { slipSheets } from '../../shared/slip-html.ts'

/**
 * A paper on the screen, at its real size in millimetres times `zoom`; one sheet of it where told. The markup
 * is the printer's own: every text in it is escaped where it is built (shared/slip-html.ts).
 */
export function SlipSheet(props: { document: SlipDocument; zoom?: number; sheet?: number }) {
  const { document, zoom = 1, sheet } = props
  return (
    <div
      role="img"
      aria-label={`${document.title}，${document.paper.name}`}
      style={{ zoom, display: 'grid', gap: '4mm', justifyContent: 'center' }}
      dangerouslySetInnerHTML={{ __html: slipSheets(document, sheet) }}
    />
  )
}
