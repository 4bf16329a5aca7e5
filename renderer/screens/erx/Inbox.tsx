import { useEffect, useState } from 'react'
import type { ErxOutputs, OnlineOrder } from '../../../shared/api/erx.ts'
import { yuanShow } from '../../../shared/money.ts'
import { bridge } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { timeFull } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { ReleaseBox } from './ReleaseBox.tsx'

type Message = ErxOutputs['erx.inbox'][number]

const MESSAGES: readonly Column<Message>[] = [
  { key: 'at', title: '时间', width: 160, render: (row) => timeFull(row.at) },
  { key: 'infno', title: '接口', width: 190, render: (row) => `${row.infno} ${row.name}` },
  { key: 'msgid', title: '报文ID', render: (row) => <span className="code">{row.msgid}</span> },
  { key: 'from', title: '来自', width: 110, render: (row) => row.from },
  {
    key: 'state',
    title: '结果',
    width: 240,
    render: (row) =>
      row.taken ? (
        <span className="done">已接收</span>
      ) : (
        <span className="waiting" title={row.message}>
          已拒绝：{row.message}
        </span>
      ),
  },
]

const ORDERS: readonly Column<OnlineOrder>[] = [
  {
    key: 'ord_no',
    title: '机构订单号',
    width: 130,
    render: (row) => <span className="code">{row.ord_no}</span>,
  },
  { key: 'hi_ord_no', title: '医保订单号', render: (row) => <span className="code">{row.hi_ord_no}</span> },
  { key: 'name', title: '患者', width: 90, render: (row) => row.psn_name },
  { key: 'sum', title: '金额', width: 110, align: 'right', render: (row) => yuanShow(row.totalFen) },
  {
    key: 'state',
    title: '状态',
    width: 260,
    render: (row) => (
      <span className={row.state === 'refused' ? 'waiting' : 'done'}>
        {row.stateLabel}
        {row.why && `：${row.why}`}
      </span>
    ),
  },
  { key: 'setl_id', title: '结算ID', width: 150, render: (row) => row.setl_id ?? '—' },
]

/** What the platform called us with: its orders, and every message as it came. */
export function Inbox() {
  const [text, setText] = useState('')
  const inbox = useAsk('erx.inbox', { text }, '查询平台来电')
  const orders = useAsk('erx.orders', { text }, '查询订单')
  const [order, setOrder] = useState<string | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const [againInbox, againOrders] = [inbox.again, orders.again]
  useEffect(
    () =>
      bridge.on('inbound.changed', () => {
        againInbox()
        againOrders()
      }),
    [againInbox, againOrders],
  )
  const [releasing, setReleasing] = useState<OnlineOrder | null>(null)
  const current = orders.value?.find(({ ord_no }) => ord_no === order) ?? orders.value?.[0] ?? null
  useKeys({
    F3: { label: '查找', run: () => focusOn('search') },
    F9: {
      label: '放行到窗口',
      run: () => setReleasing(current),
      enabled: current?.state === 'confirmed',
    },
  })
  return (
    <div className="rx-screen">
      <section className="panel">
        <div className="row">
          <h2>线上订单</h2>
          <input
            className="v-input"
            data-focus="search"
            aria-label="查找来电"
            placeholder="订单号、处方编号或报文ID"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <FaultPanel fault={orders.fault ?? inbox.fault} />
        <DataTable
          label="线上订单"
          columns={ORDERS}
          rows={orders.value ?? []}
          rowKey={({ ord_no }) => ord_no}
          selected={current?.ord_no ?? null}
          onSelect={({ ord_no }) => setOrder(ord_no)}
          empty="平台来确认（6201）和通知结算结果（6202）的订单会列在这里。"
        />
      </section>
      <section className="panel">
        <h2>来电记录</h2>
        <DataTable
          autoFocus
          label="来电记录"
          columns={MESSAGES}
          rows={inbox.value ?? []}
          rowKey={({ msgid }) => msgid}
          selected={message ?? inbox.value?.[0]?.msgid ?? null}
          onSelect={({ msgid }) => setMessage(msgid)}
          empty="医保平台主动发来的每一条报文都记在这里。没有配置 inbound 的站点不接收来电。"
        />
      </section>
      {releasing && (
        <ReleaseBox
          order={releasing}
          onClose={() => setReleasing(null)}
          onDone={() => {
            setReleasing(null)
            againOrders()
          }}
        />
      )}
    </div>
  )
}
