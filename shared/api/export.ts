/** Tables as Excel. */
export const exportInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type ExportOutputs = {}
