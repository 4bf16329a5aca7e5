import type { RxView } from '../../../shared/api/stock.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Change } from '../../journal/port.ts'
import type { NewUpload } from '../upload/port.ts'
import { type By, inTurn, type StockDeps, SYSTEM } from './deps.ts'
import { type Batch, batchesOf, GOODS, moveBatch, putTrace, round, TRACE, type Trace } from './goods.ts'
import { sourceOf } from './kinds.ts'
import { openPad, type Pad } from './pad.ts'
import { held, isDone, putRx, RX, type Rx, type RxLine, type RxSale, stateOf } from './rx.ts'
import { loadRx, type RxAt, stillOpen } from './scan.ts'
import { selfPaidFacts, settlementOf } from './settlement.ts'
import { adding } from './taking.ts'
import { rxView } from './view.ts'

/**
 * All is scanned: where it is paid, the rows of sale are taken up in the same commit; else they are once it is
 * settled, with the codes that went along with the settlement.
 */
export function finish(deps: StockDeps, by: By, at: RxAt): Promise<RxView> {
  return inTurn(deps, async () => {
    const { journal, uploads, now } = deps
    const pad = openPad(journal, by, now())
    const rx = await loadRx(pad, at)
    stillOpen(rx)
    const open = rx.lines.filter((line) => !isDone(line))
    if (open.length > 0)
      fail(
        'invalid',
        `还有 ${open.length} 个药没有扫够：${open.map((line) => line.fixmedins_hilist_name).join('、')}`,
        '没有发药。',
        '请继续扫码；没有追溯码的按 Alt+W 说明。',
      )
    const finished = { ...rx, finishedAt: now(), finishedBy: by.opterName }
    const facts = await paidFacts(deps, finished)
    const sold = facts ? await sell(deps, pad, finished, facts) : { rx: finished, changes: [] }
    await putRx(pad, sold.rx)
    const detail = { lines: rx.lines.length, codes: rx.lines.reduce((n, line) => n + held(line).length, 0) }
    const entry = { at: now(), actor: by.opter, action: 'dispense.finish', subject: rx.rxno, detail }
    await journal.commit([...pad.changes(), ...sold.changes, { t: 'audit', entry }])
    if (sold.changes.length > 0) await uploads.wake(sourceOf('sale'))
    return rxView(deps, sold.rx, pad.versionOf(RX, rx.rxno))
  })
}

/** What the sale says of the payment; null where nothing is known of it yet. */
async function paidFacts(deps: StockDeps, rx: Rx): Promise<JsonObject | null> {
  const here = await settlementOf(deps, rx)
  if (here) return here
  if (rx.paid !== 'paid') return null
  const { mdtrt_setl_type, setl_id, mdtrt_id, psn_no, insuplc } = rx.setl
  if (mdtrt_setl_type === '2') return selfPaidFacts(rx)
  if (!setl_id || !mdtrt_id) return null
  return {
    ...selfPaidFacts(rx),
    ...{ mdtrt_setl_type: '1', hi_feesetl_type: deps.remote(insuplc || null) ? '2' : '1', setl_id },
    mdtrt_sn: mdtrt_id,
    ...(psn_no ? { psn_no } : {}),
    ...(insuplc ? { insuplc } : {}),
  }
}

/** Sells what was all scanned before it was paid; answers how many prescriptions. For whoever sees them paid. */
export function sellScanned(deps: StockDeps, rxnos?: readonly string[]): Promise<number> {
  return inTurn(deps, async () => {
    const { journal, uploads, now } = deps
    const found = rxnos
      ? (await Promise.all(rxnos.map((rxno) => journal.doc(RX, rxno)))).filter((row) => row !== null)
      : await journal.docs({ kind: RX, states: ['scanned'], order: 'id', limit: MANY })
    let count = 0
    for (const row of found) {
      const scanned = row.data as unknown as Rx
      if (stateOf(scanned) !== 'scanned') continue
      const facts = await paidFacts(deps, scanned)
      if (!facts) continue
      const pad = openPad(journal, SYSTEM, now())
      await pad.get(RX, scanned.rxno)
      const { rx, changes } = await sell(deps, pad, { ...scanned, paid: 'paid' }, facts)
      await putRx(pad, rx)
      await journal.commit([...pad.changes(), ...changes])
      await uploads.wake(sourceOf('sale'))
      count += 1
    }
    return count
  })
}

const MANY = 200

/** One part of a line: so many out of one batch, with their codes. */
interface Part {
  line: RxLine
  bchno: string | null
  cnt: number
  codes: string[]
}

/** The rows of sale of a prescription with all that they change here. */
async function sell(
  deps: StockDeps,
  pad: Pad,
  rx: Rx,
  facts: JsonObject,
): Promise<{ rx: Rx; changes: Change[] }> {
  const { journal, now } = deps
  const sales: RxSale[] = []
  const changes: Change[] = []
  for (const line of rx.lines) {
    const batches = await batchesOf(journal, line.fixmedins_hilist_id)
    for (const [i, part] of partsOf(line, batches).entries()) {
      const own = part.bchno ? ((await pad.get<Batch>(GOODS, part.bchno))?.data ?? null) : null
      const key = `${rx.rxno}-${rx.gen}-${line.lineNo}-${i + 1}`
      const row = saleRow(rx, part, own, facts, { key, at: now() })
      changes.push(...(await adding(deps, pad, 'sale', row)))
      if (own) await moveBatch(pad, own.bchno, `sale:${key}`, -part.cnt)
      const { cnt, codes } = part
      sales.push({ key, lineNo: line.lineNo, bchno: own?.bchno ?? '', cnt, codes, returned: 0, backs: 0 })
      for (const code of codes) await markSold(pad, code, rx.rxno, now())
    }
  }
  return { rx: { ...rx, sales }, changes }
}

async function markSold(pad: Pad, code: string, rxno: string, at: number): Promise<void> {
  const trace = (await pad.get<Trace>(TRACE, code))?.data
  if (!trace) return
  const uses = trace.uses.map((use) =>
    use.rxno === rxno && use.state === 'scanned' ? { ...use, state: 'sold' as const, at } : use,
  )
  await putTrace(pad, code, { ...trace, uses })
}

/** Full packs by their own batches; what has no code by what expires first. */
function partsOf(line: RxLine, batches: readonly Batch[]): Part[] {
  const codes = held(line)
  if (codes.length === 0) return uncoded(line, batches)
  const all = codes.map((code) => code.drug_trac_codg)
  if (line.trdn_flag === '1') return [{ line, bchno: codes[0]!.bchno, cnt: line.sel_retn_cnt, codes: all }]
  return [...Map.groupBy(codes, (code) => code.bchno)].map(([bchno, own]) => ({
    line,
    bchno,
    cnt: own.length,
    codes: own.map((code) => code.drug_trac_codg),
  }))
}

function uncoded(line: RxLine, batches: readonly Batch[]): Part[] {
  let left = line.sel_retn_cnt
  const parts: Part[] = []
  for (const { bchno, cnt } of batches) {
    const own = round(Math.min(left, Math.max(0, cnt)))
    if (own <= 0) continue
    parts.push({ line, bchno, cnt: own, codes: [] })
    left = round(left - own)
  }
  if (left <= 0) return parts
  // more than the books have: it goes on the last batch all the same, and the centre says what it thinks of it
  const last = parts.pop()
  const bchno = last?.bchno ?? batches.at(-1)?.bchno ?? null
  return [...parts, { line, bchno, cnt: round(left + (last?.cnt ?? 0)), codes: [] }]
}

/** 无医保码时填 NMLC999, 无条码填 NDPB999. Source: notes of 3505A. */
const NO_LIST = 'NMLC999'
const NO_BARCODE = 'NDPB999'
/** of a serial that may have 30 characters, with what follows it */
const RXNO_LENGTH = 14

function saleRow(
  rx: Rx,
  { line, cnt, codes }: Part,
  batch: Batch | null,
  facts: JsonObject,
  { key, at }: { key: string; at: number },
): NewUpload {
  const { psn_no } = facts
  const prsc = { prsc_dr_no: rx.prsc_dr_no, prsc_dr_name: rx.prsc_dr_name }
  const phar = { phar_no: rx.phar_no, phar_name: rx.phar_name, phar_prac_cert_no: rx.phar_prac_cert_no }
  const payload: JsonObject = {
    med_list_codg: line.med_list_codg || NO_LIST,
    fixmedins_hilist_id: line.fixmedins_hilist_id,
    fixmedins_hilist_name: line.fixmedins_hilist_name,
    fixmedins_bchno: `${rx.rxno.slice(-RXNO_LENGTH)}${key.slice(rx.rxno.length)}`,
    ...prsc,
    ...phar,
    ...facts,
    manu_lotnum: batch?.manu_lotnum ?? '',
    manu_date: batch?.manu_date ?? '',
    expy_end: batch?.expy_end ?? '',
    ...{ rx_flag: line.rx_flag, trdn_flag: line.trdn_flag, rxno: rx.rxno, rx_circ_flag: '0' },
    finl_trns_pric: Math.round((Number(line.pric) * Number(line.cnt) * 1e6) / line.sel_retn_cnt) / 1e6,
    ...{ rtal_docno: rx.billId, stoout_no: key, bchno: batch?.bchno ?? '' },
    drug_prod_barc: batch?.drug_prod_barc || NO_BARCODE,
    ...{ sel_retn_cnt: cnt, sel_retn_time: datetime(at), sel_retn_opter_name: rx.finishedBy },
    ...(line.noCode ? { memo: `无追溯码：${line.noCode}` } : {}),
    drugtracinfo: codes.map((drug_trac_codg) => ({ drug_trac_codg })) as unknown as Json,
  }
  const title = `${line.fixmedins_hilist_id} ${line.fixmedins_hilist_name} ${cnt} ${rx.rxno}`
  return { key, psn_no: typeof psn_no === 'string' ? psn_no : '', title, payload }
}
