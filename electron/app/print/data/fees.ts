import { type Fen, fen, priceShow, scaled, sum } from '../../../../shared/money.ts'
import type { Stay } from '../../../../shared/stay.ts'
import type { FeeRow } from '../../../journal/port.ts'
import type { Row, SlipData } from '../bind.ts'
import { stayHead } from './stay.ts'
import { LEVEL_SHORT, label, type PaperContext, trimmed } from './words.ts'

export interface FeeList {
  stay: Stay
  fees: readonly FeeRow[]
  by: 'day' | 'class'
  /** one day alone */
  day?: string
  /** of one settlement alone */
  setl_id?: string
}

/** One line on paper. `head` stands over the first of a group, `sum` under its last. */
interface Line {
  amount: Fen
  row: Row
}

/** The fields of 费用清单. */
export function feeListData(list: FeeList, ctx: PaperContext): SlipData {
  const { stay, fees, by } = list
  const days = fees.map((f) => f.day).sort()
  const groups = by === 'day' ? byDay(list, ctx) : byClass(list, ctx)
  let no = 0
  return {
    ...stayHead(stay, ctx.now, ctx),
    title: by === 'day' ? '住院费用清单（按日）' : '住院费用清单（按类别）',
    setl_id: list.setl_id ?? '',
    from: list.day ?? days[0] ?? '',
    to: list.day ?? days.at(-1) ?? '',
    count: fees.length,
    total: sum(fees.map((f) => f.amountFen)),
    empty: fees.length === 0 ? '没有费用' : '',
    newborn_note: fees.some((f) => f.ipt_no !== stay.ipt_no) ? '注：“婴”为随母住院新生儿的费用。' : '',
    rows: groups.flatMap(({ head, lines }) =>
      lines.map(({ row }, i) => ({
        ...row,
        no: ++no,
        head: i === 0 ? head : '',
        sum_label: i === lines.length - 1 ? `${head} 小计（${lines.length} 项）` : '',
        sum: sum(lines.map((l) => l.amount)),
      })),
    ),
  }
}

interface Group {
  head: string
  lines: Line[]
}

function byDay({ stay, fees }: FeeList, ctx: PaperContext): Group[] {
  const inOrder = [...fees].sort((a, b) => a.at - b.at || a.lineNo - b.lineNo)
  return [...Map.groupBy(inOrder, (f) => f.day)].map(([head, own]) => ({
    head,
    lines: own.map((f) => line([f], f.cnt, stay, ctx)),
  }))
}

/** Within a class the same item at the same price is one line: a stay of months fits on a few sheets. */
function byClass({ stay, fees }: FeeList, ctx: PaperContext): Group[] {
  return [...Map.groupBy(fees, (f) => f.med_chrgitm_type)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, own]) => ({
      head: label(ctx, 'med_chrgitm_type', code),
      lines: [
        ...Map.groupBy(own, (f) =>
          JSON.stringify([f.medins_list_codg, f.name, f.spec, scaled(f.pric, 6)?.toString(), f.ipt_no]),
        ).values(),
      ].map((same) => line(same, countOf(same), stay, ctx)),
    }))
}

const COUNT_DECIMALS = 4

function countOf(fees: readonly FeeRow[]): string {
  let units = 0n
  for (const { cnt } of fees) units += scaled(cnt, COUNT_DECIMALS) ?? 0n
  const digits = String(units < 0n ? -units : units).padStart(COUNT_DECIMALS + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -COUNT_DECIMALS)}.${digits.slice(-COUNT_DECIMALS)}`
}

/** One line of charges that differ in nothing but when and how many. */
function line(same: FeeRow[], cnt: string, stay: Stay, ctx: PaperContext): Line {
  const f = same[0]!
  const amount = sum(same.map((one) => one.amountFen))
  return {
    amount,
    row: {
      mark: f.ipt_no === stay.ipt_no ? '' : '婴',
      name: f.name,
      spec: f.spec,
      unit: f.unit,
      pric: priceShow(f.pric),
      cnt: trimmed(cnt),
      amount,
      lv: LEVEL_SHORT[f.chrgitm_lv] ?? label(ctx, 'chrgitm_lv', f.chrgitm_lv).slice(0, 2),
      ownpay: same.every((one) => one.split) ? sum(same.map(ownPart)) : null,
    },
  }
}

/** What the patient bears of it whatever the fund does: 全自费, 超限价, 先行自付. */
const ownPart = ({ split }: FeeRow): Fen =>
  split ? fen(split.fulamt_ownpay_amt + split.overlmt_amt + split.preselfpay_amt) : fen(0)
