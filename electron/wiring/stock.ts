import type { Parts } from './index.ts'

/** Stock movements (3501–3507A) and dispensing by trace code. */
export function wireStock(_parts: Parts): void {}
