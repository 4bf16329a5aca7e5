import { unzipSync, zipSync } from 'fflate'
import type { JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

const KEPT_ms = 7 * 86_400_000

interface StoredFile {
  filename: string
  /** base64 */
  content: string
  dld_ms: number
}

function keep(ctx: Ctx, filename: string, content: string) {
  ctx.store.run(
    `create table if not exists file (file_qury_no text primary key, fixmedins_code text not null,
       filename text not null, content text not null, dld_ms integer not null) strict`,
  )
  const file_qury_no = `F${String(ctx.store.next('file')).padStart(14, '0')}`
  const dld_ms = ctx.at_ms + KEPT_ms
  const { fixmedins_code } = ctx.env
  ctx.store.insert('file', { file_qury_no, fixmedins_code, filename, content, dld_ms })
  return { file_qury_no, filename, dld_endtime: datetime(dld_ms) }
}

function stored(ctx: Ctx, file_qury_no: string): StoredFile {
  const made = ctx.store.get("select 1 from sqlite_master where type = 'table' and name = 'file'")
  const file = made
    ? ctx.store.get<StoredFile & { [key: string]: string | number }>(
        'select filename, content, dld_ms from file where file_qury_no = ? and fixmedins_code = ?',
        file_qury_no,
        ctx.env.fixmedins_code,
      )
    : undefined
  if (!file) refuse(`文件查询号 ${file_qury_no} 不存在`)
  if (file.dld_ms < ctx.at_ms) refuse(`文件查询号 ${file_qury_no} 已过下载截止时间`)
  return file
}

/** The rows of an uploaded TXT in its ZIP: tab-separated, null for nothing. */
export function uploadedRows(ctx: Ctx, file_qury_no: string): string[][] {
  const zip = Buffer.from(stored(ctx, file_qury_no).content, 'base64')
  const texts = Object.values(unzipSync(zip))
  if (texts.length !== 1 || !texts[0]) refuse('压缩包里应有一个 TXT 文件')
  const lines = Buffer.from(texts[0]).toString('utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => line.split('\t'))
}

/** A result of the centre's own, ready for 9102. */
export function offerRows(ctx: Ctx, rows: readonly (readonly string[])[]) {
  const text = rows.map((row) => `${row.map((cell) => cell || 'null').join('\t')}\n`).join('')
  const zip = zipSync({ 'result.txt': Buffer.from(text) })
  return keep(ctx, 'result.zip', Buffer.from(zip).toString('base64'))
}

/** 9101: the bytes as text in base64 or as numbers, signed or not; a form has been read before. */
function upload(input: JsonObject, ctx: Ctx) {
  const { in: given, filename, fixmedins_code } = input.fsUploadIn as Record<string, string | number[]>
  const bytes = Array.isArray(given) ? Buffer.from(given) : Buffer.from(String(given), 'base64')
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') refuse('上传的文件不是 ZIP 压缩包')
  const kept = keep(ctx, String(filename), bytes.toString('base64'))
  return { ...kept, fixmedins_code: String(fixmedins_code) }
}

/** 9102: the door sends `body`, base64 here, as the bytes that it stands for. */
function download(input: JsonObject, ctx: Ctx) {
  const { file_qury_no = '', filename = '' } = input.fsDownloadIn as Record<string, string>
  const file = stored(ctx, file_qury_no)
  if (file.filename !== filename) refuse('文件名与文件查询号不符')
  return { body: file.content }
}

export const files: Area = { '9101': upload, '9102': download }
