import { focusOn } from '../../common/focus.ts'

/** From the field of this name to the next that can be filled, from the last to the next action. */
export function onward(name: string): void {
  // one turn later, when a field that this one called for is drawn
  setTimeout(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('.a-form input:not(:disabled)')]
    const next = fields[fields.findIndex((field) => field.dataset.focus === name) + 1]
    if (!next) return void focusOn('primary')
    next.focus()
    next.select()
  })
}
