import { describe, expect, test } from 'vitest'
import { fen, sum, yuanCapital, yuanShow } from '../../../../shared/money.ts'
import type { SlipItem } from '../../../../shared/slip.ts'
import { dict } from '../fixture.ts'
import { injuryPaper } from '../fixture-injury.ts'
import { samplePaper } from '../fixture-papers.ts'
import { layout } from '../layout.ts'
import { BUILT_IN } from '../templates/index.ts'
import { injuryData, injuryFeesData } from './injury.ts'

const context = (reprint = 0) => ({ hospital: '锦江示范医院', dict, reprint, now: 0 })
const textOf = (items: readonly SlipItem[]) => items.map((i) => (i.is === 'text' ? i.text : '')).join('\n')

describe('papers of work injury', () => {
  test.each(['injury-slip-80', 'injury-slip-58', 'injury-bill-a4'])(
    '%s says who pays what, and why',
    (name) => {
      const paper = injuryPaper(9)
      const { total, fund, cash } = paper.settlement.amounts
      const printed = textOf(layout(BUILT_IN[name]!, injuryData(paper, context()), null).items)
      // a narrow roll breaks its lines anywhere
      const text = printed.replaceAll('\n', '')
      for (const part of [
        '工伤住院结算单',
        '欧阳明月',
        '510104********0221',
        '成工伤认〔2026〕0012号',
        '骨科病区',
        yuanCapital(total),
        yuanShow(fund),
        yuanShow(cash),
        '李秋月（1007）',
        '四川工伤',
      ])
        expect(text).toContain(part)
      expect(text).not.toContain('510104198503120221')
      expect(text).not.toContain('已撤销')
    },
  )

  test('what took it back is a paper of its own, and the first says that it is void', () => {
    const paper = injuryPaper(3)
    const cancelled = { setl_id: 'T1', msgid: 'M2', setl_time: '2026-05-21 09:00:00' }
    const settlement = { ...paper.settlement, cancelled }
    expect(injuryData({ ...paper, settlement }, context())).toMatchObject({ void_mark: '已撤销' })
    const undone = injuryData({ ...paper, settlement, setl_id: 'T1' }, context(1))
    expect(undone).toMatchObject({
      ...{ title: '工伤住院结算撤销单', setl_id: 'T1', original_setl_id: settlement.setl_id, void_mark: '' },
      ...{ reprint: '重打 第 1 次', setl_time: cancelled.setl_time },
    })
  })

  test("the platform's own form stands below, without the person, and a difference is named", () => {
    const paper = injuryPaper(2)
    const line = { name: 'x', spec: '', unit: '', pric: '1', cnt: '1', amountFen: fen(1), note: '' }
    const statement = {
      facts: [
        { label: '姓名', value: '欧阳明月' },
        { label: '医院等级', value: '三级' },
      ],
      ...{ funds: [], lines: [line] },
    }
    const data = injuryData({ ...paper, statement }, context())
    expect(data.statement).toEqual([{ left: '医院等级：三级', right: '' }])
    expect(data.statement_note).toContain('平台清单合计 0.01 元（1 条）')
  })

  test('the fee list adds up by day, and marks what is none of the injury', () => {
    const paper = injuryPaper(30)
    const data = injuryFeesData({ ...paper, setl_id: '' }, context())
    const rows = data.rows as { sum_label: string; sum: number; amount: number; mark: string }[]
    const days = rows.filter((row) => row.sum_label !== '')
    expect(days).toHaveLength(3)
    expect(sum(days.map((row) => fen(row.sum)))).toBe(data.total)
    expect(rows.filter((row) => row.mark === '非工伤')).toHaveLength(data.unrelated_count as number)
  })

  test.each(['injury-slip-80', 'injury-bill-a4', 'injury-fees-a4', 'injury-clearing-a4'])(
    '%s keeps its ink on the sheets',
    (name) => {
      for (const count of [1, 60]) {
        const doc = samplePaper(name, count)
        for (const item of doc.items) {
          if (item.is !== 'text') continue
          expect(item.x_mm).toBeGreaterThanOrEqual(0)
          expect(item.x_mm + item.width_mm).toBeLessThanOrEqual(doc.paper.width_mm + 0.01)
          expect(item.page ?? 0).toBeLessThan(doc.pages ?? 1)
        }
      }
      if (name === 'injury-fees-a4') expect(samplePaper(name, 200).pages).toBeGreaterThan(1)
    },
  )
})
