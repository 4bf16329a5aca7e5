import type { Parts } from './index.ts'

/** The day and the month against the centre. */
export function wireReconcile(_parts: Parts): void {}
