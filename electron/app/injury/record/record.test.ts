import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase, InjuryFamily } from '../../../../shared/injury.ts'
import { type Fen, fen } from '../../../../shared/money.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { openContracts } from '../../../platforms/contracts.ts'
import type { RecordDeps } from './deps.ts'
import type { Facts } from './facts.ts'
import { alike, faultsOf, maskedForm, unmasked, whole } from './form.ts'
import { kindOf, kindsOf } from './kinds.ts'

/** What a record is made of, held against the contracts; sums, days and rows that the contract cannot know. */
const books = {
  gs: openContracts({ family: 'gs' }),
  bizh: openContracts({ family: 'bizh' }),
  gy: openContracts({ family: 'gy' }),
}
const deps = {
  contract: (family: InjuryFamily, infno: string) => books[family].get(infno),
  dict: (name: string) => books.gs.dict(name),
} as unknown as RecordDeps

const at = (day: string) => new Date(`${day}T10:00:00`).getTime()
const caseOf = (over: Partial<InjuryCase> = {}): InjuryCase =>
  ({
    ...{ encounterId: 'E1', version: 1, family: 'bizh', kind: 'inpatient', step: 'settled', med_type: '42' },
    ...{ ipt_otp_no: '2611210001', mdtrt_id: 'A218', bed: '骨01', tel: '13800001234', coner_name: '李大山' },
    ...{ begntime: at('2026-11-10'), endtime: at('2026-11-20'), lines: [], filings: [], settlement: null },
    person: {
      ...{ psn_no: 'P1', aac002: '510105197811020259', psn_name: '李国强', psn_cert_type: '01' },
      ...{ certno: '510105197811020259', gend: '1', brdy: '1978-11-02', emp_name: '示范机械' },
      ...{ tel: '', insuplc_admdvs: '440600', more: {} },
    },
    dept: { dept_code: '1302', dept_name: '骨科病区' },
    doctor: { atddr_no: 'D1', dr_name: '水铁军' },
    diagnoses: [{ diag_code: 'S72.000', diag_name: '股骨颈骨折', main: true, injury: true }],
    dscg_diagnoses: [],
    ...over,
  }) as InjuryCase

const page: JsonObject = {
  ...{ medcasno: 'B1', dscg_way: '1', adm_way: '1', otp_wm_dise: '股骨颈骨折', wm_dise_code: 'S72.000' },
  ...{ curr_addr: '示范路 1 号', coner_name: '李大山', coner_tel: '13900001111', days_rinp_flag_31: '1' },
  diseinfo: [
    { diag_code: 'I10.x00', diag_name: '高血压', adm_cond_type: '1', maindiag_flag: '0' },
    { diag_code: 'S72.000', diag_name: '股骨颈骨折', adm_cond_type: '1', maindiag_flag: '1' },
  ],
  oprninfo: [
    {
      ...{ oprn_oprt_code: '79.3500', oprn_oprt_name: '股骨骨折内固定', oprn_oprt_date: '2026-11-13' },
      ...{ oper_dr_code: 'D1', oper_dr_name: '水铁军', anst_way: '1' },
    },
  ],
}
const notes: JsonObject = {
  discharge: {
    ...{ adm_diag_dscr: '股骨颈骨折', dscg_diag_dscr: '股骨颈骨折术后', adm_info: '髋部疼痛' },
    ...{ trt_proc_rslt_dscr: '手术治疗', dscg_info: '好转', dscg_drord: '休息' },
  },
  births: [],
}
const factsOf = (over: Partial<Facts> = {}): Facts => ({
  ...{ of: caseOf(), page, notes, days: 10, from: {}, opterName: '管理员', now: at('2026-11-21') },
  names: {
    ...{ akb020: 'H44', akb021: '柜台演示医院', yab003: '510100', aab299: '440600', yab600: '' },
    akb026: 'H44',
  },
  fees: new Map<string, Fen>([
    ['01', fen(30000)],
    ['06', fen(150000)],
    ['09', fen(20005)],
    ['11', fen(999)],
  ]),
  totalFen: fen(201004),
  ...over,
})

const made = (infno: string, facts: Facts): JsonObject => {
  const kind = kindOf(facts.of.family, infno)
  const input = kind.draft(facts) ?? kind.blank!(facts)
  return whole(kind, { input, sent: null }, facts, deps)
}
const faults = (infno: string, input: JsonObject, facts: Facts) =>
  faultsOf(kindOf(facts.of.family, infno), input, facts, deps).map(({ path }) => path)

describe('front page of bizh', () => {
  it('makes all six out of case, fee lines and HIS; each fits its contract', () => {
    const facts = factsOf()
    const kinds = kindsOf(facts.of)
    expect(kinds.map(({ infno }) => infno)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `bizh20010${n}`))
    for (const infno of ['bizh200101', 'bizh200102', 'bizh200103', 'bizh200106'])
      expect([infno, faults(infno, made(infno, facts), facts)]).toEqual([infno, []])
    // nobody was born, and there is no tumour
    expect(kinds.filter(({ draft }) => draft(facts) === null).map(({ infno }) => infno)).toEqual([
      'bizh200104',
      'bizh200105',
    ])
    const program = node(made('bizh200101', facts), 'program')!
    expect(program).toMatchObject({
      ...{ akc264: 2010.04, yzy123: 300, yzy133: 1500, ake047: 200.05, ake050: 9.99, yzy072: 9.99 },
      // each coded item travels twice
      ...{ aac004: '1', yzy008: '男', yzy105: '1', yzy106: '医嘱离院', yzy109: '1', yzy110: '无' },
      ...{ akc023: 48, akb063: 10, ykc701: '2026-11-10', ykc702: '2026-11-20', yzy011: '510105197811020259' },
    })
    const detail = rows(node(made('bizh200102', facts), 'program')!, 'detail')
    expect(detail.map(({ yzy201, yzy202, akc196 }) => [yzy201, yzy202, akc196])).toEqual([
      [1, '1', 'S72.000'],
      [2, '2', 'I10.x00'],
    ])
  })

  it('finds what does not add up, to the fen', () => {
    const facts = factsOf()
    const whole = made('bizh200101', facts)
    const program = node(whole, 'program')!
    const wrong = (over: JsonObject) => faults('bizh200101', { program: { ...program, ...over } }, facts)
    expect(wrong({ yzy123: 300.01 })).toEqual(['program.yzy123'])
    // moved from one class to another is fine, a part larger than its class is not
    expect(wrong({ yzy123: 200, yzy124: 100 })).toEqual([])
    expect(wrong({ yzy135: 1500.01 })).toEqual(['program.yzy134'])
    expect(wrong({ yzy138: 300 })).toEqual(['program.yzy138'])
    expect(wrong({ yzy072: 10 })).toEqual(['program.yzy072'])
    expect(wrong({ yzy047: 1, yzy048: 2 })).toEqual(['program.yzy048'])
    expect(wrong({ yzy084: '2026-11-09' })).toEqual(['program.yzy084'])
    expect(wrong({ yzy033: '' })).toEqual(['program.yzy033'])
    const settled = caseOf({ settlement: { cancelled: null, amounts: { total: fen(201000) } } as never })
    expect(faults('bizh200101', whole, factsOf({ of: settled }))).toEqual(['program.akc264'])
  })

  it('wants the operation inside the stay and one principal diagnosis, the first', () => {
    const facts = factsOf()
    const operations = made('bizh200103', facts)
    const [row] = rows(node(operations, 'program')!, 'detail')
    const on = (yzy209: string) => ({
      program: { ...node(operations, 'program')!, detail: [{ ...row, yzy209 }] },
    })
    expect(faults('bizh200103', on('2026-11-21'), facts)).toEqual(['program.detail[0].yzy209'])
    expect(faults('bizh200103', on('2026-11-20'), facts)).toEqual([])
    const diagnoses = made('bizh200102', facts)
    const list = rows(node(diagnoses, 'program')!, 'detail')
    const turned = { program: { ...node(diagnoses, 'program')!, detail: [...list].reverse() } }
    expect(faults('bizh200102', turned, facts)).toEqual([
      'program.detail[0].yzy202',
      'program.detail[1].yzy202',
    ])
  })

  it('begins births and tumour treatment where the HIS knows of them', () => {
    const birth = { gend: '2', weight_g: 3250, result: '活产', outcome: '出院', breath: '自然' }
    const facts = factsOf({ notes: { ...notes, births: [birth] } })
    expect(faults('bizh200104', made('bizh200104', facts), facts)).toEqual([])
    expect(rows(node(made('bizh200104', facts), 'program')!, 'detail')).toMatchObject([
      { yzy201: 1, aac004: '2', yzy230: '女', yzy231: 3250 },
    ])
    const cancer = factsOf({
      page: { ...page, diseinfo: [{ diag_code: 'C40.201', diag_name: '骨肿瘤', maindiag_flag: '1' }] },
    })
    const tumour = made('bizh200105', cancer)
    expect(faults('bizh200105', tumour, cancer)).toEqual(['program.detail'])
    const program = { ...node(tumour, 'program')!, detail: [{ yzy201: 1 }] }
    const spans = { yzy248: '2026-11-12', yzy249: '2026-11-11' }
    expect(faults('bizh200105', { program: { ...program, ...spans } }, cancer)).toEqual(['program.yzy249'])
  })
})

describe('front page of gs', () => {
  const of = caseOf({ family: 'gs', med_type: '0502', step: 'discharged' })
  const facts = factsOf({ of })

  it('fits its contract, sums by 收费类别, the principal diagnosis first', () => {
    const input = made('GS3010', facts)
    expect(faults('GS3010', input, facts)).toEqual([])
    expect(rows(input, 'feesum')).toEqual([
      { fee_type: '01', fee_amt: 300 },
      { fee_type: '06', fee_amt: 1500 },
      { fee_type: '09', fee_amt: 200.05 },
      { fee_type: '11', fee_amt: 9.99 },
    ])
    expect(rows(input, 'diseinfo').map(({ diag_type, injury_flag }) => [diag_type, injury_flag])).toEqual([
      ['1', '1'],
      ['2', '0'],
    ])
  })

  it('what this side says itself is put over whatever the form says', () => {
    const input = made('GS3010', facts)
    const forged = { ...input, baseinfo: { ...node(input, 'baseinfo')!, yka055: 1, aac003: '别人' } }
    const again = whole(kindOf('gs', 'GS3010'), { input: forged, sent: null }, facts, deps)
    expect(again).toEqual(input)
    const both = rows(input, 'diseinfo').map((row) => ({ ...row, diag_type: '1' }))
    expect(faults('GS3010', { ...input, diseinfo: both }, facts)).toEqual(['diseinfo'])
  })
})

describe('rehabilitation', () => {
  const of = caseOf({ family: 'gs', med_type: '0503', step: 'admitted', endtime: null })
  const from = {
    ...{ rehab_appy_no: 'KF1', aae030: '2026-11-01', aae031: '2026-12-01', rehab_days: '20', yka119: '500' },
  }
  const facts = factsOf({ of, from })
  const planned = (over: JsonObject = {}, item: JsonObject = {}) => {
    const blank = node(made('GS3402', facts), 'data')!
    const row = { yka094: 'K1', yka095: '关节松动训练', item_times: 10, akc225: 30, yka055: 300, ...item }
    const words = { plan_eval: '肌力 3 级', plan_goal: '独立行走', plan_content: '每日训练', plan_days: 20 }
    const data = { ...blank, ...words, planitem: [row], ...over }
    return whole(kindOf('gs', 'GS3402'), { input: { data }, sent: null }, facts, deps)
  }

  it('only a rehabilitation stay has plans; the amount is the sum of the items', () => {
    expect(kindsOf(caseOf({ family: 'gs', med_type: '0502' })).map(({ infno }) => infno)).not.toContain(
      'GS3402',
    )
    const input = planned()
    expect(faults('GS3402', input, facts)).toEqual([])
    expect(node(input, 'data')).toMatchObject({ plan_amt: 300, rehab_appy_no: 'KF1', aae030: '2026-11-10' })
  })

  it('stays inside the accepted application', () => {
    expect(faults('GS3402', planned({ aae031: '2026-12-02' }), facts)).toEqual(['data.aae031'])
    expect(faults('GS3402', planned({ plan_days: 21 }), facts)).toEqual(['data.plan_days'])
    expect(faults('GS3402', planned({}, { yka055: 299 }), facts)).toEqual(['data.planitem[0].yka055'])
    // an amount that nobody typed is the product; prices have four decimals
    const made = planned({}, { akc225: 30.1255, yka055: '' })
    expect(rows(node(made, 'data')!, 'planitem')).toMatchObject([{ yka055: 301.26 }])
    expect(node(made, 'data')).toMatchObject({ plan_amt: 301.26 })
    const dear = planned({}, { item_times: 20, yka055: 600 })
    expect(faults('GS3402', dear, facts)).toEqual(['data.planitem'])
  })

  it('a plan sent again is changed under its number, not added', () => {
    const sent = { msgid: 'M', at: 1, opterName: '甲', number: 'FA1' }
    const again = whole(kindOf('gs', 'GS3402'), { input: planned(), sent }, facts, deps)
    expect(node(again, 'data')).toMatchObject({ plan_no: 'FA1' })
    expect(alike(again, planned())).toBe(true)
    expect(alike(planned({ plan_goal: '上下楼' }), planned())).toBe(false)
  })
})

describe('what leaves for the screen', () => {
  it('masks persons, and takes a masked text that came back for the real one', () => {
    const real = {
      program: { aae004: '李大山', yzy028: '13900001111', yzy090: '13800001234', yzy089: '示范路' },
      data: { aae006: '成都市锦江区示范路12号' },
      baseinfo: { aac001: '5119930130028' },
    }
    const shown = maskedForm(real)
    expect(JSON.stringify(shown)).not.toMatch(/李大山|13900001111|13800001234|5119930130028|示范路/)
    expect(unmasked(shown, real)).toEqual(real)
    const program = node(shown, 'program')!
    expect(unmasked({ ...shown, program: { ...program, yzy028: '13700002222' } }, real)).toEqual({
      ...real,
      program: { ...real.program, yzy028: '13700002222' },
    })
  })
})
