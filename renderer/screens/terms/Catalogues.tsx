import type { TermsCatalogue } from '../../../shared/api/terms.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { timeFull, timeShow } from '../../format.ts'

export const isAtWork = ({ work }: TermsCatalogue) => work === 'waiting' || work === 'running'

/** In the words of a person: what wants a hand, how far, or how old. */
function State({ row }: { row: TermsCatalogue }) {
  switch (row.work) {
    case 'waiting':
      return <span className="waiting">排队</span>
    case 'running':
      return (
        <span
          className="t-bar"
          role="progressbar"
          aria-valuenow={Math.round(row.done * 100)}
          title={row.doing}
        >
          <i style={{ width: `${Math.round(row.done * 100)}%` }} />
          <b>{Math.round(row.done * 100)}%</b>
        </span>
      )
    case 'paused':
      return <span className="waiting">已暂停</span>
    case 'failed':
      return <span className="in-doubt">没有成功</span>
    case 'none':
      return row.loadedAt === null ? (
        <span className="quiet">未下载</span>
      ) : (
        <span className="quiet" title={timeFull(row.loadedAt)}>
          {timeShow(row.loadedAt).slice(0, -6)}
        </span>
      )
  }
}

const COLUMNS: Column<TermsCatalogue>[] = [
  { key: 'kind', title: '编号', width: 58, render: ({ kind }) => <span className="v-num">{kind}</span> },
  { key: 'label', title: '目录', render: ({ label }) => <span title={label}>{short(label)}</span> },
  {
    key: 'rows',
    title: '条数',
    width: 72,
    align: 'right',
    render: ({ rows }) => <span className="v-num">{rows === 0 ? '' : rows.toLocaleString('zh-CN')}</span>,
  },
  {
    key: 'version',
    title: '版本',
    width: 100,
    render: ({ version }) => <span className="v-num">{version ?? ''}</span>,
  },
  { key: 'state', title: '状态', width: 80, render: (row) => <State row={row} /> },
]

/** The page is called 医保目录; the word need not stand in each line. */
const short = (label: string) => label.replace(/(目录|信息)$/, '')

interface Props {
  rows: readonly TermsCatalogue[]
  selected: string | null
  onSelect: (row: TermsCatalogue) => void
  onOpen: (row: TermsCatalogue) => void
}

export function Catalogues({ rows, selected, onSelect, onOpen }: Props) {
  return (
    <DataTable
      label="目录列表"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ kind }) => kind}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      empty="本地区的接口里没有目录。"
    />
  )
}
