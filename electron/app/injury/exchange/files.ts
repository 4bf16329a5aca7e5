import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import { node } from '../../../../shared/settlement.ts'
import type { FileStore } from '../../../platforms/port.ts'
import { mustSettle, senderOf } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { extOf, hashOf } from '../../sichuan/pictures.ts'
import type { ExchangeDeps } from './deps.ts'
import { bookRow } from './model.ts'

const MOST_bytes = 10_000_000
/** Keeps a paper until it is sent. Throws `invalid` for what is none of the three kinds, or too large. */
export async function keep(files: FileStore, name: string, content: string) {
  const bytes = Buffer.from(content, 'base64')
  if (!extOf(bytes)) fail('invalid', `${name} 不是 PDF、JPG 或 PNG 文件`, '没有发送。', '请换一个文件。')
  if (bytes.length > MOST_bytes) fail('invalid', `${name} 超过 10 MB`, '没有发送。', '请压缩后重试。')
  return { ref: await files.put(bytes), file_size: bytes.length }
}

/** What GYU002 says of a kept paper; its bytes stay a reference until it leaves. */
export async function weighed(files: FileStore, ref: string): Promise<JsonObject> {
  const bytes = await files.get(ref)
  const facts = {
    file_type: extOf(bytes) ?? '',
    file_size: bytes.length,
    file_hash: hashOf(bytes),
  }
  return { ...facts, file_data: ref }
}

/** GYD054: one paper of a record, by a number that the record itself gave. */
export async function attachment(
  deps: ExchangeDeps,
  caller: Caller,
  { kind, id, file_id }: { kind: string; id: string; file_id: string },
): Promise<{ name: string; type: string; base64: string }> {
  const { data } = await bookRow(deps.journal, kind, id)
  const listed = Array.isArray(data.row.filelist) ? (data.row.filelist as JsonObject[]) : []
  if (!listed.some((each) => each.file_id === file_id))
    fail('not_found', '这条记录没有这个附件', '没有发送。', '请刷新列表。')
  const send = await senderOf(deps, caller)
  const output = await mustSettle(send({ family: 'gy', infno: 'GYD054', input: { data: { file_id } } }))
  const file = node(output, 'data') ?? {}
  const bytes = await deps.files.get(String(file.file_data ?? ''))
  const type =
    extOf(bytes) ?? fail('invalid', '附件不是 PDF、JPG 或 PNG，不能显示', '没有改变。', '请与上传方核对。')
  return { name: String(file.file_name ?? ''), type, base64: bytes.toString('base64') }
}
