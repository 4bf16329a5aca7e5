import type { Parts } from './index.ts'

/** Prescriptions that leave the house (7101–7205) and messages from the platform (6201 …). */
export function wireErx(_parts: Parts): void {}
