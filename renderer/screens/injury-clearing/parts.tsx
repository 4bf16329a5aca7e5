import { type ReactNode, useEffect } from 'react'
import type { ClearingItem } from '../../../shared/api/injury-clearing.ts'
import type { Fen } from '../../../shared/money.ts'
import { bridge } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Money } from '../../components/Money.tsx'
import { useClearing } from './store.ts'

export const TONE = { done: 'done', waiting: 'waiting', bad: 'in-doubt', quiet: 'quiet' } as const

export const amount = (fen: Fen | null) => <Money fen={fen} />

/** Asks again when a platform was told something, or what was in doubt came to its end. */
export function useMoves(again: () => void) {
  useEffect(() => {
    const off = [bridge.on('injury.changed', again), bridge.on('doubt.changed', again)]
    return () => {
      for (const stop of off) stop()
    }
  }, [again])
}

/** What was done last, and what wants a hand or a look. */
export function Said() {
  const said = useClearing((s) => s.said)
  return said ? (
    <p className="cl-said" role="status">
      {said}
    </p>
  ) : null
}

/** Where the list is longer than what is shown of it. */
export const Rest = ({ shown, total }: { shown: number; total: number }) =>
  total > shown && (
    <span className="quiet">
      共 {total} 条，列出最近 {shown} 条；导出 Excel 是全部
    </span>
  )

export function Notes({ unequal, why }: { unequal: readonly string[]; why: string }) {
  return (
    <>
      {unequal.map((words) => (
        <p className="cl-why" role="alert" key={words}>
          {words}
        </p>
      ))}
      {why && <p className="cl-note">{why}</p>}
    </>
  )
}

export interface Compared {
  label: string
  /** one a side, in the order of the heads; null: that side says nothing */
  values: readonly (number | null)[]
  money: boolean
}

/** The same figures of several sides beside each other; a row whose sides differ is red. */
export function Compare({ heads, rows }: { heads: readonly string[]; rows: readonly Compared[] }) {
  return (
    <table className="cl-sums" aria-label="合计">
      <thead>
        <tr>
          <th />
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, values, money }) => (
          <tr key={label} data-unequal={differs(values) || undefined}>
            <th>{label}</th>
            {values.map((value, i) => (
              <td key={heads[i]}>{cell(value, money)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const differs = (values: readonly (number | null)[]) =>
  new Set(values.filter((value) => value !== null)).size > 1

const cell = (value: number | null, money: boolean): ReactNode =>
  money ? <Money fen={value as Fen | null} /> : (value ?? '—')

const ITEMS: readonly Column<ClearingItem>[] = [
  {
    key: 'time',
    title: '时间',
    width: 122,
    render: ({ setl_time }) => <span title={setl_time}>{setl_time.slice(5, 16) || '—'}</span>,
  },
  { key: 'name', title: '姓名', width: 76, render: ({ psn_name }) => psn_name || '—' },
  {
    key: 'visit',
    title: '就诊编号',
    width: 136,
    render: ({ mdtrt_id }) => <span className="code">{mdtrt_id}</span>,
  },
  {
    key: 'setl',
    title: '结算编号',
    render: ({ setl_id }) => (
      <span className="code" title={setl_id}>
        {setl_id}
      </span>
    ),
  },
  { key: 'total', title: '费用总额', width: 92, align: 'right', render: ({ totalFen }) => amount(totalFen) },
  { key: 'fund', title: '基金支付', width: 92, align: 'right', render: ({ fundFen }) => amount(fundFen) },
  {
    key: 'note',
    title: '说明',
    width: 92,
    render: ({ note }) => <span className={noteTone(note)}>{note}</span>,
  },
]

const noteTone = (note: string) => (note === '已撤销' || note.startsWith('本机') ? 'in-doubt' : 'quiet')

/** The settlements that make the sums. */
export function Items({ items, empty }: { items: readonly ClearingItem[]; empty: string }) {
  return (
    <div className="cl-items">
      <DataTable
        label="明细"
        columns={ITEMS}
        rows={items}
        rowKey={(item) => `${item.setl_id} ${item.note} ${item.setl_time} ${item.fundFen}`}
        empty={empty}
      />
    </div>
  )
}
