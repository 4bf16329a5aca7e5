import { useEffect, useState } from 'react'
import type { StayView } from '../../../shared/api/admission.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { useRoute } from '../../stores/route.ts'
import { watchEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { blankSteps, StepLine } from '../common/StepLine.tsx'
import { come } from './actions.ts'
import { Boxes } from './boxes/index.tsx'
import { listen, restore, showTab } from './commands.ts'
import {
  ADMISSION_FORM,
  DISCHARGE_FORM,
  type FormGroup,
  faultsElsewhere,
  firstAtFault,
} from './form/fields.ts'
import { HowMuch } from './HowMuch.tsx'
import { scanned } from './identify.ts'
import { admissionKeys } from './keymap.ts'
import { Message } from './Message.tsx'
import { focusOf, pageFocus, TABS, type Tab } from './next.ts'
import { useAdmission, useBusy, useFault, useView } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './admission.css'
import { AdmitTab } from './tabs/AdmitTab.tsx'
import { DepositTab } from './tabs/DepositTab.tsx'
import { DischargeTab } from './tabs/DischargeTab.tsx'
import { FeesTab } from './tabs/FeesTab.tsx'
import { SettleTab } from './tabs/SettleTab.tsx'
import { Who } from './Who.tsx'

const NOTHING: never[] = []
const BLANK_STEPS = blankSteps(['登记', '入院', '押金', '费用', '出院', '结算', '打印'])
const FORM: Partial<Record<Tab, FormGroup[]>> = { admit: ADMISSION_FORM, discharge: DISCHARGE_FORM }

/** 住院办理: who, what, how much; five pages in the middle; one next action. */
export default function AdmissionScreen() {
  const view = useView()
  const busy = useBusy()
  const tab = useAdmission((s) => s.tab)
  // what F8 and the button say depends on what is typed and printed too
  useAdmission((s) => s.changes)
  useAdmission((s) => s.printed)
  const [revealTick, setRevealTick] = useState(0)
  useKeys(admissionKeys(view, tab, busy, () => setRevealTick((n) => n + 1)))
  const faults = useFaults(view, tab)
  useFocus(faults)
  useRouteTarget()
  useEffect(() => {
    void restore()
    return listen()
  }, [])
  useEffect(watchEnter, [])
  useEffect(() => onScan((text) => void takeScan(text)), [])

  const form = FORM[tab]
  return (
    <div className="v-screen">
      <div className="v-top">
        <StepLine steps={view?.steps ?? BLANK_STEPS} />
        <Tabs view={view} tab={tab} />
      </div>
      <Who view={view} revealTick={revealTick} />
      <section className="v-what a-what" aria-label={TABS.find(({ key }) => key === tab)?.label}>
        {view ? (
          <Page key={view.stay.encounterId} view={view} tab={tab} faults={faults} busy={busy} />
        ) : (
          <Blank />
        )}
        <Message view={view} others={form ? faultsElsewhere(faults, form) : NOTHING} />
      </section>
      <HowMuch view={view} />
      <Boxes view={view} />
    </div>
  )
}

/** What is missing once somebody tried to go on, and what the last refusal says of fields. */
function useFaults(view: StayView | null, tab: Tab): FieldFault[] {
  const shown = useAdmission((s) => s.current !== null && s.showMissing[s.current] === true)
  const fault = useFault()
  const refused = fault?.fields ?? NOTHING
  if (tab === 'admit' && shown && view?.missing.length) return [...view.missing, ...refused]
  return tab === 'admit' || tab === 'discharge' ? refused : NOTHING
}

interface PageProps {
  view: StayView
  tab: Tab
  faults: FieldFault[]
  busy: boolean
}

function Page({ view, tab, faults, busy }: PageProps) {
  switch (tab) {
    case 'admit':
      return <AdmitTab view={view} faults={faults} busy={busy} />
    case 'fees':
      return <FeesTab view={view} busy={busy} />
    case 'deposit':
      return <DepositTab view={view} />
    case 'discharge':
      return <DischargeTab view={view} faults={faults} busy={busy} />
    case 'settle':
      return <SettleTab view={view} />
  }
}

function Blank() {
  return (
    <p className="quiet a-blank">
      读卡、扫码或输入证件号码，为患者办理入院；HIS 里预约入院的患者在病区（Shift+F6）的“待入院”里，Enter
      打开。在院患者也从病区进入。
    </p>
  )
}

function Tabs({ view, tab }: { view: StayView | null; tab: Tab }) {
  return (
    <nav className="v-strip" aria-label="页">
      {TABS.map(({ key, label }, i) => (
        <button
          type="button"
          key={key}
          tabIndex={-1}
          className="v-tab"
          data-state={key}
          aria-pressed={view !== null && key === tab}
          disabled={view === null}
          onClick={() => showTab(key)}
        >
          <kbd>Alt+{i + 1}</kbd>
          {label}
          {view && <small>{noteOf(view, key)}</small>}
        </button>
      ))}
    </nav>
  )
}

/** What of a page has to be known without opening it. */
function noteOf({ sums, deposit, stay }: StayView, tab: Tab): string {
  if (tab === 'fees' && sums.failedLines > 0) return `失败 ${sums.failedLines}`
  if (tab === 'fees' && sums.newLines > 0) return `未传 ${sums.newLines}`
  if (tab === 'deposit' && deposit.rows.length > 0) return `${deposit.rows.length} 笔`
  const standing = stay.settlements.filter((s) => s.cancelled === null).length
  return tab === 'settle' && standing > 0 ? `${standing} 次` : ''
}

/** A scan while a box asks something else is not taken: the question comes first. */
async function takeScan(text: string) {
  const { box } = useAdmission.getState()
  if (box && box.is !== 'find' && box.is !== 'search') return
  useAdmission.setState({ box: null })
  await scanned(text)
}

/** After every step the focus goes to what comes next; with a page, into the page. */
function useFocus(faults: FieldFault[]) {
  const tick = useAdmission((s) => s.focusTick)
  const page = useAdmission((s) => s.pageTick)
  const ready = useAdmission((s) => s.ready)
  // the ticks are the order to look for the next place
  useEffect(() => {
    const { box, current, views, insuranceKnown, tab } = useAdmission.getState()
    // what a quick hand types before all is back is not lost
    if (!ready) return void focusOn('who')
    if (box) return
    const view = current ? (views[current] ?? null) : null
    const form = FORM[tab]
    const wrong = form ? firstAtFault(faults, form) : null
    const name = focusOf(view, insuranceKnown[current ?? ''] === true, wrong?.name ?? null)
    if (!focusOn(name)) focusOn('primary')
  }, [tick, ready])
  useEffect(() => {
    const { box, tab } = useAdmission.getState()
    if (box || page === 0) return
    if (!focusOn(pageFocus(tab))) focusOn('primary')
  }, [page])
}

/** Other screens and Ctrl+K send here with a stay. */
function useRouteTarget() {
  const tick = useRoute((s) => s.tick)
  const ready = useAdmission((s) => s.ready)
  // one answer to each tick
  useEffect(() => {
    const { screen, params } = useRoute.getState()
    if (ready && screen === 'admission') come(params)
  }, [tick, ready])
}
