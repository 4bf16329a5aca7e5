import type { Parts } from './index.ts'

/** The interface console. */
export function wireConsole(_parts: Parts): void {}
