import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { WaitingRow, WardRow } from '../../../shared/api/admission.ts'
import { bridge, call, onConnection } from '../../bridge.ts'
import { DataTable, moveBy } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { useLater, useOnceFresh } from '../../stores/later.ts'
import { go } from '../../stores/route.ts'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import '../common/fields.css'
import '../common/layout.css'
import { WAITING_COLUMNS, wardColumns } from './columns.tsx'
import { Progress, Summary } from './parts.tsx'
import { SORTS, type SortKey, sorted } from './sort.ts'
import { canUpload, forgetUpload, stopUpload, type Upload, uploadAll, useUpload } from './upload.ts'
import './ward.css'

type List = 'in' | 'waiting'
const PAGE = 12

/** 住院病区: who is in hospital and who is expected; the switch between stays in work. */
export default function WardScreen() {
  const [list, setList] = useState<List>('in')
  const [text, setText] = useState('')
  const [sort, setSort] = useState<SortKey>('bed')
  const [chosen, setChosen] = useState<Record<List, string | null>>({ in: null, waiting: null })
  const wanted = useLater(text)
  const ward = useAsk('admission.ward', { text: wanted }, '查询在院患者')
  const waiting = useAsk('admission.waiting', { text: wanted }, '查询待入院')
  const { run, fault } = useCommand()
  useFollow(() => {
    ward.again()
    waiting.again()
  })
  const rows = sorted(ward.value ?? [], sort)
  const expected = waiting.value ?? []
  const pick = (key: string) => setChosen({ ...chosen, [list]: key })
  const at = indexOf(list === 'in' ? rows.map(keyOfStay) : expected.map(keyOfWaiting), chosen[list])

  const open = () => {
    const stay = rows[at]
    const awaited = expected[at]
    if (list === 'in' && stay) go('admission', { encounterId: stay.encounterId })
    else if (list === 'waiting' && awaited) void run('打开预住院', () => openWaiting(awaited))
  }
  const count = list === 'in' ? rows.length : expected.length
  const fresh = text.trim() === wanted && (list === 'in' ? ward : waiting).fresh
  const enter = useOnceFresh(fresh, open)
  const turnSort = () => setSort(SORTS[(SORTS.findIndex(({ key }) => key === sort) + 1) % SORTS.length]!.key)
  useKeys({
    ...listKeys(setList),
    ...uploadKeys(list === 'in' ? rows[at] : undefined, useUpload()),
    F2: { label: '刷新', run: () => (list === 'in' ? ward : waiting).again() },
    F3: { label: '到查找框', run: () => void focusOn('ward'), quiet: true },
    'Alt+O': { label: '换排序', run: turnSort },
    'Alt+N': { label: '新入院', run: () => go('admission', { new: '1' }) },
    Enter: { label: '办理', run: enter, enabled: !fresh || count > 0 },
  })
  useEffect(() => void focusOn('ward'), [])
  useEffect(() => onScan((code) => go('admission', { scan: code })), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const keys = list === 'in' ? rows.map(keyOfStay) : expected.map(keyOfWaiting)
    if (event.key === 'Home' || event.key === 'End') return
    const to = moveBy(event.key, at, keys.length, PAGE)
    if (to === null || keys[to] === undefined) return
    event.preventDefault()
    pick(keys[to])
  }
  return (
    <section className="panel grow w-ward" aria-label="住院病区">
      <div className="row">
        <Lists list={list} counts={{ in: rows.length, waiting: expected.length }} onList={setList} />
        <input
          className="v-input w-find"
          data-focus="ward"
          aria-label="查找"
          placeholder="姓名拼音首字母、床号或住院号"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Escape' && text) {
              setText('')
              e.stopPropagation()
            } else onKeyDown(e)
          }}
        />
        <span className="quiet">按{SORTS.find(({ key }) => key === sort)?.label}排序</span>
        {list === 'in' && <ExportButton table="ward" query={{ text: wanted }} disabled={rows.length === 0} />}
      </div>
      {list === 'in' && <Summary rows={ward.value ?? []} />}
      <Progress />
      <FaultPanel fault={fault ?? (list === 'in' ? ward.fault : waiting.fault)} />
      {list === 'in' ? (
        <Stays rows={rows} at={at} asking={ward.value === null} onPick={pick} onOpen={enter} />
      ) : (
        <Expected rows={expected} at={at} asking={waiting.value === null} onPick={pick} onOpen={enter} />
      )}
      <WaitLine />
    </section>
  )
}

const keyOfStay = (row: WardRow) => row.encounterId
const keyOfWaiting = (row: WaitingRow) => row.ipt_no

/** The row on which the list stands: the chosen one, else the first. */
const indexOf = (keys: string[], chosen: string | null) =>
  Math.max(0, chosen === null ? 0 : keys.indexOf(chosen))

async function openWaiting(row: WaitingRow) {
  const { stay } = await call('admission.open', { ipt_no: row.ipt_no })
  go('admission', { encounterId: stay.encounterId })
}

const EVENTS_ms = 500

/** Asks again after changes of stays, once for a burst of them. */
function useFollow(again: () => void) {
  const now = useRef(again)
  now.current = again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = null
        now.current()
      }, EVENTS_ms)
    }
    const stops = [bridge.on('visit.changed', soon), onConnection((state) => state === 'open' && soon())]
    return () => {
      if (timer) clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [])
}

function listKeys(setList: (list: List) => void): KeyMap {
  return {
    'Alt+1': { label: '在院', run: () => setList('in'), quiet: true },
    'Alt+2': { label: '待入院', run: () => setList('waiting'), quiet: true },
  }
}

/** F4 one, Shift+F4 all that have something to send, asked anew so that a filter hides nobody. */
function uploadKeys(row: WardRow | undefined, { now, done }: Pick<Upload, 'now' | 'done'>): KeyMap {
  const all = async () => {
    const everybody = await call('admission.ward', { text: '' })
    await uploadAll(everybody.filter(canUpload))
  }
  return {
    F4: {
      label: '上传费用',
      run: () => void (row && uploadAll([row])),
      enabled: row !== undefined && canUpload(row) && now === null,
    },
    'Shift+F4': { label: '全部上传', run: () => void all(), enabled: now === null },
    Esc: {
      label: now === null ? '收起结果' : '停止上传',
      run: now === null ? forgetUpload : stopUpload,
      enabled: now !== null || done.length > 0,
    },
  }
}

interface ListsProps {
  list: List
  counts: Record<List, number>
  onList: (list: List) => void
}

function Lists({ list, counts, onList }: ListsProps) {
  const names: [List, string, string][] = [
    ['in', 'Alt+1', '在院'],
    ['waiting', 'Alt+2', '待入院'],
  ]
  return (
    <nav className="v-strip" aria-label="列表">
      {names.map(([key, combo, label]) => (
        <button
          type="button"
          key={key}
          tabIndex={-1}
          className="v-tab"
          aria-pressed={list === key}
          onClick={() => onList(key)}
        >
          <kbd>{combo}</kbd>
          {label}
          <small>{counts[key]}</small>
        </button>
      ))}
    </nav>
  )
}

interface TableProps<T> {
  rows: T[]
  at: number
  asking: boolean
  onPick: (key: string) => void
  onOpen: () => void
}

function Stays({ rows, at, asking, onPick, onOpen }: TableProps<WardRow>) {
  const insutype = useDict('insutype')
  return (
    <DataTable<WardRow>
      label="在院患者"
      columns={wardColumns(insutype.of)}
      rows={rows}
      rowKey={keyOfStay}
      selected={rows[at] ? keyOfStay(rows[at]) : null}
      onSelect={(row) => onPick(keyOfStay(row))}
      onOpen={onOpen}
      empty={
        asking
          ? '正在查询…'
          : '没有在院患者。办理入院登记后列在这里：按 Alt+2 看预约入院的，或按 Alt+N 手工办理。'
      }
    />
  )
}

function Expected({ rows, at, asking, onPick, onOpen }: TableProps<WaitingRow>) {
  return (
    <DataTable<WaitingRow>
      label="待入院"
      columns={WAITING_COLUMNS}
      rows={rows}
      rowKey={keyOfWaiting}
      selected={rows[at] ? keyOfWaiting(rows[at]) : null}
      onSelect={(row) => onPick(keyOfWaiting(row))}
      onOpen={onOpen}
      empty={
        asking
          ? '正在查询…'
          : '没有待入院的患者。医生在 HIS 开住院证后列在这里；HIS 里没有的按 Alt+N 手工办理。'
      }
    />
  )
}
