import type { Parts } from './index.ts'

/** Tasks, dead letters, figures and alarms. */
export function wireMonitor(_parts: Parts): void {}
