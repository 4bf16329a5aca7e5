/** The interface console. */
export const consoleInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type ConsoleOutputs = {}
