import type { FilingStatus, FilingView } from '../../../shared/api/filing.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { timeShow } from '../../format.ts'
import { useDict } from '../common/dict.ts'

/** The tone of a filing's state: amber waits or needs a look, green stands. */
export function toneOf({ doubtful, state, trt_dcla_detl_sn }: FilingView): string {
  if (doubtful || (state === 'stands' && trt_dcla_detl_sn === null)) return 'waiting'
  return state === 'stands' ? 'done' : 'quiet'
}

const BASE: readonly Column<FilingView>[] = [
  { key: 'at', title: '时间', width: 100, render: (row) => timeShow(row.at) },
  { key: 'kind', title: '类别', width: 92, render: (row) => row.kindLabel },
]
const WHO: readonly Column<FilingView>[] = [
  { key: 'name', title: '姓名', width: 76, render: (row) => <b>{row.psn_name}</b> },
  { key: 'certno', title: '证件号码', width: 160, render: (row) => row.certnoMasked },
]
const REST: readonly Column<FilingView>[] = [
  { key: 'summary', title: '内容', render: (row) => <span title={row.summary}>{row.summary}</span> },
  { key: 'number', title: '流水号', width: 130, render: (row) => row.trt_dcla_detl_sn ?? '—' },
  {
    key: 'state',
    title: '状态',
    width: 72,
    render: (row) => <span className={toneOf(row)}>{row.stateLabel}</span>,
  },
  { key: 'opter', title: '经办人', width: 80, render: (row) => row.opterName },
]
const OF_ALL = [...BASE, ...WHO, ...REST]
const OF_ONE = [...BASE, ...REST]

interface TableProps {
  label: string
  rows: readonly FilingView[]
  /** of everybody: with the persons' names */
  all?: boolean
  selected: FilingView | null
  onSelect: (row: FilingView) => void
  onOpen: (row: FilingView) => void
  empty: string
}

/** Filings made from here; Enter shows one in full, F9 withdraws it. */
export function FilingTable({ all, selected, ...props }: TableProps) {
  return (
    <div className="f-table" data-focus="filings">
      <DataTable<FilingView>
        {...props}
        columns={all ? OF_ALL : OF_ONE}
        rowKey={(row) => row.filingId}
        selected={selected?.filingId ?? null}
      />
    </div>
  )
}

/** What the centre says of the person: 5301, 5302, 5304. */
export function AtCentre({ status }: { status: FilingStatus }) {
  const kinds = useDict('biz_appy_type')
  return (
    <div className="f-centre">
      <Part title="慢特病" code="5301" empty="没有当前有效的慢特病备案。">
        {status.chronic.map((row) => (
          <li key={`${row.opsp_dise_code}${row.begndate}`}>
            <b>{row.opsp_dise_name}</b>
            <small className="v-num">{row.opsp_dise_code}</small>
            <span className="v-num">{periodText(row)}</span>
          </li>
        ))}
      </Part>
      <Part title="定点" code="5302" empty="没有当前有效的定点备案。">
        {status.fixed.map((row) => (
          <li key={`${row.biz_appy_type}${row.fix_srt_no}${row.fixmedins_code}`}>
            <b>{row.fixmedins_name}</b>
            <small>
              {kinds.of(row.biz_appy_type)} 第 {row.fix_srt_no} 定点
            </small>
            <span className="v-num">{periodText(row)}</span>
          </li>
        ))}
      </Part>
      <Part title="转院（近两年）" code="5304" empty="没有本院办理的转院备案。">
        {status.transfers.map((row) => (
          <li key={`${row.reflin_medins_name}${row.refl_date}`}>
            <b>{row.reflin_medins_name}</b>
            <small>{row.refl_rea}</small>
            <span className="v-num">{periodText({ ...row, begndate: row.begndate || row.refl_date })}</span>
          </li>
        ))}
      </Part>
    </div>
  )
}

const periodText = ({ begndate, enddate }: { begndate: string; enddate: string }) =>
  `${begndate} ${enddate ? `至 ${enddate}` : '起'}`

function Part(props: { title: string; code: string; empty: string; children: React.ReactNode[] }) {
  return (
    <section className="panel" aria-label={props.title}>
      <h3>
        {props.title} <small className="quiet">{props.code}</small>
      </h3>
      {props.children.length > 0 ? <ul>{props.children}</ul> : <p className="quiet">{props.empty}</p>}
    </section>
  )
}
