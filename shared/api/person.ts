import { z } from 'zod'
import type { Fen } from '../money.ts'
import type { Insurance, Person } from '../visit.ts'
import type { LabelledField } from './txn.ts'
import { certSchema } from './visit.ts'

/** What the centre knows of one person (5xxx). */
export const PERSON_SECTIONS = [
  'visits',
  'diagnoses',
  'settlements',
  'details',
  'drugs',
  'sums',
  'chronic',
  'fixed',
  'transfers',
  'inHospital',
  'qualified',
  'exams',
  'report',
] as const
export type PersonSection = (typeof PERSON_SECTIONS)[number]

const id = z.string().min(1).max(40)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const number = z.string().trim().max(30).default('')

export const personInputs = {
  /** 1101 without a visit; the answer's personId stands for the person in what follows, in this session */
  'person.open': z.object({ cert: certSchema }).strict(),
  /** one section; several are asked side by side. Masked */
  'person.section': z
    .object({
      personId: id,
      section: z.enum(PERSON_SECTIONS),
      from: day.optional(),
      to: day.optional(),
      /** 5201 wants one 医疗类别 a question: the usual ones, or all of the code table */
      scope: z.enum(['usual', 'all']).default('usual'),
      /** of diagnoses, settlements and details */
      mdtrt_id: number,
      /** of settlements and details; without it those that this counter knows */
      setl_id: number,
      /** of a report */
      rpotc_no: number,
      fixmedins_code: z.string().trim().max(20).default(''),
    })
    .strict(),
  /** name and document number in clear for a moment; audited */
  'person.reveal': z.object({ personId: id }).strict(),
}

export interface PersonHead {
  personId: string
  /** masked */
  person: Person
  insurances: Insurance[]
  /** 人员身份: 低保对象, … with when it began */
  identities: string[]
  remote: boolean
}

export interface PersonColumn {
  name: string
  label: string
  kind: 'text' | 'fen' | 'number'
}

export interface PersonRow {
  key: string
  /** in the order of the columns; code values as their meaning, fen as integers */
  cells: (string | number | null)[]
  /** everything that the centre said of it */
  fields: LabelledField[]
  /** what leads on from here */
  mdtrt_id: string
  setl_id: string
  rpotc_no: string
  fixmedins_code: string
}

export interface PersonTable {
  section: PersonSection
  infno: string
  label: string
  columns: PersonColumn[]
  rows: PersonRow[]
  /** of the money columns, where there is more than one row */
  sums: { label: string; fen: Fen }[]
  /** why there may be less than there is, in Chinese; '' where nothing is to be said */
  note: string
}

export interface PersonOutputs {
  'person.open': PersonHead
  'person.section': PersonTable
  'person.reveal': { psn_name: string; certno: string }
}
