import { parseArgs } from 'node:util'

/** What every run of e2e/ hands back. `figures` are named as the readers of --json know them. */
export interface Report {
  name: string
  ok: boolean
  figures: Record<string, number | string | boolean | null>
}

type Defaults = Record<string, number | string | boolean>
type Widened<T> = { [K in keyof T]: T[K] extends number ? number : T[K] extends boolean ? boolean : string }

/**
 * The command's options by their defaults: { seeds: 3, points: '', json: false } reads --seeds 60 --json.
 * An unknown option, or a number that is none, ends the process with status 2.
 */
export function readArgs<T extends Defaults>(defaults: T, args = process.argv.slice(2)): Widened<T> {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      { type: typeof value === 'boolean' ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    const { values } = parseArgs({ args, options, strict: true, allowPositionals: false })
    const read = Object.entries(defaults).map(([name, value]) => {
      const given = values[name] ?? value
      const wanted = typeof value === 'number' ? Number(given) : given
      if (typeof wanted === 'number' && !(Number.isInteger(wanted) && wanted >= 0)) {
        throw new Error(`--${name} 要一个不小于 0 的整数`)
      }
      return [name, wanted]
    })
    return Object.fromEntries(read) as Widened<T>
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    console.error(
      `可用的参数：${Object.keys(defaults)
        .map((name) => `--${name}`)
        .join(' ')}`,
    )
    return process.exit(2)
  }
}

/** Prints rows of cells in columns; the first row is the heading. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const text = rows.map((row) => row.map(String))
  const widths = (text[0] ?? []).map((_, i) => Math.max(...text.map((row) => widthOf(row[i] ?? ''))))
  for (const row of text) {
    console.log(
      row
        .map((cell, i) => cell + ' '.repeat(widths[i]! - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
  }
}

/** Columns on a terminal: a Chinese character takes two. */
const widthOf = (text: string) => [...text].reduce((n, c) => n + (c.codePointAt(0)! > 0x2e7f ? 2 : 1), 0)

/** The figures for people, or with --json one object as the last line; the exit status says ok. */
export function conclude(report: Report, json: boolean): void {
  if (json) console.log(JSON.stringify(report))
  else {
    printTable(Object.entries(report.figures).map(([name, value]) => [name, String(value)]))
    console.log(report.ok ? `${report.name}: 通过` : `${report.name}: 未通过`)
  }
  process.exitCode = report.ok ? 0 : 1
}
