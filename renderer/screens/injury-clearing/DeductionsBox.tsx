import { useEffect, useState } from 'react'
import type { ClearingRow, DeductionRow } from '../../../shared/api/injury-clearing.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { amount, Notes } from './parts.tsx'

const COLUMNS: readonly Column<DeductionRow>[] = [
  { key: 'time', title: '扣款时间', width: 152, render: ({ time }) => time },
  { key: 'name', title: '姓名', width: 80, render: ({ psn_name }) => psn_name },
  {
    key: 'setl',
    title: '结算编号',
    width: 170,
    render: ({ ykc618 }) => <span className="code">{ykc618}</span>,
  },
  { key: 'item', title: '项目', width: 120, render: ({ item }) => item || '整单' },
  { key: 'fen', title: '扣款', width: 90, align: 'right', render: ({ amountFen }) => amount(amountFen) },
  { key: 'reason', title: '原因', render: ({ reason }) => reason },
]

/** GS2005: what the agency took off, and whether it comes to what the application says. */
export function DeductionsBox({
  month,
  row,
  onClose,
}: {
  month: string
  row: ClearingRow
  onClose: () => void
}) {
  const [told, setTold] = useState<ApiOutput<'injury.clearing.deductions'> | null>(null)
  const { fault, busy, run } = useCommand()
  const { id } = row
  useEffect(() => {
    void run('查询扣款明细', async () => setTold(await call('injury.clearing.deductions', { month, id })))
  }, [run, month, id])
  return (
    <ConfirmBox
      title={`${row.yzz062} 扣款明细`}
      okText="关闭"
      width={900}
      busy={busy}
      onOk={onClose}
      onCancel={onClose}
    >
      <FaultPanel fault={fault} />
      {!told && !fault && <p className="waiting">正在查询扣款明细…</p>}
      {told && (
        <>
          <div className="cl-short">
            <DataTable
              label="扣款明细"
              columns={COLUMNS}
              rows={told.rows}
              rowKey={({ kk_sn }) => kk_sn}
              empty="经办机构没有扣款。"
            />
          </div>
          <p>
            {told.rows.length} 条，合计 <b>{amount(told.sumFen)}</b>　申请的审核扣款 {amount(row.deductFen)}
          </p>
          <Notes unequal={told.unequal} why="" />
        </>
      )}
    </ConfirmBox>
  )
}
