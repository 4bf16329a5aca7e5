import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { yuanNumber } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { ageOf, insuranceOf, personOf } from '../people.ts'
import type { SettlementRow, VisitRow } from '../rows.ts'
import type { Ctx } from '../types.ts'
import type { ListRow } from './lists.ts'

/** 4103's names of what 4101 and 4101A call otherwise. */
const OTHERWISE: Record<string, string> = {
  poscode: 'emp_poscode',
  adm_way: 'adm_way_code',
  opsp_mdtrt_date: 'opsp_mdtrt_time',
  refldept_dept: 'refl_caty',
  adm_dept_code: 'adm_dept_codg',
  dscg_dept_code: 'dscg_dept_codg',
  otp_wm_dise: 'otp_wm_diag',
  wm_dise_code: 'otp_wm_diag_dise_code',
  otp_tcm_dise: 'otp_tcm_diag',
  tcm_dise_code: 'otp_tcm_diag_dise_code',
  acp_medins_name: 'acp_optins_name',
  days_rinp_flag_31: 'dscg31days_rinp_flag',
  days_rinp_pup_31: 'rinp_pup',
  setl_begn_date: 'setl_begndate',
  setl_end_date: 'setl_enddate',
  nwb_age: 'age_days',
}
/** 天/小时/分钟 that 4103 answers as three numbers */
const DURATIONS: Record<string, string> = {
  vent_used_dura: 'vent_used',
  pwcry_bfadm_coma_dura: 'bfadm_coma',
  pwcry_afadm_coma_dura: 'afadm_coma',
}
/** what the centre knows by itself, or answers as something else */
const NOT_SAID = new Set(
  `psn_name gend brdy age naty certno patn_cert_type insuplc hi_type bld_cat bld_amt bld_unt stas_type psn_selfpay
  psn_ownpay acct_pay psn_cashpay hsorg hsorg_opter`.split(/\s+/),
)

const text = (value: Json | undefined) => (value === null || value === undefined ? '' : String(value))

function said(info: JsonObject): JsonObject {
  const out: JsonObject = {}
  for (const [name, value] of Object.entries(info)) {
    const dura = DURATIONS[name]
    const [days, hours, minutes] = text(value).split('/').map(Number)
    if (dura && text(value))
      Object.assign(out, {
        [`${dura}_days`]: days,
        [`${dura}_h_cnt`]: hours ?? 0,
        [`${dura}_m_cnt`]: minutes ?? 0,
      })
    else if (!dura && !NOT_SAID.has(name)) out[OTHERWISE[name] ?? name] = value
  }
  return out
}

/** Output of 4103: what was sent, with what the centre itself knows of person and settlement. */
export function listAnswer(list: ListRow, of: SettlementRow, ctx: Ctx): JsonObject {
  const input = JSON.parse(list.body) as JsonObject
  const key = { setl_id: list.setl_id, psn_no: list.psn_no, mdtrt_id: list.mdtrt_id }
  const many = (name: string, id: string, more: (row: JsonObject) => JsonObject = (row) => row) =>
    rows(input, name).map((row, i) => ({
      ...more(row),
      ...key,
      ...(id ? { [id]: `${list.setl_list_id}${i + 1}` } : {}),
    }))
  return {
    setlinfo: { ...said(node(input, 'setlinfo') ?? {}), ...known(list, of, ctx) },
    payinfo: many('payinfo', '', (row) => ({
      ...row,
      poolarea_fund_pay_type: row.fund_pay_type ?? '',
      poolarea_fund_pay_name: '',
    })),
    opspdiseinfo: many('opspdiseinfo', 'setl_list_opsp_trt_id', (row) => ({
      ...{ oprn_oprt_name: '', oprn_oprt_code: '' },
      ...row,
    })),
    diseinfo: many('diseinfo', 'setl_list_diag_id'),
    iteminfo: many('iteminfo', 'setl_list_chrgitm_id', (row) => ({
      ...{ med_chrgitm_type: row.med_chrgitm ?? '', item_sumamt: row.amt ?? 0 },
      ...{ item_claa_sumfee: row.claa_sumfee ?? 0, item_clab_amt: row.clab_amt ?? 0 },
      ...{ item_fulamt_ownpay_amt: row.fulamt_ownpay_amt ?? 0, item_ownpay_amt: row.oth_amt ?? 0 },
    })),
    oprninfo: many('oprninfo', 'setl_list_oprn_id', ({ oprn_oprt_type, ...row }) => ({
      ...row,
      main_oprn_flag: oprn_oprt_type === '1' ? '1' : '0',
    })),
    icuinfo: many('icuinfo', 'setl_list_scs_cutd_id'),
    bldinfo: many('bldinfo', 'setl_List_bld_Id'),
  }
}

/** What stands in the centre's own books; what a centre without an answer leaves empty is empty here too. */
function known(list: ListRow, of: SettlementRow, ctx: Ctx): JsonObject {
  const person = personOf(list.psn_no)
  const insu = insuranceOf(person, of.insutype)
  const visit = ctx.store.get<VisitRow>('select * from visit where mdtrt_id = ?', list.mdtrt_id)
  const own = of.fulamt_ownpay_amt + of.overlmt_selfpay
  const { psn_name, gend, brdy, naty, certno, psn_cert_type } = person
  const info = node(JSON.parse(list.body) as JsonObject, 'setlinfo') ?? {}
  const fallback = (names: string[]) => Object.fromEntries(names.map((name) => [name, text(info[name])]))
  return {
    ...fallback(['medcasno', 'coner_name', 'patn_rlts', 'coner_addr', 'coner_tel', 'adm_caty', 'hi_paymtd']),
    ...{ setl_id: list.setl_id, setl_list_sn: list.setl_list_id, psn_no: list.psn_no },
    mdtrt_id: list.mdtrt_id,
    ...{ fixmedins_name: ctx.env.fixmedins_name, fixmedins_code: list.fixmedins_code },
    ...{ dcla_time: datetime(list.at_ms), psn_name, gend, brdy, naty, certno, psn_cert_type },
    ...{ age: ageOf(person, ctx.at_ms), insutype: of.insutype, insu_admdvs: insu.insuplc_admdvs },
    ipt_med_type: of.med_type === '28' ? '2' : '1',
    ...{ opsp_dise_name: '', opsp_dise_code: '', hi_type: of.insutype },
    psn_selfpay_amt: yuanNumber((of.acct_pay + of.psn_cash_pay - own) as typeof of.acct_pay),
    psn_ownpay_fee: yuanNumber(own as typeof of.acct_pay),
    ...{ acct_payamt: yuanNumber(of.acct_pay), psn_cashpay: yuanNumber(of.psn_cash_pay) },
    ...{ hsorg_opter_name: '系统', hsorg_name: '医疗保障经办机构', setl_time: datetime(of.setl_ms) },
    ...{ stas_type: list.stas, chk_cont: list.chk_cont, adm_time: visit?.begntime ?? text(info.adm_time) },
  }
}
