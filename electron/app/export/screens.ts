import type { FeeView, WardRow } from '../../../shared/api/admission.ts'
import type { AuditView } from '../../../shared/api/auth.ts'
import type { FilingView } from '../../../shared/api/filing.ts'
import { DIFFERENCE_LABEL, type Difference, type LedgerSide } from '../../../shared/api/reconcile.ts'
import type { ShiftView } from '../../../shared/api/shift.ts'
import type { TxnRowView } from '../../../shared/api/txn.ts'
import { STAY_STEP_LABEL } from '../../../shared/stay.ts'
import type { Role } from '../../journal/port.ts'
import type { TableExport } from './port.ts'
import { type AskAs, byOffset, byWindow, type ColumnOf, tableOf } from './tables.ts'

/** The tables of the counter's own screens, read by their channels. */
export interface ScreenTables {
  ask: AskAs
  now(): number
  /** the code table's word of a value */
  meaning(dict: string, value: string): string
}

export function screenTables(deps: ScreenTables): TableExport[] {
  return [txns(deps), audit(deps), shifts(deps), ...reconcile(deps), fees(deps), ward(deps), filings(deps)]
}

const TXNS: readonly ColumnOf<TxnRowView>[] = [
  { title: '时间', kind: 'time', of: (row) => row.createdAt },
  { title: '接口', width: 10, of: (row) => row.infno },
  { title: '接口名称', width: 28, of: (row) => row.name },
  { title: '患者', width: 10, of: (row) => row.psnNameMasked },
  { title: '金额', kind: 'fen', of: (row) => row.amountFen },
  { title: '状态', width: 10, of: (row) => row.stateLabel },
  { title: '用时（毫秒）', kind: 'number', of: (row) => row.took_ms },
  { title: '操作员', width: 12, of: (row) => row.opterName },
  { title: '说明', width: 50, of: (row) => row.errMsg },
  { title: '报文号', width: 34, of: (row) => row.msgid },
]

function txns({ ask, now }: ScreenTables): TableExport {
  const search = (query: object, caller: Parameters<AskAs>[2]) => ask('txn.search', { ...query }, caller)
  return tableOf(
    {
      id: 'txns',
      label: '交易记录',
      count: async (query, caller) => (await search({ ...query, offset: 0, limit: 1 }, caller)).total,
    },
    TXNS,
    (query, caller) => {
      const { from = 0, to = now() } = query as { from?: number; to?: number }
      return byWindow({ from, to: Math.min(to, now()) }, 200, (at) => search({ ...query, ...at }, caller))
    },
  )
}

const AUDIT: readonly ColumnOf<AuditView>[] = [
  { title: '序号', kind: 'number', width: 10, of: (row) => row.seq },
  { title: '时间', kind: 'time', of: (row) => row.at },
  { title: '操作员', width: 12, of: (row) => row.actor },
  { title: '动作', width: 26, of: (row) => row.action },
  { title: '对象', width: 34, of: (row) => row.subject },
  { title: '内容', width: 80, of: (row) => (row.detail === 'null' ? '' : row.detail) },
]
const SUPERVISORS: readonly Role[] = ['admin', 'supervisor']
const AUDIT_PAGE = 500

function audit({ ask }: ScreenTables): TableExport {
  const head = { id: 'audit', label: '审计', roles: SUPERVISORS }
  return tableOf(head, AUDIT, async function* (_query, caller) {
    let before: { before?: number } = {}
    for (;;) {
      const rows = await ask('auth.audit', { ...before, limit: AUDIT_PAGE }, caller)
      yield* rows
      const last = rows.at(-1)
      if (!last || rows.length < AUDIT_PAGE) return
      before = { before: last.seq }
    }
  })
}

const SHIFTS: readonly ColumnOf<ShiftView>[] = [
  { title: '签到', kind: 'time', of: (row) => row.startedAt },
  { title: '签退', kind: 'time', of: (row) => row.endedAt },
  { title: '操作员', width: 12, of: (row) => row.opterName },
  { title: '工号', width: 12, of: (row) => row.opter },
  { title: '窗口', width: 14, of: (row) => row.window },
  { title: '签到流水号', width: 30, of: (row) => row.sign_no },
  { title: '接班人', width: 12, of: (row) => row.handedTo },
]

function shifts({ ask }: ScreenTables): TableExport {
  return tableOf({ id: 'shifts', label: '班次' }, SHIFTS, async function* (_query, caller) {
    yield* await ask('shift.history', { limit: 200 }, caller)
  })
}

const side = (which: 'here' | 'there', word: string): ColumnOf<Difference>[] => {
  const fen = (title: string, name: 'totalFen' | 'fundFen' | 'acctFen'): ColumnOf<Difference> => ({
    title: `${word}${title}`,
    kind: 'fen',
    of: (row) => row[which]?.[name] ?? null,
  })
  const state = (of: LedgerSide | null) => (of === null ? '无' : of.refunded ? '退费' : '结算')
  return [
    { title: word, width: 8, of: (row) => state(row[which]) },
    fen('总额', 'totalFen'),
    fen('基金', 'fundFen'),
    fen('个账', 'acctFen'),
    { title: `${word}报文号`, width: 34, of: (row) => row[which]?.msgid ?? null },
  ]
}

const DIFFERENCES: readonly ColumnOf<Difference>[] = [
  { title: '差异', width: 12, of: (row) => DIFFERENCE_LABEL[row.kind] },
  { title: '患者', width: 10, of: (row) => row.psn_name },
  { title: '结算ID', width: 26, of: (row) => row.here?.setl_id || row.there?.setl_id || null },
  { title: '就诊ID', width: 26, of: (row) => row.here?.mdtrt_id || row.there?.mdtrt_id || null },
  ...side('here', '本院'),
  ...side('there', '中心'),
  { title: '中心备注', width: 30, of: (row) => row.memo },
  { title: '处理', width: 40, of: (row) => row.mended?.what ?? row.action?.label ?? null },
  { title: '处理人', width: 12, of: (row) => row.mended?.opterName ?? null },
  { title: '处理时间', kind: 'time', of: (row) => row.mended?.at ?? null },
]

function reconcile({ ask }: ScreenTables): TableExport[] {
  type Group = Awaited<ReturnType<typeof ask<'reconcile.sums'>>>['groups'][number]
  const sums: readonly ColumnOf<Group>[] = [
    { title: '险种', width: 26, of: (row) => row.insutypeLabel },
    { title: '清算类别', width: 20, of: (row) => row.clrTypeLabel },
    { title: '清算经办机构', width: 16, of: (row) => row.clr_optins },
    { title: '笔数', kind: 'number', of: (row) => row.count },
    { title: '其中退费', kind: 'number', of: (row) => row.refunds },
    { title: '总额', kind: 'fen', of: (row) => row.totalFen },
    { title: '基金', kind: 'fen', of: (row) => row.fundFen },
    { title: '个账', kind: 'fen', of: (row) => row.acctFen },
    { title: '现金', kind: 'fen', of: (row) => row.cashFen },
    { title: '存疑', kind: 'number', of: (row) => row.doubtful },
    { title: '中心结果', width: 40, of: (row) => row.stmt?.text ?? '未核对' },
    { title: '核对时间', kind: 'time', of: (row) => row.stmt?.at ?? null },
  ]
  return [
    tableOf({ id: 'reconcile', label: '对账' }, sums, async function* (query, caller) {
      yield* (await ask('reconcile.sums', query, caller)).groups
    }),
    tableOf({ id: 'differences', label: '对账差异' }, DIFFERENCES, (query, caller) =>
      byOffset(500, async (at) => (await ask('reconcile.run', { ...query, ...at }, caller)).rows),
    ),
  ]
}

const FEE_STATE = { new: '未上传', failed: '被拒', uploaded: '已上传', settled: '已结算' } as const

function fees({ ask, meaning }: ScreenTables): TableExport {
  const columns: readonly ColumnOf<FeeView>[] = [
    { title: '序号', kind: 'number', width: 8, of: (row) => row.lineNo },
    { title: '时间', kind: 'time', of: (row) => row.at },
    { title: '归属', width: 8, of: (row) => row.whose },
    { title: '项目', width: 30, of: (row) => row.name },
    { title: '规格', width: 18, of: (row) => row.spec },
    { title: '单位', width: 8, of: (row) => row.unit },
    { title: '单价', kind: 'number', of: (row) => Number(row.pric) },
    { title: '数量', kind: 'number', of: (row) => Number(row.cnt) },
    { title: '金额', kind: 'fen', of: (row) => row.amountFen },
    { title: '状态', width: 10, of: (row) => FEE_STATE[row.state] },
    { title: '原因', width: 40, of: (row) => row.why },
    { title: '费用类别', width: 14, of: (row) => meaning('med_chrgitm_type', row.med_chrgitm_type) },
    { title: '医院目录编码', width: 18, of: (row) => row.medins_list_codg },
    { title: '医疗目录编码', width: 30, of: (row) => row.med_list_codg },
    { title: '费用明细流水号', width: 20, of: (row) => row.feedetl_sn },
    { title: '全自费', kind: 'fen', of: (row) => row.split?.fulamt_ownpay_amt ?? null },
    { title: '超限价', kind: 'fen', of: (row) => row.split?.overlmt_amt ?? null },
    { title: '先行自付', kind: 'fen', of: (row) => row.split?.preselfpay_amt ?? null },
    { title: '符合范围', kind: 'fen', of: (row) => row.split?.inscp_scp_amt ?? null },
    { title: '科室', width: 16, of: (row) => row.dept_name },
    { title: '医生', width: 12, of: (row) => row.dr_name },
  ]
  return tableOf({ id: 'fees', label: '住院费用' }, columns, (query, caller) =>
    byOffset(1_000, async (at) => (await ask('admission.fees', { ...query, ...at }, caller)).rows),
  )
}

function ward({ ask, meaning }: ScreenTables): TableExport {
  const columns: readonly ColumnOf<WardRow>[] = [
    { title: '床位', width: 10, of: (row) => row.bed },
    { title: '姓名', width: 10, of: (row) => row.psn_name },
    { title: '住院号', width: 18, of: (row) => row.ipt_no },
    { title: '科室', width: 18, of: (row) => row.dept_name },
    { title: '医生', width: 12, of: (row) => row.dr_name },
    { title: '入院时间', kind: 'time', of: (row) => row.begntime },
    { title: '天数', kind: 'number', width: 8, of: (row) => row.days },
    { title: '险种', width: 26, of: (row) => (row.selfPay ? '自费' : meaning('insutype', row.insutype)) },
    { title: '异地', width: 8, of: (row) => (row.remote ? '是' : '') },
    { title: '总费用', kind: 'fen', of: (row) => row.totalFen },
    { title: '已结算', kind: 'fen', of: (row) => row.settledFen },
    { title: '未上传条数', kind: 'number', of: (row) => row.unsentLines },
    { title: '未上传金额', kind: 'fen', of: (row) => row.unsentFen },
    { title: '失败条数', kind: 'number', of: (row) => row.failedLines },
    { title: '押金余额', kind: 'fen', of: (row) => row.depositFen },
    { title: '差额', kind: 'fen', of: (row) => row.depositLeftFen },
    { title: '步骤', width: 12, of: (row) => STAY_STEP_LABEL[row.step] },
    { title: '提示', width: 24, of: (row) => row.marks.join('、') },
  ]
  return tableOf({ id: 'ward', label: '住院患者' }, columns, async function* (query, caller) {
    yield* await ask('admission.ward', query, caller)
  })
}

const FILINGS: readonly ColumnOf<FilingView>[] = [
  { title: '办理时间', kind: 'time', of: (row) => row.at },
  { title: '类型', width: 16, of: (row) => row.kindLabel },
  { title: '姓名', width: 10, of: (row) => row.psn_name },
  { title: '证件号码', width: 22, of: (row) => row.certnoMasked },
  { title: '内容', width: 50, of: (row) => row.summary },
  { title: '状态', width: 12, of: (row) => row.stateLabel },
  { title: '待遇申报明细流水号', width: 26, of: (row) => row.trt_dcla_detl_sn },
  { title: '说明', width: 40, of: (row) => row.note },
  { title: '经办人', width: 12, of: (row) => row.opterName },
]

function filings({ ask }: ScreenTables): TableExport {
  return tableOf({ id: 'filings', label: '备案记录' }, FILINGS, async function* (query, caller) {
    yield* await ask('filing.list', { ...query, limit: 200 }, caller)
  })
}
