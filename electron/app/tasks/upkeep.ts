import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesShow } from '../../../shared/bytes.ts'
import type { Journal } from '../../journal/port.ts'
import type { Task, TaskRun } from './port.ts'

/** The program's own housekeeping: what nobody refers to any more goes, and how much stands is told. */
export interface UpkeepDeps {
  journal: Journal
  home: string
  now(): number
}

const KEEP_ms = 90 * 86_400_000
/** alarms that are over */
const ALARM = 'alarm'
const PAGE = 1_000
/** content by its hash, and what was being written when the program ended */
const HASH = /^[0-9a-f]{64}$/
const HALF = /^\.[0-9a-f-]{36}$/
/** a finished run of 3202 is a record and stays; anything else beside it is left over */
const RUN = /^DZ\d{16}[0-9a-f]{4}$/

export function upkeepTasks(deps: UpkeepDeps): Task[] {
  return [
    {
      ...{ id: 'upkeep.sweep', label: '清理无人引用的附件', group: '维护', plan: { daily: '03:40' } },
      run: (context) => sweep(deps, context),
    },
    {
      ...{ id: 'upkeep.sizes', label: '磁盘占用报告', group: '维护', plan: { daily: '06:00' } },
      run: () => sizes(deps),
    },
  ]
}

/**
 * Takes away files older than 90 days that no message and no record names: content of files/, what was half
 * written there, what ended runs left in reconcile/, and alarms that are over.
 */
export async function sweep(
  { journal, home, now }: UpkeepDeps,
  { signal, progress }: TaskRun,
): Promise<string> {
  const before = now() - KEEP_ms
  const files = join(home, 'files')
  const old = await olderThan(files, before, (name) => HASH.test(name) || HALF.test(name))
  const named = old.length > 0 ? await allRefs(journal, signal, progress) : new Set<string>()
  const runs = join(home, 'reconcile')
  const left = [
    ...old.filter(({ name }) => !named.has(name)),
    ...(await olderThan(runs, before, (name) => !RUN.test(name))),
  ]
  for (const { path } of left) {
    signal.throwIfAborted()
    await rm(path, { recursive: true, force: true })
  }
  const alarms = await journal.docs({ kind: ALARM, states: ['cleared'], to: before, limit: PAGE })
  await journal.commit(alarms.map(({ kind, id, version }) => ({ t: 'doc.drop', kind, id, expect: version })))
  const bytes = left.reduce((sum, { size }) => sum + size, 0)
  return `清理文件 ${left.length} 个（${bytesShow(bytes)}）、过期告警 ${alarms.length} 条`
}

async function allRefs(
  journal: Journal,
  signal: AbortSignal,
  progress: TaskRun['progress'],
): Promise<Set<string>> {
  const named = new Set<string>()
  let pages = 0
  for (let at: string | null = null; ; pages++) {
    signal.throwIfAborted()
    const page: { refs: string[]; next: string | null } = await journal.fileRefs(at, PAGE)
    for (const hash of page.refs) named.add(hash)
    if (page.next === null) return named
    at = page.next
    progress(0, `已核对 ${pages * PAGE} 条记录`)
    // the window and the counter come first
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function olderThan(dir: string, before: number, wanted: (name: string) => boolean) {
  const names = (await readdir(dir).catch(() => [])).filter(wanted)
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(dir, name)
      const { mtimeMs, size } = await lstat(path)
      return { name, path, size, mtimeMs }
    }),
  )
  return found.filter(({ mtimeMs }) => mtimeMs < before)
}

async function sizes({ journal, home }: UpkeepDeps): Promise<string> {
  const { journal_bytes, free_bytes } = await diskOf(journal, home)
  const parts = [`账本 ${bytesShow(journal_bytes)}`]
  for (const [folder, label] of FOLDERS) {
    const { files, bytes } = await sizeOf(join(home, folder))
    if (files > 0) parts.push(`${label} ${files} 个 ${bytesShow(bytes)}`)
  }
  if (free_bytes !== null) parts.push(`磁盘剩余 ${bytesShow(free_bytes)}`)
  return parts.join('，')
}

const FOLDERS = [
  ['files', '报文附件'],
  ['reconcile', '对账结果'],
  ['backups', '备份'],
  ['logs', '日志'],
] as const

/** The journal with what is still in its log, and what is free on the disk. */
export async function diskOf(journal: Journal, home: string) {
  const files = ['journal.db', 'journal.db-wal'].map((name) => lstat(join(home, name)).catch(() => null))
  const journal_bytes = (await Promise.all(files)).reduce((sum, stat) => sum + (stat?.size ?? 0), 0)
  return { journal_bytes, free_bytes: await journal.freeBytes() }
}

async function sizeOf(dir: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  let bytes = 0
  for (const file of files)
    bytes += (await lstat(join(file.parentPath, file.name)).catch(() => null))?.size ?? 0
  return { files: files.length, bytes }
}
