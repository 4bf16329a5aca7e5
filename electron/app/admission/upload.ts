import type { UploadAnswer } from '../../../shared/api/admission.ts'
import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import { scaled } from '../../../shared/money.ts'
import type { Stay } from '../../../shared/stay.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { Outcome } from '../../engine/engine.ts'
import type { Change, FeeRow } from '../../journal/port.ts'
import { free, send } from '../encounter.ts'
import { MAPPING_PATH, type Passed } from '../mapping/guard.ts'
import { BATCH, type Refused, readRefusal, sendAll } from './batches.ts'
import { run, type StayActing } from './deps.ts'
import { lessDaily } from './effects.ts'
import { takesFees } from './fees.ts'
import { audited, loadStay, saveStay } from './store.ts'
import * as wire from './wire.ts'

export type Failed = UploadAnswer['failed']

/**
 * 2301 of what is not at the centre, in the order taken. A refused batch booked nothing: its bad lines end
 * `failed` with the centre's words, the others go up. A batch without an answer throws the doubt and leaves
 * the rest new.
 */
export async function upload(
  act: StayActing,
  stay: Stay,
  again: boolean,
): Promise<{ stay: Stay; sent: number; failed: Failed }> {
  uploadable(stay)
  const { journal } = act.deps
  const { encounterId } = stay
  await free(journal, stay)
  const all = await journal.fees({ encounterId, states: ['new', 'failed'] })
  const open = await withoutVoid(act, stay, all)
  const lines = open.filter((line) => line.setl_id === null && (again || line.state === 'new'))
  if (lines.length === 0) {
    // what was left to send has cancelled itself out
    if (open.length < all.length) return { stay: await loadStay(journal, encounterId), sent: 0, failed: [] }
    fail('not_found', '没有要上传的费用', '没有发送。', '失败的费用请核对后选“重传失败”。')
  }
  const uploaded = await journal.fees({ encounterId, states: ['uploaded'] })
  const { ready, unmapped } = await mapped(act, lines)
  const originals = new Map([...uploaded, ...ready].map((row) => [row.lineNo, row]))
  const there = new Set(uploaded.map((row) => row.lineNo))
  if (unmapped.length > 0) await journal.commit(unmapped.map(({ line, why }) => markFailed(line, why)))
  const failed: Failed = unmapped.map(({ line, why }) => failedLine(line, why))
  const sent = await sendAll<FeeRow>({
    lines: ready,
    atCentre: (lineNo) => there.has(lineNo),
    send: (batch) => sendBatch(act, stay, batch, originals),
    failed: async (bad) => {
      await journal.commit(bad.map(({ line, why }) => markFailed(line, why)))
      failed.push(...bad.map(({ line, why }) => failedLine(line, why)))
    },
  })
  return { stay: await loadStay(journal, encounterId), sent: sent.length, failed }
}

/**
 * Of the lines those whose item has a valid mapping on their day, under the entry that it is mapped to; the others
 * are not sent, each with the reason.
 */
async function mapped(
  act: StayActing,
  lines: readonly FeeRow[],
): Promise<{ ready: FeeRow[]; unmapped: { line: FeeRow; why: string }[] }> {
  const guard = act.deps.mapped
  const ready: FeeRow[] = []
  const unmapped: { line: FeeRow; why: string }[] = []
  for (const [day, same] of Map.groupBy(lines, (line) => line.day)) {
    const { codes, faults } = (await guard?.(same, day)) ?? NOTHING
    const why = new Map(faults.map(({ path, message }) => [path.slice(MAPPING_PATH.length), message]))
    for (const line of same) {
      const bad = why.get(line.medins_list_codg)
      const code = line.med_list_codg || (codes.get(line.medins_list_codg) ?? '')
      if (bad) unmapped.push({ line, why: bad })
      else ready.push({ ...line, med_list_codg: code })
    }
  }
  return { ready: ready.sort((a, b) => a.lineNo - b.lineNo), unmapped }
}

const NOTHING: Passed = { codes: new Map(), faults: [] }

function uploadable(stay: Stay): void {
  if (stay.selfPay) fail('conflict', '自费住院不上传费用', '没有发送。', '可直接办理出院和结算。')
  if (!takesFees(stay))
    fail('conflict', '这个住院现在不能上传费用', '没有发送。', '入院之后、最终结算之前可以上传。')
}

/** 2301 of one batch; null where the centre took it. */
async function sendBatch(
  act: StayActing,
  stay: Stay,
  batch: FeeRow[],
  originals: ReadonlyMap<number, FeeRow>,
): Promise<Refused | null> {
  const input = wire.details(stay, batch, (lineNo) => originals.get(lineNo))
  let outcome: Outcome
  try {
    outcome = await send(act, stay, { infno: '2301', purpose: 'stay.upload', input })
  } catch (error) {
    const fault = faultOf(error)
    const refused = fault.kind === 'invalid' ? readRefusal(fault, batch, wire.wireSn) : null
    if (!refused) throw error
    return refused
  }
  crashpoint('stay.between_batches')
  if (outcome.is === 'settled') return null
  const refused = outcome.is === 'rejected' ? readRefusal(outcome.fault, batch, wire.wireSn) : null
  if (!refused) throw new GuitaiError(outcome.fault)
  return refused
}

function markFailed(line: FeeRow, why: string): Change {
  const { encounterId, lineNo } = line
  return { t: 'fee.set', encounterId, lineNo, from: ['new', 'failed'], set: { state: 'failed', why } }
}

function failedLine(line: FeeRow, why: string): Failed[number] {
  const { lineNo, name, amountFen } = line
  return { lineNo, feedetl_sn: wire.wireSn(line), name, amountFen, why }
}

/** What failed and has been taken back whole since was never charged: the pair leaves the stay. */
async function withoutVoid(act: StayActing, stay: Stay, open: FeeRow[]): Promise<FeeRow[]> {
  const gone = voidLines(open)
  if (gone.length === 0) return open
  const { encounterId } = stay
  await saveStay(
    act.deps.journal,
    { ...stay, daily: lessDaily(stay.daily, gone), presettle: null },
    act.deps.now(),
    gone.map(({ lineNo }): Change => ({ t: 'fee.drop', encounterId, lineNo })),
  )
  const left = new Set(gone.map((line) => line.lineNo))
  return open.filter((line) => !left.has(line.lineNo))
}

/** Of the lines that are not at the centre: those that failed and came to nothing, with their refunds. */
export function voidLines(open: readonly FeeRow[]): FeeRow[] {
  const count = (line: FeeRow) => scaled(line.cnt, 4) ?? 0n
  return open
    .filter((line) => line.state === 'failed' && line.refundOf === null)
    .flatMap((line) => {
      const own = [line, ...open.filter((other) => other.refundOf === line.lineNo)]
      return own.length > 1 && own.reduce((acc, l) => acc + count(l), 0n) === 0n ? own : []
    })
}

/**
 * 2302 of the lines named, with whatever takes them back, or of all that is in no settlement. All may be asked for
 * also where none is known to be there: what the centre holds beyond this side's knowledge goes with it.
 */
export async function withdraw(
  act: StayActing,
  stay: Stay,
  lineNos: number[] | undefined,
  reason: string,
): Promise<Stay> {
  uploadable(stay)
  const { journal, now } = act.deps
  const { encounterId } = stay
  await free(journal, stay)
  const uploaded = await journal.fees({ encounterId, states: ['uploaded'], setl_id: null })
  if (lineNos && uploaded.length === 0)
    fail('not_found', '没有可撤销的费用', '没有发送。', '已结算的费用请先撤销结算。')
  const groups = lineNos ? withdrawGroups(uploaded, lineNos) : []
  await journal.commit([
    audited(act.by.opter, 'admission.withdraw', stay, now(), { reason, lineNos: lineNos ?? null }),
  ])
  if (!lineNos) return withdrawAll(act, stay)
  let at = stay
  for (const group of groups) {
    const input = wire.withdrawal(at, group.map(wire.wireSn))
    at = await run(act, at, '2302', 'stay.withdraw', input)
    crashpoint('stay.between_batches')
  }
  return at
}

/** 2302 of everything that is in no settlement. */
export function withdrawAll(act: StayActing, stay: Stay): Promise<Stay> {
  return run(act, stay, '2302', 'stay.withdraw', wire.withdrawal(stay, [wire.ALL_DETAILS]))
}

/** The messages that withdraw these lines: a line and what takes it back go in the same one. */
export function withdrawGroups(uploaded: readonly FeeRow[], lineNos: readonly number[]): FeeRow[][] {
  const byLine = new Map(uploaded.map((row) => [row.lineNo, row]))
  const stranger = lineNos.find((lineNo) => !byLine.has(lineNo))
  if (stranger !== undefined) {
    fail(
      'conflict',
      `第 ${stranger} 条费用不在中心或者已经结算，不能撤销`,
      '没有发送。',
      '请刷新后重新选择。',
    )
  }
  const wanted = new Set(lineNos)
  const families = uploaded
    .filter((row) => wanted.has(row.lineNo) && !(row.refundOf !== null && wanted.has(row.refundOf)))
    .map((row) => [row, ...uploaded.filter((other) => other.refundOf === row.lineNo)])
  const groups: FeeRow[][] = []
  for (const family of families) {
    const last = groups.at(-1)
    if (last && last.length + family.length <= BATCH) last.push(...family)
    else groups.push(family)
  }
  return groups
}
