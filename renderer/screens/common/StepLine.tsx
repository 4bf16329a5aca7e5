import { memo } from 'react'

export interface StepView {
  key: string
  label: string
  state: 'done' | 'now' | 'next' | 'failed'
  note: string
}

const MARK: Record<StepView['state'], string> = { done: '✓', now: '●', next: '', failed: '!' }

/** The steps of a screen on which nobody is yet. */
export const blankSteps = (labels: readonly string[]): StepView[] =>
  labels.map((label, i) => ({ key: label, label, state: i === 0 ? 'now' : 'next', note: '' }))

/** Where the work is: done, at work, to come; what the centre said stands under each step. */
export const StepLine = memo(function StepLine({ steps }: { steps: StepView[] }) {
  return (
    <ol className="v-steps" aria-label="步骤">
      {steps.map((step) => (
        <li key={step.key} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className="v-step-label">
            {MARK[step.state] && <i aria-hidden="true">{MARK[step.state]}</i>}
            {step.label}
          </span>
          <small title={step.note}>{step.note}</small>
        </li>
      ))}
    </ol>
  )
})
