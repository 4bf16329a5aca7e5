/** Stock movements (3501–3507A) and dispensing by trace code. */
export const stockInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type StockOutputs = {}
