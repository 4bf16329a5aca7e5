/** The acceptance rehearsal. */
export const acceptanceInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type AcceptanceOutputs = {}
