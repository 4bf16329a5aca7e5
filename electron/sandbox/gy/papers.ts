import type { JsonObject } from '../../../shared/contract.ts'

/** Two papers of an application; every third has a second one. */
export function papersOf(appy_id: string, n: number): JsonObject[] {
  const decision = {
    file_id: `${appy_id}-01`,
    mat_type: '01',
    file_name: '工伤认定决定书.pdf',
    file_type: 'pdf',
  }
  const proof = { file_id: `${appy_id}-04`, mat_type: '04', file_name: '居住证明.pdf', file_type: 'pdf' }
  return n % 3 === 0 ? [decision, proof] : [decision]
}

const PAPER = /^(GYSQ\d{8})-(01|04)$/

/** The paper behind such an id, drawn when it is asked for; null where there is none. */
export function paperOf(file_id: string) {
  const [, appy_id, mat_type] = PAPER.exec(file_id) ?? []
  if (!appy_id || !mat_type) return null
  const [file_name, title] =
    mat_type === '01'
      ? ['工伤认定决定书.pdf', 'Decision on the recognition of a work injury']
      : ['居住证明.pdf', 'Proof of residence']
  return { mat_type, file_name, file_type: 'pdf', content: pdfOf([title, appy_id, 'made up for training']) }
}

/** One page with lines of Latin text. */
function pdfOf(lines: readonly string[]): Buffer {
  const draw = lines.map((line) => `(${line.replace(/[()\\]/g, '')}) Tj 0 -28 Td`).join(' ')
  const stream = `BT /F1 16 Tf 60 760 Td ${draw} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
