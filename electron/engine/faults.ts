import type { Fault } from '../../shared/errors.ts'
import type { Txn } from '../../shared/txn.ts'
import type { Reply } from '../platforms/port.ts'

/** What is at stake: money, a question, or a record at the centre. */
type Stake = 'money' | 'question' | 'record'

const stakeOf = (txn: Txn): Stake =>
  txn.kind === 'query' ? 'question' : txn.amountFen !== null ? 'money' : 'record'

/** The centre did nothing. */
const NOTHING: Record<Stake, string> = {
  money: '中心没有记账，患者没有被扣款。',
  question: '这只是查询，不影响任何记账。',
  record: '中心没有登记，这一步不涉及扣款。',
}

/** What the cashier reads about one transaction that did not simply succeed. `label` is 「门诊结算」. */
export function rejectedFault(
  txn: Txn,
  label: string,
  { code, message, sort }: Extract<Reply, { is: 'refused' }>,
): Fault {
  return {
    kind: 'rejected',
    what: `中心没有受理“${label}”：${message || '未说明原因'}`,
    means: NOTHING[stakeOf(txn)],
    todo: '按中心的提示改正后重试；改不了可转自费或联系医保办。',
    centre: { code, message, sort },
    msgid: txn.msgid,
  }
}

export function absentFault(txn: Txn, label: string, message: string): Fault {
  return {
    kind: 'unreachable',
    what: `“${label}”没有送达中心：${message}`,
    means: NOTHING[stakeOf(txn)],
    todo: '可以直接重试；一直不通请联系信息科检查网络。',
    msgid: txn.msgid,
  }
}

export function reversedFault(txn: Txn, label: string): Fault {
  return {
    kind: 'rejected',
    what: `“${label}”没有等到结果，已请中心冲正并得到确认`,
    means: `中心已撤销这一笔，${stakeOf(txn) === 'money' ? '患者没有被扣款' : '没有留下登记'}。`,
    todo: '可以重新办理这一步。',
    msgid: txn.msgid,
  }
}

export function doubtFault(txn: Txn, label: string, message: string): Fault {
  const money = stakeOf(txn) === 'money'
  return {
    kind: 'doubt',
    what: `“${label}”已发出，还不知道中心是否${money ? '记账' : '办成'}：${message}`,
    means: money
      ? '这笔钱可能已经在中心记账，也可能没有，系统正在向中心查证。'
      : '中心可能已经登记，也可能没有，系统正在向中心查证；这一步不涉及扣款。',
    todo: `请勿重复${money ? '收费' : '办理'}。可先办理下一位患者，结果出来后自动更新（F12 查看）。`,
    msgid: txn.msgid,
  }
}
