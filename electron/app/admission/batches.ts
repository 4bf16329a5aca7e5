import type { Fault } from '../../../shared/errors.ts'

/**
 * Sending charges in batches of which one bad line spoils the whole (rules of 2301). What is refused is
 * searched for the lines to blame: those that the refusal names, else by halving.
 */
export interface BatchLine {
  lineNo: number
  /** a refund goes up with or after its original only */
  refundOf: number | null
}

export interface Refused {
  /** the lines that the refusal names, with its words on each; none: it does not say */
  named: ReadonlyMap<number, string>
  message: string
}

/** 每批不超过 100 条 (rule of 2301) */
export const BATCH = 100
/** single lines refused in a row, none of them named before, and nothing accepted: it is hardly the lines */
const IN_A_ROW = 20

export interface Search<L extends BatchLine> {
  lines: readonly L[]
  /** most lines of one message, BATCH unless told */
  size?: number
  /** a refund goes in the message of its original and not after it */
  together?: boolean
  /** whether an original is at the centre already */
  atCentre(lineNo: number): boolean
  /** null: accepted. Throws where it is not known, or not about the lines: what is left stays as it is. */
  send(batch: L[]): Promise<Refused | null>
  /** each line with why it stays behind; durable when it resolves */
  failed(lines: { line: L; why: string }[]): Promise<void>
}

/** Sends all lines, in their order, but those that the centre refuses. Answers which were accepted. */
export async function sendAll<L extends BatchLine>(search: Search<L>): Promise<L[]> {
  const sent: L[] = []
  const there = new Set<number>()
  const suspects = new Set<number>()
  const { together = false } = search
  const queue = packed(search.lines, search.size ?? BATCH, together)
  let inARow = 0
  for (let batch = queue.shift(); batch && inARow < IN_A_ROW; batch = queue.shift()) {
    const { ready, orphans } = apart(batch, (lineNo) => there.has(lineNo) || search.atCentre(lineNo))
    if (orphans.length > 0) {
      await search.failed(
        orphans.map((line) => ({ line, why: `所退的第 ${line.refundOf} 条费用没有上传，这一条不能上传` })),
      )
    }
    if (ready.length === 0) continue
    const refused = await search.send(ready)
    if (!refused) {
      for (const line of ready) there.add(line.lineNo)
      sent.push(...ready)
      inARow = 0
      continue
    }
    const blamed = ready.filter((line) => refused.named.has(line.lineNo))
    if (units(ready, together).length === 1) {
      const why = withoutPlace(blamed.map((line) => refused.named.get(line.lineNo)!)[0] ?? refused.message)
      await search.failed(ready.map((line) => ({ line, why })))
      if (!ready.some((line) => suspects.has(line.lineNo))) inARow += 1
    } else if (blamed.length > 0) {
      for (const line of blamed) suspects.add(line.lineNo)
      queue.unshift(...alone(ready, suspects, together))
    } else {
      queue.unshift(...packed(ready, Math.ceil(ready.length / 2), together))
    }
  }
  return sent
}

/**
 * A line that is named goes once more by itself: a centre that counts from 0, or names the first line of whatever
 * it refuses, would keep good ones back for ever. Refunds go after what may be their original.
 */
function alone<L extends BatchLine>(
  batch: readonly L[],
  suspects: ReadonlySet<number>,
  together: boolean,
): L[][] {
  if (together) {
    const [good, bad] = [[] as L[], [] as L[][]]
    for (const unit of units(batch, together))
      if (unit.some((line) => suspects.has(line.lineNo))) bad.push(unit)
      else good.push(...unit)
    return good.length > 0 ? [good, ...bad] : bad
  }
  const named = batch.filter((line) => suspects.has(line.lineNo))
  const rest = batch.filter((line) => !suspects.has(line.lineNo))
  const single = (refunds: boolean) =>
    named.filter((line) => (line.refundOf !== null) === refunds).map((line) => [line])
  return [...single(false), ...(rest.length > 0 ? [rest] : []), ...single(true)]
}

/** Refunds whose original is neither at the centre nor ahead of them in the batch cannot go. */
function apart<L extends BatchLine>(batch: readonly L[], there: (lineNo: number) => boolean) {
  const ready: L[] = []
  const orphans: L[] = []
  const ahead = new Set<number>()
  for (const line of batch) {
    const goes = line.refundOf === null || ahead.has(line.refundOf) || there(line.refundOf)
    ;(goes ? ready : orphans).push(line)
    if (goes) ahead.add(line.lineNo)
  }
  return { ready, orphans }
}

/** What must not be parted: a line, or a charge with all that takes it back. */
const units = <L extends BatchLine>(lines: readonly L[], together: boolean): L[][] =>
  together
    ? [...Map.groupBy(lines, (line) => line.refundOf ?? line.lineNo).values()]
    : lines.map((line) => [line])

/** Batches of at most so many lines; a unit that is longer is a batch of its own. */
function packed<L extends BatchLine>(lines: readonly L[], size: number, together: boolean): L[][] {
  if (!together) return chunks(lines, size)
  const batches: L[][] = []
  for (const unit of units(lines, together)) {
    const last = batches.at(-1)
    if (last && last.length + unit.length <= size) last.push(...unit)
    else batches.push(unit)
  }
  return batches
}

export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}

/** How centres name a line: by its place in the batch, from 1 or as an index from 0. */
const ROW = /第\s*(\d{1,3})\s*(?:行|条|笔)/g
const INDEX = /(?:feedetail|feeinfo|list)\[(\d{1,3})\]/g
/** Where a check on this side says it stands; the line itself is named beside it. */
const PLACE = /^费用明细第 \d+ 行\s*/
/** The same in front of a reason; the place is one in a batch that nobody sees. */
const AHEAD =
  /^\s*(?:费用)?(?:明细)?(?:第\s*\d{1,3}\s*(?:行|条|笔)(?:费用|明细|记录)*|feedetail\[\d{1,3}\])\s*[：:，,、]?\s*/
/** Refusals that are about the stay or the counter and not about any line. */
const NOT_A_LINE =
  /签到|会话|登录|令牌|授权|参保|停保|冻结|协议|未办理入院|未入院|(就诊|住院|入院)(登记|信息|记录|ID)?\s*((?!明细|费用)\S){0,30}(不存在|未找到|已撤销|已结算|已取消)/

/**
 * The lines that a refusal blames, or null where it is not about lines at all. Checks on this side name fields
 * by path; a centre names the place in the batch, or the serial, which may be meant as the original of another
 * line: then both are blamed.
 */
export function readRefusal<L extends BatchLine>(
  fault: Fault,
  batch: readonly L[],
  serialOf: (line: L) => string,
): Refused | null {
  if (fault.centre?.sort === 'session') return null
  const message = fault.centre?.message || fault.what
  const blamed: (readonly [L | undefined, string])[] = []
  for (const field of fault.fields ?? []) {
    const why = field.message.replace(PLACE, '')
    blamed.push(...places(field.path, INDEX, batch, 0).map((line) => [line, why] as const))
  }
  if (blamed.length === 0) {
    const placed = [...places(message, ROW, batch, 1), ...places(message, INDEX, batch, 0)]
    const lines = placed.length > 0 ? placed : bySerial(message, batch, serialOf)
    blamed.push(...lines.map((line) => [line, message] as const))
  }
  const named = new Map<number, string>()
  for (const [line, why] of blamed) {
    if (line && !named.has(line.lineNo)) named.set(line.lineNo, why)
  }
  return named.size === 0 && NOT_A_LINE.test(message) ? null : { named, message }
}

/** A reason for the line alone; the transaction keeps the centre's own words. */
function withoutPlace(words: string): string {
  return words.replace(AHEAD, '') || words
}

function places<L>(text: string, pattern: RegExp, batch: readonly L[], first: 0 | 1): L[] {
  return [...text.matchAll(pattern)].flatMap(([, place]) => batch[Number(place) - first] ?? [])
}

function bySerial<L extends BatchLine>(
  message: string,
  batch: readonly L[],
  serialOf: (line: L) => string,
): L[] {
  const serials = new Map(batch.map((line) => [serialOf(line), line.lineNo]))
  const named = new Set([...message.matchAll(/\d{7,15}/g)].map(([serial]) => serials.get(serial)))
  return batch.filter(
    (line) => named.has(line.lineNo) || (line.refundOf !== null && named.has(line.refundOf)),
  )
}
