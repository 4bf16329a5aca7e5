import type { Area } from '../types.ts'

/** 3301, 3302 */
export const mapping: Area = {}
