import type { Parts } from './index.ts'

/** Tables as Excel. */
export function wireExport(_parts: Parts): void {}
