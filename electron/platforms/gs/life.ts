import type { Json, JsonObject } from '../../../shared/contract.ts'
import { lineSplit } from '../../../shared/gs.ts'
import { tryYuan } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Life, Reply, Verdict } from '../port.ts'
import { pageOf, refusedQuestion, sameText, taken, yes } from './life-kit.ts'
import { records } from './record.ts'
import { MONEY } from './reply.ts'
import { sentOf } from './sound.ts'

/** What the platform is asked and told under: this site's own numbers. */
export interface LifeDeps {
  akb020: string
  yab003: string
  now(): number
}

/** Rows of one answer; a doubt is about one stay or person, and 4 digits are all that page_size holds. */
const ALL_ROWS = 9999
const DAY_ms = 86_400_000

/**
 * Which question answers for which code, and what takes it back. Source: contracts/gs/_lifecycle.md.
 *
 * Our own msgid is the serial that GS5001 undoes (_envelope.json: classes), so whatever has a GS5001 can be taken
 * back without its answer. A question to a list may lag behind what it lists: its "no" is believed only when
 * GS5001 says that the serial never came (`confirmAbsence`), and its "yes" only of the one record that is surely
 * this message's. All else goes to GS5001.
 */
export function lives(deps: LifeDeps): (code: string) => Life {
  const undo: Life['undo'] = { infno: 'GS5001', input: (txn) => undoing(txn, deps) }
  const record = records(deps)
  const sure = (code: string, ask: Life['ask']): Life => ({
    ...{ ask, undo, confirmAbsence: true, doubleStands: true, absentIsDone: false },
    ...(record[code] ? { record: record[code] } : {}),
  })
  const by = (
    infno: string,
    fields: (txn: Txn) => JsonObject,
    judge: (txn: Txn, reply: Reply) => Verdict,
  ): Life['ask'] => ({
    by: 'query',
    infno,
    input: (txn) => ({ data: { akb020: deps.akb020, ...fields(txn) } }),
    judge: (txn, reply) => (reply.is === 'ok' ? judge(txn, reply) : refusedQuestion(reply)),
  })
  const page = { page_num: 1, page_size: ALL_ROWS }
  const of = (txn: Txn, ...names: string[]): JsonObject =>
    Object.fromEntries(names.map((name) => [name, sentOf(txn)[name] ?? '']))
  const table: Record<string, Life> = {
    GS3001: sure(
      'GS3001',
      by('GS2002', (txn) => ({ ...of(txn, 'aac001', 'ykc010'), ...page }), judgeAdmission),
    ),
    GS3004: sure('GS3004', by('GS3007', linesOf(of, page), judgeLines)),
    GS3015: sure(
      'GS3015',
      by('GS2003', (txn) => ({ ...of(txn, 'aac001', 'akc190'), ...page }), judgeSettled),
    ),
    GS3106: sure(
      'GS3106',
      by('GS2004', (txn) => of(txn, 'aac001', 'aka130', 'yab003'), judgeApplied),
    ),
    // the visit has no number before the answer: what the person had settled in these days
    GS3108: sure(
      'GS3108',
      by('GS2003', (txn) => ({ ...of(txn, 'aac001'), ...around(txn), ...page }), judgeSettled),
    ),
    GS3201: sure(
      'GS3201',
      by('GS3203', (txn) => ({ ...of(txn, 'yab003', 'yzz060', 'yzz061'), ...page }), judgeCleared),
    ),
    GS3402: sure(
      'GS3402',
      by('GS3404', (txn) => of(txn, 'aac001', 'akc190'), judgePlan),
    ),
    // no question shows orders or evaluations; an evaluation sent twice would stand twice
    GS3405: sure('GS3405', null),
    GS3012: sure('GS3012', resend(ordersStand)),
    // the same discharge again is the same discharge, and a list would lag behind
    GS3008: sure(
      'GS3008',
      resend((txn) => ({ result: { ...of(txn, 'akc190'), ykc023: '1' } })),
    ),
    GS3003: {
      ...sure(
        'GS3003',
        resend((txn) => ({ result: of(txn, 'akc190') })),
      ),
      ...{ undo: null, confirmAbsence: false },
    },
    // sending again replaces
    GS3010: {
      ...sure(
        'GS3010',
        resend((txn) => ({ result: { ...of(txn, 'akc190'), biz_sn: txn.msgid } })),
      ),
      ...{ undo: null, confirmAbsence: false },
    },
    GS1002: {
      ...{ ask: resend(materialsStand), undo: null, confirmAbsence: false },
      ...{ doubleStands: true, absentIsDone: false },
    },
    GS1003: {
      ...{ ask: resend((txn) => ({ result: of(txn, 'mat_id') }), true), undo: null, confirmAbsence: false },
      ...{ doubleStands: true, absentIsDone: true },
    },
    // undoing twice answers the first undo again (rule of GS5001): asked under a number of its own, so that a
    // platform which takes each number once answers too
    GS5001: {
      ask: { by: 'query', infno: 'GS5001', input: ({ input }) => input, judge: judgeUndone },
      ...{ undo: null, confirmAbsence: false, doubleStands: true, absentIsDone: true },
    },
  }
  return (code) => table[code] ?? NOTHING_KNOWN
}

const NOTHING_KNOWN: Life = {
  ...{ ask: null, undo: null, confirmAbsence: false, doubleStands: false, absentIsDone: false },
}

/** GS5001 of this very message, by what it said of person, stay and agency. */
function undoing(txn: Txn, { akb020, yab003, now }: LifeDeps): JsonObject {
  const sent = sentOf(txn)
  const { aac001 = rows(sent, 'setllist')[0]?.aac001 ?? txn.psnNo ?? '', akc190 } = sent
  return {
    data: {
      ...{ akb020, yab003: sent.yab003 ?? yab003, orig_code: txn.infno, orig_sn: txn.msgid, aac001 },
      ...(akc190 ? { akc190 } : {}),
      ...{ undo_reason: '结果不明，冲正', aae011: txn.opterName, aae036: datetime(now()) },
    },
  }
}

/** The same message again under its number. `gone`: that nothing is there means that it is done. */
function resend(shape: (txn: Txn) => JsonObject, gone = false): Life['ask'] {
  return {
    by: 'resend',
    judge: (txn, reply) => {
      if (reply.is === 'ok') return yes((reply.output ?? {}) as JsonObject)
      if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
      if (reply.is !== 'refused') return { v: 'cannot', why: '平台没有回答' }
      return reply.sort === 'double' || (gone && reply.sort === 'absent') ? yes(shape(txn)) : { v: 'no' }
    },
  }
}

const ordersStand = (txn: Txn): JsonObject => ({
  result: { akc190: sentOf(txn).akc190 ?? '', nums: rows(sentOf(txn), 'orderinfo').length },
})

/** They stand, under numbers that nobody here has heard. */
const materialsStand = (txn: Txn): JsonObject => ({
  result: rows(sentOf(txn), 'matinfo').map(({ xh = 0, file_name = '' }) => ({ mat_id: '', xh, file_name })),
})

const around = ({ createdAt }: Txn): JsonObject => ({
  begin_time: datetime(createdAt - DAY_ms),
  end_time: datetime(createdAt + DAY_ms),
})

function judgeAdmission(txn: Txn, reply: Reply): Verdict {
  const sent = sentOf(txn)
  const { list, whole } = pageOf(reply, 'mdtrtinfo')
  const found = list.filter(
    (row) =>
      row.ykc023 === '0' &&
      row.aac001 === sent.aac001 &&
      row.ykc010 === sent.ykc010 &&
      sameText(row, sent, ['aka130', 'aaz127', 'akc192']) &&
      !taken(txn).has(row.akc190!),
  )
  const [one] = found
  if (found.length > 1 || (!one && !whole)) return { v: 'cannot', why: '平台的登记记录无法与本次入院对上' }
  return one ? yes({ result: { ...pick(one, ['akc190', 'aac001', 'aac003', 'aka130', 'yab003']) } }) : NO
}

const linesOf =
  (of: (txn: Txn, ...names: string[]) => JsonObject, page: JsonObject) =>
  (txn: Txn): JsonObject => {
    const lines = rows(sentOf(txn), 'feeinfo')
    return {
      ...of(txn, 'akc190', 'aac001', 'aka130', 'yab003'),
      ...(lines.length === 1 ? { yka105: lines[0]!.yka105 ?? '' } : {}),
      ...page,
    }
  }

/** All lines with their amounts and splits, or none; anything between is taken back. */
function judgeLines(txn: Txn, reply: Reply): Verdict {
  const sent = rows(sentOf(txn), 'feeinfo')
  const { list, whole } = pageOf(reply, 'feeinfo')
  const there = new Map(list.map((row) => [row.yka105, row]))
  const found = sent.flatMap((line) => there.get(line.yka105) ?? [])
  if (found.length === 0 && whole) return NO
  const right = sent.every((line) => {
    const row = there.get(line.yka105)
    return row && tryYuan(row.yka055) === tryYuan(line.yka055) && lineSplit(row) !== null
  })
  if (!right) return { v: 'cannot', why: `平台查到 ${sent.length} 条明细中的 ${found.length} 条，不能确认` }
  return yes({ feeresult: found })
}

const STANDS = ['1', '3', '4']
const SETLINFO = [
  ...['akc190', 'yka103', 'aka130', 'ykd007', 'aac001', 'akb020', 'yab003', 'aae011', 'aae036', 'yka055'],
  ...['yka056', 'yka057', 'yka111', 'yka107', 'ykh012', 'hosp_pay', 'yka110'],
]

/** The invoice number is ours and of this message alone: a record without it cannot be told from another's. */
function judgeSettled(txn: Txn, reply: Reply): Verdict {
  const sent = sentOf(txn)
  const { list, whole } = pageOf(reply, 'setlinfo')
  const mine = list.filter(
    (row) =>
      STANDS.includes(String(row.settle_state)) &&
      row.aac001 === sent.aac001 &&
      sameText(row, sent, ['akc190', 'ykc010', 'aaz127']),
  )
  const one = mine.find((row) => row.yka110 !== '' && row.yka110 === sent.yka110)
  if (one) {
    return tryYuan(one.yka055) === tryYuan(sent.yka055)
      ? yes({ setlinfo: pick(one, SETLINFO) })
      : { v: 'cannot', why: '平台的结算记录与本次结算的金额不一致' }
  }
  const nameless = mine.some((row) => !row.yka110)
  return whole && !nameless ? NO : { v: 'cannot', why: '平台的结算记录没有发票号，无法与本次结算对上' }
}

/**
 * Applications carry nothing of ours but person, period and plan. Only where it is known which the platform had
 * before is the one new one this message's.
 */
function judgeApplied(txn: Txn, reply: Reply): Verdict {
  const before = taken(txn)
  if (!before.listed) return { v: 'cannot', why: '不知道平台原有的申请，无法与本次申请对上' }
  const sent = sentOf(txn)
  const plan = codesOf(sent)
  const fresh = rows((reply.is === 'ok' ? reply.output : null) as Json, 'result').filter(
    (row) =>
      row.aac001 === sent.aac001 &&
      row.aka130 === sent.aka130 &&
      !before.has(row.ykc112!) &&
      (rows(row, 'planinfo').length === 0 || codesOf(row) === plan),
  )
  const [one] = fresh
  if (fresh.length > 1) return { v: 'cannot', why: '平台有不止一个新的申请，无法与本次申请对上' }
  const names = ['ykc112', 'aac001', 'aka130', 'yab003', 'ykc019', 'yae170', 'yae171', 'yke268']
  return one ? yes({ result: pick(one, names) }) : NO
}

const codesOf = (of: JsonObject): string =>
  rows(of, 'planinfo')
    .map((row) => String(row.yka094))
    .sort()
    .join()

/** One application per institution, agency, kind of treatment and month (rule of GS3201). */
function judgeCleared(txn: Txn, reply: Reply): Verdict {
  const sent = sentOf(txn)
  const { list, whole } = pageOf(reply, 'clrinfo')
  const found = list.filter(
    (row) =>
      row.clr_state !== '09' &&
      sameText(row, sent, ['yab003', 'yzz060', 'yzz061', 'aka130']) &&
      !taken(txn).has(row.yzz062!),
  )
  const [one] = found
  if (!one) return whole ? NO : { v: 'cannot', why: '清算申请没有列全' }
  const amounts = ['yka055', 'yka107'].every((name) => tryYuan(one[name]) === tryYuan(sent[name]))
  if (found.length > 1 || !amounts || one.yzz063 !== sent.yzz063)
    return { v: 'cannot', why: '平台的清算申请与本次申请对不上' }
  return yes({ result: pick(one, ['yzz062', 'clr_state']) })
}

const PLAN = ['rehab_appy_no', 'plan_stage', 'plan_eval', 'plan_goal', 'plan_content', 'aae030', 'aae031']

/** A plan is known by all of its words; one that is changed by its number too. */
function judgePlan(txn: Txn, reply: Reply): Verdict {
  const sent = sentOf(txn)
  const all = rows((reply.is === 'ok' ? reply.output : null) as Json, 'result')
  const found = all.filter(
    (row) =>
      row.akc190 === sent.akc190 &&
      (!sent.plan_no || row.plan_no === sent.plan_no) &&
      PLAN.every((name) => row[name] === sent[name]) &&
      tryYuan(row.plan_amt) === tryYuan(sent.plan_amt) &&
      !taken(txn).has(row.plan_no!),
  )
  const [one] = found
  if (found.length > 1) return { v: 'cannot', why: '平台有不止一个相同的康复方案' }
  return one ? yes({ result: pick(one, ['plan_no', 'akc190']) }) : NO
}

/** Asked by undoing again; of what is no money "there is nothing" means that it is done. */
function judgeUndone(txn: Txn, reply: Reply): Verdict {
  const { orig_code = '', orig_sn = '' } = node(txn.input, 'data') ?? {}
  const done = yes({ result: { undo_sn: '', orig_code, orig_sn } })
  if (reply.is === 'ok') return yes((reply.output ?? {}) as JsonObject)
  if (reply.is === 'in_progress') return { v: 'not_yet', why: reply.message }
  if (reply.is !== 'refused') return { v: 'cannot', why: '平台没有回答' }
  if (reply.sort === 'double') return done
  return reply.sort === 'absent' && !MONEY.has(String(orig_code)) ? done : NO
}

const NO: Verdict = { v: 'no' }

const pick = (row: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (row[name] == null ? [] : [[name, row[name]]])))
