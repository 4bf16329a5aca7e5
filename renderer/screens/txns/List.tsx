import { useEffect, useRef, useState } from 'react'
import type { TxnRowView } from '../../../shared/api/txn.ts'
import { DOUBTFUL } from '../../../shared/txn.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { focusFault } from '../../components/Field.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import type { Listing } from './index.tsx'
import { emptyForm, type Form, PAGE, searchOf } from './query.ts'
import { SearchForm } from './SearchForm.tsx'

/** The tone of a state: red is money in doubt, green is done, a refusal stays calm. */
export function stateTone(state: TxnRowView['state']): string {
  if (DOUBTFUL.includes(state)) return 'in-doubt'
  if (state === 'SETTLED') return 'done'
  return state === 'REJECTED' || state === 'SENT' || state === 'PREPARED' ? 'waiting' : 'quiet'
}

const COLUMNS: readonly Column<TxnRowView>[] = [
  { key: 'at', title: '时间', width: 160, render: (row) => timeFull(row.createdAt) },
  { key: 'name', title: '接口', width: 220, render: (row) => `${row.infno} ${row.name}` },
  { key: 'who', title: '患者', width: 90, render: (row) => row.psnNameMasked || '—' },
  {
    key: 'amount',
    title: '金额',
    width: 110,
    align: 'right',
    render: (row) => <Money fen={row.amountFen} />,
  },
  {
    key: 'state',
    title: '状态',
    width: 90,
    render: (row) => <span className={stateTone(row.state)}>{row.stateLabel}</span>,
  },
  { key: 'took', title: '用时', width: 80, align: 'right', render: (row) => tookShow(row.took_ms) },
  { key: 'opter', title: '操作员', width: 90, render: (row) => row.opterName },
  { key: 'error', title: '说明', render: (row) => <span title={row.errMsg ?? ''}>{row.errMsg}</span> },
]

interface ListProps {
  listing: Listing
  onListing: (listing: Listing) => void
  onOpen: (msgid: string) => void
}

export function List({ listing, onListing, onOpen }: ListProps) {
  const { form, search } = listing
  const found = useAsk('txn.search', search, '查询交易')
  const [cleared, setCleared] = useState(0)
  const box = useRef<HTMLElement>(null)
  const rows = found.value?.rows ?? []
  const total = found.value?.total ?? 0
  const offset = search?.offset ?? 0
  const row = rows.find(({ msgid }) => msgid === listing.chosen) ?? rows[0]

  const look = (next: Form, from = 0) => {
    const made = searchOf(next, from, Date.now())
    if ('fault' in made) {
      onListing({ ...listing, form: next, fault: made.fault })
      return
    }
    onListing({ form: next, search: made.ok, chosen: null, fault: null })
    if (JSON.stringify(made.ok) === JSON.stringify(search)) found.again()
    box.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  }
  useEffect(() => {
    if (listing.fault) focusFault(listing.fault, box.current ?? document)
  }, [listing.fault])
  const focusText = () => box.current?.querySelector<HTMLElement>('input')?.focus()
  useKeys({
    F2: { label: '查询', run: () => look(form) },
    F3: { label: '到查询框', run: focusText },
    F4: {
      label: '清空条件',
      run: () => {
        setCleared(cleared + 1)
        look(emptyForm(Date.now()))
        focusText()
      },
    },
    'Alt+PageUp': { label: '上一页', run: () => look(form, Math.max(0, offset - PAGE)), enabled: offset > 0 },
    'Alt+PageDown': {
      label: '下一页',
      run: () => look(form, offset + PAGE),
      enabled: offset + rows.length < total,
    },
  })
  return (
    <section className="panel grow" ref={box}>
      <SearchForm
        key={cleared}
        form={form}
        fault={listing.fault}
        onChange={(next) => onListing({ ...listing, form: next })}
        onEnter={() => look(form)}
      />
      <FaultPanel fault={found.fault} />
      <DataTable
        autoFocus
        label="交易"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ msgid }) => msgid}
        selected={row?.msgid ?? null}
        onSelect={({ msgid }) => onListing({ ...listing, chosen: msgid })}
        onOpen={({ msgid }) => onOpen(msgid)}
        empty={
          found.value
            ? '没有符合条件的交易。放宽日期（清空即不限）或清空条件（F4）再查；办理业务时发往中心的每一笔都会记在这里。'
            : '正在查询…'
        }
      />
      <div className="row">
        <span className="quiet">
          {total > 0 && `第 ${offset + 1}–${offset + rows.length} 条，共 ${total} 条。Enter 看详情`}
        </span>
        <ExportButton table="txns" query={search ?? {}} disabled={search === null || total === 0} />
        <WaitLine />
      </div>
    </section>
  )
}
