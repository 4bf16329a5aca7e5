import type { Parts } from './index.ts'

/** Audit of details before and during treatment (3101, 3102). */
export function wireReview(_parts: Parts): void {}
