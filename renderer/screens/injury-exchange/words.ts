import type { ExchangeDownload } from '../../../shared/api/injury-exchange.ts'

/** What a list shows of each download's records: field, title, width. */
export type Shown = readonly [field: string, title: string, width?: number]

const NAME: Shown = ['aac003', '姓名', 76]
const NO: Shown = ['aac002', '社会保障号码', 158]
const PERIOD: readonly Shown[] = [
  ['aae030', '开始', 92],
  ['aae031', '结束', 92],
]
const STAY: Shown = ['akc190', '住院号', 118]
const UNDO: readonly Shown[] = [NAME, STAY, ['undo_rea', '撤销原因'], ['undo_time', '撤销时间', 128]]

export const COLUMNS: Record<string, readonly Shown[]> = {
  GYD001: [
    NAME,
    NO,
    ['filing_type', '备案类型', 110],
    ['inst_type', '机构类型', 90],
    ['aab299', '就医地', 70],
    ...PERIOD,
  ],
  GYD006: [
    NAME,
    NO,
    ['filing_type', '备案类型', 110],
    ['inst_type', '机构类型', 90],
    ['aab299', '就医地', 70],
    ...PERIOD,
  ],
  GYD009: [
    ['akb020', '机构编码', 120],
    ['akb021', '机构名称'],
    ['inst_type', '类型', 120],
    ['aab299', '就医地', 70],
    ...PERIOD,
  ],
  GYD101: [NAME, STAY, ['akb021', '机构'], ['akc192', '入院时间', 128], ['akc050', '入院诊断', 150]],
  GYD102: [STAY, ['ake002', '项目'], ['aka074', '规格', 110], ['akc225', '单价', 80], ['akc226', '数量', 70]],
  GYD103: [NAME, STAY, ['akb021', '机构'], ['setl_kind', '类别', 90], ['setl_time', '结算时间', 128]],
  GYD003: [
    ['akb021', '机构'],
    ['yzz060', '年', 50],
    ['yzz061', '月', 40],
    ['ake098', '人次', 60],
  ],
  GYD004: [NAME, STAY, ['kk_rea', '扣款原因'], ['kk_time', '扣款时间', 128]],
  GYD005: [
    ['qf_period', '期号', 76],
    ['qf_dir', '方向', 60],
    ['opp_admdvs', '对方', 76],
    ['qf_num', '人次', 60],
    ['qf_time', '清分时间', 128],
  ],
  GYD401: UNDO,
  GYD402: UNDO,
  GYD403: UNDO,
  GYD404: UNDO,
}

export const AMOUNTS: Record<string, readonly Shown[]> = {
  GYD102: [['akc227', '金额', 100]],
  GYD103: [
    ['akc264', '总额', 92],
    ['akb068', '基金', 92],
  ],
  GYD003: [['net_amt', '应付', 110]],
  GYD004: [['kk_amt', '扣款', 100]],
  GYD005: [['qf_amt', '清分金额', 110]],
}

export const LIST_LABEL: Record<string, string> = {
  ...{ GYD001: '备案申请', GYD006: '有效和历史备案', GYD101: '入院', GYD103: '结算', GYD102: '费用明细' },
  ...{ GYD004: '审核扣款', GYD003: '月结', GYD005: '清分', GYD009: '协议机构' },
  ...{ GYD401: '明细撤销', GYD402: '入院撤销', GYD403: '结算撤销', GYD404: '扣款撤销' },
}

/** the state that is shown unless another is chosen: what is to be done */
export const FIRST: Record<string, string> = { GYD001: 'waiting' }

export const EMPTY: Record<string, string> = {
  GYD001:
    '国家社会保险公共服务平台上提出、等待本地审核的备案申请。每 30 分钟自动下载，也可在“下载”页立即下载。',
  GYD006: '审核通过的备案：新增的和变更过的。每 30 分钟自动下载；本地备案按 Alt+N 新增。',
  GYD009: '各地协议机构。在“下载”页下载 GYD009 后列在这里；按 F8 上报本机构。',
  GYD101: '在外省住院的本地工伤职工的入院登记。在“下载”页下载 GYD101，或等经办机构的定时下载。',
  GYD103: '他们的出院结算和辅助器具结算。在“下载”页下载 GYD103。',
  GYD102: '这些住院的费用明细。选中入院记录按 F8 取。',
}

/** Red wants a hand, amber waits, green is done. */
export const toneOf = (state: string): string =>
  ({ undone: 'quiet', invalid: 'quiet', waiting: 'waiting', refused: 'waiting' })[state] ?? 'done'

/** How a download stands, in a word. */
export function standing(row: ExchangeDownload): { text: string; tone: string } {
  if (row.running) return { text: '正在下载', tone: 'waiting' }
  if (row.lost) return { text: '回答没有收到', tone: 'in-doubt' }
  if (row.refused > 0) return { text: '确认被拒绝', tone: 'in-doubt' }
  if (row.unconfirmed > 0) return { text: `${row.unconfirmed} 条待确认`, tone: 'waiting' }
  if (row.lastAt === null) return { text: '没有下载过', tone: 'quiet' }
  return row.more ? { text: '还有未取的', tone: 'waiting' } : { text: '已取完', tone: 'done' }
}

/** A time of the wire to its minute. */
export const short = (text: string): string =>
  /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? text.slice(0, 16) : text

/** of these the recognised injuries come first */
export const INJURIES_FIRST: ReadonlySet<string> = new Set(['GYD001', 'GYD006'])
