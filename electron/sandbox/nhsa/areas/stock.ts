import type { Area } from '../types.ts'

/** 3501–3507A */
export const stock: Area = {}
