import { useEffect, useState } from 'react'
import type { DeviceView } from '../../../shared/api/devices.ts'
import { bridge, call, onConnection } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { CodeBox } from './CodeBox.tsx'
import './devices.css'

const STATE: Record<DeviceView['state'], { label: string; tone: string }> = {
  ready: { label: '就绪', tone: 'done' },
  busy: { label: '工作中', tone: 'waiting' },
  absent: { label: '未接上', tone: 'waiting' },
  fault: { label: '有故障', tone: 'waiting' },
}

const COLUMNS: readonly Column<DeviceView>[] = [
  { key: 'name', title: '设备', width: 170, render: (row) => row.name },
  { key: 'kind', title: '种类', width: 200, render: (row) => row.kindLabel },
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: ({ state }) => <span className={STATE[state].tone}>{STATE[state].label}</span>,
  },
  { key: 'text', title: '说明', render: (row) => <span title={row.text}>{row.text}</span> },
  {
    key: 'where',
    title: '位置',
    width: 190,
    render: (row) => (
      <span className="code" title={row.where}>
        {row.where}
      </span>
    ),
  },
  { key: 'last', title: '最近一次', width: 340, render: ({ lastEvent }) => lastText(lastEvent) },
]

function lastText(last: DeviceView['lastEvent']) {
  if (!last) return <span className="quiet">—</span>
  return (
    <span title={`${timeFull(last.at)} ${last.text}`}>
      <span className="quiet">{timeFull(last.at).slice(-8)}</span> {last.text}
    </span>
  )
}

/** what the person has to do while a test runs */
const TO_DO: Record<DeviceView['kind'], string> = {
  scanner: '请扫一个码',
  idcard: '请放身份证',
  pcsc: '请插卡',
  dll: '请插卡',
  printer: '正在打印测试条',
  demo: '正在试读',
}

/** 设备: what stands on the desk, how it is, a test of it, and what a scanned code is. */
export default function DevicesScreen() {
  const found = useAsk('devices.list', {}, '查询设备')
  const [chosen, setChosen] = useState<string | null>(null)
  const [said, setSaid] = useState<{ id: string; text: string; ok: boolean } | null>(null)
  const command = useCommand()
  const rows = found.value ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0]

  useEffect(() => {
    const off = [
      bridge.on('devices.changed', found.again),
      // what changed while the line was down was not heard
      onConnection((state) => state === 'open' && found.again()),
    ]
    return () => {
      for (const stop of off) stop()
    }
  }, [found.again])

  const test = ({ id, name }: DeviceView) => {
    setSaid(null)
    return command.run(`测试${name}`, async () => setSaid({ id, ...(await call('devices.test', { id })) }))
  }
  const reset = ({ id, name }: DeviceView) => {
    setSaid(null)
    return command.run(`复位${name}`, async () => {
      const { text } = await call('devices.reset', { id })
      setSaid({ id, text: `已重新打开：${text}`, ok: true })
      found.again()
    })
  }
  const can = row !== undefined && !command.busy
  useKeys({
    F2: { label: '刷新', run: found.again },
    F8: { label: '测试', run: () => row && test(row), enabled: can },
    F9: { label: '复位', run: () => row && reset(row), enabled: can },
  })
  const saidOf = rows.find(({ id }) => id === said?.id)
  return (
    <div className="columns devices">
      <section className="panel">
        <h2>设备</h2>
        <FaultPanel fault={command.fault ?? found.fault} />
        <DataTable
          autoFocus
          label="设备"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          selected={row?.id ?? null}
          onSelect={({ id }) => setChosen(id)}
          onOpen={(device) => can && test(device)}
          empty={found.value ? <Empty /> : '正在查询…'}
        />
        <div className="device-said" role="status">
          {command.busy && row && <span className="waiting">{TO_DO[row.kind]}…</span>}
          {said && !command.busy && (
            <span className={said.ok ? 'done' : 'waiting'}>
              {saidOf?.name}：{said.text}
            </span>
          )}
        </div>
        <WaitLine />
      </section>
      <CodeBox />
    </div>
  )
}

const EXAMPLE = `"devices": [
  { "kind": "scanner", "id": "scan1", "name": "扫码枪", "port": "COM3" },
  { "kind": "idcard", "id": "id1", "name": "身份证阅读器", "port": "COM4" },
  { "kind": "pcsc", "id": "card1", "name": "社保卡读卡器" },
  { "kind": "printer", "id": "slip1", "name": "小票机", "via": { "is": "tcp", "host": "192.168.1.9" } }
]`

/** Says what would be there and how it gets there. */
function Empty() {
  return (
    <>
      <p>
        还没有配置设备。键盘口（USB 键盘）扫码枪插上即用，不用配置；其他设备由信息科写进程序目录的
        site.json，重新启动后列在这里：
      </p>
      <pre className="code">{EXAMPLE}</pre>
    </>
  )
}
