import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import { effectiveOf, ledgerOf, leftoversOf } from '../injury/ledger.ts'
import {
  AKB020,
  admission,
  begin,
  closed,
  fees,
  leaving,
  line,
  page,
  settledStay,
  settling,
  undo,
  without,
} from './testkit.ts'

afterEach(closed)

describe('gs: a stay at the platform', () => {
  it('settles the fund’s, the patient’s and the hospital’s part, and every step is undone in its order', () => {
    const h = begin()
    const { setl } = settledStay(h)
    expect(Number(setl.yka107) + Number(setl.ykh012) + Number(setl.hosp_pay)).toBeCloseTo(29.4, 9)
    expect(effectiveOf(h.store)).toMatchObject([{ family: 'gs', msgid: 'SET', total: 2940 }])
    for (const [code, sn, why] of [
      ['GS3001', 'ADM', '结算'],
      ['GS3004', 'FEE', '结算'],
      ['GS3008', 'OUT', '结算'],
    ] as const)
      expect(h.says('GS5001', undo(h, code, sn))).toContain(why)
    const first = h.result('GS5001', undo(h, 'GS3015', 'SET').data as JsonObject)
    expect(first).toMatchObject({ yka055: 29.4, yka103: setl.yka103 })
    // undoing twice answers the first undo again
    expect(h.result('GS5001', undo(h, 'GS3015', 'SET').data as JsonObject)).toEqual(first)
    expect(h.says('GS5001', undo(h, 'GS3004', 'FEE'))).toContain('出院')
    for (const [code, sn] of [
      ['GS3008', 'OUT'],
      ['GS3004', 'FEE'],
      ['GS3001', 'ADM'],
    ] as const)
      expect(h.says('GS5001', undo(h, code, sn))).toBe('')
    expect(effectiveOf(h.store)).toEqual([])
    expect(leftoversOf(h.store)).toEqual([])
    expect(ledgerOf(h.store).reduce((sum, row) => sum + row.total, 0)).toBe(0)
  })

  it('an undo names a call that came, under its own code', () => {
    const h = begin()
    h.send('GS3001', admission(h), 'ADM')
    expect(h.says('GS5001', undo(h, 'GS3001', 'never'))).toContain('不存在')
    expect(h.says('GS5001', undo(h, 'GS3015', 'ADM'))).toContain('不符')
    expect(h.says('GS5001', undo(h, 'GS3001', 'ADM'))).toBe('')
    expect(h.says('GS3001', admission(h), 'ADM')).toContain('已回退')
  })

  it('the same number again is answered as before or refused, and never done twice', () => {
    const h = begin()
    const first = h.send('GS3001', admission(h), 'ADM')
    expect(h.send('GS3001', admission(h), 'ADM')).toEqual(first)
    expect(h.says('GS3001', admission(h, '李国强', 'Z9'), 'ADM')).toContain('不一致')
    const strict = begin('refuse')
    strict.send('GS3001', admission(strict), 'ADM')
    expect(strict.says('GS3001', admission(strict), 'ADM')).toContain('重复')
  })

  it('refuses what its rules forbid', () => {
    const h = begin()
    const elsewhere = h.says('GS3001', admission(h, '赵敏'))
    expect(elsewhere).toContain('业务互斥：该人员正在天府示范骨科医院')
    expect(elsewhere).not.toContain('赵敏')
    expect(h.says('GS3001', admission(h, '王芳'))).toContain('暂停')
    expect(h.says('GS3001', admission(h, '张伟'))).toContain('有效期')
    const akc190 = String(node(h.send('GS3001', admission(h), 'ADM'), 'result')!.akc190)
    expect(h.says('GS3001', admission(h, '李国强', 'Z2'))).toContain('业务互斥')
    expect(h.says('GS3001', admission(h, '陈刚', 'Z1'))).toContain('住院号 Z1')
    expect(h.says('GS3015', settling(h, akc190, '0', 29.4, 1))).toContain('尚未办理出院')
    const wrong = fees(akc190, [line(h, 'a', 3, { yka055: 29.41 })])
    expect(h.says('GS3004', wrong)).toContain('数量 × 单价')
    h.send('GS3004', fees(akc190, [line(h, 'a', 3)]), 'FEE')
    expect(h.says('GS3004', fees(akc190, [line(h, 'a', 3)]))).toContain('重复')
    expect(h.says('GS5001', undo(h, 'GS3001', 'ADM'))).toContain('费用明细')
    h.send('GS5001', undo(h, 'GS3004', 'FEE'))
    // yka105 never repeats in one institution, whatever was taken back
    expect(h.says('GS3004', fees(akc190, [line(h, 'a', 3)]))).toContain('重复')
    h.send('GS3004', fees(akc190, [line(h, 'a2', 3)]))
    h.send('GS3008', leaving(h, akc190))
    expect(h.says('GS3015', settling(h, akc190, '1', 29.5, 1))).toContain('费用总额')
    expect(h.says('GS3015', settling(h, akc190, '1', 29.4, 2))).toContain('条数')
    expect(h.says('GS3004', fees(akc190, [line(h, 'z', 1)]))).toContain('出院')
  })

  it('a change is taken back to what it was, and holds the admission before the first line', () => {
    const h = begin()
    const akc190 = String(node(h.send('GS3001', admission(h)), 'result')!.akc190)
    const was = without(admission(h).data as JsonObject, 'aac003', 'akc191')
    const changed = { data: { ...was, akc190, ykc012: '07' } }
    h.send('GS3003', changed, 'CHG')
    const bed = () => rows(h.result('GS2002', { akb020: AKB020, akc190, ...page }), 'mdtrtinfo')[0]!.ykc012
    expect(bed()).toBe('07')
    expect(h.says('GS5001', undo(h, 'GS3003', 'CHG'))).toBe('')
    expect(bed()).toBeUndefined()
    h.send('GS3004', fees(akc190, [line(h, 'a', 1, { yke123: datetime(h.now() - 60_000) })]))
    const late = { data: { ...was, akc190, akc192: datetime(h.now()) } }
    expect(h.says('GS3003', late)).toContain('第一条费用')
  })
})
