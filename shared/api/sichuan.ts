import { z } from 'zod'
import type { Json, JsonObject } from '../contract.ts'
import type { Fen } from '../money.ts'
import type { FilingPerson } from './filing.ts'
import { certSchema } from './visit.ts'

/**
 * 四川扩展 (SCX-*): what hangs on a settlement (family account, e-bill, list, paper), on a visit (special mark,
 * pictures), on a person (two diseases), and the province's own information.
 */
const id = z.string().trim().min(1).max(60)
const text = (max: number) => z.string().trim().max(max)
const need = (max: number) => z.string().trim().min(1, '不能为空').max(max)
const method = z.enum(['cash', 'card', 'wechat', 'alipay'])
const kind = z.enum(['mark', 'bill', 'picture', 'two', 'list'])
/** by the contract; the main process checks it */
const message = z.record(z.string(), z.json())

/** What a new record is about: a person identified here, a settlement or an encounter of this counter. */
const about = z
  .object({ personId: id.optional(), setl_id: id.optional(), encounterId: id.optional() })
  .strict()

export const sichuanInputs = {
  'sichuan.state': z.object({}).strict(),
  /** 1101; the answer's personId stands for the person, in this session */
  'sichuan.person': z.object({ cert: certSchema }).strict(),
  /** this counter's settlements that stand, newest first */
  'sichuan.settlements': z
    .object({ text: text(50).default(''), limit: z.number().int().max(500).default(200) })
    .strict(),
  /** visits and stays of this counter that are at the centre and not settled, newest first */
  'sichuan.encounters': z
    .object({ text: text(50).default(''), limit: z.number().int().max(500).default(200) })
    .strict(),
  /** SCX-0201 for the person of a settlement */
  'sichuan.accounts': z.object({ setl_id: id }).strict(),
  /** SCX-0202: `payer` counts in the last answer of sichuan.accounts; `back` is how the money is given back */
  'sichuan.pay': z
    .object({
      setl_id: id,
      parts: z
        .array(
          z
            .object({ payer: z.number().int().min(0), amountFen: z.number().int().min(1, '必须大于 0') })
            .strict(),
        )
        .min(1, '请选择共济人')
        .max(10),
      back: method.default('cash'),
    })
    .strict(),
  /**
   * SCX-0203: `taken` is how the patient pays instead; `mulaid_sn` only where the centre did not tell it with the
   * payment
   */
  'sichuan.unpay': z
    .object({
      setl_id: id,
      version: z.number().int(),
      undo_rea: need(200),
      taken: method.default('cash'),
      mulaid_sn: text(40).default(''),
    })
    .strict(),
  /**
   * the part of a new record's message that a person fills in, with what is known; names are masked and numbers
   * left out, sichuan.send puts the real ones back
   */
  'sichuan.draft': z.object({ kind, about }).strict(),
  'sichuan.send': z.object({ kind, about, input: message }).strict(),
  'sichuan.records': z
    .object({
      kind,
      text: text(50).default(''),
      /** of two diseases: those of this person alone */
      personId: id.optional(),
      limit: z.number().int().max(500).default(200),
    })
    .strict(),
  /** a bill's withdrawal wants the numbers of the red bill beside the reason */
  'sichuan.undo': z
    .object({
      kind,
      id,
      version: z.number().int(),
      undo_rea: need(200),
      red_bill_code: text(50).default(''),
      red_billno: text(50).default(''),
    })
    .strict(),
  /** SCX-0802: submits a list; taking it back is its withdrawal */
  'sichuan.submit': z.object({ id, version: z.number().int() }).strict(),
  /** what the centre has: SCX-0101, 0302, 0402, 0502, 0703, 0803, read only */
  'sichuan.ask': z
    .object({
      code: z.enum(['SCX-0101', 'SCX-0302', 'SCX-0402', 'SCX-0502', 'SCX-0703', 'SCX-0803']),
      about,
      input: message,
    })
    .strict(),
  /** a picture for a record, before it is sent: kept under its hash */
  'sichuan.keep': z
    .object({ name: need(200), content: z.base64().max(2_800_000, '文件不能超过 2 MB') })
    .strict(),
  /** SCX-0601: what the platform prints of a settlement, kept for the preview; counts nothing */
  'sichuan.paper': z.object({ setl_id: id, doc_type: need(4) }).strict(),
  /** SCX-0602, before the paper moves; a second print wants a reason */
  'sichuan.printed': z.object({ id, undo_rea: text(200).default('') }).strict(),
}

export type SichuanKind = z.output<typeof kind>

export interface SichuanSettlement {
  setl_id: string
  encounterId: string
  mdtrt_id: string
  /** masked */
  psn_name: string
  inpatient: boolean
  at: number
  totalFen: Fen
  cashFen: Fen
  family: { state: 'paid' | 'undone'; totalFen: Fen; mulaid_sn: string | null; version: number } | null
  /** what was taken at the counter by each way and can be given back by it */
  taken: { method: z.output<typeof method>; amountFen: Fen }[]
  /** the number of the e-bill that stands */
  bill: string | null
  /** 结算清单 are made of such settlements only */
  wantsList: boolean
  /** a message about its family account is without an answer */
  doubtful: boolean
}

export interface SichuanEncounter {
  encounterId: string
  mdtrt_id: string
  /** masked */
  psn_name: string
  inpatient: boolean
  ipt_otp_no: string
  stepLabel: string
  at: number
}

export interface SichuanRecord {
  id: string
  version: number
  kind: SichuanKind
  /** replaced: sent again, the later one stands */
  state: 'stands' | 'undone' | 'submitted' | 'refused' | 'replaced'
  stateLabel: string
  doubtful: boolean
  /** masked */
  psn_name: string
  title: string
  /** the centre's number of it, empty where it told none */
  number: string
  note: string
  opterName: string
  at: number
  /** what was sent, by the contract's labels, masked */
  fields: { label: string; value: string }[]
}

export interface SichuanOutputs {
  /** not open: the site's nhsa.overlays does not name sichuan */
  'sichuan.state': { open: boolean }
  'sichuan.person': FilingPerson
  'sichuan.settlements': SichuanSettlement[]
  'sichuan.encounters': SichuanEncounter[]
  'sichuan.accounts': {
    payer: number
    psn_name: string
    rlts: string
    balcFen: Fen
    avlFen: Fen
    valid: boolean
  }[]
  'sichuan.pay': SichuanSettlement
  'sichuan.unpay': SichuanSettlement
  'sichuan.draft': { code: string; input: JsonObject }
  'sichuan.send': SichuanRecord
  'sichuan.records': SichuanRecord[]
  'sichuan.undo': SichuanRecord
  'sichuan.submit': SichuanRecord
  'sichuan.ask': { code: string; output: Json }
  'sichuan.keep': { ref: string; file_size: number; file_hash: string }
  'sichuan.paper': {
    /** of the DocRef that shows and prints it */
    id: string
    title: string
    /** times printed so far, as the centre counts */
    print_cnt: number
    /** the platform's own file, base64; null where it gave data */
    file: { name: string; content: string } | null
  }
  'sichuan.printed': { print_cnt: number }
}
