import type { Difference, LedgerSide, ReconcileRun } from '../../../shared/api/reconcile.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { tryYuan, yuanShow } from '../../../shared/money.ts'
import { node } from '../../../shared/settlement.ts'
import { TXN_STATE_LABEL } from '../../../shared/txn.ts'
import type { Outcome } from '../../engine/engine.ts'
import type { EncounterRow, Journal } from '../../journal/port.ts'
import type { By, ReconcileDeps } from './deps.ts'
import type { Numbered } from './match/results.ts'
import { type Plan, planFor } from './plan.ts'

/** What came of it; `open`: a person still has to do what it says. */
interface Came {
  what: string
  open: boolean
  verdict?: 'absent' | 'manual'
}

type Mended = NonNullable<Difference['mended']>

/**
 * Carries out what mends one difference, by the engine's own ways, and writes it down: before it is tried
 * who wanted it and why, afterwards what came of it. Throws the centre's refusal; then nothing is marked.
 */
export async function mend(
  deps: ReconcileDeps,
  by: By,
  run: ReconcileRun,
  row: Numbered,
  { reason, action }: { reason: string; action?: string | undefined },
): Promise<Mended> {
  const before = (await deps.runs.mended(run.runId)).get(row.rowId)
  if (before && !before.open) fail('conflict', '这条差异已经处理过', `${before.what}。`, '请刷新列表。')
  const plan = await planFor(deps, run, row, before)
  if (action !== undefined && action !== plan.code) {
    fail('conflict', '这条差异的处理方式已经变化', '没有处理，账本没有改变。', '请刷新列表，看清后再处理。')
  }
  const subject = row.there?.msgid || row.here?.setl_id || run.runId
  const audit = (act: string, detail: JsonObject) =>
    deps.journal.commit([
      { t: 'audit', entry: { at: deps.now(), actor: by.opter, action: act, subject, detail } },
    ])
  const which = { runId: run.runId, rowId: row.rowId, kind: row.kind }
  await audit('reconcile.mend', { ...which, code: plan.code, reason })
  const came = await carryOut(deps, by, run, row, plan, reason)
  await audit('reconcile.mended', { ...which, ...came })
  const mended = { at: deps.now(), opterName: by.opterName, ...came }
  await deps.runs.mend(run.runId, row.rowId, mended)
  return mended
}

function carryOut(
  deps: ReconcileDeps,
  by: By,
  run: ReconcileRun,
  row: Numbered,
  plan: Plan,
  reason: string,
): Promise<Came> | Came {
  switch (plan.code) {
    case 'reverse':
      return reversed(deps, by, run, row.there!, plan)
    case 'adopt':
      return adopted(deps, by, run, row.there!, plan, reason)
    case 'look':
      return looked(deps, plan)
    case 'ask':
      return asked(deps, by, run, row, plan.side)
    case 'decide':
      return { what: `已核实，须人工处理：${reason}`, open: false, verdict: 'manual' }
    case 'note':
      return { what: `已登记：${reason}`, open: true }
  }
}

function settled(outcome: Outcome): JsonObject {
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return outcome.output
}

async function reversed(
  deps: ReconcileDeps,
  by: By,
  run: ReconcileRun,
  there: LedgerSide,
  plan: Extract<Plan, { code: 'reverse' }>,
): Promise<Came> {
  const outcome = await deps.engine.transact({
    family: 'nhsa',
    infno: '2601',
    input: { data: { psn_no: there.psn_no, omsgid: plan.msgid, oinfno: plan.infno } },
    by,
    psnNo: there.psn_no,
    insuplc: await insuplcOf(deps.journal, there.psn_no, run),
  })
  settled(outcome)
  return { what: `中心已冲正（2601，报文 ${outcome.txn.msgid}），请重新对总账确认`, open: false }
}

/** The centre lists it, so it happened; booked with what 5203 says of it. */
async function adopted(
  deps: ReconcileDeps,
  by: By,
  run: ReconcileRun,
  there: LedgerSide,
  { txn }: Extract<Plan, { code: 'adopt' }>,
  reason: string,
): Promise<Came> {
  const output = settled(await query(deps, by, run, there))
  const shaped = deps.settledShape(output)
  const done = await deps.engine.decide(txn.msgid, true, shaped, by.opterName, `对账：${reason}`)
  return { what: `已按中心的结算记录认定为已发生（${TXN_STATE_LABEL[done.state]}）`, open: false }
}

async function looked(deps: ReconcileDeps, { txn }: Extract<Plan, { code: 'look' }>): Promise<Came> {
  const after = await deps.engine.ask(txn.msgid)
  const over = after.state === 'SETTLED' || after.state === 'REVERSED' || after.state === 'ABSENT'
  return { what: `查证结果：${TXN_STATE_LABEL[after.state]}${over ? '，请重新对账' : ''}`, open: !over }
}

async function query(deps: ReconcileDeps, by: By, run: ReconcileRun, side: LedgerSide): Promise<Outcome> {
  const { psn_no, setl_id, mdtrt_id } = side
  return deps.engine.transact({
    family: 'nhsa',
    infno: '5203',
    input: { data: { psn_no, setl_id, mdtrt_id } },
    by,
    insuplc: await insuplcOf(deps.journal, psn_no, run),
  })
}

/** 5203, and what it says beside our row. Books nothing. */
async function asked(
  deps: ReconcileDeps,
  by: By,
  run: ReconcileRun,
  { here }: Numbered,
  side: LedgerSide,
): Promise<Came> {
  const ours = here
    ? (await deps.journal.settlements({ family: 'nhsa', setl_id: here.setl_id }))[0]
    : undefined
  // a number of our own is unknown there: what it took back is asked after
  const local = here !== null && side === here && side.setl_id.endsWith('R') && ours?.reverses
  const outcome = await query(deps, by, run, local ? { ...side, setl_id: local } : side)
  if (outcome.is !== 'settled') {
    // only the word that there is none says so: another refusal leaves it unknown
    const { centre } = outcome.fault
    if (outcome.is !== 'rejected' || centre?.sort !== 'absent') throw new GuitaiError(outcome.fault)
    return { what: `中心查无此笔（${centre.message}）。${ABSENT}`, open: true, verdict: 'absent' }
  }
  const found = node(outcome.output, 'setlinfo') ?? {}
  if (local) {
    return found.refd_setl_flag === '1'
      ? { what: '中心的原结算已标为退费，与本院一致；中心的退费结算ID与本院的临时编号不同', open: false }
      : { what: `中心的原结算仍然有效，本院却已退费。${REFUND_AGAIN}`, open: true }
  }
  const words = `中心（5203）：${amountsOf(found)}${found.refd_setl_flag === '1' ? '，已退费' : ''}`
  if (!here) return { what: `${words}；本院没有对应的行，请与医保办核实`, open: true }
  const refunded = here.refunded || (await isRefunded(deps.journal, here.setl_id))
  const sameFlag = (found.refd_setl_flag === '1') === refunded
  const mine = found.medins_setl_id === here.msgid || !found.medins_setl_id
  if (sameAmounts(found, here) && sameFlag && mine) {
    return { what: `${words}，与本院一致；对账文件所列不同，请把两者一并交医保办`, open: false }
  }
  const hint = sameFlag ? '' : refunded ? REFUND_AGAIN : REFUND_HERE
  return {
    what: `${words}；本院：${amountsShown(here)}${refunded ? '，已退费' : ''}。${hint || TO_OFFICE}`,
    open: true,
  }
}

const ABSENT = '不自动改账：请与医保办核实，由人工处理（请患者补结算，或退还所收款项）'
const REFUND_AGAIN = '请打开该患者再次退费（2208/2305），或请医保办核实'
const REFUND_HERE = '中心已退费而本院未退：请打开该患者办理退费（2208/2305），中心会回答已撤销'
const TO_OFFICE = '不自动改账，请与医保办核实'

const AMOUNTS = [
  ['medfee_sumamt', 'totalFen', '总额'],
  ['fund_pay_sumamt', 'fundFen', '基金'],
  ['acct_pay', 'acctFen', '个账'],
] as const

const sameAmounts = (found: JsonObject, here: LedgerSide) =>
  AMOUNTS.every(([theirs, ours]) => tryYuan(found[theirs]) === here[ours])

function amountsOf(found: JsonObject): string {
  const shown = (value: unknown) => {
    const amount = tryYuan(value)
    return amount === null ? '—' : yuanShow(amount)
  }
  return AMOUNTS.map(([theirs, , label]) => `${label} ${shown(found[theirs])}`).join(' ')
}

function amountsShown(side: LedgerSide): string {
  return AMOUNTS.map(([, ours, label]) => {
    const amount = side[ours]
    return `${label} ${amount === null ? '—' : yuanShow(amount)}`
  }).join(' ')
}

async function isRefunded(journal: Journal, setl_id: string): Promise<boolean> {
  const row = (await journal.settlements({ family: 'nhsa', setl_id }))[0]
  if (!row) return false
  const all = await journal.settlements({ encounterId: row.encounterId })
  return all.some(({ reverses }) => reverses === setl_id)
}

async function encounterOf(journal: Journal, psn_no: string): Promise<EncounterRow | null> {
  if (!psn_no) return null
  const hits = await journal.searchEncounters({ text: psn_no, limit: 5 })
  return hits.find(({ psnNo }) => psnNo === psn_no) ?? null
}

/** Where a person is insured: as this counter last knew it, else where the settlement is cleared. */
async function insuplcOf(journal: Journal, psn_no: string, run: ReconcileRun): Promise<string> {
  const data = (await encounterOf(journal, psn_no))?.data
  const known = node(data ?? null, 'insu')?.insuplc_admdvs
  return typeof known === 'string' && known ? known : run.clr_optins
}

/** A difference for the screen: the person's number and name masked. */
export async function viewOf(
  deps: ReconcileDeps,
  run: ReconcileRun,
  row: Numbered,
  mended: Mended | undefined,
): Promise<Difference> {
  const plan = await planFor(deps, run, row, mended)
  const masked = (side: LedgerSide | null) => side && { ...side, psn_no: maskNo(side.psn_no) }
  const name = (await encounterOf(deps.journal, row.here?.psn_no || row.there?.psn_no || ''))?.psnName
  return {
    ...{ rowId: row.rowId, kind: row.kind, memo: row.memo },
    here: masked(row.here),
    there: masked(row.there),
    psn_name: name ? maskName(name) : '',
    action: { code: plan.code, label: plan.label, explain: plan.explain },
    mended: mended ?? null,
  }
}
