/** The centre's catalogues: versions, downloads, search (1301–1319). */
export const termsInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type TermsOutputs = {}
