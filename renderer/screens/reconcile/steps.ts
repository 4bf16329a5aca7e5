import type { KeyboardEvent } from 'react'

/** Enter in a box of several fields goes to the next empty one; on the last it confirms as everywhere. */
export function stepOn(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  const inputs = [...event.currentTarget.querySelectorAll('input')]
  const next = inputs.slice(inputs.indexOf(event.target as HTMLInputElement) + 1)[0]
  if (!next) return
  event.preventDefault()
  if (!event.repeat) next.focus()
}
