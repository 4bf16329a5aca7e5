import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, tryYuan, yuanNumber } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { book } from '../injury/ledger.ts'
import { refuse } from '../injury/wing.ts'
import type { Row } from '../ledger.ts'
import { approvedPlan, settledApplication } from './apply.ts'
import { clearState } from './clearing.ts'
import { keepLines, keptLines, linesOf } from './fees.ts'
import { type Ctx, type Handler, numbered, paged, pick, putVisit, text, type Visit, visitOf } from './kit.ts'
import { formOf } from './papers.ts'
import { conditionFor, known } from './person.ts'
import { amountsOf, type Bill, billOf, type Line, resultRow } from './split.ts'
import { settleable } from './stay.ts'

const AREA = '510100'

/** setlinfo of one calculation; `lines`: of an out-patient, whose lines travelled with it. */
function answerOf(ctx: Ctx, akc190: string, yka103: string, bill: Bill, lines: Line[] = []): JsonObject {
  const { data, at_ms } = ctx
  const { yka055, yka111, yka107 } = amountsOf(bill)
  return {
    setlinfo: {
      ...{ akc190, yka103, aka130: data.aka130!, ykd007: '0101', aac001: data.aac001! },
      ...pick(data, ['akb020', 'yab003', 'aae011', 'yka110']),
      ...{ aae036: datetime(at_ms), ...amountsOf(bill) },
      setldetail: [
        {
          ...{ aka213: '0', yka055: yka055!, yka111: yka111!, yka107: yka107! },
          ...{ ykc125: 1, ykb037: AREA, yka054: '01', yka316: text(data.aka130) },
        },
      ],
      ...(lines.length > 0 ? { feeresult: lines.map((line) => resultRow(line, text(data.aka130))) } : {}),
    },
  }
}

/** GS3015: js_type 0 calculates, 1 settles. */
const settleStay: Handler = (ctx) => {
  const { store, data } = ctx
  const settles = data.js_type === '1'
  const { visit, limitFen } = settleable(ctx, settles)
  const lines = keptLines(store, visit.mdtrt_id)
  if (lines.length !== data.nums) refuse(`明细条数与平台不一致：平台有 ${lines.length} 条`)
  const bill = billOf(lines, limitFen)
  if (bill.total !== tryYuan(data.yka055)) refuse(`费用总额与平台不一致：平台为 ${yuanNumber(bill.total)} 元`)
  const yka103 = numbered(ctx, settles ? 'JS' : 'SS')
  const answer = answerOf(ctx, visit.mdtrt_id, yka103, bill)
  if (!settles) return answer
  store.run(`update detail set setl_id = ? where family = 'gs' and mdtrt_id = ?`, ...[yka103, visit.mdtrt_id])
  putVisit(store, { ...visit, state: 'settled' })
  enter(ctx, visit, yka103, bill, answer)
  return answer
}

function enter(ctx: Ctx, visit: Visit, setl_id: string, bill: Bill, answer: JsonObject): void {
  const { total, fund, cash, hosp } = bill
  book(ctx.store, {
    ...{ family: 'gs', setl_id, msgid: ctx.id, mdtrt_id: visit.mdtrt_id, psn_no: visit.psn_no },
    ...{ total, fund, cash, hosp, at_ms: ctx.at_ms, info: answer.setlinfo as JsonObject },
  })
}

/** GS3108: the lines travel in the call; what is outside the approved plan is the patient's. */
const settleVisit: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const settles = data.js_type === '1'
  const worker = known(ctx)
  if (data.aka130 !== '0501') refuse('医疗类别不是工伤门诊')
  if (data.aac003 !== worker.psn_name) refuse('姓名与参保信息不符')
  if (text(data.akc192) > datetime(at_ms)) refuse('就诊时间不能晚于当前时间')
  const plan = approvedPlan(ctx)
  const condition = conditionFor(ctx, worker, text(data.akc192).slice(0, 10))
  const lines = linesOf(ctx, '0501', plan)
  const bill = billOf(lines, condition.limitFen)
  const akc190 = numbered(ctx, settles ? 'MZ' : 'SS')
  const yka103 = numbered(ctx, settles ? 'JS' : 'SS')
  const answer = answerOf(ctx, akc190, yka103, bill, lines)
  if (!settles) return answer
  const info = {
    ...pick(data, ['aac003', 'aka130', 'akc191', 'yab003', 'aaz127', 'ykc112', 'ykc011', 'akc194', 'aae011']),
    ...{ aae036: datetime(at_ms), msgid: ctx.id },
  }
  store.insert('visit', {
    ...{ family: 'gs', mdtrt_id: akc190, kind: 'outpatient', psn_no: worker.aac001 },
    ...{ ipt_otp_no: text(data.ykc010), akb020: text(data.akb020), state: 'settled' },
    ...{ begntime: text(data.akc192), info: JSON.stringify(info), at_ms },
  })
  keepLines(ctx, akc190, lines, yka103)
  settledApplication(ctx)
  enter(ctx, visitOf(store, akc190)!, yka103, bill, answer)
  return answer
}

/** GS2003: those that stand. */
const settlements: Handler = (ctx) => {
  const { store, data } = ctx
  const { aac001, akc190, yka103, begin_time, end_time } = data
  const by = akc190
    ? ['s.mdtrt_id', akc190]
    : yka103
      ? ['s.setl_id', yka103]
      : aac001
        ? ['s.psn_no', aac001]
        : ['v.akb020', data.akb020]
  const found = store
    .all(
      `select s.*, v.akb020, v.ipt_otp_no, v.begntime, v.info as visit from settlement s
         join visit v on v.family = s.family and v.mdtrt_id = s.mdtrt_id
         where s.family = 'gs' and ${by[0]} = ? and s.voided = 0 and s.reverses is null
         order by s.at_ms, s.setl_id`,
      text(by[1]),
    )
    .filter(
      (row) =>
        row.akb020 === data.akb020 &&
        (!aac001 || row.psn_no === aac001) &&
        (!yka103 || row.setl_id === yka103) &&
        (!begin_time || datetime(Number(row.at_ms)) >= text(begin_time)) &&
        (!end_time || datetime(Number(row.at_ms)) <= text(end_time)),
    )
  const { total, rows: page } = paged(data, found)
  const whole = Boolean(yka103 || akc190)
  return { result: { total, setlinfo: page.map((row) => settledRow(ctx, row, whole)) } }
}

function settledRow(ctx: Ctx, row: Row, whole: boolean): JsonObject {
  const { store, data, at_ms } = ctx
  const { setldetail: _parts, feeresult: _lines, ...setlinfo } = JSON.parse(text(row.info)) as JsonObject
  const visit = JSON.parse(text(row.visit)) as JsonObject
  const lines = whole ? keptLines(store, text(row.mdtrt_id)) : []
  const found = known({ ...ctx, data: { ...data, aac001: row.psn_no! }, at_ms })
  const injury = found.injuries.find(({ aaz127 }) => aaz127 === visit.aaz127)
  const shown: JsonObject = {
    ...setlinfo,
    ...pick(visit, ['aac003', 'aaz127', 'akc194', 'akc050', 'akc185', 'akc191']),
    ...{ aac004: found.gend, aab301: AREA, ykc010: row.ipt_otp_no!, akc192: row.begntime! },
    ...(injury ? { alc020: injury.alc020, alc022: injury.alc022 } : {}),
    ...clearState(store, text(row.setl_id)),
  }
  const form = data.doc_type ? [formOf(text(data.doc_type), shown, text(row.setl_id))] : []
  return {
    ...shown,
    ...(whole ? { feeinfo: lines.map(({ sent, own, marktype }, n) => feeRow(sent, own, marktype, n)) } : {}),
    ...(form.length > 0 ? { fileinfo: form } : {}),
  }
}

const feeRow = (sent: JsonObject, own: Fen, marktype: string, n: number): JsonObject => ({
  ...{ xh: n + 1, ...pick(sent, ['yka095', 'akc226', 'akc225', 'yka055']), yka056: yuanNumber(own) },
  ...(marktype ? { marktype } : {}),
})

export const settle: Record<string, Handler> = {
  GS2003: settlements,
  GS3015: settleStay,
  GS3108: settleVisit,
}
