import type { ReactNode } from 'react'
import type { SichuanEncounter, SichuanRecord, SichuanSettlement } from '../../../shared/api/sichuan.ts'
import type { Fault } from '../../../shared/errors.ts'
import { yuanShow } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow } from '../../format.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'

export const SETTLEMENT: readonly Column<SichuanSettlement>[] = [
  { key: 'at', title: '结算时间', width: 104, render: (row) => timeShow(row.at) },
  { key: 'name', title: '姓名', width: 76, render: (row) => <b>{row.psn_name}</b> },
  { key: 'kind', title: '类别', width: 52, render: (row) => (row.inpatient ? '住院' : '门诊') },
  { key: 'total', title: '总额', width: 92, align: 'right', render: (row) => yuanShow(row.totalFen) },
]

export const ENCOUNTER: readonly Column<SichuanEncounter>[] = [
  { key: 'name', title: '姓名', width: 84, render: (row) => <b>{row.psn_name}</b> },
  { key: 'kind', title: '类别', width: 52, render: (row) => (row.inpatient ? '住院' : '门诊') },
  {
    key: 'no',
    title: '住院/门诊号',
    width: 170,
    render: (row) => <span className="code">{row.ipt_otp_no}</span>,
  },
  { key: 'mdtrt_id', title: '就诊ID', render: (row) => <span className="code">{row.mdtrt_id}</span> },
  { key: 'step', title: '状态', width: 100, render: (row) => row.stepLabel },
]

export const settlementWho = (row: SichuanSettlement) =>
  `${row.psn_name}　${row.inpatient ? '住院' : '门诊'}结算 ${row.setl_id}　${yuanShow(row.totalFen)} 元`

export const encounterWho = (row: SichuanEncounter) =>
  `${row.psn_name}　${row.inpatient ? '住院' : '门诊'} ${row.ipt_otp_no}`

interface PaneProps<T> {
  title: string
  /** beside the title: what is chosen, a button */
  more?: ReactNode
  text: string
  onText: (text: string) => void
  placeholder: string
  said: string
  fault: Fault | null
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  row: T | null
  onSelect: (row: T) => void
  onOpen: (row: T) => void
  empty: string
  /** the one next action, and what is to be known before it */
  next: { label: string; hotkey: string; blocked: boolean; onPress: () => void; hint?: string }
}

/** The left part of a tab: a list that is searched, chosen from and acted on. */
export function SubjectPane<T>(props: PaneProps<T>) {
  const { title, text, said, fault, row, keyOf } = props
  return (
    <section className="panel">
      <div className="row">
        <h2>{title}</h2>
        <input
          className="v-input sc-search"
          data-focus="search"
          aria-label={`查找${title}`}
          placeholder={props.placeholder}
          autoComplete="off"
          value={text}
          onChange={(event) => props.onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('subjects')
          }}
        />
        {props.more}
      </div>
      {said && (
        <p className="sc-said done" role="status">
          {said}
        </p>
      )}
      <FaultPanel fault={fault} />
      <div className="sc-list" data-focus="subjects">
        <DataTable<T>
          autoFocus
          label={title}
          columns={props.columns}
          rows={props.rows}
          rowKey={keyOf}
          selected={row === null ? null : keyOf(row)}
          onSelect={props.onSelect}
          onOpen={props.onOpen}
          empty={props.empty}
        />
      </div>
      <div className="sc-foot">
        <div>
          <span className="quiet">{props.next.hint}</span>
          <WaitLine />
        </div>
        <NextButton
          label={props.next.label}
          hotkey={props.next.hotkey}
          blocked={props.next.blocked}
          onPress={props.next.onPress}
        />
      </div>
    </section>
  )
}

/** Amber waits or needs a hand, green stands. */
export function toneOf({ doubtful, state }: SichuanRecord): string {
  if (doubtful || state === 'refused') return 'waiting'
  return state === 'undone' || state === 'replaced' ? 'quiet' : 'done'
}

const RECORD: readonly Column<SichuanRecord>[] = [
  { key: 'at', title: '时间', width: 100, render: (row) => timeShow(row.at) },
  { key: 'name', title: '姓名', width: 70, render: (row) => <b>{row.psn_name}</b> },
  { key: 'title', title: '内容', render: (row) => <span title={row.title}>{row.title}</span> },
  {
    key: 'state',
    title: '状态',
    width: 76,
    render: (row) => <span className={toneOf(row)}>{row.stateLabel}</span>,
  },
]

interface RecordsProps {
  title: string
  rows: readonly SichuanRecord[]
  row: SichuanRecord | null
  fault: Fault | null
  onSelect: (row: SichuanRecord) => void
  empty: string
  more?: ReactNode
}

/** The right part: what was sent from here, the one in hand in full below. */
export function RecordPane({ title, rows, row, fault, onSelect, empty, more }: RecordsProps) {
  return (
    <section className="panel" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        {more}
      </div>
      <FaultPanel fault={fault} />
      <div className="sc-list sc-records" data-focus="records">
        <DataTable
          label={title}
          columns={RECORD}
          rows={rows}
          rowKey={({ id }) => id}
          selected={row?.id ?? null}
          onSelect={onSelect}
          empty={empty}
        />
      </div>
      {row && <Detail row={row} />}
    </section>
  )
}

function Detail({ row }: { row: SichuanRecord }) {
  return (
    <div className="sc-detail" role="note" aria-label="记录内容">
      <p className="row">
        <span className={toneOf(row)}>{row.stateLabel}</span>
        <span>中心编号</span>
        <span className="code">{row.number || '—'}</span>
        <span className="quiet">
          {timeFull(row.at)} {row.opterName}
        </span>
      </p>
      {row.note && <p className={row.state === 'undone' ? 'quiet' : 'v-warning'}>{row.note}</p>}
      <dl>
        {row.fields.map(({ label, value }, i) => (
          <div key={i}>
            <dt>{label}</dt>
            <dd>{value || '—'}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
