import { expect, test } from 'vitest'
import { fen, yuanCapital, yuanShow } from '../../../../shared/money.ts'
import type { SlipItem } from '../../../../shared/slip.ts'
import { dict, settledVisit } from '../fixture.ts'
import { layout } from '../layout.ts'
import { BUILT_IN } from '../templates/index.ts'
import { shiftData } from './shift.ts'
import { slipData } from './visit.ts'

const context = (reprint = 0) => ({ hospital: '锦江示范医院', dict, reprint, now: 0 })
const textOf = (items: SlipItem[]) => items.map((i) => (i.is === 'text' ? i.text : '')).join('\n')

test.each(['slip-80', 'slip-a5'])('%s says everything a settlement must', (name) => {
  const visit = settledVisit()
  const { setl_id, msgid, amounts } = visit.settlement!
  const { kind, data } = slipData(visit, setl_id, context())!
  expect(kind).toBe('slip')
  const text = textOf(layout(BUILT_IN[name]!, data, null).items)
  for (const part of [
    '锦江示范医院',
    '欧阳明月',
    '510104********0221',
    '职工基本医疗保险',
    '普通门诊',
    '急性支气管炎；哮喘',
    visit.mdtrt_id!,
    setl_id,
    msgid,
    `¥${yuanShow(amounts.total)}`,
    yuanCapital(amounts.total),
    yuanShow(amounts.fund),
    yuanShow(amounts.acct),
    yuanShow(amounts.cash),
    '3,560.20',
    '统筹基金',
    '职工大额',
    '100.00',
    '57.20',
    '李秋月（1007）',
    '2026-05-06 10:12:05',
  ]) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('510104198503120221')
  expect(text).not.toContain('重打')
})

test('a reprint and a refunded settlement say so; counts and prices without empty decimals', () => {
  const visit = settledVisit({ refund: { setl_id: 'R1', msgid: 'M2', setl_time: 't', payments: [] } })
  const { data } = slipData(visit, visit.settlement!.setl_id, context(3))!
  expect(data).toMatchObject({ reprint: '重打 第 3 次', void_mark: '已退费' })
  expect((data.lines as { pric: string; cnt: string }[])[4]).toMatchObject({ pric: '34.75', cnt: '2' })
})

test.each([1, -1])('a refund with payments of sign %i says what goes back', (sign) => {
  const payments = [{ method: 'cash' as const, amountFen: fen(sign * 4_280) }]
  const visit = settledVisit({ refund: { setl_id: 'R1', msgid: 'M2', setl_time: 't', payments } })
  const { kind, data } = slipData(visit, 'R1', context())!
  expect(kind).toBe('refund')
  const text = textOf(layout(BUILT_IN['refund-80']!, data, null).items)
  expect(text).toContain('退还　现金\n42.80')
  expect(text).toContain(visit.settlement!.setl_id)
  expect(text).not.toContain('账户余额')
})

test('a visit that does not hold the settlement has no slip', () => {
  expect(slipData(settledVisit(), 'other', context())).toBeNull()
  expect(slipData(settledVisit({ settlement: null }), 'other', context())).toBeNull()
})

test('the shift report adds up its payment columns and warns of what is in doubt', () => {
  const line = { key: 'all', label: '合计', count: 2, refunds: 1 }
  const amounts = {
    totalFen: fen(300),
    fundFen: fen(200),
    acctFen: fen(0),
    cashFen: fen(100),
    hospFen: fen(0),
  }
  const pay = (label: string, inFen: number, outFen: number) => ({
    key: label,
    label,
    inFen: fen(inFen),
    outFen: fen(outFen),
    netFen: fen(inFen + outFen),
    count: 1,
  })
  const shift = { shiftId: 'BC1', opter: '1', opterName: '李秋月', window: '03', startedAt: 0, endedAt: null }
  const totals = {
    shift: { ...shift, sign_no: null, handedTo: null },
    byInsurance: [{ ...line, ...amounts, key: '310', label: '职工基本医疗保险' }],
    byMedType: [],
    byPayment: [pay('现金', 12_345, -45), pay('微信', 1_000, 0)],
    deposits: [pay('现金', 500_000, -100_000)],
    all: { ...line, ...amounts },
    doubtful: 2,
    counted: { cashFen: fen(13_000), differenceFen: fen(-300), note: '找零有误' },
  }
  const text = textOf(layout(BUILT_IN['shift-a4']!, shiftData(totals, context()), null).items)
  expect(text).toContain('133.45\n-0.45\n133.00')
  expect(text).toContain('押金合计\n5,000.00\n-1,000.00\n4,000.00')
  expect(text).toContain('点钞 130.00　短款 3.00　说明：找零有误')
  expect(text).toContain('2 笔存疑交易')
  expect(text).toContain('当班中，未签退')
})
