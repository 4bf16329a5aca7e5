import type { RxView } from '../../../shared/api/stock.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Change, UploadRow } from '../../journal/port.ts'
import { type By, inTurn, type StockDeps } from './deps.ts'
import { moveBatch, putTrace, round, TRACE, type Trace } from './goods.ts'
import { sourceOf } from './kinds.ts'
import { openPad, type Pad } from './pad.ts'
import { PENDING, putPending } from './pending.ts'
import { outside, putRx, RX, type Rx, type RxSale } from './rx.ts'
import { lineOf, loadRx, type RxAt } from './scan.ts'
import { payloadOf } from './sources.ts'
import { adding } from './taking.ts'
import { rxView } from './view.ts'

export type Back = RxAt & {
  lineNo: number
  codes: readonly string[]
  cnt?: string | undefined
  reason: string
}

/**
 * Drugs come back: a row of return (3506A) with the number of the sale, as soon as the centre has that sale; the
 * codes are free and may be sold again. A sale that never went up is withdrawn instead, if all of it comes back.
 */
export function giveBack(deps: StockDeps, by: By, input: Back): Promise<RxView> {
  return inTurn(deps, async () => {
    const { journal, uploads, now } = deps
    const pad = openPad(journal, by, now())
    const rx = await loadRx(pad, input)
    const parts = partsBack(rx, input)
    const changes: Change[] = []
    const at = now()
    for (const part of parts) changes.push(...(await takeBack(deps, pad, by, part, input.reason)))
    const lines = rx.lines.map((line) =>
      line.lineNo === input.lineNo ? { ...line, codes: line.codes.map(markBack(input.codes, at)) } : line,
    )
    const sales = rx.sales.map((sale) => {
      const part = parts.find((each) => each.sale.key === sale.key)
      return part ? { ...sale, returned: round(sale.returned + part.cnt), backs: sale.backs + 1 } : sale
    })
    const next = { ...rx, lines, sales }
    await putRx(pad, next)
    for (const code of input.codes) await free(pad, code, rx.rxno)
    const detail = {
      lineNo: input.lineNo,
      cnt: parts.reduce((n, part) => n + part.cnt, 0),
      reason: input.reason,
    }
    const entry = { at, actor: by.opter, action: 'dispense.return', subject: rx.rxno, detail }
    await journal.commit([...pad.changes(), ...changes, { t: 'audit', entry }])
    await uploads.wake(sourceOf('saleReturn'))
    return rxView(deps, next, pad.versionOf(RX, rx.rxno))
  })
}

const markBack =
  (codes: readonly string[], at: number) =>
  <C extends { drug_trac_codg: string; returnedAt: number | null }>(code: C): C =>
    codes.includes(code.drug_trac_codg) && code.returnedAt === null ? { ...code, returnedAt: at } : code

async function free(pad: Pad, code: string, rxno: string): Promise<void> {
  const trace = (await pad.get<Trace>(TRACE, code))?.data
  if (!trace) return
  const uses = trace.uses.map((use) =>
    use.rxno === rxno && use.state === 'sold' ? { ...use, state: 'returned' as const } : use,
  )
  await putTrace(pad, code, { ...trace, uses })
}

interface PartBack {
  sale: RxSale
  cnt: number
  codes: string[]
}

/** Which sales it comes out of. Throws where it is more than went out, or names no code of a pack with one. */
function partsBack(rx: Rx, { lineNo, codes, cnt }: Back): PartBack[] {
  const line = lineOf(rx, lineNo)
  const sales = rx.sales.filter((sale) => sale.lineNo === lineNo && sale.cnt > sale.returned)
  const invalid = (what: string): never => fail('invalid', what, '没有退药。', '请核对后重试。')
  if (sales.length === 0) return invalid(`「${line.fixmedins_hilist_name}」没有可退的`)
  const still = new Set(line.codes.filter((code) => code.returnedAt === null).map((c) => c.drug_trac_codg))
  const stray = codes.find((code) => !still.has(code))
  if (stray) return invalid(`追溯码 ${stray} 不是这一行发出的，或者已经退过`)
  if (codes.length > 0 && line.trdn_flag === '0')
    return sales.flatMap((sale): PartBack[] => {
      const own = codes.filter((code) => sale.codes.includes(code))
      return own.length > 0 ? [{ sale, cnt: own.length, codes: own }] : []
    })
  if (still.size > 0 && codes.length === 0) return invalid('这个药有追溯码，请扫要退的那一盒')
  let left = cnt === undefined ? outside(rx, lineNo) : Number(cnt)
  if (!(left > 0)) return invalid('退药数量必须大于 0')
  if (left > outside(rx, lineNo)) return invalid(`退药数量超过还在外面的 ${outside(rx, lineNo)}`)
  return sales.flatMap((sale): PartBack[] => {
    const own = round(Math.min(left, sale.cnt - sale.returned))
    left = round(left - own)
    return own > 0 ? [{ sale, cnt: own, codes: codes.filter((code) => sale.codes.includes(code)) }] : []
  })
}

const NEVER_SENT = ['waiting', 'held', 'refused'] as const

async function takeBack(
  deps: StockDeps,
  pad: Pad,
  by: By,
  { sale, cnt, codes }: PartBack,
  reason: string,
): Promise<Change[]> {
  const { journal, now } = deps
  const source = sourceOf('sale')
  const [row] = await journal.uploads({ source, keys: [sale.key], limit: 1 })
  const key = `${sale.key}T${sale.backs + 1}`
  if (sale.bchno) await moveBatch(pad, sale.bchno, `saleReturn:${key}`, cnt)
  if (!row || row.state === 'withdrawn') return []
  const isWhole = round(sale.cnt - sale.returned) === cnt && sale.returned === 0
  if (isWhole && NEVER_SENT.some((state) => state === row.state)) {
    const set = { state: 'withdrawn' as const, why: `药已退回，不再上传：${reason}` }
    return [{ t: 'upload.set', source, keys: [sale.key], asOf: [row.at], from: NEVER_SENT, set, at: now() }]
  }
  const back = returnRow(row, { key, cnt, codes, reason, by: by.opterName, at: now() })
  const number = (row.answer as JsonObject | null)?.medins_prod_sel_no
  if (row.state === 'accepted') {
    const payload = { ...back.payload, ...(number ? { medins_prod_sel_no: number } : {}) }
    return adding(deps, pad, 'saleReturn', { ...back, payload })
  }
  await pad.get(PENDING, `saleReturn:${key}`)
  await putPending(pad, { kind: 'saleReturn', ...back, waits: 'original' })
  return []
}

function returnRow(
  row: UploadRow,
  facts: { key: string; cnt: number; codes: string[]; reason: string; by: string; at: number },
) {
  const sale = payloadOf(row)
  const { key, cnt, codes, reason, by, at } = facts
  const { memo: _memo, drugtracinfo: _codes, single: _single, ...same } = sale
  const payload: JsonObject = {
    ...same,
    fixmedins_bchno: `${String(sale.fixmedins_bchno)}${key.slice(row.key.length)}`,
    ...{ sel_retn_cnt: cnt, sel_retn_time: datetime(at), sel_retn_opter_name: by, memo: reason, of: row.key },
    drugtracinfo: codes.map((drug_trac_codg) => ({ drug_trac_codg })) as unknown as Json,
  }
  const title = `${String(sale.fixmedins_hilist_id)} ${String(sale.fixmedins_hilist_name)} ${cnt} ${String(sale.rxno ?? '')}`
  return { key, psn_no: row.psn_no, title, payload }
}
