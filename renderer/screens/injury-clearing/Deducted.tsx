import { useState } from 'react'
import type { DeductedRow } from '../../../shared/api/injury-clearing.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'
import { ReasonBox } from '../common/ReasonBox.tsx'
import { DeductBox } from './DeductBox.tsx'
import type { TabProps } from './index.tsx'
import { amount, Rest, Said, TONE, useMoves } from './parts.tsx'
import { choose, turn, useClearing } from './store.ts'

const TONES = { valid: 'waiting', undone: 'quiet', doubt: 'bad' } as const
const COLUMNS: readonly Column<DeductedRow>[] = [
  {
    key: 'state',
    title: '状态',
    width: 76,
    render: ({ state, stateLabel }) => <span className={TONE[TONES[state]]}>{stateLabel}</span>,
  },
  { key: 'time', title: '扣款时间', width: 152, render: ({ time }) => time },
  { key: 'name', title: '姓名', width: 76, render: ({ psn_name }) => psn_name },
  {
    key: 'visit',
    title: '住院号/门诊号',
    width: 140,
    render: ({ akc190 }) => <span className="code">{akc190}</span>,
  },
  { key: 'fen', title: '扣款', width: 96, align: 'right', render: ({ amountFen }) => amount(amountFen) },
  { key: 'reason', title: '原因', render: ({ reason }) => <span title={reason}>{reason}</span> },
  { key: 'month', title: '计入月结', width: 84, render: ({ month }) => month || '—' },
]
const REASONS = ['扣款有误', '申诉成立', '金额有误，重新扣款']

/** 审核扣款 of the cross-province settlements; made and cancelled by the agency alone. */
export function Deducted({ options }: TabProps) {
  const work = useDeducted(options.agency)
  const { rows, row, text, asking } = work
  return (
    <div className="cl-body">
      <section className="panel" aria-label="审核扣款">
        <div className="row">
          <h2 className="cl-head">跨省工伤审核扣款</h2>
          <span className="grow" />
          <Find text={text} />
        </div>
        <Said />
        <FaultPanel fault={work.fault} />
        <div className="cl-items" data-focus="list">
          <DataTable
            autoFocus
            label="扣款"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ kk_sn }) => kk_sn}
            selected={row?.kk_sn ?? null}
            onSelect={({ kk_sn }) => choose('deducted', kk_sn)}
            rowClass={({ state }) => (state === 'undone' ? 'cl-undone' : undefined)}
            empty={asking ? '正在查询…' : text ? '没有符合条件的扣款。' : EMPTY}
          />
        </div>
        <div className="row">
          <span className="quiet">
            {options.agency ? '别处办理的扣款' : '扣款'}
            {work.downloadedAt ? ` ${timeShow(work.downloadedAt)} 下载` : '还没有下载过'}
          </span>
          <WaitLine />
          <Rest shown={rows.length} total={work.total} />
          <span className="grow" />
          <ExportButton table="injury.clearing.deducted" query={{ text }} disabled={rows.length === 0} />
        </div>
      </section>
      <aside className="panel cl-side" aria-label="扣款详细">
        {row && <Side row={row} />}
        {options.agency ? (
          <NextButton
            label="新增扣款"
            hotkey="F8"
            blocked={!work.idle}
            onPress={() => work.setBox('deduct')}
          />
        ) : (
          <p className="quiet">扣款由经办机构审核，对扣款有异议请联系经办机构。</p>
        )}
      </aside>
      <Boxes work={work} />
    </div>
  )
}

const EMPTY = '经办机构对本机构跨省工伤结算的审核扣款会列在这里：到“工伤交换”下载 GYD004、GYD404。'

function useDeducted(agency: boolean) {
  const text = useClearing((s) => s.text)
  const asked = useAsk('injury.clearing.deducted', { text }, '查询扣款')
  const chosen = useClearing((s) => s.chosen.deducted)
  const command = useCommand()
  const [box, setBox] = useState<'deduct' | 'undeduct' | null>(null)
  useMoves(asked.again)
  const rows = asked.value?.rows ?? []
  const row = rows.find(({ kk_sn }) => kk_sn === chosen) ?? rows[0] ?? null
  const idle = !command.busy
  const mayUndo = idle && (row?.can.includes('undeduct') ?? false)
  useKeys({
    F3: { label: '查找', run: () => void focusOn('find') },
    ...(agency
      ? {
          F8: { label: '新增扣款', run: () => setBox('deduct'), enabled: idle },
          F9: { label: '撤销扣款', run: () => setBox('undeduct'), enabled: mayUndo },
        }
      : {}),
  })
  const took = (said: string) => {
    turn({ said })
    asked.again()
  }
  const undeduct = (reason: string) => {
    if (!row) return
    setBox(null)
    void command.run('撤销扣款', async () => {
      await call('injury.clearing.undeduct', { kk_sn: row.kk_sn, reason })
      took(`${row.psn_name} 的扣款已撤销`)
    })
  }
  return {
    ...{ text, rows, row, idle, box, setBox, took, undeduct, fault: command.fault ?? asked.fault },
    asking: asked.value === null && asked.fault === null,
    downloadedAt: asked.value?.downloadedAt ?? null,
    total: asked.value?.total ?? 0,
  }
}

const Find = ({ text }: { text: string }) => (
  <input
    className="v-input cl-find"
    data-focus="find"
    aria-label="查找扣款"
    placeholder="姓名、住院号或业务号　F3"
    autoComplete="off"
    value={text}
    onChange={(event) => turn({ text: event.target.value })}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
      event.preventDefault()
      focusOn('list')
    }}
  />
)

function Boxes({ work }: { work: ReturnType<typeof useDeducted> }) {
  const { row, box } = work
  const close = () => work.setBox(null)
  if (box === 'deduct') return <DeductBox onClose={close} onDone={work.took} />
  if (box !== 'undeduct' || !row) return null
  return (
    <ReasonBox
      title={`撤销扣款 ${row.kk_sn}`}
      okText="撤销扣款"
      label="撤销原因"
      reasons={REASONS}
      onOk={work.undeduct}
      onClose={close}
    >
      <p>
        {row.psn_name}　{row.akc190}　扣款 {amount(row.amountFen)}
        {row.month && `　已计入 ${row.month} 月结：撤销的金额进入下一次月结`}
      </p>
    </ReasonBox>
  )
}

function Side({ row }: { row: DeductedRow }) {
  return (
    <>
      <h2>
        {row.psn_name} <span className={TONE[TONES[row.state]]}>{row.stateLabel}</span>
      </h2>
      <dl className="cl-pairs">
        <dt>扣款金额</dt>
        <dd>
          <b>{amount(row.amountFen)}</b>
        </dd>
        <dt>结算统筹支付</dt>
        <dd>{amount(row.fundFen)}</dd>
        <dt>扣款原因</dt>
        <dd>{row.reason}</dd>
        <dt>审核机构</dt>
        <dd>{row.org}</dd>
        <dt>结算业务号</dt>
        <dd className="code">{row.ykc618}</dd>
        <dt>扣款业务号</dt>
        <dd className="code">{row.kk_sn}</dd>
        <dt>计入月结</dt>
        <dd>{row.month || '还没有'}</dd>
      </dl>
      {row.note && <p className="cl-note">{row.note}</p>}
    </>
  )
}
