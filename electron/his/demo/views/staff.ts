import type { DemoRecord } from './index.ts'

export const staffRecords = (): DemoRecord[] => []
