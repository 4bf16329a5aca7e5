import { useEffect, useState } from 'react'
import type { TermsCatalogue, TermsHit } from '../../../shared/api/terms.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { dayText, parseDay } from '../../format.ts'
import { useAsk } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { Entry } from './Entry.tsx'

const SHOWN = 100
/** quicker than this nobody reads an answer between two keys */
const PAUSE_ms = 60

const COLUMNS: Column<TermsHit>[] = [
  {
    key: 'name',
    title: '名称',
    width: '46%',
    render: ({ name, valid }) => (
      <span title={name}>
        {!valid && <b className="waiting">停用 </b>}
        {name}
      </span>
    ),
  },
  {
    key: 'code',
    title: '编码',
    width: '36%',
    render: ({ code }) => (
      <span className="code" title={code}>
        {code}
      </span>
    ),
  },
  {
    key: 'spec',
    title: '规格',
    width: '18%',
    render: ({ spec, unit }) => <span title={spec || unit}>{spec || unit}</span>,
  },
  {
    key: 'kind',
    title: '目录',
    width: 62,
    render: ({ kind, kindLabel }) => <span title={kindLabel}>{kind}</span>,
  },
]

const keyOf = ({ kind, code, name }: TermsHit) => `${kind} ${code} ${name}`

/** As one types; the first answer is open beside the list, at the date that one asks about. */
export function Search({ rows, none }: { rows: readonly TermsCatalogue[]; none: boolean }) {
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  const [kind, setKind] = useState('')
  const [day, setDay] = useState(() => dayText(Date.now()))
  const [onlyValid, setOnlyValid] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), PAUSE_ms)
    return () => clearTimeout(timer)
  }, [text])
  const at = dayText(parseDay(day) ?? Date.now())
  const query = { text: wanted, kinds: kind ? [kind] : [], at: onlyValid ? at : '' }
  const asked = useAsk('terms.search', wanted ? { ...query, limit: SHOWN } : null, '查找目录')
  const hits = wanted ? (asked.value ?? []) : []
  const hit = hits.find((one) => keyOf(one) === chosen) ?? hits[0] ?? null
  const kinds = rows.filter(({ searched }) => searched)
  return (
    <>
      <div className="row t-ask">
        <input
          className="v-input t-text"
          data-focus="search"
          aria-label="查找目录"
          placeholder="名称的任何部分、拼音首字母、全拼或编码"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && text !== '') {
              event.stopPropagation()
              setText('')
            }
            if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
            event.preventDefault()
            focusOn('hits')
          }}
        />
        <select
          className="v-input t-kind"
          aria-label="在哪个目录里查找"
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        >
          <option value="">全部目录</option>
          {kinds.map(({ kind, label }) => (
            <option key={kind} value={kind}>
              {kind} {label}
            </option>
          ))}
        </select>
        <input
          className="v-input t-day"
          aria-label="在哪一天"
          autoComplete="off"
          value={day}
          onChange={(event) => setDay(event.target.value)}
          onBlur={() => setDay(at)}
        />
        <label className="row">
          <input
            type="checkbox"
            checked={onlyValid}
            onChange={(event) => setOnlyValid(event.target.checked)}
          />
          只看当天有效
        </label>
      </div>
      <FaultPanel fault={asked.fault} />
      <div className="t-found">
        <div className="t-hits" data-focus="hits">
          <DataTable
            label="查找结果"
            columns={COLUMNS}
            rows={hits}
            rowKey={keyOf}
            selected={hit ? keyOf(hit) : null}
            onSelect={(one) => setChosen(keyOf(one))}
            rowClass={({ valid }) => (valid ? undefined : 't-gone')}
            empty={emptyText(none, wanted, asked.busy)}
          />
          <div className="row">
            <span className="quiet grow">
              {hits.length >= SHOWN
                ? `只列前 ${SHOWN} 条，请多输入几个字`
                : hits.length > 0
                  ? `${hits.length} 条`
                  : ''}
            </span>
            <ExportButton table="terms.search" query={query} disabled={hits.length === 0} />
          </div>
        </div>
        <Entry hit={hit} at={at} />
      </div>
    </>
  )
}

function emptyText(none: boolean, wanted: string, busy: boolean): string {
  if (none) return '还没有下载过目录：按 Shift+F4 全部下载，完成后就可以查找。'
  if (wanted === '') return '输入名称、拼音或编码，找到的条目会列在这里。'
  return busy ? '正在查找…' : `目录里没有“${wanted}”。`
}
