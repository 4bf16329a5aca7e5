import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Fault } from '../../../shared/errors.ts'

/** What a command ends with: `ok` decides the exit status, the figures are for machines. */
export interface Report {
  name: string
  ok: boolean
  figures: Record<string, unknown>
}

export interface Terminal {
  json: boolean
  /** text for people; with --json it goes to stderr, so that stdout holds the result alone */
  out(text: string): void
  err(text: string): void
  /** the result as the last line, where it was asked for */
  result(report: Report): void
}

export interface Args {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
}

export interface Command {
  usage: string
  options: ParseArgsOptionsConfig
  /** resolves with the exit status */
  run(args: Args, io: Terminal): Promise<number>
}

/** Arguments that make no sense: shown with the command's usage. */
export class UsageError extends Error {}

export function terminal(json: boolean): Terminal {
  const err = (text: string) => void process.stderr.write(`${text}\n`)
  const out = (text: string) => void process.stdout.write(`${text}\n`)
  return { json, err, out: json ? err : out, result: (report) => json && out(JSON.stringify(report)) }
}

export function textOf(args: Args, name: string): string | undefined {
  const value = args.values[name]
  return typeof value === 'string' ? value : undefined
}

/** A whole number of an option within bounds. Throws UsageError. */
export function intOf(args: Args, name: string, otherwise: number, min: number, max: number): number {
  const text = textOf(args, name)
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(`--${name} 应为 ${min} 到 ${max} 的整数：${text}`)
  }
  return value
}

export function homeOf(args: Args): string {
  return resolve(textOf(args, 'home') ?? join(homedir(), '.guitai'))
}

/** The three lines of a fault, then the fields and the centre's own words where there are any. */
export function faultLines(fault: Fault): string {
  const fields = (fault.fields ?? []).map((f) => `  ${f.path}  ${f.message}`)
  const centre = fault.centre ? [`中心原话：[${fault.centre.code}] ${fault.centre.message}`] : []
  const msgid = fault.msgid ? [`报文号：${fault.msgid}`] : []
  return [fault.what, fault.means, fault.todo, ...fields, ...centre, ...msgid].join('\n')
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u

/** Columns that a text takes in a terminal: Chinese characters take two. */
export function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0)
}

/** Rows under a head, in columns as wide as their widest cell. `right`: columns of numbers. */
export function table(head: string[], rows: string[][], right: readonly number[] = []): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))))
  const cell = (text: string, column: number) => {
    const space = ' '.repeat((widths[column] ?? 0) - widthOf(text))
    return right.includes(column) ? space + text : text + space
  }
  const line = (row: string[]) => head.map((_, column) => cell(row[column] ?? '', column)).join('  ')
  const rule = widths.map((width) => '─'.repeat(width)).join('──')
  return [line(head), rule, ...rows.map(line)].map((text) => text.trimEnd()).join('\n')
}
