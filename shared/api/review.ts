/** Audit of details before and during treatment (3101, 3102). */
export const reviewInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type ReviewOutputs = {}
