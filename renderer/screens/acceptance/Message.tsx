import { useEffect, useRef } from 'react'
import type { AcceptanceRow } from '../../../shared/api/acceptance.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import { RESULT, TONE } from './words.ts'

interface Props {
  runId: string
  seq: number
  /** those of the list, to go on from one to the next */
  rows: readonly AcceptanceRow[]
  onMove: (seq: number) => void
  onBack: () => void
}

/** Request and answer of one step, masked. */
export function Message({ runId, seq, rows, onMove, onBack }: Props) {
  const asked = useAsk('acceptance.message', { runId, seq }, '查询请求与应答')
  const body = useRef<HTMLElement>(null)
  useEffect(() => body.current?.focus(), [])
  const at = rows.findIndex((row) => row.seq === seq)
  const row = rows[at]
  const to = (next: AcceptanceRow | undefined) => next && onMove(next.seq)
  useKeys({
    Esc: { label: '回到列表', run: onBack },
    ArrowLeft: { label: '上一个', run: () => to(rows[at - 1]), enabled: at > 0 },
    ArrowRight: { label: '下一个', run: () => to(rows[at + 1]), enabled: at >= 0 && at < rows.length - 1 },
    F7: {
      label: '交易查询',
      run: () => go('txns', { msgid: row?.msgid ?? '' }),
      enabled: !!row?.msgid,
    },
  })
  const shown = asked.value?.row.seq === seq ? asked.value : null
  return (
    <section className="panel grow acc-screen">
      {row && <Head row={row} />}
      <FaultPanel fault={asked.fault} />
      <section className="acc-pair" ref={body} tabIndex={0} aria-label="请求与应答">
        <div>
          <h3>请求</h3>
          <pre className="code">{shown ? shown.request || '没有发送。' : ''}</pre>
        </div>
        <div>
          <h3>应答</h3>
          <pre className="code">{shown?.answer ?? ''}</pre>
        </div>
      </section>
      <WaitLine />
    </section>
  )
}

function Head({ row }: { row: AcceptanceRow }) {
  return (
    <>
      <div className="row">
        <h2>
          {row.infno} {row.name}
          {row.about && `（${row.about}）`}
        </h2>
        <b className={TONE[row.result]}>{RESULT[row.result]}</b>
        {row.why && <span>{row.why}</span>}
      </div>
      <div className="row quiet">
        <span>{timeFull(row.at)}</span>
        <span>用时 {tookShow(row.took_ms)}</span>
        {row.msgid && (
          <span>
            报文ID <span className="code">{row.msgid}</span>
          </span>
        )}
        {row.refmsgid && (
          <span>
            中心报文ID <span className="code">{row.refmsgid}</span>
          </span>
        )}
      </div>
    </>
  )
}
