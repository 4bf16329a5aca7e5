const STOP = 'input, textarea, button, [tabindex]'

/** Puts the focus on the part that carries `data-focus=name`, or into it; false when it is not on the screen. */
export function focusOn(name: string): boolean {
  const part = document.querySelector<HTMLElement>(`[data-focus="${name}"]:not(:disabled)`)
  const stop = part?.matches(STOP) ? part : part?.querySelector<HTMLElement>('[tabindex="0"]')
  stop?.focus()
  return stop != null
}
