import type { InjuryHit } from '../../../../shared/api/injury.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL, INJURY_STEP_LABEL } from '../../../../shared/injury.ts'
import type { ApiOutput } from '../../../../shared/ipc.ts'
import { call } from '../../../bridge.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { timeShow } from '../../../format.ts'
import { BILLS, FindPerson } from '../../common/FindPerson.tsx'
import { ListBox } from '../../common/ListBox.tsx'
import { openCase } from '../commands.ts'
import { pickPerson, pickWaiting } from '../identify.ts'
import { closeBox } from '../store.ts'

export const FindBox = ({ text }: { text: string }) => (
  <FindPerson text={text} more={[BILLS]} pickLabel="查询工伤认定" onPick={pickPerson} onClose={closeBox} />
)

type Waiting = ApiOutput<'injury.waiting'>[number]
const WAITING_COLUMNS: Column<Waiting>[] = [
  { key: 'ipt', title: '住院号', width: 130, render: (row) => row.ipt_no },
  { key: 'name', title: '姓名', width: 80, render: (row) => <b>{row.psn_name}</b> },
  { key: 'certno', title: '证件号码', width: 170, render: (row) => row.certnoMasked },
  { key: 'dept', title: '科室', width: 110, render: (row) => row.dept_name },
  { key: 'bed', title: '床位', width: 56, render: (row) => row.bed },
  { key: 'at', title: '入院', width: 98, render: (row) => timeShow(row.begntime) },
  { key: 'diag', title: '诊断', render: (row) => row.diagnosis },
]

/** F4 on a blank counter: whom the HIS expects as an inpatient of work-injury insurance. */
export function WaitingBox({ text }: { text: string }) {
  return (
    <ListBox<Waiting>
      title="HIS 里待办工伤入院的患者"
      label="住院号、姓名、拼音首字母或床位；空着列出全部"
      text={text}
      fetch={(typed) => call('injury.waiting', { text: typed })}
      keyOf={(row) => row.ipt_no}
      columns={WAITING_COLUMNS}
      onPick={(row) => pickWaiting(row.ipt_no)}
      onClose={closeBox}
      pickLabel="办理这位"
      empty="HIS 按工伤收住、还没有办理的患者会列在这里。病区没有开住院的，可直接读卡，住院号在登记页填写。"
    />
  )
}

const HIT_COLUMNS: Column<InjuryHit>[] = [
  { key: 'at', title: '时间', width: 98, render: (hit) => timeShow(hit.at) },
  { key: 'name', title: '姓名', width: 72, render: (hit) => <b>{hit.psn_name}</b> },
  { key: 'certno', title: '证件号码', width: 166, render: (hit) => hit.certnoMasked },
  {
    key: 'way',
    title: '工伤',
    render: (hit) => `${INJURY_LABEL[hit.family]} ${INJURY_KIND_LABEL[hit.kind].replace('工伤', '')}`,
  },
  { key: 'no', title: '住院/门诊号', width: 116, render: (hit) => hit.ipt_otp_no },
  {
    key: 'total',
    title: '总费用',
    width: 90,
    align: 'right',
    render: (hit) => <Money fen={hit.totalFen} />,
  },
  { key: 'fund', title: '基金', width: 90, align: 'right', render: (hit) => <Money fen={hit.fundFen} /> },
  { key: 'step', title: '状态', width: 104, render: (hit) => INJURY_STEP_LABEL[hit.step] },
]

/** Shift+F3: every case of every day, for taking back or printing again. */
export function SearchBox() {
  return (
    <ListBox<InjuryHit>
      title="办过的工伤：撤销、重打、接着办"
      label="姓名、证件号码、住院号或拼音首字母；空着列出最近的"
      text=""
      fetch={(text) => call('injury.search', { text, limit: 50 })}
      keyOf={(hit) => hit.encounterId}
      columns={HIT_COLUMNS}
      onPick={(hit) => {
        closeBox()
        void openCase(hit.encounterId)
      }}
      onClose={closeBox}
      pickLabel="打开"
      empty="办过的工伤患者会列在这里，打开后按 F9 撤销、Shift+F10 重打。换个姓名或住院号再找。"
    />
  )
}
