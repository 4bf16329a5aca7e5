import type { RxPurchase, RxReview } from '../../../shared/api/erx.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { tryYuan, ZERO } from '../../../shared/money.ts'
import { rows } from '../../../shared/settlement.ts'
import type { DocRow, Journal } from '../../journal/port.ts'
import type { Inbound, InboundAnswer, InboundHandler } from '../inbound/port.ts'
import { put, type RxData, rxOf } from './store.ts'

/** 7102 and 7103: what became of a prescription of this house outside. By hi_rxno, the newest counts. */
export function rxHandlers(journal: Journal): InboundHandler[] {
  return [
    { family: 'nhsa', infno: '7102', handle: (message) => reviewed(journal, message) },
    { family: 'nhsa', infno: '7103', handle: (message) => bought(journal, message) },
  ]
}

async function rowOf(journal: Journal, hi_rxno: string): Promise<DocRow | null> {
  const [row] = await journal.docs({ kind: 'rx', subject: hi_rxno, limit: 1 })
  return row ?? null
}

const text = (value: unknown) => String(value ?? '')
const fen = (value: unknown) => tryYuan(value) ?? ZERO
const unknown = (hi_rxno: string): InboundAnswer => ({ ok: false, message: `本机构没有处方 ${hi_rxno}` })

async function reviewed(journal: Journal, { input, now }: Inbound): Promise<InboundAnswer> {
  const data = input.data as JsonObject
  const row = await rowOf(journal, text(data.hi_rxno))
  if (!row) return unknown(text(data.hi_rxno))
  const review: RxReview = {
    passed: data.rx_chk_stas_codg === '1',
    opnn: text(data.rx_chk_opnn),
    by: text(data.phar_name),
    where: text(data.fixmedins_name),
    at: text(data.rx_chk_time),
  }
  // told late, after the purchase or the withdrawal: kept, but the state has gone on
  const stays = row.state === 'bought' || row.state === 'undone'
  const state = stays ? row.state : review.passed ? 'approved' : 'denied'
  return taken(row, state, { ...rxOf(row), review }, now)
}

async function bought(journal: Journal, { input, now }: Inbound): Promise<InboundAnswer> {
  const data = input.data as JsonObject
  const row = await rowOf(journal, text(data.hi_rxno))
  if (!row) return unknown(text(data.hi_rxno))
  const [fundFen, acctFen, cashFen] = [fen(data.fund_pay_sumamt), fen(data.acct_pay), fen(data.psn_cash_pay)]
  if (fen(data.psn_part_amt) !== acctFen + cashFen)
    return { ok: false, message: '个人负担总金额不等于个人账户支出与个人现金支出之和' }
  const purchase: RxPurchase = {
    totalFen: (fundFen + acctFen + cashFen) as RxPurchase['totalFen'],
    ...{ fundFen, acctFen, cashFen, setl_time: text(data.setl_time) },
    drugs: rows(input, 'seltdelts').map((drug) => ({
      name: text(drug.drug_genname ?? drug.drug_prodname),
      spec: text(drug.drug_spec),
      cnt: Number(drug.drug_totlcnt),
      unit: text(drug.total_unit),
      sumFen: fen(drug.sumamt),
      where: text(drug.fixmedins_name),
    })),
  }
  return taken(row, 'bought', { ...rxOf(row), purchase }, now)
}

function taken(row: DocRow, state: string, data: RxData, now: number): InboundAnswer {
  return { ok: true, output: {}, changes: [put(row, { state, data }, now)] }
}
