import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { type Fault, fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { CatalogueState, CatalogueStore, Progress, Staged } from '../../catalogue/port.ts'
import type { Outcome } from '../../engine/engine.ts'
import type { FileStore } from '../../platforms/port.ts'
import type { TermsBook } from './deps.ts'
import { PAGED, shapeOf } from './shapes.ts'

export interface FetchDeps {
  catalogue: CatalogueStore
  files: Pick<FileStore, 'path'>
  book: TermsBook
  send(infno: string, input: JsonObject): Promise<Outcome>
  now(): number
  /** for what is put together before it is taken in */
  work: string
  /** 版本号 of the first download: provinces differ (1301, ver) */
  firstVersion: string
  /** 参保机构医保区划 whose limits and ratios are wanted */
  admdvs: string
}

/** rows of a page: what centres allow in practice (1312, rules) */
const PAGE = 100
/** of a page whose list is endless because the centre turns in a circle */
const MOST_pages = 50_000
/** a centre that gives file after file without end gives the same one */
const MOST_files = 10_000
/** before anything was ever updated */
const EVER = '2000-01-01'
/** 9102 of a catalogue: no institution of its own (9102, rules) */
const CATALOGUES = 'plc'

/** Stopped by the person, or by the program's end. */
const halted = (): never =>
  fail('conflict', '已暂停', '正在使用的目录没有改变，已经下载的部分留着。', '按 Enter 从停下的地方继续。')

/**
 * A catalogue up to the newest version: 13xx by version → 9102 → taken in, until the centre has no more; then put in
 * place whole. Goes on with what an earlier call or process has left. Null where nothing was new.
 */
export async function fetchCatalogue(
  deps: FetchDeps,
  kind: string,
  fresh: boolean,
  signal: AbortSignal,
  progress: Progress,
): Promise<CatalogueState | null> {
  const { imports } = deps.catalogue
  const shape = shapeOf(deps.book.contract(kind))
  if (kind === PAGED) return fetchPaged(deps, fresh, signal, progress)
  const inUse = (await deps.catalogue.catalogues()).find((state) => state.kind === kind)
  let staged = imports.staged(kind)
  if (staged && ((fresh && !staged.fresh) || (staged.ref && !isHere(deps, staged.ref)))) {
    imports.drop(kind)
    staged = null
  }
  let ver = staged ? staged.ver : fresh ? null : (inUse?.version ?? null)
  for (let n = 0; n < MOST_files && !staged?.finishing; n++) {
    if (signal.aborted) halted()
    const files = staged?.files ?? 0
    const share: Progress = (done, doing) => progress(done * 0.6, `第 ${files + 1} 个文件 ${doing}`)
    let ref = staged?.ref ?? null
    if (ref === null) {
      share(0, '询问版本')
      ref = await nextFile(deps, kind, ver ?? deps.firstVersion, () => share(0.05, '下载'))
    }
    if (ref === null) break
    if (signal.aborted) halted()
    await imports.begin(shape, fresh)
    const path = deps.files.path(ref)
    staged = await imports.take(kind, { ref, path }, signal, (done, doing) => share(0.1 + done * 0.9, doing))
    await rm(path, { force: true })
    if (staged.ver === null || staged.ver === ver) break
    ver = staged.ver
  }
  if (!staged) return null
  return imports.finish(kind, signal, (done, doing) => progress(0.6 + done * 0.4, doing))
}

function isHere(deps: FetchDeps, ref: string): boolean {
  try {
    deps.files.path(ref)
    return true
  } catch {
    return false
  }
}

/** The next file after a version, null where there is none. */
async function nextFile(
  deps: FetchDeps,
  kind: string,
  ver: string,
  loading: () => void,
): Promise<string | null> {
  const answer = await sent(deps, kind, { data: { ver } })
  if (answer === null) return null
  const { file_qury_no, filename, data_cnt } = answer
  if (text(file_qury_no) === '' || data_cnt === 0) return null
  loading()
  const fsDownloadIn = {
    file_qury_no: text(file_qury_no),
    filename: text(filename),
    fixmedins_code: CATALOGUES,
  }
  const file = await sent(deps, '9102', { fsDownloadIn })
  const ref = text(file?.body)
  return ref === ''
    ? fail('rejected', '中心没有返回目录文件', '正在使用的目录没有改变。', '请稍后重试。')
    : ref
}

/** 「没有新版本」 is said by an empty number here, and by a refusal there. */
const NOTHING_NEW =
  /(没有|无|未查询到|未查到|不存在).{0,8}(增量|更新|新版本|新增|数据|文件)|已是最新|已经是最新/

/** An answer; null where the centre's refusal means that there is nothing. */
async function sent(deps: FetchDeps, infno: string, input: JsonObject): Promise<JsonObject | null> {
  const outcome = await deps.send(infno, input)
  if (outcome.is === 'settled') return outcome.output
  if (infno !== '9102' && outcome.is === 'rejected' && NOTHING_NEW.test(saying(outcome.fault))) return null
  throw new GuitaiError(outcome.fault)
}

const saying = (fault: Fault) => fault.centre?.message ?? fault.what

const text = (value: Json | undefined): string =>
  value === null || value === undefined || typeof value === 'object' ? '' : String(value)

type Row = Record<string, string>

/**
 * One pass over all pages of what was updated since. `from` is the page to begin with; `each` keeps a page and is
 * told whether it is the last. Source: 1312, rules.
 */
async function eachPage(
  deps: FetchDeps,
  infno: string,
  { since, from, more }: { since: string; from: number; more: JsonObject },
  signal: AbortSignal,
  each: (rows: Row[], page: number, done: boolean, whole: number | null) => void | Promise<void>,
): Promise<void> {
  for (let page = from; page < MOST_pages; page++) {
    if (signal.aborted) halted()
    const data = { ...more, updt_time: since, page_num: page, page_size: PAGE }
    const answer = (await sent(deps, infno, { data })) ?? {}
    const rows = rowsOf(answer.data)
    const pages = Number(answer.pages) || null
    const last = text(answer.lastPage).toLowerCase()
    const done = last === 'true' || (last === '' && rows.length < PAGE) || rows.length === 0 || page === pages
    await each(rows, page, done, pages)
    if (done) return
  }
}

function rowsOf(list: Json | undefined): Row[] {
  if (!Array.isArray(list)) return []
  return list.map((row) =>
    Object.fromEntries(Object.entries(row as JsonObject).map(([name, value]) => [name, text(value)])),
  )
}

/** Centres tell the day and not the hour: what was updated later on the same day is asked for once more. */
function dayBefore(day: string): string {
  const at = new Date(`${day.slice(0, 10)}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}

/** 1312, 1316–1319 since the last pass, from the page where one was broken off. Answers how many rows came. */
export async function fetchTerms(
  deps: FetchDeps,
  kind: string,
  fresh: boolean,
  signal: AbortSignal,
  progress: Progress,
): Promise<number> {
  const { pages } = deps.catalogue
  const before = pages.states().find((state) => state.kind === kind)
  const since = before?.since && !fresh ? dayBefore(before.since) : EVER
  const more: JsonObject = kind === '1317' ? {} : { insu_admdvs: deps.admdvs }
  let count = 0
  const from = fresh ? 1 : (before?.page ?? 1)
  await eachPage(deps, kind, { since, from, more }, signal, (rows, page, done, whole) => {
    pages.keep(kind, rows, { page, done, now: deps.now() })
    count += rows.length
    progress(whole ? page / whole : 0.5, `第 ${page} 页${whole ? `，共 ${whole} 页` : ''}`)
  })
  return count
}

/** 1304 is a catalogue that comes by pages: they are put together to a file and taken in as one. */
async function fetchPaged(
  deps: FetchDeps,
  fresh: boolean,
  signal: AbortSignal,
  progress: Progress,
): Promise<CatalogueState | null> {
  const { imports } = deps.catalogue
  const shape = shapeOf(deps.book.contract(PAGED))
  const inUse = (await deps.catalogue.catalogues()).find((state) => state.kind === PAGED)
  let staged: Staged | null = imports.staged(PAGED)
  // what was put together is gone with the process that did it
  if (staged && !staged.finishing) imports.drop(PAGED)
  if (!staged?.finishing) {
    const since = inUse?.version && !fresh ? dayBefore(inUse.version) : EVER
    const path = join(deps.work, `catalogue-${PAGED}.txt`)
    await mkdir(deps.work, { recursive: true, mode: 0o700 })
    const rows: Row[] = []
    await eachPage(deps, PAGED, { since, from: 1, more: {} }, signal, (some, page, _done, whole) => {
      rows.push(...some)
      progress(whole ? (page / whole) * 0.6 : 0.3, `第 ${page} 页`)
    })
    if (rows.length === 0) return null
    // the time of the last row is that of the version
    rows.sort((a, b) => ((a.updt_time ?? '') < (b.updt_time ?? '') ? -1 : 1))
    await writeFile(path, rows.map((row) => lineOf(shape.columns, row)).join(''), { mode: 0o600 })
    await imports.begin(shape, fresh)
    staged = await imports.take(PAGED, { ref: path, path }, signal, () => {})
    await rm(path, { force: true })
  }
  return imports.finish(PAGED, signal, (done, doing) => progress(0.6 + done * 0.4, doing))
}

const lineOf = (columns: readonly string[], row: Row) =>
  `${columns.map((name) => row[name]?.replace(/[\t\r\n]/g, ' ') || 'null').join('\t')}\n`

/** In one line, for a list of many. */
export const wordsOf = (error: unknown): string => {
  const fault = faultOf(error)
  return fault.centre?.message ?? fault.what
}
