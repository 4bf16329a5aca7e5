import { type KeyboardEvent, useEffect, useState } from 'react'
import type { CodeRow, CodeTable } from '../../../shared/api/injury-record.ts'
import type { InjuryFamily } from '../../../shared/injury.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { NextButton } from '../common/NextButton.tsx'

const TABLES: readonly Column<CodeTable>[] = [
  { key: 'label', title: '码表', render: ({ label }) => label },
  {
    key: 'rows',
    title: '行数',
    width: 64,
    align: 'right',
    render: ({ rows, at }) => (at === null ? '—' : rows),
  },
  {
    key: 'at',
    title: '取回',
    width: 96,
    render: ({ at }) => (at === null ? <span className="quiet">没有取过</span> : timeShow(at)),
  },
]

const CODES: readonly Column<CodeRow>[] = [
  { key: 'code', title: '编码', width: 190, render: ({ code }) => <span className="code">{code}</span> },
  {
    key: 'name',
    title: '名称',
    width: 260,
    render: ({ name, valid }) => (valid ? name : <span className="quiet">{name}（无效）</span>),
  },
  {
    key: 'more',
    title: '其他',
    render: ({ more }) => more.map(({ label, value }) => `${label} ${value}`).join('　'),
  },
]

const SEARCH_ms = 150

/** Code tables and the work-injury catalogue of the platform, as they were fetched last. */
export function CodesTab({ family }: { family: InjuryFamily }) {
  const asked = useAsk('injury.record.tables', { family }, '查询码表')
  const command = useCommand()
  const [chosen, setChosen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [wanted, want] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => want(text.trim()), SEARCH_ms)
    return () => clearTimeout(timer)
  }, [text])
  const tables = asked.value ?? []
  const table = tables.find((one) => one.table === chosen) ?? tables[0] ?? null
  const rows = useAsk(
    'injury.record.codes',
    table && { family, table: table.table, text: wanted, limit: 500 },
    '查询编码',
  )
  const fetch = () =>
    table &&
    command.run(`取回${table.label}`, async () => {
      asked.put(await call('injury.record.fetchCodes', { family, table: table.table }))
      rows.again()
    })
  useKeys({
    F3: { label: '查找', run: () => void focusOn('find') },
    F4: { label: '取回', run: fetch, enabled: !command.busy && table !== null },
  })
  return (
    <div className="ir-codes">
      <section className="panel ir-one" aria-label="码表">
        <div className="ir-table" data-focus="tables">
          <DataTable<CodeTable>
            autoFocus
            label="码表"
            columns={TABLES}
            rows={tables}
            rowKey={(one) => `t${one.table}`}
            selected={table ? `t${table.table}` : null}
            onSelect={(one) => setChosen(one.table)}
            onOpen={() => void fetch()}
            empty="这个平台没有码表接口。"
          />
        </div>
        <WaitLine />
        <NextButton
          label={table ? `取回${table.label}` : '没有码表'}
          hotkey="F4"
          blocked={command.busy || table === null}
          onPress={() => void fetch()}
        />
      </section>
      <section className="panel ir-one" aria-label="编码">
        <div className="row">
          <h2>{table?.label}</h2>
          <input
            className="v-input ir-find"
            data-focus="find"
            aria-label="查找编码"
            placeholder="编码、名称或首字母"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
              event.preventDefault()
              focusOn('codes')
            }}
          />
          {rows.value?.more && <span className="quiet">只列出前 500 行，请再输入几个字</span>}
        </div>
        <FaultPanel fault={command.fault ?? asked.fault ?? rows.fault} />
        <div className="ir-table" data-focus="codes">
          <DataTable<CodeRow>
            label="编码"
            columns={CODES}
            rows={rows.value?.rows ?? []}
            rowKey={({ code }) => code}
            empty={table?.at === null ? '还没有取回：按 F4 从平台取。' : '没有符合的编码。'}
          />
        </div>
      </section>
    </div>
  )
}
