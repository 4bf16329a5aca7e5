import type { Area } from '../types.ts'

/** 4101–4105 */
export const lists: Area = {}
