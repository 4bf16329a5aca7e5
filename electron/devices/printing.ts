import type { SlipDocument } from '../../shared/slip.ts'

/**
 * What a host can print by itself. `html` is the document drawn in millimetres, complete in itself (no
 * script, no address). Rejects with a GuitaiError in Chinese when the printer or the disk refuses.
 */
export interface Printing {
  /** `printer`: a system printer's name; without it the host's own one */
  printSilent(doc: SlipDocument, html: string, printer?: string): Promise<void>
  /** whole or not at all: an existing file is replaced only by a complete one */
  savePdf(doc: SlipDocument, html: string, path: string): Promise<void>
}
