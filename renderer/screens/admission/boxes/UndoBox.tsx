import type { StayView } from '../../../../shared/api/admission.ts'
import { fen, sum } from '../../../../shared/money.ts'
import { Figure } from '../../common/Figure.tsx'
import { ReasonBox, type Way } from '../../common/ReasonBox.tsx'
import { command } from '../commands.ts'
import { lastSettlement, type UndoName } from '../next.ts'
import { closeBox, useAdmission } from '../store.ts'
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
      {name === 'cancelSettlement' && <Taken view={view} />}
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
  const last = lastSettlement(view)
  if (!last || last.payments.length === 0) return []
  return [
    { key: 'deposit', label: '转为押金', text: '收的钱留作押金，重新结算时再用' },
    { key: 'return', label: '退给患者', text: '按原来的收款方式退给患者' },
  ]
}

function Taken({ view }: { view: StayView }) {
  const last = lastSettlement(view)
  if (!last) return null
  const given = sum(last.givenBack.map((p) => p.amountFen))
  return (
    <>
      <Figure label="结算收款" amount={sum(last.payments.map((p) => p.amountFen))} size="big" />
      <Figure label="恢复为押金" amount={last.depositFen} />
      {given > 0 && <Figure label="结算时已退给患者（须收回）" amount={fen(given)} />}
    </>
  )
}
