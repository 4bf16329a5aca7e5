import { type KeyboardEvent, useEffect, useState } from 'react'
import type { SetllistRow } from '../../../shared/api/setllist.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { useLater, useOnceFresh } from '../../stores/later.ts'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import { Groups, groupAfter } from '../common/Groups.tsx'
import { Boxes } from './boxes.tsx'
import { Results, useResting, WorkLine } from './parts.tsx'
import { GROUPS, STATE_LABEL, toneOf, turn, useSetllist } from './store.ts'

const DAY_ms = 86_400_000
/** settlements of so many days are shown */
const BACK_days = 90
/** the screen may stay open over many midnights */
const AHEAD_days = 366

export function Worklist() {
  const { group, text, chosen, marked, box, done } = useSetllist()
  const [range] = useState(() => ({
    from: Date.now() - BACK_days * DAY_ms,
    to: Date.now() + AHEAD_days * DAY_ms,
  }))
  const wanted = useLater(text)
  const list = useAsk('setllist.list', { ...range, text: wanted }, '查询结算清单')
  const command = useCommand()
  const all = list.value ?? []
  const states = GROUPS.find(({ key }) => key === group)!.states
  const rows = all.filter(({ state }) => states === null || states.includes(state))
  const at = rows.find(({ setl_id }) => setl_id === chosen) ?? rows[0] ?? null
  const picked = rows.filter(({ setl_id }) => marked.has(setl_id))
  const meant = picked.length > 0 ? picked : at ? [at] : []

  const fresh = text.trim() === wanted && list.fresh
  const open = useOnceFresh(fresh, () => at && turn({ open: at.setl_id, done: [] }))

  useKeys(keysOf({ rows, all, at, meant, command, open, again: list.again }))
  useResting('setllists', box === null && !command.busy)
  useEffect(() => bridge.on('doubt.changed', list.again), [list.again])
  return (
    <section className="panel grow sl-screen" aria-label="结算清单">
      <div className="row">
        <Groups
          label="清单状态"
          groups={GROUPS}
          all={all}
          at={group}
          onTurn={(to) => turn({ group: to, marked: new Set() })}
        />
        <input
          className="v-input sl-find"
          data-focus="find"
          aria-label="查找"
          placeholder="姓名、首字母、住院号或结算ID"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => turn({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('setllists')
          }}
        />
        <ExportButton table="setllist" query={{ ...range, text }} disabled={all.length === 0} />
      </div>
      <Next all={all} picked={picked.length} />
      <WorkLine work="setllist" />
      <Results rows={done} onClose={() => turn({ done: [] })} />
      <FaultPanel fault={command.fault ?? list.fault} />
      <Table rows={rows} at={at} asking={list.value === null} onOpen={open} />
      <WaitLine />
      {box && <Boxes box={box} command={command} again={list.again} />}
    </section>
  )
}

/** What is to be done first, in words, with its key. */
function Next({ all, picked }: { all: SetllistRow[]; picked: number }) {
  const count = (...states: SetllistRow['state'][]) =>
    all.filter(({ state }) => states.includes(state)).length
  const open = all.filter(({ state }) => !['submitted', 'passed', 'void'].includes(state))
  const late = open.filter(({ dueAt }) => dueAt < Date.now()).length
  const [none, bad, draft, ready] = [
    count('none'),
    count('faulty', 'returned'),
    count('draft'),
    count('uploaded'),
  ]
  const next =
    picked > 0
      ? `已选 ${picked} 份：F6 上传，F8 提交，Esc 取消选择`
      : none > 0
        ? `${none} 份还没有生成：按 F4 全部生成`
        : bad > 0
          ? `${bad} 份有错要改：按 Enter 打开第一份`
          : draft > 0
            ? `${draft} 份可以上传：Alt+A 全选，F6 上传`
            : ready > 0
              ? `${ready} 份上传后还没有提交：到“待提交”里 Alt+A 全选，F8 提交`
              : '没有要处理的清单'
  return (
    <p className="sl-next">
      <b>{next}</b>
      {open.length > 0 && <span className="quiet">没有提交的共 {open.length} 份</span>}
      {late > 0 && <span className="sl-bad">已过期 {late} 份</span>}
    </p>
  )
}

interface Hands {
  rows: SetllistRow[]
  all: SetllistRow[]
  at: SetllistRow | null
  meant: SetllistRow[]
  command: Command
  open(): void
  again(): void
}

function keysOf({ rows, all, at, meant, command, open, again }: Hands): KeyMap {
  const { group, marked, done } = useSetllist.getState()
  const idle = !command.busy
  const ids = meant.map(({ setl_id }) => setl_id)
  const bare = all.filter(({ state }) => state === 'none').map(({ setl_id }) => setl_id)
  const run = (label: string, work: () => Promise<typeof done>) =>
    void command.run(label, async () => {
      turn({ done: await work() })
      again()
    })
  const nextGroup = () => turn({ group: groupAfter(GROUPS, group), marked: new Set() })
  const ask = (what: 'upload' | 'submit' | 'back') => turn({ box: { is: 'send', what, setl_ids: ids } })
  const some = idle && ids.length > 0
  return {
    F2: { label: '刷新', run: again },
    F3: { label: '查找', run: () => void focusOn('find') },
    F4: {
      label: '全部生成',
      run: () => run('生成结算清单', () => call('setllist.make', { setl_ids: bare })),
      enabled: idle && bare.length > 0,
    },
    Enter: {
      label: '打开',
      run: open,
      enabled: at !== null,
      quiet: true,
    },
    F6: { label: '上传', run: () => ask('upload'), enabled: some },
    F8: { label: '提交', run: () => ask('submit'), enabled: some },
    F9: { label: '退回未提交', run: () => ask('back'), enabled: some },
    'Alt+A': {
      label: '全选',
      run: () => turn({ marked: new Set(rows.map(({ setl_id }) => setl_id)) }),
      enabled: rows.length > 0,
    },
    'Alt+G': { label: '换列表', run: nextGroup, quiet: true },
    'Alt+K': {
      label: '查审核',
      run: () => run('查询审核结果', () => call('setllist.check', { setl_ids: ids })),
      enabled: some && meant.every(({ setl_list_id }) => setl_list_id !== null),
    },
    'Alt+Q': { label: '质控结果', run: () => turn({ box: { is: 'quality' } }), quiet: true },
    'Alt+T': { label: '本月统计', run: () => turn({ box: { is: 'counts' } }), quiet: true },
    Esc: {
      label: marked.size > 0 ? '取消选择' : '收起结果',
      run: () => turn(marked.size > 0 ? { marked: new Set() } : { done: [] }),
      enabled: marked.size > 0 || done.length > 0,
    },
  }
}

interface TableProps {
  rows: SetllistRow[]
  at: SetllistRow | null
  asking: boolean
  onOpen: () => void
}

function Table({ rows, at, asking, onOpen }: TableProps) {
  const marked = useSetllist((s) => s.marked)
  const med_type = useDict('med_type')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !at) return
    event.preventDefault()
    const next = new Set(marked)
    if (!next.delete(at.setl_id)) next.add(at.setl_id)
    turn({ marked: next })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the space bar marks the row that the grid stands on
    <div className="sl-table" data-focus="setllists" onKeyDown={onKeyDown}>
      <DataTable<SetllistRow>
        label="结算清单"
        columns={columns(marked, med_type.of)}
        rows={rows}
        rowKey={({ setl_id }) => setl_id}
        selected={at?.setl_id ?? null}
        onSelect={({ setl_id }) => turn({ chosen: setl_id })}
        onOpen={onOpen}
        empty={
          asking
            ? '正在查询…'
            : '没有这样的清单。出院结算后，病人的结算清单会列在这里；门诊慢特病的结算也在内。'
        }
      />
    </div>
  )
}

const columns = (marked: ReadonlySet<string>, med_type: (code: string) => string): Column<SetllistRow>[] => [
  { key: 'mark', title: '', width: 28, render: (row) => (marked.has(row.setl_id) ? '✓' : '') },
  {
    key: 'state',
    title: '状态',
    width: 130,
    render: (row) => (
      <span className={row.doubtful ? 'waiting' : toneOf(row.state)}>
        {row.doubtful ? '查证中' : STATE_LABEL[row.state]}
        {row.faults > 0 && row.state === 'faulty' && ` ${row.faults} 处`}
      </span>
    ),
  },
  { key: 'name', title: '姓名', width: 84, render: (row) => <b>{row.psn_name}</b> },
  { key: 'no', title: '住院号 / 门诊号', width: 130, render: (row) => row.ipt_otp_no },
  { key: 'type', title: '类别', width: 90, render: (row) => med_type(row.med_type) },
  { key: 'dept', title: '科室', width: 120, render: (row) => row.dept },
  { key: 'time', title: '结算时间', width: 140, render: (row) => row.setl_time.slice(0, 16) },
  { key: 'total', title: '总额', width: 96, align: 'right', render: (row) => <Money fen={row.totalFen} /> },
  { key: 'due', title: '期限', width: 96, render: (row) => <Due row={row} /> },
  { key: 'note', title: '说明', render: (row) => <span className="quiet">{row.note}</span> },
]

function Due({ row }: { row: SetllistRow }) {
  if (['submitted', 'passed', 'void'].includes(row.state)) return <span className="quiet">—</span>
  const days = Math.ceil((row.dueAt - Date.now()) / DAY_ms)
  if (days <= 0) return <span className="sl-bad">过期 {1 - days} 天</span>
  return <span className={days <= 3 ? 'waiting' : ''}>还有 {days} 天</span>
}
