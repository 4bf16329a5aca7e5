import type { Parts } from './index.ts'

/** Self-pay stays asked for later (4201–4209). */
export function wireSelfpay(_parts: Parts): void {}
