import { type ReactNode, useEffect, useState } from 'react'
import type { ExchangeOptions, ExchangeRow } from '../../../shared/api/injury-exchange.ts'
import type { Fault } from '../../../shared/errors.ts'
import { yuanShow } from '../../../shared/money.ts'
import { bridge } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { useLater } from '../../stores/later.ts'
import { focusOn } from '../common/focus.ts'
import { choose, type TabKey, turn, useExchange } from './store.ts'
import { AMOUNTS, COLUMNS, EMPTY, FIRST, LIST_LABEL, short, toneOf } from './words.ts'

const stateColumn: Column<ExchangeRow> = {
  key: 'state',
  title: '状态',
  width: 92,
  render: ({ state, stateLabel, upload }) => (
    <>
      <span className={toneOf(state)}>{stateLabel}</span>
      {upload && upload.tone !== 'done' && (
        <small className={upload.tone === 'bad' ? 'in-doubt' : 'waiting'}> {upload.label}</small>
      )}
    </>
  ),
}

function columnsOf(code: string): Column<ExchangeRow>[] {
  return [
    stateColumn,
    ...(COLUMNS[code] ?? []).map(([field, title, width]) => ({
      ...{ key: field, title, ...(width ? { width } : {}) },
      render: ({ facts }: ExchangeRow) => <span title={facts[field]}>{short(facts[field] ?? '')}</span>,
    })),
    ...(AMOUNTS[code] ?? []).map(([field, title, width]) => ({
      ...{ key: `a ${field}`, title, align: 'right' as const, ...(width ? { width } : {}) },
      render: ({ amounts }: ExchangeRow) =>
        amounts[field] === undefined ? '' : <span className="v-num">{yuanShow(amounts[field])}</span>,
    })),
  ]
}

/** Records of one of these downloads, searched and chosen from. */
export function useRecords(tab: TabKey, codes: readonly string[], options: ExchangeOptions) {
  const open = codes.filter((code) => options.states[code])
  const kept = useExchange((s) => s.lists[tab])
  const code = open.find((one) => one === kept) ?? open[0]!
  const text = useExchange((s) => s.text)
  const wanted = useLater(text)
  const [wish, setWish] = useState<{ code: string; state: string } | null>(null)
  const states = Object.entries(options.states[code] ?? {})
  const state = wish?.code === code ? wish.state : (FIRST[code] ?? '')
  const setState = (to: string) => setWish({ code, state: to })
  const query = { code, text: wanted, states: state ? [state] : [] }
  const asked = useAsk('injury.exchange.rows', query, '查询记录')
  const chosen = useExchange((s) => s.chosen[code])
  // of another list nothing is shown, so that no key acts on a row of it
  const found = asked.of?.code === code ? asked.value : null
  const rows = found?.rows ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  const { again } = asked
  useEffect(() => bridge.on('injury.changed', again), [again])
  useEffect(() => bridge.on('uploads.changed', again), [again])
  const list = (to: string) => {
    turn({ lists: { ...useExchange.getState().lists, [tab]: to }, said: '' })
  }
  const nextList = () => list(open[(open.indexOf(code) + 1) % open.length]!)
  const nextState = () => {
    const names = ['', ...states.map(([name]) => name)]
    setState(names[(names.indexOf(state) + 1) % names.length]!)
  }
  return {
    ...{ open, code, text, query, rows, row, again, list, nextList, nextState, setState },
    ...{
      states,
      state,
      total: found?.total ?? 0,
      asking: found === null && asked.fault === null,
      fault: asked.fault,
    },
  }
}

export type Records = ReturnType<typeof useRecords>

interface Props {
  records: Records
  fault: Fault | null
  onOpen?: (row: ExchangeRow) => void
  more?: ReactNode
}

/** The left part of a tab: lists to choose among, states, words to find by, and the table. */
export function RecordList({ records, fault, onOpen, more }: Props) {
  const { open, code, states, state, rows, row, total } = records
  const said = useExchange((s) => s.said)
  useKeys({
    F3: { label: '查找', run: () => void focusOn('search') },
    ...(open.length > 1 ? { F4: { label: '换一张表', run: records.nextList } } : {}),
    ...(states.length > 1 ? { 'Alt+S': { label: '换状态', run: records.nextState, quiet: true } } : {}),
  })
  return (
    <section className="panel" aria-label={LIST_LABEL[code]}>
      <div className="row">
        {open.length > 1 ? <Lists records={records} /> : <h2>{LIST_LABEL[code]}</h2>}
        <input
          className="v-input x-search"
          data-focus="search"
          aria-label="查找"
          placeholder="姓名、号码或编号 F3"
          autoComplete="off"
          value={records.text}
          onChange={(event) => turn({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('records')
          }}
        />
        {more}
      </div>
      {states.length > 1 && (
        <nav className="v-strip" aria-label="状态">
          {[['', '全部'] as const, ...states].map(([name, label]) => (
            <button
              type="button"
              key={name}
              tabIndex={-1}
              className="v-tab"
              aria-pressed={state === name}
              onClick={() => records.setState(name)}
            >
              {label}
            </button>
          ))}
          <kbd>Alt+S</kbd>
        </nav>
      )}
      {said && (
        <p className="x-said" role="status">
          {said}
        </p>
      )}
      <FaultPanel fault={fault ?? records.fault} />
      <div className="x-list" data-focus="records">
        <DataTable
          autoFocus
          key={code}
          label={LIST_LABEL[code] ?? code}
          columns={columnsOf(code)}
          rows={rows}
          rowKey={({ id }) => id}
          selected={row?.id ?? null}
          onSelect={({ id }) => choose(code, id)}
          {...(onOpen ? { onOpen } : {})}
          rowClass={(one) => (one.state === 'undone' ? 'x-undone' : undefined)}
          empty={
            records.asking
              ? '正在查询…'
              : records.text || (state && state !== FIRST[code])
                ? '没有符合条件的记录。'
                : EMPTY[code]
          }
        />
      </div>
      <div className="row">
        <span className="quiet">
          {total > rows.length ? `显示最近 ${rows.length} 条，共 ${total} 条` : `共 ${rows.length} 条`}
        </span>
        <WaitLine />
        <span className="grow" />
        <ExportButton
          table={`injury.exchange.${code}`}
          query={{ states: records.query.states, text: records.query.text }}
          disabled={rows.length === 0}
        />
      </div>
    </section>
  )
}

function Lists({ records: { open, code, list } }: { records: Records }) {
  return (
    <nav className="v-strip" aria-label="表">
      {open.map((one) => (
        <button
          type="button"
          key={one}
          tabIndex={-1}
          className="v-tab"
          aria-pressed={one === code}
          onClick={() => list(one)}
        >
          {LIST_LABEL[one]}
        </button>
      ))}
      <kbd>F4</kbd>
    </nav>
  )
}
