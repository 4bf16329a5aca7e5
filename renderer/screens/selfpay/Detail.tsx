import { useEffect, useState } from 'react'
import type { SelfpayRow, SelfpayView } from '../../../shared/api/selfpay.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { timeFull } from '../../format.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import { matching, type Option, optionKey, optionRow } from '../common/option.tsx'
import { StepLine } from '../common/StepLine.tsx'
import { Suggest } from '../common/Suggest.tsx'
import { lookInto, useSelfpay } from './store.ts'

type Fee = SelfpayView['fees'][number]
type Wrong = SelfpayView['list'][number]

/** One stay: its steps as a line, what is to be put right, and what will be sent. */
export function Detail({ row, again }: { row: SelfpayRow; again: () => void }) {
  const opened = useAsk('selfpay.open', { id: row.id }, '打开自费就诊')
  const command = useCommand()
  const view = opened.value
  const isHere = view !== null
  useEffect(() => {
    if (isHere && useSelfpay.getState().mending === row.id) lookInto(row.id)
  }, [isHere, row.id])
  if (!view) {
    return (
      <section className="panel zf-detail">
        <FaultPanel fault={opened.fault} />
      </section>
    )
  }
  return (
    <section className="panel zf-detail" aria-label={`${view.psn_name} 的自费就诊`}>
      <header className="row">
        <h2>{view.psn_name}</h2>
        <span>{view.certnoMasked}</span>
        <span>{view.ipt_otp_no}</span>
        <span>{view.dept}</span>
        <span className="quiet">
          {view.begntime.slice(0, 10)} 至 {view.endtime.slice(0, 10)}
        </span>
        <span className="quiet">就诊ID {view.id}</span>
      </header>
      <StepLine steps={view.steps.map((step) => ({ ...step }))} />
      {row.why && !row.doubtful && <p className="zf-why">{row.why}</p>}
      {row.doubtful && <p className="v-warning">{row.why}</p>}
      <FaultPanel fault={command.fault ?? opened.fault} />
      {view.list.length > 0 && <Mend view={view} command={command} again={again} />}
      <Told view={view} />
      <Fees rows={view.fees} />
      {view.edits.length > 0 && (
        <p className="quiet">
          最近修改：{timeFull(view.edits[0]!.at)} {view.edits[0]!.opterName} {view.edits[0]!.label}
          {view.edits.length > 1 && `，共 ${view.edits.length} 处`}
        </p>
      )}
    </section>
  )
}

/** The fields at fault, each with what stands there now; saved together. */
function Mend({ view, command, again }: { view: SelfpayView; command: Command; again: () => void }) {
  const [values, setValues] = useState<Record<string, string>>({})
  const fields = view.list.filter(
    ({ path }, i) => path.includes('.') && view.list.findIndex((one) => one.path === path) === i,
  )
  const changes = Object.entries(values).map(([path, value]) => ({ path, value }))
  const save = () =>
    void command.run('保存修改', async () => {
      await call('selfpay.mend', { id: view.id, version: view.version, changes })
      again()
      focusOn('selfpays')
    })
  const done = (i: number) => {
    const next = fields[i + 1]
    if (next) focusOn(`mend-${next.path}`)
    else if (changes.length > 0) save()
  }
  return (
    <fieldset className="zf-mend">
      <legend>要改的 {view.list.length} 处：改好按 Enter 保存，再按 F6 继续上传</legend>
      {view.list
        .filter(({ path }) => !path.includes('.'))
        .map(({ path, message }) => (
          <p className="sl-bad" key={path}>
            {message}，请在 HIS 里补齐后按 F2 重取
          </p>
        ))}
      {fields.map((fault, i) => (
        <div className="zf-field" key={fault.path}>
          <em>{fault.message}</em>
          <Value
            fault={fault}
            value={values[fault.path]}
            onChange={(value) => setValues({ ...values, [fault.path]: value })}
            onDone={() => done(i)}
          />
        </div>
      ))}
    </fieldset>
  )
}

interface ValueProps {
  fault: Wrong
  value: string | undefined
  onChange: (value: string) => void
  onDone: () => void
}

function Value({ fault, value, onChange, onDone }: ValueProps) {
  const name = `mend-${fault.path}`
  if (fault.dict) return <Coded fault={fault} name={name} value={value} onChange={onChange} onDone={onDone} />
  return (
    <input
      className="v-input"
      data-focus={name}
      aria-label={fault.label}
      autoComplete="off"
      spellCheck={false}
      placeholder={fault.value || '空'}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat) return
        event.preventDefault()
        onDone()
      }}
    />
  )
}

function Coded({ fault, name, value, onChange, onDone }: ValueProps & { name: string }) {
  const dict = useDict(fault.dict ?? '')
  const options = Object.entries(dict.values).map(([code, name]): Option => ({ code, name, py: '' }))
  const shown = value ?? fault.value
  return (
    <Suggest<Option>
      name={name}
      label={fault.label}
      shown={shown && `${shown} ${dict.values[shown] ?? ''}`.trim()}
      placeholder="代码 / 名称"
      none="码表里没有"
      eager
      fetch={async (text) => matching(options, text)}
      keyOf={optionKey}
      row={optionRow}
      onPick={(hit) => {
        onChange(hit.code)
      }}
      onDone={onDone}
    />
  )
}

const SHOWN = 10

/** What will be told of the visit and its diagnoses, the first of it. */
function Told({ view }: { view: SelfpayView }) {
  const [all, setAll] = useState(false)
  const fields = all ? view.visit : view.visit.slice(0, SHOWN)
  return (
    <section className="zf-told">
      <dl>
        {fields.map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
      {view.visit.length > SHOWN && (
        <button type="button" className="v-tab" tabIndex={-1} onClick={() => setAll(!all)}>
          {all ? '收起' : `全部 ${view.visit.length} 项`}
        </button>
      )}
      <p>
        {view.diags.map(({ diag_code, diag_name, inout, main }, i) => (
          <span className="v-tag" key={i}>
            {main && <b>主 </b>}
            {diag_name} <small>{diag_code}</small> {inout.replace(/^\d+ /, '')}
          </span>
        ))}
      </p>
    </section>
  )
}

function Fees({ rows }: { rows: Fee[] }) {
  return (
    <div className="zf-fees" data-focus="fees">
      <DataTable<Fee>
        label="费用明细"
        columns={FEE_COLUMNS}
        rows={rows}
        rowKey={({ bkkp_sn }) => bkkp_sn}
        rowClass={({ fault }) => (fault ? 'zf-wrong' : undefined)}
        empty="没有费用明细。"
      />
    </div>
  )
}

const FEE_COLUMNS: Column<Fee>[] = [
  { key: 'no', title: '#', width: 44, align: 'right', render: (_, i) => i + 1 },
  { key: 'sent', title: '', width: 28, render: (fee) => (fee.fault ? '!' : fee.sent ? '✓' : '') },
  { key: 'time', title: '发生时间', width: 128, render: (fee) => fee.fee_ocur_time.slice(0, 16) },
  {
    key: 'name',
    title: '项目',
    render: (fee) => (fee.fault ? <span className="sl-bad">{`${fee.name}：${fee.fault}`}</span> : fee.name),
  },
  { key: 'cnt', title: '数量', width: 56, align: 'right', render: (fee) => fee.cnt },
  { key: 'pric', title: '单价', width: 76, align: 'right', render: (fee) => fee.pric },
  { key: 'sum', title: '金额', width: 86, align: 'right', render: (fee) => <Money fen={fee.amountFen} /> },
]
