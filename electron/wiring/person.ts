import type { Parts } from './index.ts'

/** What the centre knows of one person (5xxx). */
export function wirePerson(_parts: Parts): void {}
