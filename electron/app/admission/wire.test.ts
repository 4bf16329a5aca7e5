import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { fen } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'
import { validate } from '../../../shared/validate.ts'
import type { FeeSums } from '../../journal/port.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { booked } from './fees.ts'
import { aFee, aStay, BEGAN } from './fixture.ts'
import { missing, missingAtDischarge } from './missing.ts'
import { voidLines, withdrawGroups } from './upload.ts'
import * as wire from './wire.ts'

const book = openContracts({ family: 'nhsa', overlays: [] })
const faults = (code: string, input: JsonObject, remote = false) =>
  validate(book.get(code), 'input', input, { dict: (name) => book.dict(name), remote })

const discharge = {
  ...{ endtime: BEGAN + 86_400_000, bed: '12', dscg_way: '1', die_date: '', dise_codg: '', dise_name: '' },
  dept: { dept_code: 'D1', dept_name: '内科' },
  doctor: { atddr_no: 'R1', dr_name: '李强' },
  diagnoses: aStay().admission.diagnoses,
  ...{ oprn_oprt_code: '', oprn_oprt_name: '', matn_type: '', birctrl_type: '', birctrl_matn_date: '' },
  ...({ fetus_cnt: '', geso_val: '', cop_flag: '' } as const),
}

describe('messages fit their contracts', () => {
  const stay = aStay({ discharge })
  const lines = [aFee(1), aFee(2, { cnt: '-1', refundOf: 1, amountFen: fen(-250) })]
  const settling = { total: fen(500), parts: null, mid: false, remote: false }
  it.each([
    ['2401', wire.admit(stay, false)],
    ['2403', wire.change(stay, stay.admission)],
    ['2402', wire.discharge(stay, discharge)],
    ['2404', wire.theStay(stay)],
    ['2405', wire.theStay(stay)],
    ['2301', wire.details(stay, lines, (n) => lines[n - 1])],
    ['2302', wire.withdrawal(stay, ['1000001', '1000002'])],
    ['2303', wire.settling(stay, settling)],
    ['2304', wire.settling(stay, settling)],
    ['2305', wire.unsettling(stay, 'S1')],
  ])('%s', (code, input) => {
    expect(faults(code, input)).toEqual([])
  })

  it('an out-of-area patient sends who he is, others do not', () => {
    expect(faults('2401', wire.admit(stay, false), true).length).toBeGreaterThan(0)
    expect(faults('2401', wire.admit(stay, true), true)).toEqual([])
    expect(node(wire.admit(stay, false), 'mdtrtinfo')).not.toHaveProperty('psn_name')
    expect(node(wire.settling(stay, { ...settling, remote: true }), 'data')).toMatchObject({
      psn_type: '1101',
    })
  })

  it('2401 puts the main diagnosis first and describes the admission by it', () => {
    const input = wire.admit(stay, false)
    expect(node(input, 'mdtrtinfo')).toMatchObject({
      dscg_maindiag_code: 'J18',
      adm_diag_dscr: '肺炎',
      exp_content: '',
    })
    expect(rows(input, 'diseinfo').map((d) => [d.diag_srt_no, d.diag_code, d.maindiag_flag])).toEqual([
      [1, 'J18', '1'],
      [2, 'I10', '0'],
    ])
  })

  it('injuries travel in exp_content, numbers as numbers', () => {
    const admission = {
      ...stay.admission,
      med_type: '22',
      trum_flag: '1',
      rel_ttp_flag: '0',
      fetus_cnt: '2',
    } as const
    const info = node(wire.admit({ ...stay, admission }, false), 'mdtrtinfo')!
    expect(JSON.parse(String(info.exp_content))).toEqual({ TRUM_FLAG: '1', REL_TTP_FLAG: '0' })
    expect(info.fetus_cnt).toBe(2)
  })

  it('a refund names the serial of its original as it is at the centre', () => {
    const input = wire.details(stay, [lines[1]!], () => aFee(1, { gen: 3 }))
    expect(rows(input, 'feedetail')[0]).toMatchObject({
      feedetl_sn: '1000002',
      init_feedetl_sn: '3000001',
      cnt: -1,
    })
    expect(wire.lineOfSn('3000001')).toEqual({ gen: 3, lineNo: 1 })
  })

  it('sends the four sums only where they make the total', () => {
    const sums = {
      uploadedFen: 500,
      fulamt_ownpay_amt: 100,
      overlmt_amt: 0,
      preselfpay_amt: 0,
      inscp_scp_amt: 400,
    }
    expect(wire.partsOf(sums as unknown as FeeSums)).toMatchObject({ overlmt_selfpay: 0, inscp_scp_amt: 400 })
    expect(wire.partsOf({ ...sums, uploadedFen: 501 } as unknown as FeeSums)).toBeNull()
  })
})

describe('what is missing', () => {
  const without = (more: object) => missing(aStay({ admission: { ...aStay().admission, ...more } }), false)
  const paths = (more: object) => without(more).map((f) => f.path)
  it.each([
    [{}, []],
    [{ dept: null, doctor: null, bed: '' }, ['dept_code', 'atddr_no', 'bed']],
    [{ diagnoses: [] }, ['diagnoses']],
    [{ diagnoses: aStay().admission.diagnoses.map((d) => ({ ...d, main: true })) }, ['diagnoses']],
    [{ med_type: '28' }, ['oprn_oprt_code']],
    [{ med_type: '52' }, ['matn_type']],
    [{ med_type: '52', birctrl_type: '1' }, []],
    [{ med_type: '22' }, ['trum_flag']],
    [{ med_type: '22', trum_flag: '1' }, ['rel_ttp_flag']],
    [{ med_type: '22', trum_flag: '1', rel_ttp_flag: '0' }, []],
    [{ geso_val: '三' }, ['geso_val']],
  ])('%j: %j', (more, expected) => {
    expect(paths(more)).toEqual(expected)
  })

  it('asks for the fields of out-of-area patients of those only', () => {
    const stay = aStay({ insu: { ...aStay().insu!, psn_type: '' } })
    expect(missing(stay, false)).toEqual([])
    expect(missing(stay, true).map((f) => f.path)).toEqual(['insu'])
  })

  it('a self-pay stay needs a person, a department and a doctor', () => {
    const bare = { ...aStay().admission, dept: null, diagnoses: [], bed: '' }
    expect(missing(aStay({ selfPay: true, insu: null, admission: bare }), false).map((f) => f.path)).toEqual([
      'dept_code',
    ])
  })

  it('death has a date, and only death', () => {
    const at = (more: object) => missingAtDischarge(aStay(), { ...discharge, ...more }).map((f) => f.path)
    expect(at({})).toEqual([])
    expect(at({ dscg_way: '5' })).toEqual(['die_date'])
    expect(at({ die_date: '2026-03-03' })).toEqual(['die_date'])
    expect(at({ endtime: BEGAN - 1 })).toEqual(['endtime'])
  })
})

describe('lines of a stay', () => {
  it('what failed and was taken back whole was never charged', () => {
    const open = [
      aFee(1, { state: 'failed' }),
      aFee(2, { refundOf: 1, cnt: '-2' }),
      aFee(3, { state: 'failed' }),
      aFee(4, { refundOf: 3, cnt: '-1' }),
      aFee(5),
      aFee(6, { refundOf: 5, cnt: '-2' }),
      aFee(7, { state: 'failed' }),
    ]
    expect(voidLines(open).map((l) => l.lineNo)).toEqual([1, 2])
  })

  it('a line and what takes it back are withdrawn in one message', () => {
    const uploaded = [
      ...Array.from({ length: 120 }, (_, i) => aFee(i + 1, { state: 'uploaded' })),
      aFee(121, { state: 'uploaded', refundOf: 100 }),
      aFee(122, { state: 'uploaded', refundOf: 1 }),
    ]
    const groups = withdrawGroups(
      uploaded,
      Array.from({ length: 110 }, (_, i) => i + 1),
    )
    for (const group of groups) {
      const here = new Set(group.map((l) => l.lineNo))
      expect(group.length).toBeLessThanOrEqual(100)
      for (const l of uploaded) if (l.refundOf && here.has(l.refundOf)) expect(here).toContain(l.lineNo)
    }
    expect(groups.flat()).toHaveLength(112)
    expect(
      withdrawGroups(uploaded, [122])
        .flat()
        .map((l) => l.lineNo),
    ).toEqual([122])
    expect(withdrawGroups(uploaded, [1, 122]).flat()).toHaveLength(2)
    expect(() => withdrawGroups(uploaded, [999])).toThrow('999')
  })

  it('a page of the HIS is taken once, refunds finding their originals across pages', () => {
    const charge = (serial: number, more: object = {}) => ({
      ...aFee(1),
      ...{ serial, chargeId: `H${serial}`, py: '', refundOf: null, at: BEGAN },
      dept: { dept_code: 'D1', dept_name: '内科' },
      doctor: { atddr_no: 'R1', dr_name: '李强' },
      ...more,
    })
    const known = new Map()
    const first = booked(aStay(), 'Z0001', [charge(1), charge(2)], known)
    expect(first.rows.map((r) => r.lineNo)).toEqual([1, 2])
    expect(first.next).toMatchObject({ lastLine: 2, daily: { '2026-03-02': 1_000 } })
    const twice = charge(3, { chargeId: 'H2' })
    const refund = charge(4, { refundOf: 'H1', cnt: '-1' })
    const again = booked(first.next, 'Z0001', [twice, refund], known)
    expect(again.rows).toMatchObject([{ lineNo: 3, refundOf: 1, amountFen: -250 }])
    // told twice, charged once, and nothing is waited for
    expect(again.next.taken.Z0001).toEqual({ serial: 4, lines: 4, amountFen: 1_250 })
    expect(again.next).toMatchObject({ daily: { '2026-03-02': 750 }, warnings: [] })
  })
})
