import { useEffect, useRef, useState } from 'react'
import type { PersonTable } from '../../../shared/api/person.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { type Asked, type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { useRoute } from '../../stores/route.ts'
import { watchEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { takeTyped } from '../common/ways.ts'
import { identifyBy, personKeys, takeRead } from './actions.ts'
import { FieldsBox, FindBox, PeriodBox, SetlBox } from './boxes.tsx'
import { Page } from './Page.tsx'
import { closeBox, type Listed, openBox, TABS, turn, usePerson } from './store.ts'
import { Who } from './Who.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './person.css'

/** 人员查询. Nothing that was shown of one person stays on the screen for the next. */
export default function PersonScreen() {
  const personId = usePerson((s) => s.who?.personId)
  return <Persons key={personId ?? 'nobody'} />
}

function Persons() {
  const { who, tab, period, box } = usePerson()
  const command = useCommand()
  const [revealTick, setRevealTick] = useState(0)
  const asked = useSections(who?.personId ?? null, period)
  const refresh = () => {
    for (const section of TABS.find(({ key }) => key === tab)!.sections) asked[section].again()
    usePerson.setState(({ round }) => ({ round: round + 1 }))
  }
  useKeys(personKeys({ command, refresh, reveal: () => setRevealTick((n) => n + 1) }))
  useEffect(watchEnter, [])
  useFocus()
  useScans(command)
  useRouteTarget()
  const identify = (cert: Cert) => void identifyBy(command, cert)
  const find = (text: string) => openBox({ is: 'find', text })
  return (
    <div className="pq-screen">
      <Who
        who={who}
        busy={command.busy}
        revealTick={revealTick}
        onTyped={(typed) => takeTyped(typed, identify, find)}
        onFault={command.setFault}
      />
      <section className="panel pq-main" aria-label="查询结果">
        <FaultPanel fault={command.fault} onClose={() => command.setFault(null)} />
        {who ? (
          <>
            <Tabs asked={asked} />
            <Page who={who} asked={asked} />
          </>
        ) : (
          <p className="quiet pq-blank">
            读卡、扫码、输入证件号码或按 F3
            找人。一个人在中心的就诊、诊断、结算、明细、慢特病用药、累计、备案、在院、资格和互认报告会列在这里。
          </p>
        )}
        <WaitLine />
      </section>
      {box?.is === 'find' && <FindBox text={box.text} onPick={identify} />}
      {box?.is === 'fields' && <FieldsBox title={box.title} row={box.row} />}
      {box?.is === 'period' && <PeriodBox period={period} />}
      {box?.is === 'setl' && <SetlBox />}
    </div>
  )
}

export type Sections = Record<Listed, Asked<PersonTable>>

/** Every list of the person, side by side: each waits and fails by itself. */
function useSections(
  personId: string | null,
  { from, to, scope }: { from: string; to: string; scope: 'usual' | 'all' },
): Sections {
  const of = personId === null ? null : { personId }
  const inTime = of && { ...of, from, to }
  return {
    visits: useAsk('person.section', inTime && { ...inTime, section: 'visits', scope }, '查询就诊'),
    drugs: useAsk('person.section', inTime && { ...inTime, section: 'drugs' }, '查询慢特病用药'),
    sums: useAsk('person.section', inTime && { ...inTime, section: 'sums' }, '查询累计'),
    chronic: useAsk('person.section', of && { ...of, section: 'chronic' }, '查询慢特病备案'),
    fixed: useAsk('person.section', of && { ...of, section: 'fixed' }, '查询定点备案'),
    transfers: useAsk('person.section', inTime && { ...inTime, section: 'transfers' }, '查询转院备案'),
    inHospital: useAsk('person.section', inTime && { ...inTime, section: 'inHospital' }, '查询在院'),
    qualified: useAsk('person.section', of && { ...of, section: 'qualified' }, '查询门慢特资格'),
    exams: useAsk('person.section', of && { ...of, section: 'exams' }, '查询互认项目'),
  }
}

function Tabs({ asked }: { asked: Sections }) {
  const tab = usePerson((s) => s.tab)
  return (
    <div className="pq-tabs" role="tablist" aria-label="人员查询">
      {TABS.map(({ key, label, sections }, index) => (
        <button
          key={key}
          type="button"
          role="tab"
          tabIndex={-1}
          aria-selected={tab === key}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => turn({ tab: key })}
        >
          <kbd>Alt+{index + 1}</kbd> {label}{' '}
          <small>{noteOf(sections.map((section) => asked[section]))}</small>
        </button>
      ))}
    </div>
  )
}

/** How many there are, or that it is not known. */
function noteOf(asked: readonly Asked<PersonTable>[]) {
  if (asked.some(({ fault }) => fault)) return <span className="waiting">没有查到</span>
  if (asked.some(({ busy }) => busy)) return <span className="quiet">…</span>
  return asked.reduce((count, { value }) => count + (value?.rows.length ?? 0), 0)
}

/** Scans identify, unless a box asks something else: the question comes first. */
function useScans(command: Command) {
  const now = useRef(command)
  now.current = command
  useEffect(
    () =>
      onScan((text) => {
        const { box } = usePerson.getState()
        if (box && box.is !== 'find') return
        closeBox()
        void takeRead(now.current, '识别扫码内容', () => call('visit.readCode', { text }))
      }),
    [],
  )
}

/** After every step the focus goes to what comes next. */
function useFocus() {
  const tick = usePerson((s) => s.focusTick)
  useEffect(() => {
    const { who, box } = usePerson.getState()
    if (!box) focusOn(who ? 'rows' : 'who')
  }, [tick])
}

/** Other screens and Ctrl+K send here with a name or number. */
function useRouteTarget() {
  const tick = useRoute((s) => s.tick)
  useEffect(() => {
    const { screen, params } = useRoute.getState()
    if (screen === 'person' && params.person) openBox({ is: 'find', text: params.person })
  }, [tick])
}
