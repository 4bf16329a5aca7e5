import type { Effects } from '../../engine/engine.ts'

/** What each outcome does to a stay, committed together with the transaction. */
export function stayEffects(_mulaidApart: boolean): Effects {
  return new Map()
}
