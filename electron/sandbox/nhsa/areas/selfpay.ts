import type { Area } from '../types.ts'

/** 4201–4209 */
export const selfpay: Area = {}
