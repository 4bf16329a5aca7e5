import type { DemoRecord } from './index.ts'

export const itemRecords = (): DemoRecord[] => []
