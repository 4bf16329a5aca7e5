import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell, ExportColumn } from '../../electron/app/export/port.ts'
import { writeSheet } from '../../electron/app/export/sheets.ts'
import type { Report } from '../report.ts'

const SMALL = 50_000
const LARGE = 500_000
/** what ten times the rows may add to the process at its largest */
const GROWTH_LIMIT_MB = 40
const FRAME_ms = 50
const LOOK_ms = 20

const COLUMNS: readonly ExportColumn[] = [
  { title: '时间', kind: 'time' },
  { title: '接口' },
  { title: '接口名称' },
  { title: '患者' },
  { title: '证件号码' },
  { title: '金额', kind: 'fen' },
  { title: '基金', kind: 'fen' },
  { title: '状态' },
  { title: '操作员' },
  { title: '说明' },
  { title: '报文号' },
  { title: '序号', kind: 'number' },
]
const FROM = Date.UTC(2026, 0, 1)

function rowOf(i: number): Cell[] {
  const note = i % 7 === 0 ? `第 ${i} 笔说明，与其他各笔都不相同` : null
  return [
    ...[FROM + i * 1_000, '2207', '门诊结算', '张**', `510104********${1_000 + (i % 9_000)}`],
    ...[(i * 137) % 1_000_000, (i * 71) % 500_000, '成功', '李收费', note],
    ...[`H51010400001${String(20_260_000_000_000 + i)}0101`, i],
  ]
}

async function* rowsOf(count: number): AsyncGenerator<Cell[]> {
  for (let i = 0; i < count; i++) yield rowOf(i)
}

interface Run {
  took_ms: number
  peak_MB: number
  frame_ms: number
  bytes: number
}

/** One file; how much the process held at its largest, and how late its main thread answered. */
async function run(dir: string, count: number): Promise<Run> {
  const path = join(dir, `${count}.xlsx`)
  let peak = 0
  const late: number[] = []
  let last = performance.now()
  const look = setInterval(() => {
    const now = performance.now()
    late.push(now - last - LOOK_ms)
    last = now
    peak = Math.max(peak, process.memoryUsage.rss())
  }, LOOK_ms)
  const began = performance.now()
  const signal = new AbortController().signal
  const written = await writeSheet({ path, name: '交易记录', columns: COLUMNS, rows: rowsOf(count), signal })
  clearInterval(look)
  if (written !== count) throw new Error(`${written} of ${count} rows`)
  return {
    took_ms: Math.round(performance.now() - began),
    peak_MB: peak / 1e6,
    frame_ms: Math.round(late.sort((a, b) => a - b)[Math.floor(late.length * 0.99)] ?? 0),
    bytes: statSync(path).size,
  }
}

/** npm run bench -- excel: ten times the rows must not need more memory, and the main thread keeps answering. */
export async function benchExcel(): Promise<Report> {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-excel-'))
  try {
    await run(dir, 1_000)
    const idle_MB = process.memoryUsage.rss() / 1e6
    const small = await run(dir, SMALL)
    const large = await run(dir, LARGE)
    const growth_MB = Math.round(large.peak_MB - small.peak_MB)
    return {
      name: 'excel',
      ok: growth_MB <= GROWTH_LIMIT_MB && large.frame_ms <= FRAME_ms,
      figures: {
        rows_small: SMALL,
        rows_large: LARGE,
        columns: COLUMNS.length,
        above_idle_small_MB: Math.round(small.peak_MB - idle_MB),
        above_idle_large_MB: Math.round(large.peak_MB - idle_MB),
        growth_MB,
        growth_limit_MB: GROWTH_LIMIT_MB,
        took_small_ms: small.took_ms,
        took_large_ms: large.took_ms,
        late_p99_ms: large.frame_ms,
        file_large_bytes: large.bytes,
      },
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
