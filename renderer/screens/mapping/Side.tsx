import { useEffect, useState } from 'react'
import type { MappingView, Suggestion } from '../../../shared/api/mapping.ts'
import type { Fault } from '../../../shared/errors.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { faultOfField } from '../../components/Field.tsx'
import { dayText, parseDay } from '../../format.ts'
import { useAsk } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { OFFERS, TONE, untilText } from './columns.tsx'

export interface Wish {
  med_list_codg: string
  begndate: string
  enddate: string
}

export const ENDLESS = '2099-12-31'

interface Props {
  row: MappingView
  busy: boolean
  fault: Fault | null
  onApprove: (wish: Wish) => void
}

/** One item: what it is, what it may be, from when. Enter on an offer approves it. */
export function Side({ row, busy, fault, onApprove }: Props) {
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [begin, setBegin] = useState(row.state === 'review' ? row.begndate : dayText(Date.now()))
  const [end, setEnd] = useState(row.enddate || ENDLESS)
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])
  const offers = useAsk('mapping.suggest', { id: row.id, text: wanted }, '推荐对照')
  const rows = offers.value ?? []
  const best = rows.find(({ code }) => code === (chosen ?? row.med_list_codg)) ?? rows[0]
  const approve = (offer: Suggestion) =>
    !busy && onApprove({ med_list_codg: offer.code, begndate: begin, enddate: end })
  return (
    <aside className="panel m-side" aria-label="对照">
      <Head row={row} />
      <FaultPanel fault={fault} />
      <div className="m-dates">
        <Day label="开始日期" name="begndate" value={begin} fault={fault} onChange={setBegin} />
        <Day label="结束日期" name="enddate" value={end} fault={fault} onChange={setEnd} />
      </div>
      <input
        className="v-input"
        data-focus="lookup"
        aria-label="在医保目录里查找"
        placeholder="F3 在医保目录里查找：名称、拼音首字母、编码"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setText('')
          else if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
          else focusOn('offers')
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      <FaultPanel fault={offers.fault} />
      <div className="m-offers" data-focus="offers">
        <DataTable
          label="推荐"
          columns={OFFERS}
          rows={rows}
          rowKey={({ code }) => code}
          selected={best?.code ?? null}
          onSelect={({ code }) => setChosen(code)}
          onOpen={approve}
          empty={
            offers.busy
              ? '正在查找…'
              : wanted
                ? '医保目录里没有找到。换一个词再查。'
                : '没有相近的目录。按 F3 换一个词，在医保目录里查找。'
          }
        />
      </div>
      <Best offer={best ?? null} />
    </aside>
  )
}

/** What tells the chosen entry from another. */
function Best({ offer }: { offer: Suggestion | null }) {
  if (!offer) return null
  const { code, dosform, unit, maker, aprvno, why } = offer
  return (
    <div className="m-head quiet">
      <span className="code">{code}</span>
      <span>{[dosform, unit, maker, aprvno].filter(Boolean).join('　')}</span>
      <span>{why}</span>
    </div>
  )
}

function Head({ row }: { row: MappingView }) {
  const facts = [row.listTypeLabel, row.spec, row.unit, row.dosform, row.maker, row.aprvno]
  return (
    <div className="m-head">
      <h2>{row.name}</h2>
      <div className="m-facts quiet">
        <span className="code">{row.id}</span>
        {facts.filter(Boolean).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {row.pric && <span>{row.pric} 元</span>}
      </div>
      <div className="m-facts">
        <b className={TONE[row.state]}>{row.stateLabel}</b>
        {row.med_list_codg && (
          <>
            <span>{row.med_list_name}</span>
            <span className="code">{row.med_list_codg}</span>
          </>
        )}
        {row.begndate && (
          <span>
            {row.begndate} 至 {untilText(row.enddate)}
          </span>
        )}
      </div>
      {row.note && <span className={row.state === 'refused' ? 'in-doubt' : 'quiet'}>{row.note}</span>}
    </div>
  )
}

/** A day as typed on the number pad; what is no day stays and is told by the main process. */
function Day(props: {
  label: string
  name: string
  value: string
  fault: Fault | null
  onChange: (day: string) => void
}) {
  const [text, setText] = useState<string | null>(null)
  const wrong = faultOfField(props.fault?.fields ?? [], props.name)
  const take = () => {
    if (text === null) return
    const at = parseDay(text)
    if (at !== null) props.onChange(dayText(at))
    setText(null)
  }
  return (
    <label className={wrong ? 'at-fault' : undefined} data-field={props.name}>
      {props.label}
      <input
        className="v-input"
        value={text ?? props.value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          event.stopPropagation()
          take()
          focusOn('offers')
        }}
      />
    </label>
  )
}
