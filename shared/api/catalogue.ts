import { z } from 'zod'
import type { Contract, Dict } from '../contract.ts'
import type { Fen } from '../money.ts'

/** What can be looked up while typing: charge items, departments, doctors, diagnoses, code tables, contracts. */
const text = z.string().trim().max(50)

export const catalogueInputs = {
  'catalogue.items': z.object({ text, limit: z.number().int().max(50).default(20) }).strict(),
  'catalogue.departments': z.object({}).strict(),
  'catalogue.doctors': z.object({ dept_code: z.string().max(30).optional() }).strict(),
  'catalogue.diagnoses': z.object({ text, limit: z.number().int().max(50).default(20) }).strict(),
  'catalogue.dict': z.object({ name: z.string().max(60) }).strict(),
  'catalogue.contract': z.object({ family: z.string().max(20), code: z.string().max(20) }).strict(),
  'catalogue.contracts': z.object({}).strict(),
}

export interface ItemHit {
  medins_list_codg: string
  med_list_codg: string
  name: string
  spec: string
  unit: string
  pric: string
  pricFen: Fen
  med_chrgitm_type: string
  chrgitm_lv: string
}

export interface CatalogueOutputs {
  'catalogue.items': ItemHit[]
  /** `inpatient`: a ward, one with beds */
  'catalogue.departments': {
    dept_code: string
    dept_name: string
    caty: string
    py: string
    inpatient: boolean
  }[]
  'catalogue.doctors': { atddr_no: string; dr_name: string; dept_code: string; py: string }[]
  'catalogue.diagnoses': { diag_code: string; diag_name: string; py: string }[]
  'catalogue.dict': Dict | null
  'catalogue.contract': Contract
  'catalogue.contracts': { family: string; code: string; name: string; group: string }[]
}
