import { z } from 'zod'
import type { InjuryFamily } from '../injury.ts'
import type {
  CodeRow,
  CodeTable,
  InjuryMaterials,
  InjuryOrder,
  InjuryRecordRow,
  InjuryRecordView,
  RehabApplication,
  RehabPlan,
  ShownFile,
} from './injury-record-views.ts'

export * from './injury-record-views.ts'

/**
 * 工伤病案: what is told of a work-injury case beside its money. A case has parts (front page, discharge record,
 * rehabilitation plan, a batch of orders …), one message each, and materials (files). Commands name the version
 * they saw; names and numbers of persons leave masked, and a masked text that comes back untouched is the real one
 * again.
 */
const id = z.string().min(1).max(80)
const encounterId = z.string().min(1).max(40)
const version = z.number().int()
const reason = z.string().trim().min(1, '请填写原因').max(200)
const family = z.enum(['gs', 'bizh', 'gy'])
const code = z.string().trim().min(1).max(20)
/** by the contract; the main process checks it */
const message = z.record(z.string(), z.json())

/** most files that one message may carry. Source: issue of the work-injury part; contracts/gy limits */
export const MATERIALS_A_CALL = 10
/** of one file; no public document names a limit */
export const MATERIAL_MOST_bytes = 5_000_000

export const injuryRecordInputs = {
  'injury.record.options': z.object({}).strict(),
  /** cases that were last worked on within the range, what needs a hand first */
  'injury.record.list': z
    .object({
      text: z.string().trim().max(50).default(''),
      family: family.optional(),
      from: z.number().optional(),
      to: z.number().optional(),
      limit: z.number().int().max(500).default(200),
    })
    .strict(),
  /** begins the records of cases that are over, from the case and the HIS */
  'injury.record.make': z.object({ encounterIds: z.array(encounterId).min(1).max(200) }).strict(),
  /** begins what is missing */
  'injury.record.open': z.object({ encounterId }).strict(),
  /** begins an optional part, or one more of a kind that may be many; `from` names what it is about */
  'injury.record.add': z
    .object({ encounterId, infno: code, from: z.record(z.string(), z.string().max(200)).default({}) })
    .strict(),
  'injury.record.save': z.object({ id, version, input: message }).strict(),
  /** fills the part from the case and the HIS anew: what was written by hand goes */
  'injury.record.renew': z.object({ id, version }).strict(),
  /** takes an optional part out that was never sent */
  'injury.record.drop': z.object({ id, version }).strict(),
  /** sends these parts one after the other; stops at the first that fails */
  'injury.record.send': z
    .object({ encounterId, parts: z.array(z.object({ id, version }).strict()).min(1).max(20) })
    .strict(),
  /** GS5001 of a part */
  'injury.record.undo': z.object({ id, version, reason }).strict(),
  /** orders of the HIS with what became of them */
  'injury.record.orders': z.object({ encounterId }).strict(),
  'injury.record.sendOrders': z
    .object({ encounterId, nos: z.array(z.string().min(1).max(30)).min(1).max(500) })
    .strict(),
  'injury.record.materials': z.object({ encounterId }).strict(),
  /** takes a kept file (console.putFile) up for a case; it is sent by sendMaterials */
  'injury.record.attach': z
    .object({
      encounterId,
      ref: z.string().max(80),
      name: z.string().trim().min(1).max(200),
      mat_type: z.string().max(4).default(''),
      /** msgid of the business that it proves (gs); the case's own where empty */
      biz_sn: z.string().max(40).default(''),
    })
    .strict(),
  'injury.record.describe': z
    .object({
      id,
      version,
      mat_type: z.string().max(4).optional(),
      biz_sn: z.string().max(40).optional(),
      aae013: z.string().trim().max(500).optional(),
    })
    .strict(),
  'injury.record.detach': z.object({ id, version }).strict(),
  /** ten a call; as many calls as it takes */
  'injury.record.sendMaterials': z.object({ encounterId, ids: z.array(id).min(1).max(100) }).strict(),
  /** GS1003 */
  'injury.record.withdraw': z.object({ id, version, reason }).strict(),
  /** what a material holds */
  'injury.record.file': z.object({ id }).strict(),
  /** GYD054 */
  'injury.record.download': z.object({ encounterId, file_id: z.string().trim().min(1).max(64) }).strict(),
  /** GS2401 for the person of a case */
  'injury.record.applications': z.object({ encounterId }).strict(),
  /** GS3404; `print` asks for the paper too */
  'injury.record.plans': z
    .object({ encounterId, plan_no: z.string().max(30).default(''), print: z.boolean().default(false) })
    .strict(),
  /** code tables of a family that were fetched */
  'injury.record.tables': z.object({ family }).strict(),
  'injury.record.codes': z
    .object({
      family,
      table: z.string().max(40),
      text: z.string().trim().max(50).default(''),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    })
    .strict(),
  /** GS1010, GS1012, bizh120205: the whole table anew; '' fetches all of them where the platform allows it */
  'injury.record.fetchCodes': z.object({ family, table: z.string().max(40) }).strict(),
}

export interface InjuryRecordOutputs {
  'injury.record.options': { family: InjuryFamily; label: string }[]
  'injury.record.list': InjuryRecordRow[]
  'injury.record.make': { made: number; failed: { encounterId: string; why: string }[] }
  'injury.record.open': InjuryRecordView
  'injury.record.add': InjuryRecordView
  'injury.record.save': InjuryRecordView
  'injury.record.renew': InjuryRecordView
  'injury.record.drop': InjuryRecordView
  'injury.record.send': InjuryRecordView
  'injury.record.undo': InjuryRecordView
  'injury.record.orders': { rows: InjuryOrder[]; blocked: string }
  'injury.record.sendOrders': InjuryRecordView
  'injury.record.materials': InjuryMaterials
  'injury.record.attach': InjuryMaterials
  'injury.record.describe': InjuryMaterials
  'injury.record.detach': InjuryMaterials
  'injury.record.sendMaterials': InjuryMaterials
  'injury.record.withdraw': InjuryMaterials
  'injury.record.file': ShownFile
  'injury.record.download': ShownFile
  'injury.record.applications': RehabApplication[]
  'injury.record.plans': { plans: RehabPlan[]; paper: ShownFile | null }
  'injury.record.tables': CodeTable[]
  'injury.record.codes': { rows: CodeRow[]; more: boolean }
  'injury.record.fetchCodes': CodeTable[]
}
