import type { InjuryFamily } from '../../shared/injury.ts'
import type { Way } from '../app/injury/way.ts'
import type { Ways } from '../app/injury/ways/index.ts'
import type { Parts } from './index.ts'

/** The ways of work-injury insurance that are open here, the site's own first. */
export function waysOf(_parts: Parts): Ways {
  return new Map<InjuryFamily, Way>()
}

export function wireInjury(_parts: Parts): void {}
