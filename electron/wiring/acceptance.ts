import type { Parts } from './index.ts'

/** The acceptance rehearsal. */
export function wireAcceptance(_parts: Parts): void {}
