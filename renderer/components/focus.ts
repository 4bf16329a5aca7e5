import { useEffect, useLayoutEffect, useState } from 'react'
import { deliverScan, onScan } from '../scanner.ts'

/** For a box over the screen: when it goes and the focus would be lost, gives it back to where it was. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // later, when what lay under the box may take the focus again
      setTimeout(() => {
        const isLost = !document.activeElement || document.activeElement === document.body
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}

/** For a box that only shows something: a scan closes it and goes on to whom it was meant for. */
export function useScanThrough(close: () => void): void {
  useLayoutEffect(
    () =>
      onScan((text) => {
        close()
        setTimeout(() => deliverScan(text))
      }),
    [close],
  )
}
