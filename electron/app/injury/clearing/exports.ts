import type {
  ClearingItem,
  ClearingRow,
  DeductedRow,
  DeductionRow,
  MonthRow,
  ShareItem,
  ShareRow,
} from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import type { TableExport } from '../../export/port.ts'
import { type AskAs, type ColumnOf, tableOf } from '../../export/tables.ts'
import { type Caller, OFFICE } from '../../registry.ts'

type Rows<T> = (query: JsonObject, caller: Caller) => Promise<readonly T[]>

function sheet<T>(id: string, label: string, columns: readonly ColumnOf<T>[], rows: Rows<T>): TableExport {
  return tableOf<T>(
    { id: `injury.clearing.${id}`, label, roles: OFFICE },
    columns,
    async function* (query, caller) {
      yield* await rows(query, caller)
    },
  )
}

const MOST = 500
const ITEMS: readonly ColumnOf<ClearingItem>[] = [
  { title: '结算编号', width: 26, of: ({ setl_id }) => setl_id },
  { title: '就诊编号', width: 20, of: ({ mdtrt_id }) => mdtrt_id },
  { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
  { title: '时间', width: 20, of: ({ setl_time }) => setl_time },
  { title: '费用总额', kind: 'fen', of: ({ totalFen }) => totalFen },
  { title: '基金支付', kind: 'fen', of: ({ fundFen }) => fundFen },
  { title: '个人支付', kind: 'fen', of: ({ cashFen }) => cashFen },
  { title: '说明', width: 24, of: ({ note }) => note },
]

/** Every list of the screen as a sheet. */
export const clearingTables = (ask: AskAs): TableExport[] => [
  sheet<ClearingRow>(
    'list',
    '工伤清算申请',
    [
      { title: '医疗类别', width: 14, of: ({ label }) => label },
      { title: '状态', width: 12, of: ({ stateLabel }) => stateLabel },
      { title: '申请编号', width: 24, of: ({ yzz062 }) => yzz062 },
      { title: '笔数', kind: 'number', of: ({ details }) => details.count },
      { title: '人数', kind: 'number', of: ({ details }) => details.persons },
      { title: '费用总额', kind: 'fen', of: ({ details }) => details.totalFen },
      { title: '基金支付', kind: 'fen', of: ({ details }) => details.fundFen },
      { title: '个人支付', kind: 'fen', of: ({ details }) => details.cashFen },
      { title: '审核扣款', kind: 'fen', of: ({ deductFen }) => deductFen },
      { title: '拨付金额', kind: 'fen', of: ({ payFen }) => payFen },
      { title: '申请时间', kind: 'time', of: ({ appliedAt }) => appliedAt },
      { title: '说明', width: 40, of: ({ why, unequal }) => [...unequal, why].filter(Boolean).join('；') },
    ],
    async (query, caller) => (await ask('injury.clearing.list', query, caller)).rows,
  ),
  sheet<ClearingItem>('items', '工伤清算明细', ITEMS, (query, caller) =>
    ask('injury.clearing.items', query, caller),
  ),
  sheet<ClearingItem>('monthItems', '工伤月结明细', ITEMS, (query, caller) =>
    ask('injury.clearing.monthItems', query, caller),
  ),
  sheet<DeductionRow>(
    'deductions',
    '工伤清算扣款',
    [
      { title: '扣款流水号', width: 22, of: ({ kk_sn }) => kk_sn },
      { title: '结算编号', width: 22, of: ({ ykc618 }) => ykc618 },
      { title: '就诊编号', width: 20, of: ({ mdtrt_id }) => mdtrt_id },
      { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
      { title: '项目', width: 24, of: ({ item }) => item },
      { title: '扣款金额', kind: 'fen', of: ({ amountFen }) => amountFen },
      { title: '扣款原因', width: 40, of: ({ reason }) => reason },
      { title: '扣款时间', width: 20, of: ({ time }) => time },
    ],
    async (query, caller) => (await ask('injury.clearing.deductions', query, caller)).rows,
  ),
  sheet<MonthRow>(
    'months',
    '工伤月结',
    [
      { title: '机构类型', width: 16, of: ({ label }) => label },
      { title: '状态', width: 12, of: ({ stateLabel }) => stateLabel },
      { title: '月结业务号', width: 26, of: ({ yzz062 }) => yzz062 },
      { title: '人次', kind: 'number', of: ({ details }) => details.count },
      { title: '结算总金额', kind: 'fen', of: ({ details }) => details.totalFen },
      ...[0, 1, 2, 3].map((i) => ({
        title: ['统筹支付', '撤销冲减', '审核扣款', '扣款撤销'][i]!,
        kind: 'fen' as const,
        of: ({ parts }: MonthRow) => parts[i]?.fen ?? null,
      })),
      { title: '应付金额', kind: 'fen', of: ({ netFen }) => netFen },
      { title: '月结时间', kind: 'time', of: ({ closedAt }) => closedAt },
    ],
    async (query, caller) => (await ask('injury.clearing.months', query, caller)).rows,
  ),
  sheet<DeductedRow>(
    'deducted',
    '工伤审核扣款',
    [
      { title: '状态', width: 10, of: ({ stateLabel }) => stateLabel },
      { title: '扣款业务号', width: 34, of: ({ kk_sn }) => kk_sn },
      { title: '结算业务号', width: 24, of: ({ ykc618 }) => ykc618 },
      { title: '住院号/门诊号', width: 18, of: ({ akc190 }) => akc190 },
      { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
      { title: '统筹支付', kind: 'fen', of: ({ fundFen }) => fundFen },
      { title: '扣款金额', kind: 'fen', of: ({ amountFen }) => amountFen },
      { title: '扣款原因', width: 40, of: ({ reason }) => reason },
      { title: '扣款时间', width: 20, of: ({ time }) => time },
      { title: '审核经办机构', width: 20, of: ({ org }) => org },
      { title: '计入月结', width: 10, of: ({ month }) => month },
      { title: '说明', width: 40, of: ({ note }) => note },
    ],
    async (query, caller) => (await ask('injury.clearing.deducted', { ...query, limit: MOST }, caller)).rows,
  ),
  sheet<ShareRow>(
    'shares',
    '工伤费用清分',
    [
      { title: '清分期号', width: 10, of: ({ period }) => period },
      { title: '清分编号', width: 26, of: ({ qf_no }) => qf_no },
      { title: '方向', width: 8, of: ({ direction }) => direction },
      { title: '对方', width: 10, of: ({ opposite }) => opposite },
      { title: '人次', kind: 'number', of: ({ count }) => count },
      { title: '统筹支付', kind: 'fen', of: ({ fundFen }) => fundFen },
      { title: '清分金额', kind: 'fen', of: ({ amountFen }) => amountFen },
      { title: '明细合计', kind: 'fen', of: ({ details }) => details.amountFen },
      { title: '清分时间', width: 20, of: ({ time }) => time },
      { title: '不一致', width: 40, of: ({ unequal }) => unequal.join('；') },
    ],
    async (query, caller) => (await ask('injury.clearing.shares', { ...query, limit: MOST }, caller)).rows,
  ),
  sheet<ShareItem>(
    'shareItems',
    '工伤清分明细',
    [
      { title: '结算业务号', width: 26, of: ({ ykc618 }) => ykc618 },
      { title: '姓名', width: 10, of: ({ psn_name }) => psn_name },
      { title: '机构', width: 16, of: ({ institution }) => institution },
      { title: '总金额', kind: 'fen', of: ({ totalFen }) => totalFen },
      { title: '统筹支付', kind: 'fen', of: ({ fundFen }) => fundFen },
      { title: '扣款', kind: 'fen', of: ({ deductFen }) => deductFen },
      { title: '清分金额', kind: 'fen', of: ({ amountFen }) => amountFen },
      { title: '月结业务号', width: 26, of: ({ yzz062 }) => yzz062 },
      { title: '说明', width: 40, of: ({ note }) => note },
    ],
    (query, caller) => ask('injury.clearing.shareItems', query, caller),
  ),
]
