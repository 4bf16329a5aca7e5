import type { SetllistSource, SetllistState } from '../../../shared/api/setllist.ts'
import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { DocRow } from '../../journal/port.ts'
import type { OfficeDeps } from '../office.ts'
import type { Bus } from '../registry.ts'

export interface SetllistDeps extends OfficeDeps {
  his: His
  bus: Bus
  now(): number
  lanes: Lanes
  /** which of the two this site's centre takes */
  form: '4101A' | '4101'
  /** days after the settlement until which a list is to be submitted */
  due_days: number
  fixmedins_code: string
  fixmedins_name: string
  /** 医疗机构填报部门 */
  fill_dept: string
  /** 医保机构 and its 经办人, which 4101 wants; '' where they are typed list by list */
  hsorg: { hsorg: string; hsorg_opter: string }
  contract(infno: string): Contract
  dict(name: string): Dict | undefined
}

export const KIND = 'setllist'
/** what was sent each time: id `${setl_id}#${no}` */
export const VERSION = 'setllist.version'

/** What the settlement itself says; the filling rules hold the list against it. */
export interface Of {
  kind: 'inpatient' | 'outpatient'
  encounterId: string
  mdtrt_id: string
  insuplc: string
  insutype: string
  med_type: string
  psn_no: string
  psn_name: string
  gend: string
  brdy: string
  ipt_otp_no: string
  dept: string
  setl_time: string
  /** of the settlement's row */
  at: number
  begntime: number
  endtime: number
  totalFen: Fen
  fundFen: Fen
  acctFen: Fen
  cashFen: Fen
  hospFen: Fen
}

export interface Edit {
  path: string
  label: string
  from: string
  to: string
  opter: string
  opterName: string
  at: number
}

/** What the doc of a list keeps. Its id is the setl_id, its subject the psn_no. */
export interface ListData {
  form: '4101A' | '4101'
  of: Of
  input: JsonObject
  sources: Record<string, SetllistSource>
  edits: Edit[]
  gaps: string[]
  setl_list_id: string | null
  /** how often it was uploaded */
  sent: number
  chk_cont: string
  faults: number
}

/** A doc of this kind with its data as what it is. */
export interface ListRow extends Omit<DocRow, 'data' | 'state'> {
  state: Exclude<SetllistState, 'none' | 'void'>
  data: ListData
}

export const STATE_LABEL: Record<SetllistState, string> = {
  none: '未生成',
  draft: '待上传',
  faulty: '有错待改',
  uploaded: '已上传待提交',
  submitted: '已提交',
  passed: '审核通过',
  returned: '退回待改',
  void: '结算已撤销',
}

/** setl_list_stas_type → state */
export const AT_CENTRE = { '0': 'uploaded', '1': 'submitted', '2': 'passed', '3': 'returned' } as const

export const listOf = (row: DocRow): ListRow => row as unknown as ListRow

export async function loadList({ journal }: Pick<SetllistDeps, 'journal'>, setl_id: string) {
  const row = await journal.doc(KIND, setl_id)
  return row ? listOf(row) : fail('not_found', '还没有这份结算清单', '没有改变。', '请先从列表里打开。')
}

/** Messages about lists that are not concluded, by setl_id. */
async function openOf({
  journal,
}: Pick<SetllistDeps, 'journal'>): Promise<{ setl_id: string; isLost: boolean }[]> {
  return (await journal.unfinished()).flatMap(({ local, purpose, state }) =>
    purpose?.startsWith('setllist.') && typeof local.setl_id === 'string'
      ? [{ setl_id: local.setl_id, isLost: state !== 'PREPARED' && state !== 'SENT' }]
      : [],
  )
}

/** Lists whose message is without an answer; those just on their way are no doubt yet. */
export async function doubtfulOf(deps: Pick<SetllistDeps, 'journal'>): Promise<ReadonlySet<string>> {
  return new Set((await openOf(deps)).flatMap(({ setl_id, isLost }) => (isLost ? [setl_id] : [])))
}

/** Nothing of a list changes while its last message is not concluded. */
export async function free(deps: Pick<SetllistDeps, 'journal'>, setl_id: string): Promise<void> {
  if (!(await openOf(deps)).some((one) => one.setl_id === setl_id)) return
  fail(
    'doubt',
    '这份清单有一笔上传还没有结论，暂时不能改动',
    '清单不涉及扣款。',
    '请等待查证结果，可先处理别的清单。',
  )
}
