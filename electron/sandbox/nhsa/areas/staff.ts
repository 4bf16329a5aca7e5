import type { Area } from '../types.ts'

/** 3401–3403, 5101, 5102 */
export const staff: Area = {}
