import type { JsonObject } from '../../../../shared/contract.ts'
import { yuanNumber } from '../../../../shared/money.ts'
import { balanceOf } from '../account.ts'
import { credentialOf, holderOf, identity, insuranceOf, personOf } from '../people.ts'
import { planFor } from '../plans.ts'
import { FUNDS } from '../rules.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** 1101: by e-voucher token, ID number or card. */
function whoIs(input: JsonObject, ctx: Ctx) {
  const data = input.data as Record<string, string>
  const person = holderOf(credentialOf(data), ctx)
  if (data.certno && data.certno !== person.certno) refuse('证件号码与参保信息不符')
  if (data.psn_name && data.psn_name !== person.psn_name) refuse('姓名与参保信息不符')
  return {
    baseinfo: identity(person, ctx.at_ms),
    insuinfo: person.insu.map((i) => ({
      balc: yuanNumber(balanceOf(ctx, person, i.insutype)),
      insutype: i.insutype,
      psn_type: i.psn_type,
      psn_insu_stas: i.psn_insu_stas,
      psn_insu_date: i.psn_insu_date,
      paus_insu_date: i.paus_insu_date,
      cvlserv_flag: i.cvlserv_flag,
      insuplc_admdvs: i.insuplc_admdvs,
      emp_name: i.emp_name,
    })),
    idetinfo: person.idet.map((psn_idet_type) => ({
      psn_idet_type,
      psn_type_lv: '',
      memo: '',
      begntime: '2020-01-01 00:00:00',
      endtime: '',
    })),
  }
}

/** 2001: one row a fund that this insurance could draw on. */
function entitlement(input: JsonObject, ctx: Ctx) {
  const data = input.data as Record<string, string>
  const person = personOf(data.psn_no ?? '')
  const insu = insuranceOf(person, data.insutype ?? '')
  if (data.fixmedins_code !== ctx.env.fixmedins_code) refuse('定点医药机构编号与报文头不符')
  const plan = planFor(insu.insutype, data.med_type ?? '')
  const why =
    insu.psn_insu_stas !== '1'
      ? `暂停参保（${insu.paus_insu_date || '日期不详'}起），不享受待遇`
      : plan
        ? ''
        : '该险种在此医疗类别下无统筹待遇'
  const funds = FUNDS.filter(
    (f) =>
      (f.amount === 'hifp_pay' && f.insutype === insu.insutype) ||
      (f.amount === 'cvlserv_pay' && insu.cvlserv_flag === '1') ||
      (f.amount === 'maf_pay' && person.idet.length > 0),
  )
  return {
    trtinfo: funds.map((f) => ({
      psn_no: person.psn_no,
      trt_chk_type: '01',
      fund_pay_type: f.type,
      trt_enjymnt_flag: why ? '0' : '1',
      begndate: insu.psn_insu_date,
      enddate: '',
      trt_chk_rslt: why,
    })),
  }
}

export const person: Area = { '1101': whoIs, '2001': entitlement }
