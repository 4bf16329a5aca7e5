import {
  lazy,
  type ReactNode,
  Suspense,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react'
import type { AuthState } from '../../shared/api/auth.ts'
import { FaultPanel } from '../components/FaultPanel.tsx'
import { KeyBar } from '../components/KeyBar.tsx'
import { type ActiveKey, comboText, type KeyMap, keys, useActiveKeys, useKeys } from '../keys.ts'
import { setScanning } from '../scanner.ts'
import { go, recallRoute, type Screen, useRoute } from '../stores/route.ts'
import { lock, logout, useSession, watchIdle } from '../stores/session.ts'
import { useStatus, watchStatus } from '../stores/status.ts'
import { recallTheme, toggleTheme } from '../stores/theme.ts'
import { jobsOf } from './jobs.ts'
import type { Deed } from './palette-hits.ts'
import { Rail } from './Rail.tsx'
import { ScreenGuard } from './ScreenGuard.tsx'
import { TopBar } from './TopBar.tsx'

const SCREEN: Record<Screen, ReturnType<typeof lazy>> = {
  visit: lazy(() => import('../screens/visit/index.tsx')),
  ward: lazy(() => import('../screens/ward/index.tsx')),
  admission: lazy(() => import('../screens/admission/index.tsx')),
  filing: lazy(() => import('../screens/filing/index.tsx')),
  reconcile: lazy(() => import('../screens/reconcile/index.tsx')),
  prints: lazy(() => import('../screens/prints/index.tsx')),
  devices: lazy(() => import('../screens/devices/index.tsx')),
  doubt: lazy(() => import('../screens/doubt/index.tsx')),
  txns: lazy(() => import('../screens/txns/index.tsx')),
  shift: lazy(() => import('../screens/shift/index.tsx')),
  operators: lazy(() => import('../screens/operators/index.tsx')),
  audit: lazy(() => import('../screens/audit/index.tsx')),
  person: lazy(() => import('../screens/person/index.tsx')),
  terms: lazy(() => import('../screens/terms/index.tsx')),
  mapping: lazy(() => import('../screens/mapping/index.tsx')),
  staff: lazy(() => import('../screens/staff/index.tsx')),
  uploads: lazy(() => import('../screens/uploads/index.tsx')),
  setllist: lazy(() => import('../screens/setllist/index.tsx')),
  selfpay: lazy(() => import('../screens/selfpay/index.tsx')),
  sichuan: lazy(() => import('../screens/sichuan/index.tsx')),
  dispense: lazy(() => import('../screens/dispense/index.tsx')),
  stock: lazy(() => import('../screens/stock/index.tsx')),
  erx: lazy(() => import('../screens/erx/index.tsx')),
  monitor: lazy(() => import('../screens/monitor/index.tsx')),
  console: lazy(() => import('../screens/console/index.tsx')),
  acceptance: lazy(() => import('../screens/acceptance/index.tsx')),
  injury: lazy(() => import('../screens/injury/index.tsx')),
  'injury-record': lazy(() => import('../screens/injury-record/index.tsx')),
  'injury-clearing': lazy(() => import('../screens/injury-clearing/index.tsx')),
  'injury-exchange': lazy(() => import('../screens/injury-exchange/index.tsx')),
}
const Palette = lazy(() => import('./Palette.tsx'))
const ChangePassword = lazy(() => import('./ChangePassword.tsx'))
const Help = lazy(() => import('./Help.tsx').then(({ Help }) => ({ default: Help })))

type Operator = NonNullable<AuthState['operator']>

/** The one window: rail, top bar, the screen, its keys. Stays mounted, but dead and unseen, while locked. */
export function Workplace({ operator, locked }: { operator: Operator; locked: boolean }) {
  const jobs = useMemo(() => jobsOf(operator.role), [operator.role])
  const wanted = useRoute((route) => route.screen)
  const [ready, setReady] = useState(false)
  const [box, setBox] = useState<'palette' | 'password' | null>(null)
  const [help, setHelp] = useState<readonly ActiveKey[] | null>(null)
  const idleLock_ms = useSession(({ auth }) => auth?.idleLock_ms ?? 0)
  const job = jobs.find(({ screen }) => screen === wanted) ?? jobs[0]!

  useEffect(() => watchStatus(), [])
  useEffect(() => {
    void Promise.allSettled([recallRoute(), recallTheme()]).then(() => {
      // as a transition: a fallback once shown stays for 300 ms, longer than the first screen takes to load
      startTransition(() => setReady(true))
      // at hand before they are asked for, so that what is typed after Ctrl+K is not lost
      void import('./Palette.tsx')
      void import('./Help.tsx')
    })
  }, [])
  useEffect(() => (locked ? undefined : watchIdle(idleLock_ms)), [locked, idleLock_ms])
  useEffect(() => {
    if (locked) return
    setScanning(true, () => {
      if (keys.isAsking()) return false
      go('visit')
      return true
    })
    return () => setScanning(false)
  }, [locked])

  const map: KeyMap = {
    F1: { label: '帮助', run: () => setHelp(keys.active()) },
    'Ctrl+K': { label: '查找一切', run: () => setBox('palette') },
    'Ctrl+L': { label: '锁屏', run: lock },
  }
  for (const { combo, label, screen } of jobs) map[combo] = { label, run: () => go(screen), quiet: true }
  useKeys(map, 'shell')

  const close = useCallback(() => setBox(null), [])
  const closeHelp = useCallback(() => setHelp(null), [])
  const deeds = useMemo(() => deedsOf(() => setBox('password')), [])

  const Current = SCREEN[job.screen]
  return (
    <div className="workplace" inert={locked} hidden={locked}>
      <TopBar />
      <Rail jobs={jobs} />
      <Stage>
        <Banners watch={jobs.find(({ screen }) => screen === 'monitor')?.combo} />
        <ScreenGuard key={job.screen}>
          <Suspense fallback={<div className="quiet pad">正在打开{job.label}…</div>}>
            {ready && <Current />}
          </Suspense>
        </ScreenGuard>
      </Stage>
      <KeyBar />
      <Suspense>
        {box === 'palette' && <Palette jobs={jobs} deeds={deeds} onClose={close} />}
        {box === 'password' && <ChangePassword onClose={close} />}
        {help && <Help job={job} keys={help} onClose={closeHelp} />}
      </Suspense>
    </div>
  )
}

/** While a box asks, nothing under it can take the focus. Boxes stand outside, at the end of the page. */
function Stage({ children }: { children: ReactNode }) {
  const isAsking = useActiveKeys()[0]?.level === 'dialog'
  return (
    <main className="screen" inert={isAsking}>
      {children}
    </main>
  )
}

function deedsOf(changePassword: () => void): Deed[] {
  return [
    { title: '锁屏', py: 'sp', note: 'Ctrl+L', run: lock },
    { title: '明暗切换', py: 'mahq', note: '浅色或深色界面', run: toggleTheme },
    { title: '修改密码', py: 'xgmm', note: '修改我的登录密码', run: changePassword },
    { title: '退出登录', py: 'tcdl', note: '班次不会因此结束', run: logout },
  ]
}

/** What concerns every screen: no connection, no new settlements, alarms for who watches, things to be told once. */
function Banners({ watch }: { watch: string | undefined }) {
  const status = useStatus((state) => state.status)
  const connection = useStatus((state) => state.connection)
  const screen = useRoute((route) => route.screen)
  const [read, setRead] = useState<readonly string[]>([])
  const notices = status?.notices.filter((notice) => !read.includes(notice)) ?? []
  return (
    <>
      {connection === 'lost' && (
        <div className="banner is-down" role="alert">
          与主程序的连接中断，正在重连。已发出的交易由主程序继续完成，不会重复扣款；恢复后会显示最新状态。
        </div>
      )}
      {status?.stop && <FaultPanel fault={status.stop} />}
      {watch && screen !== 'monitor' && status?.alarms.newest && (
        <div className="banner is-slow" role="status" aria-label="告警">
          告警{status.alarms.unseen > 1 && ` ${status.alarms.unseen} 条`}：{status.alarms.newest}
          <button type="button" onClick={() => go('monitor', { tab: 'alarms' })}>
            处理 {comboText(watch)}
          </button>
        </div>
      )}
      {notices.map((notice) => (
        <div key={notice} className="banner is-slow" role="status">
          {notice}
          <button type="button" onClick={() => setRead([...read, notice])}>
            知道了
          </button>
        </div>
      ))}
    </>
  )
}
