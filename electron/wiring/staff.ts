import type { Parts } from './index.ts'

/** Departments and staff at the centre (3401–3403, 5101, 5102). */
export function wireStaff(_parts: Parts): void {}
