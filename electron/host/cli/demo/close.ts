import { fen, yuanShow } from '../../../../shared/money.ts'
import { cashDue } from '../../../app/shift/totals.ts'
import type { serveSandbox } from '../../../compose.ts'
import { type Report, type Terminal, table } from '../terminal.ts'
import type { Desk } from './desk.ts'
import { type Comparison, compareLedgers, type Sums, standing } from './ledger.ts'

type Centre = Awaited<ReturnType<typeof serveSandbox>>

export interface Day {
  comparison: Comparison
  /** everything else that does not fit, in words */
  remarks: string[]
  settled: number
  refunded: number
  /** transactions whose first sending got no clear answer */
  faults: number
  unknown: number
  manual: number
  selfPay: { count: number; totalFen: number }
  shifts: string[][]
}

const LONGEST_ms = 30_000

/** Waits until nothing is open, signs every window out with its totals, and compares the ledgers. */
export async function closeDay(desks: Desk[], centre: Centre): Promise<Day> {
  await quiet(desks)
  const counters = await Promise.all(
    desks.map(async ({ slot, guitai }) => {
      const rows = await guitai.journal.settlements({})
      return { slot, label: `${slot}号窗口`, rows }
    }),
  )
  const comparison = compareLedgers(counters, { ledger: centre.ledger(), effective: centre.effective() })
  const open = (await Promise.all(desks.map((d) => d.guitai.journal.unfinished()))).flat()
  const rows = counters.flatMap((c) => c.rows)
  const local = rows.filter((row) => row.mdtrt_id === null)
  const remarks = [
    ...desks.flatMap((d) => d.problems),
    ...open.map((txn) => `交易 ${txn.infno} ${txn.msgid} 没有结论：${txn.errMsg ?? txn.state}`),
    ...comparison.lines.filter(differs).map((line) => `${line.label}两边的合计不一致`),
    ...(await undelivered(desks)),
    ...leftBehind(centre),
    ...(await atTheHis(desks, rows)),
  ]
  return {
    comparison,
    remarks,
    settled: rows.filter((row) => row.reverses === null).length,
    refunded: rows.filter((row) => row.reverses !== null).length,
    faults: await strayed(desks),
    unknown: open.filter((txn) => txn.state !== 'MANUAL').length,
    manual: open.filter((txn) => txn.state === 'MANUAL').length,
    selfPay: { count: standing(local).length, totalFen: local.reduce((sum, row) => sum + row.totalFen, 0) },
    shifts: await signOut(desks, remarks),
  }
}

/** What the outbox could not deliver. */
async function undelivered(desks: Desk[]): Promise<string[]> {
  const rows = await Promise.all(desks.map(({ guitai }) => guitai.journal.outboxList(100)))
  const stuck = rows.flat().filter((row) => row.state !== 'done')
  return stuck.map((row) => `待办 ${row.job} ${row.key} 没有完成：${row.lastError ?? '还没有做'}`)
}

async function quiet(desks: Desk[]): Promise<void> {
  const since = Date.now()
  for (const { guitai } of desks) {
    const busy = async () => {
      const open = (await guitai.journal.unfinished()).filter((txn) => txn.state !== 'MANUAL')
      return open.length + (await guitai.journal.outboxCounts()).waiting > 0
    }
    while ((await busy()) && Date.now() - since < LONGEST_ms) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function leftBehind(centre: Centre): string[] {
  const { visits, details } = centre.leftovers()
  return [
    ...visits.map((visit) => `中心留有未撤销的登记 ${visit.mdtrt_id}`),
    ...details.map((detail) => `中心留有未结算的明细 ${detail.mdtrt_id} ${detail.feedetl_sn}`),
  ]
}

/** The HIS must show as paid exactly what stands, and hold nothing for anybody. */
async function atTheHis(desks: Desk[], rows: Parameters<typeof standing>[0]): Promise<string[]> {
  const his = desks[0]!.guitai.his
  const mark = (of: { encounterId: string; setl_id: string }) => `${of.encounterId} ${of.setl_id}`
  const stands = new Set(standing(rows).map(mark))
  const paid = (await his.paid()).filter((bill) => !stands.has(mark(bill)))
  const held = await his.claims()
  return [
    ...paid.map((bill) => `HIS 单据 ${bill.billId} 已收费，但结算 ${bill.setl_id} 不存在`),
    ...held.map((claim) => `HIS 单据 ${claim.billId} 仍被 ${claim.window} 占用`),
  ]
}

async function strayed(desks: Desk[]): Promise<number> {
  let count = 0
  for (const { guitai } of desks) {
    const { rows } = await guitai.journal.searchTxns({ offset: 0, limit: 1_000_000 })
    for (const row of rows.filter((row) => row.parent === null)) {
      const events = await guitai.journal.events(row.msgid)
      if (events.some((event) => event.to === 'UNKNOWN' || event.to === 'ABSENT')) count += 1
    }
  }
  return count
}

async function signOut(desks: Desk[], remarks: string[]): Promise<string[][]> {
  const shifts: string[][] = []
  for (const { slot, call } of desks) {
    const totals = await call('shift.totals', {})
    const due = cashDue(totals)
    const by = totals.byPayment.map((line) => yuanShow(line.netFen))
    shifts.push([`${slot}号窗口`, String(totals.all.count), String(totals.all.refunds), ...by])
    const counted = { countedCash: Math.max(due, 0), ...(due < 0 ? { note: '退费多于收费' } : {}) }
    await call('shift.signOut', counted).catch((error) =>
      remarks.push(`${slot}号窗口不能签退：${error.message}`),
    )
  }
  return shifts
}

/** The day's end for people: the shifts, the two ledgers, and what is open. */
export function showDay(day: Day, report: Report, io: Terminal): void {
  const { comparison } = day
  io.out('\n交班合计（本机）')
  const head = ['窗口', '结算', '退费', '现金', '银行卡', '微信', '支付宝']
  io.out(table(head, day.shifts, [1, 2, 3, 4, 5, 6]))
  io.out('\n本机账与中心账（医保）')
  const rows = comparison.lines.flatMap(({ label, counter, centre }) => [
    [label, '本机', ...cells(counter)],
    ['', '中心', ...cells(centre)],
    ['', '差额', ...cells(minus(counter, centre))],
  ])
  io.out(table(['窗口', '', '有效笔数', '总额', '基金', '账户', '现金'], rows, [2, 3, 4, 5, 6]))
  const { count, totalFen } = day.selfPay
  io.out(`\n另有自费 ${count} 笔，${yuanShow(fen(totalFen))} 元，不经过中心。`)
  for (const id of comparison.lost) io.out(`中心有、本机没有：${id}`)
  for (const id of comparison.duplicated) io.out(`重复结算：就诊 ${id}`)
  for (const id of comparison.unexplained) io.out(`本机有、中心没有或金额不同：${id}`)
  for (const remark of day.remarks) io.out(remark)
  const f = report.figures
  io.out(
    `结算 ${f.settled} 笔，退费 ${f.refunded} 笔，遇到故障 ${f.faults} 次；丢失 ${f.lost}，重复 ${f.duplicated}，` +
      `说不清 ${f.unexplained}，未知 ${f.unknown}，待人工 ${f.manual}；用时 ${(Number(f.took_ms) / 1000).toFixed(1)} 秒`,
  )
  io.out(report.ok ? '两边账目一致。' : '账目不一致，请看上面的说明。')
}

function cells(sums: Sums): string[] {
  const { count, totalFen, fundFen, acctFen, cashFen } = sums
  return [String(count), ...[totalFen, fundFen, acctFen, cashFen].map(yuanShow)]
}

const differs = ({ counter, centre }: Comparison['lines'][number]) =>
  Object.values(minus(counter, centre)).some((difference) => difference !== 0)

function minus(a: Sums, b: Sums): Sums {
  return {
    count: a.count - b.count,
    totalFen: fen(a.totalFen - b.totalFen),
    fundFen: fen(a.fundFen - b.fundFen),
    acctFen: fen(a.acctFen - b.acctFen),
    cashFen: fen(a.cashFen - b.cashFen),
  }
}
