import { type InjuryRecordRow, RECORD_STATE_LABEL } from '../../../../shared/api/injury-record.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL, INJURY_STEP_LABEL } from '../../../../shared/injury.ts'
import type { TableExport } from '../../export/port.ts'
import { type AskAs, type ColumnOf, tableOf } from '../../export/tables.ts'

const COLUMNS: readonly ColumnOf<InjuryRecordRow>[] = [
  {
    title: '病案',
    width: 10,
    of: ({ doubtful, state }) => (doubtful ? '查证中' : RECORD_STATE_LABEL[state]),
  },
  { title: '姓名', width: 12, of: (row) => row.psn_name },
  { title: '住院号/门诊号', width: 18, of: (row) => row.ipt_otp_no },
  { title: '平台', width: 12, of: (row) => INJURY_LABEL[row.family] },
  { title: '类别', width: 12, of: (row) => INJURY_KIND_LABEL[row.kind] },
  { title: '步骤', width: 14, of: (row) => INJURY_STEP_LABEL[row.step] },
  { title: '科室', width: 16, of: (row) => row.dept },
  { title: '出院时间', width: 20, kind: 'time', of: (row) => row.endtime },
  { title: '费用总额', width: 14, kind: 'fen', of: (row) => row.totalFen },
  { title: '待改', width: 8, kind: 'number', of: (row) => row.missing },
  { title: '附件待传', width: 10, kind: 'number', of: (row) => row.materials.waiting },
  { title: '附件已传', width: 10, kind: 'number', of: (row) => row.materials.sent },
  { title: '说明', width: 60, of: (row) => row.note },
]

const MOST = 500

/** The list of records as Excel, as the screen asks for it. */
export const recordTable = (ask: AskAs): TableExport =>
  tableOf({ id: 'injury.records', label: '工伤病案' }, COLUMNS, async function* (query, caller) {
    yield* await ask('injury.record.list', { ...query, limit: MOST }, caller)
  })
