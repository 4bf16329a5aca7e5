import type { FieldFault } from '../../../../shared/contract.ts'
import { type Fen, lineAmount, sum } from '../../../../shared/money.ts'

/**
 * The state rules of the cross-province system, checked before anything is sent. Source: tender 004, 2.2.1 (numbers
 * 5, 7, 8, 10, 12). Those of a deduction and a month-end (16, 26) are kept where these are made: ../clearing. Pure;
 * each answers with the faults, the field named by its label.
 */
export interface FilingFacts {
  yzz014: string
  aac002: string
  inst_type: string
  aab299: string
  /** yyyy-MM-dd; the end may be empty: without end */
  aae030: string
  aae031: string
  /** 1 valid, 0 invalid */
  filing_state: string
}

export interface AgreementFacts {
  inst_type: string
  /** 1 valid */
  agre_state: string
  aae030: string
  aae031: string
}

export interface LineFacts {
  ykc610: string
  akc225: string | number
  akc226: string | number
  akc227: Fen
  akb068: Fen
  akb067: Fen
}

/** Fund and self make the total. */
export interface SumFacts {
  akc264: Fen
  akb068: Fen
  akb067: Fen
}

const fault = (path: string, label: string, words: string): FieldFault => ({
  ...{ path, label, rule: 'format' },
  message: `${label}：${words}`,
})

const isValid = ({ filing_state }: Pick<FilingFacts, 'filing_state'>) => filing_state === '1'
const within = (day: string, from: string, to: string) => day >= from && (to === '' || day <= to)

/** Invalid is for ever: the person files anew. */
export function stateChange(was: string, to: string): FieldFault[] {
  if (was === '0' && to !== '0')
    return [fault('filing_state', '备案状态', '已无效的备案不能再变为有效，请重新备案')]
  return []
}

/** A period that ends before it begins. */
export function periodSound(aae030: string, aae031: string): FieldFault[] {
  if (aae031 && aae031 < aae030)
    return [fault('aae031', '有效结束日期', `早于有效开始日期 ${aae030}，请改正`)]
  return []
}

/** One person has one valid filing for a type of institution. */
export function onlyValid(known: readonly FilingFacts[], one: FilingFacts): FieldFault[] {
  if (!isValid(one)) return []
  const other = known.find(
    (each) =>
      isValid(each) &&
      each.yzz014 !== one.yzz014 &&
      each.aac002 === one.aac002 &&
      each.inst_type === one.inst_type,
  )
  if (!other) return []
  return [
    fault('inst_type', '协议机构类型', `此人已有一条有效备案 ${other.yzz014}，请先使它失效或变更那一条`),
  ]
}

/** A filing with an open stay stays valid until the stay is settled. */
export function mayEnd(to: string, openStays: readonly string[]): FieldFault[] {
  if (to !== '0' || openStays.length === 0) return []
  return [fault('filing_state', '备案状态', `住院号 ${openStays[0]} 还没有结算，备案不能失效`)]
}

/** Where and when somebody was admitted, against his filing and the institution's agreement (null: unknown here). */
export function admissionFits(
  { akc192, aab299, inst_type }: { akc192: string; aab299: string; inst_type: string },
  filing: FilingFacts | null,
  agreement: AgreementFacts | null,
): FieldFault[] {
  const day = akc192.slice(0, 10)
  const faults: FieldFault[] = []
  if (filing) {
    if (!isValid(filing)) faults.push(fault('yzz014', '异地就医备案号', '备案已经无效，不能办理入院'))
    if (filing.aab299 !== aab299)
      faults.push(fault('aab299', '就医地行政区划代码', `备案的就医地是 ${filing.aab299}，不能在这里就医`))
    if (filing.inst_type !== inst_type)
      faults.push(fault('inst_type', '协议机构类型', '与备案的协议机构类型不一致'))
    if (!within(day, filing.aae030, filing.aae031))
      faults.push(
        fault('akc192', '入院时间', `不在备案有效期 ${filing.aae030} 至 ${filing.aae031 || '长期'} 之内`),
      )
  }
  if (agreement) {
    if (agreement.agre_state !== '1') faults.push(fault('akb020', '协议机构编码', '服务协议不在有效状态'))
    else if (!within(day, agreement.aae030, agreement.aae031))
      faults.push(
        fault('akc192', '入院时间', `不在服务协议有效期 ${agreement.aae030} 至 ${agreement.aae031} 之内`),
      )
  }
  return faults
}

/** 住院号 never repeats in one institution, undone stays among them. `known`: those of other stays. */
export function numberFree(akc190: string, known: ReadonlySet<string>): FieldFault[] {
  if (!known.has(akc190)) return []
  return [fault('akc190', '住院号/门诊号', `${akc190} 在本机构已经用过，请换一个`)]
}

/** Of each line: price × quantity = amount = fund + self, none below zero, its serial once. */
export function linesAddUp(lines: readonly LineFacts[]): FieldFault[] {
  const seen = new Set<string>()
  return lines.flatMap((line, i) => {
    const at = (field: string) => `list[${i}].${field}`
    const no = `第 ${i + 1} 行 `
    const faults: FieldFault[] = []
    if (seen.has(line.ykc610)) faults.push(fault(at('ykc610'), `${no}费用明细序号`, '重复'))
    seen.add(line.ykc610)
    if (lineAmount(line.akc225, line.akc226) !== line.akc227)
      faults.push(fault(at('akc227'), `${no}金额`, '不等于单价乘数量'))
    if (line.akb068 < 0) faults.push(fault(at('akb068'), `${no}统筹支付金额`, '不能小于 0'))
    if (line.akb067 < 0) faults.push(fault(at('akb067'), `${no}自付金额`, '不能小于 0'))
    if (line.akb068 + line.akb067 !== line.akc227)
      faults.push(fault(at('akc227'), `${no}金额`, '不等于统筹支付与自付之和'))
    return faults
  })
}

/** A settlement: fund + self = total, and each the sum of its lines, as many as it says. */
export function settlementAddsUp(
  setl: SumFacts & { det_num: number },
  lines: readonly Pick<LineFacts, 'akc227' | 'akb068' | 'akb067'>[],
): FieldFault[] {
  const faults: FieldFault[] = []
  if (setl.akb068 + setl.akb067 !== setl.akc264)
    faults.push(fault('akc264', '结算总金额', '不等于统筹支付与自付之和'))
  if (setl.det_num !== lines.length)
    faults.push(fault('det_num', '费用明细条数', `填 ${setl.det_num} 条，明细有 ${lines.length} 条`))
  const parts = [
    ['akc264', '结算总金额', setl.akc264, lines.map(({ akc227 }) => akc227)],
    ['akb068', '统筹支付金额', setl.akb068, lines.map(({ akb068 }) => akb068)],
    ['akb067', '自付金额', setl.akb067, lines.map(({ akb067 }) => akb067)],
  ] as const
  for (const [path, label, total, all] of parts)
    if (sum(all) !== total) faults.push(fault(path, label, '与费用明细合计不一致'))
  return faults
}
