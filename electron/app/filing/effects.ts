import type { Effects } from '../../engine/engine.ts'

/** What each outcome does to a filing, committed together with the transaction. */
export function filingEffects(): Effects {
  return new Map()
}
