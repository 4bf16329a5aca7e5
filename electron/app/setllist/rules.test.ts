import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { fen } from '../../../shared/money.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { faultsOf, RULES } from './check.ts'
import type { ListData, Of } from './deps.ts'

/** Each filling rule against a list that keeps all of them, with one thing wrong. */
const at = (text: string) => new Date(text.replace(' ', 'T')).getTime()
const book = openContracts({ family: 'nhsa' })
const deps = { contract: (infno: string) => book.get(infno), dict: (name: string) => book.dict(name) }

const OF: Of = {
  ...{ kind: 'inpatient', encounterId: 'Z1', mdtrt_id: 'M1', insuplc: '510100', insutype: '310' },
  ...{ med_type: '21', psn_no: 'P1', psn_name: '王芳', gend: '2', brdy: '1985-03-12', ipt_otp_no: 'I1' },
  ...{ dept: '外科', setl_time: '2026-03-06 09:00:00', at: at('2026-03-06 09:00:00') },
  ...{ begntime: at('2026-03-02 09:00:00'), endtime: at('2026-03-05 10:00:00') },
  ...{ totalFen: fen(100_000), fundFen: fen(60_000), acctFen: fen(10_000), cashFen: fen(30_000) },
  hospFen: fen(0),
}

const setlinfo = {
  ...{ psn_no: 'P1', mdtrt_id: 'M1', setl_id: 'S1', medcasno: 'B1', ntly: 'CHN', prfs: '17' },
  ...{ coner_name: '王军', patn_rlts: '10', coner_addr: '成都市', coner_tel: '13800001111' },
  ...{ adm_way: '2', trt_type: '10', adm_time: '2026-03-02 09:00:00', adm_caty: 'A04', dscg_caty: 'A04' },
  ...{ dscg_time: '2026-03-05 10:00:00', dscg_way: '1', days_rinp_flag_31: '1', scd_nurscare_days: 3 },
  ...{ chfpdr_code: 'D1', resp_nurs_code: 'N1', bill_code: '5101', bill_no: '0001', biz_sn: 'B1' },
  ...{ setl_begn_date: '2026-03-02', setl_end_date: '2026-03-05' },
  ...{ medins_fill_dept: '医保办', medins_fill_psn: '李明' },
}
const main = {
  diag_type: '1',
  diag_code: 'K80.200',
  diag_name: '胆囊结石',
  adm_cond_type: '1',
  maindiag_flag: '1',
}
const other = { ...main, diag_code: 'I10.x00x002', diag_name: '高血压', maindiag_flag: '0' }
const operation = {
  ...{ oprn_oprt_type: '1', oprn_oprt_name: '胆囊切除', oprn_oprt_code: '51.2300', anst_way: '1' },
  ...{ oper_dr_code: 'D1', anst_dr_code: 'D2' },
  ...{ oprn_oprt_begntime: '2026-03-03 09:00:00', oprn_oprt_endtime: '2026-03-03 11:00:00' },
  ...{ anst_begntime: '2026-03-03 08:40:00', anst_endtime: '2026-03-03 11:20:00' },
}
const icu = {
  ...{ scs_cutd_ward_type: '4', scs_cutd_inpool_time: '2026-03-03 12:00:00' },
  ...{ scs_cutd_exit_time: '2026-03-04 13:24:00', scs_cutd_sum_dura: '1/1/24' },
}
const GOOD: JsonObject = {
  ...{ setlinfo, diseinfo: [main, other], oprninfo: [operation], icuinfo: [icu] },
  bldinfo: [{ bld_cat: '13', bld_amt: 2, bld_unt: 'U' }],
  payinfo: [{ fund_pay_type: '310100', fund_payamt: 600 }],
}

type Case = { of?: Partial<Of>; form?: '4101'; info?: JsonObject; lists?: JsonObject }
const info = (fields: JsonObject): Case => ({ info: fields })
const lists = (nodes: JsonObject): Case => ({ lists: nodes })
const without = (name: string): Case => ({ info: { [name]: '' } })

/** rule → lists that break it */
const BROKEN: Record<string, Case[]> = {
  J01: [without('patn_rlts'), without('coner_addr'), without('coner_tel')],
  J02: [{ of: { brdy: '2026-02-20' } }],
  J03: [info({ nwb_bir_wt: 3215 }), info({ nwb_adm_wt: 50 })],
  J04: [{ of: { brdy: '2026-03-04' } }, { of: { brdy: '2025-12-02' }, info: { age_days: 9 } }],
  M01: [{ of: { kind: 'outpatient' } }],
  H01: ['adm_way', 'trt_type', 'adm_time', 'dscg_time', 'dscg_way'].map(without),
  H02: [without('adm_caty')],
  H03: [info({ dscg_time: '2026-03-01 10:00:00' })],
  H04: [info({ adm_time: '2026-03-01 09:00:00' }), info({ dscg_time: '2026-03-06 10:00:00' })],
  H05: [{ form: '4101', info: { act_ipt_days: 9 } }],
  H06: [info({ vent_used_dura: '1天' }), info({ pwcry_bfadm_coma_dura: '0/25/1' })],
  H07: [info({ vent_used_dura: '9/0/0' })],
  H08: [info({ lv1_nurscare_days: 4 })],
  C01: [
    lists({ icuinfo: [{ ...icu, scs_cutd_exit_time: '2026-03-03 11:00:00' }] }),
    lists({ icuinfo: [{ ...icu, scs_cutd_inpool_time: '2026-03-01 11:00:00' }] }),
    lists({ icuinfo: [{ ...icu, scs_cutd_exit_time: '2026-03-07 11:00:00' }] }),
  ],
  C02: [lists({ icuinfo: [{ ...icu, scs_cutd_sum_dura: '1/2/24' }] })],
  X01: [
    lists({ bldinfo: [{ bld_cat: '13', bld_amt: 2 }] }),
    lists({ bldinfo: [{ bld_cat: '13', bld_amt: 0, bld_unt: 'U' }] }),
  ],
  L01: [info({ dscg_way: '2' }), info({ dscg_way: '3', acp_medins_name: '社区' })],
  L02: [info({ days_rinp_flag_31: '2' })],
  L03: [info({ days_rinp_flag_31: '2', days_rinp_pup_31: '化疗', dscg_way: '5' })],
  L04: [without('chfpdr_code'), without('resp_nurs_code')],
  L05: [info({ trt_type: '21' })],
  Z01: [lists({ diseinfo: [] })],
  Z02: [
    lists({ diseinfo: [{ ...main, maindiag_flag: '0' }] }),
    lists({ diseinfo: [main, { ...other, maindiag_flag: '1' }] }),
  ],
  Z03: [lists({ diseinfo: [other, main] })],
  Z04: [lists({ diseinfo: [main, other, other] })],
  Z05: [lists({ diseinfo: [{ ...main, diag_code: '胆结石' }] })],
  Z06: [lists({ diseinfo: [{ ...main, adm_cond_type: '' }] })],
  Z07: [lists({ diseinfo: [{ ...main, diag_code: 'R50.900' }] })],
  Z08: [
    { of: { gend: '1' }, lists: { diseinfo: [{ ...main, diag_code: 'O80.900' }] } },
    lists({ diseinfo: [main, { ...other, diag_code: 'N40.x00' }] }),
  ],
  Z09: [lists({ diseinfo: [main, { ...other, diag_code: 'P59.900' }] })],
  Z10: [lists({ diseinfo: [main, { ...other, diag_type: '2', diag_code: 'A01' }] })],
  Z11: [info({ pwcry_bfadm_coma_dura: '0/1/0' })],
  S01: [
    lists({ oprninfo: [{ ...operation, oprn_oprt_type: '2' }] }),
    lists({ oprninfo: [{ ...operation, oprn_oprt_type: '2' }, operation] }),
  ],
  S02: [lists({ oprninfo: [{ ...operation, oprn_oprt_code: '5123' }] })],
  S03: [
    lists({ oprninfo: [{ ...operation, oprn_oprt_begntime: '2026-03-01 09:00:00' }] }),
    lists({ oprninfo: [{ ...operation, oprn_oprt_endtime: '2026-03-08 09:00:00' }] }),
    { form: '4101', lists: { oprninfo: [{ ...operation, oprn_oprt_date: '2026-03-08' }] } },
  ],
  S04: [
    lists({ oprninfo: [{ ...operation, oprn_oprt_endtime: '2026-03-03 08:00:00' }] }),
    lists({ oprninfo: [{ ...operation, anst_endtime: '2026-03-03 08:00:00' }] }),
  ],
  S05: [lists({ oprninfo: [{ ...operation, anst_begntime: '2026-03-03 11:10:00' }] })],
  S06: [lists({ oprninfo: [{ ...operation, anst_dr_code: '' }] })],
  S07: [{ of: { med_type: '28' }, lists: { oprninfo: [] } }],
  S08: [lists({ diseinfo: [{ ...main, diag_code: 'O80.900' }], oprninfo: [] })],
  F01: [lists({ payinfo: [{ fund_pay_type: '310100', fund_payamt: 599.99 }] })],
  F02: [{ form: '4101', lists: { iteminfo: [item(1000, 999)] } }],
  F03: [{ form: '4101', lists: { iteminfo: [item(999, 999)] } }],
  F04: [{ form: '4101', info: { psn_selfpay: 1, psn_ownpay: 1, acct_pay: 100, psn_cashpay: 300 } }],
  F05: [{ form: '4101', info: { acct_pay: 100, psn_cashpay: 299 } }],
  F06: [info({ bill_no: '0001 2' }), info({ bill_code: '票据' })],
  F07: [info({ setl_end_date: '2026-03-01' }), info({ setl_end_date: '2026-03-07' })],
  F08: [
    lists({
      payinfo: [
        { fund_pay_type: '310100', fund_payamt: 300 },
        { fund_pay_type: '310100', fund_payamt: 300 },
      ],
    }),
  ],
  F09: [
    { form: '4101', info: { diag_code_cnt: 1 } },
    { form: '4101', info: { oprn_oprt_code_cnt: 0 } },
  ],
  F10: [info({ otp_wm_dise: '胆囊结石' }), info({ tcm_dise_code: 'A01' })],
}

function item(amt: number, claa_sumfee: number): JsonObject {
  return { med_chrgitm: '09', amt, claa_sumfee, clab_amt: 0, fulamt_ownpay_amt: 0, oth_amt: 0 }
}

function list({ of, form, info, lists }: Case): Pick<ListData, 'form' | 'of' | 'input'> {
  return {
    form: form ?? '4101A',
    of: { ...OF, ...of },
    input: { ...GOOD, ...lists, setlinfo: { ...setlinfo, ...info } },
  }
}

describe('the filling rules', () => {
  it('a list that keeps them all has no fault and no hint', () => {
    expect(faultsOf(list({}), deps)).toEqual([])
  })

  it('every rule has a number of its own and a list that breaks it', () => {
    const numbers = RULES.map(({ no }) => no)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect([...numbers].sort()).toEqual(Object.keys(BROKEN).sort())
  })

  for (const { no, about, hint } of RULES) {
    it(`${no} ${about}`, () => {
      for (const broken of BROKEN[no] ?? []) {
        const told = list(broken)
        const rule = RULES.find((one) => one.no === no)!
        const lines = rule.broken({
          ...{ of: told.of, form: told.form, info: told.input.setlinfo as JsonObject },
          list: (name) => (told.input[name] ?? []) as JsonObject[],
        })
        expect(lines.length, JSON.stringify(broken)).toBeGreaterThan(0)
        for (const [path, message] of lines) {
          const node = /^\w+/.exec(path)![0]
          const field = /\.(\w+)$/.exec(path)?.[1]
          const contract = ['4101A', '4101'].map((form) => book.get(form))
          const known = contract.some((of) =>
            of.input.some((one) => one.name === node && (!field || one.fields.some((f) => f.name === field))),
          )
          expect(known, path).toBe(true)
          expect(message).toMatch(/[\u4e00-\u9fff]/)
        }
        const found = faultsOf(told, deps)
        const paths = new Set(lines.map(([path]) => path))
        expect(
          found.some((fault) => paths.has(fault.path) && fault.hint === (hint === true && fault.no !== '')),
        ).toBe(true)
      }
    })
  }
})
