/** Departments and staff at the centre (3401–3403, 5101, 5102). */
export const staffInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type StaffOutputs = {}
