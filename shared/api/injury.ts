import { z } from 'zod'
import type { FieldFault } from '../contract.ts'
import {
  INJURY_ACTIONS,
  INJURY_FAMILIES,
  type InjuryAction,
  type InjuryCase,
  type InjuryFamily,
  type InjuryKind,
  type InjuryLine,
  type InjuryStep,
} from '../injury.ts'
import type { Fen } from '../money.ts'
import type { TxnState } from '../txn.ts'
import type { WaitingRow } from './admission-views.ts'
import { certSchema, paymentSchema } from './visit.ts'

/**
 * Work-injury insurance at the counter. Every command names the version it saw; an older one is refused without
 * any effect. Commands answer with the new view.
 */
const id = z.string().min(1).max(40)
const at = z.object({ encounterId: id, version: z.number().int() })
const family = z.enum(INJURY_FAMILIES)
const kind = z.enum(['outpatient', 'inpatient', 'device'])
const diagnosis = z
  .object({
    diag_code: z.string().min(1).max(20),
    diag_name: z.string().min(1).max(100),
    main: z.boolean(),
    injury: z.boolean(),
  })
  .strict()

export const injuryInputs = {
  /** the ways open here, the site's own first */
  'injury.options': z.object({}).strict(),
  /** of an inpatient the 住院号 of the HIS may be given at once */
  'injury.open': z.object({ family, kind, ipt_no: z.string().trim().max(30).optional() }).strict(),
  /** those whom the HIS expects as inpatients of work-injury insurance and no case here is for */
  'injury.waiting': z.object({ text: z.string().max(50).default('') }).strict(),
  'injury.get': z.object({ encounterId: id }).strict(),
  /** cases of this shift still on the screen, and unfinished ones of earlier shifts, newest first */
  'injury.working': z.object({ kind: kind.optional() }).strict(),
  /** by name, initials, document number, 住院号, over all days */
  'injury.search': z
    .object({
      text: z.string().max(50).default(''),
      steps: z.array(z.string().max(20)).max(10).default([]),
      family: family.optional(),
      from: z.number().optional(),
      to: z.number().optional(),
      limit: z.number().int().max(200).default(50),
    })
    .strict(),
  'injury.identify': at.extend({ cert: certSchema }).strict(),
  'injury.choose': at.extend({ recognition: id.optional(), filing: id.nullable().optional() }).strict(),
  /** bills of an outpatient, particulars of an inpatient and the charges not yet taken */
  'injury.loadCharges': at.extend({}).strict(),
  'injury.addLine': at
    .extend({
      medins_list_codg: z.string().min(1).max(150),
      cnt: z.string().regex(/^\d{1,10}(\.\d{1,4})?$/, '请输入数字'),
    })
    .strict(),
  'injury.removeLine': at.extend({ sn: id }).strict(),
  /** 工伤 or 非工伤 of a line not yet at the platform */
  'injury.markLine': at.extend({ sn: id, injury: z.boolean() }).strict(),
  'injury.setHeader': at
    .extend({
      med_type: z.string().max(10).optional(),
      treat: z.string().max(10).optional(),
      ipt_otp_no: z.string().trim().min(1).max(30).optional(),
      dept_code: z.string().max(30).optional(),
      atddr_no: z.string().max(30).optional(),
      bed: z.string().max(20).optional(),
      tel: z.string().max(30).optional(),
      coner_name: z.string().max(50).optional(),
      begntime: z.number().optional(),
      endtime: z.number().optional(),
      dscg_way: z.string().max(10).optional(),
      diagnoses: z.array(diagnosis).max(20).optional(),
      dscg_diagnoses: z.array(diagnosis).max(20).optional(),
      devices: z.array(z.string().max(60)).max(20).optional(),
    })
    .strict(),
  /** fee lines of a stay, a page */
  'injury.lines': z
    .object({
      encounterId: id,
      states: z.array(z.enum(['new', 'failed', 'uploaded'])).default([]),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    })
    .strict(),
  /** one step of the lifecycle, forwards or back; settle is injury.settle */
  'injury.act': at
    .extend({
      action: z.enum(
        Object.keys(INJURY_ACTIONS).filter((a) => a !== 'settle') as [InjuryAction, ...InjuryAction[]],
      ),
      reason: z.string().trim().max(200).optional(),
      change: z
        .object({
          dept_code: z.string().max(30).optional(),
          atddr_no: z.string().max(30).optional(),
          bed: z.string().max(20).optional(),
          ipt_otp_no: z.string().max(30).optional(),
        })
        .strict()
        .optional(),
    })
    .strict(),
  'injury.settle': at.extend({ payments: z.array(paymentSchema).max(4) }).strict(),
  /** how the application stands */
  'injury.askApplication': at.extend({}).strict(),
  'injury.close': at.extend({}).strict(),
  /** gives the case up and leaves nothing at the platform */
  'injury.abandon': at.extend({ reason: z.string().trim().min(1, '请填写原因').max(200) }).strict(),
  /** the platform's own record of the settlement and its fee list, for printing: bizh120206, 120113, GS2003 */
  'injury.statement': z.object({ encounterId: id }).strict(),
  'injury.reveal': z.object({ encounterId: id }).strict(),
}

export interface InjuryView {
  /** names and numbers of the person are masked */
  case: InjuryCase
  label: string
  doubt: {
    msgid: string
    infno: string
    label: string
    state: TxnState
    what: string
    means: string
    todo: string
    sentAt: number | null
  } | null
  steps: { key: string; label: string; state: 'done' | 'now' | 'next' | 'failed'; note: string }[]
  /** what may be done now, the next step first */
  can: InjuryAction[]
  edit: boolean
  /** what is missing before the next step */
  missing: FieldFault[]
  totalFen: Fen
  /** lines of a stay; of an outpatient `fresh` are all */
  sums: { fresh: number; freshFen: Fen; failed: number; uploaded: number; uploadedFen: Fen }
  tables: { med_type: string; treat: string; dscg_way: string }
  printed: number
}

export interface InjuryHit {
  encounterId: string
  family: InjuryFamily
  kind: InjuryKind
  step: InjuryStep
  active: boolean
  psn_name: string
  certnoMasked: string
  ipt_otp_no: string
  mdtrt_id: string | null
  setl_id: string | null
  totalFen: Fen
  fundFen: Fen
  at: number
  opterName: string
}

export interface InjuryStatement {
  /** label and value as the platform's settlement form has them */
  facts: { label: string; value: string }[]
  funds: { label: string; amountFen: Fen }[]
  lines: {
    name: string
    spec: string
    unit: string
    pric: string
    cnt: string
    amountFen: Fen
    note: string
  }[]
}

export interface InjuryOutputs {
  'injury.options': { family: InjuryFamily; label: string; kinds: InjuryKind[]; first: boolean }[]
  'injury.open': InjuryView
  'injury.waiting': WaitingRow[]
  'injury.get': InjuryView
  'injury.working': InjuryView[]
  'injury.search': InjuryHit[]
  'injury.identify': InjuryView
  'injury.choose': InjuryView
  'injury.loadCharges': InjuryView
  'injury.addLine': InjuryView
  'injury.removeLine': InjuryView
  'injury.markLine': InjuryView
  'injury.setHeader': InjuryView
  'injury.lines': {
    rows: (InjuryLine & { state: 'new' | 'failed' | 'uploaded'; why: string | null })[]
    total: number
  }
  'injury.act': InjuryView
  'injury.settle': InjuryView
  'injury.askApplication': InjuryView
  'injury.close': { closed: true }
  'injury.abandon': InjuryView
  'injury.statement': InjuryStatement
  'injury.reveal': { psn_name: string; certno: string }
}
