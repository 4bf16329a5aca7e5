import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { uptime } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { GuitaiError } from '../../shared/errors.ts'
import { runJob } from './job.ts'
import type { CatalogueImports, CatalogueShape, CatalogueState, CatalogueStore, Staged } from './port.ts'
import { openReader, type Reader } from './reader.ts'
import * as registry from './registry.ts'
import { search } from './search.ts'
import { openTerms } from './terms.ts'
import { emptyMeta, keepMeta, type Meta, metaOf, openStaging } from './version.ts'

/** so long may the machine's clock be set by, before what was not synced is taken for lost */
const BOOT_SLACK_ms = 120_000

/**
 * Opens the catalogues of a home: `path` is the registry, the versions lie in a folder of the same name beside
 * it. Reads are quick enough for the main thread; whatever writes a version runs in a worker.
 */
export function openCatalogue({ path }: { path: string }): CatalogueStore & { plans(): string[] } {
  const dir = join(dirname(path), basename(path, extname(path)))
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const db = registry.openRegistry(path)
  const terms = openTerms(db)
  const readers = new Map<string, { file: string; reader: Reader }>()

  /** The version in use; opened when it is first asked for. Null where its file is gone. */
  const readerOf = ({ kind, file }: registry.VersionRow): Reader | null => {
    const open = readers.get(kind)
    if (open?.file === file) return open.reader
    open?.reader.close()
    readers.delete(kind)
    if (!existsSync(join(dir, file))) return null
    const reader = openReader(join(dir, file))
    readers.set(kind, { file, reader })
    return reader
  }
  const of = (kind: string): Reader | null => {
    const version = registry.versionOf(db, kind)
    return version ? readerOf(version) : null
  }
  const inUse = (kinds?: readonly string[]) =>
    registry.versions(db).filter(({ kind }) => !kinds || kinds.includes(kind))
  const closeReader = (kind: string) => {
    readers.get(kind)?.reader.close()
    readers.delete(kind)
  }

  const imports = importsOf({ dir, db, closeReader })
  return {
    search: async ({ kinds, ...query }) =>
      search(
        inUse(kinds).flatMap((version) => readerOf(version) ?? []),
        query,
      ),
    entry: async (kind, code) => of(kind)?.entry(code) ?? null,
    terms: async (code, at) => terms.at(code, at),
    termRows: async (code) => terms.rows(code),
    catalogues: async () => inUse().map(stateOf),
    changes: async (kind, query) => of(kind)?.changes(query) ?? { rows: [], total: 0 },
    imports,
    pages: terms.pages,
    plans: () => [
      ...inUse().flatMap((version) => readerOf(version)?.plans() ?? []),
      ...terms.plans.flatMap((sql) =>
        (db.prepare(`explain query plan ${sql}`).all('') as { detail: string }[]).map(({ detail }) => detail),
      ),
    ],
    async close() {
      await imports.stop()
      for (const kind of [...readers.keys()]) closeReader(kind)
      db.close()
    },
  }
}

function stateOf({ kind, label, ver, rows, loaded_at, changed }: registry.VersionRow): CatalogueState {
  return {
    kind,
    label,
    version: ver,
    rows,
    loadedAt: loaded_at,
    changed: changed ? JSON.parse(changed) : null,
  }
}

interface Room {
  dir: string
  db: registry.Registry
  closeReader(kind: string): void
}

const booted_ms = () => Date.now() - uptime() * 1000

function importsOf({ dir, db, closeReader }: Room): CatalogueImports & { stop(): Promise<void> } {
  const ending = new AbortController()
  const jobs = new Set<Promise<unknown>>()
  /** A job that the person stops, or the end of the program, which waits for it. */
  const run = async (...[job, signal, progress]: Parameters<typeof runJob>) => {
    const running = runJob(job, AbortSignal.any([signal, ending.signal]), progress)
    jobs.add(running)
    return running.finally(() => jobs.delete(running))
  }
  /** what was last told of each; while a worker writes, its file is not to be looked into */
  const known = new Map<string, Staged>()
  const told = (kind: string, meta: Meta): Staged => {
    const staged = stagedOf(kind, meta)
    known.set(kind, staged)
    return staged
  }
  /** The one in the making, if it can be believed: after a power cut it cannot. */
  const metaIn = (kind: string): Meta | null => {
    const row = registry.stagingOf(db, kind)
    if (!row || Math.abs(row.boot_ms - booted_ms()) > BOOT_SLACK_ms || !existsSync(join(dir, row.file)))
      return null
    // opened to be written to: what a killed program left half done is undone by that
    const file = openStaging(join(dir, row.file))
    try {
      return metaOf(file)
    } finally {
      file.close()
    }
  }
  const fileOf = (kind: string): string => {
    const row = registry.stagingOf(db, kind)
    return row ? join(dir, row.file) : nothing()
  }
  const drop = (kind: string) => {
    known.delete(kind)
    registry.dropStaging(db, kind)
    sweep(dir, kind, registry.versionOf(db, kind)?.file)
  }
  return {
    staged(kind) {
      const before = known.get(kind)
      if (before) return before
      const meta = metaIn(kind)
      return meta && told(kind, meta)
    },
    async begin(shape, fresh) {
      const before = known.get(shape.kind)
      if (before) return before
      const meta = metaIn(shape.kind)
      if (meta) return told(shape.kind, meta)
      drop(shape.kind)
      return told(shape.kind, await begun({ dir, db }, shape, fresh))
    },
    async take(kind, { ref, path }, signal, progress) {
      const job = { is: 'take' as const, staging: fileOf(kind), path, ref }
      try {
        const { meta } = await run(job, signal, (done) => progress(done, '导入'))
        return told(kind, meta)
      } catch (error) {
        known.delete(kind)
        if (error instanceof GuitaiError && error.fault.kind === 'rejected') drop(kind)
        throw error
      }
    },
    async finish(kind, signal, progress) {
      const live = registry.versionOf(db, kind)
      const staging = fileOf(kind)
      const job = { is: 'finish' as const, staging, live: live ? join(dir, live.file) : null }
      const { meta, changed } = await run(job, signal, (done) => progress(done, '建立索引'))
      const row = {
        ...{ kind, file: basename(staging), label: meta.shape.label, ver: meta.ver, rows: meta.rows },
        ...{ loaded_at: Date.now(), changed: live ? changed : null },
      }
      registry.swap(db, row)
      known.delete(kind)
      closeReader(kind)
      sweep(dir, kind, row.file)
      return stateOf({ ...row, changed: row.changed && JSON.stringify(row.changed) })
    },
    drop,
    async stop() {
      ending.abort()
      await Promise.allSettled(jobs)
    },
  }
}

function nothing(): never {
  throw new Error('nothing is staged')
}

/** A new one upon the version in use, or upon nothing. Only when the file is whole does the registry name it. */
async function begun(
  { dir, db }: Omit<Room, 'closeReader'>,
  shape: CatalogueShape,
  fresh: boolean,
): Promise<Meta> {
  const { kind } = shape
  const live = registry.versionOf(db, kind)
  const upon = live && !fresh && existsSync(join(dir, live.file)) ? live : null
  const file = `${kind}-${randomBytes(6).toString('hex')}.db`
  if (upon) {
    await copyFile(join(dir, upon.file), join(dir, `${file}.part`))
    await rename(join(dir, `${file}.part`), join(dir, file))
  }
  const staging = openStaging(join(dir, file))
  const before = metaOf(staging)
  const meta: Meta = { ...emptyMeta(shape, !upon), ver: upon?.ver ?? null, rows: before?.rows ?? 0 }
  keepMeta(staging, meta)
  staging.close()
  registry.putStaging(db, { kind, file, boot_ms: booted_ms() })
  return meta
}

/** Files of a kind that are neither in use nor in the making; one that is still open elsewhere stays for later. */
function sweep(dir: string, kind: string, keep: string | undefined): void {
  for (const name of readdirSync(dir)) {
    if (!name.startsWith(`${kind}-`) || name === keep) continue
    try {
      rmSync(join(dir, name), { force: true })
    } catch {
      // Windows keeps a file that somebody reads: the next sweep takes it
    }
  }
}

const stagedOf = (kind: string, { ver, rows, files, ref, fresh, finished }: Meta): Staged => ({
  ...{ kind, ver, rows, files, ref, fresh },
  finishing: finished.length > 0,
})
