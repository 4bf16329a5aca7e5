import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openCatalogue } from '../../electron/catalogue/index.ts'
import { COLUMNS } from './import.ts'
import { shapeOf25 } from './import-shape.ts'

export interface Imported {
  rows_ms: number
  all_ms: number
  peak_MB: number
  found: number
}

/** One import in this process: its time, and the memory that it took beyond the program itself. */
const { home, zip } = JSON.parse(process.argv[2] ?? '{}') as { home: string; zip: string }

/** the largest the process ever was, in kB, as the kernel counted it; elsewhere than on Linux, now */
function largest_kB(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
  } catch {
    return process.memoryUsage.rss() / 1024
  }
}

const store = openCatalogue({ path: join(home, 'catalogue.db') })
const ever = new AbortController().signal
const idle_kB = largest_kB()
const from = performance.now()
await store.imports.begin(shapeOf25(COLUMNS), false)
await store.imports.take('1301', { ref: zip, path: zip }, ever, () => {})
const rows_ms = performance.now() - from
const { rows } = await store.imports.finish('1301', ever, () => {})
const all_ms = performance.now() - from
const peak_MB = Math.round((largest_kB() - idle_kB) / 1024)
await store.close()
console.log(JSON.stringify({ rows_ms, all_ms, peak_MB, found: rows } satisfies Imported))
