import { useEffect, useState } from 'react'
import type {
  ExchangeArrival,
  ExchangeDownload,
  ExchangeOptions,
} from '../../../shared/api/injury-exchange.ts'
import { faultOf } from '../../../shared/errors.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { type Command, emptyWords, useAsk, useCommand } from '../../stores/ask.ts'
import { NextButton } from '../common/NextButton.tsx'
import { AgainBox } from './AgainBox.tsx'
import { LookupBox } from './LookupBox.tsx'
import { choose, turn, useExchange } from './store.ts'
import { standing } from './words.ts'

const COLUMNS: readonly Column<ExchangeDownload>[] = [
  { key: 'code', title: '交易', width: 76, render: ({ code }) => <span className="code">{code}</span> },
  { key: 'name', title: '名称', render: ({ name }) => name.replace(/(信息)?下载$/, '') },
  {
    key: 'state',
    title: '状态',
    width: 118,
    render: (row) => <span className={standing(row).tone}>{standing(row).text}</span>,
  },
  {
    key: 'last',
    title: '上次',
    width: 98,
    render: ({ lastAt }) => (lastAt === null ? '—' : timeShow(lastAt)),
  },
  {
    key: 'next',
    title: '下次',
    width: 98,
    render: ({ nextAt }) => (nextAt === null ? '按需' : timeShow(nextAt)),
  },
  { key: 'stored', title: '已存', width: 70, align: 'right', render: ({ stored }) => stored },
  {
    key: 'open',
    title: '待确认',
    width: 70,
    align: 'right',
    render: ({ unconfirmed }) => <span className={unconfirmed > 0 ? 'waiting' : 'quiet'}>{unconfirmed}</span>,
  },
]
const LIST = 'downloads'

/** Every download: how it stands, and the one thing to do about it. */
export function Downloads({ options }: { options: ExchangeOptions }) {
  const asked = useAsk('injury.exchange.downloads', {}, '查询下载情况')
  const chosen = useExchange((s) => s.chosen[LIST])
  const said = useExchange((s) => s.said)
  const command = useCommand()
  const [box, setBox] = useState<'again' | 'lookup' | null>(null)
  const rows = asked.value ?? []
  const row = rows.find(({ code }) => code === chosen) ?? rows[0] ?? null
  const { again } = asked
  useEffect(() => bridge.on('injury.changed', again), [again])
  useEffect(() => bridge.on('tasks.changed', again), [again])
  const act = actsOf(command, again)
  const mends = row !== null && (row.lost !== null || row.unconfirmed > 0)
  const idle = !command.busy && row !== null
  useKeys({
    F8: { label: '立即下载', run: () => row && act.fetch([row]), enabled: idle },
    F6: { label: '核对并确认', run: () => row && act.confirm(row), enabled: idle },
    F9: { label: '再次下载', run: () => setBox('again'), enabled: idle },
    F4: { label: '全部下载', run: () => act.fetch(rows), enabled: idle },
    F10: { label: '查旧交易', run: () => setBox('lookup'), enabled: !command.busy },
  })
  const next = mends
    ? { label: '核对并确认', hotkey: 'F6', run: () => row && act.confirm(row) }
    : { label: '立即下载', hotkey: 'F8', run: () => row && act.fetch([row]) }
  return (
    <div className="x-body">
      <section className="panel" aria-label="下载情况">
        {said && (
          <p className="x-said" role="status">
            {said}
          </p>
        )}
        <FaultPanel fault={command.fault ?? asked.fault} />
        <DataTable
          autoFocus
          label="下载"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ code }) => code}
          selected={row?.code ?? null}
          onSelect={({ code }) => choose(LIST, code)}
          onOpen={(one) => idle && next.run() && one}
          empty={emptyWords(asked, '本站点能用的下载会列在这里。')}
        />
        <div className="row">
          <WaitLine />
          <span className="grow" />
          <ExportButton table="injury.exchange.downloads" query={{}} disabled={rows.length === 0} />
        </div>
      </section>
      <aside className="panel x-side">
        {row && (
          <About key={`${row.code} ${row.lastAt} ${row.unconfirmed}`} row={row} agency={options.agency} />
        )}
        {row && <NextButton label={next.label} hotkey={next.hotkey} blocked={!idle} onPress={next.run} />}
      </aside>
      {box === 'again' && row && (
        <AgainBox
          download={row}
          onClose={() => setBox(null)}
          onDone={(words) => {
            turn({ said: words })
            again()
          }}
        />
      )}
      {box === 'lookup' && <LookupBox onClose={() => setBox(null)} />}
    </div>
  )
}

function actsOf(command: Command, again: () => void) {
  const tell = (said: string) => {
    turn({ said })
    again()
  }
  return {
    fetch: (rows: readonly ExchangeDownload[]) =>
      command.run(rows.length === 1 ? `下载 ${rows[0]!.code}` : '下载', async () => {
        turn({ said: '' })
        let count = 0
        const failed: string[] = []
        for (const { code } of rows) {
          try {
            const done = await call('injury.exchange.run', { code })
            count += done.rows
            if (rows.length === 1) tell(`${code} ${done.words}`)
          } catch (error) {
            again()
            if (rows.length === 1) throw error
            failed.push(`${code} ${faultOf(error).what}`)
          }
        }
        if (rows.length > 1)
          tell(
            `全部下载完成：${count} 条${failed.length > 0 ? `，${failed.length} 项没有完成：${failed[0]}` : ''}`,
          )
      }),
    confirm: ({ code }: ExchangeDownload) =>
      command.run(`核对 ${code}`, async () => {
        turn({ said: '' })
        try {
          tell(`${code} ${(await call('injury.exchange.confirm', { code })).words}`)
        } finally {
          again()
        }
      }),
  }
}

const ARRIVAL: readonly Column<ExchangeArrival>[] = [
  { key: 'at', title: '时间', width: 98, render: ({ at }) => timeShow(at) },
  { key: 'about', title: '住院', render: ({ about }) => <span title={about}>{about}</span> },
  { key: 'rows', title: '条数', width: 52, align: 'right', render: ({ rows }) => rows },
  {
    key: 'state',
    title: '状态',
    width: 72,
    render: ({ state, stateLabel, refused }) => (
      <span className={refused > 0 ? 'in-doubt' : state === 'confirmed' ? 'done' : 'waiting'}>
        {refused > 0 ? '被拒绝' : stateLabel}
      </span>
    ),
  },
]

function About({ row, agency }: { row: ExchangeDownload; agency: boolean }) {
  const asked = useAsk('injury.exchange.arrivals', { code: row.code, limit: 50 }, '查询下载记录')
  const { text, tone } = standing(row)
  return (
    <>
      <h2>
        {row.code} <span className={tone}>{text}</span>
      </h2>
      <p className="quiet">
        {row.name}　{row.nextAt === null ? '按需下载' : '定时下载'}
        {row.agency && '　经办机构专用'}
      </p>
      {row.lost && (
        <p className="x-why">
          {timeShow(row.lost.at)} 的回答没有收到，平台可能已把记录发出并等待确认。核对后会自动补下：{row.why}
        </p>
      )}
      {!row.lost && row.why && <p className="x-why">{row.why}</p>}
      <FaultPanel fault={asked.fault} />
      <DataTable
        label="下载记录"
        columns={ARRIVAL}
        rows={asked.value ?? []}
        rowKey={({ transid }) => transid}
        empty={emptyWords(asked, '每次下载到的条数和确认情况会列在这里。')}
      />
      {!agency && <p className="quiet">本站点是协议机构；经办机构的申请、清分下载不在这里。</p>}
    </>
  )
}
