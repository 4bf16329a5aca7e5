import { useEffect, useState } from 'react'
import { bridge } from '../../bridge.ts'

/** How far the comparison at work is; takes its place even when empty, so that nothing moves. */
export function Progress() {
  const [at, setAt] = useState<{ label: string; done: number } | null>(null)
  useEffect(
    () =>
      bridge.on('work.progress', ({ work, label, done }) => {
        if (work === 'reconcile') setAt(label ? { label, done } : null)
      }),
    [],
  )
  return (
    <div className="rec-progress" role="status">
      {at && (
        <>
          <progress value={at.done} max={1} aria-label="对账进度" />
          <span className="waiting">
            {at.label} {Math.round(at.done * 100)}%
          </span>
        </>
      )}
    </div>
  )
}
