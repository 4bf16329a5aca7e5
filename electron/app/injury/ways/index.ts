import type { InjuryFamily } from '../../../../shared/injury.ts'
import type { Way } from '../way.ts'

/** The ways open at this site, in the order in which they are offered. */
export type Ways = ReadonlyMap<InjuryFamily, Way>
