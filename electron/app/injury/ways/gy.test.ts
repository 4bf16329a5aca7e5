import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import { faultOf } from '../../../../shared/errors.ts'
import type { InjuryCase, InjuryLine } from '../../../../shared/injury.ts'
import { fen, lineAmount, yuan } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import { gyWay } from './gy.ts'
import type { GyDeps } from './gy-facts.ts'
import { feeRow, feeSums, netted, partsOf, shareOf } from './gy-lines.ts'

const deps: GyDeps = {
  institution: { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' },
  meaning: (_dict, value) => value,
  facts: { inst_type: '1', aab299: '510100', yab600: '' },
}
let sn = 0
const line = (pric: string, cnt: string, over: Partial<InjuryLine> = {}): InjuryLine => ({
  ...{
    sn: String(++sn),
    billId: null,
    med_list_codg: 'X1',
    medins_list_codg: 'Y1',
    name: '药',
    spec: '',
    unit: '盒',
  },
  ...{ pric, cnt, amountFen: lineAmount(pric, cnt), med_chrgitm_type: '09', chrgitm_lv: '01', rxno: null },
  ...{ drord_no: null, at: Date.parse('2026-03-02T09:00:00'), dept_code: '', dept_name: '', atddr_no: '' },
  ...{ dr_name: '', refundOf: null, injury: true, split: null, ...over },
})

describe('who bears a line', () => {
  it('the fund what is the injury’s and listed; the patient the rest, with the reason', () => {
    const of = (over: Partial<InjuryLine>) => shareOf(line('10', '1', over))
    expect(of({})).toMatchObject({ fund: 1000, own: 0, marktype: '' })
    expect(of({ injury: false })).toMatchObject({ fund: 0, own: 1000, marktype: '2' })
    expect(of({ chrgitm_lv: '03' })).toMatchObject({ fund: 0, own: 1000, marktype: '1' })
  })

  it('or as the site says', () => {
    const half = {
      ...deps,
      share: ({ amountFen }: InjuryLine) => {
        const own = fen(Math.floor(amountFen / 2))
        return { fund: fen(amountFen - own), own, marktype: '5' }
      },
    }
    const [net] = netted([line('0.11', '3')])
    expect(feeRow(half, net!)).toMatchObject({ akc227: 0.33, akb068: 0.17, akb067: 0.16, marktype: '5' })
  })
})

describe('lines as they travel', () => {
  it('price × quantity is the amount to the cent, whatever the HIS keeps', () => {
    expect(feeRow(deps, netted([line('12.3456', '2')])[0]!)).toMatchObject({
      ...{ akc225: 12.3456, akc226: 2, akc227: 24.69 },
    })
    // six decimals do not fit the wire
    expect(feeRow(deps, netted([line('1.234567', '10')])[0]!)).toMatchObject({
      ...{ akc225: 12.35, akc226: 1, akc227: 12.35, akb068: 12.35 },
    })
  })

  it('a refund travels within its original, also where nothing is left', () => {
    const drug = line('10', '3')
    const back = line('10', '-1', { refundOf: drug.sn })
    const gone = line('5', '1')
    const all = [drug, back, gone, line('5', '-1', { refundOf: gone.sn })]
    const sent = netted(all).map((net) => feeRow(deps, net))
    expect(sent).toMatchObject([
      { ykc610: drug.sn, akc226: 2, akc227: 20, akb068: 20 },
      { ykc610: gone.sn, akc226: 0, akc227: 0 },
    ])
    expect(partsOf(deps, all)).toEqual({ total: yuan(20), fund: yuan(20), own: 0 })
    expect(feeSums(deps, all)).toEqual([{ aka063: '09', akc227: 20, akb068: 20, akb067: 0 }])
  })

  it('and names its place where the original is at the platform already', () => {
    const alone = () => netted([line('5', '1'), line('10', '-1', { refundOf: 'gone' })])
    expect(() => alone()).toThrow()
    try {
      alone()
    } catch (error) {
      expect(faultOf(error)).toMatchObject({ kind: 'invalid' })
      expect(faultOf(error).what).toContain('费用明细第 2 行')
    }
  })
})

it('who is in hospital elsewhere is told at the admission what frees him, and no other way', async () => {
  const told = async (verify_msg: string) => {
    const ask = async () => ({ data: { verify_result: '0', verify_msg } })
    const person = { aac002: 'P', more: {} }
    const chosen = {
      filings: [{ id: 'BA1' }],
      filing: 'BA1',
      recognitions: [{ id: 'R1' }],
      recognition: 'R1',
    }
    const of = { kind: 'inpatient', person, begntime: 0, ...chosen } as unknown as InjuryCase
    const clerk = { opter: '1', opterName: '张三', now: 0 }
    return Promise.resolve(gyWay(deps).acts.admit!.prepare!(ask, of, {}, clerk)).catch(faultOf)
  }
  expect(await told('业务互斥：正在重庆示范医院住院')).toMatchObject({
    what: expect.stringContaining('重庆示范医院'),
    todo: expect.stringMatching(/^(?!.*改走).*取消入院/),
  })
  expect(await told('备案已失效')).toMatchObject({ todo: expect.stringContaining('改走') })
})

describe('what may be done', () => {
  const way = gyWay(deps)
  const of = (over: Partial<InjuryCase>): InjuryCase =>
    ({
      kind: 'inpatient',
      step: 'identified',
      trial: null,
      lines: [],
      past: [],
      refs: {},
      ...over,
    }) as InjuryCase
  const sums = (fresh: number, uploaded: number, failed = 0) => ({ fresh, failed, uploaded })

  it('goes forward first, and back in the order of the lifecycle', () => {
    expect(way.can(of({}), sums(0, 0))).toEqual(['admit'])
    expect(way.can(of({ step: 'admitted' }), sums(3, 0))).toEqual(['upload', 'discharge', 'unadmit'])
    expect(way.can(of({ step: 'admitted' }), sums(0, 3))).toEqual(['discharge', 'trial', 'withdraw'])
    expect(way.can(of({ step: 'discharged' }), sums(0, 3, 1))).toEqual(['upload', 'undischarge', 'withdraw'])
    expect(way.can(of({ step: 'discharged' }), sums(0, 3))[0]).toBe('trial')
    expect(way.can(of({ step: 'settled' }), sums(0, 0))).toEqual(['unsettle'])
    // what was refused as repeated is there with a message that was given up
    expect(way.can(of({ step: 'admitted' }), sums(0, 0, 2))).toEqual([
      ...['upload', 'discharge', 'withdraw', 'unadmit'],
    ])
    expect(way.can(of({ refs: { gaveUp: '…' } }), sums(0, 0))).toEqual(['admit', 'unadmit'])
    expect(way.can(of({ kind: 'device' }), sums(0, 0))).toEqual([])
    expect(gyWay({ ...deps, facts: { ...deps.facts, inst_type: '3' } }).kinds).toEqual(['device'])
  })

  it('books each line by the platform’s own word of it, a refund with its original', () => {
    const [good, bad] = [line('10', '1'), line('10', '2')]
    const lines = [good, bad, line('10', '-1', { refundOf: bad.sn })]
    const output: JsonObject = {
      list: [
        { row_no: 1, result_code: '1' },
        { row_no: 2, result_code: '0', err_msg: '目录外' },
      ],
    }
    const booked = way.acts.upload!.booked(of({}), { output, txn: {} as never, given: { lines }, now: 0 })
    expect(booked.refused).toEqual({ [bad.sn]: '目录外', [lines[2]!.sn]: '目录外' })
    expect(Object.keys(booked.splits!)).toEqual([good.sn])
    const input = way.acts.upload!.input(
      of({ ipt_otp_no: 'Z1', mdtrt_id: 'GYJ1', person: { aac002: 'P' } as never }),
      { lines },
      { opter: '1', opterName: '张三', now: 0 },
    )
    expect(rows(input, 'list')).toMatchObject([
      { row_no: 1, akc190: 'Z1', ykc700: 'GYJ1', aac002: 'P' },
      { row_no: 2, akc226: 1, akc227: 10 },
    ])
  })
})
