import type { JsonObject } from '../../../shared/contract.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListBox } from '../common/ListBox.tsx'
import type { SectionOf } from './sections.ts'

type Hit = ApiOutput<'catalogue.diagnoses'>[number]

/** The row of a list of diagnoses that a code is looked for; -1: a new one. */
export interface Coded {
  list: string
  row: number
}

/** Where a code found would go: the row in hand, else a new one of the section's list. */
export function codedList(section: SectionOf, hand: { list: string; row: number } | null): Coded | null {
  const list = ['diseinfo', 'opspdiseinfo'].find((name) => section.holds(name))
  if (!list) return null
  return hand?.list === list ? hand : { list, row: -1 }
}

/** The list with the code found put in, and where to go on. */
export function filledRow(
  value: JsonObject,
  { list, row }: Coded,
  { diag_code, diag_name }: Hit,
): { next: JsonObject; path: string } {
  const rows = (Array.isArray(value[list]) ? value[list] : []) as JsonObject[]
  const at = row >= 0 && row < rows.length ? row : rows.length
  const fresh: JsonObject =
    list === 'diseinfo' ? { diag_type: '1', maindiag_flag: rows.length === 0 ? '1' : '0' } : {}
  const filled = { ...fresh, ...rows[at], diag_code, diag_name }
  const next = at === rows.length ? [...rows, filled] : rows.map((one, i) => (i === at ? filled : one))
  return {
    next: { ...value, [list]: next },
    path: list === 'diseinfo' ? `${list}[${at}].adm_cond_type` : `${list}[${at}].diag_code`,
  }
}

const COLUMNS: Column<Hit>[] = [
  { key: 'code', title: '诊断代码', width: 160, render: (hit) => <b>{hit.diag_code}</b> },
  { key: 'name', title: '诊断名称', render: (hit) => hit.diag_name },
]

/** Diagnoses by code, name or initials. */
export function CodeBox(props: { coded: Coded; onPick: (hit: Hit) => void; onClose: () => void }) {
  const { row } = props.coded
  return (
    <ListBox<Hit>
      title={row >= 0 ? `诊断编码（填入第 ${row + 1} 行）` : '诊断编码（新增一行）'}
      label="编码、名称或拼音首字母"
      text=""
      fetch={async (text) => (text ? call('catalogue.diagnoses', { text, limit: 50 }) : [])}
      keyOf={(hit) => hit.diag_code}
      columns={COLUMNS}
      onPick={props.onPick}
      onClose={props.onClose}
      pickLabel="填入"
      empty="输入编码、名称或拼音首字母，符合的诊断会列在这里。"
    />
  )
}
