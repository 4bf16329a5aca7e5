import type { StayHit } from '../../../../shared/api/admission.ts'
import { STAY_STEP_LABEL } from '../../../../shared/stay.ts'
import { call } from '../../../bridge.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { dayText } from '../../../format.ts'
import { FindPerson } from '../../common/FindPerson.tsx'
import { ListBox } from '../../common/ListBox.tsx'
import { pickPerson, pickStay } from '../identify.ts'
import { closeBox } from '../store.ts'

export const FindBox = ({ text }: { text: string }) => (
  <FindPerson text={text} pickLabel="为他办理入院" onPick={pickPerson} onClose={closeBox} />
)

const STAY_COLUMNS: Column<StayHit>[] = [
  { key: 'ipt', title: '住院号', width: 130, render: (hit) => hit.ipt_no },
  { key: 'name', title: '姓名', width: 90, render: (hit) => <b>{hit.psn_name}</b> },
  { key: 'certno', title: '证件号码', width: 170, render: (hit) => hit.certnoMasked },
  { key: 'dept', title: '科室', render: (hit) => hit.dept_name },
  { key: 'in', title: '入院', width: 96, render: (hit) => dayText(hit.begntime) },
  { key: 'out', title: '出院', width: 96, render: (hit) => (hit.endtime ? dayText(hit.endtime) : '') },
  {
    key: 'total',
    title: '总费用',
    width: 100,
    align: 'right',
    render: (hit) => <Money fen={hit.totalFen} />,
  },
  { key: 'step', title: '状态', width: 110, render: (hit) => STAY_STEP_LABEL[hit.step] },
]

/** Shift+F3: stays, those that have ended too. */
export function SearchBox() {
  return (
    <ListBox<StayHit>
      title="查找住院：在院、出院和已结算"
      label="姓名、住院号、证件号码、结算号或拼音首字母；空着列出最近的"
      text=""
      fetch={(text) => call('admission.search', { text, limit: 50 })}
      keyOf={(hit) => hit.encounterId}
      columns={STAY_COLUMNS}
      onPick={pickStay}
      onClose={closeBox}
      pickLabel="打开"
      empty="办过入院的患者会列在这里。换个姓名或住院号再找；还没有办理入院的在病区的“待入院”里。"
    />
  )
}
