import { uploadsQuery } from '../../../shared/api/uploads.ts'
import type { Journal } from '../../journal/port.ts'
import type { Cell, TableExport } from '../export/port.ts'
import { OFFICE } from '../registry.ts'
import { scopeOf } from './api.ts'
import type { Uploads } from './port.ts'
import { lineOf } from './view.ts'

const PAGE = 500

/** The worklist as Excel, page by page from the newest on. */
export function uploadsTable(journal: Journal, uploads: Uploads): TableExport {
  return {
    id: 'uploads',
    label: '上传任务单',
    roles: OFFICE,
    columns: [
      { title: '来源', width: 22 },
      { title: '记录编号', width: 26 },
      { title: '记录', width: 36 },
      { title: '状态', width: 8 },
      { title: '字段', width: 24 },
      { title: '原因', width: 60 },
      { title: '已传次数', width: 9, kind: 'number' },
      { title: '报文ID', width: 32 },
      { title: '读取时间', width: 20, kind: 'time' },
      { title: '最近变动', width: 20, kind: 'time' },
    ],
    async *rows(query) {
      const { source, states, text } = uploadsQuery.parse(query)
      const labels = new Map(uploads.sources().map((each) => [each.id, each]))
      for (let offset = 0; ; offset += PAGE) {
        const page = await journal.uploads({ ...scopeOf(uploads, source, states, text), offset, limit: PAGE })
        for (const row of page) yield cells(lineOf(row, labels.get(row.source)))
        if (page.length < PAGE) return
      }
    },
  }
}

function cells(line: ReturnType<typeof lineOf>): Cell[] {
  const { sourceLabel, key, title, stateLabel, fields, why, attempts, msgid, createdAt, at } = line
  return [sourceLabel, key, title, stateLabel, fields.join('、'), why, attempts, msgid, createdAt, at]
}
