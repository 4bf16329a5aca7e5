import type { DocRef } from '../../../shared/api/print.ts'
import { fail } from '../../../shared/errors.ts'
import type { SlipDocument } from '../../../shared/slip.ts'
import { slipHtmlBySheet } from '../../../shared/slip-html.ts'
import type { Printing } from '../../devices/printing.ts'
import { escpos, type Receipt } from './escpos.ts'
import { inTurns } from './turns.ts'

/** A receipt printer of the desk: what its configuration says, and its port. */
export interface ReceiptPrinter extends Receipt {
  name: string
  write(bytes: Uint8Array): Promise<void>
}

export interface PrinterDeps {
  /** printers of single kinds of document: a device's id, or a system printer's name */
  printers: Readonly<Record<string, string>>
  /** null where the id is no receipt printer */
  receipt(id: string): ReceiptPrinter | null
  /** null where the face prints by itself (browser) */
  printing: Printing | null
}

/** The host's own printer as site.json names it, or the system's default one. */
const OWN = ''

/** Who prints such a document: a receipt printer's id, a system printer's name, '' the own one; null: the face. */
export function printerFor(deps: PrinterDeps, is: DocRef['is']): string | null {
  const named = deps.printers[is]
  if (named !== undefined && deps.receipt(named)) return named
  return deps.printing ? (named ?? OWN) : null
}

export const printerLabel = (deps: PrinterDeps, printer: string) =>
  deps.receipt(printer)?.name ?? (printer === OWN ? '默认打印机' : printer)

/** Throws where the paper can never come out of that printer, before anything is counted. */
export function checkPaper(deps: PrinterDeps, printer: string, { paper, title }: SlipDocument): void {
  const receipt = deps.receipt(printer)
  if (!receipt || (paper.height_mm === 'auto' && paper.width_mm <= receipt.width_mm)) return
  fail(
    'invalid',
    `${title}的模板是${paper.name}，${receipt.name}只能打 ${receipt.width_mm} mm 卷纸`,
    '没有打印。',
    '请信息科给这种单据换卷纸模板或换打印机。',
  )
}

/** Carries a document to its printer. Rejects with a reason in Chinese where that does not take it. */
export async function putOnPaper(
  deps: PrinterDeps,
  printer: string,
  document: SlipDocument,
  cash: boolean,
): Promise<void> {
  const receipt = deps.receipt(printer)
  if (receipt) return receipt.write(escpos(document, { ...receipt, drawer: receipt.drawer && cash }))
  if (!deps.printing) fail('invalid', `没有打印机“${printer}”`, '没有打印。', '请信息科检查站点配置。')
  await deps.printing.printSilent(
    document,
    await inTurns(slipHtmlBySheet(document)),
    printer === OWN ? undefined : printer,
  )
}
