import qrcode from 'qrcode-generator'

/** Smudged thermal paper still reads with a sixth of it gone. */
const CORRECTION = 'M'
const SMALLEST_THAT_FITS = 0

/** The modules of a QR code of the text in UTF-8, row by row, 1 dark; without the quiet zone. */
export function qrModules(text: string): string[] {
  const code = qrcode(SMALLEST_THAT_FITS, CORRECTION)
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte')
  code.make()
  const count = code.getModuleCount()
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => (code.isDark(row, column) ? '1' : '0')).join(''),
  )
}
