import type { Json, JsonObject } from '../../../shared/contract.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Of } from './deps.ts'

/** A list as a rule sees it. */
export interface Filled {
  of: Of
  form: '4101A' | '4101'
  info: JsonObject
  list(name: string): JsonObject[]
}

/** Where, and what a person is told. */
export type Broken = readonly [path: string, message: string]

/** One filling rule. Source: 《医疗保障基金结算清单填写规范》, by section. */
export interface Rule {
  no: string
  /** what it demands, for the documentation and the tests */
  about: string
  /** told, but no reason not to send */
  hint?: true
  broken(list: Filled): Broken[]
}

export const filled = (of: Of, form: Filled['form'], input: JsonObject): Filled => ({
  of,
  form,
  info: node(input, 'setlinfo') ?? {},
  list: (name) => rows(input, name),
})

export const text = (value: Json | undefined): string =>
  value === null || value === undefined ? '' : String(value).trim()

/** Epoch ms of a wire's datetime, null where it is none. */
export function timeOf(value: Json | undefined): number | null {
  const at = text(value)
  if (!/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(at)) return null
  const ms = new Date(at.length === 10 ? `${at}T00:00:00` : at.replace(' ', 'T')).getTime()
  return Number.isNaN(ms) ? null : ms
}

const MINUTE_ms = 60_000

/** Minutes of 天数/小时数/分钟数 (1/13/24), null where it is none. */
export function minutesOf(value: Json | undefined): number | null {
  const found = /^(\d{1,4})\/(\d{1,2})\/(\d{1,2})$/.exec(text(value))
  if (!found) return null
  const [days, hours, minutes] = found.slice(1).map(Number) as [number, number, number]
  return hours < 24 && minutes < 60 ? (days * 24 + hours) * 60 + minutes : null
}

/** 1/13/24 of a span. */
export function durationOf(from: number, to: number): string {
  const minutes = Math.floor((to - from) / MINUTE_ms)
  return `${Math.floor(minutes / 1440)}/${Math.floor((minutes % 1440) / 60)}/${minutes % 60}`
}

export const isInpatient = ({ of }: Filled) => of.kind === 'inpatient'

/** Admission and discharge as the list itself has them. */
export const spanOf = ({ info }: Filled) => ({ from: timeOf(info.adm_time), to: timeOf(info.dscg_time) })

/** One fault for each row that `wrong` has a word for. */
export const eachRow = (
  list: Filled,
  name: string,
  wrong: (row: JsonObject, i: number) => Broken[],
): Broken[] => list.list(name).flatMap(wrong)

/** Fields of the form that must be filled, where they are not. */
export const missing = ({ info }: Filled, fields: Record<string, string>, why: string): Broken[] =>
  Object.entries(fields).flatMap(([name, label]) =>
    text(info[name]) ? [] : [[`setlinfo.${name}`, `${label}：${why}`] as const],
  )
