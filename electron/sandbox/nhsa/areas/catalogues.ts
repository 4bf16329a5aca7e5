import type { Area } from '../types.ts'

/** 1301–1319 and their files */
export const catalogues: Area = {}
