import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { FeeView, StayView } from '../../../../shared/api/admission.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { ExportButton } from '../../../components/ExportButton.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { dayText, parseDay } from '../../../format.ts'
import { useKeys } from '../../../keys.ts'
import { useAsk } from '../../../stores/ask.ts'
import { Entry } from '../../common/Entry.tsx'
import { focusOn } from '../../common/focus.ts'
import { MendMapping } from '../../common/MendMapping.tsx'
import { upload } from '../actions.ts'
import { edit } from '../commands.ts'
import { choose, openBox, useAdmission } from '../store.ts'
import { FeeSums } from './FeeSums.tsx'
import { FEE_STATES, FeeLine, type FeeState, feeColumns } from './fee-parts.tsx'

const PAGE = 500

interface Look {
  state: FeeState
  day: string
  offset: number
}

/** 费用: thousands of lines, a page at a time; what failed says why. */
export function FeesTab({ view, busy }: { view: StayView; busy: boolean }) {
  const { encounterId, version } = view.stay
  const failed = useAdmission((s) => s.uploaded[encounterId]?.failed.length ?? 0)
  const [look, setLook] = useState<Look>({ state: failed > 0 ? 'failed' : 'all', day: '', offset: 0 })
  const [sums, setSums] = useState(false)
  const { state, day, offset } = look
  const input = { encounterId, state, offset, limit: PAGE, ...(day ? { day } : {}) }
  const asked = useAsk('admission.fees', input, '查询费用')
  useAgain(version, asked.again)
  // an upload that left failures shows them, and nothing else
  useEffect(() => {
    if (failed > 0) setLook({ state: 'failed', day: '', offset: 0 })
  }, [failed])
  const total = asked.value?.total ?? 0
  const rows = asked.value?.rows ?? []
  const turn = (by: number) => setLook({ ...look, offset: Math.max(0, offset + by * PAGE) })
  useKeys({
    'Alt+S': { label: sums ? '逐条' : '汇总', run: () => setSums(!sums) },
    'Alt+R': { label: '重传失败', run: () => upload(true), enabled: view.sums.failedLines > 0 && !busy },
    'Alt+PageUp': { label: '上一页', run: () => turn(-1), enabled: offset > 0, quiet: true },
    'Alt+PageDown': {
      label: '下一页',
      run: () => turn(1),
      enabled: offset + rows.length < total,
      quiet: true,
    },
    Insert: { label: '录入项目', run: () => void focusOn('entry'), quiet: true },
  })
  if (sums) {
    return (
      <FeeSums
        view={view}
        onDay={(one) => {
          setSums(false)
          setLook({ state: 'all', day: one, offset: 0 })
        }}
      />
    )
  }
  return (
    <div className="a-table">
      <Filter look={look} view={view} onLook={setLook} />
      <UploadSaid view={view} />
      <FaultPanel fault={asked.fault} />
      <Lines view={view} rows={rows} look={look} loading={asked.value === null} onLook={setLook} />
      <div className="a-foot v-dim">
        {total > 0 && `第 ${offset + 1}–${offset + rows.length} 条，共 ${total} 条`}
        {total > PAGE && (
          <>
            {' '}
            <kbd>Alt+PgUp</kbd> <kbd>Alt+PgDn</kbd> 翻页
          </>
        )}
        <ExportButton
          table="fees"
          query={{ encounterId, state, ...(day ? { day } : {}) }}
          disabled={total === 0}
        />
      </div>
      <Entry
        canEdit={view.can.fees && !busy}
        onAdd={(medins_list_codg, cnt) => void edit('admission.addFee', { medins_list_codg, cnt })}
      />
    </div>
  )
}

/** Asks again once the stay moved on. */
function useAgain(version: number, again: () => void) {
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    again()
  }, [version, again])
}

function Filter({ look, view, onLook }: { look: Look; view: StayView; onLook: (look: Look) => void }) {
  const [text, setText] = useState<string | null>(null)
  const counts = { new: view.sums.newLines, failed: view.sums.failedLines, uploaded: view.sums.uploadedLines }
  const take = () => {
    if (text === null) return
    const at = text.trim() === '' ? 0 : parseDay(text)
    if (at === null) return
    onLook({ ...look, day: at === 0 ? '' : dayText(at), offset: 0 })
    setText(null)
    focusOn('page')
  }
  return (
    <div className="a-filter">
      {FEE_STATES.map(({ key, label }, i) => (
        <button
          type="button"
          key={key}
          tabIndex={-1}
          className="v-tab"
          data-state={key}
          aria-pressed={look.state === key}
          onClick={() => onLook({ ...look, state: key, offset: 0 })}
        >
          <kbd>{i}</kbd>
          {label}
          {key in counts && <small>{counts[key as keyof typeof counts]}</small>}
        </button>
      ))}
      <input
        className="v-input"
        data-focus="day"
        aria-label="日期"
        placeholder="D 日期，如 21"
        value={text ?? look.day}
        onChange={(e) => setText(e.target.value)}
        onFocus={(e) => e.target.select()}
        onBlur={() => setText(null)}
        onKeyDown={(e) => {
          if (e.key === 'Enter') take()
          else if (e.key === 'Escape') focusOn('page')
          else return
          e.preventDefault()
          e.stopPropagation()
        }}
      />
    </div>
  )
}

/** What the last upload said, as long as it is so. */
function UploadSaid({ view }: { view: StayView }) {
  const said = useAdmission((s) => s.uploaded[view.stay.encounterId])
  if (!said || (said.failed.length > 0 && view.sums.failedLines === 0)) return null
  return (
    <p className="a-note" data-failed={said.failed.length > 0 || undefined} role="status">
      刚才上传成功 {said.sent} 条，失败 {said.failed.length} 条。
      {said.failed.length > 0 && '原因列在每一条后面；改好后按 Alt+R 重传。'}
    </p>
  )
}

interface LinesProps {
  view: StayView
  rows: FeeView[]
  look: Look
  loading: boolean
  onLook: (look: Look) => void
}

/** The table, with its own keys: digits filter, Space marks, Delete withdraws or removes, − takes back. */
function Lines({ view, rows, look, loading, onLook }: LinesProps) {
  const chosen = useAdmission((s) => s.chosen.fee)
  const marked = useAdmission((s) => s.marked)
  const at = Math.max(
    0,
    rows.findIndex((row) => String(row.lineNo) === chosen),
  )
  const row = rows[at]
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target } = event
    if ((target as HTMLElement).role !== 'grid' || event.ctrlKey || event.altKey) return
    const state = /^[0-4]$/.test(key) ? FEE_STATES[Number(key)] : undefined
    if (state) onLook({ ...look, state: state.key, offset: 0 })
    else if (event.code === 'KeyD') focusOn('day')
    else if (row && key === ' ') {
      toggle(row.lineNo)
      const below = rows[at + 1]
      if (below) choose('fee', String(below.lineNo))
    } else if (row && key === 'Delete') remove(view, row)
    else if (row && key === '-') refund(view, row)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this adds its keys
    <div className="v-lines" data-focus="page" onKeyDown={onKeyDown}>
      <DataTable<FeeView>
        label="费用明细"
        columns={feeColumns(marked, look.state === 'failed')}
        rows={rows}
        rowKey={(one) => String(one.lineNo)}
        selected={row ? String(row.lineNo) : null}
        onSelect={(one) => choose('fee', String(one.lineNo))}
        empty={loading ? '正在查询…' : emptyText(look)}
      />
      {row && <FeeLine row={row} marked={marked.size} />}
      <MendMapping
        item={row?.state === 'failed' && row.why?.includes('对照') ? row.medins_list_codg : null}
        back="admission"
        params={{ encounterId: view.stay.encounterId }}
      />
    </div>
  )
}

function emptyText({ state, day }: Look): string {
  if (day || state !== 'all') return '没有符合条件的费用。按 0 看全部，按 D 清空日期。'
  return '还没有费用。按 F4 从 HIS 取住院记账，或在下面按代码、名称、拼音录入。'
}

function toggle(lineNo: number) {
  useAdmission.setState((s) => {
    const marked = new Set(s.marked)
    if (!marked.delete(lineNo)) marked.add(lineNo)
    return { marked }
  })
}

/** At the centre: withdrawn after a question. Booked here and not there yet: removed at once. */
function remove(view: StayView, row: FeeView) {
  const { marked } = useAdmission.getState()
  if (row.byHand && row.state !== 'uploaded' && row.state !== 'settled' && marked.size === 0) {
    if (view.can.fees) void edit('admission.removeFee', { lineNo: row.lineNo })
    return
  }
  if (!view.can.withdraw) return
  if (marked.size === 0) useAdmission.setState({ marked: new Set([row.lineNo]) })
  openBox({ is: 'undo', name: 'withdraw' })
}

function refund(view: StayView, row: FeeView) {
  if (!view.can.fees || row.refundOf !== null || Number(row.cnt) <= 0) return
  openBox({ is: 'refundFee', lineNo: row.lineNo, name: row.name, cnt: row.cnt })
}
