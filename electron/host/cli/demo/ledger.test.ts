import { describe, expect, it } from 'vitest'
import { fen, ZERO } from '../../../../shared/money.ts'
import type { LedgerRow } from '../../../compose.ts'
import { type CounterRow, compareLedgers, standing } from './ledger.ts'

const msgid = (slot: number, n: number) =>
  `H5101040000120260101080000${String(slot).padStart(2, '0')}${String(n).padStart(2, '0')}`

function counterRow(setl_id: string, over: Partial<CounterRow> = {}): CounterRow {
  return {
    family: 'nhsa',
    setl_id,
    msgid: msgid(1, 1),
    encounterId: 'E1',
    shiftId: 'S1',
    psnNo: 'P1',
    mdtrt_id: `M${setl_id}`,
    insutype: '310',
    med_type: '11',
    totalFen: fen(1000),
    fundFen: fen(600),
    acctFen: fen(300),
    cashFen: fen(100),
    hospFen: ZERO,
    reverses: null,
    setl_time: '2026-01-01 08:00:00',
    clr_type: '11',
    clr_optins: '510100',
    at: 1,
    ...over,
  }
}

function centreRow(setl_id: string, over: Partial<LedgerRow> = {}): LedgerRow {
  return {
    setl_id,
    msgid: msgid(1, 1),
    mdtrt_id: `M${setl_id}`,
    psn_no: 'P1',
    chrg_bchno: 'B1',
    insutype: '310',
    med_type: '11',
    fixmedins_code: 'H51010400001',
    setl_time: '2026-01-01 08:00:00',
    clr_type: '11',
    clr_optins: '510100',
    medfee_sumamt: fen(1000),
    fund_pay_sumamt: fen(600),
    acct_pay: fen(300),
    psn_cash_pay: fen(100),
    hosp_part_amt: ZERO,
    refd: false,
    voided: false,
    ...over,
  }
}

const compare = (rows: CounterRow[], ledger: LedgerRow[], effective = ledger) =>
  compareLedgers([{ slot: 1, label: '1号窗口', rows }], { ledger, effective })

describe('both ledgers side by side', () => {
  it('finds nothing where both show the same', () => {
    const found = compare([counterRow('A')], [centreRow('A')])
    expect(found).toMatchObject({ lost: [], duplicated: [], unexplained: [] })
    expect(found.lines.map((line) => line.label)).toEqual(['1号窗口', '合计'])
    expect(found.lines[0]!.counter).toEqual(found.lines[0]!.centre)
    expect(found.lines[0]!.counter).toEqual({
      count: 1,
      totalFen: 1000,
      fundFen: 600,
      acctFen: 300,
      cashFen: 100,
    })
  })

  it('names what the centre has and no counter shows', () => {
    expect(compare([], [centreRow('A')]).lost).toEqual(['A'])
  })

  it('names a visit that was settled twice', () => {
    const twice = [centreRow('A', { mdtrt_id: 'M' }), centreRow('B', { mdtrt_id: 'M' })]
    expect(compare([counterRow('A'), counterRow('B')], twice).duplicated).toEqual(['M'])
  })

  it.each([
    ['missing at the centre', []],
    ['another fund', [centreRow('A', { fund_pay_sumamt: fen(599), psn_cash_pay: fen(101) })]],
    ['another account share', [centreRow('A', { acct_pay: fen(299), psn_cash_pay: fen(101) })]],
  ])('names a settlement that the centre does not confirm: %s', (_why, ledger) => {
    expect(compare([counterRow('A')], ledger).unexplained).toEqual(['A'])
  })

  it('counts a refunded settlement as gone on both sides, and its money as zero', () => {
    const minus = {
      totalFen: fen(-1000),
      fundFen: fen(-600),
      acctFen: fen(-300),
      cashFen: fen(-100),
    }
    const rows = [counterRow('A'), counterRow('R', { ...minus, reverses: 'A' })]
    expect(standing(rows)).toEqual([])
    const found = compare(rows, [], [])
    expect(found).toMatchObject({ lost: [], unexplained: [] })
    expect(found.lines[0]!.counter).toMatchObject({ count: 0, totalFen: 0, cashFen: 0 })
  })

  it('sorts the centre by the counter that sent the message, and leaves self-pay out', () => {
    const rows = [counterRow('A'), counterRow('ZF1', { mdtrt_id: null })]
    const other = centreRow('B', { msgid: msgid(2, 1) })
    const { lines, lost } = compare(rows, [centreRow('A'), other])
    expect(lines[0]).toMatchObject({ counter: { count: 1 }, centre: { count: 1, totalFen: 1000 } })
    expect(lines[1]).toMatchObject({ counter: { count: 1 }, centre: { count: 2, totalFen: 2000 } })
    expect(lost).toEqual(['B'])
  })
})
