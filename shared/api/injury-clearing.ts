import { z } from 'zod'

export const injuryClearingInputs = { 'injury.clearing.options': z.object({}).strict() }

export interface InjuryClearingOutputs {
  'injury.clearing.options': { families: string[] }
}
