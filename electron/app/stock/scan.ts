import type { ScanResult } from '../../../shared/api/stock.ts'
import { fail } from '../../../shared/errors.ts'
import { maskName } from '../../../shared/mask.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import { normalise } from '../../devices/classify.ts'
import { productKeyOf, readCode } from './codes.ts'
import { type By, inTurn, type StockDeps } from './deps.ts'
import {
  type Batch,
  batchesOf,
  learnProduct,
  PRODUCT,
  type Product,
  putTrace,
  TRACE,
  type Trace,
  type TraceUse,
} from './goods.ts'
import { openPad, type Pad } from './pad.ts'
import { held, isDone, needOf, putRx, RX, type Rx, type RxCode, type RxLine, stateOf } from './rx.ts'
import { rxView } from './view.ts'
import { virtualCodes } from './virtual.ts'

export interface RxAt {
  rxno: string
  version: number
}

/** Reads the prescription for a change on the version that was seen. */
export async function loadRx(pad: Pad, at: RxAt): Promise<Rx> {
  const found = await pad.get<Rx>(RX, at.rxno)
  if (!found) fail('not_found', `没有处方 ${at.rxno}`, '没有改变。', '请刷新（F4）后重试。')
  if (pad.versionOf(RX, at.rxno) !== at.version)
    fail('conflict', '这张处方已在别处改动，刚才的操作没有执行', '没有改变。', '请看一眼最新的状态再继续。')
  return found.data
}

const OPEN = new Set(['todo', 'part'])

export function stillOpen(rx: Rx): void {
  if (OPEN.has(stateOf(rx))) return
  fail('conflict', '这张处方已经发完或作废，不能再改', '没有改变。', '需要退药请按 F9。')
}

export const lineOf = (rx: Rx, lineNo: number): RxLine =>
  rx.lines.find((line) => line.lineNo === lineNo) ??
  fail('not_found', '处方里没有这一行', '没有改变。', '请刷新（F4）后重试。')

interface Scanned {
  code: string
  lot: string | null
  expy_end: string | null
}

/**
 * One scan at an open prescription. What cannot be taken is answered as refused, and nothing is booked: a wrong
 * drug, a pack that was sold, one too many, one out of date. Throws for a stale version only.
 */
export function scan(
  deps: StockDeps,
  by: By,
  input: RxAt & { text: string; lineNo?: number | undefined },
): Promise<ScanResult> {
  return inTurn(deps, async () => {
    const pad = openPad(deps.journal, by, deps.now())
    const other = normalise(input.text)
    if (other !== input.rxno && (await pad.get(RX, other))) return { is: 'rx', rxno: other }
    const rx = await loadRx(pad, input)
    stillOpen(rx)
    const read = readCode(input.text)
    if ('why' in read) return refused(read.why)
    const trace = (await pad.get<Trace>(TRACE, read.code))?.data ?? null
    if (read.unsure && !trace) return refused(read.unsure)
    const taken = trace && inTheWay(rx, trace)
    const product = trace ?? (await productOf(pad, read.code))
    if (!product) return unknownProduct(deps, pad, by, rx, read, input.lineNo)
    const line = lineFor(rx, product, taken ? '1' : null)
    if ('why' in line) return refused(taken ?? line.why)
    if (taken && !mayRepeat(trace, line)) return refused(taken)
    return take(deps, pad, by, rx, line, read, { ...product, bchno: trace?.bchno ?? null }, trace, false)
  })
}

const refused = (said: string): ScanResult => ({ is: 'refused', said })

const productOf = async (pad: Pad, code: string): Promise<Product | null> => {
  const shared = productKeyOf(code)
  return shared === null ? null : ((await pad.get<Product>(PRODUCT, shared))?.data ?? null)
}

const openUses = ({ uses }: Trace) => uses.filter(({ state }) => state !== 'returned')

/** When and to whom the pack went that is not free, or null. */
function inTheWay(rx: Pick<Rx, 'rxno'>, trace: Trace): string | null {
  const use = openUses(trace).at(-1)
  if (!use) return null
  if (use.rxno === rx.rxno) return `这盒已经扫过了：${trace.name}`
  const whom = `${maskName(use.psn_name)}（处方 ${use.rxno}，${use.opterName}）`
  return use.state === 'sold'
    ? `这盒已经售出：${datetime(use.at)} 发给 ${whom}`
    : `这盒已经扫在另一张处方上：${datetime(use.at)} ${whom}`
}

/** A split pack may be scanned again, for other prescriptions that split it too. */
const mayRepeat = (trace: Trace, line: RxLine): boolean =>
  line.trdn_flag === '1' && openUses(trace).every((use) => use.trdn_flag === '1')

/** The first line of this drug that wants a pack; `trdn`: only lines that split. */
function lineFor(rx: Rx, product: Product, trdn: '1' | null): RxLine | { why: string } {
  const same = rx.lines.filter((line) => line.fixmedins_hilist_id === product.fixmedins_hilist_id)
  if (same.length === 0) return { why: `拿错药了：这是「${product.name}」，处方里没有` }
  const fits = trdn === null ? same : same.filter((line) => line.trdn_flag === trdn)
  const open = fits.find((line) => !isDone(line)) ?? fits.find((line) => line.trdn_flag === '1')
  return open ?? { why: `「${product.name}」已经扫够 ${needOf(same[0]!)} 盒，多拿了一盒` }
}

/** Asked once: to which line does it belong? The answer teaches what the code's common part means. */
async function unknownProduct(
  deps: StockDeps,
  pad: Pad,
  by: By,
  rx: Rx,
  read: Scanned,
  lineNo: number | undefined,
): Promise<ScanResult> {
  const open = rx.lines.filter((line) => needOf(line) > 0 && !isDone(line))
  if (lineNo === undefined) {
    if (open.length === 0) return refused('没有见过这种追溯码，处方里也没有还要扫的药')
    const lineNos = open.map((line) => line.lineNo)
    return { is: 'ask', drug_trac_codg: read.code, lineNos, learns: productKeyOf(read.code) !== null }
  }
  const line = open.find((each) => each.lineNo === lineNo)
  if (!line) return refused('这一行已经扫够，或者不需要扫码')
  const product = { fixmedins_hilist_id: line.fixmedins_hilist_id, name: line.fixmedins_hilist_name }
  await learnProduct(pad, read.code, product)
  return take(deps, pad, by, rx, line, read, { ...product, bchno: null }, null, true)
}

async function take(
  deps: StockDeps,
  pad: Pad,
  by: By,
  rx: Rx,
  line: RxLine,
  read: Scanned,
  known: Product & { bchno: string | null },
  trace: Trace | null,
  asked: boolean,
): Promise<ScanResult> {
  const { journal, now } = deps
  if (held(line).some((code) => code.drug_trac_codg === read.code))
    return refused(`这盒已经扫过了：${known.name}`)
  const batches = await batchesOf(journal, known.fixmedins_hilist_id)
  const batch = batchFor(batches, known.bchno, read)
  const expy_end = read.expy_end ?? batch?.expy_end ?? ''
  if (expy_end && expy_end < dateOf(now()))
    return refused(`过期药品：「${known.name}」有效期至 ${expy_end}，不能发出`)
  const code: RxCode = {
    ...{ drug_trac_codg: read.code, bchno: batch?.bchno ?? null, asked, at: now(), returnedAt: null },
    ...{ manu_lotnum: batch?.manu_lotnum ?? read.lot ?? '', expy_end },
  }
  const use: TraceUse = {
    ...{ rxno: rx.rxno, lineNo: line.lineNo, trdn_flag: line.trdn_flag, state: 'scanned' },
    ...{ psn_name: rx.psn_name, opterName: by.opterName, at: now() },
  }
  const { fixmedins_hilist_id, name } = known
  const uses = [...(trace?.uses ?? []), use]
  await putTrace(pad, read.code, { fixmedins_hilist_id, name, bchno: code.bchno, uses })
  const lines = rx.lines.map((each) => (each === line ? { ...line, codes: [...line.codes, code] } : each))
  const next = { ...rx, lines }
  await putRx(pad, next)
  await journal.commit(pad.changes())
  const after = lineOf(next, line.lineNo)
  const said = `${name}　${held(after).length}/${needOf(after)}`
  return {
    is: 'taken',
    lineNo: line.lineNo,
    said,
    view: await rxView(deps, next, pad.versionOf(RX, rx.rxno)),
  }
}

/** The pack's own batch; else the one that its code names; else what expires first of what is in stock. */
function batchFor(batches: readonly Batch[], bchno: string | null, { lot }: Scanned): Batch | null {
  return (
    batches.find((batch) => batch.bchno === bchno) ??
    (lot ? batches.find((batch) => batch.manu_lotnum === lot) : undefined) ??
    batches.find((batch) => batch.cnt > 0) ??
    batches.at(-1) ??
    null
  )
}

/** Takes a code off again that was scanned by mistake: the pack is free. */
export function unscan(deps: StockDeps, by: By, input: RxAt & { lineNo: number; drug_trac_codg: string }) {
  return inTurn(deps, async () => {
    const pad = openPad(deps.journal, by, deps.now())
    const rx = await loadRx(pad, input)
    stillOpen(rx)
    const line = lineOf(rx, input.lineNo)
    const gone = line.codes.find((code) => code.drug_trac_codg === input.drug_trac_codg)
    if (!gone) fail('not_found', '这一行没有这个码', '没有改变。', '请刷新（F4）后重试。')
    const codes = line.codes.filter((code) => code !== gone)
    const next = { ...rx, lines: rx.lines.map((each) => (each === line ? { ...line, codes } : each)) }
    await putRx(pad, next)
    const trace = (await pad.get<Trace>(TRACE, input.drug_trac_codg))?.data
    if (trace) {
      const isIts = (use: TraceUse) =>
        use.rxno === rx.rxno && use.lineNo === line.lineNo && use.state === 'scanned'
      const uses = trace.uses.filter((use) => !isIts(use))
      await putTrace(pad, input.drug_trac_codg, { ...trace, uses })
      if (gone.asked) await unlearn(pad, input.drug_trac_codg, uses.length === 0)
    }
    await deps.journal.commit(pad.changes())
    return rxView(deps, next, pad.versionOf(RX, rx.rxno))
  })
}

/** What a person said of an unknown code goes with it: it may have been the wrong line. */
async function unlearn(pad: Pad, code: string, unused: boolean): Promise<void> {
  const shared = productKeyOf(code)
  if (shared !== null) await pad.drop(PRODUCT, shared)
  if (unused) await pad.drop(TRACE, code)
}

/** Split packs or not, or without codes at all and why. Not once codes of the line are scanned. */
export function setLine(
  deps: StockDeps,
  by: By,
  input: RxAt & {
    lineNo: number
    trdn_flag?: '0' | '1' | undefined
    noCode?: string | null | undefined
  },
) {
  return inTurn(deps, async () => {
    const pad = openPad(deps.journal, by, deps.now())
    const rx = await loadRx(pad, input)
    stillOpen(rx)
    const line = lineOf(rx, input.lineNo)
    if (held(line).length > 0)
      fail('conflict', '这一行已经扫了码', '没有改变。', '请先按 Delete 取消已扫的码。')
    if (input.noCode === '') fail('invalid', '无码原因不能为空', '没有改变。', '请填写或选择原因。')
    const given = input.noCode ? await virtualCodes(deps, line) : []
    const changed: RxLine = {
      ...line,
      codes: [...line.codes, ...given],
      trdn_flag: input.trdn_flag ?? line.trdn_flag,
      noCode: input.noCode === undefined ? line.noCode : input.noCode,
    }
    const next = { ...rx, lines: rx.lines.map((each) => (each === line ? changed : each)) }
    await putRx(pad, next)
    const detail = { lineNo: line.lineNo, trdn_flag: changed.trdn_flag, noCode: changed.noCode }
    const entry = { at: deps.now(), actor: by.opter, action: 'dispense.line', subject: rx.rxno, detail }
    await deps.journal.commit([...pad.changes(), { t: 'audit', entry }])
    return rxView(deps, next, pad.versionOf(RX, rx.rxno))
  })
}
