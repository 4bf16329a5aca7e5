import { type KeyboardEvent, useEffect } from 'react'
import type { SelfpayRow } from '../../../shared/api/selfpay.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { useLater } from '../../stores/later.ts'
import { focusOn } from '../common/focus.ts'
import { Results, useResting, WorkLine } from '../setllist/parts.tsx'
import { Boxes } from './boxes.tsx'
import { Detail } from './Detail.tsx'
import { lookInto, STATE_LABEL, turn, useSelfpay } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../setllist/setllist.css'
import './selfpay.css'

/** 自费上传: who asks the insurance later, and how far each is on its way to the centre. */
export default function SelfpayScreen() {
  const { text, chosen, marked, box, done } = useSelfpay()
  const wanted = useLater(text)
  const list = useAsk('selfpay.list', { text: wanted }, '查询自费就诊')
  const command = useCommand()
  const rows = list.value ?? []
  const at = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  const picked = rows.filter(({ id }) => marked.has(id))
  const meant = picked.length > 0 ? picked : at ? [at] : []
  useFollow(list.again)
  useKeys(keysOf({ rows, at, meant, command, again: list.again }))
  useResting('selfpays', box === null && !command.busy)
  return (
    <div className="zf-screen">
      <section className="panel zf-list" aria-label="自费上传">
        <div className="row">
          <input
            className="v-input sl-find"
            data-focus="find"
            aria-label="查找"
            placeholder="姓名、首字母或住院号"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => turn({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
              event.preventDefault()
              focusOn('selfpays')
            }}
          />
          <ExportButton table="selfpay" query={{ text }} disabled={rows.length === 0} />
        </div>
        <Next rows={rows} picked={picked.length} />
        <WorkLine work="selfpay" />
        <Results rows={done} onClose={() => turn({ done: [] })} />
        <FaultPanel fault={command.fault ?? list.fault} />
        <Table rows={rows} at={at} asking={list.value === null} />
        <WaitLine />
      </section>
      {at ? (
        <Detail key={`${at.id} ${at.version}`} row={at} again={list.again} />
      ) : (
        <section className="panel quiet zf-detail">
          选中的就诊的步骤、要改的地方和费用明细会显示在这里。
        </section>
      )}
      {box && <Boxes box={box} command={command} again={list.again} />}
    </div>
  )
}

/** While an upload runs its steps are seen as they happen; what was in doubt ends by itself. */
function useFollow(again: () => void) {
  useEffect(() => {
    const stops = [
      bridge.on('work.progress', ({ work }) => work === 'selfpay' && again()),
      bridge.on('doubt.changed', again),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [again])
}

function Next({ rows, picked }: { rows: SelfpayRow[]; picked: number }) {
  const open = rows.filter(({ state }) => state !== 'done' && state !== 'removed')
  const bad = open.filter(({ why, doubtful }) => why && !doubtful).length
  const next =
    picked > 0
      ? `已选 ${picked} 份：F6 上传，Esc 取消选择`
      : rows.length === 0
        ? '按 F2 取医保下发的待上传清单'
        : bad > 0
          ? `${bad} 份停在错误上：按 F4 改正，再按 F6 继续`
          : open.length > 0
            ? `${open.length} 份待上传：Alt+A 全选，F6 上传`
            : '全部上传完成'
  return (
    <p className="sl-next">
      <b>{next}</b>
      {bad > 0 && <span className="sl-bad">出错 {bad} 份</span>}
    </p>
  )
}

interface Hands {
  rows: SelfpayRow[]
  at: SelfpayRow | null
  meant: SelfpayRow[]
  command: Command
  again(): void
}

function keysOf({ rows, at, meant, command, again }: Hands): KeyMap {
  const { marked, done, uploading } = useSelfpay.getState()
  const idle = !command.busy && !uploading
  const todo = meant.filter(({ state, doubtful }) => state !== 'done' && !doubtful)
  const back = (what: 'reopen' | 'remove') => {
    if (!at) return
    const { id, version, psn_name } = at
    turn({ box: { is: 'back', what, id, version, psn_name } })
  }
  return {
    F2: {
      label: '取待上传清单',
      run: () => void command.run('取待上传清单', () => fetchAll(again)),
      enabled: idle,
    },
    F3: { label: '查找', run: () => void focusOn('find'), quiet: true },
    F4: {
      label: '改正',
      run: () => at && lookInto(at.id),
      enabled: at !== null && at.faults > 0,
    },
    F6: {
      label: '上传',
      run: () => turn({ box: { is: 'upload', ids: todo.map(({ id }) => id) } }),
      enabled: idle && todo.length > 0,
    },
    F8: {
      label: '与中心核对',
      run: () => at && turn({ box: { is: 'ask', id: at.id, psn_name: at.psn_name } }),
      enabled: at !== null && at.state !== 'new',
    },
    F9: { label: '改回未完成', run: () => back('reopen'), enabled: idle && at?.state === 'done' },
    'Alt+D': {
      label: '删除',
      run: () => back('remove'),
      enabled: idle && at !== null && at.state !== 'new' && at.state !== 'removed' && !at.doubtful,
    },
    'Alt+A': {
      label: '全选',
      run: () => turn({ marked: new Set(rows.flatMap(({ id, state }) => (state === 'done' ? [] : [id]))) }),
      enabled: rows.length > 0,
    },
    Esc: uploading
      ? { label: '停止上传', run: () => call('selfpay.stop', {}) }
      : {
          label: marked.size > 0 ? '取消选择' : '收起结果',
          run: () => turn(marked.size > 0 ? { marked: new Set() } : { done: [] }),
          enabled: marked.size > 0 || done.length > 0,
        },
  }
}

async function fetchAll(again: () => void) {
  const { added, changed, kept } = await call('selfpay.fetch', {})
  const words = [
    added > 0 ? `新增 ${added} 份` : '',
    changed > 0 ? `更新 ${changed} 份` : '',
    kept > 0 ? `${kept} 份已完成或正在查证，没有更新` : '',
  ].filter(Boolean)
  const said = words.join('，') || '没有新的'
  turn({ done: [{ id: '', psn_name: '待上传清单', ok: true, words: said }] })
  again()
}

function Table({ rows, at, asking }: { rows: SelfpayRow[]; at: SelfpayRow | null; asking: boolean }) {
  const marked = useSelfpay((s) => s.marked)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !at) return
    event.preventDefault()
    const next = new Set(marked)
    if (!next.delete(at.id)) next.add(at.id)
    turn({ marked: next })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the space bar marks the row that the grid stands on
    <div className="sl-table" data-focus="selfpays" onKeyDown={onKeyDown}>
      <DataTable<SelfpayRow>
        label="自费就诊"
        columns={columns(marked)}
        rows={rows}
        rowKey={({ id }) => id}
        selected={at?.id ?? null}
        onSelect={({ id }) => turn({ chosen: id })}
        onOpen={({ id }) => lookInto(id)}
        empty={
          asking
            ? '正在查询…'
            : '还没有自费就诊。病人自费出院后申请手工报销的，医保下发、HIS 备好后按 F2 取到这里。'
        }
      />
    </div>
  )
}

const columns = (marked: ReadonlySet<string>): Column<SelfpayRow>[] => [
  { key: 'mark', title: '', width: 28, render: (row) => (marked.has(row.id) ? '✓' : '') },
  { key: 'state', title: '状态', width: 120, render: (row) => <State row={row} /> },
  { key: 'name', title: '姓名', width: 80, render: (row) => <b>{row.psn_name}</b> },
  { key: 'kind', title: '类别', width: 52, render: (row) => (row.kind === 'inpatient' ? '住院' : '门诊') },
  { key: 'begin', title: '开始', width: 96, render: (row) => row.begntime.slice(0, 10) },
  {
    key: 'lines',
    title: '明细',
    width: 84,
    align: 'right',
    render: (row) => (row.sent > 0 && row.sent < row.lines ? `${row.sent} / ${row.lines}` : row.lines),
  },
  { key: 'total', title: '合计', width: 96, align: 'right', render: (row) => <Money fen={row.totalFen} /> },
]

function State({ row }: { row: SelfpayRow }) {
  if (row.doubtful) return <span className="waiting">查证中</span>
  if (row.why) return <span className="sl-bad">出错待改{row.faults > 0 ? ` ${row.faults} 处` : ''}</span>
  return <span className={row.state === 'done' ? 'done' : ''}>{STATE_LABEL[row.state]}</span>
}
