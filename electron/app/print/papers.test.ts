import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DocRef } from '../../../shared/api/print.ts'
import type { Json } from '../../../shared/contract.ts'
import { sum, yuan, yuanCapital, yuanShow } from '../../../shared/money.ts'
import { encounter, settlement } from '../../journal/fixtures.ts'
import { type Bench, fault, openBench } from './counter.testkit.ts'
import { fees, SETL_ID, settledStay } from './fixture-stay.ts'

let bench: Bench

beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

test('every document can be shown, names masked, and long ones sheet by sheet', async () => {
  const call = await bench.counter()
  const docs: [DocRef, string][] = [
    [{ is: 'stayBill', setl_id: SETL_ID }, '住院医疗费结算单'],
    [{ is: 'feeList', encounterId: 'E2', by: 'day' }, '住院费用清单（按日）'],
    [{ is: 'feeList', encounterId: 'E2', by: 'class', setl_id: SETL_ID }, '住院费用清单（按类别）'],
    [{ is: 'feeList', encounterId: 'E2', by: 'day', day: '2026-05-06' }, '住院费用清单（按日）'],
    [{ is: 'deposit', depositId: 'P1' }, '住院押金收据'],
    [{ is: 'deposit', depositId: 'P3' }, '退押金收据'],
    [{ is: 'reconcile', runId: 'DZ1' }, '医保对账单'],
    [{ is: 'closing', closingId: 'JZ1' }, '医保日结对账单'],
  ]
  for (const [doc, title] of docs) {
    const { document, copies } = await call('print.show', { doc })
    const text = document.items.map((i) => (i.is === 'text' ? i.text : '')).join('\n')
    expect(document.title).toBe(title)
    expect(copies).toBe(0)
    expect(text).not.toContain('欧阳明月')
    if (doc.is !== 'closing') expect(text).toContain('欧**月')
  }
  const list: DocRef = { is: 'feeList', encounterId: 'E2', by: 'day' }
  const whole = (await call('print.show', { doc: list })).document
  const sheet = (await call('print.show', { doc: list, sheet: 1 })).document
  expect(whole.pages).toBe(2)
  expect(sheet.pages).toBe(2)
  expect(sheet.items).toEqual(whole.items.filter((i) => i.page === 1))
  for (const doc of [
    { is: 'stayBill', setl_id: 'none' },
    { is: 'feeList', encounterId: 'none', by: 'day' },
    { is: 'deposit', depositId: 'none' },
    { is: 'reconcile', runId: 'none' },
    { is: 'closing', closingId: 'none' },
    { is: 'shift', shiftId: 'none' },
  ] as DocRef[]) {
    expect(await fault(call('print.show', { doc }))).toMatchObject({ kind: 'not_found' })
  }
})

const textOf = async (call: Awaited<ReturnType<Bench['counter']>>, doc: DocRef) => {
  const { document } = await call('print.show', { doc })
  return document.items.map((i) => (i.is === 'text' ? i.text : '')).join('\n')
}

test('the bill of a stay says what it cost, who pays, and what the deposits did', async () => {
  const call = await bench.counter()
  const list = fees(40, SETL_ID)
  const [s] = settledStay(list).settlements
  const { total, cash } = s!.amounts
  const text = await textOf(call, { is: 'stayBill', setl_id: SETL_ID })
  for (const part of [
    yuanCapital(total),
    `¥${yuanShow(total)}`,
    '全自费金额\n32.80',
    '先行自付\n291.50',
    `个人现金支付\n${yuanShow(cash)}`,
    '基金分项：统筹基金',
    '累计交押金\n102,345.67',
    `本次冲抵\n${yuanShow(s!.depositFen)}`,
    '此前已冲抵或退还',
    '补收：微信 30.00',
    '住院天数：14 天',
    '随母新生儿住院号',
  ]) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('已撤销')
  expect(text).not.toContain('中途结算')
})

test('a settlement taken back is marked, and what took it back names it', async () => {
  const cancelled = { setl_id: 'S9', msgid: 'M9', setl_time: '2026-05-21 09:00:00' }
  await bench.journal.commit([
    {
      t: 'encounter',
      put: {
        ...encounter('E2'),
        kind: 'inpatient',
        data: settledStay(fees(40, SETL_ID), { cancelled, mid: true }) as unknown as Json,
      },
      expect: 1,
      at: 0,
    },
    {
      t: 'settlement',
      add: settlement('S9', { encounterId: 'E2', msgid: 'M9', reverses: SETL_ID, at: 0 }),
    },
  ])
  const call = await bench.counter()
  const taken = await textOf(call, { is: 'stayBill', setl_id: SETL_ID })
  expect(taken).toContain('已撤销')
  expect(taken).toContain('（中途结算')
  const back = await textOf(call, { is: 'stayBill', setl_id: 'S9' })
  expect(back).toContain('住院医疗费结算撤销单')
  expect(back).toContain(`撤销的结算：${SETL_ID}`)
})

test('a list adds up by day and by class, and marks the newborn’s lines', async () => {
  const call = await bench.counter()
  const total = yuanShow(sum(fees(40).map((f) => f.amountFen)))
  for (const by of ['day', 'class'] as const) {
    const text = await textOf(call, { is: 'feeList', encounterId: 'E2', by })
    expect(text).toContain(`¥${total}`)
    expect(text.split('\n').filter((line) => line === '婴')).toHaveLength(2)
    const sums = [...text.matchAll(/小计（\d+ 项）\n(-?[\d,.]+)/g)].map((m) =>
      yuan(m[1]!.replaceAll(',', '')),
    )
    expect(yuanShow(sum(sums))).toBe(total)
  }
})

test('a list that has grown is another paper; the same one again wants a reason', async () => {
  const call = await bench.counter()
  const doc: DocRef = { is: 'feeList', encounterId: 'E2', by: 'day' }
  expect(await call('print.doc', { doc })).toMatchObject({ copies: 1, printed: false, queued: false })
  expect(await fault(call('print.doc', { doc }))).toMatchObject({ fields: [{ path: 'reason' }] })
  const [next] = fees(41).slice(40)
  await bench.journal.commit([{ t: 'fee', add: next! }])
  expect(await call('print.doc', { doc })).toMatchObject({ copies: 1 })
})
