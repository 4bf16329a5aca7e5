import type { DemoRecord } from './index.ts'

export const clinicalRecords = (): DemoRecord[] => []
