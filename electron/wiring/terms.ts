import type { Parts } from './index.ts'

/** The centre's catalogues: versions, downloads, search (1301–1319). */
export function wireTerms(_parts: Parts): void {}
