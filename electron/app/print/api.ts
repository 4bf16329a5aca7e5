import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocRef, PrintAnswer, PrintOutputs } from '../../../shared/api/print.ts'
import type { Json } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { maskName } from '../../../shared/mask.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { SlipDocument } from '../../../shared/slip.ts'
import { slipHtmlBySheet } from '../../../shared/slip-html.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { Change, PrintJobRow } from '../../journal/port.ts'
import type { Bus, Caller, Registry } from '../registry.ts'
import type { SlipData } from './bind.ts'
import { printCount } from './count.ts'
import { type JobDeps, registerJobs, viewOf } from './jobs.ts'
import { layoutInTurns } from './layout.ts'
import { templateOf } from './load.ts'
import { type Paper, type PaperDeps, paperOf } from './papers.ts'
import { checkPaper, type PrinterDeps, printerFor, putOnPaper } from './printers.ts'
import { createQueue, type PrintQueue } from './queue.ts'
import { inTurns } from './turns.ts'

const WATERMARK = '培训模式 样张'

export interface PrintDeps extends PaperDeps, PrinterDeps {
  bus: Bus
  site: { fixmedins_name: string; training: boolean; template: string; home: string }
  clock: { now(): number; after(ms: number, run: () => void): () => void }
  log(line: Record<string, unknown>): void
}

/** A face waits this long for the first try of its paper; after that it is told that the paper is queued. */
const FIRST_TRY_ms = 8_000

/** Papers: shown uncounted, printed counted, queued where the printer refuses. The answer starts and stops the queue. */
export function registerPrint(
  reg: Registry,
  deps: PrintDeps,
): { start(): Promise<void>; stop(): Promise<void> } {
  const turns = new Map<string, Promise<unknown>>()
  const fresh = new Map<string, Made>()
  const queue = createQueue({
    journal: deps.journal,
    clock: deps.clock,
    changed: () => deps.bus.emit('print.changed', {}),
    print: (job) => printJob(deps, job, fresh),
    log: deps.log,
  })
  const print = (doc: DocRef, how: How, caller: Caller) =>
    inTurn(turns, JSON.stringify(doc), () => printDoc({ ...deps, queue, fresh }, doc, how, caller))
  reg.read('print.preview', ({ setl_id }) => show(deps, { is: 'slip', setl_id }))
  reg.read('print.show', ({ doc, sheet }) => show(deps, doc, sheet))
  reg.write('print.doc', ({ doc, ...how }, caller) => print(doc, how, caller))
  reg.write('print.slip', ({ setl_id, ...how }, caller) => print({ is: 'slip', setl_id }, how, caller))
  // a report for the office, not a receipt: as many as are wanted
  reg.write('print.shift', ({ shiftId }, caller) =>
    print({ is: 'shift', shiftId }, { silent: true, uncounted: true }, caller),
  )
  const jobs: JobDeps = { ...deps, queue, copiesOf: (doc) => keyAndCopies(deps, doc) }
  registerJobs(reg, jobs)
  return queue
}

interface How {
  reason?: string | undefined
  silent: boolean
  uncounted?: boolean
}

/** Runs the work of one key one after the other, so that two prints at once get two numbers. */
function inTurn<T>(turns: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => {}).finally(() => turns.get(key) === settled && turns.delete(key))
  turns.set(key, settled)
  return mine
}

async function copiesOf(deps: PrintDeps, { key, printed = 0 }: Paper): Promise<number> {
  const kept = await deps.journal.setting(printCount(key))
  return Math.max(printed, typeof kept === 'number' ? kept : 0)
}

async function keyAndCopies(deps: PrintDeps, doc: DocRef): Promise<{ key: string; copies: number }> {
  const paper = await paperOf(deps, doc)
  return { key: paper.key, copies: await copiesOf(deps, paper) }
}

interface Made {
  document: SlipDocument
  cash: boolean
}

async function make(deps: PrintDeps, paper: Paper, reprint: number, masked: boolean): Promise<Made> {
  const { site, dict } = deps
  const data = paper.fill({ hospital: site.fixmedins_name, dict, reprint, now: deps.clock.now() })
  const template = await templateOf(paper.kind, site)
  const document = await layoutInTurns(
    template,
    masked ? maskedData(data) : data,
    site.training ? WATERMARK : null,
  )
  return { document, cash: paper.cash }
}

/** Names as everywhere on the screen. */
function maskedData(data: SlipData): SlipData {
  const hide = <V>(name: string, value: V) => (name === 'psn_name' && value ? maskName(String(value)) : value)
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map((row) =>
            'psn_name' in row ? { ...row, psn_name: hide('psn_name', row.psn_name ?? '') } : row,
          )
        : hide(name, value),
    ]),
  )
}

/** As it would print now; of long papers one sheet where told. */
async function show(deps: PrintDeps, doc: DocRef, sheet?: number): Promise<PrintOutputs['print.show']> {
  const paper = await paperOf(deps, doc)
  const copies = await copiesOf(deps, paper)
  const { document } = await make(deps, paper, copies, true)
  if (sheet === undefined) return { document, copies }
  return { document: { ...document, items: document.items.filter((i) => (i.page ?? 0) === sheet) }, copies }
}

async function printDoc(
  deps: PrintDeps & { queue: PrintQueue; fresh: Map<string, Made> },
  doc: DocRef,
  { reason = '', silent, uncounted = false }: How,
  caller: Caller,
): Promise<PrintAnswer> {
  const paper = await paperOf(deps, doc)
  const before = uncounted ? 0 : await copiesOf(deps, paper)
  if (before > 0 && reason.trim() === '') needsReason(before)
  const made = await make(deps, paper, before, false)
  const printer = silent ? printerFor(deps, doc.is) : null
  if (printer !== null) checkPaper(deps, printer, made.document)

  const copies = before + 1
  const job = printer === null ? null : newJob(deps, doc, made, { printer, copies }, caller)
  const changes: Change[] = uncounted ? [] : [{ t: 'setting', key: printCount(paper.key), value: copies }]
  if (before > 0) {
    const subject = doc.is === 'slip' ? paper.key : `${made.document.title} ${paper.key}`
    changes.push(audit(deps, caller, 'print.reprint', subject, { copies, reason: reason.trim() }))
  }
  if (job) changes.push({ t: 'print', put: job })
  // counted and queued before the paper moves: a slip that nobody counted must not exist
  if (changes.length > 0) await deps.journal.commit(changes)
  const { encounter } = paper
  if (encounter && !uncounted) {
    const version = (encounter.data as unknown as Pick<Stay, 'version'>).version
    deps.bus.emit('visit.changed', { encounterId: encounter.encounterId, version })
  }
  const tried = job && (await firstTry(deps, job, made))
  const pdfPath = await keepPdf(deps, made.document, uncounted ? paper.key : `${paper.key}-${copies}`, caller)
  return {
    document: made.document,
    copies,
    printed: tried?.state === 'done',
    queued: tried !== null && tried.state !== 'done',
    job: tried && viewOf(deps, tried),
    pdfPath,
  }
}

function newJob(
  deps: PrintDeps,
  doc: DocRef,
  { document }: Made,
  { printer, copies }: { printer: string; copies: number },
  caller: Caller,
): PrintJobRow {
  const now = deps.clock.now()
  return {
    jobId: randomUUID(),
    ref: doc as unknown as Json,
    title: document.title,
    printer,
    copies,
    state: 'waiting',
    attempts: 0,
    lastError: null,
    opter: caller.operator?.opter ?? '',
    createdAt: now,
    nextAt: now,
    doneAt: null,
  }
}

/** The paper made already is the one that is tried first; later tries make it anew. */
async function firstTry(
  deps: { queue: PrintQueue; fresh: Map<string, Made> },
  job: PrintJobRow,
  made: Made,
): Promise<PrintJobRow> {
  deps.fresh.set(job.jobId, made)
  try {
    return await deps.queue.submit(job, FIRST_TRY_ms)
  } finally {
    deps.fresh.delete(job.jobId)
  }
}

async function printJob(deps: PrintDeps, job: PrintJobRow, fresh: Map<string, Made>): Promise<void> {
  const doc = job.ref as unknown as DocRef
  const made = fresh.get(job.jobId) ?? (await make(deps, await paperOf(deps, doc), job.copies - 1, false))
  await putOnPaper(deps, job.printer, made.document, made.cash)
}

/** The copy that hosts with a printer of their own keep. A full disk costs nothing: the audit says what went wrong. */
async function keepPdf(
  deps: PrintDeps,
  document: SlipDocument,
  name: string,
  caller: Caller,
): Promise<string | null> {
  const { printing } = deps
  if (!printing) return null
  const folder = join(deps.site.home, 'slips', dateOf(deps.clock.now()))
  // ids of centres are not file names
  const path = join(folder, `${name.replace(/[^\w-]/g, '_')}.pdf`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await printing.savePdf(document, await inTurns(slipHtmlBySheet(document)), path)
    return path
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    await deps.journal.commit([audit(deps, caller, 'print.failed', name, { step: 'pdf', why })])
    return null
  }
}

function needsReason(before: number): never {
  const what = `这张单据已经打印 ${before} 次，重打需要填写原因`
  throw new GuitaiError({
    kind: 'invalid',
    what,
    means: '没有打印；结算不受影响。',
    todo: '请填写重打原因后再打印。',
    fields: [{ path: 'reason', label: '重打原因', rule: 'missing', message: '重打原因：不能为空' }],
  })
}

function audit(
  deps: PrintDeps,
  caller: Caller,
  action: string,
  subject: string,
  detail: { [key: string]: Json },
): Change {
  return {
    t: 'audit',
    entry: { at: deps.clock.now(), actor: caller.operator?.opter ?? '', action, subject, detail },
  }
}
