import type { Area } from '../types.ts'

/** 6101, 7101–7205 */
export const erx: Area = {}
