import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { DoubtView } from '../../../shared/api/txn.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { countdown, timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import { useRole } from '../../stores/session.ts'
import { DecideBox, ReverseBox } from './boxes.tsx'
import './doubt.css'

const COLUMNS: readonly Column<DoubtView>[] = [
  { key: 'at', title: '发出时间', width: 110, render: (row) => timeShow(row.createdAt) },
  { key: 'who', title: '患者', width: 90, render: (row) => row.psnNameMasked || '—' },
  { key: 'name', title: '交易', render: (row) => `${row.infno} ${row.name}` },
  {
    key: 'amount',
    title: '金额',
    width: 110,
    align: 'right',
    render: (row) => <Money fen={row.amountFen} doubt />,
  },
  { key: 'state', title: '现在', width: 100, render: (row) => row.stateLabel },
]

/** a question that changed nothing still moves the count of tries and the time of the next one */
const LOOK_ms = 5000

/** 存疑交易: what is not known to have happened, what is done about it, and what a person may do. */
export default function DoubtScreen() {
  const list = useAsk('doubt.list', {}, '查询存疑交易')
  const [chosen, setChosen] = useState<string | null>(null)
  const [box, setBox] = useState<'reverse' | 'decide' | null>(null)
  const command = useCommand()
  const isSupervisor = useRole('supervisor', 'admin')
  const { again } = list
  useEffect(() => bridge.on('doubt.changed', again), [again])
  const rows = list.value ?? []
  const isWatched = rows.length > 0
  useEffect(() => {
    if (!isWatched) return
    const timer = setInterval(again, LOOK_ms)
    return () => clearInterval(timer)
  }, [isWatched, again])

  const row = rows.find(({ msgid }) => msgid === chosen) ?? rows[0]
  const mayDecide = row?.can.decide === true && isSupervisor
  const ask = () =>
    row &&
    command.run(`向中心查询 ${row.infno}`, async () =>
      list.put(await call('doubt.ask', { msgid: row.msgid })),
    )
  const open = () => row && go('txns', { msgid: row.msgid })

  useKeys({
    F4: { label: '看请求和应答', run: open, enabled: row !== undefined },
    F6: { label: '立即查询', run: ask, enabled: row?.can.ask === true && !command.busy },
    F8: { label: '人工认定', run: () => setBox('decide'), enabled: mayDecide },
    F9: {
      label: '放弃等待并冲正',
      run: () => setBox('reverse'),
      enabled: row?.can.reverse === true,
    },
  })

  return (
    <div className="columns doubt">
      <section className="panel">
        <h2>存疑交易{rows.length > 0 && <b className="count">{rows.length}</b>}</h2>
        <FaultPanel fault={list.fault} />
        <DataTable
          autoFocus
          label="存疑交易"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ msgid }) => msgid}
          selected={row?.msgid ?? null}
          onSelect={({ msgid }) => setChosen(msgid)}
          onOpen={open}
          empty={
            list.value
              ? '没有存疑交易，每一笔都有明确结果。发出后没收到中心答复的交易会自动列在这里。'
              : '正在查询…'
          }
        />
        <WaitLine />
      </section>
      <aside className="panel">
        {row ? (
          <DoubtDetail row={row} />
        ) : (
          <p className="quiet">选中一笔，这里说明发生了什么、系统在做什么、您可以做什么。</p>
        )}
        <FaultPanel fault={command.fault} />
        {row && (
          <div className="doubt-acts">
            <Button type="primary" disabled={!row.can.ask || command.busy} onClick={ask}>
              立即查询 <kbd>F6</kbd>
            </Button>
            <Button danger disabled={!row.can.reverse} onClick={() => setBox('reverse')}>
              放弃等待并冲正 <kbd>F9</kbd>
            </Button>
            <Button disabled={!mayDecide} onClick={() => setBox('decide')}>
              人工认定 <kbd>F8</kbd>
            </Button>
          </div>
        )}
      </aside>
      {box === 'reverse' && row && <ReverseBox row={row} onClose={() => setBox(null)} onDone={list.put} />}
      {box === 'decide' && row && <DecideBox row={row} onClose={() => setBox(null)} onDone={list.put} />}
    </div>
  )
}

function DoubtDetail({ row }: { row: DoubtView }) {
  const now = useNow(row.nextAt !== null)
  return (
    <>
      <h2>
        {row.infno} {row.name}
      </h2>
      <dl className="doubt-words">
        <dt>发生了什么</dt>
        <dd>{row.what}</dd>
        <dt>对这笔钱</dt>
        <dd>{row.means}</dd>
        <dt>系统在做什么</dt>
        <dd>
          {row.doing}
          {row.nextAt !== null && (
            <>
              ，下一次 <b className="waiting">{countdown(row.nextAt, now)}</b>
            </>
          )}
          {row.attempts > 0 && `（已试 ${row.attempts} 次）`}
        </dd>
        <dt>您可以做什么</dt>
        <dd>{todoText(row)}</dd>
        <dt>患者</dt>
        <dd>{row.psnNameMasked || '—'}</dd>
        <dt>金额</dt>
        <dd>
          <Money fen={row.amountFen} size="lg" doubt />
        </dd>
        <dt>报文ID</dt>
        <dd className="code">{row.msgid}</dd>
      </dl>
    </>
  )
}

/** What is open to the person here, from what the main process allows. */
function todoText({ can }: Pick<DoubtView, 'can'>): string {
  if (can.decide) return '请联系医保办或中心核实这一笔，由收费组长按 F8 登记认定结果和依据。'
  const todo = ['可以先办理其他患者，有结果会自动更新']
  if (can.ask) todo.push('按 F6 马上再查一次')
  if (can.reverse) todo.push('患者等不及时按 F9 放弃等待并冲正，冲正确认后可重新收费')
  return `${todo.join('；')}。`
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!ticking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [ticking])
  return now
}
