import type { DemoRecord } from './index.ts'

export const selfpayRecords = (): DemoRecord[] => []
