import type { UploadSourceView, UploadStateName } from '../../../shared/api/uploads.ts'
import { timeShow } from '../../format.ts'

/** What the list shows: the digit after Alt chooses. */
export const VIEWS = [
  { label: '待处理', states: ['refused', 'held'] },
  { label: '等待与在途', states: ['waiting', 'sent'] },
  { label: '已收', states: ['accepted'] },
  { label: '已撤下', states: ['withdrawn'] },
] as const satisfies readonly { label: string; states: readonly UploadStateName[] }[]

export const TONE: Record<UploadStateName, string> = {
  waiting: 'waiting',
  sent: 'waiting',
  held: 'in-doubt',
  refused: 'in-doubt',
  accepted: 'done',
  withdrawn: 'quiet',
}

export const EMPTY: readonly string[] = [
  '没有待处理的记录。中心拒绝的、本机检查不合规定的记录会列在这里，写明是哪一项、为什么。',
  '没有等待上传的记录。从 HIS 读到的记录在这里排队，按顺序成批上传，中心不通时自动重试。',
  '还没有中心收下的记录。',
  '没有撤下的记录。不再上传的记录列在这里。',
]

/** One line about the source chosen: what it does, or why it stopped. */
export function sourceWords(source: UploadSourceView | undefined): string {
  if (!source) return ''
  if (source.doing === 'read') return '正在从 HIS 读取…'
  if (source.doing === 'send') return '正在上传…'
  const times = [
    source.readAt === null ? '' : `${timeShow(source.readAt)} 读取`,
    source.sentAt === null ? '' : `${timeShow(source.sentAt)} 传完`,
    source.oldestAt === null ? '' : `最早一条 ${timeShow(source.oldestAt)} 读到`,
  ]
  return times.filter(Boolean).join('，')
}
