import type { Parts } from './index.ts'

/** Hospital items matched to the catalogue (3301, 3302). */
export function wireMapping(_parts: Parts): void {}
