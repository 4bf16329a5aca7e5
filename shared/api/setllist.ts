import { z } from 'zod'
import type { JsonObject } from '../contract.ts'
import type { Fen } from '../money.ts'

/** 医疗保障基金结算清单: 4101/4101A, 4102, 4103, 4104, 4105. */
const setl_id = z.string().min(1).max(40)
const version = z.number().int()
const month = z.string().regex(/^\d{6}$/, '年月应为 yyyyMM')
const field = z.string().min(1).max(60)
const node = field

/** One change by hand: a field of the form (the text as typed; the contract says what it becomes), or a list. */
const cell = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()])
const change = z.discriminatedUnion('op', [
  z.object({ op: z.literal('set'), node, field, value: z.string().max(4000) }).strict(),
  z
    .object({ op: z.literal('rows'), node, rows: z.array(z.record(z.string().max(60), cell)).max(200) })
    .strict(),
])
export type SetllistChange = z.input<typeof change>

export const setllistInputs = {
  /** settlements of this time that want a list, and how far each is */
  'setllist.list': z
    .object({
      from: z.number().int(),
      to: z.number().int(),
      text: z.string().trim().max(50).default(''),
    })
    .strict(),
  /** the list as it stands; made from settlement and front page where there is none */
  'setllist.open': z.object({ setl_id }).strict(),
  /** the same with names and numbers in clear; audited */
  'setllist.reveal': z.object({ setl_id }).strict(),
  /** makes those that are not made yet */
  'setllist.make': z.object({ setl_ids: z.array(setl_id).min(1).max(500) }).strict(),
  /** takes settlement and front page anew; what was changed by hand stays */
  'setllist.rebuild': z.object({ setl_id, version }).strict(),
  'setllist.edit': z.object({ setl_id, version, changes: z.array(change).min(1).max(50) }).strict(),
  /** 4101A or 4101, one after the other; what has faults is left out and said */
  'setllist.upload': z.object({ setl_ids: z.array(setl_id).min(1).max(500) }).strict(),
  /** 4102: 1 submitted, 0 back to not submitted */
  'setllist.submit': z
    .object({ setl_ids: z.array(setl_id).min(1).max(500), stas_type: z.enum(['0', '1']) })
    .strict(),
  /** 4103 beside ours; the state at the centre is taken over */
  'setllist.compare': z.object({ setl_id }).strict(),
  /** 4103 of each: the state at the centre is taken over */
  'setllist.check': z.object({ setl_ids: z.array(setl_id).min(1).max(500) }).strict(),
  /** 4104 of a month, all pages */
  'setllist.quality': z.object({ setl_ym: month }).strict(),
  /** 4105 of a month beside ours */
  'setllist.counts': z.object({ setl_ym: month }).strict(),
  'setllist.history': z.object({ setl_id }).strict(),
}

/**
 * none: not made yet. draft: no fault, not uploaded (or changed since). faulty: the filling rules say no.
 * uploaded: stas_type 0. submitted 1, passed 2, returned 3: turned down, to be corrected. void: the settlement
 * was taken back.
 */
export type SetllistState =
  | 'none'
  | 'draft'
  | 'faulty'
  | 'uploaded'
  | 'submitted'
  | 'passed'
  | 'returned'
  | 'void'

export interface SetllistRow {
  setl_id: string
  state: SetllistState
  /** masked */
  psn_name: string
  kind: 'inpatient' | 'outpatient'
  ipt_otp_no: string
  med_type: string
  dept: string
  setl_time: string
  totalFen: Fen
  /** epoch ms until which it should be submitted */
  dueAt: number
  /** faults that stand in the way */
  faults: number
  setl_list_id: string | null
  /** what is particular, in Chinese: the centre's words, who changed it */
  note: string
  /** a message about it is without an answer */
  doubtful: boolean
}

/** settle 结算, front 病案首页, made 本系统, hand 手工 */
export type SetllistSource = 'settle' | 'front' | 'made' | 'hand'

export interface SetllistFault {
  /** number of the filling rule; the contract's own check has none */
  no: string
  /** setlinfo.bill_no, diseinfo[0].diag_code, or a list as a whole: diseinfo */
  path: string
  message: string
  /** a hint does not stand in the way */
  hint: boolean
}

export interface SetllistView extends SetllistRow {
  version: number
  form: '4101A' | '4101'
  input: JsonObject
  /** by path of a single field, or the name of a list */
  sources: Record<string, SetllistSource>
  /** by the same paths: who changed it last */
  hands: Record<string, { opterName: string; at: number }>
  list: SetllistFault[]
  /** names and numbers are hidden */
  masked: boolean
  /** what is missing to make it, in Chinese */
  gaps: string[]
}

export interface SetllistResult {
  setl_id: string
  /** masked */
  psn_name: string
  ok: boolean
  /** what was done, or why not */
  words: string
}

export interface SetllistDifference {
  label: string
  ours: string
  theirs: string
}

export interface SetllistHistory {
  versions: {
    no: number
    infno: string
    setl_list_id: string | null
    opterName: string
    at: number
    /** against the version before */
    changed: SetllistDifference[]
  }[]
  edits: { label: string; from: string; to: string; opterName: string; at: number }[]
}

export interface SetllistOutputs {
  'setllist.list': SetllistRow[]
  'setllist.open': SetllistView
  'setllist.reveal': SetllistView
  'setllist.make': SetllistResult[]
  'setllist.rebuild': SetllistView
  'setllist.edit': SetllistView
  'setllist.upload': SetllistResult[]
  'setllist.submit': SetllistResult[]
  'setllist.compare': {
    state: SetllistState
    stateLabel: string
    chk_cont: string
    differences: SetllistDifference[]
  }
  'setllist.check': SetllistResult[]
  'setllist.quality': {
    setl_id: string
    psn_name: string
    passed: boolean
    err_lv: string
    retn_flag: string
    faults: { label: string; field: string; words: string; err_lv: string; value: string }[]
  }[]
  'setllist.counts': {
    med_types: string[]
    centre: { need: number; uploaded: number }
    ours: { need: number; uploaded: number }
  }
  'setllist.history': SetllistHistory
}
