import type { SetllistRow, SetllistState, SetllistView } from '../../../shared/api/setllist.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { maskAddress, maskDeep, maskName, maskNo } from '../../../shared/mask.ts'
import { faultsOf } from './check.ts'
import { type ListRow, type SetllistDeps, STATE_LABEL } from './deps.ts'

const DAY_ms = 86_400_000

export const dueOf = (at: number, { due_days }: Pick<SetllistDeps, 'due_days'>) => at + due_days * DAY_ms

/** What a line of the worklist needs of a list. */
type Shown = Pick<ListRow, 'id'> & { data: Omit<ListRow['data'], 'input' | 'sources' | 'edits'> }

/** A list as one line of the worklist. */
export function rowOf(
  row: Shown,
  state: SetllistState,
  doubtful: boolean,
  deps: Pick<SetllistDeps, 'due_days'>,
): SetllistRow {
  const { of, faults, setl_list_id } = row.data
  return {
    ...{ setl_id: row.id, state, psn_name: maskName(of.psn_name), kind: of.kind },
    ...{ ipt_otp_no: of.ipt_otp_no, med_type: of.med_type, dept: of.dept, setl_time: of.setl_time },
    ...{ totalFen: of.totalFen, dueAt: dueOf(of.at, deps), faults, setl_list_id, doubtful },
    note: noteOf(row, state, doubtful),
  }
}

function noteOf({ data }: Shown, state: SetllistState, doubtful: boolean): string {
  if (doubtful) return '中心还没有明确的回答，系统正在查证'
  if (state === 'void') return '结算已撤销，不用再报'
  if (state === 'returned') return data.chk_cont || '审核不通过'
  const again = data.sent > 0 && (state === 'draft' || state === 'faulty') ? '改过，要重新上传' : ''
  return data.gaps[0] ?? again
}

/** names and addresses by field, beyond what maskDeep knows */
const HOME = new Set(['curr_addr', 'coner_addr'])
const NUMBERS = new Set(['coner_tel', 'emp_tel'])

function hidden(input: JsonObject): JsonObject {
  const info = maskDeep(input)
  const setlinfo = Object.fromEntries(
    Object.entries((info.setlinfo ?? {}) as JsonObject).map(([name, value]): [string, Json] => {
      if (typeof value !== 'string') return [name, value]
      if (HOME.has(name)) return [name, maskAddress(value)]
      return [name, NUMBERS.has(name) ? maskNo(value) : value]
    }),
  )
  return { ...info, setlinfo }
}

export function viewOf(
  row: ListRow,
  told: { state: SetllistState; doubtful: boolean; reveal: boolean },
  deps: SetllistDeps,
): SetllistView {
  const { data } = row
  const hands: SetllistView['hands'] = {}
  for (const { path, opterName, at } of data.edits) hands[path] = { opterName, at }
  return {
    ...rowOf(row, told.state, told.doubtful, deps),
    ...{ version: row.version, form: data.form, sources: data.sources, hands },
    input: told.reveal ? data.input : hidden(data.input),
    list: faultsOf(data, deps),
    masked: !told.reveal,
    gaps: data.gaps,
  }
}

export const stateLabel = (state: SetllistState) => STATE_LABEL[state]
