import type { JsonObject } from '../../../../shared/contract.ts'
import { sm3 } from '../../../sm/index.ts'
import type { Row } from '../../ledger.ts'
import { paperOf } from '../papers.ts'
import { type Area, before, type Ctx, dataOf, each, rule, serial, text } from '../types.ts'

const MOST_bytes = 10_000_000
/** what a file of this kind begins with; gy_file_type */
const HEADS: Record<string, string> = { pdf: '255044462d', jpg: 'ffd8ff', png: '89504e47' }

interface File extends Row {
  file_id: string
  mat_type: string
  file_name: string
  file_type: string
  hash: string
}

export const fileOf = ({ store }: Ctx, file_id: string): File =>
  store.get<File>(
    'select file_id, mat_type, file_name, file_type, hash from gy_file where file_id = ?',
    file_id,
  ) ?? before(`附件 ${file_id} 不存在`)

function kept(row: JsonObject, ctx: Ctx): JsonObject {
  const content = Buffer.from(text(row, 'file_data'), 'base64')
  if (content.length === 0 || content.length > MOST_bytes) return rule('附件是空的，或超过 10 MB')
  if (content.length !== Number(row.file_size)) return rule('附件大小与文件内容不符')
  const hash = sm3(content).toString('hex')
  if (hash !== text(row, 'file_hash').toLowerCase()) return rule('附件摘要与文件内容不符')
  if (!content.toString('hex', 0, 8).startsWith(HEADS[text(row, 'file_type')] ?? '-'))
    return rule('附件内容不是所说的文件类型')
  const file_id = serial(ctx, 'GYF')
  ctx.store.insert('gy_file', {
    ...{ file_id, mat_type: text(row, 'mat_type'), file_name: text(row, 'file_name') },
    ...{ file_type: text(row, 'file_type'), hash, biz_sn: text(row, 'biz_sn') },
    content: content as never,
  })
  return { file_id }
}

/** By an id that another answer gave: of what was sent here, or of what came with an application. */
function fetched(input: JsonObject, ctx: Ctx) {
  const file_id = text(dataOf(input), 'file_id')
  const own = ctx.store.get<{ content: Buffer }>('select content from gy_file where file_id = ?', file_id)
  const paper = own ? { ...fileOf(ctx, file_id), content: own.content } : paperOf(file_id)
  if (!paper) return before(`附件 ${file_id} 不存在`)
  const { mat_type, file_name, file_type, content } = paper
  return {
    data: {
      ...{ file_id, mat_type, file_name, file_type, file_size: content.length },
      file_hash: sm3(content).toString('hex'),
      file_data: content.toString('base64'),
    },
  }
}

export const files: Area = {
  // a refused file has no number, and the answer wants one
  GYU002: (input, ctx) => each(input, ctx, (row) => kept(row, ctx), { file_id: '-' }),
  GYD054: fetched,
}
