import {
  MAPPING_STATE_LABEL,
  MAPPING_STATES,
  type MappingOutputs,
  type MappingState,
} from '../../../shared/api/mapping.ts'
import type { KeyMap } from '../../keys.ts'
import { TONE } from './columns.tsx'

export type StateFilter = 'all' | MappingState
type List = MappingOutputs['mapping.list']

const STATES: readonly StateFilter[] = ['all', ...MAPPING_STATES]
const labelOf = (state: StateFilter) => (state === 'all' ? '全部' : MAPPING_STATE_LABEL[state])

/** Alt with the place of a state; 0 is all. */
export function stateKeys(onState: (state: StateFilter) => void): KeyMap {
  return Object.fromEntries(
    STATES.map((state, i): [string, KeyMap[string]] => [
      `Alt+${i}`,
      { label: labelOf(state), run: () => onState(state), quiet: true },
    ]),
  )
}

/** How many are in each state; what needs a hand is red where there is any. */
export function States(props: {
  list: List | null
  state: StateFilter
  onState: (state: StateFilter) => void
}) {
  const countOf = (state: StateFilter): number => {
    if (!props.list) return 0
    return state === 'all'
      ? Object.values(props.list.counts).reduce((a, b) => a + b, 0)
      : props.list.counts[state]
  }
  return (
    <div className="m-states" role="tablist" aria-label="状态">
      {STATES.map((state, i) => (
        <button
          key={state}
          type="button"
          role="tab"
          tabIndex={-1}
          aria-selected={props.state === state}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onState(state)}
        >
          <kbd>{i === 0 ? 'Alt+0' : i}</kbd> {labelOf(state)}{' '}
          <b className={state !== 'all' && countOf(state) > 0 ? TONE[state] : undefined}>{countOf(state)}</b>
        </button>
      ))}
    </div>
  )
}
