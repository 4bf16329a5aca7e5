import { useState } from 'react'
import type { TermsDictValue } from '../../../shared/api/terms.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { dayText } from '../../format.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'

const OWN = { same: '', new: '本机码表没有', other: '与本机码表不同' } as const

const COLUMNS: Column<TermsDictValue>[] = [
  { key: 'value', title: '键值', width: 120, render: ({ value }) => <span className="code">{value}</span> },
  { key: 'label', title: '含义', render: ({ label }) => label },
  { key: 'parent', title: '父键值', width: 100, render: ({ parentValue }) => parentValue },
  { key: 'valid', title: '', width: 56, render: ({ valid }) => (valid ? '' : '停用') },
  { key: 'own', title: '', width: 140, render: ({ own }) => <span className="waiting">{OWN[own]}</span> },
]

/** 1901: the region's own values of a code table, beside those that are in use here. */
export function Dicts() {
  const [type, setType] = useState('')
  const [admdvs, setAdmdvs] = useState('')
  const [rows, setRows] = useState<TermsDictValue[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const kept = useAsk('terms.dicts', {}, '查询字典')
  const command = useCommand()
  const fetchOne = () =>
    command.run('下载字典', async () => {
      setRows(await call('terms.fetchDict', { type: type.trim(), admdvs: admdvs.trim() }))
      kept.again()
      focusOn('values')
    })
  const show = (wanted: string, where: string) =>
    command.run('查询字典', async () => {
      setType(wanted)
      setAdmdvs(where)
      setRows(await call('terms.dict', { type: wanted, admdvs: where }))
    })
  return (
    <>
      <div className="row t-ask">
        <input
          className="v-input t-text"
          data-focus="dicts"
          aria-label="字典类型"
          placeholder="字典类型，如 med_type；Enter 向中心查询"
          autoComplete="off"
          spellCheck={false}
          value={type}
          onChange={(event) => setType(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && fetchOne()}
        />
        <input
          className="v-input t-day"
          aria-label="医保区划"
          placeholder="本地区"
          value={admdvs}
          onChange={(event) => setAdmdvs(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && fetchOne()}
        />
      </div>
      <FaultPanel fault={command.fault ?? kept.fault} onClose={() => command.setFault(null)} />
      <div className="row t-kept">
        {(kept.value ?? []).map(({ type, label, admdvs, rows, loadedAt }) => (
          <button
            type="button"
            className="v-tab"
            key={`${type} ${admdvs}`}
            onClick={() => show(type, admdvs)}
          >
            {label || type}{' '}
            <small>
              {rows} 条，{dayText(loadedAt ?? 0)}
            </small>
          </button>
        ))}
      </div>
      <div className="t-hits grow" data-focus="values">
        <DataTable
          label="字典"
          columns={COLUMNS}
          rows={rows ?? []}
          rowKey={({ value, parentValue }) => `${value} ${parentValue}`}
          selected={chosen}
          onSelect={({ value, parentValue }) => setChosen(`${value} ${parentValue}`)}
          empty={rows ? '中心没有这个字典的值。' : '填写字典类型后按 Enter，中心在本地区使用的值会列在这里。'}
        />
      </div>
    </>
  )
}
