import type { Area } from '../types.ts'

/** 2101–2103 */
export const pharmacy: Area = {}
