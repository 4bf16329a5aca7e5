import { afterEach, describe, expect, test } from 'vitest'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import type { Any, Client } from './testkit.ts'
import { named, openClient } from './testkit.ts'

const clients: Client[] = []
const open = async () => {
  const client = await openClient({ signInRequired: false })
  clients.push(client)
  return client
}
afterEach(async () => {
  for (const client of clients.splice(0)) await client.sandbox.close()
})
const book = openContracts({ family: 'nhsa' })
const faults = (infno: string, output: Any) =>
  validate(book.get(infno), 'output', output, { dict: (name) => book.dict(name) })

const wang = named('王芳')
const drug = { med_list_codg: 'XC08CAA181A001010100017', cnt: 2, pric: 21.5, det_item_fee_sumamt: 43 }

describe('what the centre remembers of a person', () => {
  test('diagnoses, 慢特病 drugs and the sums of the year, which a refund takes off', async () => {
    const { ok, call, upToDetails } = await open()
    const { visit, input } = await upToDetails(wang, 'Q1', [drug], { med_type: '14' })
    const who = { psn_no: wang.psn_no }
    const { diseinfo } = await ok('5202', { data: { ...who, mdtrt_id: visit.mdtrt_id } })
    expect(diseinfo).toMatchObject([{ inout_diag_type: '1', maindiag_flag: '1', diag_code: 'J06.900' }])
    expect(faults('5202', { diseinfo })).toEqual([])
    const drugs = () => ok('5205', { data: { ...who, begntime: '2026-01-01 00:00:00' } })
    expect((await drugs()).feedetail).toEqual([])
    const { setlinfo } = await ok('2207', input)
    const found = await drugs()
    expect(found.feedetail).toMatchObject([{ hilist_name: '苯磺酸氨氯地平片', cnt: 2, med_type: '14' }])
    expect(faults('5205', found)).toEqual([])
    const before = await ok('5205', { data: { ...who, begntime: '2027-01-01 00:00:00' } })
    expect(before.feedetail).toEqual([])

    const sums = async (cum_ym = '202603') => {
      const answer = await ok('5206', { data: { ...who, cum_ym } })
      expect(faults('5206', answer)).toEqual([])
      return Object.fromEntries(answer.cuminfo.map((row: Any) => [row.cum_type_code, row.cum]))
    }
    expect(await sums()).toMatchObject({ C0000: 1, F0000: 43 })
    expect(await sums('202602')).toEqual({})
    await ok('2208', { data: { setl_id: setlinfo.setl_id, mdtrt_id: visit.mdtrt_id, ...who } })
    expect(await sums()).toMatchObject({ C0000: 0, F0000: 0 })
    expect((await drugs()).feedetail).toEqual([])
    const strange = await call('5202', { data: { psn_no: named('李国强').psn_no, mdtrt_id: visit.mdtrt_id } })
    expect(strange.err_msg).toContain('不符')
  })

  test('reports of other hospitals, with their values', async () => {
    const { ok, call } = await open()
    const { psn_no } = wang
    const list = await ok('5401', { bilgiteminfo: { psn_no } })
    expect(list.bilgiteminfo.length).toBeGreaterThan(0)
    expect(faults('5401', list)).toEqual([])
    for (const { rpotc_no, fixmedins_code } of list.bilgiteminfo) {
      const report = await ok('5402', { rptdetailinfo: { psn_no, rpotc_no, fixmedins_code } })
      expect(faults('5402', report)).toEqual([])
      expect(report.checkreportdetails.length + report.inspectiondetails.length).toBeGreaterThan(0)
    }
    const none = await call('5402', { rptdetailinfo: { psn_no, rpotc_no: 'X', fixmedins_code: 'H' } })
    expect(none.err_msg).toContain('不存在')
  })
})

describe('the audit of details', () => {
  const order = (rx_id: string, hilist_code: string, cnt = 1, more: Any = {}) => ({
    ...{ rx_id, rxno: rx_id, long_drord_flag: '0', hilist_type: '101', chrg_type: '09', drord_bhvr: '1' },
    ...{ hilist_code, hilist_name: hilist_code, hilist_lv: '01', hilist_pric: 1, hosplist_code: 'H' },
    ...{ hosplist_name: 'H', cnt, pric: 1, sumamt: cnt, ownpay_amt: 0, selfpay_amt: 0, spec: '无' },
    ...{ spec_unt: '盒', drord_begn_date: '2026-03-02 09:00:00', drord_dept_codg: 'D', drord_dept_name: 'D' },
    ...{ drord_dr_codg: 'R', drord_dr_name: 'R', drord_dr_profttl: '234', curr_drord_flag: '1', ...more },
  })
  const asked = (orders: Any[], more: { gend?: string; brdy?: string; dise?: string } = {}) => ({
    data: {
      trig_scen: '2',
      patient_dtos: [
        {
          ...{ patn_id: 'P1', patn_name: '某某', gend: more.gend ?? '1', brdy: more.brdy ?? '1980-01-01' },
          ...{ poolarea: '510100', curr_mdtrt_id: 'M1' },
          fsi_encounter_dtos: [
            {
              ...{ mdtrt_id: 'M1', medins_id: 'H', medins_name: 'H', medins_admdvs: '510100' },
              ...{ medins_type: 'A100', medins_lv: '03', adm_date: '2026-03-02 09:00:00' },
              ...{ dscg_date: '2026-03-02 09:00:00', dscg_main_dise_codg: 'J', dscg_main_dise_name: 'J' },
              ...{ dr_codg: 'R', adm_dept_codg: 'D', adm_dept_name: 'D', dscg_dept_codg: 'D' },
              ...{ dscg_dept_name: 'D', med_mdtrt_type: '1', med_type: '11', matn_stas: '0' },
              ...{ medfee_sumamt: 1, ownpay_amt: 0, selfpay_amt: 0, setl_totlnum: 1, insutype: '310' },
              ...{ reim_flag: '2', out_setl_flag: '0' },
              fsi_diagnose_dtos: [
                {
                  ...{ dise_id: '1', inout_dise_type: '1', maindise_flag: '1', dias_srt_no: '1' },
                  ...{ dise_codg: more.dise ?? 'J18.900', dise_name: 'J', dise_date: '2026-03-02 09:00:00' },
                },
              ],
              fsi_order_dtos: orders,
            },
          ],
        },
      ],
    },
  })

  test('objects by its rules, the worst first, and takes what was done about it', async () => {
    const { ok } = await open()
    const [IMATINIB, ALBUMIN] = ['XL01EAY001A001010100035', 'XB05AAB001B001010100034']
    const rules = async (input: Any, infno = '3101') => {
      const output = await ok(infno, input)
      expect(faults(infno, output)).toEqual([])
      return output.result.map((row: Any) => [
        row.rule_id,
        row.sev_deg,
        row.judge_result_detail_dtos.map(({ rx_id }: Any) => rx_id).join(),
      ])
    }
    expect(await rules(asked([order('1', 'XJ01CAA040E001010100011')]))).toEqual([])
    expect(await rules(asked([order('1', IMATINIB)], { dise: 'C92.100' }))).toEqual([])
    const many = [order('1', ALBUMIN, 12), order('2', IMATINIB), order('3', IMATINIB)]
    expect(await rules(asked(many), '3102')).toEqual([
      ['R03', '1', '1'],
      ['R03', '1', '2'],
      ['R03', '1', '3'],
      ['R04', '2', '2,3'],
      ['R07', '3', '1'],
    ])
    const birth = order('1', '003314000020000', 1, { hilist_type: '201' })
    expect(await rules(asked([birth]))).toEqual([['R01', '1', '1']])
    expect(await rules(asked([birth], { gend: '2' }))).toEqual([])
    const child = asked([order('1', 'XA10BBG116A001010100021')], { brdy: '2015-03-03' })
    expect(await rules(child)).toEqual([['R02', '1', '1']])
    const pair = [order('1', 'XB01ACA200A001010100024'), order('2', 'XM01AEB259E002010100015', 31)]
    expect(await rules(asked(pair))).toEqual([
      ['R05', '2', '1,2'],
      ['R06', '2', '2'],
    ])
    const old = [order('1', IMATINIB, 1, { curr_drord_flag: '0' })]
    expect(await rules(asked(old))).toEqual([])
  })
})
