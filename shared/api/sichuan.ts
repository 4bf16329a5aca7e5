/** Sichuan's extension. */
export const sichuanInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type SichuanOutputs = {}
