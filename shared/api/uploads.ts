/** What goes to the centre without a cashier: sources, worklist, re-drive. */
export const uploadsInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type UploadsOutputs = {}
