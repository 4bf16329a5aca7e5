import { useState } from 'react'
import type { ClearingList, ClearingRow, ClearingSums } from '../../../shared/api/injury-clearing.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { emptyWords, useAsk, useCommand } from '../../stores/ask.ts'
import { NextButton } from '../common/NextButton.tsx'
import { ReasonBox } from '../common/ReasonBox.tsx'
import { ApplyBox } from './ApplyBox.tsx'
import { DeductionsBox } from './DeductionsBox.tsx'
import { FormBox } from './FormBox.tsx'
import type { TabProps } from './index.tsx'
import { amount, Compare, Items, Notes, Said, TONE, useMoves } from './parts.tsx'
import { choose, turn, useClearing } from './store.ts'

const COLUMNS: readonly Column<ClearingRow>[] = [
  { key: 'label', title: '医疗类别', width: 120, render: ({ label }) => label },
  {
    key: 'state',
    title: '状态',
    width: 130,
    render: ({ tone, stateLabel }) => <span className={TONE[tone]}>{stateLabel}</span>,
  },
  {
    key: 'count',
    title: '笔数',
    width: 60,
    align: 'right',
    render: (row) => (row.sent ?? row.details).count,
  },
  {
    key: 'fund',
    title: '基金支付',
    width: 110,
    align: 'right',
    render: (row) => amount((row.sent ?? row.platform ?? row.details).fundFen),
  },
  { key: 'deduct', title: '扣款', width: 90, align: 'right', render: ({ deductFen }) => amount(deductFen) },
  { key: 'pay', title: '拨付', width: 110, align: 'right', render: ({ payFen }) => amount(payFen) },
  { key: 'no', title: '申请编号', render: ({ yzz062 }) => <span className="code">{yzz062}</span> },
]
const REASONS = ['申请有误', '漏了结算', '经办机构要求重报']

type Deed = 'apply' | 'undo' | 'refresh' | 'form' | 'deductions'
/** What is to be done first with a row; null: nothing but to look. */
function nextOf(row: ClearingRow): Deed | null {
  if (row.can.includes('apply')) return 'apply'
  if (row.can.includes('form')) return 'form'
  return row.can.includes('refresh') ? 'refresh' : null
}
const DEEDS: Record<Deed, [label: string, hotkey: string]> = {
  apply: ['清算申请', 'F8'],
  refresh: ['查询进度', 'F7'],
  form: ['清算单', 'F10'],
  deductions: ['扣款明细', 'F6'],
  undo: ['回退申请', 'F9'],
}

/** 清算申请 of a month, by kind of treatment. */
export function Applications({ month }: TabProps) {
  const work = useApplications(month)
  const { rows, row, next, can, act } = work
  return (
    <div className="cl-body">
      <section className="panel" aria-label="清算申请">
        <Said />
        <FaultPanel fault={work.fault} />
        <div className="cl-rows">
          <DataTable
            autoFocus
            label="医疗类别"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ id }) => id}
            selected={row?.id ?? null}
            onSelect={({ id }) => choose('applications', id)}
            onOpen={() => next && can(next) && act(next)}
            empty={emptyWords(work.asked, '这个月在本机没有办成的四川工伤结算。按 F7 查询平台上的清算申请。')}
          />
        </div>
        {row && <OfRow key={row.id} month={month} row={row} />}
        <div className="row">
          <span className="quiet">
            {work.askedAt ? `平台进度 ${timeShow(work.askedAt)} 查询` : '还没有查询过平台'}
          </span>
          <WaitLine />
          <span className="grow" />
          <ExportButton table="injury.clearing.items" query={{ month }} disabled={rows.length === 0} />
        </div>
      </section>
      <aside className="panel cl-side" aria-label="核对">
        {row && <Side row={row} />}
        {row && next && (
          <NextButton
            label={DEEDS[next][0]}
            hotkey={DEEDS[next][1]}
            blocked={!can(next)}
            onPress={() => act(next)}
          />
        )}
      </aside>
      {row && <Boxes month={month} row={row} work={work} />}
    </div>
  )
}

type Box = Exclude<Deed, 'refresh'>

/** The month, the row that is looked at, and what can be done with it. */
function useApplications(month: string) {
  const asked = useAsk('injury.clearing.list', { month }, '查询清算')
  const chosen = useClearing((s) => s.chosen.applications)
  const command = useCommand()
  const [box, setBox] = useState<Box | null>(null)
  useMoves(asked.again)
  const rows = asked.value?.rows ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  const took = (list: ClearingList, said: string) => {
    asked.put(list)
    turn({ said })
  }
  const refresh = () =>
    command.run('查询清算进度', async () =>
      took(await call('injury.clearing.refresh', { month }), '已按平台的清算申请更新'),
    )
  const undo = (reason: string) => {
    if (!row) return
    setBox(null)
    const { id, version } = row
    void command.run('回退清算申请', async () =>
      took(await call('injury.clearing.undo', { month, id, version, reason }), `${row.label} 的申请已回退`),
    )
  }
  const act = (deed: Deed) => (deed === 'refresh' ? void refresh() : setBox(deed))
  const can = (deed: Deed) => !command.busy && (row?.can.includes(deed) ?? false)
  const keyOf = (deed: Deed, enabled = can(deed)) => {
    const [label, hotkey] = DEEDS[deed]
    return { [hotkey]: { label, run: () => act(deed), enabled } }
  }
  useKeys({
    ...keyOf('apply'),
    ...keyOf('refresh', !command.busy),
    ...keyOf('form'),
    ...keyOf('deductions'),
    ...keyOf('undo'),
  })
  return {
    ...{ asked, rows, row, act, can, undo, took, box, close: () => setBox(null) },
    next: row && nextOf(row),
    fault: command.fault ?? asked.fault,
    askedAt: asked.value?.askedAt ?? null,
  }
}

function Boxes(props: { month: string; row: ClearingRow; work: ReturnType<typeof useApplications> }) {
  const { month, row, work } = props
  const { close } = work
  switch (work.box) {
    case 'apply':
      return (
        <ApplyBox
          month={month}
          row={row}
          onClose={close}
          onDone={(list) => work.took(list, `${row.label} 的清算申请已报送`)}
        />
      )
    case 'undo':
      return (
        <ReasonBox
          title={`回退 ${row.yzz062}`}
          okText="回退申请"
          label="回退原因"
          reasons={REASONS}
          onOk={work.undo}
          onClose={close}
        >
          <p>申请里的 {row.sent?.count} 笔结算会放出来，可以更正后重新申请。经办机构受理以后不能回退。</p>
        </ReasonBox>
      )
    case 'form':
      return <FormBox month={month} id={row.id} onClose={close} />
    case 'deductions':
      return <DeductionsBox month={month} row={row} onClose={close} />
    default:
      return null
  }
}

function OfRow({ month, row }: { month: string; row: ClearingRow }) {
  const asked = useAsk('injury.clearing.items', { month, id: row.id }, '查询明细')
  useMoves(asked.again)
  return (
    <>
      <h3 className="cl-head">
        明细 {asked.value?.length ?? ''}
        <span className="quiet"> 本机账本里这个月的结算，撤销的不算</span>
      </h3>
      <Items items={asked.value ?? []} empty={emptyWords(asked, '没有明细。')} />
    </>
  )
}

/** What neither the fund nor the patient pays, where that side says what he pays. */
const hospitalPart = (side: ClearingSums | null) =>
  side && side.cashFen !== null ? side.totalFen - side.fundFen - side.cashFen : null

function Side({ row }: { row: ClearingRow }) {
  const { details, sent, platform } = row
  const three = [row.state === 'foreign' ? null : details, sent, platform]
  const line = (label: string, key: 'count' | 'persons' | 'totalFen' | 'fundFen' | 'cashFen') => ({
    ...{ label, money: key.endsWith('Fen') },
    values: three.map((side) => side?.[key] ?? null),
  })
  return (
    <>
      <h2>
        {row.label} <span className={TONE[row.tone]}>{row.stateLabel}</span>
      </h2>
      <Compare
        heads={['明细', '申请', '平台']}
        rows={[
          line('笔数', 'count'),
          line('人数', 'persons'),
          line('费用总额', 'totalFen'),
          line('基金支付', 'fundFen'),
          line('个人支付', 'cashFen'),
          { label: '医院负担', values: three.map(hospitalPart), money: true },
        ]}
      />
      {row.payFen !== null && (
        <dl className="cl-pairs">
          <dt>审核扣款</dt>
          <dd>{amount(row.deductFen)}</dd>
          <dt>拨付金额</dt>
          <dd>
            <b>{amount(row.payFen)}</b>
          </dd>
        </dl>
      )}
      <Notes unequal={row.unequal} why={row.why} />
      {row.words && <p className="quiet">审批意见：{row.words}</p>}
      {row.appliedAt !== null && (
        <p className="quiet">
          {timeFull(row.appliedAt)} {row.by} 申请　<span className="code">{row.yzz062}</span>
        </p>
      )}
    </>
  )
}
