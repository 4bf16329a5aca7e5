import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import { faultOf } from '../../../../shared/errors.ts'
import type { InjuryCase, InjuryLine } from '../../../../shared/injury.ts'
import { fen } from '../../../../shared/money.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import { validate } from '../../../../shared/validate.ts'
import { openContracts } from '../../../platforms/contracts.ts'
import { gs } from '../../../platforms/gs/testkit.ts'
import type { Ask } from '../way.ts'
import { packed, unpacked } from './gs/facts.ts'
import { gsWay } from './gs.ts'

const book = openContracts({ family: 'gs' })
const way = gsWay({
  institution: { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' },
  meaning: (dict, value) => book.dict(dict)?.values[value] ?? value,
  pageSize: 2,
})
const clerk = { opter: '001', opterName: '张三', now: Date.parse('2026-03-02T10:00:00') }

const line = (sn: string, cnt: string, amountFen: number, more: Partial<InjuryLine> = {}): InjuryLine => ({
  ...{ sn, billId: null, med_list_codg: 'XJ01', medins_list_codg: 'YP1', name: '阿莫西林胶囊', spec: '' },
  ...{ unit: '盒', pric: '9.8', cnt, amountFen: fen(amountFen), med_chrgitm_type: '09', chrgitm_lv: '01' },
  ...{ rxno: null, drord_no: null, at: clerk.now, dept_code: '1204', dept_name: '骨科', atddr_no: 'D1' },
  ...{ dr_name: '医生甲', refundOf: null, injury: true, split: null },
  ...more,
})
const diagnosis = { diag_code: 'S62.600', diag_name: '手指骨折', main: true, injury: true }
const filing = {
  ...{ id: 'TJ1', label: '', recognition: 'RD1', begndate: '2025-01-01', enddate: '2026-03-10', place: '' },
  ...{ limitFen: null, why: null, more: { aka130: '0502', akc191: '7' } },
}
const base = {
  ...{ encounterId: 'GZ26030210000001abcd', version: 1, family: 'gs', kind: 'inpatient', step: 'admitted' },
  person: { psn_no: 'P', psn_name: '甲', more: { yab003: '510100' } },
  ...{ recognition: 'RD1', filings: [filing], filing: 'TJ1', ipt_otp_no: 'Z1', mdtrt_id: 'V1' },
  ...{ med_type: '0502', treat: '7', dept: { dept_code: '1204', dept_name: '骨科' } },
  ...{ doctor: { atddr_no: 'D1', dr_name: '医生甲' }, bed: '', tel: '', coner_name: '', refs: {} },
  ...{ diagnoses: [diagnosis], dscg_diagnoses: [diagnosis], dscg_way: '2', lines: [], trial: null },
  ...{ begntime: Date.parse('2026-03-01T08:00:00'), endtime: clerk.now, settlement: null },
} as unknown as InjuryCase
const of = (more: Partial<InjuryCase> = {}): InjuryCase => ({ ...base, ...more })
const outpatient = (more: Partial<InjuryCase> = {}) =>
  of({
    ...{ kind: 'outpatient', step: 'approved', mdtrt_id: null, med_type: '0501' },
    filings: [{ ...filing, more: { aka130: '0501', akc191: '7' } }],
    application: { id: 'SQ1', state: 'approved', words: '', begndate: '2026-03-01', enddate: '2026-03-30' },
    lines: [line('1', '3', 2940), line('2', '-1', -980), line('3', '2', 1960, { injury: false })],
    ...more,
  })
const faults = (code: string, input: JsonObject) => [
  ...validate(book.get(code), 'input', input, { dict: book.dict }).map(({ message }) => message),
  ...[gs().checkInput(code, input)].filter((why) => why !== null),
]
const sums = (lines: InjuryLine[]) => ({
  count: lines.length,
  totalFen: fen(lines.reduce((sum, one) => sum + one.amountFen, 0)),
})

describe('way gs: messages', () => {
  it('all keep their contracts and money rules', () => {
    const visit = outpatient()
    const settling = { lines: visit.lines, sums: sums(visit.lines) }
    const stay = of({ step: 'discharged' })
    const made: [string, JsonObject][] = [
      ['GS3106', way.acts.apply!.input(visit, {}, clerk)],
      ['GS3108', way.acts.settle!.input(visit, settling, clerk)],
      ['GS3001', way.acts.admit!.input(of({ step: 'identified', mdtrt_id: null }), {}, clerk)],
      ['GS3003', way.acts.change!.input(of(), { change: { bed: '07' } }, clerk)],
      ['GS3004', way.acts.upload!.input(of(), { lines: visit.lines }, clerk)],
      ['GS3008', way.acts.discharge!.input(of(), {}, clerk)],
      ['GS3015', way.acts.settle!.input(stay, { sums: { count: 2, totalFen: fen(1960) } }, clerk)],
      ['GS5001', way.acts.unadmit!.input(of({ refs: { admit: 'M1' } }), { reason: '错了' }, clerk)],
    ]
    for (const [code, input] of made) expect(faults(code, input), code).toEqual([])
  })

  it('the plan is what of each item is left and is the injury’s; a finer price travels as one unit', () => {
    const fine = line('4', '3', 15, { med_list_codg: 'T001', pric: '0.048375' })
    const visit = outpatient({ lines: [...outpatient().lines, fine] })
    const plan = rows(node(way.acts.apply!.input(visit, {}, clerk), 'data')!, 'planinfo')
    expect(plan.map(({ yka094, yka293, akc225 }) => [yka094, yka293, akc225])).toEqual([
      ['XJ01', 2, 9.8],
      ['T001', 1, 0.15],
    ])
    const settle = way.acts.settle!.input(visit, { lines: visit.lines, sums: sums(visit.lines) }, clerk)
    const sent = rows(node(settle, 'data')!, 'feeinfo')
    expect(sent.map(({ noinjury }) => noinjury)).toEqual(['0', '0', '1', '0'])
    expect(faults('GS3108', settle)).toEqual([])
    const period = node(way.acts.apply!.input(visit, {}, clerk), 'data')!
    expect([period.yae170, period.yae171]).toEqual(['2026-03-01', '2026-03-10'])
  })

  it('an invoice number is of one message alone', () => {
    const stay = of({ step: 'discharged' })
    const at = (now: number) =>
      node(way.acts.settle!.input(stay, { sums: { count: 1, totalFen: fen(1) } }, { ...clerk, now }), 'data')!
        .yka110
    expect(at(clerk.now)).not.toBe(at(clerk.now + 1))
    expect(String(at(clerk.now)).length).toBeLessThanOrEqual(30)
  })

  it('says what is missing by its name', () => {
    const missing = (change: Partial<InjuryCase>) => {
      try {
        way.acts.discharge!.input(of(change), {}, clerk)
        return ''
      } catch (error) {
        return faultOf(error).what
      }
    }
    expect(missing({ endtime: null })).toContain('出院时间')
    expect(missing({ dscg_way: '' })).toContain('出院原因')
    expect(missing({ dscg_diagnoses: [{ ...diagnosis, injury: false }] })).toContain('工伤有关')
  })
})

const told = (output: JsonObject, msgid: string, more: object = {}) => ({
  ...{ output, given: {}, now: clerk.now },
  txn: { msgid, input: {}, sentAt: clerk.now } as unknown as Txn,
  ...more,
})

describe('way gs: what a success makes of the case', () => {
  it('uploads are remembered by their serials, and one message takes the newest back', () => {
    const lines = [line('1000001', '1', 980), line('1000002', '1', 980), line('1000004', '1', 980)]
    const split = { yka056: 1, yka057: 0, yka111: 8.8 }
    const feeresult = lines.map(({ sn }) => ({ yka105: `${base.encounterId}-${sn}`, ...split }))
    const booked = way.acts.upload!.booked(of(), told({ feeresult }, 'M1', { given: { lines } }))
    expect(booked.splits?.['1000004']).toEqual({ ownFen: 100, preFen: 0, scopeFen: 880 })
    const second = way.acts.upload!.booked(
      booked.of,
      told({ feeresult: [] }, 'M2', { given: { lines: [line('1000005', '1', 980)] } }),
    )
    const undo = (from: InjuryCase) => node(way.acts.withdraw!.input(from, {}, clerk), 'data')!
    expect(undo(second.of)).toMatchObject({ orig_code: 'GS3004', orig_sn: 'M2' })
    const txn = (orig_sn: string) => ({ txn: { input: { data: { orig_sn } } } as unknown as Txn })
    const first = way.acts.withdraw!.booked(second.of, told({}, 'U', txn('M2')))
    expect(first.withdrawn).toEqual(['1000005'])
    expect(undo(first.of)).toMatchObject({ orig_sn: 'M1' })
    const none = way.acts.withdraw!.booked(first.of, told({}, 'U', txn('M1')))
    expect(none.withdrawn).toEqual(['1000001', '1000002', '1000004'])
    expect(() => undo(none.of)).toThrow('原交易流水号')
  })

  it('numbers of lines are packed without loss', () => {
    const sns = ['1', '2', '3', '7', '9', '10', '2000001', 'x-1'.replace('-', '')]
    expect(packed(sns)).toBe('1-3 7 9-10 2000001 x1')
    expect(unpacked(packed(sns))).toEqual(sns)
    expect(unpacked('')).toEqual([])
  })

  it('a settlement whose amounts do not add up is not booked', () => {
    const setlinfo = { akc190: 'V1', yka103: 'S', yka055: 10, yka107: 8, ykh012: 1 }
    const settle = (info: JsonObject) => way.acts.settle!.booked(of(), told({ setlinfo: info }, 'M'))
    expect(() => settle(setlinfo)).toThrow('之和')
    const { settled } = settle({ ...setlinfo, ykh012: 2, yka056: 2, yka057: 0, yka111: 8 })
    expect(settled).toMatchObject({ setl_id: 'S', split: { total: 1000, fund: 800, cash: 200, hosp: 0 } })
  })
})

describe('way gs: before a stay is settled', () => {
  const there = (yka105: string, yka055: number) => ({ yka105: `${base.encounterId}-${yka105}`, yka055 })
  const asked = (list: JsonObject[]) => {
    const pages: number[] = []
    const ask: Ask = async (infno, input): Promise<JsonObject> => {
      if (infno !== 'GS3007') return { setlinfo: { yka055: 19.6, yka107: 19.6, ykh012: 0 } }
      const { page_num, page_size } = node(input, 'data')! as { page_num: number; page_size: number }
      pages.push(page_num)
      const feeinfo = list.slice((page_num - 1) * page_size, page_num * page_size)
      return { result: { total: list.length, feeinfo } }
    }
    return { ask, pages }
  }
  const lines = [line('1', '1', 980), line('2', '1', 980), line('3', '0', 0)]
  const given = { lines, sums: { count: 3, totalFen: fen(1960) } }
  const trial = (list: JsonObject[]) => {
    const { ask, pages } = asked(list)
    return way.trial!(ask, of({ step: 'discharged' }), given, clerk).then(
      ({ total }) => ({ total, pages }),
      (error) => faultOf(error).what,
    )
  }

  it('both sides have the same lines, page by page, or it stops there', async () => {
    expect(await trial([there('1', 9.8), there('2', 9.8), there('3', 0)])).toEqual({
      total: 1960,
      pages: [1, 2],
    })
    expect(await trial([there('1', 9.8), there('2', 9.8)])).toContain('平台 2 条')
    expect(await trial([there('1', 9.7), there('2', 9.9), there('3', 0)])).toContain(
      '第一处不同：阿莫西林胶囊',
    )
    expect(await trial([there('1', 9.8), there('2', 9.8), there('4', 0)])).toContain('不一致')
    expect(await trial([])).toContain('平台 0 条')
  })

  it('a platform that says the same page again and again is not asked for ever', async () => {
    let asks = 0
    const ask: Ask = async () => ({ result: { total: 3, feeinfo: [there('1', ++asks && 9.8)] } })
    const refused = await way.trial!(ask, of({ step: 'discharged' }), given, clerk).catch(faultOf)
    expect(refused).toMatchObject({ what: expect.stringContaining('平台 1 条') })
    expect(asks).toBe(2)
  })
})
