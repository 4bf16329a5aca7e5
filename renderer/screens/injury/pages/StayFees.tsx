import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { InjuryView } from '../../../../shared/api/injury.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { useKeys } from '../../../keys.ts'
import { useAsk } from '../../../stores/ask.ts'
import { Entry } from '../../common/Entry.tsx'
import { MendMapping } from '../../common/MendMapping.tsx'
import { edit } from '../commands.ts'
import { mayCharge } from '../next.ts'
import { chooseRow, useInjury } from '../store.ts'
import { turn } from './BillPage.tsx'
import { type LineState, STATE_LABEL, type StayLine, stayColumns } from './columns.tsx'

const LIMIT = 200
/** in the order of the digits that choose them */
const LOOKS: readonly (LineState | 'all')[] = ['all', 'new', 'failed', 'uploaded']

/** 费用 of a stay: a page at a time; what the platform refused says why. */
export function StayFees({ view, busy }: { view: InjuryView; busy: boolean }) {
  const { encounterId, version } = view.case
  const { failed } = view.sums
  const [look, setLook] = useState<LineState | 'all'>(failed > 0 ? 'failed' : 'all')
  const [offset, setOffset] = useState(0)
  const states = look === 'all' ? [] : [look]
  const asked = useAsk('injury.lines', { encounterId, states, offset, limit: LIMIT }, '查询费用')
  useAgain(version, asked.again)
  // an upload that left failures shows them, and nothing else; once none is left, all again
  const before = useRef(failed)
  useEffect(() => {
    if (before.current === failed) return
    before.current = failed
    setLook(failed > 0 ? 'failed' : 'all')
    setOffset(0)
  }, [failed])
  const rows = asked.value?.rows ?? []
  const total = asked.value?.total ?? 0
  const to = (one: LineState | 'all') => {
    setLook(one)
    setOffset(0)
  }
  useKeys({
    'Alt+PageUp': {
      ...{ label: '上一页', run: () => setOffset(Math.max(0, offset - LIMIT)), quiet: true },
      enabled: offset > 0,
    },
    'Alt+PageDown': {
      ...{ label: '下一页', run: () => setOffset(offset + LIMIT), quiet: true },
      enabled: offset + rows.length < total,
    },
  })
  return (
    <div className="a-table">
      <Filter view={view} look={look} onLook={to} />
      <FaultPanel fault={asked.fault} />
      <Lines view={view} rows={rows} look={look} loading={asked.value === null} busy={busy} onLook={to} />
      <p className="a-foot v-dim">
        {total > 0 && `第 ${offset + 1}–${offset + rows.length} 条，共 ${total} 条`}
        {total > LIMIT && (
          <>
            {' '}
            <kbd>Alt+PgUp</kbd> <kbd>Alt+PgDn</kbd> 翻页
          </>
        )}
      </p>
      <Entry
        key={encounterId}
        canEdit={mayCharge(view) && !busy}
        onAdd={(medins_list_codg, cnt) => void edit('injury.addLine', { medins_list_codg, cnt })}
      />
    </div>
  )
}

/** Asks again once the case moved on. */
function useAgain(version: number, again: () => void) {
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    again()
  }, [version, again])
}

interface FilterProps {
  view: InjuryView
  look: LineState | 'all'
  onLook: (look: LineState | 'all') => void
}

function Filter({ view, look, onLook }: FilterProps) {
  const { fresh, failed, uploaded } = view.sums
  const count = { all: fresh + failed + uploaded, new: fresh, failed, uploaded }
  return (
    <div className="a-filter">
      {LOOKS.map((one, i) => (
        <button
          type="button"
          key={one}
          tabIndex={-1}
          className="v-tab"
          data-state={one}
          aria-pressed={look === one}
          onClick={() => onLook(one)}
        >
          <kbd>{i}</kbd>
          {one === 'all' ? '全部' : STATE_LABEL[one]}
          <small>{count[one]}</small>
        </button>
      ))}
    </div>
  )
}

interface LinesProps extends FilterProps {
  rows: StayLine[]
  loading: boolean
  busy: boolean
}

/** The table, with its own keys: digits filter, Space turns 工伤 and 非工伤, Delete takes off what is not sent. */
function Lines({ view, rows, look, loading, busy, onLook }: LinesProps) {
  const chosen = useInjury((s) => s.chosenRow.line)
  const at = Math.max(
    0,
    rows.findIndex(({ sn }) => sn === chosen),
  )
  const row = rows[at]
  const open = row !== undefined && row.state !== 'uploaded' && !busy && view.edit
  // what the ward booked the ward takes back
  const byHand = row?.billId === null
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).role !== 'grid' || event.ctrlKey || event.altKey) return
    const wanted = /^[0-3]$/.test(event.key) ? LOOKS[Number(event.key)] : undefined
    if (wanted) onLook(wanted)
    else if (open && event.key === ' ') turn(row)
    else if (open && event.key === 'Delete' && byHand) void edit('injury.removeLine', { sn: row.sn })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this adds its keys
    <div className="v-lines" data-focus="page" onKeyDown={onKeyDown}>
      <DataTable<StayLine>
        label="费用明细"
        columns={stayColumns(look === 'failed')}
        rows={rows}
        rowKey={({ sn }) => sn}
        selected={row?.sn ?? null}
        onSelect={({ sn }) => chooseRow('line', sn)}
        rowClass={({ injury }) => (injury ? undefined : 'i-apart')}
        empty={loading ? '正在查询…' : emptyText(look)}
      />
      {row && (
        <section className="a-line" aria-label="所选明细">
          <p>
            <b>{row.name}</b> {row.spec} · {row.dept_name} {row.dr_name}
            {row.injury ? '' : ' · 非工伤，由患者自付'}
          </p>
          {row.why && <p className="in-doubt">{row.why}</p>}
          {open && (
            <p className="a-hint">
              <kbd>Space</kbd> 工伤 / 非工伤 {byHand && <kbd>Del</kbd>}
              {byHand ? ' 删除' : ''} <kbd>Ins</kbd> 录入{!byHand && '　病区记的账由病区退'}
            </p>
          )}
        </section>
      )}
      <MendMapping
        item={row?.state === 'failed' && row.why?.includes('对照') ? row.medins_list_codg : null}
        back="injury"
        params={{}}
      />
    </div>
  )
}

const emptyText = (look: LineState | 'all') =>
  look === 'all'
    ? '还没有费用。按 F4 从 HIS 取住院记账，或在下面按代码、名称、拼音录入。'
    : '没有这样的费用。按 0 看全部。'
