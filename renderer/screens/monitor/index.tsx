import { useEffect, useState } from 'react'
import { bridge } from '../../bridge.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { useRoute } from '../../stores/route.ts'
import { useStatus } from '../../stores/status.ts'
import { Alarms } from './Alarms.tsx'
import { FiguresTab } from './Figures.tsx'
import { Tasks } from './Tasks.tsx'
import { WaitingTab } from './Waiting.tsx'
import './monitor.css'

const TABS = [
  ['tasks', '任务', 'Alt+1'],
  ['figures', '接口', 'Alt+2'],
  ['waiting', '待发与死信', 'Alt+3'],
  ['alarms', '告警', 'Alt+4'],
] as const
export type Tab = (typeof TABS)[number][0]

/** 任务监控: what wants a hand stands in the tabs' counts, whichever is open. */
export default function MonitorScreen() {
  const route = useRoute()
  const alarms = useStatus(({ status }) => status?.alarms)
  const [tab, setTab] = useState<Tab>(() => (alarms?.unseen ? 'alarms' : 'tasks'))
  const [taskId, setTaskId] = useState<string | null>(null)
  const tasks = useAsk('monitor.tasks', {}, '查询任务')
  const waiting = useAsk('monitor.waiting', {}, '查询待发')
  useEffect(() => bridge.on('tasks.changed', tasks.again), [tasks.again])
  useEffect(() => bridge.on('shell.changed', waiting.again), [waiting.again])
  useEffect(() => {
    const wanted = TABS.find(([key]) => key === route.params.tab)
    if (wanted) setTab(wanted[0])
    if (route.params.taskId) setTaskId(route.params.taskId)
  }, [route.tick])

  const step = (by: number) => {
    const at = TABS.findIndex(([key]) => key === tab)
    setTab(TABS[(at + by + TABS.length) % TABS.length]![0])
  }
  useKeys({
    ...Object.fromEntries(
      TABS.map(([key, label, combo]) => [combo, { label, run: () => setTab(key), quiet: true }]),
    ),
    ArrowRight: { label: '下一页签', run: () => step(1), quiet: true },
    ArrowLeft: { label: '上一页签', run: () => step(-1), quiet: true },
  })
  const failed = tasks.value?.filter(({ state }) => state === 'failed').length ?? 0
  const dead = waiting.value?.dead ?? 0
  const counts: Record<Tab, number> = {
    tasks: failed,
    figures: 0,
    waiting: dead,
    alarms: alarms?.unseen ?? 0,
  }
  return (
    <section className="panel grow">
      <div className="mon-tabs" role="tablist" aria-label="任务监控">
        {TABS.map(([key, label, combo]) => (
          <button
            key={key}
            type="button"
            role="tab"
            tabIndex={-1}
            aria-selected={tab === key}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setTab(key)}
          >
            <kbd>{combo}</kbd> {label}
            {counts[key] > 0 && <b className="count">{counts[key]}</b>}
          </button>
        ))}
      </div>
      {tab === 'tasks' && <Tasks asked={tasks} chosen={taskId} onChoose={setTaskId} />}
      {tab === 'figures' && <FiguresTab />}
      {tab === 'waiting' && <WaitingTab asked={waiting} />}
      {tab === 'alarms' && <Alarms onTab={setTab} />}
    </section>
  )
}
