import type { JsonObject } from '../../../shared/contract.ts'
import type { Fen } from '../../../shared/money.ts'
import { fen, yuanNumber } from '../../../shared/money.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import { identity, insuranceOf, personOf } from './people.ts'
import type { SettlementInfo, SettlementRow, VisitRow } from './rows.ts'
import type { AmountName } from './rules.ts'
import { AMOUNTS, FUNDS } from './rules.ts'
import type { Ctx } from './types.ts'

const amountsOf = (row: SettlementRow, names: readonly AmountName[]) =>
  Object.fromEntries(names.map((name) => [name, yuanNumber(row[name])])) as Record<AmountName, number>

/** setldetail: the basic fund always, the others where they paid. */
function setldetail(row: SettlementRow, info: SettlementInfo) {
  return FUNDS.filter(
    (f) => (!f.insutype || f.insutype === row.insutype) && (f.amount === 'hifp_pay' || row[f.amount] !== 0),
  ).map((f) => ({
    fund_pay_type: f.type,
    inscp_scp_amt: yuanNumber(row.inscp_scp_amt),
    ...(f.amount === 'hifp_pay' ? { crt_payb_lmt_amt: yuanNumber(info.roomFen as Fen) } : {}),
    fund_payamt: yuanNumber(row[f.amount]),
    fund_pay_type_name: f.name,
    setl_proc_info: '',
  }))
}

/** What 5203 and the settling codes say alike. */
function common(row: SettlementRow, info: SettlementInfo, ctx: Ctx) {
  const person = personOf(row.psn_no)
  const insu = insuranceOf(person, row.insutype)
  return {
    mdtrt_id: row.mdtrt_id,
    ...(row.setl_id ? { setl_id: row.setl_id, setl_time: datetime(row.setl_ms) } : {}),
    ...identity(person, ctx.at_ms),
    insutype: row.insutype,
    psn_type: insu.psn_type,
    cvlserv_flag: insu.cvlserv_flag,
    mdtrt_cert_type: info.mdtrt_cert_type,
    med_type: row.med_type,
    balc: yuanNumber(row.balc),
    pool_prop_selfpay: info.ratio / 10_000,
    medins_setl_id: row.msgid,
    clr_optins: row.clr_optins,
    clr_way: info.psn_setlway === '02' ? '9' : '1',
    clr_type: row.clr_type,
  }
}

/** Output of 2206, 2207, 2208, 2303 and 2304: setlinfo and setldetail. */
export function setlAnswer(row: SettlementRow, ctx: Ctx): JsonObject {
  const info = JSON.parse(row.info) as SettlementInfo
  return {
    setlinfo: { ...common(row, info, ctx), ...amountsOf(row, AMOUNTS), exp_content: '' },
    setldetail: setldetail(row, info),
  }
}

/** Of what 2304 says, what 2305 leaves out. */
const NOT_IN_2305 = `psn_no psn_name psn_cert_type certno gend naty brdy age insutype psn_type cvlserv_flag
  mdtrt_cert_type med_type clr_way clr_type`.split(/\s+/)

/** Output of 2305: the negative amounts, and nothing of the person. */
export function stayRefundAnswer(row: SettlementRow, ctx: Ctx): JsonObject {
  const { setlinfo, setldetail = [] } = setlAnswer(row, ctx)
  const said = Object.entries(setlinfo as JsonObject).filter(([name]) => !NOT_IN_2305.includes(name))
  return { setlinfo: Object.fromEntries(said), setldetail }
}

const IN_5203 = AMOUNTS.filter(
  (name) => !['psn_part_amt', 'psn_cash_pay', 'hosp_part_amt', 'hifdm_pay'].includes(name),
)

/** Output of 5203, which names the own share psn_pay and the cash cash_payamt. */
export function setlQueryAnswer(row: SettlementRow, visit: VisitRow, ctx: Ctx): JsonObject {
  const info = JSON.parse(row.info) as SettlementInfo
  const insu = insuranceOf(personOf(row.psn_no), row.insutype)
  const mdtrtinfo = JSON.parse(visit.mdtrtinfo) as Record<string, string>
  const setlinfo = {
    ...common(row, info, ctx),
    ...amountsOf(row, IN_5203),
    psn_pay: yuanNumber(row.psn_part_amt),
    cash_payamt: yuanNumber(row.psn_cash_pay),
    flxempe_flag: '0',
    nwb_flag: '0',
    insu_optins: insu.insuplc_admdvs,
    emp_name: insu.emp_name,
    pay_loc: '2',
    fixmedins_code: row.fixmedins_code,
    fixmedins_name: info.fixmedins_name,
    begndate: visit.begntime.slice(0, 10),
    enddate: dateOf(row.setl_ms),
    refd_setl_flag: row.refd || row.reverses ? '1' : '0',
    year: row.year,
    dise_codg: mdtrtinfo.dise_codg ?? '',
    dise_name: mdtrtinfo.dise_name ?? '',
    invono: info.invono,
    opter_id: info.opter_id,
    opter_name: info.opter_name,
    opt_time: datetime(row.setl_ms),
  }
  return { setlinfo, setldetail: setldetail(row, info) }
}

export const sumOf = (rows: SettlementRow[], name: AmountName): Fen =>
  fen(rows.reduce((total, row) => total + row[name], 0))
