import type { JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { type Fen, fen, lineAmount, sum, tryYuan, yuanNumber, ZERO } from '../../../shared/money.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { Amounts, Diagnosis, Insurance, Person, Visit } from '../../../shared/visit.ts'
import type { EncounterRow, Journal, SettlementRow } from '../../journal/port.ts'

/** Everything that this program itself knows of a settlement that wants a list. */
export interface Facts {
  row: SettlementRow
  person: Person
  insu: Insurance
  amounts: Amounts
  stay: Stay | null
  visit: Visit | null
  /** fund_pay_type and amount, as the centre answered the settlement */
  funds: { fund_pay_type: string; fund_payamt: Fen }[]
  items: Item[]
}

/** 收费项目 of 4101: amt = claa_sumfee + clab_amt + fulamt_ownpay_amt + oth_amt. */
export interface Item {
  med_chrgitm: string
  amt: Fen
  claa_sumfee: Fen
  clab_amt: Fen
  fulamt_ownpay_amt: Fen
  oth_amt: Fen
}

/** Outpatient settlements that want a list too: 慢特病, 日间手术. Source: 填写规范, 总则. */
const OUTPATIENT_TYPES: ReadonlySet<string> = new Set(['14', '28'])

/** Whether a settlement of this encounter wants a list: of stays the final one, of visits only some kinds. */
export function wantsList(row: SettlementRow, encounter: EncounterRow): boolean {
  if (encounter.kind === 'outpatient') return OUTPATIENT_TYPES.has(row.med_type)
  const stay = encounter.data as unknown as Stay
  return stay.settlements.some((s) => s.setl_id === row.setl_id && !s.mid)
}

/** Throws `not_found` where the settlement is not here, `conflict` where it was taken back or wants no list. */
export async function loadFacts(journal: Journal, setl_id: string): Promise<Facts> {
  const [row] = await journal.settlements({ family: 'nhsa', setl_id })
  if (!row) fail('not_found', '本机没有这笔结算', '没有改变。', '请在办理结算的窗口处理。')
  const encounter = await journal.encounter(row.encounterId)
  if (!encounter || !wantsList(row, encounter))
    fail('conflict', '这笔结算不需要结算清单', '没有改变。', '中途结算在出院结算后填报。')
  const of = encounter.data as unknown as Stay & Visit
  const stay = encounter.kind === 'inpatient' ? (of as Stay) : null
  const visit = stay ? null : (of as Visit)
  const amounts = stay
    ? stay.settlements.find((s) => s.setl_id === setl_id)?.amounts
    : [visit!.settlement, ...visit!.past.map((p) => p.settlement)].find((s) => s?.setl_id === setl_id)
        ?.amounts
  if (!of.person || !of.insu || !amounts)
    fail('conflict', '这笔结算没有人员或参保信息', '没有改变。', '自费结算不填报结算清单。')
  const output = ((await journal.txn(row.msgid))?.output ?? {}) as JsonObject
  return {
    ...{ row, person: of.person, insu: of.insu, amounts, stay, visit },
    funds: fundsOf(output, amounts, row),
    items: stay ? await stayItems(journal, row) : visitItems(visit!),
  }
}

/** 个人账户 is listed among the funds by some centres, and is none of them */
const ACCOUNT = '310200'
/** 基金支付类型 of the amounts that every settlement names, where the centre lists nothing that adds up */
const FUND_TYPES: Record<string, string> = {
  cvlserv_pay: '320100',
  hifes_pay: '370100',
  hifmi_pay: '390200',
  hifob_pay: '330100',
  maf_pay: '610100',
  hifdm_pay: '350100',
  oth_pay: '999997',
}
const BASIC: Record<string, string> = { '310': '310100', '340': '340100', '390': '390100', '510': '510100' }

/** What the centre listed, else the settlement's own amounts, where it makes the whole of the fund's share. */
function fundsOf(output: JsonObject, amounts: Amounts, { fundFen, insutype }: SettlementRow): Facts['funds'] {
  const listed = rows(output, 'setldetail')
    .map((detail) => ({
      fund_pay_type: String(detail.fund_pay_type ?? ''),
      fund_payamt: tryYuan(detail.fund_payamt) ?? ZERO,
    }))
    .filter(({ fund_pay_type }) => fund_pay_type !== ACCOUNT)
  const named = amounts.funds.map(({ code, amount }) => ({
    fund_pay_type: code === 'hifp_pay' ? (BASIC[insutype] ?? '') : (FUND_TYPES[code] ?? ''),
    fund_payamt: amount,
  }))
  const whole = (funds: Facts['funds']) => sum(funds.map((fund) => fund.fund_payamt)) === fundFen
  const found =
    [listed, named].find((funds) => whole(funds) && funds.every((fund) => fund.fund_pay_type)) ?? []
  const paid = found.filter((fund) => fund.fund_payamt !== 0)
  // where no fund paid anything the list still names the one that was asked
  return paid.length > 0 ? paid : found.slice(0, 1)
}

/** By category and 甲/乙/丙 (收费项目等级 01, 02, 03). */
function itemsOf(lines: { med_chrgitm_type: string; chrgitm_lv: string; amountFen: Fen }[]): Item[] {
  const by = new Map<string, Item>()
  for (const { med_chrgitm_type, chrgitm_lv, amountFen } of lines) {
    const item = by.get(med_chrgitm_type) ?? {
      ...{ med_chrgitm: med_chrgitm_type, amt: ZERO, claa_sumfee: ZERO },
      ...{ clab_amt: ZERO, fulamt_ownpay_amt: ZERO, oth_amt: ZERO },
    }
    const part = ({ '01': 'claa_sumfee', '02': 'clab_amt', '03': 'fulamt_ownpay_amt' } as const)[chrgitm_lv]
    item[part ?? 'oth_amt'] = fen(item[part ?? 'oth_amt'] + amountFen)
    item.amt = fen(item.amt + amountFen)
    by.set(med_chrgitm_type, item)
  }
  return [...by.values()].sort((a, b) => a.med_chrgitm.localeCompare(b.med_chrgitm))
}

const stayItems = async (journal: Journal, { encounterId, setl_id }: SettlementRow) =>
  itemsOf(await journal.fees({ encounterId, setl_id }))

const visitItems = (visit: Visit) =>
  itemsOf(
    visit.lines.map((line) => ({ ...line, amountFen: line.amountFen ?? lineAmount(line.pric, line.cnt) })),
  )

/** 4101's money as the wire wants it. */
export const wireItem = ({ med_chrgitm, ...amounts }: Item): JsonObject => ({
  med_chrgitm,
  ...Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, yuanNumber(amount)])),
})

/** The diagnoses of a discharge or a visit as rows of a list; the main one first. */
export const diagnosisRows = (diagnoses: readonly (Diagnosis & { adm_cond?: string })[]): JsonObject[] =>
  [...diagnoses]
    .sort((a, b) => Number(b.main) - Number(a.main))
    .map(({ diag_code, diag_name, diag_type, main, adm_cond }) => ({
      ...{ diag_type, diag_code, diag_name, maindiag_flag: main ? '1' : '0' },
      ...(adm_cond ? { adm_cond_type: adm_cond } : {}),
    }))
