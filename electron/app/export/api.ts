import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportFile } from '../../../shared/api/export.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { stamp } from '../../../shared/msgid.ts'
import type { Journal } from '../../journal/port.ts'
import type { Bus, Caller, Registry } from '../registry.ts'
import type { TableExport } from './port.ts'
import { writeSheet } from './sheets.ts'

export interface ExportDeps {
  journal: Journal
  bus: Bus
  now(): number
  /** of the files; made when the first is written */
  dir: string
  /** whether the person fetches the file from this program's own address */
  web: boolean
  table(id: string): TableExport | undefined
}

const KEPT_ms = 7 * 86_400_000
/** a file that nobody finished: its process has ended */
const STALE_ms = 3_600_000
const FETCH_ms = 10 * 60_000
const PART = '.part'
const TELL_EVERY = 2_000

interface Offer {
  sessionId: string
  path: string
  name: string
  until: number
}

export function registerExport(reg: Registry, deps: ExportDeps): void {
  const offers = new Map<string, Offer>()
  const atWork = new Map<string, AbortController>()

  const offer = (sessionId: string, path: string, name: string): string => {
    for (const [token, { until }] of offers) if (until < deps.now()) offers.delete(token)
    const token = randomBytes(24).toString('base64url')
    offers.set(token, { sessionId, path, name, until: deps.now() + FETCH_ms })
    return `/export/${token}`
  }

  // a write: what leaves the house is not for a locked screen
  reg.write('export.table', async ({ table: id, query }, caller) => {
    const table = deps.table(id) ?? fail('not_found', '这张表不能导出', '没有导出。', '请更新程序。')
    if (table.roles && !table.roles.includes(caller.operator!.role))
      fail('denied', `当前操作员没有导出「${table.label}」的权限`, '没有导出。', '请由有权限的人员导出。')
    if (atWork.has(caller.sessionId))
      fail('conflict', '正在导出另一张表', '没有导出。', '请等它完成，或先取消（Esc）。')
    const control = new AbortController()
    atWork.set(caller.sessionId, control)
    try {
      const { name, path, rows } = await exportTable(deps, table, query, caller, control.signal)
      return { name, path, rows, url: deps.web ? offer(caller.sessionId, path, name) : null }
    } finally {
      atWork.delete(caller.sessionId)
    }
  })
  reg.write('export.cancel', async (_input, caller) => {
    const control = atWork.get(caller.sessionId)
    control?.abort()
    return { cancelled: control !== undefined }
  })
  reg.write('export.fetch', async ({ token }, caller) => {
    const found = offers.get(token)
    const own = found?.sessionId === caller.sessionId && found.until >= deps.now()
    if (!found || !own) fail('not_found', '下载地址已失效', '没有改变。', '请重新导出。')
    offers.delete(token)
    return { path: found.path, name: found.name }
  })
}

/** Writes one table into the folder and the audit; nothing is left where it fails. */
async function exportTable(
  deps: ExportDeps,
  table: TableExport,
  query: JsonObject,
  caller: Caller,
  signal: AbortSignal,
): Promise<Omit<ExportFile, 'url'>> {
  const { journal, bus, dir, now } = deps
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await sweep(dir, now())
  const name = await freeName(dir, `${table.label.replace(/[\\/:*?"<>|]/g, '')}-${stamp(now())}`)
  const path = join(dir, name)
  const total = (await table.count?.(query, caller)) ?? null
  const tell = (label: string, done: number) =>
    bus.emit('work.progress', { work: 'export', label, done }, caller.sessionId)
  let told = 0
  const onRows = (written: number) => {
    if (written - told < TELL_EVERY) return
    told = written
    tell(`导出${table.label}：${written} 行`, total ? Math.min(0.99, written / total) : 0)
  }
  try {
    tell(`导出${table.label}`, 0)
    const { label, columns } = table
    const rows = table.rows(query, caller)
    const sheet = { path: `${path}${PART}`, name: label, columns, rows, signal, onRows }
    const written = await writeSheet(sheet)
    await journal.commit([
      {
        t: 'audit',
        entry: {
          at: now(),
          actor: caller.operator!.opter,
          action: 'export.table',
          subject: table.label,
          detail: { rows: written, query, name },
        },
      },
    ])
    await rename(`${path}${PART}`, path)
    return { name, path, rows: written }
  } catch (error) {
    await rm(`${path}${PART}`, { force: true })
    throw error
  } finally {
    tell('', 1)
  }
}

/** Two of one second have names of their own. */
async function freeName(dir: string, stem: string): Promise<string> {
  const taken = new Set(await readdir(dir))
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${stem}.xlsx` : `${stem}-${n}.xlsx`
    if (!taken.has(name) && !taken.has(`${name}${PART}`)) return name
  }
}

/** Takes away what is older than a week, and what an ended process left half written. */
async function sweep(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dir)) {
    const path = join(dir, name)
    const found = await stat(path).catch(() => null)
    const age_ms = found ? now - found.mtimeMs : 0
    if (age_ms > (name.endsWith(PART) ? STALE_ms : KEPT_ms)) await rm(path, { force: true })
  }
}
