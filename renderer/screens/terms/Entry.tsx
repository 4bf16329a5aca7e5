import type { TermsEntry, TermsHit } from '../../../shared/api/terms.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useAsk } from '../../stores/ask.ts'

/** One entry: what the insurance pays of it on that day, then its periods, then all that the file says. */
export function Entry({ hit, at }: { hit: TermsHit | null; at: string }) {
  const input = hit?.code ? { kind: hit.kind, code: hit.code, at } : null
  const asked = useAsk('terms.entry', input, '查询条目')
  const entry =
    hit && asked.value?.hit.code === hit.code && asked.value.hit.kind === hit.kind ? asked.value : null
  return (
    <aside className="t-entry" aria-label="条目">
      {!hit && <p className="quiet">选中的条目会在这里显示全部内容，以及当天的限价和自付比例。</p>}
      {hit && (
        <header>
          <h2>{hit.name}</h2>
          <p className="code">{hit.code}</p>
          {!hit.valid && <p className="waiting">已停用，不能再用于对照和上传</p>}
        </header>
      )}
      <FaultPanel fault={asked.fault} />
      {entry && <Terms entry={entry} />}
      {entry && (
        <dl className="t-fields">
          {entry.fields.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </aside>
  )
}

/** Diagnoses have no price: then nothing is said of it. */
function Terms({ entry }: { entry: TermsEntry }) {
  const { terms, periods, at } = entry
  if (periods.length === 0 && terms.every(({ value }) => value === null)) return null
  return (
    <>
      <dl className="t-terms" aria-label={`${at} 的医保规定`}>
        {terms.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? '—'}</dd>
          </div>
        ))}
      </dl>
      <ul className="t-periods" aria-label="各时段">
        {periods.map((period) => (
          <li key={JSON.stringify(period)} data-off={period.holds ? undefined : true}>
            <b>{period.label}</b>
            <span className="v-num">
              {period.begndate} 至 {period.enddate || '今后'}
            </span>
            <span>{period.text}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
