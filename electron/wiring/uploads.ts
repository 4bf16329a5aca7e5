import type { Parts } from './index.ts'

/** What goes to the centre without a cashier: sources, worklist, re-drive. */
export function wireUploads(_parts: Parts): void {}
