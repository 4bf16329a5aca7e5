import { useEffect, useState } from 'react'
import type { RxView } from '../../../shared/api/erx.ts'
import { yuanShow } from '../../../shared/money.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { UndoBox } from './boxes.tsx'
import { Drugs, Review, toneOf } from './parts.tsx'

const COLUMNS: readonly Column<RxView>[] = [
  { key: 'id', title: '处方编号', width: 130, render: (rx) => <span className="code">{rx.id}</span> },
  { key: 'name', title: '患者', width: 90, render: (rx) => rx.psn_name },
  { key: 'diag', title: '诊断', render: (rx) => rx.diag_name },
  { key: 'dr', title: '医师', width: 90, render: (rx) => rx.dr_name },
  { key: 'at', title: '开方时间', width: 130, render: (rx) => rx.prsc_time.slice(5, 16) },
  {
    key: 'state',
    title: '状态',
    width: 130,
    render: (rx) => <span className={rx.doubtful ? 'waiting' : toneOf(rx.state)}>{rx.stateLabel}</span>,
  },
]

const CAN_UNDO = new Set(['uploaded', 'approved', 'denied'])

/** The house's own prescriptions: those to be sent first in the hand, what became of the others beside. */
export function Own() {
  const [text, setText] = useState('')
  const list = useAsk('erx.list', { text }, '查询处方')
  const command = useCommand()
  const [chosen, setChosen] = useState<string | null>(null)
  const [undoing, setUndoing] = useState<RxView | null>(null)
  const [said, setSaid] = useState('')
  const rows = list.value ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  const { again } = list

  useEffect(() => bridge.on('inbound.changed', again), [again])
  const waits = rows.some(({ doubtful }) => doubtful)
  useEffect(() => (waits ? bridge.on('doubt.changed', again) : undefined), [waits, again])

  const run = async (label: string, work: () => Promise<string>) => {
    setSaid('')
    await command.run(label, async () => setSaid(await work()))
    again()
    focusOn('rx')
  }
  const read = () => run('提取处方', async () => `取到 ${(await call('erx.read', {})).taken} 张新的处方`)
  const upload = ({ id, version }: RxView) =>
    run('上传处方', async () => {
      const sent = await call('erx.upload', { id, version })
      return `处方 ${id} 已上传，医保处方编号 ${sent.hi_rxno ?? '中心没有告知'}`
    })
  const can = row !== null && !command.busy && !row.doubtful
  const canSend = can && (row.state === 'new' || row.state === 'refused')
  useKeys({
    F3: { label: '查找', run: () => focusOn('search') },
    F4: { label: '提取处方', run: read, enabled: !command.busy },
    F8: { label: '上传', run: () => row && upload(row), enabled: canSend },
    F9: { label: '撤销', run: () => setUndoing(row), enabled: can && CAN_UNDO.has(row.state) },
  })
  return (
    <div className="rx-body">
      <section className="panel">
        <div className="row">
          <h2>可外购的处方</h2>
          <input
            className="v-input"
            data-focus="search"
            aria-label="查找处方"
            placeholder="处方编号、姓名或证件号码"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === 'ArrowDown') focusOn('rx')
            }}
          />
          <span className="done" role="status">
            {said}
          </span>
        </div>
        <FaultPanel fault={command.fault ?? list.fault} />
        <div data-focus="rx" className="rx-list">
          <DataTable
            autoFocus
            label="本院处方"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ id }) => id}
            selected={row?.id ?? null}
            onSelect={({ id }) => setChosen(id)}
            onOpen={(rx) => rx === row && canSend && upload(rx)}
            empty="医师开出、药师审过的可外购处方会列在这里：按 F4 从 HIS 提取。"
          />
        </div>
        <WaitLine />
      </section>
      <section className="panel rx-detail" aria-label="处方">
        {row ? <Detail rx={row} /> : <p className="quiet">选一张处方看内容。</p>}
      </section>
      {undoing && (
        <UndoBox
          rx={undoing}
          onClose={() => setUndoing(null)}
          onDone={(rx) => {
            setUndoing(null)
            setSaid(`处方 ${rx.id} 已撤销`)
            again()
          }}
        />
      )}
    </div>
  )
}

function Detail({ rx }: { rx: RxView }) {
  return (
    <>
      <h2>
        {rx.psn_name} <span className="quiet">{rx.certno}</span>
      </h2>
      {rx.note && <p className="v-warning">{rx.note}</p>}
      <dl>
        <dt>医保处方编号</dt>
        <dd className="code">{rx.hi_rxno ?? '—'}</dd>
        <dt>科室医师</dt>
        <dd>
          {rx.dept_name} {rx.dr_name}
        </dd>
        <dt>诊断</dt>
        <dd>{rx.diag_name}</dd>
        <dt>有效截止</dt>
        <dd>{rx.valid_end_time}</dd>
      </dl>
      <h3>药品</h3>
      <Drugs drugs={rx.drugs} />
      <Review review={rx.review} />
      {rx.purchase && (
        <>
          <h3>购药</h3>
          <p>
            合计 <b>{yuanShow(rx.purchase.totalFen)}</b> 元：基金 {yuanShow(rx.purchase.fundFen)}，账户{' '}
            {yuanShow(rx.purchase.acctFen)}，现金 {yuanShow(rx.purchase.cashFen)}
          </p>
          {rx.purchase.drugs.map((drug) => (
            <p className="quiet" key={drug.name + drug.spec}>
              {drug.name} {drug.spec} × {drug.cnt}
              {drug.unit}　{yuanShow(drug.sumFen)} 元　{drug.where}
            </p>
          ))}
          <p className="quiet">{rx.purchase.setl_time}</p>
        </>
      )}
    </>
  )
}
