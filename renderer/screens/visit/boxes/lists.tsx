import type { PersonHit, VisitHit } from '../../../../shared/api/visit.ts'
import { call } from '../../../bridge.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { timeShow } from '../../../format.ts'
import { useDict } from '../../common/dict.ts'
import { BILLS, FindPerson } from '../../common/FindPerson.tsx'
import { ListBox } from '../../common/ListBox.tsx'
import { openSettled } from '../actions.ts'
import { pickPerson } from '../identify.ts'
import { closeBox } from '../store.ts'

const OPEN_SUM: Column<PersonHit> = {
  key: 'fen',
  title: '待收金额',
  width: 120,
  align: 'right',
  render: (hit) => (hit.openFen ? <Money fen={hit.openFen} /> : ''),
}
const MORE = [BILLS, OPEN_SUM]

function choosePerson(hit: PersonHit) {
  closeBox()
  pickPerson(hit)
}

export const FindBox = ({ text }: { text: string }) => (
  <FindPerson
    text={text}
    more={MORE}
    pickLabel="选这位患者"
    empty="HIS 里今天的病人和本窗口办过的患者会列在这里：输入姓名或拼音首字母。没有的请直接输入证件号码。"
    onPick={choosePerson}
    onClose={closeBox}
  />
)

const STEP_LABEL: Partial<Record<VisitHit['step'], string>> = {
  settled: '已结算',
  refunded: '已退费',
  cancelled: '已撤销',
}

/** F7: settled visits, for a refund or a reprint. */
export function SearchBox() {
  const insutype = useDict('insutype')
  const columns: Column<VisitHit>[] = [
    { key: 'at', title: '时间', width: 110, render: (hit) => timeShow(hit.at) },
    { key: 'name', title: '姓名', width: 90, render: (hit) => <b>{hit.psn_name || '自费患者'}</b> },
    { key: 'certno', title: '证件号码', width: 170, render: (hit) => hit.certnoMasked },
    { key: 'insu', title: '险种', render: (hit) => (hit.selfPay ? '自费' : insutype.of(hit.insutype)) },
    {
      key: 'total',
      title: '总费用',
      width: 96,
      align: 'right',
      render: (hit) => <Money fen={hit.totalFen} />,
    },
    {
      key: 'cash',
      title: '个人应付',
      width: 96,
      align: 'right',
      render: (hit) => <Money fen={hit.cashFen} />,
    },
    { key: 'step', title: '状态', width: 72, render: (hit) => STEP_LABEL[hit.step] ?? '' },
  ]
  return (
    <ListBox<VisitHit>
      title="已结算的就诊：退费、重打"
      label="姓名、证件号码、结算号或拼音首字母；空着列出最近的"
      text=""
      fetch={(text) => call('visit.search', { text, limit: 50 })}
      keyOf={(hit) => hit.encounterId}
      columns={columns}
      onPick={(hit) => void openSettled(hit.encounterId)}
      onClose={closeBox}
      pickLabel="打开"
      empty="结算完成的就诊会列在这里，打开后按 F9 退费、Shift+F10 重打。换个姓名或证件号码再找。"
    />
  )
}
