import type { JsonObject } from '../../../../shared/contract.ts'
import { maskNo } from '../../../../shared/mask.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Row, SlipData } from '../bind.ts'
import { type PaperContext, reprintMark } from './words.ts'

/** A paper that the platform gives as data (SCX-0601): doc of kind `sichuan.paper`. */
export interface PlatformPaper {
  title: string
  doc_type: string
  doc_no: string
  /** printed so far, as the centre counted when it was asked */
  print_cnt: number
  insuplc: string
  about: { setl_id: string; mdtrt_id: string; psn_no: string }
  facts: JsonObject
}

/** Names that the standard has for what such a paper holds, in the order in which they are printed. */
const LABELS: Record<string, string> = {
  psn_name: '姓名',
  gend: '性别',
  age: '年龄',
  brdy: '出生日期',
  naty: '民族',
  psn_cert_type: '证件类型',
  certno: '证件号码',
  psn_no: '人员编号',
  mdtrt_id: '就诊ID',
  setl_id: '结算ID',
  setl_time: '结算时间',
  medfee_sumamt: '医疗费总额',
  fund_pay_sumamt: '基金支付总额',
  acct_pay: '个人账户支出',
  psn_cash_pay: '个人现金支出',
}
/** code table of a field */
const DICTS = new Set(['gend', 'naty', 'psn_cert_type'])
const NUMBERS = new Set(['certno', 'psn_no'])

/** One row a fact: known ones first, what the platform adds under its own name; nested parts as JSON. */
export function platformData(paper: PlatformPaper, ctx: PaperContext): SlipData {
  const { title, doc_no, facts } = paper
  const known = Object.keys(LABELS).filter((name) => name in facts)
  const others = Object.keys(facts).filter((name) => !(name in LABELS))
  const textOf = (name: string): string => {
    const value = facts[name]
    const text = value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')
    if (NUMBERS.has(name)) return maskNo(text)
    return DICTS.has(name) ? (ctx.dict(name)?.values[text] ?? text) : text
  }
  const rows = [...known, ...others].map((name): Row => {
    const label = LABELS[name] ?? name
    return name === 'psn_name'
      ? { label, value: '', psn_name: String(facts.psn_name) }
      : { label, value: textOf(name) }
  })
  return {
    ...{ hospital: ctx.hospital, title, doc_no, rows, reprint: reprintMark(ctx.reprint) },
    ...{ printed_at: datetime(ctx.now), empty: rows.length === 0 ? '平台没有给出内容。' : '' },
  }
}
