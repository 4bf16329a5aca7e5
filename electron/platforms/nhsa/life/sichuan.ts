import type { Life } from '../../port.ts'

/** Sichuan's extension */
export const sichuan: Record<string, Life> = {}
