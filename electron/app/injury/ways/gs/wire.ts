import type { Json, JsonObject } from '../../../../../shared/contract.ts'
import { fail } from '../../../../../shared/errors.ts'
import type { InjuryCase, InjuryDiagnosis, InjuryLine } from '../../../../../shared/injury.ts'
import { scaled, sum, yuanNumber } from '../../../../../shared/money.ts'
import { dateOf, datetime, stamp } from '../../../../../shared/msgid.ts'
import { daysIn } from '../../../../../shared/stay.ts'
import type { Clerk, Given } from '../../way.ts'
import { priced } from '../priced.ts'
import { agencyOf, filingOf, type GsFacts, kindOf, person, signed } from './facts.ts'

const DAY_ms = 86_400_000
/** 申请治疗期 of an application made at the counter, in days */
const TREATED_days = 30
/** 离院方式 (gs_yke665) of a 出院原因 (rs_akc195) */
const LEFT: Record<string, string> = { '1': '1', '2': '2', '3': '5', '4': '2' }

const only = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== null))

function need<T>(value: T | null | undefined, label: string): T {
  if (value === null || value === undefined || value === '')
    fail('invalid', `${label}没有填写`, '没有发送。', `请填写${label}。`)
  return value
}

const mainFirst = (list: readonly InjuryDiagnosis[]): InjuryDiagnosis[] =>
  [...list].sort((a, b) => Number(b.main) - Number(a.main))

function diagnoses(list: readonly InjuryDiagnosis[]): JsonObject[] {
  return mainFirst(list).map((one, n) => ({
    ...{ xh: n + 1, ykd018: one.diag_code, ykd018n: one.diag_name },
    ...{ diag_type: one.main ? '1' : '2', injury_flag: one.injury ? '1' : '0' },
  }))
}

/** Of a settlement, which wants codes and names alone. */
const settledDiagnoses = (list: readonly InjuryDiagnosis[]): JsonObject[] =>
  mainFirst(list).map((one, n) => ({ xh: n + 1, ykd018: one.diag_code, ykd018n: one.diag_name }))

/** 记账流水号: unique in the institution, as the case's number is. */
export const serialOf = (of: InjuryCase, sn: string): string => `${of.encounterId}-${sn}`

function fee(of: InjuryCase, line: InjuryLine, clerk: Clerk): JsonObject {
  const { price, count } = priced(line)
  return {
    ...{ yka105: serialOf(of, line.sn), yka094: line.med_list_codg, ake005: line.medins_list_codg },
    ...{ yka095: line.name, aka063: line.med_chrgitm_type, akc226: count, akc225: price },
    ...{ yka055: yuanNumber(line.amountFen), yke123: datetime(line.at) },
    ...only({ aka074: line.spec, aka067: line.unit, yke134: line.rxno }),
    ...{ yka097: line.dept_code, yka098: line.dept_name, yka099: line.dr_name },
    ...{ noinjury: line.injury ? '0' : '1', ...signed(clerk) },
  }
}

export interface Message {
  facts: GsFacts
  of: InjuryCase
  clerk: Clerk
}

/** What a stay's messages have in common. */
export const stay = ({ facts, of }: Omit<Message, 'clerk'>): JsonObject => ({
  ...person(facts, of),
  ...{ akc190: need(of.mdtrt_id, '就诊编号'), aka130: kindOf(of).aka130 },
})

/** What GS3001 and GS3003 say alike of an admission. */
function admission({ of, clerk }: Message): JsonObject {
  const [main] = mainFirst(of.diagnoses)
  const { diag_code, diag_name } = need(main, '入院诊断')
  const { dept_code, dept_name } = need(of.dept, '入院科室')
  return {
    ...{ ykc010: of.ipt_otp_no, akc192: datetime(of.begntime), akc193: diag_code, akc050: diag_name },
    ...{ ykc011: dept_name, yke662: dept_code, aae011: clerk.opterName, ykc014: datetime(clerk.now) },
    ...only({ ykc012: of.bed, aae004: of.coner_name, aae005: of.tel }),
    ...only({ ykf008: of.doctor?.atddr_no ?? '', yka287: of.doctor?.dr_name ?? '' }),
    diseinfo: diagnoses(of.diagnoses),
  }
}

export function admit(message: Message): JsonObject {
  const { facts, of } = message
  const { aka130, akc191 } = kindOf(of)
  return {
    data: {
      ...{ ...person(facts, of), aac003: of.person!.psn_name, aka130, akc191 },
      ...{ aaz127: need(of.recognition, '工伤认定'), aaz267: filingOf(of).id, ...admission(message) },
    },
  }
}

export const change = (message: Message): JsonObject => ({
  data: { ...stay(message), ...admission(message) },
})

export function upload(message: Message, lines: readonly InjuryLine[]): JsonObject {
  const { of, clerk } = message
  return {
    data: {
      ...{ ...stay(message), nums: lines.length, yka055: yuanNumber(sum(lines.map((l) => l.amountFen))) },
      feeinfo: lines.map((line) => fee(of, line, clerk)),
    },
  }
}

export function discharge(message: Message): JsonObject {
  const { of, clerk } = message
  const endtime = need(of.endtime, '出院时间')
  const list = of.dscg_diagnoses
  const { diag_code, diag_name } = need(mainFirst(list)[0], '出院诊断')
  if (!list.some((one) => one.injury))
    fail('invalid', '出院诊断里没有与工伤有关的', '没有发送。', '请至少标明一个与工伤有关的诊断。')
  const { dept_code, dept_name } = need(of.dept, '出院科室')
  const akc195 = need(of.dscg_way, '出院原因')
  return {
    data: {
      ...{ ...stay(message), akc195, akc194: datetime(endtime), akc196: diag_code, akc185: diag_name },
      ...{ ykc015: dept_name, yke663: dept_code, yke664: daysIn(of.begntime, endtime) },
      ...{ yke665: LEFT[akc195] ?? '9', ...only({ ykc016: of.bed, aae005: of.tel }) },
      ...{ aae011: clerk.opterName, ykc018: datetime(clerk.now), diseinfo: diagnoses(list) },
    },
  }
}

/**
 * 发票号: ours and of one message alone, so that the platform's record says which message it is of (see the
 * platform's life table).
 */
const invoice = ({ of, clerk }: Message): string =>
  `${stamp(clerk.now).slice(2)}${String(clerk.now % 1000).padStart(3, '0')}${of.encounterId.slice(-6)}`

function settling(message: Message, settles: boolean, { sums }: Given): JsonObject {
  const { of, clerk } = message
  const { count, totalFen } = need(sums, '费用合计')
  return {
    ...{ js_type: settles ? '1' : '0', yka055: yuanNumber(totalFen), nums: count },
    ...(settles ? { yka110: invoice(message) } : {}),
    ...{ akc194: datetime(of.endtime ?? clerk.now), ...signed(clerk) },
  }
}

/** GS3015; `settles`: js_type 1, else a calculation. */
export const settleStay = (message: Message, given: Given, settles: boolean): JsonObject => ({
  data: {
    ...{ ...stay(message), ...settling(message, settles, given) },
    diseinfo: settledDiagnoses(message.of.dscg_diagnoses),
  },
})

/** GS3108, with the lines. */
export function settleVisit(message: Message, given: Given, settles: boolean): JsonObject {
  const { facts, of, clerk } = message
  const { dept, doctor } = of
  const lines = given.lines ?? of.lines
  return {
    data: {
      ...{ ...person(facts, of), aac003: of.person!.psn_name, ...kindOf(of) },
      ...{ aaz127: need(of.recognition, '工伤认定'), ykc112: need(of.application?.id, '门诊申请') },
      ...{ ykc010: of.ipt_otp_no, akc192: datetime(of.begntime) },
      ...only({ ykc011: dept?.dept_name ?? '', yke662: dept?.dept_code ?? '' }),
      ...only({ ykf008: doctor?.atddr_no ?? '', yka287: doctor?.dr_name ?? '' }),
      ...settling(message, settles, given),
      diseinfo: settledDiagnoses(of.diagnoses),
      feeinfo: lines.map((line) => fee(of, line, clerk)),
    },
  }
}

/** GS3106: what is planned is what is on the bill. */
export function apply(message: Message): JsonObject {
  const { facts, of, clerk } = message
  const filing = filingOf(of)
  const from = dateOf(of.begntime)
  const last = dateOf(of.begntime + (TREATED_days - 1) * DAY_ms)
  const doctor = need(of.doctor, '医师')
  return {
    data: {
      ...{ ...person(facts, of), aac003: of.person!.psn_name, ...kindOf(of) },
      ...{ aaz127: need(of.recognition, '工伤认定'), aaz267: filing.id },
      yke034: [
        ...mainFirst(of.diagnoses)
          .map((one) => one.diag_name)
          .join('，'),
      ]
        .slice(0, 500)
        .join(''),
      ...{ yae170: from, yae171: filing.enddate !== '' && filing.enddate < last ? filing.enddate : last },
      ...only({ ykf008: doctor.atddr_no }),
      ...{ yka287: doctor.dr_name, ...signed(clerk), planinfo: plan(of), diseinfo: diagnoses(of.diagnoses) },
    },
  }
}

/** Each item once, with what of it is left after refunds. */
function plan(of: InjuryCase): JsonObject[] {
  const items = Map.groupBy(
    of.lines.filter((line) => line.injury),
    (line) => `${line.med_list_codg} ${priced(line).price}`,
  )
  const planned = [...items.values()].flatMap((lines): JsonObject[] => {
    const [first] = lines as [InjuryLine]
    const counts = lines.map((line) => scaled(priced(line).count, 4) ?? 0n)
    const count = counts.reduce((a, b) => a + b, 0n)
    if (count <= 0n) return []
    const item: Record<string, Json> = {
      ...{ yka105: serialOf(of, first.sn), yka094: first.med_list_codg, ake005: first.medins_list_codg },
      ...{ yka095: first.name, yka293: Number(count) / 10_000, akc225: priced(first).price },
    }
    return [item]
  })
  if (planned.length === 0)
    fail('invalid', '没有要申请的治疗项目', '没有发送。', '请先取 HIS 费用或录入项目；非工伤项目不用申请。')
  return planned
}

/** GS5001 of one call of ours. */
export function undo(
  { facts, of, clerk }: Message,
  original: { code: string; serial: string | undefined },
  { reason }: Given,
  about: JsonObject,
): JsonObject {
  const serial = need(original.serial, '原交易流水号')
  return {
    data: {
      ...{ ...person(facts, of), yab003: agencyOf(of), orig_code: original.code, orig_sn: serial },
      ...only(about),
      ...{ undo_reason: reason || '重新办理', ...signed(clerk) },
    },
  }
}
