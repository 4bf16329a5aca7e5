import type { MappingState, MappingView, Suggestion } from '../../../shared/api/mapping.ts'
import type { Column } from '../../components/DataTable.tsx'

/** Red is what people have to mend, amber what waits for them. */
export const TONE: Record<MappingState, string> = {
  none: 'waiting',
  review: 'waiting',
  waiting: 'quiet',
  there: 'done',
  refused: 'in-doubt',
  withdrawn: 'quiet',
  expired: 'in-doubt',
}

export const ITEMS: readonly Column<MappingView>[] = [
  {
    key: 'state',
    title: '状态',
    width: 64,
    render: (row) => <span className={TONE[row.state]}>{row.stateLabel}</span>,
  },
  { key: 'id', title: '编码', width: 76, render: (row) => <span className="code">{row.id}</span> },
  { key: 'name', title: '院内项目', width: 190, render: (row) => <b title={row.name}>{row.name}</b> },
  { key: 'spec', title: '规格', width: 120, render: (row) => <span title={row.spec}>{row.spec}</span> },
  { key: 'unit', title: '单位', width: 44, render: (row) => row.unit },
  {
    key: 'to',
    title: '医保目录',
    width: 190,
    render: (row) => (
      <span title={`${row.med_list_codg} ${row.med_list_name}`}>
        {row.state === 'review' && row.sure && <b className="done">确定 </b>}
        {row.med_list_name || <span className="code">{row.med_list_codg}</span>}
      </span>
    ),
  },
  {
    key: 'note',
    title: '说明',
    render: (row) => (
      <span className={row.state === 'refused' ? 'in-doubt' : 'quiet'} title={row.note}>
        {row.note}
      </span>
    ),
  },
]

export const OFFERS: readonly Column<Suggestion>[] = [
  { key: 'name', title: '医保目录里', render: (row) => <b title={`${row.name}　${row.code}`}>{row.name}</b> },
  { key: 'spec', title: '规格', width: 96, render: (row) => <span title={row.spec}>{row.spec}</span> },
  {
    key: 'why',
    title: '理由',
    width: 150,
    render: (row) => (
      <span className={row.sure ? 'done' : 'quiet'} title={row.why}>
        {row.sure ? `确定：${row.why}` : row.why}
      </span>
    ),
  },
]

/** 长期 where it has no end worth the name. */
export const untilText = (enddate: string): string => (enddate >= '2099' ? '长期' : enddate)
