import type { DemoRecord } from './index.ts'

export const stockRecords = (): DemoRecord[] => []
