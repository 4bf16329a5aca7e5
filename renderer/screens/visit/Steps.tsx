import type { VisitView } from '../../../shared/api/visit.ts'
import { blankSteps } from '../common/StepLine.tsx'
import { show } from './commands.ts'
import { useVisit } from './store.ts'

export const BLANK_STEPS = blankSteps(['读卡', '登记', '明细', '预结算', '收款', '结算', '打印'])

/** The visits in work, each with its key; the one at the end opens a blank counter. */
export function Strip() {
  const views = useVisit((s) => s.views)
  const current = useVisit((s) => s.current)
  const running = useVisit((s) => s.running)
  return (
    <nav className="v-strip" aria-label="进行中的就诊">
      {Object.entries(views).map(([id, view], i) => {
        const name = view.visit.person?.psn_name
        const state = view.doubt ? 'doubt' : running[id] ? 'busy' : view.visit.step
        return (
          <button
            type="button"
            key={id}
            tabIndex={-1}
            className="v-tab"
            data-state={state}
            aria-pressed={id === current}
            onClick={() => show(id)}
          >
            <kbd>Alt+{i + 1}</kbd>
            {name ?? (view.visit.selfPay ? '自费' : '未读卡')}
            <small>{view.doubt ? '等待核实' : running[id] ? '办理中' : stepNow(view)}</small>
          </button>
        )
      })}
      <button
        type="button"
        tabIndex={-1}
        className="v-tab"
        aria-pressed={current === null}
        onClick={() => show(null)}
      >
        <kbd>Alt+N</kbd>新就诊
      </button>
    </nav>
  )
}

function stepNow(view: VisitView): string {
  if (view.visit.step === 'refunded') return '已退费'
  if (view.visit.step === 'cancelled') return '已撤销'
  if (view.visit.step === 'settled') return '已结算'
  return view.steps.find((s) => s.state === 'now' || s.state === 'failed')?.label ?? ''
}
