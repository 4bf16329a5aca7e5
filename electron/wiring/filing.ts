import type { Parts } from './index.ts'

/** Filings (备案). */
export function wireFiling(_parts: Parts): void {}
