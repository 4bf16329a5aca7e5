/** Puts the focus on the part that carries `data-focus=name`; false when it is not on the screen. */
export function focusOn(name: string): boolean {
  const part = document.querySelector<HTMLElement>(`[data-focus="${name}"]:not(:disabled)`)
  part?.focus()
  return part !== null
}
