import { Button } from 'antd'
import type { UploadLine } from '../../../shared/api/uploads.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import type { Command } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { EMPTY, sourceWords, TONE, VIEWS } from './words.ts'
import { keyOf, LIMIT, type Worklist } from './worklist.ts'

const COLUMNS: readonly Column<UploadLine>[] = [
  {
    key: 'state',
    title: '状态',
    width: 56,
    render: (line) => <span className={TONE[line.state]}>{line.stateLabel}</span>,
  },
  { key: 'title', title: '记录', render: (line) => <span title={line.title}>{line.title}</span> },
  {
    key: 'fields',
    title: '哪一项',
    width: '19%',
    render: (line) => <span title={line.fields.join('、')}>{line.fields.join('、')}</span>,
  },
  { key: 'why', title: '原因', width: '30%', render: (line) => <span title={line.why}>{line.why}</span> },
]
const AT: Column<UploadLine> = {
  key: 'at',
  title: '时间',
  width: 96,
  render: (line) => timeShow(line.at),
}
const SOURCE: Column<UploadLine> = {
  key: 'source',
  title: '来源',
  width: '17%',
  render: (line) => <span title={line.sourceLabel}>{line.sourceLabel}</span>,
}

/** The rows of one view of a source, or of all. */
export function Rows(props: { worklist: Worklist; command: Command; said: string; onOpen: () => void }) {
  const { worklist, command, said, onOpen } = props
  const { source, view, rows, line, now } = worklist
  const columns = source ? [...COLUMNS, AT] : [COLUMNS[0]!, SOURCE, ...COLUMNS.slice(1)]
  return (
    <section className="panel">
      <div className="row">
        <div className="u-views">
          {VIEWS.map(({ label }, i) => (
            <Button
              key={label}
              size="small"
              type={i === view ? 'primary' : 'default'}
              aria-pressed={i === view}
              onClick={() => worklist.show(i)}
            >
              {label} <kbd>Alt+{i + 1}</kbd>
            </Button>
          ))}
        </div>
        <Search worklist={worklist} />
      </div>
      {now?.blocked && <p className="u-why">{now.blocked}</p>}
      <FaultPanel fault={command.fault ?? worklist.faults.list} />
      <div className="u-rows" data-focus="u-rows">
        <DataTable
          autoFocus
          label="上传记录"
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          selected={line ? keyOf(line) : null}
          onSelect={worklist.choose}
          onOpen={onOpen}
          empty={worklist.isAsked ? EMPTY[view] : '正在查询…'}
        />
      </div>
      <div className="row">
        <span className="quiet">
          {rows.length === LIMIT ? `最近 ${LIMIT} 条。` : ''}
          {said ? <span className="done">{said}</span> : sourceWords(now)}
        </span>
        <ExportButton table="uploads" query={worklist.query} disabled={rows.length === 0} />
      </div>
      <WaitLine />
    </section>
  )
}

function Search({ worklist: { text, setText } }: { worklist: Worklist }) {
  return (
    <input
      className="v-input u-search"
      data-focus="u-search"
      aria-label="查找上传记录"
      placeholder="记录或编号 F3"
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
        event.preventDefault()
        focusOn('u-rows')
      }}
    />
  )
}
