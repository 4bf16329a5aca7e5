import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import { faultOf, GuitaiError } from '../../../../shared/errors.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import type { Cert } from '../../../../shared/visit.ts'
import type { Ask } from '../way.ts'
import { bizhWay } from './bizh.ts'

/** What the way asks and sends, and what it makes of answers. */
const NOW = new Date(2026, 2, 2, 9).getTime()
const clerk = { opter: '7', opterName: '甲', now: NOW }
const way = (removeLines = true) =>
  bizhWay({
    ...{ institution: { fixmedins_code: 'H1', fixmedins_name: '院' }, removeLines },
    meaning: (dict, value) => `${dict}=${value}`,
  })

const PERSON = {
  ...{ aac001: 'P1', aac002: '110101199001011237', aac003: '张三', aac004: '1', aac006: '1990-01-01' },
  ...{ baa027: '440600', bka008: '甲公司', bka888: '0', aae140: '410' },
}
type Answers = Record<string, JsonObject | GuitaiError>

/** Answers as the test has them; what was asked is kept. */
function asking(answers: Answers) {
  const asked: [string, JsonObject][] = []
  const ask: Ask = async (infno, { program }) => {
    asked.push([infno, program as JsonObject])
    const answer = answers[infno] ?? {}
    if (answer instanceof GuitaiError) throw answer
    return { program: answer }
  }
  return { ask, asked }
}
const no = (message: string, sort = 'other') =>
  new GuitaiError({
    ...{ kind: 'rejected', what: `中心没有受理：${message}`, means: '', todo: '' },
    centre: { code: '-1', message, sort },
  })

const ID: Cert = { mdtrt_cert_type: '02', mdtrt_cert_no: PERSON.aac002 }
const who = (answers: Answers, cert: Cert = ID, kind: InjuryCase['kind'] = 'outpatient', begntime = NOW) => {
  const { ask, asked } = asking(answers)
  return { known: way().identify(ask, cert, { kind, clerk, begntime }), asked }
}
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)

describe('who', () => {
  it('is asked by what was presented, of the kind of visit', async () => {
    const listed = { personinfo: [PERSON], injuryorbirthinfo: [{ bka042: 'G1' }] }
    const clinic = who({ bizh110001: listed })
    await clinic.known
    expect(clinic.asked[0]).toEqual([
      'bizh110001',
      { bka895: 'aac002', bka896: PERSON.aac002, akb020: 'H1', bka006: '410' },
    ])
    const card: Cert = { mdtrt_cert_type: '03', mdtrt_cert_no: 'C1' }
    const stay = who({ bizh120001: listed }, card, 'inpatient')
    await stay.known
    expect(stay.asked[0]![1]).toMatchObject({
      bka895: 'bka100',
      bka896: 'C1',
      aka130: '42',
      bka017: '2026-03-02',
    })
    const voucher: Cert = { mdtrt_cert_type: '01', mdtrt_cert_no: 'X' }
    expect(await fault(who({}, voucher).known)).toMatchObject({ kind: 'invalid' })
    const decoded = who({ bizh110001: listed }, { ...voucher, certno: PERSON.aac002 })
    expect((await decoded.known).person).toMatchObject({
      psn_no: 'P1',
      certno: PERSON.aac002,
      emp_name: '甲公司',
    })
  })

  it('has injuries with their periods, the filing of the platform, and a fund in words', async () => {
    const { known } = who({
      bizh110001: {
        personinfo: [PERSON],
        freezeinfo: [{ aaa157: '410', aad006: '工伤保险基金', aac031: '1', bka408: '欠费' }],
        injuryorbirthinfo: [
          { bka042: 'G1', aae030: '2025-01-01', aae031: '2026-03-01' },
          { bka042: 'G2', aae030: '2026-03-03' },
          { bka042: 'G3' },
        ],
        clinicapplyinfo: [{ aaz267: 'S1', aae030: '2026-01-01', aae031: '2026-12-31' }],
      },
      bizh410004: { accuminfo: [{ akc264: 12.5, bka832: 10, bka831: 2.5 }] },
      bizh410005: no('系统维护'),
    })
    const { recognitions, filings, fund, accumulations, warnings } = await known
    expect(recognitions.map(({ id, why }) => [id, why])).toEqual([
      ['G1', '有效期到 2026-03-01 为止'],
      ['G2', '从 2026-03-03 起才有效'],
      ['G3', null],
    ])
    expect(filings).toMatchObject([{ id: 'S1', why: null }])
    expect(fund).toEqual({ ok: false, words: '工伤保险基金bizh_aac031=1：欠费' })
    expect(accumulations.map(({ value }) => value)).toEqual(['12.50', '10.00', '2.50'])
    expect(warnings).toEqual(['基金状态没有查到：系统维护'])
  })

  it('with an injury told in the row of the person alone is treated on that', async () => {
    const row = { ...PERSON, bka042: 'G7', bka026: 'S61.900', aae030: '2026-01-01' }
    const { recognitions } = await who({ bizh110001: { personinfo: [row] } }).known
    expect(recognitions).toMatchObject([
      { id: 'G7', about: '诊断 S61.900', begndate: '2026-01-01', why: null },
    ])
  })

  it('gets a clear no: unknown, not recognised, two persons', async () => {
    const told = async (answer: JsonObject | GuitaiError) => (await fault(who({ bizh110001: answer }).known))!
    expect(await told(no('未查询到', 'absent'))).toMatchObject({
      kind: 'not_found',
      centre: { message: '未查询到' },
    })
    expect(await told({})).toMatchObject({ kind: 'not_found' })
    expect((await told({ personinfo: [PERSON] })).what).toContain('没有这位患者的工伤认定')
    expect(await told(no('别的原因'))).toMatchObject({ what: '中心没有受理：别的原因' })
    const two = await told({ personinfo: [PERSON, { ...PERSON, aac001: 'P2', bka008: '乙公司' }] })
    expect(two.what).toBe('查到 2 个参保身份：甲公司、乙公司')
  })
})

const caseOf = (more: Partial<InjuryCase>): InjuryCase =>
  ({
    ...{
      kind: 'inpatient',
      step: 'admitted',
      mdtrt_id: 'V1',
      ipt_otp_no: 'Z1',
      bed: '7',
      refs: {},
      past: [],
    },
    ...{
      begntime: NOW,
      endtime: NOW + 2 * 86_400_000,
      treat: '',
      dscg_way: '01',
      trial: null,
      settlement: null,
    },
    ...{ dept: { dept_code: 'K', dept_name: '骨科' }, doctor: null, recognition: 'G1', filing: null },
    ...{ diagnoses: [], dscg_diagnoses: [{ diag_code: 'S1', diag_name: '', main: true, injury: true }] },
    ...more,
  }) as unknown as InjuryCase

describe('a stay', () => {
  it('goes back one step at a time; where no lines may be removed it goes with them', () => {
    const sums = { fresh: 0, failed: 0, uploaded: 3 }
    expect(way().can(caseOf({}), sums)).toEqual(['discharge', 'trial', 'change', 'withdraw'])
    expect(way(false).can(caseOf({}), sums)).toEqual(['discharge', 'trial', 'change', 'unadmit'])
    expect(way().can(caseOf({}), { fresh: 1, failed: 0, uploaded: 0 })).toEqual([
      'upload',
      'change',
      'unadmit',
    ])
    expect(way().can(caseOf({ step: 'discharged' }), sums)).toEqual(['trial', 'settle', 'undischarge'])
    const gone = way(false).acts.unadmit!.booked(caseOf({}), {} as never)
    expect(gone).toMatchObject({ of: { step: 'identified', mdtrt_id: null }, withdrawn: 'all' })
  })

  it('numbers its lines on from those at the platform', async () => {
    const { upload, withdraw } = way().acts
    const line = (sn: string, amountFen: number) =>
      ({
        ...{
          sn,
          medins_list_codg: 'A',
          name: '药',
          spec: '',
          unit: '',
          pric: '1.5',
          cnt: '2',
          amountFen,
          rxno: null,
        },
        ...{ atddr_no: 'D', dr_name: '', at: NOW, injury: sn === '1' },
      }) as never
    const of = caseOf({ refs: { there: { count: 4, totalFen: 100 } } })
    const given = { lines: [line('1', 300), line('2', -300)] }
    expect(await upload!.prepare!(async () => ({}), of, given, clerk)).toEqual({ count: 4, totalFen: 100 })
    const { feeinfo } = upload!.input(of, given, clerk).program as JsonObject
    expect(feeinfo).toMatchObject([
      { aaz213: '5', bka056: 1.5, bka057: 2, bka058: 3, bka061: '0', bka063: '7' },
      { aaz213: '6', bka061: '1' },
    ])
    const after = upload!.booked(of, { given, output: {}, now: NOW, txn: {} as never }).of
    expect(after.refs.there).toEqual({ count: 6, totalFen: 100 })
    const none = withdraw!.booked(after, {} as never).of
    expect(none.refs.there).toEqual({ count: 0, totalFen: 0 })
  })

  it('is not admitted again while the platform has it under its 住院号', async () => {
    const person = { psn_no: 'P1' } as never
    const of = caseOf({ step: 'identified', mdtrt_id: null, ipt_otp_no: 'Z7', person })
    const admit = way().acts.admit!
    const other = asking({ bizh120102: { bizinfo: [{ aaz218: 'V9', bka025: 'Z8' }] } })
    expect(await admit.prepare!(other.ask, of, {}, clerk)).toEqual({ visits: ['V9'] })
    const late = asking({ bizh120102: { bizinfo: [{ aaz218: 'V9', bka025: 'Z7' }] } })
    const refused = await fault(admit.prepare!(late.ask, of, {}, clerk))
    expect(refused).toMatchObject({ kind: 'conflict', what: expect.stringContaining('V9') })
  })

  it('leaves with its days, and by the door that its condition says', () => {
    const { program } = way().acts.discharge!.input(caseOf({}), {}, clerk)
    expect(program).toMatchObject({
      ...{
        aaz218: 'V1',
        bka032: '2026-03-04',
        bka031: 'S1',
        bkf002: '1',
        bkf003: '3',
        bkf004: '01',
        akb063: 2,
      },
    })
    const urgent = way().acts.discharge!.input(caseOf({ treat: '1' }), {}, clerk)
    expect(urgent.program).toMatchObject({ bkf002: '2', bkf003: '1' })
  })
})

describe('what may be chosen of a case', () => {
  const person = { psn_no: 'P1' } as never
  const given = { person, tel: '', med_type: '11', treat: '1' }

  it('is what some message carries: 业务类型 follows from the kind, 入院情况 leaves with the discharge', () => {
    expect(way().tables('outpatient')).toMatchObject({ med_type: '', treat: '' })
    expect(way().tables('inpatient')).toEqual({
      ...{ med_type: '', treat: 'bizh_bkf003', dscg_way: 'bizh_bkf004' },
    })
    const visit = caseOf({ ...given, kind: 'outpatient', step: 'identified' })
    const stay = caseOf({ ...given, step: 'identified' })
    expect(way().acts.register!.input(visit, {}, clerk).program).toMatchObject({
      aka130: '41',
      bka006: '410',
    })
    expect(way().acts.admit!.input(stay, {}, clerk).program).toMatchObject({ aka130: '42', bka006: '420' })
  })

  it('is kept of what the platform was told', () => {
    const told = { output: { program: { aaz218: 'V7' } }, txn: {}, given: {}, now: NOW } as never
    const visit = caseOf({ ...given, kind: 'outpatient', step: 'identified' })
    expect(way().acts.register!.booked(visit, told).of).toMatchObject({ mdtrt_id: 'V7', med_type: '41' })
    const stay = caseOf({ ...given, step: 'identified' })
    expect(way().acts.admit!.booked(stay, told).of).toMatchObject({ mdtrt_id: 'V7', med_type: '42' })
  })
})

describe('a visit', () => {
  it('that the platform does not list the batch of is not refunded', async () => {
    const settlement = { setl_id: 'V1-2', refs: { bka001: 2 }, amounts: { funds: [] } } as never
    const of = caseOf({ kind: 'outpatient', step: 'settled', settlement })
    const { ask } = asking({ bizh110103: { feeinfo: [{ bka001: 1, aaz213: '1' }] } })
    expect(await fault(way().acts.unsettle!.prepare!(ask, of, {}, clerk))).toMatchObject({ kind: 'conflict' })
  })

  it('is not charged again while the platform has a batch that nobody here has', async () => {
    const past = [{ setl_id: 'V1-1', refs: { bka001: 1 } }] as never
    const amounts = { total: 0, fund: 0, acct: 0, cash: 0, funds: [] } as never
    const of = caseOf({ kind: 'outpatient', step: 'registered', past, trial: amounts })
    const taken = [
      { bka001: 1, bka057: 2, bka058: 10 },
      { bka001: 2, bka057: -2, bka058: -10 },
    ]
    const settle = way().acts.settle!
    const { ask } = asking({ bizh110102: { feeinfo: taken }, bizh110103: { feeinfo: taken } })
    expect(await settle.prepare!(ask, of, {}, clerk)).toMatchObject({ last: 2, count: 2 })
    const late = asking({ bizh110102: { feeinfo: [...taken, { bka001: 3, bka057: 2, bka058: 10 }] } })
    const refused = await fault(settle.prepare!(late.ask, of, {}, clerk))
    expect(refused).toMatchObject({ kind: 'conflict', what: expect.stringContaining('费用批次 3') })
    const first = asking({ bizh110102: { feeinfo: taken.slice(0, 1) } })
    const never = { ...of, past: [] }
    expect((await fault(settle.prepare!(first.ask, never, {}, clerk)))!.what).toContain('费用批次 1')
  })

  it('found refunded already has no number of its own for it', () => {
    const of = caseOf({ kind: 'outpatient', step: 'settled', settlement: { setl_id: 'V1-2' } as never })
    const { undone } = way().acts.unsettle!.booked(of, {
      output: {},
      now: NOW,
      txn: { sentAt: null },
    } as never)
    expect(undone!.setl_id).toBe('V1-2R')
  })

  it('without a calculation in the answer says so', async () => {
    const { ask } = asking({})
    const tried = way().trial!(ask, caseOf({ kind: 'outpatient' }), { lines: [] }, clerk)
    expect((await fault(tried))!.what).toContain('没有给出试算结果')
  })
})
