import type { Area } from '../types.ts'

/** 4301–4701 */
export const clinical: Area = {}
