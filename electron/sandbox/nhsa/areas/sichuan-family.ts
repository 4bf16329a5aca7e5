import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fen, fen, tryYuan, yuanNumber } from '../../../../shared/money.ts'
import { balanceOf } from '../account.ts'
import { checkHolder, citizens, personOf } from '../people.ts'
import type { Area, Ctx, SandboxPerson } from '../types.ts'
import { refuse } from '../types.ts'
import { type Data, dataOf, keep, newId, recordOf, recordsOf, setStas, settledOf } from './sichuan-kit.ts'

/** Who has opened his account to whom: name of the patient → payers and what they are to him. */
const FAMILIES: Record<string, [payer: string, mulaid_rlts: string][]> = {
  王芳: [['李国强', '3']],
  李国强: [['王芳', '3']],
  张伟: [
    ['王芳', '4'],
    ['李国强', '1'],
  ],
  陈刚: [['王芳', '3']],
  欧阳明月: [['王芳', '1']],
}

const OPENED = '2025-01-01'
const named = (name: string) => citizens.find((person) => person.psn_name === name)

interface Payer {
  person: SandboxPerson
  rlts: string
  insutype: string
  insuplc_admdvs: string
}

function payersOf(patient: SandboxPerson): Payer[] {
  return (FAMILIES[patient.psn_name] ?? []).flatMap(([name, rlts]) => {
    const person = named(name)
    const insu = person?.insu.find(({ balcFen }) => balcFen > 0)
    return person && insu
      ? [{ person, rlts, insutype: insu.insutype, insuplc_admdvs: insu.insuplc_admdvs }]
      : []
  })
}

/** What is left after the payer's own settlements and what he has paid for others. */
function leftOf(ctx: Ctx, { person, insutype }: Payer): Fen {
  const given = ctx.store.get<{ n: number }>(
    'select coalesce(sum(amount), 0) as n from mulaid where payer = ?',
    person.psn_no,
  )
  return fen(balanceOf(ctx, person, insutype) - (given?.n ?? 0))
}

/** SCX-0201 */
function accounts(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const patient = personOf(data.psn_no ?? '')
  checkHolder(patient, data, ctx)
  return {
    data: {
      psn_no: patient.psn_no,
      mulaidinfo: payersOf(patient).map((payer) => {
        const balc = yuanNumber(leftOf(ctx, payer))
        const { psn_no, psn_cert_type, certno, psn_name } = payer.person
        return {
          ...{ psn_no, psn_cert_type, certno, psn_name, mulaid_rlts: payer.rlts },
          ...{ insuplc_admdvs: payer.insuplc_admdvs, balc, avl_amt: balc },
          ...{ mulaid_stas: '1', begndate: OPENED, enddate: '' },
        }
      }),
    },
  }
}

/** SCX-0202: once a settlement, against its cash part; the patient's own account goes first. */
function pay(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const patient = personOf(data.psn_no ?? '')
  checkHolder(patient, data, ctx)
  const settled = settledOf(ctx, data.setl_id ?? '', patient.psn_no)
  if (settled.mdtrt_id !== data.mdtrt_id) refuse('就诊ID 与结算信息不符')
  const cash = fen(settled.psn_cash_pay)
  if (tryYuan(data.medfee_sumamt) !== settled.medfee_sumamt) refuse('医疗费总额与结算信息不符')
  if (tryYuan(data.psn_cash_pay) !== cash) refuse('个人现金支出与结算信息不符')
  if (recordsOf(ctx, 'mulaid', 'setl_id', settled.setl_id).some(({ stas }) => stas === '1'))
    refuse('该结算已办理共济账户结算，不能重复办理')
  const parts = (input.data as JsonObject).mulaidpay as unknown as Data[]
  const payers = payersOf(patient)
  const paid = parts.map((part) => {
    const payer = payers.find(({ person }) => person.psn_no === part.psn_no)
    if (!payer) return refuse(`${part.psn_name} 没有与患者建立共济关系`)
    const amount = tryYuan(part.mulaid_pay) ?? fen(0)
    if (amount <= 0) refuse('本次共济支付金额应大于 0')
    if (amount > leftOf(ctx, payer)) refuse(`${part.psn_name} 的共济账户余额不足`)
    return { payer, amount }
  })
  if (new Set(paid.map(({ payer }) => payer.person.psn_no)).size < paid.length)
    refuse('同一共济人只能出现一次')
  const total = fen(paid.reduce((sum, { amount }) => sum + amount, 0))
  if (tryYuan(data.acct_mulaid_pay) !== total) refuse('个人账户共济支付金额与各共济人支付之和不符')
  if (total > cash) refuse('共济支付金额不能超过个人现金支出')
  const mulaid_sn = newId(ctx, 'GJ', 'mulaid')
  const { mdtrt_id, setl_id } = settled
  keep(ctx, 'mulaid', mulaid_sn, { psn_no: patient.psn_no, mdtrt_id, setl_id }, { total, cash })
  for (const { payer, amount } of paid)
    ctx.store.insert('mulaid', { mulaid_sn, payer: payer.person.psn_no, amount })
  return {
    data: {
      ...{ mdtrt_id, setl_id, mulaid_sn, medfee_sumamt: yuanNumber(fen(settled.medfee_sumamt)) },
      acct_pay: yuanNumber(fen(settled.acct_pay)),
      acct_mulaid_pay: yuanNumber(total),
      psn_cash_pay: yuanNumber(fen(cash - total)),
      mulaidpay: paid.map(({ payer, amount }) => ({
        psn_no: payer.person.psn_no,
        mulaid_pay: yuanNumber(amount),
        balc: yuanNumber(leftOf(ctx, payer)),
      })),
    },
  }
}

/** SCX-0203: all of it, to every payer. */
function undo(input: JsonObject, ctx: Ctx) {
  const { mulaid_sn = '', setl_id, psn_no } = dataOf(input)
  const row = recordOf(ctx, 'mulaid', mulaid_sn, '共济支付流水')
  if (row.setl_id !== setl_id || row.psn_no !== psn_no) refuse('共济支付流水与结算ID 不符')
  if (row.stas !== '1') refuse(`共济支付流水 ${mulaid_sn} 不存在或已撤销`)
  setStas(ctx, row, '0')
  ctx.store.run('delete from mulaid where mulaid_sn = ?', mulaid_sn)
  const { total } = JSON.parse(row.body) as { total: Fen }
  return {
    data: { mdtrt_id: row.mdtrt_id, setl_id: row.setl_id, mulaid_sn, acct_mulaid_pay: yuanNumber(total) },
  }
}

/** Refuses to undo a settlement that relatives have paid for. Source: rule of SCX-0203. */
export function checkFamily(ctx: Ctx, setl_id: string): void {
  if (recordsOf(ctx, 'mulaid', 'setl_id', setl_id).some(({ stas }) => stas === '1'))
    refuse('该结算已办理共济账户结算，请先撤销共济账户结算')
}

export const sichuanFamily: Area = { 'SCX-0201': accounts, 'SCX-0202': pay, 'SCX-0203': undo }
