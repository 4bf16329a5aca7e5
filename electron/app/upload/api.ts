import type { UploadDetail } from '../../../shared/api/uploads.ts'
import type { Json } from '../../../shared/contract.ts'
import { fail, faultOf } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskDeep } from '../../../shared/mask.ts'
import type { Change, Journal, UploadRow, UploadState } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import { rowFault } from './blame.ts'
import { mended } from './mend.ts'
import type { UploadSource, Uploads } from './port.ts'
import { detailOf, fold, lineOf, reasonsOf, sourceView } from './view.ts'

export interface WorklistDeps {
  journal: Journal
  uploads: Uploads
  platforms: ReadonlyMap<string, Platform>
  now(): number
  log(line: Record<string, unknown>): void
}

/** Rows moved at once by hand. */
const PAGE = 500
/** as far back as a row's acts by people are looked for */
const ACTS = 2_000

/** The worklist of all uploads (上传任务单). */
export function registerUploads(reg: Registry, deps: WorklistDeps): void {
  const { journal, uploads, platforms } = deps
  const sourceOf = (id: string): UploadSource =>
    uploads.sources().find((source) => source.id === id) ?? fail('not_found', `没有上传来源 ${id}`)
  const platformOf = ({ family }: UploadSource): Platform =>
    platforms.get(family) ?? fail('not_found', `本站没有开通接口族 ${family}`)

  reg.read(
    'uploads.overview',
    async () => {
      const counts = await journal.uploadCounts()
      const { dead } = await journal.outboxCounts()
      return { sources: uploads.sources().map((source) => sourceView(source, uploads, counts)), dead }
    },
    OFFICE,
  )
  reg.read(
    'uploads.list',
    async ({ source, states, text, offset, limit }) => {
      const rows = await journal.uploads({ ...scopeOf(uploads, source, states, text), offset, limit })
      return rows.map((row) =>
        lineOf(
          row,
          uploads.sources().find(({ id }) => id === row.source),
        ),
      )
    },
    OFFICE,
  )
  reg.read(
    'uploads.reasons',
    async ({ source }) => reasonsOf(await journal.uploadReasons(sourceOf(source).id)),
    OFFICE,
  )
  const detail = async (source: UploadSource, key: string): Promise<UploadDetail> => {
    const row = await rowOf(journal, source.id, key)
    const subject = `${source.id} ${key}`
    const acts = (await journal.auditTrail({ limit: ACTS })).filter((entry) => entry.subject === subject)
    return detailOf(row, source, platformOf(source), acts)
  }
  reg.read('uploads.row', async ({ source, key }) => detail(sourceOf(source), key), OFFICE)
  reg.write(
    'uploads.mend',
    async (input, caller) => {
      const source = sourceOf(input.source)
      await mend(deps, source, platformOf(source), input, caller)
      return detail(source, input.key)
    },
    OFFICE,
  )
  reg.write(
    'uploads.redrive',
    async ({ source, keys, words }, caller) => {
      const count = await redrive(deps, sourceOf(source).id, keys, words, caller)
      if (count > 0) await uploads.wake(source)
      return { count }
    },
    OFFICE,
  )
  reg.write(
    'uploads.withdraw',
    async ({ source, keys, reason }, caller) => {
      const from: UploadState[] = ['waiting', 'held', 'refused']
      await journal.commit([
        {
          t: 'upload.set',
          source: sourceOf(source).id,
          keys,
          from,
          set: { state: 'withdrawn' },
          at: deps.now(),
        },
        ...keys.map((key) => audited(caller, 'uploads.withdraw', `${source} ${key}`, deps.now(), { reason })),
      ])
      return { count: keys.length }
    },
    OFFICE,
  )
  reg.write('uploads.run', ({ source, what }) => begin(deps, sourceOf(source), what), OFFICE)
}

/** The rows of a source, or of all: named one by one, since the index of open rows begins with the source. */
export function scopeOf(uploads: Uploads, source: string, states: UploadState[], text: string) {
  const sources = source ? [source] : uploads.sources().map(({ id }) => id)
  return { sources, states, order: 'newest' as const, ...(text ? { text } : {}) }
}

async function rowOf(journal: Journal, source: string, key: string): Promise<UploadRow> {
  const [row] = await journal.uploads({ source, keys: [key], limit: 1 })
  return row ?? fail('not_found', `没有待上传记录 ${key}`, '没有改变。', '请刷新列表。')
}

function audited(caller: Caller, action: string, subject: string, at: number, detail: Json): Change {
  return { t: 'audit', entry: { at, actor: caller.operator!.opter, action, subject, detail } }
}

/** One field put right. What is still wrong then holds the row again, with its fields; else it waits and goes. */
async function mend(
  { journal, uploads, now }: WorklistDeps,
  source: UploadSource,
  platform: Platform,
  { key, at, path, value, reason }: ApiInput<'uploads.mend'>,
  caller: Caller,
): Promise<void> {
  const row = await rowOf(journal, source.id, key)
  const { payload, field, before } = mended(source, platform, row, path, value)
  const next: UploadRow = { ...row, payload }
  const fault = rowFault(source, platform, next)
  const told = maskDeep({ [field.name]: before })[field.name] ?? null
  await journal.commit([
    {
      t: 'upload.set',
      source: source.id,
      keys: [key],
      asOf: [at],
      from: ['waiting', 'held', 'refused'],
      set: {
        payload,
        ...(fault ? { state: 'held', ...fault } : { state: 'waiting', why: null, fields: [] }),
      },
      at: now(),
    },
    audited(caller, 'uploads.mend', `${source.id} ${key}`, now(), {
      field: field.label,
      before: told,
      reason,
    }),
  ])
  if (!fault) await uploads.wake(source.id)
}

/** Those named, or every held or refused one whose reason folds to these words. Answers how many wait again. */
async function redrive(
  { journal, now }: WorklistDeps,
  source: string,
  named: readonly string[],
  words: string,
  caller: Caller,
): Promise<number> {
  const states: UploadState[] = ['held', 'refused']
  const again = (keys: string[], subject: string, detail: Json): Change[] => [
    {
      t: 'upload.set',
      source,
      keys,
      from: states,
      set: { state: 'waiting', why: null, fields: [] },
      at: now(),
    },
    audited(caller, 'uploads.redrive', subject, now(), detail),
  ]
  if (named.length > 0) {
    const keys = [...new Set(named)]
    await journal.commit(
      again(keys, keys.length === 1 ? `${source} ${keys[0]}` : source, { count: keys.length }),
    )
    return keys.length
  }
  let count = 0
  for (let afterSeq = 0; ; ) {
    const page = await journal.uploads({ source, states, order: 'seq', afterSeq, limit: PAGE })
    const keys = page.filter((row) => fold(row.why ?? '') === words).map((row) => row.key)
    if (keys.length > 0) await journal.commit(again(keys, source, { words, count: keys.length }))
    count += keys.length
    if (page.length < PAGE) return count
    afterSeq = page.at(-1)!.seq
  }
}

/** Reading answers at once how much there was; sending may take long and tells by its events. */
async function begin(
  { uploads, log }: WorklistDeps,
  { id, view, label }: UploadSource,
  what: 'read' | 'send',
): Promise<{ said: string }> {
  if (what === 'send') {
    uploads
      .send(id)
      .catch((error) => log({ level: 'warn', at: 'uploads.run', id, error: faultOf(error).what }))
    return { said: `已开始上传“${label}”` }
  }
  if (!view) fail('conflict', `“${label}”由程序自己产生，不从 HIS 读取`, '没有改变。', '可以直接上传。')
  const taken = await uploads.read(id)
  return { said: taken > 0 ? `从 HIS 读到 ${taken} 条` : 'HIS 里没有新的记录' }
}
