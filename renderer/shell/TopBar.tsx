import type { Light, ShellStatus } from '../../shared/api/shell.ts'
import { timeShow } from '../format.ts'
import { useSession } from '../stores/session.ts'
import { useStatus } from '../stores/status.ts'
import { injuryLamps } from './lamps.ts'

const STATE_TEXT: Record<Light['state'], string> = { ok: '正常', slow: '缓慢', down: '中断', off: '未用' }

function Lamp({ name, light, count = 0 }: { name: string; light: Light; count?: number }) {
  return (
    <span className={`lamp is-${light.state}`} title={light.text} role="img" aria-label={light.text}>
      <i aria-hidden="true" />
      {name} {STATE_TEXT[light.state]}
      {count > 0 && ` ${count}`}
    </span>
  )
}

/** 「1号窗口」 says what it is by itself, 「A12」 does not. */
export const windowText = (window: string) => (window.includes('窗口') ? window : `窗口 ${window}`)

/** Thresholds passed: red while nobody has looked at them. */
function Alarms({ open, unseen }: ShellStatus['alarms']) {
  const text = unseen > 0 ? `${unseen} 条告警没有人处理` : `${open} 条告警已知悉，还没有恢复`
  return (
    <span className={`lamp is-${unseen > 0 ? 'down' : 'slow'}`} title={text} role="img" aria-label={text}>
      <i aria-hidden="true" />
      告警 {open}
    </span>
  )
}

/** Who works here, where, in which environment, and whether everything answers. */
export function TopBar() {
  const operator = useSession(({ auth }) => auth?.operator)
  const status = useStatus((state) => state.status)
  const shift = useStatus((state) => state.shift)
  return (
    <header className="top-bar">
      {status?.training && <strong className="training">培训模式</strong>}
      <span className="place">
        <b>{status?.institution.fixmedins_name ?? '柜台'}</b>
        {status && <span>{windowText(status.window)}</span>}
        <span>{operator ? `${operator.opterName}（${operator.opter}）` : ''}</span>
        <span className={shift ? undefined : 'waiting'}>
          {shift ? `班次 ${timeShow(shift.startedAt)} 起` : '未签到（F11）'}
        </span>
      </span>
      {status && (
        <span className="lamps">
          <Lamp name="中心" light={status.centre} />
          {injuryLamps(status.injury).map((one) => (
            <Lamp key={one.name} {...one} />
          ))}
          <Lamp name="HIS" light={status.his} />
          <Lamp name="设备" light={status.devices} />
          <Lamp name="待办" light={status.outbox} count={status.outbox.waiting + status.outbox.dead} />
          {status.alarms.open > 0 && <Alarms {...status.alarms} />}
          {status.doubtful > 0 && <b className="doubtful">存疑 {status.doubtful} 笔 F12</b>}
        </span>
      )}
    </header>
  )
}
