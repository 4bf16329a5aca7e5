/** Prescriptions that leave the house (7101–7205) and messages from the platform (6201 …). */
export const erxInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type ErxOutputs = {}
