import type { ReconcileGroup } from '../../../shared/api/reconcile.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { type Fen, fen, yuanNumber, ZERO } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import { HOLDING, type Txn } from '../../../shared/txn.ts'
import type { Journal, SettlementRow } from '../../journal/port.ts'
import { type By, type ReconcileDeps, refundFlag } from './deps.ts'
import { type Range, settlementsOf } from './ledger.ts'

/** Codes whose outcome changes the sums. */
const MONEY = new Set(['2207', '2207A', '2208', '2304', '2305'])

const keyOf = (row: SettlementRow) => `${row.insutype}|${row.clr_type}|${row.clr_optins}`

type Sums = Pick<ReconcileGroup, 'count' | 'refunds' | 'totalFen' | 'fundFen' | 'acctFen' | 'cashFen'>
const NOTHING: Sums = { count: 0, refunds: 0, totalFen: ZERO, fundFen: ZERO, acctFen: ZERO, cashFen: ZERO }

const plus = (a: Fen, b: Fen) => fen(a + b)

export function added(sums: Sums, row: SettlementRow): Sums {
  return {
    count: sums.count + (row.reverses === null ? 1 : 0),
    refunds: sums.refunds + (row.reverses === null ? 0 : 1),
    totalFen: plus(sums.totalFen, row.totalFen),
    fundFen: plus(sums.fundFen, row.fundFen),
    acctFen: plus(sums.acctFen, row.acctFen),
    cashFen: plus(sums.cashFen, row.cashFen),
  }
}

export const noSums = () => ({ ...NOTHING })

/** The centre books a settlement when it comes there, which may be on the day after it left here. */
const ON_ITS_WAY_ms = 10 * 60_000

/** Transactions of a period whose outcome would still change its sums. */
export async function doubtfulOf(journal: Journal, { from, to }: Range): Promise<Txn[]> {
  const inRange = (txn: Txn) => {
    const left = txn.sentAt ?? txn.createdAt
    return dateOf(left) <= to && dateOf(left + ON_ITS_WAY_ms) >= from
  }
  const open = await journal.unfinished()
  return open.filter((t) => MONEY.has(t.infno) && HOLDING.includes(t.state) && inRange(t))
}

/** The group that a doubtful transaction will fall into, as far as it says. */
async function mayFallInto(journal: Journal, txn: Txn): Promise<(group: ReconcileGroup) => boolean> {
  const original = (txn.local.original as JsonObject | undefined)?.setl_id
  const known =
    typeof original === 'string'
      ? (await journal.settlements({ family: 'nhsa', setl_id: original }))[0]
      : undefined
  if (known) return (group) => group.key === keyOf(known)
  const insutype = node(txn.input, 'data')?.insutype
  return (group) => group.insutype === insutype
}

/** What was last asked of the centre about a group and a period, with the sums that it was asked for. */
interface Asked extends JsonObject {
  sums: JsonObject
  same: boolean
  text: string
  at: number
}

const settingKey = ({ from, to }: Range, key: string) => `reconcile.stmt|${from}|${to}|${key}`
/** What the centre was asked: another order of keys is another text, so it is made in one place. */
const fingerprint = ({ count, refunds, totalFen, fundFen, acctFen }: Sums): JsonObject => {
  return { count, refunds, totalFen, fundFen, acctFen }
}

/** Our sums of a period, group by group, each with the centre's last word on exactly these. */
export async function groupsOf(deps: ReconcileDeps, range: Range): Promise<ReconcileGroup[]> {
  const sums = new Map<string, { row: SettlementRow; sums: Sums }>()
  for await (const row of settlementsOf(deps, range)) {
    const key = keyOf(row)
    sums.set(key, { row, sums: added(sums.get(key)?.sums ?? NOTHING, row) })
  }
  const groups: ReconcileGroup[] = []
  for (const [key, { row, sums: of }] of sums) {
    const { insutype, clr_type, clr_optins } = row
    groups.push({
      ...{ key, insutype, clr_type, clr_optins },
      insutypeLabel: deps.meaning('insutype', insutype),
      clrTypeLabel: clr_type ? deps.meaning('clr_type', clr_type) : '未返回',
      ...of,
      doubtful: 0,
      stmt: await stmtOf(deps.journal, range, key, of),
    })
  }
  for (const txn of await doubtfulOf(deps.journal, range)) {
    const fits = await mayFallInto(deps.journal, txn)
    for (const group of groups) if (fits(group)) group.doubtful++
  }
  return groups.sort((a, b) => (a.clr_type + a.key < b.clr_type + b.key ? -1 : 1))
}

async function stmtOf(
  journal: Journal,
  range: Range,
  key: string,
  sums: Sums,
): Promise<ReconcileGroup['stmt']> {
  const asked = (await journal.setting(settingKey(range, key))) as Asked | undefined
  if (!asked || JSON.stringify(asked.sums) !== JSON.stringify(fingerprint(sums))) return null
  return { same: asked.same, text: asked.text, at: asked.at }
}

/** 3201 of one group. Answers why it could not be asked, null where it was. */
export async function checkGroup(
  deps: ReconcileDeps,
  by: By,
  range: Range,
  group: ReconcileGroup,
): Promise<string | null> {
  try {
    const input = { data: totalsInput(deps, range, group) }
    const outcome = await deps.engine.transact({ family: 'nhsa', infno: '3201', input, by })
    if (outcome.is !== 'settled') return outcome.fault.what
    const stmtinfo = node(outcome.output, 'stmtinfo') ?? {}
    const value: Asked = {
      sums: fingerprint(group),
      same: deps.settings.same.includes(String(stmtinfo.stmt_rslt ?? '')),
      text: String(stmtinfo.stmt_rslt_dscr ?? ''),
      at: deps.now(),
    }
    await deps.journal.commit([{ t: 'setting', key: settingKey(range, group.key), value: value as Json }])
    return null
  } catch (error) {
    return faultOf(error).what
  }
}

function totalsInput(deps: ReconcileDeps, range: Range, group: ReconcileGroup): JsonObject {
  return {
    insutype: group.insutype,
    clr_type: group.clr_type,
    setl_optins: group.clr_optins,
    stmt_begndate: range.from,
    stmt_enddate: range.to,
    medfee_sumamt: yuanNumber(group.totalFen),
    fund_pay_sumamt: yuanNumber(group.fundFen),
    acct_pay: yuanNumber(group.acctFen),
    fixmedins_setl_cnt: group.count + group.refunds,
    refd_setl_flag: refundFlag(deps),
  }
}
