import type { WaitingRow, WardRow } from '../../../shared/api/admission.ts'
import { STAY_STEP_LABEL } from '../../../shared/stay.ts'
import type { Column } from '../../components/DataTable.tsx'
import { Money } from '../../components/Money.tsx'
import { timeShow } from '../../format.ts'

/** 欠费, 存疑 and failures need a hand now; what is not uploaded waits. */
const TONE: Record<string, string> = { 欠费: 'in-doubt', 有失败: 'in-doubt', 存疑: 'in-doubt' }

/** `insutype` gives the table's word. */
export function wardColumns(insutype: (code: string) => string): Column<WardRow>[] {
  return [
    { key: 'bed', title: '床位', width: 58, render: (row) => row.bed },
    { key: 'name', title: '姓名', width: 62, render: (row) => <b>{row.psn_name}</b> },
    { key: 'ipt', title: '住院号', width: 118, render: (row) => row.ipt_no },
    { key: 'dept', title: '科室', width: 104, render: (row) => row.dept_name },
    { key: 'doctor', title: '医生', width: 62, render: (row) => row.dr_name },
    { key: 'days', title: '天数', width: 44, align: 'right', render: (row) => row.days },
    {
      key: 'insu',
      title: '险种',
      width: 124,
      render: (row) => (
        <span title={insutype(row.insutype)}>
          {row.remote && <b className="waiting">异地 </b>}
          {row.selfPay ? '自费' : insutype(row.insutype).replace('基本医疗保险', '医保')}
        </span>
      ),
    },
    {
      key: 'total',
      title: '总费用',
      width: 88,
      align: 'right',
      render: (row) => <Money fen={row.totalFen} />,
    },
    {
      key: 'unsent',
      title: '未上传',
      width: 112,
      align: 'right',
      render: (row) =>
        row.unsentLines > 0 && (
          <span className="waiting">
            {row.unsentLines} 条 <Money fen={row.unsentFen} />
          </span>
        ),
    },
    {
      key: 'failed',
      title: '失败',
      width: 44,
      align: 'right',
      render: (row) => row.failedLines > 0 && <b className="in-doubt">{row.failedLines}</b>,
    },
    {
      key: 'deposit',
      title: '押金',
      width: 88,
      align: 'right',
      render: (row) => <Money fen={row.depositFen} />,
    },
    {
      key: 'left',
      title: '差额',
      width: 88,
      align: 'right',
      render: (row) => <Money fen={row.depositLeftFen} doubt={row.depositLeftFen < 0} />,
    },
    {
      key: 'lasts',
      title: '够几天',
      width: 56,
      align: 'right',
      render: (row) => (row.depositDays === null ? '—' : Math.floor(row.depositDays)),
    },
    {
      key: 'marks',
      title: '提示',
      render: (row) => (
        <>
          {row.step !== 'admitted' && <span className="w-mark quiet">{STAY_STEP_LABEL[row.step]}</span>}
          {row.marks.map((mark) => (
            <span key={mark} className={`w-mark ${TONE[mark] ?? 'waiting'}`}>
              {mark}
            </span>
          ))}
        </>
      ),
    },
  ]
}

export const WAITING_COLUMNS: Column<WaitingRow>[] = [
  { key: 'ipt', title: '住院号', width: 140, render: (row) => row.ipt_no },
  { key: 'name', title: '姓名', width: 90, render: (row) => <b>{row.psn_name}</b> },
  { key: 'certno', title: '证件号码', width: 180, render: (row) => row.certnoMasked },
  { key: 'dept', title: '科室', width: 140, render: (row) => row.dept_name },
  { key: 'bed', title: '床位', width: 80, render: (row) => row.bed },
  { key: 'doctor', title: '医生', width: 90, render: (row) => row.dr_name },
  { key: 'at', title: '预约入院', width: 120, render: (row) => timeShow(row.begntime) },
  { key: 'diag', title: '诊断', render: (row) => row.diagnosis },
]
