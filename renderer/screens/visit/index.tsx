import { useEffect, useState } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { useRoute } from '../../stores/route.ts'
import { Entry } from '../common/Entry.tsx'
import { watchEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { StepLine } from '../common/StepLine.tsx'
import { openSettled } from './actions.ts'
import { Boxes } from './boxes/index.tsx'
import { edit, listen, restore } from './commands.ts'
import { Header } from './Header.tsx'
import { HowMuch } from './HowMuch.tsx'
import { scanned } from './identify.ts'
import { visitKeys } from './keymap.ts'
import { Lines } from './Lines.tsx'
import { Message } from './Message.tsx'
import { inputOf } from './missing.ts'
import { focusOf } from './next.ts'
import { BLANK_STEPS, Strip } from './Steps.tsx'
import { openBox, useBusy, useView, useVisit } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import { Who } from './Who.tsx'

const NOTHING: never[] = []

/** 门诊收费: who, what, how much; one next action. */
export default function VisitScreen() {
  const view = useView()
  const busy = useBusy()
  const showMissing = useVisit((s) => s.current !== null && s.showMissing[s.current] === true)
  const [revealTick, setRevealTick] = useState(0)
  useKeys(visitKeys(view, busy, () => setRevealTick((n) => n + 1)))
  useFocus()
  useRouteTarget()
  useEffect(() => {
    void restore()
    return listen()
  }, [])
  useEffect(watchEnter, [])
  useEffect(() => onScan((text) => void takeScan(text)), [])

  const faults = (showMissing && view?.missing) || NOTHING
  const canEdit = view?.can.edit === true && !busy
  return (
    <div className="v-screen">
      <div className="v-top">
        <StepLine steps={view?.steps ?? BLANK_STEPS} />
        <Strip />
      </div>
      <Who view={view} revealTick={revealTick} />
      <section className="v-what" aria-label="费用">
        {view ? <Header view={view} faults={faults} /> : <div className="v-header" />}
        <Lines lines={view?.visit.lines ?? NOTHING} canEdit={canEdit} />
        <Message view={view} faults={faults} />
        <Entry
          key={view?.visit.encounterId ?? ''}
          canEdit={canEdit && view !== null && !isBlank(view)}
          onAdd={(medins_list_codg, cnt) => void edit('visit.addLine', { medins_list_codg, cnt })}
        />
      </section>
      <HowMuch view={view} />
      <Boxes view={view} />
    </div>
  )
}

const isBlank = ({ visit }: VisitView) => visit.person === null && !visit.selfPay

/** A scan while a box asks something else is not taken: the question comes first. */
async function takeScan(text: string) {
  const { box } = useVisit.getState()
  if (box && box.is !== 'find' && box.is !== 'search') return
  useVisit.setState({ box: null })
  await scanned(text)
}

/** After every step the focus goes to what comes next. */
function useFocus() {
  const tick = useVisit((s) => s.focusTick)
  const ready = useVisit((s) => s.ready)
  // the tick is the order to look for the next place
  useEffect(() => {
    const { box, current, views, insuranceKnown, showMissing } = useVisit.getState()
    // what a quick hand types before all is back is not lost
    if (!ready) return void focusOn('who')
    if (box) return
    const view = current ? (views[current] ?? null) : null
    const place = focusOf(view, insuranceKnown[current ?? ''] === true, showMissing[current ?? ''] === true)
    const first = view?.missing[0]
    const name = place === 'missing' && first ? inputOf(first) : place
    if (!focusOn(name)) focusOn('primary')
  }, [tick, ready])
}

/** Other screens and Ctrl+K send here with a visit or a person. */
function useRouteTarget() {
  const tick = useRoute((s) => s.tick)
  const ready = useVisit((s) => s.ready)
  // one answer to each tick
  useEffect(() => {
    const { screen, params } = useRoute.getState()
    if (!ready || screen !== 'visit') return
    if (params.encounterId) void openSettled(params.encounterId)
    else if (params.person) openBox({ is: 'find', text: params.person })
  }, [tick, ready])
}
