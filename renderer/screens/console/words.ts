import type { InterfaceFacts } from '../../../shared/api/console.ts'
import type { Field } from '../../../shared/contract.ts'

/** 「文本 30」「数字 16.2」「日期」 */
export function typeText({ type, length, scale, items }: Field): string {
  const many = items ? '（多个）' : ''
  switch (type) {
    case 'string':
      return `文本${length ? ` ${length}` : ''}${many}`
    case 'number':
      return `数字${length ? ` ${length}${scale ? `.${scale}` : ''}` : ''}`
    case 'integer':
      return `整数${length ? ` ${length}` : ''}`
    case 'date':
      return '日期'
    case 'datetime':
      return '日期时间'
    case 'boolean':
      return '是否'
    case 'file':
      return '文件'
  }
}

export interface Question {
  /** what it changes, and what takes it back */
  lines: string[]
  /** what the counter will not know */
  warning: string | null
}

/** What has to be said before this is sent; null where it may simply be sent. */
export function questionOf({ contract, life }: InterfaceFacts): Question | null {
  const { kind, name } = contract
  if (kind === 'query' || kind === 'download') return null
  if (kind === 'session') {
    return { lines: [`“${name}”会改变操作员在中心的签到，可能影响正在使用的班次。`], warning: null }
  }
  const done = kind === 'upload' ? `向中心上传“${name}”的内容` : `在中心办理“${name}”`
  return {
    lines: [
      `将${done}，中心的记录会因此改变。`,
      life.withdraw ? `办成以后可以用 ${life.withdraw}撤销。` : '办成以后没有对应的撤销接口。',
      `没有回答时：${life.ask}；${life.undo}。`,
    ],
    warning: life.money
      ? '这是结算类交易，不经过收费流程：本机的就诊、收款和班次合计都不会有这一笔，对账时会出现差异。'
      : null,
  }
}
