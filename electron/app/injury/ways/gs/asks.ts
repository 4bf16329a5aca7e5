import type { InjuryStatement } from '../../../../../shared/api/injury.ts'
import type { JsonObject } from '../../../../../shared/contract.ts'
import { fail } from '../../../../../shared/errors.ts'
import { splitOf } from '../../../../../shared/gs.ts'
import type { InjuryApplication } from '../../../../../shared/injury.ts'
import { fen, tryYuan, yuanShow, ZERO } from '../../../../../shared/money.ts'
import { node, rows, type Split } from '../../../../../shared/settlement.ts'
import type { Amounts } from '../../../../../shared/visit.ts'
import type { Ask, Given } from '../../way.ts'
import { kindOf, person } from './facts.ts'
import { type Message, serialOf, settleStay, settleVisit, stay } from './wire.ts'

/** 正常通过, 特批通过, 变更通过 (gs_yke268) */
const PASSED = ['10', '11', '12']
const REFUSED = '20'

/** The amounts of setlinfo as screen and slip show them. */
export function amountsOf(setlinfo: JsonObject, split: Split): Amounts {
  const of = (name: string) => tryYuan(setlinfo[name]) ?? ZERO
  return {
    ...{ ...split, balc: ZERO },
    funds: [{ code: 'yka107', label: '工伤保险基金', amount: split.fund }].filter((one) => one.amount !== 0),
    ...{ fulamt_ownpay_amt: of('yka056'), overlmt_selfpay: ZERO, preselfpay_amt: of('yka057') },
    ...{ inscp_scp_amt: of('yka111'), act_pay_dedc: ZERO },
  }
}

/** GS3015 or GS3108 with js_type 0: nothing is booked by it. */
export async function trial(message: Message, ask: Ask, given: Given): Promise<Amounts> {
  const { of } = message
  const stays = of.kind === 'inpatient'
  if (stays) await compared(message, ask, given)
  const output = stays
    ? await ask('GS3015', settleStay(message, given, false))
    : await ask('GS3108', settleVisit(message, given, false))
  const setlinfo = node(output, 'setlinfo') ?? {}
  const read = splitOf(setlinfo)
  if ('why' in read) fail('rejected', `试算结果不能用：${read.why}`, '没有记账，没有扣款。', '请重试。')
  return amountsOf(setlinfo, read.split)
}

/** GS3007 page by page: the platform has our lines, each with its amount, and no others (its rule). */
export async function compared(
  { facts, of }: Omit<Message, 'clerk'>,
  ask: Ask,
  { lines = [], sums }: Given,
): Promise<void> {
  const there = new Map<string, number>()
  for (let page_num = 1, total = 1; there.size < total; page_num++) {
    const before = there.size
    const page = { page_num, page_size: facts.pageSize }
    const { result } = await ask('GS3007', { data: { ...stay({ facts, of }), ...page } })
    const found = rows(result ?? null, 'feeinfo')
    total = Number((result as JsonObject | undefined)?.total ?? 0)
    for (const row of found) there.set(String(row.yka105), tryYuan(row.yka055) ?? ZERO)
    // nothing new on it: a platform that does not turn its pages would be asked for ever
    if (there.size === before) break
  }
  const totalFen = fen([...there.values()].reduce((a, b) => a + b, 0))
  const strange = lines.find((line) => there.get(serialOf(of, line.sn)) !== line.amountFen)
  if (there.size === (sums?.count ?? lines.length) && totalFen === sums?.totalFen && !strange) return
  const ours = `本院 ${sums?.count ?? lines.length} 条 ${yuanShow(sums?.totalFen ?? ZERO)} 元`
  const theirs = `平台 ${there.size} 条 ${yuanShow(totalFen)} 元`
  const line = strange ? `，第一处不同：${strange.name}` : ''
  fail(
    'conflict',
    `平台的费用明细与本院不一致：${ours}，${theirs}${line}`,
    '没有结算，没有扣款。',
    '请取消出院，撤销明细后重新上传。',
  )
}

/** GS2004 of the case's own application. */
export async function application(
  { facts, of }: Omit<Message, 'clerk'>,
  ask: Ask,
): Promise<InjuryApplication> {
  const { id } = of.application ?? fail('conflict', '还没有申请', '没有发送。', '请先办理门诊申请。')
  const data = { ...person(facts, of), aka130: kindOf(of).aka130, ykc112: id }
  const row = rows(await ask('GS2004', { data }), 'result').find((one) => one.ykc112 === id)
  if (!row) fail('rejected', `平台没有申请 ${id}`, '没有改变。', '请联系工伤保险经办机构。')
  const { yke268, yke073, yae170, yae171 } = row
  const barred = rows(row, 'planinfo').filter((item) => item.akc175 === '00')
  const passed = PASSED.includes(String(yke268))
  const own =
    passed && barred.length > 0 ? [`未批准、由个人负担：${barred.map((item) => item.yka095).join('、')}`] : []
  return {
    ...{ id, state: passed ? 'approved' : yke268 === REFUSED ? 'refused' : 'waiting' },
    words: [String(yke073 ?? ''), ...own].filter((word) => word !== '').join('；'),
    begndate: String(yae170 ?? of.application?.begndate ?? ''),
    enddate: String(yae171 ?? of.application?.enddate ?? ''),
  }
}

/** GS2003 of one settlement: what its form and fee list say. */
export async function statement({ facts, of }: Omit<Message, 'clerk'>, ask: Ask): Promise<InjuryStatement> {
  const yka103 = of.settlement?.setl_id ?? ''
  const data = { akb020: facts.institution.fixmedins_code, yka103, page_num: 1, page_size: 1 }
  const { result } = await ask('GS2003', { data })
  const row = rows(result ?? null, 'setlinfo').find((one) => one.yka103 === yka103)
  if (!row) fail('rejected', `平台没有结算 ${yka103}`, '没有改变。', '请到“存疑交易”或联系信息科。')
  const said = (name: string) => String(row[name] ?? '')
  const about: [label: string, value: string][] = [
    ['结算编号', yka103],
    ['结算时间', said('aae036')],
    ['就诊编号', said('akc190')],
    ['医疗类别', facts.meaning('gs_aka130', said('aka130'))],
    ['姓名', said('aac003')],
    ['工伤认定编号', said('aaz127')],
    ['工伤发生时间', said('alc020')],
    ['伤害部位', said('alc022')],
    ['住院号（门诊号）', said('ykc010')],
    ['入院（就诊）时间', said('akc192')],
    ['出院（结算）时间', said('akc194')],
    ['入院诊断', said('akc050')],
    ['出院诊断', said('akc185')],
    ['发票号', said('yka110')],
    ['结算状态', facts.meaning('gs_settle_state', said('settle_state'))],
    ['清算申请编号', said('yzz062')],
  ]
  const amounts: [label: string, name: string][] = [
    ['费用总额', 'yka055'],
    ['全自费金额', 'yka056'],
    ['先行自付金额', 'yka057'],
    ['符合范围金额', 'yka111'],
    ['工伤基金支付合计', 'yka107'],
    ['个人支付合计', 'ykh012'],
    ['医院承担金额', 'hosp_pay'],
  ]
  return {
    facts: about.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    funds: amounts.map(([label, name]) => ({ label, amountFen: tryYuan(row[name]) ?? ZERO })),
    lines: linesOf({ facts, of }, rows(row, 'feeinfo')),
  }
}

/** The fee list as the platform has it; specification and unit are not in it. */
function linesOf({ facts, of }: Omit<Message, 'clerk'>, list: JsonObject[]) {
  const own = new Map(of.settlement?.lines.map((line) => [line.name, line]))
  return list.map((row): InjuryStatement['lines'][number] => {
    const line = own.get(String(row.yka095))
    return {
      ...{ name: String(row.yka095 ?? ''), spec: line?.spec ?? '', unit: line?.unit ?? '' },
      ...{ pric: String(row.akc225 ?? ''), cnt: String(row.akc226 ?? '') },
      amountFen: tryYuan(row.yka055) ?? ZERO,
      note: row.marktype ? facts.meaning('rs_marktype', String(row.marktype)) : '',
    }
  })
}

/** Numbers that the platform has given before: what it lists later beyond them is new. */
export async function knownStays({ facts, of }: Omit<Message, 'clerk'>, ask: Ask): Promise<string[]> {
  const { akb020, aac001 } = person(facts, of) as { akb020: string; aac001: string }
  const page = { page_num: 1, page_size: facts.pageSize }
  const { result } = await ask('GS2002', { data: { akb020, aac001, ykc010: of.ipt_otp_no, ...page } })
  return rows(result ?? null, 'mdtrtinfo').map((row) => String(row.akc190))
}

export async function knownApplications({ facts, of }: Omit<Message, 'clerk'>, ask: Ask): Promise<string[]> {
  const data = { ...person(facts, of), aka130: kindOf(of).aka130 }
  return rows(await ask('GS2004', { data }), 'result').map((row) => String(row.ykc112))
}
