import type { JsonObject } from '../../../shared/contract.ts'

const NAMES: Record<string, string> = {
  '01': '门诊结算单',
  '02': '住院结算单',
  '03': '清算单',
  '04': '康复治疗方案',
  '05': '费用清单',
}

/** A printed sheet: a PDF of one page that shows its number. */
export function formOf(doc_type: string, _of: JsonObject, number: string): JsonObject {
  return {
    ...{ doc_type, file_name: `${NAMES[doc_type] ?? '单据'}${number}.pdf`, file_type: 'pdf' },
    file_data: pdf(number).toString('base64'),
  }
}

function pdf(words: string): Buffer {
  const stream = `BT /F1 18 Tf 72 770 Td (${words.replace(/[()\\]/g, '')}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, n) => {
    const at = body.length
    body += `${n + 1} 0 obj${object}endobj\n`
    return at
  })
  const xref = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${xref}`
  return Buffer.from(
    `${body}${tail}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}
