import { useState } from 'react'
import type { DeductibleRow } from '../../../shared/api/injury-clearing.ts'
import { tryYuan, yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { emptyWords, useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import { amount } from './parts.tsx'

const COLUMNS: readonly Column<DeductibleRow>[] = [
  { key: 'time', title: '结算时间', width: 152, render: ({ setl_time }) => setl_time },
  { key: 'name', title: '姓名', width: 76, render: ({ psn_name }) => psn_name },
  { key: 'visit', title: '住院号/门诊号', render: ({ akc190 }) => <span className="code">{akc190}</span> },
  { key: 'fund', title: '统筹支付', width: 100, align: 'right', render: ({ fundFen }) => amount(fundFen) },
  {
    key: 'taken',
    title: '已扣',
    width: 90,
    align: 'right',
    render: ({ deductedFen }) => amount(deductedFen),
  },
  { key: 'left', title: '还能扣', width: 100, align: 'right', render: ({ leftFen }) => amount(leftFen) },
]
const REASONS = ['超标准收费', '重复收费', '与工伤无关的项目', '超量用药', '缺少病历依据']

/** GYU004: from which settlement, how much and why. */
export function DeductBox({ onClose, onDone }: { onClose: () => void; onDone: (said: string) => void }) {
  const asked = useAsk('injury.clearing.deductible', { text: '' }, '查询可扣款的结算')
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const [said, setSaid] = useState('')
  const { fault, busy, run } = useCommand()
  const rows = asked.value ?? []
  const row = rows.find(({ ykc618 }) => ykc618 === chosen) ?? rows[0] ?? null
  const faultOf = (): string => {
    const fen = tryYuan(typed)
    if (!row) return '没有可以扣款的结算'
    if (fen === null || fen <= 0) return '请填写大于 0 的扣款金额，最多两位小数'
    return fen > row.leftFen ? `这笔结算还能扣 ${yuanShow(row.leftFen)} 元` : ''
  }
  const send = async () => {
    if (isSecondEnter()) return
    const wrong = faultOf()
    setSaid(wrong)
    if (wrong) return void focusOn('amount')
    if (!reason.trim()) return void focusOn('box')
    const amountFen = tryYuan(typed)!
    const { ykc618, psn_name } = row!
    const done = await run('审核扣款', async () => {
      await call('injury.clearing.deduct', { ykc618, amountFen, reason: reason.trim() })
      onDone(`${psn_name} 扣款 ${yuanShow(amountFen)} 元已上传`)
    })
    if (done) onClose()
  }
  return (
    <ConfirmBox title="新增审核扣款" okText="上传扣款" width={820} busy={busy} onOk={send} onCancel={onClose}>
      <div className="cl-box">
        <div className="cl-short">
          <DataTable
            label="结算"
            autoFocus
            columns={COLUMNS}
            rows={rows}
            rowKey={({ ykc618 }) => ykc618}
            selected={row?.ykc618 ?? null}
            onSelect={({ ykc618 }) => setChosen(ykc618)}
            onOpen={() => focusOn('amount')}
            empty={emptyWords(asked, '本机构还没有办成的跨省工伤结算。')}
          />
        </div>
        <AmountField
          value={typed}
          onChange={(text) => {
            setTyped(text)
            setSaid('')
          }}
          onDone={() => {
            const wrong = faultOf()
            setSaid(wrong)
            if (!wrong) focusOn('box')
          }}
        />
        <p className="v-said" role="alert">
          {said}
        </p>
        <ReasonField label="扣款原因" reasons={REASONS} value={reason} onChange={setReason} onDone={send} />
        <FaultPanel fault={fault ?? asked.fault} />
      </div>
    </ConfirmBox>
  )
}

function AmountField(props: { value: string; onChange: (text: string) => void; onDone: () => void }) {
  return (
    <label>
      <span className="v-label">扣款金额（元）</span>
      <input
        className="v-input"
        data-focus="amount"
        inputMode="decimal"
        autoComplete="off"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.repeat) return
          event.preventDefault()
          props.onDone()
        }}
      />
    </label>
  )
}
