import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { fen, yuanText } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { identity, personOf } from '../people.ts'
import type { SettlementRow } from '../rows.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import {
  bodyOf,
  type Data,
  dataOf,
  keep,
  newId,
  recordOf,
  recordsOf,
  setStas,
  settledOf,
} from './sichuan-kit.ts'

const MOST_BYTES = 10_000_000

/** SCX-0501: pages in order, their size as told. */
function upload(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const files = (input.data as JsonObject).file as JsonObject[]
  const seqs = new Set(files.map(({ file_seq }) => file_seq))
  if (seqs.size < files.length) refuse('页序重复')
  const file = files.map((page) => {
    const bytes = Buffer.from(String(page.file_data), 'base64')
    if (bytes.length !== page.file_size) refuse(`${page.file_name} 的文件大小与内容不符`)
    if (bytes.length > MOST_BYTES) refuse(`${page.file_name} 超过 10 MB`)
    const file_no = newId(ctx, 'TP', 'file')
    const { biz_type, biz_id, file_type, opt_time } = data
    const body = { ...page, biz_type: biz_type!, biz_id: biz_id!, file_type: file_type!, opt_time: opt_time! }
    keep(ctx, 'file', file_no, { psn_no: data.psn_no ?? '', mdtrt_id: data.mdtrt_id ?? '' }, body as Json)
    return { file_seq: page.file_seq!, file_no }
  })
  return { file }
}

/** SCX-0502: the list, or with a number the content too. */
function download(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const all = ctx.store.all<Parameters<typeof bodyOf>[0]>(
    "select * from scx where kind = 'file' and stas = '1' and fixmedins_code = ? order by id",
    ctx.env.fixmedins_code,
  )
  const found = all.filter((row) => {
    const body = bodyOf<Data>(row)
    return (
      body.biz_type === data.biz_type &&
      body.biz_id === data.biz_id &&
      (!data.file_no || row.id === data.file_no) &&
      (!data.file_type || body.file_type === data.file_type)
    )
  })
  return {
    file: found.map((row) => {
      const { biz_type: _, biz_id: __, memo: ___, file_data, ...body } = bodyOf(row)
      return { file_no: row.id, ...body, ...(data.file_no ? { file_data: file_data! } : {}) }
    }) as Json,
  }
}

/** SCX-0503 */
function remove(input: JsonObject, ctx: Ctx) {
  const { file_no = '', biz_type, biz_id } = dataOf(input)
  const row = recordOf(ctx, 'file', file_no, '文件')
  const body = bodyOf<Data>(row)
  if (row.stas !== '1' || body.biz_type !== biz_type || body.biz_id !== biz_id)
    refuse(`文件 ${file_no} 不存在或已删除`)
  setStas(ctx, row, '0')
  return { data: { file_no } }
}

/** SCX-0601: the platform's own paper, as data or as a file. */
function paper(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const person = personOf(data.psn_no ?? '')
  const isSettlement = ['01', '02', '03', '04'].includes(data.doc_type ?? '')
  if (isSettlement && !data.setl_id) refuse('结算类单据的结算ID 不能为空')
  const settled = isSettlement ? settledOf(ctx, data.setl_id ?? '', person.psn_no) : null
  const doc_no = data.doc_no || `DJ${data.doc_type}${data.setl_id || data.mdtrt_id}`
  const facts = {
    ...identity(person, ctx.at_ms),
    ...(settled ? sumsOf(settled) : {}),
    mdtrt_id: data.mdtrt_id ?? '',
  }
  const print_cnt = recordsOf(ctx, 'print', 'psn_no', person.psn_no).filter(
    (row) => bodyOf<Data>(row).doc_no === doc_no,
  ).length
  const head = { doc_type: data.doc_type ?? '', doc_no, print_cnt }
  if (data.doc_fmt === 'data') return { data: { ...head, info_value: JSON.stringify(facts) } }
  const text = Object.entries(facts).map(([name, value]) => `${name}: ${value}`)
  const file_data = Buffer.from(pdfOf(text)).toString('base64')
  return { data: { ...head, file_name: `${doc_no}.pdf`, file_ext: 'pdf', file_data } }
}

const sumsOf = (row: SettlementRow) => ({
  setl_id: row.setl_id,
  setl_time: datetime(row.setl_ms),
  medfee_sumamt: yuanText(fen(row.medfee_sumamt)),
  fund_pay_sumamt: yuanText(fen(row.fund_pay_sumamt)),
  acct_pay: yuanText(fen(row.acct_pay)),
  psn_cash_pay: yuanText(fen(row.psn_cash_pay)),
})

/** A page of PDF with these lines in ASCII; what is not ASCII shows as ?. */
function pdfOf(lines: string[]): string {
  const shown = lines.map((line) => line.replace(/[^\x20-\x7e]/g, '?').replace(/[()\\]/g, '\\$&'))
  const stream = `BT /F1 11 Tf 50 780 Td 16 TL ${shown.map((line) => `(${line}) Tj T*`).join(' ')} ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier>>',
  ]
  let text = '%PDF-1.4\n'
  const at = objects.map((object, i) => {
    const start = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const xref = text.length
  const rows = at.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`
}

/** SCX-0602: a second print wants a reason. */
function printed(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const before = recordsOf(ctx, 'print', 'psn_no', data.psn_no ?? '').filter(
    (row) => bodyOf<Data>(row).doc_no === data.doc_no,
  )
  if (before.length > 0 && !data.undo_rea) refuse('该单据已打印过，补打原因不能为空')
  const id = newId(ctx, 'DY', 'print')
  keep(ctx, 'print', id, { psn_no: data.psn_no ?? '', mdtrt_id: data.mdtrt_id ?? '' }, data)
  return { data: { print_sn: id, print_cnt: before.length + 1 } }
}

/** Pictures and printed papers. */
export const sichuanPapers: Area = {
  'SCX-0501': upload,
  'SCX-0502': download,
  'SCX-0503': remove,
  'SCX-0601': paper,
  'SCX-0602': printed,
}
