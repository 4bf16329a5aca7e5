import { useEffect, useState } from 'react'
import type { RxHit } from '../../../shared/api/stock.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { open } from './actions.ts'
import { SaidLine } from './Said.tsx'
import { again, useDispense } from './store.ts'

/** red: drugs are outside that were paid back; amber: something is begun or waits */
export const RX_TONE: Record<RxHit['state'], string> = {
  toReturn: 'in-doubt',
  part: 'waiting',
  todo: '',
  scanned: 'waiting',
  done: 'done',
  returned: 'quiet',
  void: 'quiet',
}

const COLUMNS: readonly Column<RxHit>[] = [
  {
    key: 'state',
    title: '状态',
    width: 130,
    render: (row) => (
      <span className={row.state === 'todo' && !row.paid ? 'quiet' : RX_TONE[row.state]}>
        {row.stateLabel}
      </span>
    ),
  },
  { key: 'name', title: '患者', width: 90, render: (row) => <b>{row.psn_name}</b> },
  { key: 'rxno', title: '处方号', width: 130, render: (row) => row.rxno },
  { key: 'time', title: '开方时间', width: 100, render: (row) => row.prsc_time.slice(5, 16) },
  { key: 'dept', title: '科室', width: 130, render: (row) => row.dept_name },
  { key: 'drugs', title: '药品', render: (row) => <span title={row.drugs}>{row.drugs}</span> },
]

const LISTS = [
  { key: 'todo', combo: 'Alt+1', title: '待发待退' },
  { key: 'done', combo: 'Alt+2', title: '已发已退' },
] as const

/** The prescriptions of the day: what has to come back first, then what is begun, then what waits. */
export function RxList() {
  const list = useDispense((s) => s.list)
  const tick = useDispense((s) => s.tick)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const asked = useAsk('dispense.list', { text, list }, '查询处方')
  const command = useCommand()
  const rows = asked.value?.rows ?? []
  const row = rows.find(({ rxno }) => rxno === chosen) ?? rows[0]
  // the tick is the order to ask anew: something was handed out or came back
  useEffect(() => {
    if (tick > 0) asked.again()
  }, [tick, asked.again])
  useEffect(() => void focusOn('find'), [])
  const openRow = (hit: RxHit | undefined) => hit && void command.run('打开处方', () => open(hit.rxno))
  useKeys({
    F3: { label: '查找', run: () => void focusOn('find') },
    F4: { label: '刷新', run: again },
    ...Object.fromEntries(
      LISTS.map(({ key, combo, title }) => [
        combo,
        { label: title, run: () => useDispense.setState({ list: key }), quiet: true },
      ]),
    ),
    Enter: { label: '打开处方', run: () => openRow(row), enabled: row !== undefined },
    Esc: { label: '清空查找', run: () => setText(''), enabled: text !== '', quiet: true },
  })
  return (
    <section className="panel grow d-list" aria-label="处方">
      <div className="row">
        <nav className="v-strip" aria-label="列表">
          {LISTS.map(({ key, combo, title }) => (
            <button
              type="button"
              key={key}
              tabIndex={-1}
              className="v-tab"
              aria-pressed={list === key}
              onClick={() => useDispense.setState({ list: key })}
            >
              <kbd>{combo}</kbd>
              {title}
              {key === list && <small>{rows.length}</small>}
            </button>
          ))}
        </nav>
        <input
          className="v-input d-find"
          data-focus="find"
          aria-label="查找处方"
          placeholder="处方号、姓名或拼音首字母；或直接扫处方、扫药盒"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('rxs')
          }}
        />
        {asked.value && asked.value.toReturn > 0 && (
          <b className="in-doubt">有 {asked.value.toReturn} 张已退费的处方要收回药品</b>
        )}
      </div>
      <SaidLine idle="扫处方上的条码，或选一张处方按 Enter" />
      <FaultPanel fault={command.fault ?? asked.fault} />
      <div className="d-table" data-focus="rxs">
        <DataTable<RxHit>
          label="处方列表"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ rxno }) => rxno}
          selected={row?.rxno ?? null}
          onSelect={({ rxno }) => setChosen(rxno)}
          onOpen={openRow}
          empty={
            asked.value === null
              ? '正在查询…'
              : list === 'todo'
                ? '没有等着发的处方。医生开方并收费后列在这里；还没有收费的按处方号或姓名可以查到。'
                : '今天还没有发过药。发完的处方列在这里，退药也从这里打开。'
          }
        />
      </div>
      <WaitLine />
    </section>
  )
}
