import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import type { AuthState } from '../../shared/api/auth.ts'
import { FaultPanel } from '../components/FaultPanel.tsx'
import { KeyBar } from '../components/KeyBar.tsx'
import { type ActiveKey, comboText, type KeyMap, keys, useActiveKeys, useKeys } from '../keys.ts'
import { setScanning } from '../scanner.ts'
import { go, recallRoute, useRoute } from '../stores/route.ts'
import { lock, logout, useSession, watchIdle } from '../stores/session.ts'
import { useStatus, watchStatus } from '../stores/status.ts'
import { recallTheme, toggleTheme } from '../stores/theme.ts'
import { type Job, jobsOf } from './jobs.ts'
import type { Deed } from './palette-hits.ts'
import { Rail } from './Rail.tsx'
import { ScreenGuard } from './ScreenGuard.tsx'
import { fetchAhead, useScreen } from './screens.ts'
import { TopBar } from './TopBar.tsx'

const ChangePassword = lazy(() => import('./ChangePassword.tsx'))

type Tools = typeof import('./Palette.tsx') & typeof import('./Help.tsx')
type Operator = NonNullable<AuthState['operator']>

/** The one window: rail, top bar, the screen, its keys. Stays mounted, but dead and unseen, while locked. */
export function Workplace({ operator, locked }: { operator: Operator; locked: boolean }) {
  const jobs = useMemo(() => jobsOf(operator.role), [operator.role])
  const wanted = useRoute((route) => route.screen)
  const [ready, setReady] = useState(false)
  const [tools, setTools] = useState<Tools | null>(null)
  const [box, setBox] = useState<'palette' | 'password' | null>(null)
  const [help, setHelp] = useState<readonly ActiveKey[] | null>(null)
  const idleLock_ms = useSession(({ auth }) => auth?.idleLock_ms ?? 0)
  const job = jobs.find(({ screen }) => screen === wanted) ?? jobs[0]!

  useEffect(() => watchStatus(), [])
  useEffect(() => {
    // at hand before they are asked for, so that what is typed after a key is not lost
    void Promise.allSettled([recallRoute(), recallTheme()]).then(async () => {
      setReady(true)
      const [palette, help] = await Promise.all([import('./Palette.tsx'), import('./Help.tsx')])
      setTools({ ...palette, ...help })
      await fetchAhead(jobs.map(({ screen }) => screen))
    })
  }, [jobs])
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

  return (
    <div className="workplace" inert={locked} hidden={locked}>
      <TopBar />
      <Rail jobs={jobs} />
      <Stage>
        <Banners watch={jobs.find(({ screen }) => screen === 'monitor')?.combo} />
        <ScreenGuard key={job.screen}>{ready && <Current job={job} />}</ScreenGuard>
      </Stage>
      <KeyBar />
      {tools && box === 'palette' && <tools.Palette jobs={jobs} deeds={deeds} onClose={close} />}
      {tools && help && <tools.Help job={job} keys={help} onClose={closeHelp} />}
      <Suspense>{box === 'password' && <ChangePassword onClose={close} />}</Suspense>
    </div>
  )
}

/** The screen of a job, as soon as it is there. */
function Current({ job }: { job: Job }) {
  const Body = useScreen(job.screen)
  return Body ? <Body /> : <div className="quiet pad">正在打开{job.label}…</div>
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
