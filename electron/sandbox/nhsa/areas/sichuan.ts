import type { Area } from '../types.ts'

/** SCX-* */
export const sichuan: Area = {}
