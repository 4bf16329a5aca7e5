import type { DeductedRow, DeductibleRow } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { maskName } from '../../../../shared/mask.ts'
import { type Fen, fen, sum, yuanNumber, yuanShow } from '../../../../shared/money.ts'
import { datetime, stamp } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import { mustSettle } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { audited, CLEARING, type ClearingDeps, DEDUCT, docsOf, openTxns, sending } from './deps.ts'
import { DEDUCTED, type Deduction, UNDEDUCTED } from './effects.ts'
import { settlementsOf } from './ledger.ts'
import { type Application, isMonthEnd, type MonthEnd, money, text } from './model.ts'
import { downloads } from './sources.ts'

/** 审核扣款 of this institution, wherever it came from. */
export interface Known {
  kk_sn: string
  ykc618: string
  amountFen: Fen
  /** under the wire's names */
  row: JsonObject
  undone: { undo_sn: string; undo_rea: string; undo_time: string } | null
  own: boolean
}

export const gyOf = ({ gy }: ClearingDeps) =>
  gy ??
  fail('not_found', '本站点没有开通跨省工伤', '没有发送。', '请信息科在 site.json 的 injury.gy 里开通。')

function agencyOf(deps: ClearingDeps) {
  const gy = gyOf(deps)
  if (!gy.agency)
    fail('denied', '本站点没有经办机构的角色，不能办理审核扣款', '没有发送。', '请由经办机构的站点办理。')
  return gy
}

/** What the agency deducted from this institution: downloaded (GYD004, GYD404) and made here, each number once. */
export async function deductionsOf(deps: ClearingDeps): Promise<Known[]> {
  const { akb020 } = gyOf(deps)
  const found = new Map<string, Known>()
  const keep = (row: JsonObject, undone: Known['undone'], own: boolean) => {
    const kk_sn = text(row, 'kk_sn')
    const before = found.get(kk_sn)
    found.set(kk_sn, {
      ...{ kk_sn, ykc618: text(row, 'ykc618'), amountFen: money(row, 'kk_amt'), row },
      // taken back is taken back, whichever side knows
      ...{ undone: undone ?? before?.undone ?? null, own: own || (before?.own ?? false) },
    })
  }
  for (const { row, undone } of await downloads(deps.journal, 'GYD004'))
    if (text(row, 'akb020') === akb020) keep(row, undone, false)
  for (const { data } of await docsOf<Deduction>(deps.journal, DEDUCT)) keep(data.row, data.undone, true)
  return [...found.values()]
}

/** Which month-end counted which deduction. */
export async function countedIn(deps: ClearingDeps): Promise<ReadonlyMap<string, string>> {
  const docs = await docsOf<Application | MonthEnd>(deps.journal, CLEARING, { states: ['closed'] })
  return new Map(
    docs.filter(isMonthEnd).flatMap(({ data: { row } }) => {
      const month = `${text(row, 'yzz060')}-${text(row, 'yzz061')}`
      return rows(row, 'kklist').map((one) => [text(one, 'kk_sn'), month] as const)
    }),
  )
}

const firstOf = (txn: Txn): JsonObject => rows(txn.input, 'list')[0] ?? {}

/** Newest first; those of which nobody knows the end among them. */
export async function deductedRows(
  deps: ClearingDeps,
  { text: words, offset, limit }: ApiInput<'injury.clearing.deducted'>,
): Promise<{ rows: DeductedRow[]; total: number; downloadedAt: number | null }> {
  const agency = gyOf(deps).agency
  const month = await countedIn(deps)
  const [sent, cancelling] = await Promise.all([
    openTxns(deps.journal, 'gy', ['GYU004']),
    openTxns(deps.journal, 'gy', ['GYR004']),
  ])
  const doubted = new Set(cancelling.map((txn) => text(firstOf(txn), 'kk_sn')))
  const all = [
    ...sent.map((txn): [Known, DeductedRow['state']] => [knownOf(firstOf(txn)), 'doubt']),
    ...(await deductionsOf(deps)).map((one): [Known, DeductedRow['state']] => [
      one,
      doubted.has(one.kk_sn) ? 'doubt' : one.undone ? 'undone' : 'valid',
    ]),
  ]
  const { lastAt } = await lastDownload(deps, 'GYD004')
  const found = all
    .filter(([{ row }]) => matches(row, words))
    .sort(([a], [b]) => (orderOf(a) < orderOf(b) ? 1 : -1))
  return {
    rows: found
      .slice(offset, offset + limit)
      .map(([one, state]) => deductedRow(one, state, month.get(one.kk_sn) ?? '', agency)),
    total: found.length,
    downloadedAt: lastAt,
  }
}

/** The number decides between two of one second, so that the pages of a list fit together. */
const orderOf = ({ row, kk_sn }: Known) => `${text(row, 'kk_time')} ${kk_sn}`

const knownOf = (row: JsonObject): Known => ({
  ...{ kk_sn: text(row, 'kk_sn'), ykc618: text(row, 'ykc618'), amountFen: money(row, 'kk_amt'), row },
  ...{ undone: null, own: true },
})

const STATE = { valid: '有效', undone: '已撤销', doubt: '查证中' } as const
const matches = (row: JsonObject, words: string) =>
  ['aac003', 'akc190', 'ykc618', 'kk_sn'].some((name) => text(row, name).includes(words))

const deductedRow = (
  { kk_sn, ykc618, amountFen, row, undone, own }: Known,
  state: DeductedRow['state'],
  month: string,
  agency: boolean,
): DeductedRow => ({
  ...{ kk_sn, ykc618, akc190: text(row, 'akc190'), psn_name: maskName(text(row, 'aac003')), amountFen },
  ...{ fundFen: money(row, 'akb068'), reason: text(row, 'kk_rea'), time: text(row, 'kk_time') },
  ...{ org: text(row, 'chk_org'), state, stateLabel: STATE[state], month, own },
  note: undone ? `${undone.undo_time} 撤销：${undone.undo_rea}` : '',
  can: agency && state === 'valid' ? ['undeduct'] : [],
})

export async function lastDownload(
  { journal }: Pick<ClearingDeps, 'journal'>,
  code: string,
): Promise<{ lastAt: number | null }> {
  const doc = await journal.doc('gy.download', code)
  return { lastAt: (doc?.data as { lastAt?: number } | undefined)?.lastAt ?? null }
}

/** What is left of each settlement's fund after what was deducted, and what is being deducted now. */
export async function deductibleRows(
  deps: ClearingDeps,
  { text: words }: ApiInput<'injury.clearing.deductible'>,
): Promise<DeductibleRow[]> {
  const { akb021 } = agencyOf(deps)
  const taken = new Map<string, Fen>()
  const take = (ykc618: string, amount: Fen) => taken.set(ykc618, fen((taken.get(ykc618) ?? 0) + amount))
  for (const { ykc618, amountFen, undone } of await deductionsOf(deps)) if (!undone) take(ykc618, amountFen)
  for (const txn of await openTxns(deps.journal, 'gy', ['GYU004']))
    take(text(firstOf(txn), 'ykc618'), money(firstOf(txn), 'kk_amt'))
  const settled = (await settlementsOf(deps.journal, 'gy')).filter(({ undone }) => !undone).reverse()
  return settled
    .filter((row) => [row.setl_id, row.psn_name, text(row.sent, 'akc190')].some((one) => one.includes(words)))
    .map((row): DeductibleRow => {
      const deductedFen = taken.get(row.setl_id) ?? fen(0)
      return {
        ...{ ykc618: row.setl_id, akc190: text(row.sent, 'akc190'), psn_name: maskName(row.psn_name) },
        ...{ institution: akb021, setl_time: row.setl_time, fundFen: row.fundFen, deductedFen },
        leftFen: fen(row.fundFen - deductedFen),
      }
    })
}

/** GYU004: above 0, and with what was deducted before not above what the fund paid. */
export async function deduct(
  deps: ClearingDeps,
  caller: Caller,
  { ykc618, amountFen, reason }: ApiInput<'injury.clearing.deduct'>,
): Promise<{ kk_sn: string }> {
  const { journal, now } = deps
  const { akb020, akb021 } = agencyOf(deps)
  if (amountFen <= 0) fail('invalid', '扣款金额必须大于 0', '没有发送。', '请填写大于 0 的金额。')
  const left = (await deductibleRows(deps, { text: ykc618 })).find((row) => row.ykc618 === ykc618)
  if (!left) fail('not_found', '没有这笔结算，或已撤销', '没有发送。', '请重新选择结算。')
  if (amountFen > left.leftFen)
    fail(
      'invalid',
      `扣款不能超过统筹支付：这笔结算还能扣 ${yuanShow(left.leftFen)} 元`,
      '没有发送。',
      '请改小扣款金额，或先撤销以前的扣款。',
    )
  const settled = (await settlementsOf(journal, 'gy')).find(({ setl_id }) => setl_id === ykc618)!
  const at = now()
  const row: JsonObject = {
    ...{ kk_sn: `KK${akb020}${stamp(at)}${String(at % 1000).padStart(3, '0')}` },
    ...{ inst_type: text(settled.sent, 'inst_type'), akb020, akb021 },
    ...{ akc190: text(settled.sent, 'akc190'), ykc618, aac002: text(settled.sent, 'aac002') },
    ...{ aac003: text(settled.sent, 'aac003'), akb068: yuanNumber(settled.fundFen) },
    ...{ kk_amt: yuanNumber(fen(amountFen)), kk_rea: reason, kk_time: datetime(at) },
    ...{ chk_org: akb021, chk_oper: caller.operator!.opterName },
  }
  const kk_sn = text(row, 'kk_sn')
  await journal.commit([audited(caller, at, 'injury.clearing.deduct', kk_sn, { ykc618, amountFen, reason })])
  const send = await sending(deps, caller, 'gy')
  const local = { doc: { kind: DEDUCT, id: kk_sn }, row }
  await mustSettle(
    send({ infno: 'GYU004', input: { list: [{ row_no: 1, ...row }] }, purpose: DEDUCTED, local }),
  )
  return { kk_sn }
}

/** GYR004 of one deduction that stands; one that a month-end has counted is offset in the next one. */
export async function undeduct(
  deps: ClearingDeps,
  caller: Caller,
  { kk_sn, reason }: ApiInput<'injury.clearing.undeduct'>,
): Promise<{ kk_sn: string }> {
  const { journal, now } = deps
  const { akb020 } = agencyOf(deps)
  const found = (await deductionsOf(deps)).find((one) => one.kk_sn === kk_sn)
  if (!found || found.undone) fail('conflict', '这笔扣款不存在，或已经撤销', '没有发送。', '请刷新列表。')
  await journal.commit([audited(caller, now(), 'injury.clearing.undeduct', kk_sn, { reason })])
  const send = await sending(deps, caller, 'gy')
  const list = [
    {
      ...{ row_no: 1, kk_sn, akb020, ykc618: found.ykc618, undo_rea: reason },
      ...{ undo_oper: caller.operator!.opterName, undo_time: datetime(now()) },
    },
  ]
  const local = { doc: { kind: DEDUCT, id: kk_sn }, row: found.row }
  await mustSettle(send({ infno: 'GYR004', input: { list }, purpose: UNDEDUCTED, local }))
  return { kk_sn }
}

export const sumOf = (list: readonly Known[]): Fen => sum(list.map(({ amountFen }) => amountFen))
