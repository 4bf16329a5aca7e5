import type { JsonObject } from '../../../../shared/contract.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { UploadSource } from '../../upload/port.ts'
import { MOST } from './codes.ts'

/** What the agency tells the platform: reviews, filings of its own, their changes, institutions. */
export const SOURCES = {
  review: 'gy.review',
  filing: 'gy.filing',
  change: 'gy.change',
  institution: 'gy.institution',
} as const

const KINDS: [id: string, label: string, infno: string][] = [
  [SOURCES.review, '异地备案审核结果', 'GYU001'],
  [SOURCES.filing, '本地异地备案', 'GYU006'],
  [SOURCES.change, '异地备案变更', 'GYU007'],
  [SOURCES.institution, '协议机构信息', 'GYU009'],
]

/** Rows go up at once, and in what was left every 30 minutes; the answer tells them apart by row_no. */
export const exchangeSources = (): UploadSource[] =>
  KINDS.map(([id, label, infno]) => ({
    ...{ id, label, infno, group: '工伤异地', family: 'gy', batch: MOST, view: null },
    message: (all) => ({
      input: { list: all.map(({ payload }, i) => ({ row_no: i + 1, ...(payload as JsonObject) })) },
    }),
    refused(all, output) {
      const no = new Map<string, string>()
      for (const said of rows(output, 'list')) {
        const row = all[Number(said.row_no) - 1]
        if (row && said.result_code !== '1') no.set(row.key, String(said.err_msg ?? '平台没有说明原因'))
      }
      return no
    },
    answer(row, output) {
      const of = rows(output, 'list').find(({ uniq_id }) => typeof uniq_id === 'string' && uniq_id)
      return rows(output, 'list').length === 1 && of ? { uniq_id: of.uniq_id as string, key: row.key } : null
    },
  }))
