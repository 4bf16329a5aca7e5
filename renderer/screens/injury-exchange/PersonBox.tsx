import { useState } from 'react'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { toneOf } from './words.ts'

/** GYD104: all settlements of one person; nothing of it is kept. */
export function PersonBox({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({ aac003: '', certno: '' })
  const [found, setFound] = useState<ApiOutput<'injury.exchange.person'> | null>(null)
  const { fault, busy, run } = useCommand()
  const ask = async () => {
    if (!form.aac003.trim()) return void focusOn('aac003')
    if (!form.certno.trim()) return void focusOn('certno')
    await run('按人查结算', async () => setFound(await call('injury.exchange.person', form)))
  }
  return (
    <ConfirmBox
      title="按人查结算（GYD104）"
      okText="查询"
      width={860}
      busy={busy}
      onOk={ask}
      onCancel={onClose}
    >
      <div className="x-box">
        <FaultPanel fault={fault} />
        <div className="x-pair">
          {(
            [
              ['aac003', '姓名'],
              ['certno', '社会保障号码或身份证号'],
            ] as const
          ).map(([name, label]) => (
            <label key={name}>
              <span className="v-label">{label}</span>
              <input
                className="v-input"
                data-focus={name}
                autoComplete="off"
                value={form[name]}
                onChange={(event) => setForm({ ...form, [name]: event.target.value.trim() })}
              />
            </label>
          ))}
        </div>
        <div className="x-short">
          <DataTable
            label="结算"
            columns={[
              {
                key: 'state',
                title: '状态',
                width: 70,
                render: ({ state, stateLabel }) => <span className={toneOf(state)}>{stateLabel}</span>,
              },
              { key: 'inst', title: '机构', render: ({ facts }) => facts.akb021 },
              { key: 'no', title: '住院号', width: 130, render: ({ facts }) => facts.akc190 },
              { key: 'time', title: '结算时间', width: 150, render: ({ facts }) => facts.setl_time },
              {
                key: 'all',
                title: '总额',
                width: 100,
                align: 'right',
                render: (row) => yuan(row.amounts.akc264),
              },
              {
                key: 'fund',
                title: '基金',
                width: 100,
                align: 'right',
                render: (row) => yuan(row.amounts.akb068),
              },
            ]}
            rows={found?.rows ?? []}
            rowKey={({ id }) => id}
            empty={found ? '平台没有这个人的结算。' : '填写姓名和号码后按 Enter。'}
          />
        </div>
      </div>
    </ConfirmBox>
  )
}

const yuan = (amount: Parameters<typeof yuanShow>[0] | undefined) =>
  amount === undefined ? '' : yuanShow(amount)
