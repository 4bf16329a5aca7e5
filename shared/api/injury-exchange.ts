import { z } from 'zod'

export const injuryExchangeInputs = { 'injury.exchange.options': z.object({}).strict() }

export interface InjuryExchangeOutputs {
  'injury.exchange.options': { families: string[] }
}
