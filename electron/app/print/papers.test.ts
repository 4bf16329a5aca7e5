import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DocRef } from '../../../shared/api/print.ts'
import { type Bench, fault, openBench } from './fixture-counter.ts'
import { SETL_ID } from './fixture-stay.ts'

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
