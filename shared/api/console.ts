import { z } from 'zod'
import type { Contract, ContractKind, Dict, Json, JsonObject } from '../contract.ts'
import type { Fault } from '../errors.ts'
import type { LabelledField } from './txn.ts'

/** The interface console, and what every form drawn from a contract asks for. */
const family = z.string().min(1).max(20)
const code = z.string().min(1).max(20)
const json: z.ZodType<JsonObject> = z.record(z.string(), z.json()) as never
const request = z
  .object({
    family,
    code,
    input: json,
    /** whose transaction it is; where empty, the first psn_no of the input */
    psn_no: z.string().trim().max(30).default(''),
    /** 参保地医保区划 of the envelope */
    insuplc: z
      .union([z.literal(''), z.string().regex(/^\d{6}$/, '参保地医保区划必须是 6 位数字')])
      .default(''),
  })
  .strict()

/** base64 characters of one piece: the loopback door takes a megabyte */
export const PIECE_chars = 600_000

export const consoleInputs = {
  /** every interface of every family, with pinyin initials */
  'console.list': z.object({}).strict(),
  /** code tables with pinyin initials; for everybody who sees a form */
  'console.dicts': z.object({ names: z.array(z.string().max(60)).max(100) }).strict(),
  /**
   * Keeps a file for a message; the answer to the last of its `of` pieces holds the reference that a `file`
   * field takes. Pieces of one file share `id` and come in order.
   */
  'console.putFile': z
    .object({
      name: z.string().trim().min(1, '文件名不能为空').max(200),
      base64: z
        .string()
        .max(PIECE_chars)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/, '不是 base64 文本'),
      id: z.string().max(40).default(''),
      at: z.number().int().min(0).max(200).default(0),
      of: z.number().int().min(1).max(200).default(1),
    })
    .strict(),
  /** the contract with its lifecycle and its transactions' worth of warnings */
  'console.contract': z.object({ family, code }).strict(),
  /** whether a person insured there is an out-of-area patient here */
  'console.remote': z.object({ family, insuplc: z.string().max(6) }).strict(),
  /** the message as it would leave; writes and sends nothing */
  'console.dry': request,
  /** sent through the engine; audited */
  'console.send': request,
  /** the answer to an earlier message; `reveal` shows names and numbers and is audited */
  'console.answer': z
    .object({ msgid: z.string().min(1).max(40), reveal: z.boolean().default(false) })
    .strict(),
  /** the input of an earlier message, in clear, to be sent again changed; audited */
  'console.draft': z.object({ msgid: z.string().min(1).max(40) }).strict(),
  'console.examples': z.object({ family, code }).strict(),
  'console.example': z.object({ id: z.string().min(1).max(60) }).strict(),
  /** names and numbers of persons are left out unless `personal` */
  'console.saveExample': z
    .object({
      family,
      code,
      name: z.string().trim().min(1, '样例名称不能为空').max(50),
      input: json,
      insuplc: z.string().max(6).default(''),
      personal: z.boolean().default(false),
    })
    .strict(),
  'console.dropExample': z.object({ id: z.string().min(1).max(60), version: z.number().int() }).strict(),
}

export interface InterfaceRow {
  family: string
  familyLabel: string
  code: string
  name: string
  py: string
  group: string
  kind: ContractKind
  direction: Contract['direction']
}

/** What one interface does at the other end, in Chinese. */
export interface InterfaceLife {
  /** how it is asked whether it happened */
  ask: string
  /** what takes it back where nobody knows whether it stands */
  undo: string
  /** an interface that withdraws it afterwards; '' where there is none */
  withdraw: string
  /** money moves: the counter's ledger does not know of it when it is sent from here */
  money: boolean
}

export interface InterfaceFacts {
  contract: Contract
  life: InterfaceLife
  /** the contract speaks of a person, so the envelope's region matters */
  person: boolean
}

export interface ConsoleAnswer {
  msgid: string
  refmsgid: string | null
  is: 'settled' | 'rejected' | 'absent' | 'doubtful' | 'open'
  stateLabel: string
  took_ms: number | null
  at: number
  /** masked unless revealed */
  output: Json
  fields: LabelledField[]
  warning: string | null
  fault: Fault | null
  revealed: boolean
}

export interface ConsoleExample {
  id: string
  name: string
  opterName: string
  at: number
  version: number
}

export interface ConsoleOutputs {
  'console.list': InterfaceRow[]
  'console.dicts': { name: string; dict: Dict | null; py: Record<string, string> }[]
  'console.putFile': { ref: string | null; name: string; bytes: number }
  'console.contract': InterfaceFacts
  'console.remote': { remote: boolean }
  'console.dry': { method: string; url: string; headers: Record<string, string>; body: string }
  'console.send': ConsoleAnswer
  'console.answer': ConsoleAnswer
  'console.draft': { family: string; code: string; input: JsonObject; psn_no: string; insuplc: string }
  'console.examples': ConsoleExample[]
  'console.example': { name: string; input: JsonObject; insuplc: string }
  'console.saveExample': ConsoleExample
  'console.dropExample': { dropped: true }
}
