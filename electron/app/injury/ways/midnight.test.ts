import { expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { fen } from '../../../../shared/money.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { Ask, Way } from '../way.ts'
import { bizhWay } from './bizh.ts'
import { gsWay } from './gs.ts'
import { gyWay } from './gy.ts'

/** Somebody who came at 23:40 of the last day on which he may be treated, and is registered at 00:20. */
const CAME = new Date(2027, 11, 31, 23, 40).getTime()
const NOW = new Date(2028, 0, 1, 0, 20).getTime()
const institution = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
const meaning = (_dict: string, value: string) => value
const id = '510105197811020259'
const LAST = { aae030: '2027-01-01', aae031: '2027-12-31' }
const FIRST = { aae030: '2028-01-01', aae031: '2028-12-31' }

const gsAnswers = (period: JsonObject) => ({
  GS1001: {
    baseinfo: { aac001: 'P1', aac003: '甲', aac008: '1', yab003: '510100' },
    injuryinfo: [{ aaz127: 'G1', alc011: 'A1', alc020: '2027-01-15', alc029: '1', aae100: '1', ...period }],
  },
  GS2001: {
    result: [{ aaz267: 'F1', aaz127: 'G1', aka130: '0502', akb020: 'H51010400001', aae016: '1', ...period }],
  },
})
const bizhAnswers = (period: JsonObject) => ({
  bizh120001: {
    program: {
      personinfo: [{ aac001: 'P1', aac002: id, aac003: '甲', baa027: '440600', aae140: '410' }],
      injuryorbirthinfo: [{ bka042: 'G1', ...period }],
    },
  },
})
const gyAnswers = (period: JsonObject) => ({
  GYD051: {
    data: {
      ...{ verify_result: '1', aac002: id, aac003: '甲', aab301: '440300' },
      injurylist: [{ alc011: 'G1', alc020: '2027-01-15', alc029: '1' }],
      filinglist: [{ yzz014: 'F1', filing_state: '1', aab299: '510100', ...period }],
    },
  },
})

const gs = gsWay({ institution, meaning, pageSize: 100 })
const bizh = bizhWay({ institution, meaning, removeLines: true })
const gy = gyWay({ institution, meaning, facts: { inst_type: '1', aab299: '510100', yab600: '' } })

/** Why he may not be treated, by what of him has a period; and what was asked. */
async function known(way: Way, answers: Record<string, JsonObject>, begntime: number) {
  const asked: JsonObject[] = []
  const ask: Ask = async (infno, input) => {
    asked.push(Object.values(input)[0] as JsonObject)
    return answers[infno] ?? {}
  }
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: id, psn_name: '甲' } as const
  const clerk = { opter: '1', opterName: '甲', now: NOW }
  const { recognitions, filings } = await way.identify(ask, cert, { kind: 'inpatient', clerk, begntime })
  return { why: [...recognitions, ...filings].map((one) => one.why), asked }
}

it.each([
  ['gs', gs, gsAnswers, 2],
  ['bizh', bizh, bizhAnswers, 1],
  ['gy', gy, gyAnswers, 2],
] as const)(
  '%s: what is valid is valid on the day on which the patient came',
  async (_family, way, answers, count) => {
    const early = await known(way, answers(LAST), CAME)
    expect(early.why).toEqual(Array(count).fill(null))
    const late = await known(way, answers(LAST), NOW)
    expect(late.why.filter((why) => why?.includes('2027-12-31'))).not.toEqual([])
    const before = await known(way, answers(FIRST), CAME)
    expect(before.why.filter((why) => why !== null)).not.toEqual([])
  },
)

it('the platform is asked about the day of the admission', async () => {
  expect((await known(bizh, bizhAnswers(LAST), CAME)).asked[0]).toMatchObject({ bka017: '2027-12-31' })
  expect((await known(gy, gyAnswers(LAST), CAME)).asked[0]).toMatchObject({ biz_time: '2027-12-31 23:40:00' })
})

it('a settlement that was in doubt over midnight is of the day on which it was sent', () => {
  const of = {
    kind: 'inpatient',
    step: 'discharged',
    mdtrt_id: 'V1',
    past: [],
    refs: {},
  } as unknown as InjuryCase
  const txn = { sentAt: CAME, input: {} } as Txn
  const pay = { akc264: 10, bka832: 10, bka831: 0, akb066: 0, akb067: 0 }
  const settled = bizh.acts.settle!.booked(of, { output: { program: pay }, txn, given: {}, now: NOW })
  expect(settled.settled).toMatchObject({ setl_time: '2027-12-31 23:40:00', split: { total: fen(1000) } })
  const again = { ...of, step: 'settled', settlement: { setl_id: 'V1:1' } } as unknown as InjuryCase
  const undone = bizh.acts.unsettle!.booked(again, { output: {}, txn, given: {}, now: NOW })
  expect(undone.undone).toEqual({ setl_id: 'V1:1R', setl_time: '2027-12-31 23:40:00' })
})
