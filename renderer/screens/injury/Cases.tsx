import type { InjuryView } from '../../../shared/api/injury.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL, INJURY_STEP_LABEL } from '../../../shared/injury.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Money } from '../../components/Money.tsx'
import { show } from './commands.ts'
import { isEmpty, isOver, nextAction, refusal } from './next.ts'
import { chooseRow, useInjury } from './store.ts'

/** What needs a hand first: a doubt, then refused lines, then by age. */
export const rankOf = (view: InjuryView): number => {
  if (view.doubt) return 0
  if (view.sums.failed > 0) return 1
  return isOver(view) ? 3 : 2
}

const KIND = { outpatient: '门诊', inpatient: '住院', device: '辅具' } as const

const COLUMNS: readonly Column<InjuryView>[] = [
  {
    key: 'name',
    title: '姓名',
    width: 72,
    render: ({ case: of }) => <b>{of.person?.psn_name ?? '未认定'}</b>,
  },
  {
    key: 'way',
    title: '类别',
    width: 82,
    render: ({ case: of }) => (
      <span title={`${INJURY_LABEL[of.family]} ${INJURY_KIND_LABEL[of.kind]}`}>
        {INJURY_LABEL[of.family].slice(0, 2)}
        {KIND[of.kind]}
      </span>
    ),
  },
  {
    key: 'no',
    title: '住院号',
    width: 124,
    render: ({ case: of }) => (of.kind === 'inpatient' ? of.ipt_otp_no : ''),
  },
  { key: 'step', title: '状态', width: 78, render: (view) => <State view={view} /> },
  { key: 'next', title: '下一步', render: (view) => nextOf(view) },
  {
    key: 'total',
    title: '总费用',
    width: 84,
    align: 'right',
    render: (view) => <Money fen={view.totalFen} />,
  },
]

function State({ view }: { view: InjuryView }) {
  if (view.doubt) return <span className="in-doubt">待核实</span>
  if (view.sums.failed > 0) return <span className="in-doubt">失败 {view.sums.failed}</span>
  if (refusal(view) !== null) return <span className="waiting">不能结算</span>
  return (
    <span className={isOver(view) ? 'v-dim' : ''}>
      {view.case.step === 'discharged' ? '待结算' : INJURY_STEP_LABEL[view.case.step]}
    </span>
  )
}

const nextOf = (view: InjuryView) =>
  view.doubt
    ? '等待核实'
    : nextAction(view, {
        kind: view.case.kind,
        page: 'header',
        dirty: false,
        loaded: true,
        printed: false,
        undone: false,
      }).label

/** On a blank counter: everybody who is not finished, what needs a hand on top. */
export function Cases() {
  const views = useInjury((s) => s.views)
  const chosen = useInjury((s) => s.chosenRow.case)
  const rows = Object.values(views)
    .filter((view) => !isEmpty(view))
    .sort((a, b) => rankOf(a) - rankOf(b) || b.case.openedAt - a.case.openedAt)
  const at = rows.find(({ case: { encounterId } }) => encounterId === chosen) ?? rows[0]
  return (
    <div className="a-table">
      <h3>
        在办 {rows.length > 0 && rows.length}
        <small className="v-dim">
          {' '}
          <kbd>Alt+L</kbd> 到列表，<kbd>Enter</kbd> 打开
        </small>
      </h3>
      <div className="i-grid" data-focus="cases">
        <DataTable<InjuryView>
          label="在办"
          columns={COLUMNS}
          rows={rows}
          rowKey={(view) => view.case.encounterId}
          selected={at?.case.encounterId ?? null}
          onSelect={(view) => chooseRow('case', view.case.encounterId)}
          onOpen={(view) => show(view.case.encounterId)}
          empty="没有在办的工伤患者。读卡、扫码或输入证件号码开始；在院的、待审的和没有结论的都会列在这里。"
        />
      </div>
    </div>
  )
}
