import { amountsOfPay, BIZH_FUNDS, feeSum, negatedPay, payOf } from '../../../../shared/bizh.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail, faultOf } from '../../../../shared/errors.ts'
import type { InjuryCase, InjuryLine } from '../../../../shared/injury.ts'
import { fen, yuanNumber } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import type { Amounts } from '../../../../shared/visit.ts'
import { type Act, type Ask, type Booked, type Clerk, sentTime, type Way, type WayDeps } from '../way.ts'
import { KIND_OF, programOf, setOf, text } from './bizh-person.ts'
import { priced } from './priced.ts'

/** Outpatients: 110104, 110105 in batches, 110106. Source: contracts/bizh/_lifecycle.md, first table. */

/** of price and count. Source: rules of bizh110105 */
const DECIMALS = { price: 4, count: 2 }

/** A line as both fee sets have it. */
export function feeOf(line: InjuryLine): JsonObject {
  const { medins_list_codg, name, spec, unit, amountFen, rxno, atddr_no, dr_name, injury } = line
  const { price, count } = priced(line, DECIMALS)
  return {
    ...{ ake005: medins_list_codg, ake006: clipped(name, 100), bka051: dateOf(line.at) },
    ...{ bka054: clipped(spec, 300), bka055: clipped(unit, 20) },
    ...{ bka056: price, bka057: count, bka058: yuanNumber(amountFen) },
    ...{ bka070: rxno ?? '', bka074: atddr_no, bka075: clipped(dr_name, 50) },
    bka061: injury ? '0' : '1',
  }
}

const clipped = (value: string, length: number) => [...value].slice(0, length).join('')

/** Amounts as they were calculated, under the names of payinfo again. */
export function payOfAmounts(amounts: Amounts, akb020: string, aaz218: string): JsonObject {
  const funds = Object.fromEntries(amounts.funds.map(({ code, amount }) => [code, yuanNumber(amount)]))
  const none = Object.fromEntries(BIZH_FUNDS.map(([name]) => [name, 0]))
  return {
    ...{ akb020, aaz218, akc264: yuanNumber(amounts.total), bka832: yuanNumber(amounts.fund) },
    ...{ bka831: yuanNumber(fen(amounts.acct + amounts.cash)), ...none, ...funds },
    ...{ akb066: yuanNumber(amounts.acct), akb067: yuanNumber(amounts.cash), bka839: 0 },
    ...{ bka825: yuanNumber(amounts.fulamt_ownpay_amt), bka826: yuanNumber(amounts.preselfpay_amt) },
    aka151: yuanNumber(amounts.act_pay_dedc),
  }
}

/** Amounts of a row of payinfo. Throws an Error in Chinese where they do not add up. */
export function amountsIn(pay: JsonObject): Amounts {
  const read = payOf(pay)
  if ('why' in read) throw new Error(read.why)
  return amountsOfPay(pay, read.split)
}

export const mainCode = (of: InjuryCase['diagnoses']): string =>
  (of.find(({ main }) => main) ?? of[0])?.diag_code ?? ''

const clinic = KIND_OF.outpatient

/** An answer that says that there is none of what was asked for is one without rows. */
export async function orNothing(answer: Promise<JsonObject>): Promise<JsonObject> {
  try {
    return await answer
  } catch (error) {
    if (faultOf(error).centre?.sort === 'absent') return {}
    throw error
  }
}

/** All batches of a visit: what is charged, and what took it back. */
async function batches(ask: Ask, akb020: string, aaz218: string): Promise<JsonObject[]> {
  const input = { bka895: 'aaz218', bka896: aaz218, akb020, bka006: clinic.bka006, bka001: 0 }
  return setOf(await orNothing(ask('bizh110103', { program: input })), 'feeinfo')
}

/** What a visit is charged there although all that was settled here was taken back: its newest batch. */
function strayIn(fees: readonly JsonObject[]): number | null {
  return feeSum(fees) === 0 ? null : lastOf(fees.filter(({ bka057 }) => Number(bka057) > 0))
}

const lastOf = (fees: readonly JsonObject[]) => Math.max(0, ...fees.map(({ bka001 }) => Number(bka001)))

export function clinicActs({ institution }: WayDeps) {
  const akb020 = institution.fixmedins_code
  const visit = ({ mdtrt_id }: InjuryCase) => ({ akb020, aaz218: mdtrt_id ?? '' })
  const by = ({ opter, opterName }: Clerk) => ({ bka014: opter, bka015: opterName })

  /** The visits under way, so that a registration without an answer is not taken for an older one. */
  async function visitsOf(ask: Ask, of: InjuryCase): Promise<JsonObject> {
    const aac001 = of.person!.psn_no
    const input = { bka895: 'aac001', bka896: aac001, akb020, bka006: clinic.bka006 }
    const known = await orNothing(ask('bizh110102', { program: input }))
    return { visits: setOf(known, 'bizinfo').map(({ aaz218 }) => text(aaz218)) }
  }

  const register: Act = {
    infno: 'bizh110104',
    prepare: visitsOf,
    input: (of, _given, clerk) => ({
      program: {
        ...{ akb020, aac001: of.person!.psn_no, ...clinic, bka017: dateOf(of.begntime), ...by(clerk) },
        ...{ bka019: of.dept!.dept_code, bka020: of.dept!.dept_name, bka026: mainCode(of.diagnoses) },
        ...{ bka025: of.ipt_otp_no, bka893: '1', bka042: of.recognition },
        ...(of.filing ? { aaz267: of.filing } : {}),
      },
    }),
    booked: (of, { output }) => ({
      of: {
        ...{ ...of, step: 'registered', med_type: clinic.aka130 },
        mdtrt_id: text(programOf(output).aaz218),
      },
    }),
  }

  const unregister: Act = {
    infno: 'bizh110106',
    input: (of, _given, clerk) => ({ program: { ...visit(of), ...by(clerk) } }),
    booked: (of) => ({ of: { ...of, step: 'identified', mdtrt_id: null } }),
  }

  /** `mark`: makes the hospital's own mark of each line, which is never the same for two charges. */
  const charge = (
    of: InjuryCase,
    lines: readonly InjuryLine[],
    mark: string,
    clerk: Clerk,
    bka893: '0' | '1',
  ) => ({
    program: {
      ...{ ...visit(of), ...by(clerk), bka893 },
      feeinfo: lines.map((line) => ({ ...feeOf(line), bka071: `${mark}-${line.sn}` })),
    },
  })

  const trial: NonNullable<Way['trial']> = async (ask, of, { lines = [] }, clerk) => {
    const output = await ask('bizh110105', charge(of, lines, '0', clerk, '0'))
    const [pay] = setOf(output, 'payinfo')
    if (!pay) fail('unreachable', '平台没有给出试算结果', '没有记账，没有扣款。', '请重新试算。')
    return amountsIn(pay)
  }

  const settle: Act = {
    infno: 'bizh110105',
    async prepare(ask, of) {
      const { akb020: code, aaz218 } = visit(of)
      // nothing takes a batch back unseen: one that came after it was given up would be charged twice
      const input = { bka895: 'aaz218', bka896: aaz218, akb020: code, bka006: clinic.bka006 }
      const charged = setOf(await ask('bizh110102', { program: input }), 'feeinfo')
      const stray = strayIn(charged)
      if (stray !== null)
        fail(
          'conflict',
          `平台上已有本机账本里没有的费用批次 ${stray}`,
          '没有发送，没有扣款。',
          '可能是以前没有得到回答的收费后来到达了平台：请医保办在平台上退掉这个批次，再结算。',
        )
      // of a visit that nothing was charged on there is nothing more to ask
      const fees = of.past.length > 0 ? await batches(ask, code, aaz218) : []
      return { last: lastOf(fees), count: fees.length, pay: payOfAmounts(of.trial!, code, aaz218) }
    },
    input: (of, { lines = [], found = {} }, clerk) =>
      charge(of, lines, String(Number(found.last) + 1), clerk, '1'),
    booked(of, { output, txn, now }): Booked {
      const pay = setOf(output, 'payinfo')[0]!
      const amounts = amountsIn(pay)
      const { total, fund, acct, cash, hosp } = amounts
      return {
        of: { ...of, step: 'settled' },
        settled: {
          ...{ setl_id: `${of.mdtrt_id}-${pay.bka001}`, setl_time: sentTime(txn, now), amounts },
          split: { total, fund, acct, cash, hosp },
          refs: { bka001: pay.bka001! },
        },
      }
    },
  }

  const unsettle: Act = {
    infno: 'bizh110105',
    async prepare(ask, of) {
      const { akb020: code, aaz218 } = visit(of)
      const fees = await batches(ask, code, aaz218)
      const { amounts, refs } = of.settlement!
      const own = fees.filter(({ bka001 }) => bka001 === refs.bka001)
      if (own.length === 0)
        fail(
          'conflict',
          `平台上没有费用批次 ${refs.bka001}`,
          '没有发送，没有退费。',
          '请联系医保办核对平台的记录。',
        )
      const pay = negatedPay(payOfAmounts(amounts, code, aaz218))
      return { last: lastOf(fees), count: fees.length, pay, lines: own }
    },
    input: (of, { found = {} }, clerk) => ({
      program: {
        ...{ ...visit(of), ...by(clerk), bka893: '1' },
        feeinfo: ((found.lines ?? []) as JsonObject[]).map((line) => takenBack(line, clerk)),
      },
    }),
    booked(of, { output, txn, now }): Booked {
      const [pay] = setOf(output, 'payinfo')
      const { setl_id } = of.settlement!
      // what was found taken back already has no number of its own
      const number = pay?.bka001 === undefined ? `${setl_id}R` : `${of.mdtrt_id}-${pay.bka001}`
      return { of: { ...of, step: 'registered' }, undone: { setl_id: number, setl_time: sentTime(txn, now) } }
    },
  }

  return { register, unregister, settle, unsettle, trial }
}

/** The platform's own line, negative, quoting its serial. */
function takenBack({ bka001: _batch, ...line }: JsonObject, { now }: Clerk): JsonObject {
  return {
    ...line,
    bka051: line.bka051 ?? dateOf(now),
    bka057: -Number(line.bka057),
    bka058: -Number(line.bka058),
  }
}
