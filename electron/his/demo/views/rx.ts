import type { DemoRecord } from './index.ts'

export const rxRecords = (): DemoRecord[] => []
