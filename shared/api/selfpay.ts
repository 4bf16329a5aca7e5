/** Self-pay stays asked for later (4201–4209). */
export const selfpayInputs = {} as const

// biome-ignore lint/complexity/noBannedTypes: filled by the capability
export type SelfpayOutputs = {}
