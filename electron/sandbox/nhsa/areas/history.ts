import type { Area } from '../types.ts'

/** 5202, 5205, 5206, 54xx and the rest of 5xxx */
export const history: Area = {}
