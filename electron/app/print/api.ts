import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrintAnswer } from '../../../shared/api/print.ts'
import type { Dict, Json } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { maskName } from '../../../shared/mask.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { SlipDocument } from '../../../shared/slip.ts'
import { slipHtml } from '../../../shared/slip-html.ts'
import { type Visit, visitAsOf } from '../../../shared/visit.ts'
import type { Printing } from '../../devices/printing.ts'
import type { Change, EncounterRow, Journal } from '../../journal/port.ts'
import type { Bus, Caller, Registry } from '../registry.ts'
import { shiftTotals } from '../shift/totals.ts'
import { printCount } from './count.ts'
import { shiftData, slipData } from './data.ts'
import { layout } from './layout.ts'
import { shiftTemplate, slipTemplate } from './load.ts'

export const WATERMARK = '培训模式 样张'

export interface PrintDeps {
  journal: Journal
  bus: Bus
  site: { fixmedins_name: string; training: boolean; template: string; home: string }
  dict(name: string): Dict | undefined
  /** null where the face prints by itself (browser) */
  printing: Printing | null
  now(): number
}

/** Slips and the shift report: previewed uncounted, printed counted. */
export function registerPrint(reg: Registry, deps: PrintDeps): void {
  const turns = new Map<string, Promise<unknown>>()
  reg.read('print.preview', ({ setl_id }) => preview(deps, setl_id))
  reg.write('print.slip', (input, caller) =>
    inTurn(turns, input.setl_id, () => printSlip(deps, input, caller)),
  )
  reg.write('print.shift', ({ shiftId }, caller) => printShift(deps, shiftId, caller))
}

/** Runs the work of one key one after the other, so that two prints at once get two numbers. */
function inTurn<T>(turns: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => {}).finally(() => turns.get(key) === settled && turns.delete(key))
  turns.set(key, settled)
  return mine
}

async function copiesOf(deps: PrintDeps, setl_id: string): Promise<number> {
  const kept = await deps.journal.setting(printCount(setl_id))
  return typeof kept === 'number' ? kept : 0
}

/** As it would print now, the name masked as everywhere on the screen. */
async function preview(
  deps: PrintDeps,
  setl_id: string,
): Promise<{ document: SlipDocument; copies: number }> {
  const encounter = await encounterOf(deps, setl_id)
  const copies = await copiesOf(deps, setl_id)
  return { document: await slip(deps, setl_id, encounter, copies, true), copies }
}

async function printSlip(
  deps: PrintDeps,
  input: { setl_id: string; reason?: string; silent: boolean },
  caller: Caller,
): Promise<PrintAnswer> {
  const { setl_id, silent } = input
  const encounter = await encounterOf(deps, setl_id)
  const before = await copiesOf(deps, setl_id)
  const reason = input.reason?.trim() ?? ''
  if (before > 0 && reason === '') needsReason(before)
  const document = await slip(deps, setl_id, encounter, before, false)

  const copies = before + 1
  const changes: Change[] = [{ t: 'setting', key: printCount(setl_id), value: copies }]
  if (before > 0) changes.push(audit(deps, caller, 'print.reprint', setl_id, { copies, reason }))
  // counted before the paper moves: a slip that nobody counted must not exist
  await deps.journal.commit(changes)
  deps.bus.emit('visit.changed', { encounterId: encounter.encounterId, version: encounter.version })
  return {
    document,
    copies,
    ...(await toPrinter(deps, document, { silent, name: `${setl_id}-${copies}` }, caller)),
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

async function printShift(deps: PrintDeps, shiftId: string, caller: Caller): Promise<PrintAnswer> {
  const shift = await deps.journal.shift(shiftId)
  if (!shift) fail('not_found', `没有班次 ${shiftId}`, '没有打印。', '请在“班次”里重新选择。')
  const meaning = (dict: string, value: string) => deps.dict(dict)?.values[value] ?? value
  const totals = await shiftTotals(deps.journal, shift, meaning)
  const template = await shiftTemplate(deps.site.home)
  const data = shiftData(totals, deps.site.fixmedins_name, deps.now())
  const document = layout(template, data, deps.site.training ? WATERMARK : null)
  const done = await toPrinter(deps, document, { silent: true, name: shiftId }, caller)
  return { document, copies: 1, ...done }
}

/**
 * A printer or a disk that refuses costs nothing: the face prints the same document with its own dialogue, and
 * the audit keeps what went wrong. Paper before PDF, because the patient waits for the paper.
 */
async function toPrinter(
  deps: PrintDeps,
  document: SlipDocument,
  options: { silent: boolean; name: string },
  caller: Caller,
): Promise<{ printed: boolean; queued: boolean; pdfPath: string | null }> {
  const { printing } = deps
  if (!printing) return { printed: false, queued: false, pdfPath: null }
  const html = slipHtml(document)
  const attempt = async (step: string, work: () => Promise<void>) => {
    try {
      await work()
      return true
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      await deps.journal.commit([audit(deps, caller, 'print.failed', options.name, { step, why })])
      return false
    }
  }
  const printed = options.silent && (await attempt('paper', () => printing.printSilent(document, html)))
  const folder = join(deps.site.home, 'slips', dateOf(deps.now()))
  // ids of centres are not file names
  const path = join(folder, `${options.name.replace(/[^\w-]/g, '_')}.pdf`)
  const kept = await attempt('pdf', async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await printing.savePdf(document, html, path)
  })
  return { printed, queued: false, pdfPath: kept ? path : null }
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
    entry: { at: deps.now(), actor: caller.operator?.opter ?? '', action, subject, detail },
  }
}

async function slip(
  deps: PrintDeps,
  setl_id: string,
  encounter: EncounterRow,
  reprint: number,
  masked: boolean,
): Promise<SlipDocument> {
  const { site, dict } = deps
  const context = { hospital: site.fixmedins_name, dict, reprint, now: deps.now() }
  const found = slipData(visitAsOf(encounter.data as unknown as Visit, setl_id), setl_id, context)
  if (!found) {
    fail(
      'not_found',
      `就诊记录里已经没有结算 ${setl_id} 的明细`,
      '结算不受影响，只是不能按原样打印。',
      '请打印该患者最近一次结算的单据，或在“交易”里查看这笔结算。',
    )
  }
  const { kind, data } = found
  if (masked) data.psn_name = maskName(String(data.psn_name ?? ''))
  return layout(await slipTemplate(kind, site), data, site.training ? WATERMARK : null)
}

async function encounterOf(deps: PrintDeps, setl_id: string): Promise<EncounterRow> {
  const [row] = await deps.journal.settlements({ setl_id })
  const encounter = row && (await deps.journal.encounter(row.encounterId))
  return encounter || fail('not_found', `本机没有结算 ${setl_id}`, '没有打印。', '请核对结算ID。')
}
