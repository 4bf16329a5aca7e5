import { useEffect } from 'react'
import type { SetllistView } from '../../../shared/api/setllist.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { timeFull } from '../../format.ts'
import { SOURCE_LABEL } from './sections.ts'

/** The list and the row of it that the form shows in full; null where the section has none. */
export function rowInHand(): { list: string; row: number } | null {
  const table = document.querySelector<HTMLElement>('.sl-form .cf-table[data-focus]')
  const list = table?.dataset.focus?.replace(/^sl-/, '')
  if (!table || !list) return null
  const chosen = table.querySelector('tr[aria-selected="true"] td')
  const row = Number((chosen?.textContent ?? '').replace(/\D/g, '')) - 1
  return { list, row: row < 0 ? -1 : row }
}

/** The list with the row in hand one place up; null where there is nothing to move. */
export function movedUp(value: JsonObject): { value: JsonObject; path: string } | null {
  const hand = rowInHand()
  const rows = hand ? value[hand.list] : null
  if (!hand || hand.row < 1 || !Array.isArray(rows)) return null
  const next: Json[] = [...rows]
  next.splice(hand.row - 1, 0, ...next.splice(hand.row, 1))
  return { value: { ...value, [hand.list]: next }, path: `${hand.list}[${hand.row - 1}]` }
}

/** Whether a text of stars was changed into another one: typing on into what is hidden means nothing. */
export function changesHidden(before: JsonObject, after: JsonObject): boolean {
  const [a, b] = [(before.setlinfo ?? {}) as JsonObject, (after.setlinfo ?? {}) as JsonObject]
  const stars = (value: Json | undefined) => typeof value === 'string' && value.includes('*')
  return Object.keys(b).some((name) => b[name] !== a[name] && stars(a[name]) && stars(b[name]))
}

/**
 * Marks every field on the screen with where its value came from, for the style sheet to show; the form that is
 * drawn from the contract knows nothing of sources.
 */
export function useSources(section: string, { sources, hands }: SetllistView): void {
  useEffect(() => {
    const mark = () => {
      for (const field of document.querySelectorAll<HTMLElement>('.sl-form .cf-field[data-path]')) {
        const path = field.dataset.path ?? ''
        const source = sources[path] ?? sources[path.replace(/\[.*$/, '')]
        const hand = hands[path] ?? hands[path.replace(/\[.*$/, '')]
        if (!source) delete field.dataset.source
        else if (field.dataset.source !== SOURCE_LABEL[source]) field.dataset.source = SOURCE_LABEL[source]
        if (hand) field.title = `${timeFull(hand.at)} ${hand.opterName} 修改`
      }
    }
    mark()
    const form = document.querySelector('.sl-form')
    if (!form) return
    const observer = new MutationObserver(mark)
    observer.observe(form, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [section, sources, hands])
}
