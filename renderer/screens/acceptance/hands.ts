import { useEffect } from 'react'
import { bridge, call } from '../../bridge.ts'

/** Anew whenever a step of the rehearsal ended. */
export function useSteps(again: () => void): void {
  useEffect(
    () =>
      bridge.on('work.progress', ({ work }) => {
        if (work === 'acceptance') again()
      }),
    [again],
  )
}

/** The report as a file of the person's own: the browser's download, beside the copy that the program keeps. */
export async function saveReport(runId: string): Promise<{ name: string; path: string }> {
  const { name, path, html } = await call('acceptance.report', { runId })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
  link.download = name
  if (bridge.host === 'web') link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return { name, path }
}
