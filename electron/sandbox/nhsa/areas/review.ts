import type { Area } from '../types.ts'

/** 3101, 3102 */
export const review: Area = {}
