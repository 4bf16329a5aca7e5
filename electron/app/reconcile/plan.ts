import type { Difference, LedgerSide, ReconcileRun } from '../../../shared/api/reconcile.ts'
import { yuanShow } from '../../../shared/money.ts'
import { DOUBTFUL, TXN_STATE_LABEL, type Txn } from '../../../shared/txn.ts'
import type { ReconcileDeps } from './deps.ts'
import type { Found } from './match/compare.ts'

/** What mends a difference: reversal, belief in the centre, a further question, or a person. */
export type Plan =
  /** 2601 of the centre's row */
  | { code: 'reverse'; label: string; explain: string; msgid: string; infno: string }
  /** a MANUAL transaction that the centre lists: it happened */
  | { code: 'adopt'; label: string; explain: string; txn: Txn }
  /** the resolver has it: one look now */
  | { code: 'look'; label: string; explain: string; txn: Txn }
  /** 5203 of our row, or of the centre's */
  | { code: 'ask'; label: string; explain: string; side: LedgerSide }
  /** the centre has none of ours (5203 said so): people deal with it outside, the ledger stays */
  | { code: 'decide'; label: string; explain: string }
  /** nothing that this counter may do: a person writes down what was */
  | { code: 'note'; label: string; explain: string }

type Known = Pick<ReconcileDeps, 'journal' | 'fixmedins_code' | 'slot'>

const DECIDE: Plan = {
  code: 'decide',
  label: '登记须人工处理',
  explain:
    '中心（5203）查无此笔，本机不能代为补记。与医保办核实后，在原因里写明怎么处理（请患者补结算、退还所收款项等），登记为“已核实，须人工处理”；账本不改，结账时仍须写明原因并由第二人复核。',
}

/** What is to be done about a difference, from what the journal knows of its message. */
export async function planFor(
  deps: Known,
  run: ReconcileRun,
  found: Found,
  before?: Difference['mended'],
): Promise<Plan> {
  const { kind, here, there } = found
  if (kind === 'onlyHere' && before?.verdict === 'absent') return DECIDE
  if (kind === 'onlyThere' && there) return surplus(deps, run, there)
  if (kind === 'double') {
    if (!there) return note('本院明细里同一结算ID出现两次，账本不允许这样的行，请联系信息科查明。')
    if (here && there.msgid === here.msgid && there.setl_id === here.setl_id) {
      return note('中心的文件把同一笔列了两次，没有多出的报文可以冲正，请与医保办核实。')
    }
    // under one msgid a reversal would take the settlement that is ours
    return here && there.msgid === here.msgid ? question(there) : surplus(deps, run, there)
  }
  if (here) return question(here, QUESTIONS[kind])
  return note('中心没有给出可以核对的内容，请与医保办核实。')
}

const QUESTIONS: Partial<Record<Found['kind'], string>> = {
  onlyHere:
    '中心的对账文件里没有这一笔。先按结算ID向中心查询（5203）；中心确实没有的，再登记为须人工处理；账本不改。',
  amount: '两边金额不同。向中心查询（5203）这一笔，列出两边的金额；不自动改账。',
  state: '两边的退费标志或报文不同。向中心查询（5203）这一笔现在的状态，按结果处理。',
}

function question(side: LedgerSide, explain = '向中心查询（5203）这一笔，看清后再处理。'): Plan {
  return { code: 'ask', label: '向中心查询', explain, side }
}

function note(explain: string): Plan {
  return { code: 'note', label: '登记说明', explain }
}

/** A row of the centre that nobody here stands for. */
async function surplus(deps: Known, run: ReconcileRun, there: LedgerSide): Promise<Plan> {
  const { msgid } = there
  if (!msgid) return note('中心没有给出报文ID，无法冲正，请与医保办核实后登记。')
  const txn = await deps.journal.txn(msgid)
  if (txn) return ofOurs(txn, there)
  const slot = slotOf(deps, msgid)
  if (slot === null)
    return note('报文ID不是本程序的格式，可能由别的系统发出。请在发出它的系统里核对，这里不冲正。')
  if (slot !== deps.slot) {
    return note(`这一笔由 ${String(slot).padStart(2, '0')} 号柜台发出，请在那个柜台上对账处理，这里不冲正。`)
  }
  const explain =
    '本机账本里没有这一笔，患者没有从本机拿到单据。用 2601 按报文ID请中心冲正，之后请重新对总账。'
  return { ...reverse, explain, msgid, infno: guessOf(run, there) }
}

const reverse = { code: 'reverse', label: '冲正' } as const

function ofOurs(txn: Txn, there: LedgerSide): Plan {
  const state = TXN_STATE_LABEL[txn.state]
  if (txn.state === 'MANUAL') {
    const explain = '本机这一笔待人工认定，而中心已经列出：按中心的结算记录（5203）认定为已发生并入账。'
    return { code: 'adopt', label: '认定已发生', explain, txn }
  }
  if (DOUBTFUL.includes(txn.state) || txn.state === 'SENT' || txn.state === 'PREPARED') {
    const explain = `本机这一笔还没有结论（${state}），系统正在查证；现在再查一次，有结论后请重新对账。`
    return { code: 'look', label: '继续查证', explain, txn }
  }
  if (txn.state === 'SETTLED') {
    const amount = txn.amountFen === null ? '' : `，${yuanShow(txn.amountFen)} 元`
    return question(
      there,
      `本机已经入账（${txn.infno}${amount}），可能在另一天或另一个结算ID下。先向中心查询（5203）。`,
    )
  }
  const explain = `本机记录这一笔“${state}”，中心却仍然有效：用 2601 再次请中心冲正，之后请重新对总账。`
  return { ...reverse, explain, msgid: txn.msgid, infno: txn.infno }
}

/** The counter that sent a message, by the msgid (shared/msgid.ts); null: it is not of that form. */
function slotOf({ fixmedins_code }: Known, msgid: string): number | null {
  if (!msgid.startsWith(fixmedins_code)) return null
  const slot = /^.{12}\d{14}(\d{2})\d{2}$/.exec(msgid)?.[1]
  return slot === undefined ? null : Number(slot)
}

const INPATIENT = /^2/

/** 2601 names the code that it reverses; the file does not, but the 清算类别 and the refund flag tell. */
function guessOf({ clr_type }: ReconcileRun, { refunded }: LedgerSide): string {
  if (INPATIENT.test(clr_type)) return refunded ? '2305' : '2304'
  return refunded ? '2208' : '2207'
}
