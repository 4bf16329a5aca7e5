import type { Parts } from './index.ts'

/** The devices page. */
export function wireDevices(_parts: Parts): void {}
