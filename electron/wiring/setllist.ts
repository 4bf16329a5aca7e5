import type { Parts } from './index.ts'

/** Settlement lists (4101–4105). */
export function wireSetllist(_parts: Parts): void {}
