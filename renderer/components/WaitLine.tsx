import { useEffect, useState } from 'react'
import { median, type Running, useActivity } from '../stores/activity.ts'

const QUIET_ms = 300
const SLOW_ms = 3000
const LONG_ms = 20_000

const seconds = (ms: number) => (ms < 10_000 ? (ms / 1000).toFixed(1) : String(Math.round(ms / 1000)))

/** What the waiting line says `waited_ms` after the call began; null while it is too early to say anything. */
export function waitText(
  call: Pick<Running, 'label' | 'centre'>,
  waited_ms: number,
  typical_ms: number | null,
): string | null {
  if (waited_ms < QUIET_ms) return null
  const text = `正在进行：${call.label}`
  if (waited_ms < SLOW_ms) return text
  const usual = typical_ms === null ? '今天还没有同类记录' : `今天一般 ${seconds(typical_ms)} 秒`
  const slow = `${text}，已等 ${Math.floor(waited_ms / 1000)} 秒（${usual}）`
  if (!call.centre || waited_ms < LONG_ms) return slow
  return `${slow}。超过时限仍无回答，系统会自动向中心查询结果，不会重复扣款；您可以先办理其他患者。`
}

/** One line that says which call is running. It takes its place even when empty, so nothing moves. */
export function WaitLine() {
  const running = useActivity((state) => state.running)
  const took_ms = useActivity((state) => state.took_ms)
  const [now, setNow] = useState(Date.now)
  const busy = running.length > 0
  useEffect(() => {
    if (!busy) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [busy])
  const call = running.find((one) => one.centre) ?? running[0]
  const text = call ? waitText(call, now - call.startedAt, median(took_ms[call.label] ?? [])) : null
  return (
    <div className={`wait-line${text ? ' waiting' : ''}`} role="status" aria-live="polite">
      {text}
    </div>
  )
}
