import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { lazy, Suspense, useEffect, useState } from 'react'
import { type Fault, faultOf } from '../../shared/errors.ts'
import { bridge, onConnection } from '../bridge.ts'
import { FaultPanel } from '../components/FaultPanel.tsx'
import { listenKeys } from '../keys.ts'
import { deliverScan, listenScanner } from '../scanner.ts'
import { watchProgress } from '../stores/activity.ts'
import { loadSession, useSession } from '../stores/session.ts'
import { useTheme } from '../stores/theme.ts'
import { antdTheme } from '../theme.ts'
import { Workplace } from './Workplace.tsx'

const Login = lazy(() => import('../screens/login/index.tsx'))
const LockScreen = lazy(() => import('../screens/login/LockScreen.tsx'))

/** Listeners of the window and of the main process that live as long as the page. */
function useWiring(onFault: (fault: Fault | null) => void): void {
  useEffect(() => {
    const load = () =>
      loadSession().then(
        () => onFault(null),
        (error) => onFault(faultOf(error)),
      )
    const off = [
      listenScanner(),
      listenKeys(),
      watchProgress(),
      bridge.on('device.scan', ({ text }) => deliverScan(text)),
      bridge.on('session.locked', () => void load()),
      onConnection((state) => state === 'open' && void load()),
    ]
    return () => {
      for (const stop of off) stop()
    }
  }, [onFault])
}

export function App() {
  const auth = useSession((state) => state.auth)
  const theme = useTheme((state) => state.name)
  const [fault, setFault] = useState<Fault | null>(null)
  useWiring(setFault)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])

  const operator = auth?.operator ?? null
  return (
    <ConfigProvider
      locale={zhCN}
      theme={antdTheme(theme)}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      {auth === null && (
        <main className="starting">{fault ? <FaultPanel fault={fault} /> : '正在启动…'}</main>
      )}
      {auth && !operator && (
        <Suspense fallback={<main className="starting">正在启动…</main>}>
          <Login needsSetup={auth.needsSetup} />
        </Suspense>
      )}
      {auth && operator && (
        <>
          <Workplace key={operator.opter} operator={operator} locked={auth.locked} />
          {auth.locked && (
            <Suspense>
              <LockScreen operator={operator} />
            </Suspense>
          )}
        </>
      )}
    </ConfigProvider>
  )
}
