import type { InjuryStatement } from '../../../../shared/api/injury.ts'
import { ageAt } from '../../../../shared/idcard.ts'
import {
  INJURY_KIND_LABEL,
  INJURY_LABEL,
  type InjuryCase,
  type InjuryLine,
  type InjurySettlement,
} from '../../../../shared/injury.ts'
import { fen, priceShow, sum, yuanShow } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { daysIn } from '../../../../shared/stay.ts'
import type { ShiftRow } from '../../../journal/port.ts'
import type { Row, SlipData } from '../bind.ts'
import { amounts } from './visit.ts'
import { inWords, label, type PaperContext, payments, reprintMark, trimmed } from './words.ts'

export interface InjuryPaper {
  of: InjuryCase
  settlement: InjurySettlement
  /** of the settlement, or of what took it back: then this is the paper of the undoing */
  setl_id: string
  lines: readonly InjuryLine[]
  /** what the platform itself says of it, where it was asked */
  statement: InjuryStatement | null
  shift: ShiftRow | null
}

/** The settlement of a case that stands or stood under this number, or was undone under it; null: none of its own. */
export function settlementOf(of: InjuryCase, setl_id: string): InjurySettlement | null {
  const all = [...of.past, ...(of.settlement ? [of.settlement] : [])]
  return all.find((one) => one.setl_id === setl_id || one.cancelled?.setl_id === setl_id) ?? null
}

/** Who was hurt, how it is recognised, and where he is treated: at the top of every paper of a case. */
function head(of: InjuryCase, ctx: PaperContext): SlipData {
  const { person, kind } = of
  const chosen = of.recognitions.find((one) => one.id === of.recognition)
  const filed = of.filings.find((one) => one.id === of.filing)
  const diagnoses = [...(of.dscg_diagnoses.length > 0 ? of.dscg_diagnoses : of.diagnoses)].sort(
    (a, b) => Number(b.main) - Number(a.main),
  )
  const stay = kind === 'inpatient'
  return {
    hospital: ctx.hospital,
    reprint: reprintMark(ctx.reprint),
    printed_at: datetime(ctx.now),
    psn_name: person?.psn_name ?? '',
    certno: person?.certno || (person?.aac002 ?? ''),
    gend: label(ctx, 'gend', person?.gend),
    age: person ? `${ageAt(person.brdy, of.begntime)}岁` : '',
    emp_name: person?.emp_name ?? '',
    insuplc: label(ctx, 'admdvs', person?.insuplc_admdvs),
    way: INJURY_LABEL[of.family],
    kind: INJURY_KIND_LABEL[kind],
    alc011: chosen?.alc011 ?? '',
    alc020: chosen?.alc020 ?? '',
    about: chosen?.about ?? '',
    filing: filed?.id ?? '',
    ipt_otp_no: of.ipt_otp_no,
    mdtrt_id: of.mdtrt_id ?? '',
    dept_name: of.dept?.dept_name ?? '',
    dr_name: of.doctor?.dr_name ?? '',
    bed: stay ? of.bed : '',
    diagnoses: [...new Set(diagnoses.map((d) => d.diag_name))].join('；'),
    begntime: stay ? dateOf(of.begntime) : '',
    endtime: stay && of.endtime ? dateOf(of.endtime) : '',
    days: stay && of.endtime ? daysIn(of.begntime, of.endtime) : '',
  }
}

/** The fields of 结算小票 and of 工伤结算单. */
export function injuryData(paper: InjuryPaper, ctx: PaperContext): SlipData {
  const { of, settlement: s, setl_id, lines, shift } = paper
  const undone = s.cancelled?.setl_id === setl_id ? s.cancelled : null
  const made = undone ?? s
  const { funds: _, ...all } = amounts(s.amounts)
  return {
    ...head(of, ctx),
    title: `${INJURY_KIND_LABEL[of.kind]}${undone ? '结算撤销单' : '结算单'}`,
    ...{ setl_id: made.setl_id, msgid: made.msgid, setl_time: made.setl_time },
    original_setl_id: undone ? s.setl_id : '',
    void_mark: s.cancelled && !undone ? '已撤销' : '',
    ...all,
    // one fund that paid all of its share needs no line of its own
    funds: s.amounts.funds.length > 1 ? s.amounts.funds.map(({ label, amount }) => ({ label, amount })) : [],
    ...parts(lines),
    lines: lines.map(lineRow),
    classes: classes(lines, ctx),
    fee_count: lines.length,
    ...platform(paper),
    ...payments(s.payments),
    opter: shift?.opter ?? of.opter,
    opter_name: shift?.opterName ?? of.opterName,
    window: shift?.window ?? of.window,
  }
}

const lineRow = (line: InjuryLine, index: number): Row => ({
  no: index + 1,
  name: line.name,
  spec: line.spec,
  unit: line.unit,
  cnt: trimmed(line.cnt),
  pric: priceShow(line.pric),
  amount: line.amountFen,
  // in front of the name, where national slips have the level
  lv: line.injury ? '' : '非',
  mark: line.injury ? '' : '非工伤',
  ownpay: line.split ? fen(line.split.ownFen + line.split.preFen) : null,
})

/** What has nothing to do with the injury, which the patient pays. */
function parts(lines: readonly InjuryLine[]): SlipData {
  const others = lines.filter((line) => !line.injury)
  return { unrelated: sum(others.map((line) => line.amountFen)), unrelated_count: others.length }
}

function classes(lines: readonly InjuryLine[], ctx: PaperContext): Row[] {
  return [...Map.groupBy(lines, (line) => line.med_chrgitm_type)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, own]) => {
      const split = (part: 'ownFen' | 'preFen' | 'scopeFen') =>
        own.every((line) => line.split) ? sum(own.map((line) => line.split?.[part] ?? fen(0))) : null
      return {
        label: label(ctx, 'med_chrgitm_type', code),
        amount: sum(own.map((line) => line.amountFen)),
        ...{ own: split('ownFen'), pre: split('preFen'), scope: split('scopeFen') },
        unrelated: sum(own.filter((line) => !line.injury).map((line) => line.amountFen)),
      }
    })
}

/** Who the patient is stands at the top of the paper already. */
const PERSON = /姓名|户名|性别|身份证|证件号|保障号|卡号|电脑号|个人编|电话|账号/

/** What the platform's own form says, two facts abreast. */
function platform({ statement, lines }: InjuryPaper): SlipData {
  const told = (statement?.facts ?? []).filter(({ label, value }) => value !== '' && !PERSON.test(label))
  const facts = told.map(({ label, value }) => `${label}：${value}`)
  const rows = Array.from({ length: Math.ceil(facts.length / 2) }, (_, i) => ({
    left: facts[2 * i] ?? '',
    right: facts[2 * i + 1] ?? '',
  }))
  const there = statement?.lines ?? []
  const total = sum(there.map((line) => line.amountFen))
  const own = sum(lines.map((line) => line.amountFen))
  const differs = there.length > 0 && lines.length > 0 && total !== own
  return {
    statement: rows,
    statement_funds: statement
      ? inWords(statement.funds.map(({ label, amountFen }) => ({ label, amount: amountFen })))
      : '',
    statement_note: differs
      ? `注：平台清单合计 ${yuanShow(total)} 元（${there.length} 条），与本单明细不同。`
      : '',
  }
}

/** The fields of 费用清单 of a case, by day. */
export function injuryFeesData(
  { of, lines, setl_id }: { of: InjuryCase; lines: readonly InjuryLine[]; setl_id: string },
  ctx: PaperContext,
): SlipData {
  const inOrder = [...lines].sort((a, b) => a.at - b.at)
  const days = [...Map.groupBy(inOrder, (line) => dateOf(line.at))]
  let no = 0
  return {
    ...head(of, ctx),
    title: `${INJURY_KIND_LABEL[of.kind]}费用清单`,
    ...{ setl_id, count: lines.length, total: sum(lines.map((line) => line.amountFen)) },
    from: days[0]?.[0] ?? '',
    to: days.at(-1)?.[0] ?? '',
    empty: lines.length === 0 ? '没有费用' : '',
    ...parts(lines),
    rows: days.flatMap(([day, own]) =>
      own.map((line, i) => ({
        ...lineRow(line, no++),
        head: i === 0 ? day : '',
        sum_label: i === own.length - 1 ? `${day} 小计（${own.length} 项）` : '',
        sum: sum(own.map((one) => one.amountFen)),
      })),
    ),
  }
}
