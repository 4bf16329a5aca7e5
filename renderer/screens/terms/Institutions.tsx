import { useState } from 'react'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'

type Row = ApiOutput<'terms.institutions'>[number]

/** 定点医疗服务机构类型 of 1201 */
const TYPES = [
  ['1', '医疗机构'],
  ['2', '零售药店'],
] as const

const COLUMNS: Column<Row>[] = [
  {
    key: 'code',
    title: '编号',
    width: 140,
    render: (row) => <span className="code">{row.fixmedins_code}</span>,
  },
  {
    key: 'name',
    title: '名称',
    render: ({ fixmedins_name, own }) => (
      <>
        {fixmedins_name} {own && <span className="done">本机构</span>}
      </>
    ),
  },
  { key: 'type', title: '类型', width: 160, render: ({ fixmedins_type }) => fixmedins_type },
  { key: 'level', title: '医院等级', width: 140, render: ({ hosp_lv }) => hosp_lv },
]

/** 1201: the numbers that transfers and filings want; our own tells which price limits hold here. */
export function Institutions() {
  const [text, setText] = useState('')
  const [type, setType] = useState<string>('1')
  const [rows, setRows] = useState<Row[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const command = useCommand()
  const ask = () =>
    command.run('查询医药机构', async () => {
      setRows(await call('terms.institutions', { fixmedins_type: type, text: text.trim() }))
      focusOn('found')
    })
  return (
    <>
      <div className="row t-ask">
        <input
          className="v-input t-text"
          data-focus="institutions"
          aria-label="医药机构"
          placeholder="名称的一部分，或 12 位编号；Enter 向中心查询"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && ask()}
        />
        <select
          className="v-input t-kind"
          aria-label="机构类型"
          value={type}
          onChange={(event) => setType(event.target.value)}
        >
          {TYPES.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <FaultPanel fault={command.fault} onClose={() => command.setFault(null)} />
      <div className="t-hits grow" data-focus="found">
        <DataTable
          label="医药机构列表"
          columns={COLUMNS}
          rows={rows ?? []}
          rowKey={({ fixmedins_code }) => fixmedins_code}
          selected={chosen}
          onSelect={({ fixmedins_code }) => setChosen(fixmedins_code)}
          empty={rows ? '中心没有找到这样的机构。' : '填写名称或编号后按 Enter，中心登记的机构会列在这里。'}
        />
      </div>
    </>
  )
}
