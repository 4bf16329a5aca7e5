import type {
  ClearingItem,
  DeductedRow,
  ShareItem,
  ShareRow,
} from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import type { TableExport } from '../../export/port.ts'
import { type AskAs, byOffset, type ColumnOf, tableOf } from '../../export/tables.ts'
import { type Caller, OFFICE } from '../../registry.ts'

type Rows<T> = (query: JsonObject, caller: Caller) => AsyncIterable<T>

const sheet = <T>(id: string, label: string, columns: readonly ColumnOf<T>[], rows: Rows<T>): TableExport =>
  tableOf<T>({ id: `injury.clearing.${id}`, label, roles: OFFICE }, columns, rows)

const PAGE = 500

/** A settlement with what it is part of. */
type Part = ClearingItem & { of: string; no: string; stateLabel: string }
const PARTS = (of: string, no: string): readonly ColumnOf<Part>[] => [
  { title: of, width: 16, of: (row) => row.of },
  { title: no, width: 26, of: (row) => row.no },
  { title: '状态', width: 12, of: ({ stateLabel }) => stateLabel },
  { title: '结算编号', width: 26, of: ({ setl_id }) => setl_id },
  { title: '就诊编号', width: 20, of: ({ mdtrt_id }) => mdtrt_id },
  { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
  { title: '时间', width: 20, of: ({ setl_time }) => setl_time },
  { title: '费用总额', kind: 'fen', of: ({ totalFen }) => totalFen },
  { title: '基金支付', kind: 'fen', of: ({ fundFen }) => fundFen },
  { title: '个人支付', kind: 'fen', of: ({ cashFen }) => cashFen },
  { title: '说明', width: 24, of: ({ note }) => note },
]

const DEDUCTED: readonly ColumnOf<DeductedRow>[] = [
  { title: '状态', width: 10, of: ({ stateLabel }) => stateLabel },
  { title: '扣款业务号', width: 36, of: ({ kk_sn }) => kk_sn },
  { title: '结算业务号', width: 26, of: ({ ykc618 }) => ykc618 },
  { title: '住院号/门诊号', width: 20, of: ({ akc190 }) => akc190 },
  { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
  { title: '统筹支付', kind: 'fen', of: ({ fundFen }) => fundFen },
  { title: '扣款金额', kind: 'fen', of: ({ amountFen }) => amountFen },
  { title: '扣款原因', width: 40, of: ({ reason }) => reason },
  { title: '扣款时间', width: 20, of: ({ time }) => time },
  { title: '审核经办机构', width: 20, of: ({ org }) => org },
  { title: '计入月结', width: 10, of: ({ month }) => month },
  { title: '说明', width: 40, of: ({ note }) => note },
]

type Shared = ShareItem & { share: ShareRow }
const SHARED: readonly ColumnOf<Shared>[] = [
  { title: '清分期号', width: 10, of: ({ share }) => share.period },
  { title: '清分编号', width: 26, of: ({ share }) => share.qf_no },
  { title: '方向', width: 8, of: ({ share }) => share.direction },
  { title: '对方', width: 10, of: ({ share }) => share.opposite },
  { title: '结算业务号', width: 26, of: ({ ykc618 }) => ykc618 },
  { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
  { title: '机构', width: 16, of: ({ institution }) => institution },
  { title: '总金额', kind: 'fen', of: ({ totalFen }) => totalFen },
  { title: '统筹支付', kind: 'fen', of: ({ fundFen }) => fundFen },
  { title: '扣款', kind: 'fen', of: ({ deductFen }) => deductFen },
  { title: '清分金额', kind: 'fen', of: ({ amountFen }) => amountFen },
  { title: '月结业务号', width: 26, of: ({ yzz062 }) => yzz062 },
  { title: '说明', width: 40, of: ({ share, note }) => [...share.unequal, note].filter(Boolean).join('；') },
]

/** A sheet a tab: every settlement of the month with its application or month-end, deductions, what was shared out. */
export const clearingTables = (ask: AskAs): TableExport[] => [
  sheet<Part>('items', '工伤清算明细', PARTS('医疗类别', '申请编号'), async function* (query, caller) {
    const { rows } = await ask('injury.clearing.list', query, caller)
    for (const { id, label: of, yzz062: no, stateLabel } of rows)
      for (const item of await ask('injury.clearing.items', { ...query, id }, caller))
        yield { ...item, of, no, stateLabel }
  }),
  sheet<Part>('monthItems', '工伤月结明细', PARTS('机构类型', '月结业务号'), async function* (query, caller) {
    const { rows } = await ask('injury.clearing.months', query, caller)
    for (const { id, label: of, yzz062: no, stateLabel } of rows)
      for (const item of await ask('injury.clearing.monthItems', { ...query, id }, caller))
        yield { ...item, of, no, stateLabel }
  }),
  sheet<DeductedRow>('deducted', '工伤审核扣款', DEDUCTED, async function* (query, caller) {
    yield* byOffset(
      PAGE,
      async (at) => (await ask('injury.clearing.deducted', { ...query, ...at }, caller)).rows,
    )
  }),
  sheet<Shared>('shareItems', '工伤清分明细', SHARED, async function* (query, caller) {
    const shares = byOffset(
      PAGE,
      async (at) => (await ask('injury.clearing.shares', { ...query, ...at }, caller)).rows,
    )
    for await (const share of shares)
      for (const item of await ask('injury.clearing.shareItems', { id: share.id }, caller))
        yield { ...item, share }
  }),
]
