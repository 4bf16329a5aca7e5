import type { ReactNode } from 'react'
import type { InjuryRecordView, RecordPart } from '../../../shared/api/injury-record.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { yuanShow } from '../../../shared/money.ts'
import { timeShow } from '../../format.ts'
import { toneOf, useRecord } from './store.ts'

/** The parts of a tab with how each stands. */
export function PartList({
  parts,
  at,
  onGo,
}: {
  parts: readonly RecordPart[]
  at: string
  onGo: (id: string) => void
}) {
  return (
    <nav className="panel ir-parts" aria-label="病案各项">
      {parts.map((part) => (
        <button
          type="button"
          key={part.id}
          tabIndex={-1}
          aria-current={part.id === at || undefined}
          onClick={() => onGo(part.id)}
        >
          <span>
            {part.label}
            {part.title && <small>{part.title}</small>}
          </span>
          <b className={toneOf(part)}>
            {part.stateLabel}
            {part.faults.length > 0 && part.state !== 'sent' && ` ${part.faults.length}`}
          </b>
        </button>
      ))}
    </nav>
  )
}

export function PartHead({ part, dirty }: { part: RecordPart; dirty: boolean }) {
  return (
    <div className="row">
      <h2>{part.label}</h2>
      <b className={toneOf(part)}>{part.stateLabel}</b>
      {part.changed && <span className="waiting">上传后有改动，要重新上传</span>}
      {part.sentAt !== null && (
        <span className="quiet">
          {timeShow(part.sentAt)} {part.sentBy} 上传
        </span>
      )}
      {part.note && <span className={part.state === 'refused' ? 'ir-bad' : 'quiet'}>{part.note}</span>}
      <span className="quiet ir-saved" role="status">
        {dirty ? '正在保存…' : ''}
      </span>
    </div>
  )
}

export function Said() {
  const said = useRecord((s) => s.said)
  return said ? (
    <p className="ir-said done" role="status">
      {said}
    </p>
  ) : null
}

interface SideProps {
  view: InjuryRecordView
  part: RecordPart
  tab: string
  onGo: (fault: FieldFault) => void
  children: ReactNode
}

/** What is wrong, each to be gone to; the sums of the fee lines for the page's figures; the one next action. */
export function Side({ view, part, tab, onGo, children }: SideProps) {
  const shown = part.state === 'sent' ? [] : part.faults
  return (
    <aside className="panel ir-side" aria-label="缺漏和费用">
      <h3>{shown.length > 0 ? `要改 ${shown.length} 处` : part.blocked || '没有缺漏'}</h3>
      <ul className="ir-faults">
        {shown.map((fault) => (
          <li key={`${fault.path} ${fault.rule} ${fault.message}`}>
            <button type="button" tabIndex={-1} onClick={() => onGo(fault)}>
              {fault.message}
            </button>
          </li>
        ))}
      </ul>
      {tab === 'page' && (
        <>
          <h3>费用明细合计</h3>
          <dl className="ir-fees">
            {view.fees.map(({ label, amountFen }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{yuanShow(amountFen)}</dd>
              </div>
            ))}
            <div className="ir-sum">
              <dt>合计</dt>
              <dd>{yuanShow(view.totalFen)}</dd>
            </div>
          </dl>
        </>
      )}
      <div className="ir-do">{children}</div>
    </aside>
  )
}
