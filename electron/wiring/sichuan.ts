import type { Parts } from './index.ts'

/** Sichuan's extension. */
export function wireSichuan(_parts: Parts): void {}
