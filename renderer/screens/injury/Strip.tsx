import type { InjuryView } from '../../../shared/api/injury.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL } from '../../../shared/injury.ts'
import { show, showPage } from './commands.ts'
import { turnTo } from './identify.ts'
import { KINDS } from './keymap.ts'
import { isEmpty, PAGES, type Page } from './next.ts'
import { useInjury } from './store.ts'

/** Below the steps: before anybody is known the way and the kind, then the pages of the case. */
export function Strip({ view, page }: { view: InjuryView | null; page: Page }) {
  return view && !isEmpty(view) ? <Pages view={view} page={page} /> : <Ways view={view} />
}

function Ways({ view }: { view: InjuryView | null }) {
  const { options, family, kind } = useInjury()
  const [way, sort] = view ? [view.case.family, view.case.kind] : [family, kind]
  const own = options.find((one) => one.family === way)?.kinds ?? []
  return (
    <nav className="v-strip i-ways" aria-label="险种和类别">
      {options.map((one, i) => (
        <button
          type="button"
          tabIndex={-1}
          key={one.family}
          className="v-tab"
          aria-pressed={one.family === way}
          onClick={() => void turnTo({ family: one.family })}
        >
          <kbd>Alt+{i + 1}</kbd>
          {one.label}
        </button>
      ))}
      <i className="i-gap" />
      {KINDS.map((one, i) => (
        <button
          type="button"
          tabIndex={-1}
          key={one}
          className="v-tab"
          aria-pressed={one === sort}
          disabled={!own.includes(one)}
          onClick={() => void turnTo({ kind: one })}
        >
          <kbd>Alt+{i + 4}</kbd>
          {INJURY_KIND_LABEL[one]}
        </button>
      ))}
    </nav>
  )
}

function Pages({ view, page }: { view: InjuryView; page: Page }) {
  const waiting = useInjury((s) => Object.keys(s.views).length - 1)
  return (
    <nav className="v-strip" aria-label="页">
      {PAGES.map(({ key, label }, i) => (
        <button
          type="button"
          key={key}
          tabIndex={-1}
          className="v-tab"
          aria-pressed={key === page}
          onClick={() => showPage(key)}
        >
          <kbd>Alt+{i + 1}</kbd>
          {label}
          <small>{noteOf(view, key)}</small>
        </button>
      ))}
      <span className="i-what">
        {INJURY_LABEL[view.case.family]} · {INJURY_KIND_LABEL[view.case.kind]}
      </span>
      <button type="button" tabIndex={-1} className="v-tab i-away" onClick={() => show(null)}>
        <kbd>Esc</kbd>在办列表
        {waiting > 0 && <small>另有 {waiting} 位</small>}
      </button>
    </nav>
  )
}

/** What of a page has to be known without opening it. */
function noteOf({ sums, case: of }: InjuryView, page: Page): string {
  if (page === 'fees') {
    if (sums.failed > 0) return `失败 ${sums.failed}`
    if (of.kind === 'inpatient' && sums.fresh > 0) return `未传 ${sums.fresh}`
    return of.lines.length > 0 ? `${of.lines.length} 条` : ''
  }
  const settled = of.past.length + (of.settlement ? 1 : 0)
  return page === 'record' && settled > 0 ? `${settled} 次` : ''
}
