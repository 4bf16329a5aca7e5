import { useEffect, useState } from 'react'
import type { InjuryRecordView, RecordTab } from '../../../shared/api/injury-record.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL } from '../../../shared/injury.ts'
import { yuanShow } from '../../../shared/money.ts'
import { bridge } from '../../bridge.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { CodesTab } from './CodesTab.tsx'
import { FilesTab } from './FilesTab.tsx'
import { OrdersTab } from './OrdersTab.tsx'
import { PartsTab } from './PartsTab.tsx'
import { RehabTab } from './RehabTab.tsx'
import { leave, turn, useRecord } from './store.ts'

const TITLE: Record<RecordTab, string> = {
  page: '首页',
  orders: '医嘱',
  files: '附件',
  rehab: '康复',
  codes: '码表',
}
const ALL = Object.keys(TITLE) as RecordTab[]

export interface TabProps {
  view: InjuryRecordView
  put(view: InjuryRecordView): void
  again(): void
}

/** One case: who it is above, a tab a kind of material below. */
export function Case({ encounterId }: { encounterId: string }) {
  const opened = useAsk('injury.record.open', { encounterId }, '打开工伤病案')
  const view = opened.value
  const { again } = opened
  useEffect(() => bridge.on('doubt.changed', again), [again])
  useEffect(
    () =>
      bridge.on('visit.changed', (told) => {
        if (told.encounterId === encounterId) again()
      }),
    [encounterId, again],
  )
  if (view) return <Ready view={view} put={opened.put} again={again} />
  return (
    <section className="panel grow ir-screen">
      <Waiting />
      <FaultPanel fault={opened.fault} />
      <WaitLine />
    </section>
  )
}

function Waiting() {
  useKeys({ Esc: { label: '回列表', run: leave } })
  return <p className="quiet">正在打开…</p>
}

function Ready(props: TabProps) {
  const { view } = props
  const wanted = useRecord((s) => s.tab)
  const [first] = useState(() => firstOf(view))
  const tab = wanted !== null && view.tabs.includes(wanted) ? wanted : first
  useKeys({
    ...Object.fromEntries(
      ALL.map((key, i) => [
        `Alt+${i + 1}`,
        {
          label: TITLE[key],
          run: () => turn({ tab: key, said: '' }),
          enabled: view.tabs.includes(key),
          quiet: true,
        },
      ]),
    ),
    Esc: { label: '回列表', run: leave },
  })
  return (
    <div className="ir-case">
      <Head view={view} />
      <Tabs
        label="病案内容"
        tabs={ALL.map((key) => ({
          key,
          title: TITLE[key],
          note: <Badge view={view} tab={key} />,
          disabled: !view.tabs.includes(key),
        }))}
        at={tab}
        onTurn={(key) => turn({ tab: key, said: '' })}
      >
        {view.doubt && <b className="waiting">{view.doubt}</b>}
      </Tabs>
      {tab === 'page' && <PartsTab {...props} tab="page" />}
      {tab === 'orders' && <OrdersTab {...props} />}
      {tab === 'files' && <FilesTab {...props} />}
      {tab === 'rehab' && <RehabTab {...props} />}
      {tab === 'codes' && <CodesTab family={view.family} />}
    </div>
  )
}

/** Where there is something to do: the page of a stay that is over, else rehabilitation, orders, files. */
function firstOf({ tabs, parts }: InjuryRecordView): RecordTab {
  if (parts.some(({ tab }) => tab === 'page')) return 'page'
  return (['rehab', 'orders', 'files', 'codes'] as const).find((tab) => tabs.includes(tab)) ?? 'page'
}

/** How many parts of a tab are not at the platform. */
function Badge({ view, tab }: { view: InjuryRecordView; tab: RecordTab }) {
  const open = view.parts.filter((part) => part.tab === tab && part.state !== 'sent').length
  return open > 0 ? <small className="waiting">{open}</small> : null
}

function Head({ view }: { view: InjuryRecordView }) {
  return (
    <section className="panel ir-head" aria-label="就诊">
      <h1>{view.psn_name}</h1>
      <span>
        {INJURY_LABEL[view.family]} {INJURY_KIND_LABEL[view.kind]}
      </span>
      <span className="code">{view.ipt_otp_no}</span>
      <span>{view.dept}</span>
      <span>
        {timeShow(view.begntime)}
        {view.endtime === null ? ' 起' : ` 至 ${timeShow(view.endtime)}`}
      </span>
      <b>{view.stepLabel}</b>
      <span className="ir-total">费用 {yuanShow(view.totalFen)} 元</span>
    </section>
  )
}
