import { useEffect, useRef, useState } from 'react'
import type { StockKind, StockKindView, StockRowView } from '../../../shared/api/stock.ts'
import { bridge, call } from '../../bridge.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { type KeyMap, useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { DetailBox, RemoveBox } from './boxes.tsx'
import { needsHand, ROW_COLUMNS, waits } from './columns.tsx'

const OPEN_STATES = ['open', 'waiting', 'held', 'sent', 'refused'] as const
const PAGE = 200
const BURST_ms = 400

interface Props {
  onProducts: () => void
}

/** Seven kinds, each with what waits and what the centre refused; rows by row, with the reason. */
export function Movements({ onProducts }: Props) {
  const summary = useAsk('stock.summary', {}, '查询进销存')
  const [kind, setKind] = useState<StockKind>('purchase')
  const [text, setText] = useState('')
  const [onlyOpen, setOnlyOpen] = useState(false)
  const [offset, setOffset] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const [box, setBox] = useState<{ is: 'detail' | 'remove'; row: StockRowView } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const command = useCommand()
  const query = { kind, text, offset, limit: PAGE, ...(onlyOpen ? { states: [...OPEN_STATES] } : {}) }
  const list = useAsk('stock.rows', query, '查询记录')
  const rows = list.value?.rows ?? []
  const row = rows.find(({ key }) => key === chosen) ?? rows[0]
  const kinds = summary.value?.kinds ?? []
  const own = kinds.find((each) => each.kind === kind)
  const refresh = () => {
    summary.again()
    list.again()
  }
  useRowsMoved(refresh)
  useEffect(() => void focusOn('rows'), [])

  const choose = (next: StockKind) => {
    setKind(next)
    setOffset(0)
    setChosen(null)
    focusOn('rows')
  }
  const run = (label: string, work: () => Promise<string>) =>
    command.run(label, async () => {
      setSaid(null)
      setSaid(await work())
      refresh()
    })
  const read = () => run('读取 HIS 并上传', async () => (await call('stock.read', {})).said)
  const resend = (keys: string[], single = false) =>
    run('重新上传', async () => {
      const sent = await call('stock.again', { kind, keys, single })
      const done = sent.filter(({ state }) => state === 'accepted').length
      return `重传 ${sent.length} 条，中心收下 ${done} 条。`
    })
  const refused = rows.filter(({ state }) => state === 'refused' || state === 'held')
  const canAgain = row?.state === 'refused' || row?.state === 'held' || row?.state === 'withdrawn'
  const idle = !command.busy
  const map: KeyMap = {
    F3: { label: '查找', run: () => void focusOn('find'), quiet: true },
    F4: { label: '读取并上传', run: read, enabled: idle },
    F6: { label: '看库存', run: onProducts },
    F8: { label: '重传这条', run: () => row && resend([row.key]), enabled: idle && canAgain },
    'Shift+F8': {
      label: '重传全部被拒',
      run: () => resend(refused.map(({ key }) => key)),
      enabled: idle && refused.length > 0,
    },
    'Alt+S': {
      label: '单笔重传',
      run: () => row && resend([row.key], true),
      enabled: idle && canAgain,
      quiet: true,
    },
    F9: {
      label: '从中心删除',
      run: () => row && setBox({ is: 'remove', row }),
      enabled: idle && row?.state === 'accepted' && kind !== 'remove',
    },
    'Alt+O': {
      label: onlyOpen ? '看全部' : '只看未完成',
      run: () => {
        setOnlyOpen(!onlyOpen)
        setOffset(0)
      },
    },
    'Alt+PageUp': {
      label: '上一页',
      run: () => setOffset(Math.max(0, offset - PAGE)),
      enabled: offset > 0,
      quiet: true,
    },
    'Alt+PageDown': {
      label: '下一页',
      run: () => setOffset(offset + PAGE),
      enabled: list.value?.more === true,
      quiet: true,
    },
  }
  for (const [i, each] of kinds.entries())
    map[`Alt+${i + 1}`] = { label: each.label, run: () => choose(each.kind), quiet: true }
  useKeys(map)

  return (
    <section className="panel grow s-screen" aria-label="进销存">
      <Kinds kinds={kinds} kind={kind} onKind={choose} />
      <div className="row">
        <input
          className="v-input s-find"
          data-focus="find"
          aria-label="查找"
          placeholder="编码、名称或单号"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setOffset(0)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('rows')
          }}
        />
        <span className="quiet">
          {own && `接口 ${own.infno}　已上传 ${own.accepted} 条`}
          {summary.value?.readAt ? `　HIS 读到 ${timeShow(summary.value.readAt)}` : '　还没有读过 HIS，按 F4'}
        </span>
        {said && <span className="done">{said}</span>}
        <ExportButton table="stock.rows" query={{ kind, text }} disabled={rows.length === 0} />
      </div>
      {own?.blocked && <p className="v-warning">上次上传停下：{own.blocked}</p>}
      <FaultPanel
        fault={command.fault ?? summary.fault ?? list.fault}
        onClose={() => command.setFault(null)}
      />
      <div className="s-table" data-focus="rows">
        <DataTable<StockRowView>
          label="进销存记录"
          columns={ROW_COLUMNS}
          rows={rows}
          rowKey={({ key, state }) => `${state === 'open' ? '…' : ''}${key}`}
          selected={row ? `${row.state === 'open' ? '…' : ''}${row.key}` : null}
          onSelect={({ key }) => setChosen(key)}
          onOpen={(hit) => setBox({ is: 'detail', row: hit })}
          empty={emptyWords(list.value === null, onlyOpen, own)}
        />
      </div>
      <div className="row">
        <span className="quiet">
          Enter 看详情
          {(offset > 0 || list.value?.more) && `　第 ${offset + 1} 条起，Alt+PageUp、Alt+PageDown 翻页`}
        </span>
        <WaitLine />
      </div>
      {box?.is === 'detail' && <DetailBox row={box.row} onClose={() => setBox(null)} />}
      {box?.is === 'remove' && (
        <RemoveBox
          row={box.row}
          onClose={() => setBox(null)}
          onRemove={(reason) => {
            setBox(null)
            void run('从中心删除', async () => {
              const done = await call('stock.remove', { kind, key: box.row.key, reason })
              return done.state === 'accepted' ? `已从中心删除 ${box.row.key}。` : `没有删除：${done.why}`
            })
          }}
        />
      )}
    </section>
  )
}

function emptyWords(asking: boolean, onlyOpen: boolean, own: StockKindView | undefined): string {
  if (asking) return '正在查询…'
  if (onlyOpen) return `${own?.label ?? ''}没有未完成的记录。`
  return `HIS 里的${own?.label ?? ''}记录读取后列在这里：按 F4 读取并上传，平时每 10 分钟自动读取。`
}

interface KindsProps {
  kinds: readonly StockKindView[]
  kind: StockKind
  onKind: (kind: StockKind) => void
}

/** What needs a hand in red, what waits in amber. */
function Kinds({ kinds, kind, onKind }: KindsProps) {
  return (
    <nav className="s-kinds" aria-label="类别">
      {kinds.map((each, i) => (
        <button
          type="button"
          key={each.kind}
          tabIndex={-1}
          aria-pressed={each.kind === kind}
          onClick={() => onKind(each.kind)}
        >
          <span>
            <kbd>Alt+{i + 1}</kbd> {each.label}
          </span>
          <small>
            {needsHand(each) > 0 && <b className="in-doubt">被拒 {needsHand(each)} </b>}
            {waits(each) > 0 && <b className="waiting">等待 {waits(each)} </b>}
            {needsHand(each) + waits(each) === 0 && <span className="quiet">已上传 {each.accepted}</span>}
          </small>
        </button>
      ))}
    </nav>
  )
}

/** Asks again after rows of goods moved, once for a burst of them. */
function useRowsMoved(refresh: () => void) {
  const now = useRef(refresh)
  now.current = refresh
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = bridge.on('uploads.changed', ({ source }) => {
      if (!source.startsWith('stock.')) return
      clearTimeout(timer)
      timer = setTimeout(() => now.current(), BURST_ms)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
}
