import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { UploadDetail, UploadLine } from '../../../shared/api/uploads.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { go, useRoute } from '../../stores/route.ts'
import { focusOn } from '../common/focus.ts'
import { MendBox, RedriveBox, WithdrawBox } from './boxes.tsx'
import { Detail } from './Detail.tsx'
import { linesOf, Sources } from './Sources.tsx'
import { EMPTY, sourceWords, TONE, VIEWS } from './words.ts'
import '../common/fields.css'
import '../common/money.css'
import './uploads.css'

const LIMIT = 200

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
    width: '22%',
    render: (line) => <span title={line.fields.join('、')}>{line.fields.join('、')}</span>,
  },
  { key: 'why', title: '原因', width: '34%', render: (line) => <span title={line.why}>{line.why}</span> },
  { key: 'at', title: '时间', width: 92, render: (line) => timeShow(line.at) },
]
const WITH_SOURCE: readonly Column<UploadLine>[] = [
  ...COLUMNS.slice(0, 1),
  {
    key: 'source',
    title: '来源',
    width: 110,
    render: (line) => <span title={line.sourceLabel}>{line.sourceLabel}</span>,
  },
  ...COLUMNS.slice(1),
]

type Box = { is: 'mend'; fault: FieldFault } | { is: 'redrive' } | { is: 'withdraw' } | null

/** 上传任务单: what goes to the centre by itself; what it would not take stands first, with the field and why. */
export default function UploadsScreen() {
  const params = useRoute((s) => s.params)
  const [source, setSource] = useState(params.source ?? '')
  const [view, setView] = useState(0)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [box, setBox] = useState<Box>(null)
  const [said, setSaid] = useState('')
  const command = useCommand()
  const overview = useAsk('uploads.overview', {}, '查询上传来源')
  const query = { source, states: [...VIEWS[view]!.states], text: text.trim() }
  const list = useAsk('uploads.list', { ...query, limit: LIMIT }, '查询上传记录')
  const rows = list.value ?? []
  const line = rows.find((row) => keyOf(row) === chosen) ?? rows[0] ?? null
  const detail = useAsk('uploads.row', line && { source: line.source, key: line.key }, '查询上传记录')
  const shown = line && detail.value?.line.key === line.key ? detail.value : null
  const known = overview.value?.sources ?? []
  const now = known.find(({ id }) => id === source)
  const refresh = useRefresh(overview.again, list.again, detail.again)

  const mayMend = line !== null && (line.state === 'held' || line.state === 'refused')
  const mend = (fault: FieldFault | undefined) => fault && setBox({ is: 'mend', fault })
  const run = (what: 'read' | 'send') =>
    command.run(what === 'read' ? '从 HIS 读取' : '上传', async () => {
      const sources = source ? [source] : known.filter((s) => what === 'send' || s.reads).map(({ id }) => id)
      let words = ''
      for (const each of sources) words = (await call('uploads.run', { source: each, what })).said
      setSaid(source ? words : `${sources.length} 个来源${what === 'read' ? '已读取' : '已开始上传'}`)
      refresh()
    })
  const again = () =>
    command.run('重新上传', async () => {
      if (!line) return
      await call('uploads.redrive', { source: line.source, keys: [line.key] })
      setSaid(`${line.title} 重新上传`)
      refresh()
    })
  const onDone = (words: string) => {
    setSaid(words)
    refresh()
  }
  const onMended = (after: UploadDetail) => {
    detail.put(after)
    onDone(after.line.state === 'held' ? '这一项已改，还有别的不合规定' : '已改正，正在重传')
  }
  const show = (at: number) => () => {
    setView(at)
    setChosen(null)
    focusOn('u-rows')
  }
  const idle = !command.busy
  useKeys({
    F2: { label: '刷新', run: refresh },
    F3: { label: '查找', run: () => focusOn('u-search') },
    F4: { label: '从 HIS 读取', run: () => run('read'), enabled: idle && now?.reads !== false },
    F6: { label: '原样重传', run: again, enabled: idle && mayMend },
    F8: { label: '立即上传', run: () => run('send'), enabled: idle },
    F9: { label: '同原因全部重传', run: () => setBox({ is: 'redrive' }), enabled: idle && source !== '' },
    Delete: {
      label: '撤下',
      run: () => setBox({ is: 'withdraw' }),
      enabled: idle && (mayMend || line?.state === 'waiting'),
    },
    F10: {
      label: '看报文',
      run: () => line?.msgid && go('txns', { msgid: line.msgid }),
      enabled: Boolean(line?.msgid),
    },
    Esc: { label: '到来源', run: () => focusOn('u-sources'), quiet: true },
    ...Object.fromEntries(
      VIEWS.map(({ label }, i) => [`Alt+${i + 1}`, { label, run: show(i), quiet: true }]),
    ),
  })

  return (
    <div className="columns u-screen">
      <section className="panel">
        <h2>上传任务单</h2>
        {(overview.value?.dead ?? 0) > 0 && (
          <p className="in-doubt">{overview.value!.dead} 个上传任务多次失败已停，请到“任务与监控”查看</p>
        )}
        <FaultPanel fault={overview.fault} />
        <Sources
          lines={linesOf(known)}
          selected={source}
          onSelect={(id) => {
            setSource(id)
            setChosen(null)
          }}
          onOpen={() => focusOn('u-rows')}
        />
      </section>
      <section className="panel">
        <div className="row">
          <div className="u-views">
            {VIEWS.map(({ label }, i) => (
              <Button
                key={label}
                size="small"
                type={i === view ? 'primary' : 'default'}
                aria-pressed={i === view}
                onClick={show(i)}
              >
                {label} <kbd>Alt+{i + 1}</kbd>
              </Button>
            ))}
          </div>
          <input
            className="v-input u-search"
            data-focus="u-search"
            aria-label="查找上传记录"
            placeholder="记录或编号"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
              event.preventDefault()
              focusOn('u-rows')
            }}
          />
        </div>
        {now?.blocked && <p className="u-why">{now.blocked}</p>}
        <FaultPanel fault={command.fault ?? list.fault} />
        <div className="u-rows" data-focus="u-rows">
          <DataTable
            autoFocus
            label="上传记录"
            columns={source ? COLUMNS : WITH_SOURCE}
            rows={rows}
            rowKey={keyOf}
            selected={line ? keyOf(line) : null}
            onSelect={(row) => setChosen(keyOf(row))}
            onOpen={() => mayMend && mend(shown?.faults[0])}
            empty={list.value ? EMPTY[view] : '正在查询…'}
          />
        </div>
        <div className="row">
          <span className="quiet">
            {rows.length === LIMIT ? `最近 ${LIMIT} 条。` : ''}
            {said ? <span className="done">{said}</span> : sourceWords(now)}
          </span>
          <ExportButton table="uploads" query={query} disabled={rows.length === 0} />
        </div>
        <WaitLine />
      </section>
      <aside className="panel u-detail">
        {shown ? (
          <Detail detail={shown} mayMend={mayMend} onMend={mend} />
        ) : (
          <p className="quiet">选中一条，这里说明哪一项不对、为什么、怎么改，并列出整条报文。</p>
        )}
      </aside>
      {box?.is === 'mend' && shown && (
        <MendBox detail={shown} fault={box.fault} onClose={() => setBox(null)} onDone={onMended} />
      )}
      {box?.is === 'redrive' && <RedriveBox source={source} onClose={() => setBox(null)} onDone={onDone} />}
      {box?.is === 'withdraw' && line && (
        <WithdrawBox line={line} onClose={() => setBox(null)} onDone={onDone} />
      )}
    </div>
  )
}

const keyOf = ({ source, key }: UploadLine) => `${source} ${key}`

/** Asks everything again, by hand or when rows moved. */
function useRefresh(overview: () => void, list: () => void, detail: () => void): () => void {
  const refresh = useCallback(() => {
    overview()
    list()
    detail()
  }, [overview, list, detail])
  useEffect(() => bridge.on('uploads.changed', refresh), [refresh])
  return refresh
}
