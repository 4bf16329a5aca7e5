import { Input } from 'antd'
import { useState } from 'react'
import type { DocRef } from '../../../shared/api/print.ts'
import type { ClosingView, ReconcileGroup, ReconcileRun } from '../../../shared/api/reconcile.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { sum } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { CloseBox } from './Boxes.tsx'
import { PrintBox, printOnce } from './PrintBox.tsx'
import { Progress } from './Progress.tsx'
import { moved, type Period, parsePeriod, periodShow, rangeOf, switched } from './period.ts'
import { movedSince, stmtText } from './words.ts'

const money = (
  key: 'totalFen' | 'fundFen' | 'acctFen' | 'cashFen',
  title: string,
): Column<ReconcileGroup> => ({
  key,
  title,
  align: 'right',
  width: 108,
  render: (group) => <Money fen={group[key]} />,
})

const GROUPS: readonly Column<ReconcileGroup>[] = [
  { key: 'insutype', title: '险种', render: (group) => group.insutypeLabel },
  { key: 'clr', title: '清算类别', width: 90, render: (group) => group.clrTypeLabel },
  { key: 'optins', title: '经办机构', width: 84, render: (group) => group.clr_optins || '—' },
  { key: 'count', title: '结算', width: 52, align: 'right', render: (group) => group.count },
  { key: 'refunds', title: '退费', width: 52, align: 'right', render: (group) => group.refunds },
  money('totalFen', '医疗费总额'),
  money('fundFen', '基金支付'),
  money('acctFen', '个人账户'),
  {
    key: 'stmt',
    title: '中心',
    width: 84,
    render: (group) => {
      const { text, tone } = stmtText(group)
      return group.doubtful > 0 ? (
        <span className="in-doubt">存疑 {group.doubtful} 笔</span>
      ) : (
        <b className={tone}>{text}</b>
      )
    },
  },
]

const RUNS: readonly Column<ReconcileRun>[] = [
  { key: 'at', title: '对明细账', render: (run) => timeShow(run.at) },
  { key: 'days', title: '日期', render: ({ from, to }) => (from === to ? from.slice(5) : from.slice(0, 7)) },
  { key: 'open', title: '待处理', align: 'right', render: (run) => run.open },
]

const CLOSINGS: readonly Column<ClosingView>[] = [
  { key: 'period', title: '结账', render: (closing) => closing.period },
  { key: 'at', title: '时间', render: (closing) => timeShow(closing.at) },
  {
    key: 'who',
    title: '结账人',
    render: ({ opterName, secondName }) => opterName + (secondName ? `、${secondName}` : ''),
  },
]

/** 对账: a period's sums group by group, the centre's word on each, and closing it. */
export function Overview(props: {
  period: Period
  onPeriod: (period: Period) => void
  onRun: (runId: string, clrTypeLabel: string) => void
}) {
  const { period, onPeriod } = props
  const range = rangeOf(period)
  const sums = useAsk('reconcile.sums', range, '汇总对账')
  const runs = useAsk('reconcile.runs', range, '查询对账记录')
  const closings = useAsk('reconcile.closings', { limit: 40 }, '查询结账记录')
  const [chosen, setChosen] = useState<string | null>(null)
  const [closing, setClosing] = useState(false)
  const [printing, setPrinting] = useState<DocRef | null>(null)
  const command = useCommand()
  const { groups = [], doubtful = 0, closed = null, problems = [] } = sums.value ?? {}
  const group = groups.find(({ key }) => key === chosen) ?? groups[0]
  const idle = !command.busy

  const go = (next: Period) => {
    setChosen(null)
    onPeriod(next)
  }
  const check = () =>
    command.run('与中心对总账', async () => {
      const { failed } = await call('reconcile.check', range)
      sums.again()
      if (failed[0]) throw notAsked(failed)
    })
  const detail = () =>
    group &&
    command.run('与中心对明细账', async () => {
      const { clr_type, clr_optins } = group
      const run = await call('reconcile.detail', { ...range, clr_type, clr_optins })
      props.onRun(run.runId, group.clrTypeLabel)
    })
  const print = () =>
    closed && printOnce(command, '打印结账单', { is: 'closing', closingId: closed.closingId }, setPrinting)
  const cancel = () => call('reconcile.cancel', {})

  useKeys({
    ArrowLeft: { label: '前一期', run: () => go(moved(period, -1)), enabled: idle, quiet: true },
    ArrowRight: { label: '后一期', run: () => go(moved(period, 1)), enabled: idle, quiet: true },
    F2: { label: period.kind === 'day' ? '按月' : '按日', run: () => go(switched(period)), enabled: idle },
    F3: { label: '输入日期', run: focusDate, enabled: idle },
    F6: { label: '与中心对总账', run: check, enabled: idle && groups.length > 0 },
    F8: { label: '对明细账', run: detail, enabled: idle && group !== undefined },
    F9: {
      label: period.kind === 'day' ? '日结' : '月结',
      run: () => setClosing(true),
      enabled: idle,
    },
    F10: { label: '打印结账单', run: print, enabled: idle && closed !== null },
    ...(command.busy ? { Esc: { label: '取消', run: cancel } } : {}),
  })

  return (
    <div className="columns rec">
      <section className="panel">
        <PeriodHead period={period} closed={closed} groups={groups} onPeriod={go} />
        {doubtful > 0 && (
          <p className="in-doubt">这一期还有 {doubtful} 笔存疑交易，结果确定前不能结账（F12 查看）。</p>
        )}
        <FaultPanel fault={command.fault ?? sums.fault} />
        <DataTable
          autoFocus
          label="对账分组"
          columns={GROUPS}
          rows={groups}
          rowKey={({ key }) => key}
          selected={group?.key ?? null}
          onSelect={({ key }) => setChosen(key)}
          onOpen={detail}
          footer={groups.length > 1 && <SumRow groups={groups} />}
          empty={sums.value ? '这一期没有医保结算。← → 换日期，F2 按月看。' : '正在汇总…'}
        />
        {group?.stmt && (
          <p className={stmtText(group).tone}>
            {group.insutypeLabel} {group.clrTypeLabel}：{group.stmt.text || stmtText(group).text}
            <span className="quiet">（{timeShow(group.stmt.at)}）</span>
          </p>
        )}
        <ExportButton table="reconcile" query={range} disabled={groups.length === 0} />
        <Progress />
        <WaitLine />
      </section>
      <History
        groups={groups}
        runs={runs.value ?? []}
        closings={closings.value ?? []}
        onRun={props.onRun}
        onPeriod={go}
      />
      {printing && <PrintBox doc={printing} onClose={() => setPrinting(null)} />}
      {closing && sums.value && (
        <CloseBox
          period={period}
          problems={problems}
          onClose={() => setClosing(false)}
          onDone={() => {
            sums.again()
            closings.again()
          }}
        />
      )}
    </div>
  )
}

function clrLabel(groups: readonly ReconcileGroup[], run: ReconcileRun): string {
  return groups.find(({ clr_type }) => clr_type === run.clr_type)?.clrTypeLabel ?? run.clr_type
}

/** Groups that could not be asked about, as one message. */
function notAsked(failed: readonly { why: string }[]): GuitaiError {
  return new GuitaiError({
    kind: 'rejected',
    what: `${failed.length} 组没有对成：${failed[0]?.why ?? ''}`,
    means: '只是比对，账本没有改变；其余各组的结果已列出。',
    todo: '请按提示处理后再按 F6；一直不成请联系医保办。',
  })
}

const DATE = 'rec-date'
const focusDate = () => document.getElementById(DATE)?.focus()

/** Which days, whether they are closed, and where to type others. */
function PeriodHead(props: {
  period: Period
  closed: ClosingView | null
  groups: readonly ReconcileGroup[]
  onPeriod: (period: Period) => void
}) {
  const { period, closed, groups } = props
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const apply = () => {
    const next = parsePeriod(typed)
    setWrong(next === null)
    if (!next) return
    setTyped('')
    props.onPeriod(next)
    document.querySelector<HTMLElement>('[aria-label=对账分组]')?.focus()
  }
  return (
    <div className="row">
      <h2>{periodShow(period)}</h2>
      <span className="quiet">按医保结算时间</span>
      <span className="grow">
        {closed ? <Closed closed={closed} moved={movedSince(closed, groups)} /> : '未结账'}
      </span>
      <label htmlFor={DATE} className="field-label">
        日期
      </label>
      <Input
        id={DATE}
        className="rec-date"
        value={typed}
        status={wrong ? 'error' : ''}
        placeholder="1121、昨天、202611"
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={apply}
      />
    </div>
  )
}

function Closed({ closed, moved }: { closed: ClosingView; moved: boolean }) {
  const who = closed.opterName + (closed.secondName ? `、${closed.secondName}` : '')
  return (
    <>
      <span className="done">
        已结账 {timeShow(closed.at)}（{who}）
      </span>
      {moved && <span className="in-doubt"> 结账后账目有变动，请重新结账</span>}
    </>
  )
}

function SumRow({ groups }: { groups: readonly ReconcileGroup[] }) {
  const all = groups.reduce((a, b) => ({
    ...b,
    count: a.count + b.count,
    refunds: a.refunds + b.refunds,
    totalFen: sum([a.totalFen, b.totalFen]),
    fundFen: sum([a.fundFen, b.fundFen]),
    acctFen: sum([a.acctFen, b.acctFen]),
  }))
  const label: Record<string, string> = { insutype: '合计', clr: '', optins: '', stmt: '' }
  return (
    <tr>
      {GROUPS.map((column) => (
        <td key={column.key} style={{ textAlign: column.align }}>
          {label[column.key] ?? column.render(all, 0)}
        </td>
      ))}
    </tr>
  )
}

/** The comparisons row by row of this period, and the last closings. */
function History(props: {
  groups: readonly ReconcileGroup[]
  runs: readonly ReconcileRun[]
  closings: readonly ClosingView[]
  onRun: (runId: string, clrTypeLabel: string) => void
  onPeriod: (period: Period) => void
}) {
  const { groups, runs, closings } = props
  const [chosenRun, setChosenRun] = useState<string | null>(null)
  const [chosenClosing, setChosenClosing] = useState<string | null>(null)
  return (
    <aside className="panel">
      <h3>本期对明细账</h3>
      <DataTable
        label="对账记录"
        columns={RUNS}
        rows={runs}
        rowKey={({ runId }) => runId}
        onOpen={(run) => props.onRun(run.runId, clrLabel(groups, run))}
        onSelect={(run) => setChosenRun(run.runId)}
        selected={chosenRun}
        empty="还没有。总账不平时按 F8 逐笔对。"
      />
      <h3>结账记录</h3>
      <DataTable
        label="结账记录"
        columns={CLOSINGS}
        rows={closings}
        rowKey={({ closingId }) => closingId}
        onSelect={({ closingId }) => setChosenClosing(closingId)}
        onOpen={({ kind, period: text }) => props.onPeriod({ kind, text })}
        selected={chosenClosing}
        empty="还没有结过账。"
      />
    </aside>
  )
}
