import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { InjuryCase } from '../../../shared/injury.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { Outcome } from '../../engine/engine.ts'
import type { Change, FeeRow } from '../../journal/port.ts'
import { type Refused, readRefusal, sendAll } from '../admission/batches.ts'
import { voidLines } from '../admission/upload.ts'
import { wireSn } from '../admission/wire.ts'
import { free } from '../encounter.ts'
import { MAPPING_PATH } from '../mapping/guard.ts'
import { type InjuryActing, send, wayOf } from './deps.ts'
import { linesOfFees } from './lines.ts'
import { loadCase, saveCase } from './store.ts'

/**
 * Sends the lines that are new or, where none is, those that failed before. A refused batch booked nothing: its bad
 * lines end `failed` with the platform's words, the others go up. A batch without an answer throws the doubt and
 * leaves the rest new.
 */
export async function upload(act: InjuryActing, of: InjuryCase): Promise<InjuryCase> {
  const { journal } = act.deps
  const { encounterId } = of
  await free(journal, of)
  const open = await journal.fees({ encounterId, states: ['new', 'failed'], setl_id: null })
  const waiting = await withoutVoid(act, of, open)
  const fresh = waiting.filter((row) => row.state === 'new')
  const rows = fresh.length > 0 ? fresh : waiting
  if (rows.length === 0) {
    // what was left to send has cancelled itself out
    if (open.length > 0) return loadCase(journal, encounterId)
    fail('not_found', '没有要上传的费用', '没有发送。', '请先取费用。')
  }
  const there = await journal.fees({ encounterId, states: ['uploaded'] })
  const coded = await withCodes(act, rows)
  const failed = (bad: { line: FeeRow; why: string }[]) =>
    journal.commit(bad.map(({ line, why }) => markFailed(line, why)))
  if (coded.bare.length > 0) await failed(coded.bare)
  const all = [...there, ...coded.ready]
  const known = new Set(there.map((row) => row.lineNo))
  const way = wayOf(act.deps, of.family)
  await sendAll<FeeRow>({
    lines: coded.ready,
    ...{ size: way.batch, together: way.netsRefunds ?? false },
    atCentre: (lineNo) => known.has(lineNo),
    send: (batch) => sendBatch(act, encounterId, batch, all),
    failed,
  })
  return loadCase(journal, encounterId)
}

/** Lines under the entries that they are mapped to; what has no catalogue code stays behind with the reason. */
async function withCodes(act: InjuryActing, rows: readonly FeeRow[]) {
  const ready: FeeRow[] = []
  const bare: { line: FeeRow; why: string }[] = []
  for (const [day, same] of Map.groupBy(rows, (row) => row.day)) {
    const without = same.filter((row) => row.med_list_codg === '')
    const passed = without.length > 0 ? await act.deps.mapped?.(without, day) : undefined
    const why = new Map(passed?.faults.map(({ path, message }) => [path.slice(MAPPING_PATH.length), message]))
    for (const line of same) {
      const med_list_codg = line.med_list_codg || (passed?.codes.get(line.medins_list_codg) ?? '')
      if (med_list_codg) ready.push({ ...line, med_list_codg })
      else bare.push({ line, why: why.get(line.medins_list_codg) ?? '没有目录编码，不能按工伤上传' })
    }
  }
  return { ready: ready.sort((a, b) => a.lineNo - b.lineNo), bare }
}

/** One message of lines; null where the platform took it. The case is read anew: each batch moves its numbers on. */
async function sendBatch(
  act: InjuryActing,
  encounterId: string,
  batch: FeeRow[],
  all: readonly FeeRow[],
): Promise<Refused | null> {
  const of = await loadCase(act.deps.journal, encounterId)
  const lines = linesOfFees(of, batch, all)
  let outcome: Outcome
  try {
    outcome = await send(act, of, 'upload', { given: { lines } })
  } catch (error) {
    const fault = faultOf(error)
    const refused = fault.kind === 'invalid' ? readRefusal(fault, batch, wireSn) : null
    if (!refused) throw error
    return refused
  }
  crashpoint('stay.between_batches')
  if (outcome.is === 'settled') return null
  const refused = outcome.is === 'rejected' ? readRefusal(outcome.fault, batch, wireSn) : null
  if (!refused) throw new GuitaiError(outcome.fault)
  return refused
}

function markFailed({ encounterId, lineNo }: FeeRow, why: string): Change {
  return { t: 'fee.set', encounterId, lineNo, from: ['new', 'failed'], set: { state: 'failed', why } }
}

/** What failed and has been taken back whole since was never charged: the pair leaves the stay. */
async function withoutVoid(act: InjuryActing, of: InjuryCase, open: FeeRow[]): Promise<FeeRow[]> {
  const gone = voidLines(open)
  if (gone.length === 0) return open
  const { encounterId } = of
  const drops = gone.map(({ lineNo }): Change => ({ t: 'fee.drop', encounterId, lineNo }))
  await saveCase(act.deps.journal, { ...of, trial: null }, act.deps.now(), drops)
  const left = new Set(gone.map((line) => line.lineNo))
  return open.filter((line) => !left.has(line.lineNo))
}
