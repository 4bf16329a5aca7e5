import { useEffect, useState } from 'react'
import { bridge } from '../../bridge.ts'
import { focusOn } from '../common/focus.ts'

/** How far a longer piece of work is; takes its place even when empty, so that nothing moves. */
export function WorkLine({ work }: { work: string }) {
  const [at, setAt] = useState<{ label: string; done: number } | null>(null)
  useEffect(
    () =>
      bridge.on('work.progress', (told) => {
        if (told.work === work) setAt(told.label ? told : null)
      }),
    [work],
  )
  return (
    <div className="sl-progress" role="status">
      {at && (
        <>
          <progress value={at.done} max={1} aria-label="进度" />
          <span className="waiting">
            {at.label} {Math.round(at.done * 100)}%
          </span>
        </>
      )}
    </div>
  )
}

/** When nothing is asked or at work and nothing has the focus, the table of the screen takes it. */
export function useResting(table: string, isFree: boolean): void {
  useEffect(() => {
    if (!isFree) return
    const timer = setTimeout(() => document.activeElement === document.body && focusOn(table))
    return () => clearTimeout(timer)
  }, [table, isFree])
}

interface Result {
  psn_name: string
  ok: boolean
  words: string
}

/** What came of a batch: how many went well, and each that did not, with the reason. */
export function Results({ rows, onClose }: { rows: readonly Result[]; onClose: () => void }) {
  if (rows.length === 0) return null
  const bad = rows.filter(({ ok }) => !ok)
  const good = rows.filter(({ ok }) => ok)
  return (
    <section className="sl-results" data-bad={bad.length > 0 || undefined} aria-label="办理结果">
      <div className="row">
        {good.length > 0 && (
          <span className="done">
            {good.length === 1 ? `${good[0]!.psn_name}：${good[0]!.words}` : `办好 ${good.length} 份`}
          </span>
        )}
        {bad.length > 0 && <b>没有办成 {bad.length} 份</b>}
        <button type="button" className="v-tab" tabIndex={-1} onClick={onClose}>
          收起 <kbd>Esc</kbd>
        </button>
      </div>
      {bad.length > 0 && (
        <ul>
          {bad.map(({ psn_name, words }, i) => (
            <li key={i}>
              <b>{psn_name}</b> {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
