import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fen, sum } from '../../../shared/money.ts'
import { PAY_METHODS, type PayState, payChoose, payResult, payScan, payStart, payType } from './pay.ts'

const due = fen(8000)
/** '*50 +100' : choose, then type */
function play(script: string): PayState {
  return script.split(' ').reduce((state, part) => {
    const method = ({ '+': 'cash', '-': 'card', '*': 'wechat', '/': 'alipay' } as const)[part[0] ?? '']
    const chosen = method && method !== state.active ? payChoose(state, method) : state
    const text = method ? part.slice(1) : part
    return text ? payType(chosen, text) : chosen
  }, payStart(due))
}

describe('payment box', () => {
  it('takes the exact amount in cash when nothing is typed', () => {
    expect(payResult(payStart(due)).payments).toEqual([
      { method: 'cash', amountFen: 8000, tenderedFen: 8000 },
    ])
  })

  it('computes the change of what was handed over', () => {
    const result = payResult(play('100'))
    expect(result.changeFen).toBe(2000)
    expect(result.payments).toEqual([{ method: 'cash', amountFen: 8000, tenderedFen: 10000 }])
  })

  it('gives the whole rest to the active method, and only to it', () => {
    expect(payResult(play('*')).payments).toEqual([{ method: 'wechat', amountFen: 8000 }])
    expect(payResult(play('* -')).payments).toEqual([{ method: 'card', amountFen: 8000 }])
    expect(payResult(play('*50 -')).payments).toEqual([
      { method: 'card', amountFen: 3000 },
      { method: 'wechat', amountFen: 5000 },
    ])
  })

  it('lets cash take the rest of a mixed payment, with change', () => {
    const result = payResult(play('*50 +40'))
    expect(result.payments).toEqual([
      { method: 'cash', amountFen: 3000, tenderedFen: 4000 },
      { method: 'wechat', amountFen: 5000 },
    ])
    expect(result.changeFen).toBe(1000)
  })

  it('names what is short and what is too much', () => {
    expect(payResult(play('79.99'))).toMatchObject({ payments: null, fault: '现金：实收还差 0.01 元。' })
    expect(payResult(play('/80.01'))).toMatchObject({ payments: null, faultAt: 'alipay' })
  })

  it('keeps no money back for a visit that costs the patient nothing', () => {
    expect(payResult(payStart(fen(0)))).toMatchObject({ payments: [], changeFen: 0, fault: null })
  })

  it('clears the amount when the method is chosen again, and ignores what is no amount', () => {
    expect(payChoose(play('*50'), 'wechat').typed.wechat).toBe('')
    expect(payType(payStart(due), '1.234').typed.cash).toBe('')
    expect(payType(payStart(due), '.5').typed.cash).toBe('0.5')
  })

  it('follows hands that are faster than the screen', () => {
    expect(payType(payStart(due), '*1')).toMatchObject({ active: 'wechat', typed: { wechat: '1', cash: '' } })
    expect(payType(play('*'), '5/1.5')).toMatchObject({
      active: 'alipay',
      typed: { wechat: '5', alipay: '1.5' },
    })
    expect(payType(play('*5'), '5*')).toMatchObject({ active: 'wechat', typed: { wechat: '' } })
  })

  it('carries a scanned payment code', () => {
    expect(payResult(payScan(payStart(due), 'alipay', '28763')).payments).toEqual([
      { method: 'alipay', amountFen: 8000, refNo: '28763' },
    ])
  })

  it('always adds up to what is due, or says why not', () => {
    const step = fc.record({
      method: fc.constantFrom(...PAY_METHODS),
      text: fc.constantFrom('', '0', '0.01', '12.5', '3.', '80', '100'),
    })
    fc.assert(
      fc.property(fc.nat(20_000), fc.array(step, { maxLength: 6 }), (dueFen, steps) => {
        const start = payStart(fen(dueFen))
        const end = steps.reduce((state, s) => payType(payChoose(state, s.method), s.text), start)
        const result = payResult(end)
        if (result.fault) return result.payments === null
        return sum(result.payments?.map((p) => p.amountFen) ?? []) === dueFen && result.changeFen >= 0
      }),
    )
  })
})
