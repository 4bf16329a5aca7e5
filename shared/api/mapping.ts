/** Hospital items matched to the catalogue (3301, 3302). */
export const mappingInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type MappingOutputs = {}
