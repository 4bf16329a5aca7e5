import { Button } from 'antd'
import { useState } from 'react'
import type { AcceptanceRow, AcceptanceRun } from '../../../shared/api/acceptance.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { type Asked, useAsk, useCommand } from '../../stores/ask.ts'
import { saveReport, useSteps } from './hands.ts'
import { Message } from './Message.tsx'
import { countsText, failedOf, RESULT, STATE, TONE } from './words.ts'

const COLUMNS: readonly Column<AcceptanceRow>[] = [
  { key: 'seq', title: '序号', width: 52, align: 'right', render: (row) => row.seq },
  { key: 'section', title: '业务', width: 130, render: (row) => row.section },
  { key: 'infno', title: '接口', width: 84, render: (row) => <span className="code">{row.infno}</span> },
  {
    key: 'name',
    title: '名称',
    width: 300,
    render: (row) => (row.about ? `${row.name}（${row.about}）` : row.name),
  },
  {
    key: 'result',
    title: '结果',
    width: 92,
    render: (row) => <span className={TONE[row.result]}>{RESULT[row.result]}</span>,
  },
  { key: 'why', title: '原因', render: (row) => <span title={row.why}>{row.why}</span> },
  { key: 'took', title: '用时', width: 84, align: 'right', render: (row) => tookShow(row.took_ms) },
]

const isFailed = ({ result }: AcceptanceRow) => result !== 'passed' && result !== 'na'

/** One rehearsal, live while it runs: how far, what failed, each step's request and answer. */
export function Run({ runId, onBack }: { runId: string; onBack: () => void }) {
  const asked = useAsk('acceptance.run', { runId }, '查询自检结果')
  useSteps(asked.again)
  const [failedOnly, setFailedOnly] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const [open, setOpen] = useState(false)
  const rows = (asked.value?.rows ?? []).filter((row) => !failedOnly || isFailed(row))
  if (open && chosen !== null)
    return <Message runId={runId} seq={chosen} rows={rows} onMove={setChosen} onBack={() => setOpen(false)} />
  return (
    <List
      {...{ runId, asked, rows, failedOnly, setFailedOnly, chosen, setChosen, onBack }}
      onOpen={(seq) => {
        setChosen(seq)
        setOpen(true)
      }}
    />
  )
}

interface ListProps {
  runId: string
  asked: Asked<AcceptanceRun>
  rows: AcceptanceRow[]
  failedOnly: boolean
  setFailedOnly: (on: boolean) => void
  chosen: number | null
  setChosen: (seq: number) => void
  onOpen: (seq: number) => void
  onBack: () => void
}

function List({
  runId,
  asked,
  rows,
  failedOnly,
  setFailedOnly,
  chosen,
  setChosen,
  onOpen,
  onBack,
}: ListProps) {
  const command = useCommand()
  const [saved, setSaved] = useState('')
  const run = asked.value
  const isRunning = run?.state === 'running'
  const row = rows.find(({ seq }) => seq === chosen) ?? (isRunning ? rows.at(-1) : rows[0])
  const cancel = () => command.run('取消自检', () => call('acceptance.cancel', {}))
  const save = () =>
    command.run('保存报告', async () => {
      const { path } = await saveReport(runId)
      setSaved(path)
    })
  useKeys({
    F4: {
      label: failedOnly ? '全部' : '只看未通过',
      run: () => setFailedOnly(!failedOnly),
    },
    F9: { label: '保存报告', run: save, enabled: run !== null && !isRunning && !command.busy },
    Delete: { label: '取消自检', run: cancel, enabled: isRunning === true && !command.busy },
    Esc: { label: '返回', run: onBack, enabled: !isRunning },
  })
  return (
    <section className="panel grow acc-screen">
      {run && <Head run={run} />}
      <FaultPanel fault={command.fault ?? asked.fault} onClose={() => command.setFault(null)} />
      <DataTable
        autoFocus
        label="自检结果"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        selected={row ? String(row.seq) : null}
        onSelect={({ seq }) => setChosen(seq)}
        onOpen={({ seq }) => onOpen(seq)}
        empty={failedOnly ? '没有未通过的接口。' : '每个接口办完以后显示在这里，回车看请求与应答。'}
      />
      <div className="row">
        <Button type="primary" onClick={save} disabled={!run || isRunning || command.busy}>
          保存报告 <kbd>F9</kbd>
        </Button>
        <ExportButton table="acceptance" query={{ runId }} disabled={!run || isRunning === true} />
        {saved && (
          <span className="done" role="status">
            报告已保存：{saved}
          </span>
        )}
        <WaitLine />
      </div>
    </section>
  )
}

function Head({ run }: { run: AcceptanceRun }) {
  const { state, counts, rows, steps, doing, codes, codesPassed } = run
  const failed = failedOf(counts)
  return (
    <>
      <div className="row">
        <h2>自检 {timeFull(run.startedAt)}</h2>
        <b className={state === 'running' ? 'waiting' : state === 'interrupted' ? 'in-doubt' : ''}>
          {STATE[state]}
        </b>
        <span className="quiet">
          {run.centre}　{run.person}　{run.opterName}
        </span>
      </div>
      <div className="row acc-figures" role="status" aria-label="自检进度">
        <span className="acc-passed">
          <b>{codesPassed}</b> / {codes} 个接口通过
        </span>
        <span className={failed > 0 ? 'waiting' : 'quiet'}>{countsText(counts)}</span>
        {state === 'running' && (
          <span className="waiting">
            <progress value={rows.length} max={steps} aria-label="自检进度" /> {rows.length}/{steps}　正在{' '}
            {doing}
          </span>
        )}
      </div>
      {state === 'interrupted' && (
        <p className="in-doubt">
          程序在自检中途退出，中心可能留有未撤销的测试数据：请按下面的报文核对，或再自检一次。
        </p>
      )}
    </>
  )
}
