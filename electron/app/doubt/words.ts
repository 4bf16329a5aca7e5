import { yuanShow } from '../../../shared/money.ts'
import type { Txn } from '../../../shared/txn.ts'

/** A doubtful transaction in plain Chinese. `label` is the interface's name. */
export function doubtWords(
  txn: Txn,
  label: string,
): { what: string; means: string; todo: string; doing: string } {
  const money = txn.amountFen !== null
  const [booked, again] = money ? ['记账', '收费'] : ['登记', '办理']
  const amount = txn.amountFen === null ? '' : `，金额 ${yuanShow(txn.amountFen)} 元`
  const what = `“${label}”（${txn.infno}）发出后没有得到明确结果${amount}`
  const last = txn.errMsg ? `（${txn.errMsg}）` : ''
  switch (txn.state) {
    case 'MANUAL':
      return {
        what,
        means: `系统查证和冲正都没有得出结论，中心可能已经${booked}，也可能没有。`,
        doing: `已停止自动处理${last}`,
        todo: '请联系医保办核实，由收费组长在这里登记结论。',
      }
    case 'REVERSING':
      return {
        what,
        means: `正在请中心撤销这一笔；确认之前不要再次${again}。`,
        doing: `正在向中心冲正${last}`,
        todo: '请等待冲正被确认；可先办理下一位患者。',
      }
    default:
      return {
        what,
        means: `中心可能已经${booked}，也可能没有；查清之前不要再次${again}。`,
        doing: `正在向中心查证${last}`,
        todo: '可先办理下一位患者；有结果会自动更新，能不能放弃等待在存疑交易（F12）里看。',
      }
  }
}

/** The transaction that holds an encounter, as its view shows it. */
export function doubtOf(txn: Txn, label: string) {
  const { what, means, todo, doing } = doubtWords(txn, label)
  return {
    msgid: txn.msgid,
    infno: txn.infno,
    label,
    state: txn.state,
    what,
    means: `${means}${doing}。`,
    todo,
    sentAt: txn.sentAt,
  }
}
