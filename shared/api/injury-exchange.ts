import { z } from 'zod'
import type { Json } from '../contract.ts'
import type { Fen } from '../money.ts'

/**
 * Cross-province exchange of work-injury insurance (gy): what the platform hands out and what it is told.
 * `code` is a download (GYD…); records are those that it brought, by the key that the business gives them.
 */
const code = z.string().regex(/^GYD\d{3}$/, '下载交易编号有误')
const id = z.string().min(1).max(120)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const reason = z.string().trim().min(1, '原因不能为空').max(200)
const words = (most: number) => z.string().trim().max(most)
const content = z.string().max(14_000_000)

export const CHANGES = {
  '01': '就医地变更',
  '02': '有效期变更',
  '03': '联系方式变更',
  '04': '备案失效',
} as const

/** Records of one download, by state and words; also what its Excel takes. */
const exchangeQuery = z
  .object({ code, states: z.array(z.string().max(20)).max(8).default([]), text: words(50).default('') })
  .strict()

export const injuryExchangeInputs = {
  'injury.exchange.options': z.object({}).strict(),
  'injury.exchange.downloads': z.object({}).strict(),
  /** what is lost or unconfirmed first, then until nothing is left; GYD102 of the visit named, or of all known */
  'injury.exchange.run': z
    .object({ code, akb020: words(20).optional(), akc190: words(30).optional() })
    .strict(),
  /** GYD008: what is stored is confirmed, what is not is asked for again */
  'injury.exchange.confirm': z.object({ code }).strict(),
  'injury.exchange.arrivals': z
    .object({ code, limit: z.number().int().min(1).max(200).default(50) })
    .strict(),
  /** GYR005 of one download, and the download again */
  'injury.exchange.again': z.object({ code, transid: z.string().trim().min(1).max(40), reason }).strict(),
  'injury.exchange.rows': exchangeQuery.extend({
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(500).default(200),
  }),
  'injury.exchange.row': z.object({ code, id }).strict(),
  /** name and numbers of the person in full; audited */
  'injury.exchange.reveal': z.object({ code, id }).strict(),
  /** GYD054 */
  'injury.exchange.attachment': z.object({ code, id, file_id: z.string().min(1).max(64) }).strict(),
  /** GYU001 */
  'injury.exchange.review': z
    .object({
      id,
      version: z.number().int(),
      passed: z.boolean(),
      chk_opnn: words(500),
      aae030: day.optional(),
      aae031: day.or(z.literal('')).optional(),
    })
    .strict(),
  /** keeps a file until it is sent; base64 */
  'injury.exchange.keep': z.object({ name: z.string().trim().min(1).max(200), content }).strict(),
  /** GYU006, its papers first (GYU002); the fields of the contract but those that are known here */
  'injury.exchange.file': z
    .object({
      input: z.record(z.string(), z.json()),
      files: z
        .array(z.object({ ref: z.string().max(100), name: words(200), mat_type: words(4) }).strict())
        .min(1, '请选择附件：工伤认定决定书等')
        .max(10, '一次最多 10 个附件'),
    })
    .strict(),
  /** GYU007 */
  'injury.exchange.change': z
    .object({
      id,
      version: z.number().int(),
      change_type: z.enum(Object.keys(CHANGES) as [keyof typeof CHANGES, ...(keyof typeof CHANGES)[]]),
      aab299: words(6).default(''),
      aae030: day.or(z.literal('')).default(''),
      aae031: day.or(z.literal('')).default(''),
      aae005: words(20).default(''),
      aae006: words(200).default(''),
      change_rea: reason,
    })
    .strict(),
  /** GYU009 */
  'injury.exchange.institution': z.object({ input: z.record(z.string(), z.json()) }).strict(),
  /** what is filled in already of a new filing or institution */
  'injury.exchange.draft': z.object({ is: z.enum(['filing', 'institution']), id: id.optional() }).strict(),
  /** GYD104, without feedback */
  'injury.exchange.person': z
    .object({
      aac003: z.string().trim().min(1, '请填写姓名').max(50),
      certno: z.string().trim().min(1).max(25),
    })
    .strict(),
  /** GYD053 */
  'injury.exchange.lookup': z
    .object({ otransno: z.string().trim().min(1).max(10), otransid: z.string().trim().min(1).max(40) })
    .strict(),
  /** GYU000 */
  'injury.exchange.ping': z.object({}).strict(),
  'injury.exchange.late': z.object({}).strict(),
}

export interface ExchangePing {
  at: number
  ok: boolean
  took_ms: number
  /** platform's clock less ours */
  drift_ms: number
  words: string
}

export interface ExchangeOptions {
  /** false: the site does not speak gy */
  open: boolean
  /** the calls of the agency are open too */
  agency: boolean
  ping: ExchangePing | null
  /** states that a download's records may have, with their labels */
  states: Record<string, Record<string, string>>
}

export interface ExchangeDownload {
  code: string
  name: string
  agency: boolean
  lastAt: number | null
  /** rows that the last call brought */
  lastRows: number
  /** null: on demand only */
  nextAt: number | null
  /** records kept here */
  stored: number
  unconfirmed: number
  /** stored rows whose feedback the platform refused */
  refused: number
  /** the answer of a call was lost: what it handed out is unconfirmed there */
  lost: { transid: string; at: number } | null
  running: boolean
  more: boolean
  why: string
}

export interface ExchangeArrival {
  transid: string
  at: number
  rows: number
  confirmed: number
  refused: number
  state: 'stored' | 'booked' | 'confirmed'
  stateLabel: string
  about: string
  why: string
}

export interface ExchangeRow {
  id: string
  version: number
  state: string
  stateLabel: string
  at: number
  /** masked where it is a person's */
  facts: Record<string, string>
  amounts: Record<string, Fen>
  /** what went up for it: review, filing, change, institution */
  upload: { state: string; label: string; why: string; tone: 'done' | 'waiting' | 'bad' } | null
  /** what a person should know of it */
  note: string
}

export interface ExchangeDetail extends ExchangeRow {
  fields: { label: string; value: string }[]
  lists: { label: string; rows: { label: string; value: string }[][] }[]
  files: { file_id: string; label: string; name: string; type: string }[]
  /** what of it was taken back, and details that are not all here */
  warnings: string[]
}

export interface ExchangeLate {
  key: string
  what: string
  who: string
  /** when it happened */
  since: number
  minutes: number
  late: boolean
  todo: string
  /** the case, where it is one of this counter */
  encounterId: string | null
}

export interface InjuryExchangeOutputs {
  'injury.exchange.options': ExchangeOptions
  'injury.exchange.downloads': ExchangeDownload[]
  'injury.exchange.run': { words: string; rows: number }
  'injury.exchange.confirm': { words: string }
  'injury.exchange.arrivals': ExchangeArrival[]
  'injury.exchange.again': { words: string; rows: number }
  'injury.exchange.rows': { rows: ExchangeRow[]; total: number }
  'injury.exchange.row': ExchangeDetail
  'injury.exchange.reveal': { fields: ExchangeDetail['fields'] }
  'injury.exchange.attachment': { name: string; type: string; base64: string }
  'injury.exchange.review': ExchangeRow
  'injury.exchange.keep': { ref: string; file_size: number }
  'injury.exchange.file': ExchangeRow
  'injury.exchange.change': ExchangeRow
  'injury.exchange.institution': ExchangeRow
  'injury.exchange.draft': { code: string; input: Record<string, Json>; version: number }
  'injury.exchange.person': { total: number; rows: ExchangeRow[] }
  'injury.exchange.lookup': { state: string; at: string; why: string; answer: Json }
  'injury.exchange.ping': ExchangePing
  'injury.exchange.late': ExchangeLate[]
}
