import { describe, expect, it } from 'vitest'
import { fen } from '../../../shared/money.ts'
import { validate } from '../../../shared/validate.ts'
import type { ChargeLine, Visit } from '../../../shared/visit.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { aFee, aStay, BEGAN } from '../admission/fixture.ts'
import { caseOfStay, caseOfVisit, type ReviewCase } from './case.ts'
import { foundIn, type ReviewRecord, wanting } from './record.ts'
import { fingerprintOf, reviewInput } from './wire.ts'

const book = openContracts({ family: 'nhsa' })
const medins = {
  ...{ fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院', admdvs: '510100' },
  ...{ medins_type: 'A100', medins_lv: '03' },
}
const faults = (infno: string, of: ReviewCase) =>
  validate(book.get(infno), 'input', reviewInput(of, medins, false), { dict: (name) => book.dict(name) })

const line = (n: number, more: Partial<ChargeLine> = {}): ChargeLine => ({
  ...{ feedetl_sn: String(n), billId: null, rxno: null, med_list_codg: 'XL01EAY001A001010100035' },
  ...{ medins_list_codg: `YP${'0'.repeat(30)}`, name: '名称'.repeat(40), spec: '', unit: '' },
  ...{ pric: '0.048375', cnt: '84.5', amountFen: fen(409), med_chrgitm_type: '09', chrgitm_lv: '02' },
  hosp_appr_flag: '0',
  ...more,
})
const visit = (more: Partial<Visit> = {}) =>
  ({
    ...aStay(),
    ...{ encounterId: 'MZ1', openedAt: BEGAN, med_type: '11', dise_codg: null, dise_name: null, past: [] },
    dept: { dept_code: 'D1', dept_name: '内科', caty: 'A03' },
    doctor: { atddr_no: 'R1', dr_name: '李强' },
    diagnoses: [
      { diag_code: 'I10.x00', diag_name: '高血压', diag_type: '1', main: false },
      { diag_code: 'J18.900', diag_name: '肺炎', diag_type: '1', main: true },
    ],
    lines: [line(1), line(2, { med_list_codg: 'T001700661', rxno: 'RX9' })],
    ...more,
  }) as unknown as Visit

const discharged = aStay({
  step: 'discharged',
  discharge: {
    ...{ endtime: BEGAN + 86_400_000, bed: '12', dscg_way: '1', die_date: '', diagnoses: [] },
    ...{ dept: { dept_code: 'D2', dept_name: '外科' }, doctor: { atddr_no: 'R2', dr_name: '王强' } },
    ...{ dise_codg: '', dise_name: '', oprn_oprt_code: '', oprn_oprt_name: '', matn_type: '' },
    ...{ birctrl_type: '', birctrl_matn_date: '', fetus_cnt: '', geso_val: '', cop_flag: '' },
  },
})

describe('what is asked', () => {
  it('keeps to the contracts, whatever the length of names and codes', () => {
    expect(faults('3101', caseOfVisit(visit(), BEGAN))).toEqual([])
    expect(faults('3102', caseOfStay(discharged, [aFee(1), aFee(2, { pric: '3', cnt: '1.3333' })]))).toEqual(
      [],
    )
  })

  it('names the main diagnosis first and the kind of each item by its code', () => {
    const { data } = reviewInput(caseOfVisit(visit(), BEGAN), medins, true) as never as {
      data: { patient_dtos: { brdy: string; fsi_encounter_dtos: Record<string, never>[] }[] }
    }
    const [patient] = data.patient_dtos
    expect(patient!.brdy).toBe('1985-03-12')
    expect(patient!.fsi_encounter_dtos[0]).toMatchObject({
      ...{ dscg_main_dise_codg: 'J18.900', out_setl_flag: '1', medfee_sumamt: 8.18 },
      fsi_order_dtos: [
        { hilist_type: '101', rxno: '1', spec: '无', pric: 0.05 },
        { hilist_type: '102', rxno: 'RX9' },
      ],
    })
  })

  it('of a stay takes refunds off and sums an item of a day', () => {
    const fees = [
      aFee(1, { cnt: '3', amountFen: fen(750) }),
      aFee(2, { cnt: '2', amountFen: fen(500) }),
      aFee(3, { cnt: '-1', amountFen: fen(-250) }),
      aFee(4, { med_list_codg: 'N', cnt: '2' }),
      aFee(5, { med_list_codg: 'N', cnt: '-2' }),
      aFee(6, { day: '2026-03-03' }),
    ]
    const { orders, dscgDept, diagnoses } = caseOfStay(discharged, fees)
    expect(orders.map(({ rx_id, cnt, amountFen }) => [rx_id, cnt, amountFen])).toEqual([
      ['1', 4, 1_000],
      ['6', 2, 500],
    ])
    expect(dscgDept.name).toBe('外科')
    expect(diagnoses[0]!.diag_code).toBe('J18')
  })

  it('is another thing with other lines or diagnoses, and not with another grade', () => {
    const print = (more: Partial<Visit>) => fingerprintOf(caseOfVisit(visit(more), BEGAN))
    const same = print({})
    expect(print({ lines: visit().lines.map((l) => ({ ...l, chrgitm_lv: '03' })) })).toBe(same)
    expect(print({ lines: [line(1)] })).not.toBe(same)
    expect(print({ lines: [line(1, { cnt: '2' }), line(2)] })).not.toBe(same)
    expect(print({ diagnoses: visit().diagnoses.slice(1) })).not.toBe(same)
  })
})

describe('what is found', () => {
  const of = caseOfVisit(visit({ lines: [line(1, { name: '甲' }), line(2, { name: '乙' })] }), BEGAN)
  const result = (jr_id: string, sev_deg: string, rx_ids: [string, string][]) => ({
    ...{ jr_id, sev_deg, rule_name: '规则', vola_cont: '内容', vola_amt: 12.5 },
    judge_result_detail_dtos: rx_ids.map(([rx_id, vola_item_type]) => ({ rx_id, vola_item_type })),
  })
  const found = foundIn(
    {
      result: [
        result('c', '9', []),
        result('b', '2', [
          ['1', '2'],
          ['2', '1'],
        ]),
        result('a', '1', [['x', '1']]),
      ],
    },
    of,
  )

  it('stands in the order of its weight, the item to blame first', () => {
    expect(found.map(({ jr_id, sev_deg, items }) => [jr_id, sev_deg, items])).toEqual([
      ['a', '1', []],
      ['b', '2', ['乙', '甲']],
      ['c', '3', []],
    ])
    expect(found[0]).toMatchObject({ sevLabel: '明确违规', amountFen: 1250 })
    expect(foundIn({}, of)).toEqual([])
  })

  it('wants a reason only where it is clear and the site asks for one', () => {
    const record: ReviewRecord = { infno: '3101', at: 0, findings: found, silent: null, answers: {} }
    const left = (answers: ReviewRecord['answers'], mode: 'show' | 'reason' = 'reason') =>
      wanting({ ...record, answers }, mode).map(({ jr_id }) => jr_id)
    const said = (dspo_way: '1' | '2') => ({ dspo_way, dspo_way_rea: '', opterName: '', at: 0 })
    expect(left({})).toEqual(['a'])
    expect(left({}, 'show')).toEqual([])
    expect(left({ a: said('2') })).toEqual(['a'])
    expect(left({ a: said('1') })).toEqual([])
  })
})
