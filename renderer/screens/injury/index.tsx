import { useEffect, useRef, useState } from 'react'
import type { InjuryView } from '../../../shared/api/injury.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { useRoute } from '../../stores/route.ts'
import { useDict } from '../common/dict.ts'
import { watchEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { blankSteps, StepLine } from '../common/StepLine.tsx'
import { come } from './actions.ts'
import { Boxes } from './boxes/index.tsx'
import { Cases } from './Cases.tsx'
import { listen, restore } from './commands.ts'
import { faultsElsewhere, firstAtFault } from './fields.ts'
import { HowMuch } from './HowMuch.tsx'
import { scanned } from './identify.ts'
import { injuryKeys } from './keymap.ts'
import { Message } from './Message.tsx'
import { focusOf, isEmpty, PAGES, type Page, pageFocus } from './next.ts'
import { BillPage } from './pages/BillPage.tsx'
import { HeaderPage } from './pages/HeaderPage.tsx'
import { RecordPage } from './pages/RecordPage.tsx'
import { StayFees } from './pages/StayFees.tsx'
import { Strip } from './Strip.tsx'
import { currentView, useBusy, useFault, useInjury, useView } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import '../admission/admission.css'
import './injury.css'
import { Who } from './Who.tsx'

const NOTHING: never[] = []
const BLANK_STEPS = {
  outpatient: blankSteps(['识别', '登记', '费用', '试算', '结算', '打印']),
  inpatient: blankSteps(['识别', '入院', '费用', '出院', '试算', '结算', '打印']),
  device: blankSteps(['识别', '费用', '试算', '结算', '打印']),
}

/** 工伤办理: who, what, how much; three ways and three kinds of case on one screen; one next action. */
export default function InjuryScreen() {
  const view = useView()
  const busy = useBusy()
  const page = useInjury((s) => s.page)
  const kind = useInjury((s) => s.kind)
  // what the keys and the button say depends on these too
  useInjury((s) => s.changes)
  useInjury((s) => s.loaded)
  useInjury((s) => s.family)
  useInjury((s) => s.options)
  const [revealTick, setRevealTick] = useState(0)
  useKeys(injuryKeys(view, busy, () => setRevealTick((n) => n + 1)))
  const faults = useFaults(view)
  useFocus(view, faults)
  useRouteTarget()
  useEffect(() => {
    void restore()
    return listen()
  }, [])
  useEffect(watchEnter, [])
  useEffect(() => onScan((text) => void takeScan(text)), [])

  const isBlank = view === null || isEmpty(view)
  const label = isBlank ? '在办' : PAGES.find(({ key }) => key === page)?.label
  return (
    <div className="v-screen">
      <div className="v-top">
        <StepLine steps={view?.steps ?? BLANK_STEPS[kind]} />
        <Strip view={view} page={page} />
      </div>
      <Who view={view} revealTick={revealTick} />
      <section className="v-what a-what" aria-label={label}>
        {isBlank ? (
          <Cases />
        ) : (
          <PageOf key={view.case.encounterId} view={view} page={page} faults={faults} busy={busy} />
        )}
        <Message view={view} others={view ? faultsElsewhere(view, faults) : NOTHING} />
      </section>
      <HowMuch view={view} />
      <Boxes view={view} />
    </div>
  )
}

/** What is missing once somebody tried to go on, and what the last refusal says of fields. */
function useFaults(view: InjuryView | null): FieldFault[] {
  const shown = useInjury((s) => s.current !== null && s.showMissing[s.current] === true)
  const fault = useFault()
  const refused = fault?.fields ?? NOTHING
  return shown && view?.missing.length ? [...view.missing, ...refused] : refused
}

interface PageProps {
  view: InjuryView
  page: Page
  faults: FieldFault[]
  busy: boolean
}

function PageOf({ view, page, faults, busy }: PageProps) {
  // at hand before a field lists them: the first one has the focus as soon as its page is there
  useDict(view.tables.med_type || 'insutype')
  useDict(view.tables.treat || 'insutype')
  useDict(view.tables.dscg_way || 'insutype')
  if (page === 'header') return <HeaderPage view={view} faults={faults} busy={busy} />
  if (page === 'record') return <RecordPage view={view} />
  return view.case.kind === 'inpatient' ? (
    <StayFees view={view} busy={busy} />
  ) : (
    <BillPage view={view} busy={busy} />
  )
}

/** A scan while a box asks something else is not taken: the question comes first. */
async function takeScan(text: string) {
  const { box } = useInjury.getState()
  if (box && box.is !== 'find' && box.is !== 'search' && box.is !== 'waiting') return
  useInjury.setState({ box: null })
  await scanned(text)
}

/** After every step the focus goes to what comes next; with a page, into the page. */
function useFocus(view: InjuryView | null, faults: FieldFault[]) {
  const tick = useInjury((s) => s.focusTick)
  const turned = useInjury((s) => s.pageTick)
  const ready = useInjury((s) => s.ready)
  const isOpening = useRef(true)
  // the ticks are the order to look for the next place
  useEffect(() => {
    const { box, page } = useInjury.getState()
    // what a quick hand types before all is back is not lost
    if (!ready) return void focusOn('who')
    const opening = isOpening.current
    isOpening.current = false
    if (box) return
    const wrong = view && page === 'header' ? firstAtFault(view, faults) : null
    const name = focusOf(view, wrong === null ? null : `f-${wrong}`)
    if (!focusOn(name)) focusOn('primary')
    // what was typed for a person whom nobody knows makes room for the next
    if (name === 'who' && !opening) (document.activeElement as Partial<HTMLInputElement> | null)?.select?.()
  }, [tick, ready])
  useEffect(() => {
    const { box, page } = useInjury.getState()
    if (box || turned === 0) return
    if (!focusOn(pageFocus(page, currentView()))) focusOn('primary')
  }, [turned])
}

/** Other screens and Ctrl+K send here with a case, a 住院号 or a person. */
function useRouteTarget() {
  const tick = useRoute((s) => s.tick)
  const ready = useInjury((s) => s.ready)
  // one answer to each tick
  useEffect(() => {
    const { screen, params } = useRoute.getState()
    if (ready && screen === 'injury') come(params)
  }, [tick, ready])
}
