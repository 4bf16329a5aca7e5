import { useCallback, useEffect, useState } from 'react'
import type { TermsCatalogue } from '../../../shared/api/terms.ts'
import { bridge, call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { Catalogues, isAtWork } from './Catalogues.tsx'
import { Changes } from './Changes.tsx'
import { Dicts } from './Dicts.tsx'
import { Institutions } from './Institutions.tsx'
import { Search } from './Search.tsx'
import '../common/layout.css'
import '../common/fields.css'
import './terms.css'

const TABS = [
  ['search', '查找', 'Alt+1'],
  ['changes', '版本变化', 'Alt+2'],
  ['dicts', '字典', 'Alt+3'],
  ['institutions', '医药机构', 'Alt+4'],
] as const
type Tab = (typeof TABS)[number][0]

/** 医保目录: which are there on the left, what is in them on the right. One types at once. */
export default function TermsScreen() {
  const [tab, setTab] = useState<Tab>('search')
  const [chosen, setChosen] = useState<string | null>(null)
  const [asking, setAsking] = useState<'cancel' | 'fresh' | null>(null)
  const list = useAsk('terms.list', {}, '查询目录')
  const command = useCommand()
  useProgress(list.again)
  const rows = list.value ?? []
  const row = rows.find(({ kind }) => kind === chosen) ?? rows[0] ?? null
  const none = list.value !== null && !rows.some(({ searched }) => searched)
  const open = useCallback((wanted: Tab) => {
    setTab(wanted)
    requestAnimationFrame(() => focusOn(wanted))
  }, [])
  useEffect(() => open('search'), [open])

  const send = (label: string, work: () => Promise<TermsCatalogue[]>) =>
    command.run(label, async () => list.put(await work()))
  const download = (kinds: string[], fresh = false) =>
    send('下载目录', () => call('terms.download', { kinds, fresh }))
  const working = row !== null && isAtWork(row)
  const left = row?.work === 'paused' || row?.work === 'failed'
  useKeys({
    F4: {
      label: left ? '继续下载' : '下载',
      run: () => row && download([row.kind]),
      enabled: !!row && !working,
    },
    'Shift+F4': {
      label: '全部下载',
      run: () => download(rows.map(({ kind }) => kind)),
      enabled: rows.length > 0,
    },
    F7: {
      label: '暂停',
      run: () => row && send('暂停', () => call('terms.pause', { kind: row.kind })),
      enabled: working,
    },
    F9: { label: '取消下载', run: () => setAsking('cancel'), enabled: working || row?.work === 'paused' },
    'Ctrl+F4': { label: '从头下载', run: () => setAsking('fresh'), enabled: !!row && !working, quiet: true },
    ...Object.fromEntries(
      TABS.map(([key, label, combo]) => [combo, { label, run: () => open(key), quiet: true }]),
    ),
    F6: { label: '目录列表', run: () => focusOn('catalogues'), quiet: true },
    F3: { label: '查找', run: () => open('search'), quiet: true },
  })

  return (
    <div className="t-screen">
      <section className="panel t-left" data-focus="catalogues">
        <Head rows={rows} none={none} onAll={() => download(rows.map(({ kind }) => kind))} />
        <FaultPanel fault={command.fault ?? list.fault} onClose={() => command.setFault(null)} />
        <Catalogues
          rows={rows}
          selected={row?.kind ?? null}
          onSelect={({ kind }) => setChosen(kind)}
          onOpen={({ kind, work, changed }) =>
            work === 'none' && changed ? open('changes') : download([kind])
          }
        />
        {row && <About row={row} />}
        <WaitLine />
      </section>
      <section className="panel t-right">
        <Tabs tab={tab} onTab={open} />
        {tab === 'search' && <Search rows={rows} none={none} />}
        {tab === 'changes' && <Changes key={`${row?.kind} ${row?.version}`} row={row} />}
        {tab === 'dicts' && <Dicts />}
        {tab === 'institutions' && <Institutions />}
      </section>
      {asking && row && (
        <Question
          is={asking}
          row={row}
          onCancel={() => setAsking(null)}
          onOk={async () => {
            setAsking(null)
            if (asking === 'fresh') await download([row.kind], true)
            else await send('取消下载', () => call('terms.cancel', { kind: row.kind }))
          }}
        />
      )}
    </div>
  )
}

/** The main process tells of each step; the list is asked for again, a few times a second at most. */
function useProgress(again: () => void) {
  useEffect(
    () =>
      bridge.on('work.progress', ({ work }) => {
        if (work.startsWith('terms.')) again()
      }),
    [again],
  )
}

/** What is to be done first stands on top: nothing loaded, something stopped, or how far it is. */
function Head({ rows, none, onAll }: { rows: TermsCatalogue[]; none: boolean; onAll: () => void }) {
  const failed = rows.filter(({ work }) => work === 'failed').length
  const paused = rows.filter(({ work }) => work === 'paused').length
  const atWork = rows.filter(isAtWork).length
  return (
    <div className="row t-head">
      <h2>目录</h2>
      {none && atWork === 0 ? (
        <button type="button" className="v-tab" onClick={onAll}>
          <kbd>Shift+F4</kbd> 还没有目录，全部下载
        </button>
      ) : (
        <span className={failed ? 'in-doubt' : paused || atWork ? 'waiting' : 'quiet'}>
          {failed
            ? `${failed} 个没有下载成功，选中后按 F4 重试`
            : atWork
              ? `正在下载，还有 ${atWork} 个`
              : paused
                ? `${paused} 个没有下载完，选中后按 F4 继续`
                : '每天夜里自动更新'}
        </span>
      )}
    </div>
  )
}

function About({ row }: { row: TermsCatalogue }) {
  const { kind, label, doing, changed, work } = row
  return (
    <p className="t-about">
      <b>
        {kind} {label}
      </b>
      {doing && <span className={work === 'failed' ? 'in-doubt' : 'quiet'}>{doing}</span>}
      {!doing && changed && (
        <span className="quiet">
          上次更新：新增 {changed.added}、变更 {changed.changed}、停用 {changed.stopped}（Alt+2 看明细）
        </span>
      )}
    </p>
  )
}

function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  return (
    <div className="row t-tabs" role="tablist" aria-label="医保目录">
      {TABS.map(([key, label, combo]) => (
        <button
          key={key}
          type="button"
          role="tab"
          className="v-tab"
          tabIndex={-1}
          aria-selected={tab === key}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTab(key)}
        >
          <kbd>{combo}</kbd> {label}
        </button>
      ))}
    </div>
  )
}

interface QuestionProps {
  is: 'cancel' | 'fresh'
  row: TermsCatalogue
  onOk: () => unknown
  onCancel: () => void
}

function Question({ is, row, onOk, onCancel }: QuestionProps) {
  const cancel = is === 'cancel'
  return (
    <ConfirmBox
      title={cancel ? `取消下载${row.label}？` : `从头下载${row.label}？`}
      okText={cancel ? '取消下载' : '从头下载'}
      danger={cancel}
      onOk={onOk}
      onCancel={onCancel}
    >
      {cancel
        ? '已经下载的部分会丢弃。正在使用的版本不受影响。'
        : '会重新下载全部版本，需要较长时间。完成以前继续使用现在的版本；完成后可以看到与现在版本的差别。'}
    </ConfirmBox>
  )
}
