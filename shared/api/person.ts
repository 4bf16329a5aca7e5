/** What the centre knows of one person (5xxx). */
export const personInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type PersonOutputs = {}
