import { z } from 'zod'

export const injuryRecordInputs = { 'injury.record.options': z.object({}).strict() }

export interface InjuryRecordOutputs {
  'injury.record.options': { families: string[] }
}
