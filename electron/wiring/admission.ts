import type { Lanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

/** Admission to discharge. */
export function wireAdmission(_parts: Parts, _lanes: Lanes): void {}
