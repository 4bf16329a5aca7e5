import type { StayView } from '../../../../shared/api/admission.ts'
import { fen, yuanShow } from '../../../../shared/money.ts'
import { PAY_METHOD_LABEL } from '../../../../shared/visit.ts'
import { Figure } from '../../common/Figure.tsx'
import { ReasonBox, type Way } from '../../common/ReasonBox.tsx'
import { command } from '../commands.ts'
import { lastSettlement, type UndoName } from '../next.ts'
import { closeBox, useAdmission } from '../store.ts'
import { undone } from '../undo.ts'
import { DepositBox } from './DepositBox.tsx'

interface Undo {
  title: string
  okText: string
  text: string
  reasons: string[]
  ways?: readonly Way[]
  run: (reason: string, way: string) => unknown
}

/** F9: takes back what the page is about, once, with a reason. */
export function UndoBox({ view, name }: { view: StayView; name: Exclude<UndoName, 'abandon'> }) {
  const marked = useAdmission((s) => s.marked)
  if (name === 'giveBack') return <DepositBox view={view} back />
  const undo = UNDO[name](view, marked)
  return (
    <ReasonBox
      title={undo.title}
      okText={undo.okText}
      label="原因"
      reasons={undo.reasons}
      ways={undo.ways ?? []}
      onOk={(reason, way) => {
        closeBox()
        void undo.run(reason, way)
      }}
      onClose={closeBox}
    >
      <p>{undo.text}</p>
      {name === 'cancelSettlement' && <Moved view={view} />}
    </ReasonBox>
  )
}

const UNDO: Record<
  Exclude<UndoName, 'abandon' | 'giveBack'>,
  (view: StayView, marked: ReadonlySet<number>) => Undo
> = {
  cancel: ({ stay, sums, deposit }) => ({
    title: '撤销入院',
    okText: '撤销入院',
    text:
      deposit.balanceFen > 0
        ? '还有押金没有退：请先在“押金”页按 − 退还，再撤销入院。'
        : `撤销住院号 ${stay.ipt_no} 的入院登记（2404），中心不留记录。`,
    reasons: ['登记错误', '患者未住院', '险种或医疗类别有误', '重复登记'],
    ways:
      sums.uploadedLines > 0
        ? [
            {
              key: 'withdraw',
              label: '连同明细撤回',
              text: `先撤回已上传的 ${sums.uploadedLines} 条明细（2302）`,
            },
            { key: 'keep', label: '只撤销登记', text: '中心还有明细时会拒绝' },
          ]
        : [],
    run: (reason, way) => command('admission.cancel', { reason, withdrawFees: way === 'withdraw' }),
  }),
  cancelDischarge: () => ({
    title: '撤销出院',
    okText: '撤销出院',
    text: '撤回出院登记（2405），患者回到在院，可以继续记账和变更入院信息。',
    reasons: ['出院信息有误', '患者继续住院', '还有费用未记'],
    run: (reason) => command('admission.cancelDischarge', { reason }),
  }),
  cancelSettlement: (view) => ({
    title: '撤销结算',
    okText: '撤销结算',
    text: '撤销最近一次有效的结算（2305）。用掉的押金恢复为押金。',
    reasons: ['费用有误', '险种或待遇有误', '患者要求', '出院信息有误'],
    ways: waysOf(view),
    run: (reason, way) => {
      const setl_id = lastSettlement(view)?.setl_id
      if (!setl_id) return
      return command('admission.cancelSettlement', {
        setl_id,
        reason,
        to: way === 'return' ? 'return' : 'deposit',
      })
    },
  }),
  withdraw: ({ sums }, marked) => ({
    title: '撤回明细',
    okText: marked.size > 0 ? `撤回 ${marked.size} 条` : '全部撤回',
    text:
      marked.size > 0
        ? `从中心撤回标记的 ${marked.size} 条明细（2302），之后可以重新上传。`
        : `从中心撤回未结算的全部明细（2302），共 ${sums.uploadedLines} 条，之后可以重新上传。`,
    reasons: ['项目或数量有误', '对照关系变更', '重新上传'],
    run: async (reason) => {
      const lineNos = marked.size > 0 ? { lineNos: [...marked] } : {}
      if (await command('admission.withdraw', { reason, ...lineNos })) {
        useAdmission.setState({ marked: new Set() })
      }
    },
  }),
}

/** Where the money goes that was taken for the settlement; nothing to ask where nothing was taken. */
function waysOf(view: StayView): Way[] {
  const money = undone(view)
  if (!money || money.taken.length === 0) return []
  const moved = money.taken.map(({ method, amountFen }) => {
    const word = amountFen > 0 ? '退' : '收'
    return `${word}${PAY_METHOD_LABEL[method]} ${yuanShow(fen(Math.abs(amountFen)))} 元`
  })
  const left = (to: 'deposit' | 'return') => `撤销后押金余额 ${yuanShow(money.balanceFen[to])} 元`
  return [
    { key: 'deposit', label: '转为押金', text: `收的钱留作押金；${left('deposit')}` },
    { key: 'return', label: '退给患者', text: `${moved.join('，')}；${left('return')}` },
  ]
}

/** What taking it back does with the money; `waysOf` asks where the rest goes. */
function Moved({ view }: { view: StayView }) {
  const money = undone(view)
  if (!money) return null
  return (
    <>
      <Figure label="恢复为押金" amount={money.releasedFen} />
      <Figure label="结算收款" amount={money.takenFen} size="big" />
      {money.taken.length === 0 && <Figure label="撤销后押金余额" amount={money.balanceFen.deposit} />}
      {money.givenFen > 0 && (
        <p className="v-dim">
          结算时退出的押金 {yuanShow(money.givenFen)} 元已经给了患者，不恢复；重新结算时不足的再补收。
        </p>
      )}
    </>
  )
}
