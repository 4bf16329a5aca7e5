/** Tasks, dead letters, figures and alarms. */
export const monitorInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type MonitorOutputs = {}
