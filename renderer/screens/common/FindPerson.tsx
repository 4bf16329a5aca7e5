import type { PersonHit } from '../../../shared/api/visit.ts'
import { call } from '../../bridge.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListBox } from './ListBox.tsx'

interface Props {
  text: string
  /** what this counter wants to see between number and source */
  more?: Column<PersonHit>[]
  title?: string
  pickLabel: string
  empty?: string
  onPick: (hit: PersonHit) => void
  onClose: () => void
}

const NAME: Column<PersonHit> = {
  key: 'name',
  title: '姓名',
  width: 140,
  render: (hit) => <b>{hit.psn_name}</b>,
}
const CERTNO: Column<PersonHit> = { key: 'certno', title: '证件号码', render: (hit) => hit.certnoMasked }
const SOURCE: Column<PersonHit> = {
  key: 'source',
  title: '来源',
  width: 80,
  render: (hit) => (hit.source === 'his' ? 'HIS' : '来过'),
}
export const BILLS: Column<PersonHit> = {
  key: 'bills',
  title: '待收单',
  width: 80,
  align: 'right',
  render: (hit) => hit.openBills || '',
}

const EMPTY = 'HIS 里的病人和来过的患者会列在这里：输入姓名或拼音首字母。没有的请直接输入证件号码。'

/** F3: persons of the HIS and of earlier visits. Nothing is asked at the centre before one is chosen. */
export function FindPerson({ more = [], title = '查找患者', empty = EMPTY, ...props }: Props) {
  return (
    <ListBox<PersonHit>
      {...props}
      title={title}
      label="姓名、证件号码或拼音首字母"
      fetch={async (typed) => (typed ? call('visit.findPerson', { text: typed }) : [])}
      keyOf={(hit) => `${hit.cert.mdtrt_cert_no}${hit.source}`}
      columns={[NAME, CERTNO, ...more, SOURCE]}
      empty={empty}
    />
  )
}
