import type { UploadSourceView } from '../../../shared/api/uploads.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'

/** All sources, and above them their sum; those that want a hand first. */
export interface SourceLine {
  id: string
  label: string
  group: string
  hand: number
  waiting: number
  accepted: number
  doing: UploadSourceView['doing']
  blocked: boolean
}

export function linesOf(sources: readonly UploadSourceView[]): SourceLine[] {
  const lines = sources.map((s): SourceLine => {
    const { id, label, group, infno, doing, accepted } = s
    const counts = { hand: s.held + s.refused, waiting: s.waiting + s.sent, accepted }
    return { id, label: `${infno} ${label}`, group, ...counts, doing, blocked: s.blocked !== null }
  })
  const sum = (of: (line: SourceLine) => number) => lines.reduce((acc, line) => acc + of(line), 0)
  const all: SourceLine = {
    ...{ id: '', label: '全部来源', group: '', doing: null, blocked: false },
    ...{ hand: sum((l) => l.hand), waiting: sum((l) => l.waiting), accepted: sum((l) => l.accepted) },
  }
  const rank = (line: SourceLine) => (line.hand > 0 || line.blocked ? 0 : 1)
  return [all, ...lines.sort((a, b) => rank(a) - rank(b))]
}

const DOING = { read: '读取中', send: '上传中' } as const

const COLUMNS: readonly Column<SourceLine>[] = [
  {
    key: 'label',
    title: '来源',
    render: (line) => (
      <span className="u-source" title={line.label}>
        {line.label}
        {line.doing ? (
          <i className="waiting">{DOING[line.doing]}</i>
        ) : (
          line.blocked && <i className="in-doubt">停</i>
        )}
      </span>
    ),
  },
  {
    key: 'hand',
    title: '待处理',
    width: 60,
    align: 'right',
    render: ({ hand }) => (hand > 0 ? <b className="in-doubt">{hand}</b> : <span className="quiet">0</span>),
  },
  {
    key: 'waiting',
    title: '等待',
    width: 48,
    align: 'right',
    render: ({ waiting }) =>
      waiting > 0 ? <span className="waiting">{waiting}</span> : <span className="quiet">0</span>,
  },
  { key: 'accepted', title: '已收', width: 56, align: 'right', render: ({ accepted }) => accepted },
]

export function Sources(props: {
  lines: readonly SourceLine[]
  selected: string
  onSelect: (id: string) => void
  onOpen: () => void
}) {
  return (
    <div className="u-sources" data-focus="u-sources">
      <DataTable
        label="上传来源"
        columns={COLUMNS}
        rows={props.lines}
        rowKey={({ id }) => id || 'all'}
        selected={props.selected || 'all'}
        onSelect={({ id }) => props.onSelect(id)}
        onOpen={props.onOpen}
        empty="没有上传来源。"
      />
    </div>
  )
}
