import type { InjuryStatement } from '../../../shared/api/injury.ts'
import type { DocRef } from '../../../shared/api/print.ts'
import type { ClosingView, Difference, ReconcileRun } from '../../../shared/api/reconcile.ts'
import type { Dict } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { InjuryCase, InjuryLine, InjurySettlement } from '../../../shared/injury.ts'
import { sum } from '../../../shared/money.ts'
import { type Stay, standing } from '../../../shared/stay.ts'
import { type Visit, visitAsOf } from '../../../shared/visit.ts'
import type { EncounterRow, Journal, SettlementRow } from '../../journal/port.ts'
import { CLEARING_FORM, formId } from '../injury/clearing/model.ts'
import { linesOfFees } from '../injury/lines.ts'
import { STATEMENT, statementId } from '../injury/statement.ts'
import { isInjury } from '../injury/store.ts'
import { shiftTotals } from '../shift/totals.ts'
import type { SlipData } from './bind.ts'
import { injuryPaperKey } from './count.ts'
import { type ClearingPaper, clearingData, clearingKey } from './data/clearing.ts'
import { depositData } from './data/deposit.ts'
import { feeListData } from './data/fees.ts'
import { injuryData, injuryFeesData, settlementOf } from './data/injury.ts'
import { type PlatformPaper, platformData } from './data/platform.ts'
import { closingData, reconcileData } from './data/reconcile.ts'
import { shiftData } from './data/shift.ts'
import { stayBillData } from './data/stay.ts'
import { slipData } from './data/visit.ts'
import type { PaperContext } from './data/words.ts'
import type { Kind } from './load.ts'

export interface PaperDeps {
  journal: Journal
  dict(name: string): Dict | undefined
  /** one comparison with the centre and its differences; null where there is none of that id */
  run(runId: string): Promise<{ run: ReconcileRun; rows: Difference[] } | null>
  closing(closingId: string): Promise<ClosingView | null>
}

/** What a DocRef stands for now. */
export interface Paper {
  kind: Kind
  /** prints are counted under it; a paper whose contents have changed is another one */
  key: string
  encounter: EncounterRow | null
  /** copies that somebody else counts too: at least so many were printed */
  printed?: number
  /** cash went over the counter with it */
  cash: boolean
  fill(ctx: PaperContext): SlipData
}

/** Finds what is to be printed. Throws GuitaiError kind `not_found` where this counter does not hold it. */
export function paperOf(deps: PaperDeps, doc: DocRef): Promise<Paper> {
  switch (doc.is) {
    case 'slip':
      return slipPaper(deps, doc.setl_id)
    case 'stayBill':
      return stayBillPaper(deps, doc.setl_id)
    case 'feeList':
      return feeListPaper(deps, doc)
    case 'deposit':
      return depositPaper(deps, doc.depositId)
    case 'shift':
      return shiftPaper(deps, doc.shiftId)
    case 'reconcile':
      return reconcilePaper(deps, doc.runId)
    case 'closing':
      return closingPaper(deps, doc.closingId)
    case 'platform':
      return platformPaper(deps, doc.id)
    case 'injurySlip':
    case 'injuryBill':
      return injuryPaper(deps, doc)
    case 'injuryFees':
      return injuryFeesPaper(deps, doc.encounterId, doc.setl_id)
    case 'injuryClearing':
      return clearingPaper(deps, doc.yzz062)
  }
}

async function platformPaper({ journal }: PaperDeps, id: string): Promise<Paper> {
  const row = await journal.doc('sichuan.paper', id)
  if (!row) return missing('本机没有这张平台单据', '请在“四川扩展”里重新查询后打印。')
  const paper = row.data as unknown as PlatformPaper
  return {
    ...{ kind: 'platform', key: `platform.${paper.doc_no}`, encounter: null, cash: false },
    ...{ printed: paper.print_cnt, fill: (ctx) => platformData(paper, ctx) },
  }
}

async function clearingPaper({ journal }: PaperDeps, yzz062: string): Promise<Paper> {
  const row = await journal.doc(CLEARING_FORM, formId(yzz062))
  if (!row) return missing(`本机没有清算申请 ${yzz062} 的清算单`, '请在“工伤清算”里按 F10 查询后打印。')
  const paper = row.data as unknown as ClearingPaper
  return {
    ...{ kind: 'injuryClearing', key: clearingKey(paper), encounter: null, cash: false },
    fill: (ctx) => clearingData(paper, ctx),
  }
}

const missing = (what: string, todo: string): never => fail('not_found', what, '没有打印。', todo)

async function settled(
  { journal }: PaperDeps,
  setl_id: string,
  family = 'nhsa',
): Promise<{ row: SettlementRow; encounter: EncounterRow }> {
  const [row] = await journal.settlements({ family, setl_id })
  const encounter = row && (await journal.encounter(row.encounterId))
  return encounter ? { row, encounter } : missing(`本机没有结算 ${setl_id}`, '请核对结算ID。')
}

async function slipPaper(deps: PaperDeps, setl_id: string): Promise<Paper> {
  const { encounter } = await settled(deps, setl_id)
  const visit = visitAsOf(encounter.data as unknown as Visit, setl_id)
  const bare = { hospital: '', dict: deps.dict, reprint: 0, now: 0 }
  const found = slipData(visit, setl_id, bare)
  if (!found) {
    fail(
      'not_found',
      `就诊记录里已经没有结算 ${setl_id} 的明细`,
      '结算不受影响，只是不能按原样打印。',
      '请打印该患者最近一次结算的单据，或在“交易”里查看这笔结算。',
    )
  }
  const made = visit.refund?.setl_id === setl_id ? visit.refund : visit.settlement
  return {
    kind: found.kind,
    key: setl_id,
    encounter,
    cash: made?.payments.some((p) => p.method === 'cash') ?? false,
    fill: (ctx) => slipData(visit, setl_id, ctx)?.data ?? found.data,
  }
}

async function injuryPaper(
  deps: PaperDeps,
  { is: kind, family, setl_id }: Extract<DocRef, { is: 'injurySlip' | 'injuryBill' }>,
): Promise<Paper> {
  const { row, encounter } = await settled(deps, setl_id, family)
  const of = encounter.data as unknown as InjuryCase
  const settlement = settlementOf(of, setl_id)
  if (!settlement) return missing(`${setl_id} 不是本机的工伤结算`, '请在“工伤办理”里选择结算后打印。')
  const said = await deps.journal.doc(STATEMENT, statementId(of, settlement.setl_id))
  const paper = {
    ...{ of, settlement, setl_id, lines: await injuryLines(deps.journal, of, settlement) },
    statement: (said?.data ?? null) as unknown as InjuryStatement | null,
    shift: row.shiftId ? await deps.journal.shift(row.shiftId) : null,
  }
  return {
    ...{ kind, key: injuryPaperKey(kind, of, setl_id), encounter },
    cash: settlement.payments.some((p) => p.method === 'cash'),
    fill: (ctx) => injuryData(paper, ctx),
  }
}

/** Of a stay the lines stand in the fee table; once the settlement was taken back, in none. */
async function injuryLines(
  journal: Journal,
  of: InjuryCase,
  { setl_id, lines, cancelled }: InjurySettlement,
): Promise<InjuryLine[]> {
  if (of.kind !== 'inpatient') return lines
  return cancelled ? [] : linesOfFees(of, await journal.fees({ encounterId: of.encounterId, setl_id }))
}

async function injuryFeesPaper(
  { journal }: PaperDeps,
  encounterId: string,
  setl_id: string | undefined,
): Promise<Paper> {
  const encounter = await journal.encounter(encounterId)
  const of = encounter && isInjury(encounter.family) ? (encounter.data as unknown as InjuryCase) : null
  if (!of) return missing(`本机没有工伤就诊 ${encounterId}`, '请在“工伤办理”里选择患者。')
  const settlement = setl_id === undefined ? null : settlementOf(of, setl_id)
  if (setl_id !== undefined && !settlement)
    missing(`结算 ${setl_id} 不在这次就诊里`, '请打印全部费用的清单，或选择有效的结算。')
  const lines = settlement
    ? await injuryLines(journal, of, settlement)
    : of.kind === 'inpatient'
      ? linesOfFees(of, await journal.fees({ encounterId }))
      : of.lines
  const totalFen = sum(lines.map((line) => line.amountFen))
  return {
    kind: 'injuryFees',
    key: ['injuryFees', encounterId, setl_id ?? '', lines.length, totalFen].join('.'),
    ...{ encounter, cash: false, fill: (ctx) => injuryFeesData({ of, lines, setl_id: setl_id ?? '' }, ctx) },
  }
}

async function stayBillPaper(deps: PaperDeps, setl_id: string): Promise<Paper> {
  const { row, encounter } = await settled(deps, setl_id)
  const { encounterId } = encounter
  const stay = encounter.data as unknown as Stay
  const settlement =
    (encounter.kind === 'inpatient' &&
      stay.settlements.find((s) => s.setl_id === setl_id || s.cancelled?.setl_id === setl_id)) ||
    missing(`${setl_id} 不是本机的住院结算`, '请在“住院办理”里选择结算后打印。')
  const cancelling = settlement.setl_id !== setl_id
  const { journal } = deps
  const bill = {
    stay,
    settlement,
    cancelling,
    at: row.at,
    fees: await journal.fees({ encounterId, setl_id: settlement.setl_id }),
    deposits: await journal.deposits({ encounterId }),
    shift: row.shiftId ? await journal.shift(row.shiftId) : null,
  }
  return {
    kind: 'stayBill',
    key: `stayBill.${setl_id}`,
    encounter,
    cash: [...settlement.payments, ...settlement.givenBack].some((p) => p.method === 'cash'),
    fill: (ctx) => stayBillData(bill, ctx),
  }
}

/** Above this many lines the list is read in pieces, so that others get their turn. */
const PIECE = 1000

async function feeListPaper(deps: PaperDeps, doc: Extract<DocRef, { is: 'feeList' }>): Promise<Paper> {
  const { encounterId, by, day, setl_id } = doc
  const encounter = await deps.journal.encounter(encounterId)
  if (encounter?.kind !== 'inpatient')
    return missing(`本机没有住院记录 ${encounterId}`, '请在“住院病区”里选择患者。')
  const stay = encounter.data as unknown as Stay
  if (setl_id && !standing(stay).some((s) => s.setl_id === setl_id)) {
    missing(`结算 ${setl_id} 已撤销或不在这次住院里`, '请打印全部费用的清单，或选择有效的结算。')
  }
  const fees = []
  for (let offset = 0; ; offset += PIECE) {
    const piece = await deps.journal.fees({
      encounterId,
      offset,
      limit: PIECE,
      ...(day && { day }),
      ...(setl_id && { setl_id }),
    })
    fees.push(...piece)
    if (piece.length < PIECE) break
  }
  const list = { stay, fees, by, ...(day && { day }), ...(setl_id && { setl_id }) }
  const totalFen = fees.reduce((n, f) => n + f.amountFen, 0)
  return {
    kind: by === 'day' ? 'feeDay' : 'feeClass',
    key: ['feeList', encounterId, by, day ?? '', setl_id ?? '', fees.length, totalFen].join('.'),
    encounter,
    cash: false,
    fill: (ctx) => feeListData(list, ctx),
  }
}

async function depositPaper({ journal }: PaperDeps, depositId: string): Promise<Paper> {
  const [deposit] = await journal.deposits({ depositId })
  const encounter = deposit && (await journal.encounter(deposit.encounterId))
  if (!encounter) return missing(`本机没有押金记录 ${depositId}`, '请在“住院办理”的押金里重新选择。')
  if (deposit.kind !== 'take' && deposit.kind !== 'giveBack') {
    return missing('冲抵和释放押金没有收据', '请打印对应的住院结算单。')
  }
  const stay = encounter.data as unknown as Stay
  const all = await journal.deposits({ encounterId: encounter.encounterId })
  const shift = deposit.shiftId ? await journal.shift(deposit.shiftId) : null
  return {
    kind: 'deposit',
    key: `deposit.${depositId}`,
    encounter,
    cash: deposit.method === 'cash',
    fill: (ctx) => depositData(deposit, all, stay, shift, ctx),
  }
}

async function shiftPaper({ journal, dict }: PaperDeps, shiftId: string): Promise<Paper> {
  const shift = (await journal.shift(shiftId)) ?? missing(`没有班次 ${shiftId}`, '请在“班次”里重新选择。')
  const meaning = (name: string, value: string) => dict(name)?.values[value] ?? value
  const totals = await shiftTotals(journal, shift, meaning)
  const { all } = totals
  return {
    kind: 'shift',
    key: ['shift', shiftId, shift.endedAt ?? 'open', all.count, all.refunds, all.totalFen].join('.'),
    encounter: null,
    cash: false,
    fill: (ctx) => shiftData(totals, ctx),
  }
}

async function reconcilePaper(deps: PaperDeps, runId: string): Promise<Paper> {
  const { run, rows } = (await deps.run(runId)) ?? missing(`没有对账记录 ${runId}`, '请在“对账”里重新选择。')
  return {
    kind: 'reconcile',
    key: ['reconcile', runId, rows.filter((r) => r.mended).length, run.open].join('.'),
    encounter: null,
    cash: false,
    fill: (ctx) => reconcileData(run, rows, ctx),
  }
}

async function closingPaper(deps: PaperDeps, closingId: string): Promise<Paper> {
  const closing =
    (await deps.closing(closingId)) ??
    missing(`没有结账记录 ${closingId}`, '请在“对账”的结账记录里重新选择。')
  return {
    kind: 'closing',
    key: `closing.${closingId}`,
    encounter: null,
    cash: false,
    fill: (ctx) => closingData(closing, ctx),
  }
}
