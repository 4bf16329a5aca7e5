import { useEffect, useState } from 'react'
import type { RehabApplication, RehabPlan, ShownFile } from '../../../shared/api/injury-record.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { Preview, saveFile } from './Preview.tsx'

const APPLICATION: readonly Column<RehabApplication>[] = [
  {
    key: 'no',
    title: '申请编号',
    width: 150,
    render: (row) => <span className="code">{row.rehab_appy_no}</span>,
  },
  { key: 'type', title: '类别', width: 104, render: (row) => row.rehab_type },
  { key: 'state', title: '受理', width: 80, render: (row) => row.rehab_state },
  { key: 'period', title: '有效期', width: 180, render: (row) => `${row.aae030} 至 ${row.aae031}` },
  { key: 'days', title: '天数', width: 56, align: 'right', render: (row) => row.rehab_days },
  {
    key: 'limit',
    title: '限额',
    width: 92,
    align: 'right',
    render: ({ limitFen }) => (limitFen === null ? '' : yuanShow(limitFen)),
  },
  {
    key: 'why',
    title: '能否使用',
    render: ({ why }) =>
      why ? <span className="ir-bad">{why}</span> : <span className="done">可以使用</span>,
  },
]

interface ApplicationsProps {
  encounterId: string
  /** plans may be begun now */
  canBegin: boolean
  onPick: (row: RehabApplication) => Promise<void>
  onClose: () => void
}

/** GS2401; a plan is begun on one that is valid here today. */
export function ApplicationsBox({ encounterId, canBegin, onPick, onClose }: ApplicationsProps) {
  const [rows, setRows] = useState<RehabApplication[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const command = useCommand()
  const { run } = command
  useEffect(() => {
    void run('查询康复申请', async () => {
      setRows(await call('injury.record.applications', { encounterId }))
      focusOn('applications')
    })
  }, [run, encounterId])
  const row =
    rows?.find((one) => one.rehab_appy_no === chosen) ?? rows?.find(({ why }) => why === null) ?? rows?.[0]
  const usable = row !== undefined && row.why === null && canBegin
  const pick = () => {
    if (isSecondEnter() || !usable) return
    void run('制定康复方案', () => onPick(row))
  }
  return (
    <ConfirmBox
      title="康复申请受理情况"
      okText="制定方案"
      okEnabled={usable}
      busy={command.busy}
      onOk={pick}
      onCancel={onClose}
      width={900}
    >
      <div className="ir-box">
        <FaultPanel fault={command.fault} />
        <div className="ir-list" data-focus="applications">
          <DataTable<RehabApplication>
            autoFocus
            label="康复申请"
            columns={APPLICATION}
            rows={rows ?? []}
            rowKey={(one) => one.rehab_appy_no}
            selected={row?.rehab_appy_no ?? null}
            onSelect={(one) => setChosen(one.rehab_appy_no)}
            onOpen={pick}
            empty={rows ? '平台没有这位职工的康复申请：请先由用人单位或本人向经办机构申请。' : '正在查询…'}
          />
        </div>
        {row && (
          <p className="quiet">
            {row.alc022}　{row.akb021}　{row.accept_opnn}
          </p>
        )}
        <WaitLine />
      </div>
    </ConfirmBox>
  )
}

const PLAN: readonly Column<RehabPlan>[] = [
  { key: 'no', title: '方案编号', width: 140, render: (row) => <span className="code">{row.plan_no}</span> },
  { key: 'stage', title: '阶段', width: 110, render: (row) => row.stage },
  { key: 'state', title: '审核', width: 80, render: (row) => row.state },
  { key: 'period', title: '有效期', width: 180, render: (row) => row.period },
  {
    key: 'amount',
    title: '预计费用',
    width: 96,
    align: 'right',
    render: ({ amountFen }) => (amountFen === null ? '' : yuanShow(amountFen)),
  },
  { key: 'dr', title: '医师', width: 80, render: (row) => row.dr_name },
  { key: 'opinion', title: '意见', render: (row) => row.opinion },
]

/** GS3404: the plans as the platform has them, and the paper of one. */
export function PlansBox({ encounterId, onClose }: { encounterId: string; onClose: () => void }) {
  const [plans, setPlans] = useState<RehabPlan[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [paper, setPaper] = useState<ShownFile | null>(null)
  const command = useCommand()
  const { run } = command
  useEffect(() => {
    void run('查询康复方案', async () => {
      setPlans((await call('injury.record.plans', { encounterId })).plans)
      focusOn('plans')
    })
  }, [run, encounterId])
  const plan = plans?.find(({ plan_no }) => plan_no === chosen) ?? plans?.[0]
  const print = () =>
    plan &&
    run('打印康复方案', async () => {
      const told = await call('injury.record.plans', { encounterId, plan_no: plan.plan_no, print: true })
      setPaper(told.paper)
    })
  if (paper)
    return (
      <ConfirmBox
        title={paper.name}
        okText="保存到下载"
        width={860}
        onOk={() => saveFile(paper)}
        onCancel={() => setPaper(null)}
      >
        <Preview file={paper} inBox />
      </ConfirmBox>
    )
  return (
    <ConfirmBox
      title="平台上的康复治疗方案"
      okText="打印"
      okEnabled={plan !== undefined}
      busy={command.busy}
      onOk={print}
      onCancel={onClose}
      width={900}
    >
      <div className="ir-box">
        <FaultPanel fault={command.fault} />
        <div className="ir-list" data-focus="plans">
          <DataTable<RehabPlan>
            autoFocus
            label="康复治疗方案"
            columns={PLAN}
            rows={plans ?? []}
            rowKey={({ plan_no }) => plan_no}
            selected={plan?.plan_no ?? null}
            onSelect={({ plan_no }) => setChosen(plan_no)}
            onOpen={() => void print()}
            empty={plans ? '平台上还没有这次住院的康复方案。' : '正在查询…'}
          />
        </div>
        {plan && (
          <>
            <p>
              <b>目标</b>　{plan.goal}
            </p>
            <p>
              <b>计划</b>　{plan.content}
            </p>
            <p className="quiet">
              {plan.items
                .map(({ name, freq, times }) =>
                  [name, freq, times && `${times} 次`].filter(Boolean).join(' '),
                )
                .join('；')}
            </p>
          </>
        )}
        <WaitLine />
      </div>
    </ConfirmBox>
  )
}
