import { expect, it } from 'vitest'
import { fen } from '../../shared/money.ts'
import type { Txn } from '../../shared/txn.ts'
import { doubtWords } from '../app/doubt/words.ts'
import { absentFault, doubtFault, rejectedFault, reversedFault } from './faults.ts'

const txn = (more: Partial<Txn>): Txn =>
  ({ infno: '2503', kind: 'transact', state: 'UNKNOWN', amountFen: null, errMsg: null, ...more }) as Txn

const all = (of: Txn) =>
  [
    rejectedFault(of, '某事', { is: 'refused', code: '-1', message: '不行', sort: 'other' }),
    absentFault(of, '某事', '不通'),
    reversedFault(of, '某事'),
    doubtFault(of, '某事', '没有回答'),
    ...(['MANUAL', 'REVERSING', 'QUERYING'] as const).map((state) => doubtWords({ ...of, state }, '某事')),
  ].map((words) => JSON.stringify(words))

it('speaks of money only where money is at stake', () => {
  for (const words of all(txn({}))) expect(words).not.toMatch(/收费(?!组长)|记账|被扣款|这笔钱/)
  for (const words of all(txn({ amountFen: fen(100) }))) expect(words).toMatch(/收费|记账|被扣款/)
  expect(absentFault(txn({ kind: 'query', amountFen: fen(1) }), '某事', '').means).toContain('查询')
})
