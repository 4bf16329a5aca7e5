import type { DemoRecord } from './index.ts'

export const frontpageRecords = (): DemoRecord[] => []
