/** Settlement lists (4101–4105). */
export const setllistInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type SetllistOutputs = {}
