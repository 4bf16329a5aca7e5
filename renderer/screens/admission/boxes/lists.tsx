import type { StayHit } from '../../../../shared/api/admission.ts'
import type { PersonHit } from '../../../../shared/api/visit.ts'
import { STAY_STEP_LABEL } from '../../../../shared/stay.ts'
import { call } from '../../../bridge.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { dayText } from '../../../format.ts'
import { ListBox } from '../../common/ListBox.tsx'
import { pickPerson, pickStay } from '../identify.ts'
import { closeBox } from '../store.ts'

const PERSON_COLUMNS: Column<PersonHit>[] = [
  { key: 'name', title: '姓名', width: 160, render: (hit) => <b>{hit.psn_name}</b> },
  { key: 'certno', title: '证件号码', render: (hit) => hit.certnoMasked },
  { key: 'source', title: '来源', width: 100, render: (hit) => (hit.source === 'his' ? 'HIS' : '来过') },
]

/** F3: persons of the HIS and of earlier visits, to be admitted. */
export function FindBox({ text }: { text: string }) {
  return (
    <ListBox<PersonHit>
      title="查找患者"
      label="姓名、证件号码或拼音首字母"
      text={text}
      fetch={async (typed) => (typed ? call('visit.findPerson', { text: typed }) : [])}
      keyOf={(hit) => `${hit.cert.mdtrt_cert_no}${hit.source}`}
      columns={PERSON_COLUMNS}
      onPick={pickPerson}
      onClose={closeBox}
      pickLabel="为他办理入院"
      empty="HIS 里的病人和来过的患者会列在这里：输入姓名或拼音首字母。没有的请直接输入证件号码。"
    />
  )
}

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
