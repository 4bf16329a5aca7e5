import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Reply } from '../port.ts'
import { lifeOf } from './life.ts'

/** What becomes of a message whose answer was lost, from what the platform shows. */
const txnOf = (infno: string, program: JsonObject, found?: JsonObject): Txn =>
  ({
    infno,
    kind: 'transact',
    input: { program },
    local: found ? { given: { found } } : {},
  }) as unknown as Txn

const ok = (program: JsonObject): Reply => ({
  ...{ is: 'ok', output: { program }, refmsgid: null, warning: null },
})
const no = (sort: 'absent' | 'other', message = '不存在'): Reply => ({
  ...{ is: 'refused', code: '-1', message, sort },
})
const verdict = (txn: Txn, reply: Reply) => {
  const { ask } = lifeOf(txn.infno)
  return ask!.judge(txn, reply)
}
const v = (txn: Txn, reply: Reply) => verdict(txn, reply).v

const line = (bka071: string, over: JsonObject = {}): JsonObject => ({
  ...{ ake005: 'A', bka056: 1.5, bka057: 2, bka058: 3, bka071, ...over },
})
const listed = (bka001: number, ...lines: JsonObject[]) =>
  lines.map((one) => ({ ...one, bka001, aaz213: '1' }))
const PAY = { aaz218: 'V', akb020: 'H', akc264: 3, bka831: 1, bka832: 2 }

describe('a batch in doubt', () => {
  const charge = (found?: JsonObject, feeinfo = [line('1-1')]) =>
    txnOf('bizh110105', { akb020: 'H', aaz218: 'V', bka893: '1', feeinfo }, found)

  it('is the one that came after those known, with the lines sent; its amounts are the calculation before', () => {
    const txn = charge({ last: 1, count: 1, pay: PAY })
    const before = listed(1, line('0-1'))
    const feeinfo = [...before, ...listed(2, line('1-1'))]
    expect(verdict(txn, ok({ feeinfo }))).toEqual({
      ...{ v: 'yes', output: { program: { payinfo: [{ ...PAY, bka001: 2 }] } } },
    })
    expect(v(txn, ok({ feeinfo: before }))).toBe('no')
    expect(v(txn, ok({ feeinfo: [...before, ...listed(2, line('1-1', { bka057: 1, bka058: 1.5 }))] }))).toBe(
      'cannot',
    )
    expect(v(txn, ok({ feeinfo: [...feeinfo, ...listed(3, line('1-1'))] }))).toBe('cannot')
    expect(v(txn, { is: 'in_progress', message: '处理中' })).toBe('not_yet')
    expect(v(txn, no('other'))).toBe('cannot')
  })

  it('with the lines of an older one is told apart from it', () => {
    const same = { last: 1, count: 1, pay: PAY }
    const older = listed(1, line('', {}))
    expect(v(charge(same, [line('')]), ok({ feeinfo: older }))).toBe('no')
    expect(v(charge(same, [line('')]), ok({ feeinfo: [...older, ...listed(2, line(''))] }))).toBe('yes')
    expect(v(charge(undefined, [line('')]), ok({ feeinfo: older }))).toBe('cannot')
    expect(v(charge(undefined, [line('')]), ok({ feeinfo: [] }))).toBe('no')
    expect(v(charge({ last: 0, count: 0, pay: PAY }), no('absent'))).toBe('no')
  })

  it('without amounts that fit goes to a person', () => {
    const feeinfo = listed(1, line('1-1'))
    expect(v(charge({ last: 0, count: 0 }), ok({ feeinfo }))).toBe('cannot')
    expect(v(charge({ last: 0, count: 0, pay: { ...PAY, akc264: 4 } }), ok({ feeinfo }))).toBe('cannot')
  })

  it('that takes one back is there, or the list is as it was; else a person decides', () => {
    const back = line('1-1', { bka057: -2, bka058: -3, aaz213: '1' })
    const minus = { ...PAY, akc264: -3, bka831: -1, bka832: -2 }
    const txn = charge({ last: 1, count: 1, pay: minus }, [back])
    const before = listed(1, line('1-1'))
    const done = verdict(txn, ok({ feeinfo: [...before, ...listed(2, back)] }))
    expect(done).toEqual({ v: 'yes', output: { program: { payinfo: [{ ...minus, bka001: 2 }] } } })
    expect(v(txn, ok({ feeinfo: before }))).toBe('no')
    expect(v(txn, ok({ feeinfo: [] }))).toBe('cannot')
    expect(v(txn, ok({ feeinfo: [...before, ...listed(1, back)] }))).toBe('cannot')
    expect(v(txn, no('absent'))).toBe('cannot')
    expect(v(charge(undefined, [back]), ok({ feeinfo: before }))).toBe('cannot')
  })

  it('that was only calculated is over at once', () => {
    const trial = txnOf('bizh110105', { aaz218: 'V', bka893: '0', feeinfo: [line('1')] })
    expect(verdict(trial, no('other'))).toEqual({ v: 'yes', output: { program: {} } })
  })

  it('is recorded by the number that the platform reads out, if its lines are ours', () => {
    const { record } = lifeOf('bizh110105')
    const txn = charge({ last: 0, count: 0, pay: PAY })
    expect(record!.input(txn, '2')).toEqual({
      program: { akb020: 'H', bka006: '410', bka895: 'aaz218', bka896: 'V', bka001: 2 },
    })
    expect(record!.read(txn, '2', { program: { feeinfo: listed(2, line('1-1')) } })).toEqual({
      program: { payinfo: [{ ...PAY, bka001: 2 }] },
    })
    expect(record!.read(txn, '2', { program: { feeinfo: listed(2, line('9-9')) } })).toBeNull()
  })
})

describe('registrations and admissions in doubt', () => {
  it.each([
    ['bizh110104', 'bizh110102'],
    ['bizh120103', 'bizh120102'],
  ])('%s is asked by %s: a visit of this person and number that was not there before', (code, question) => {
    const { ask, record } = lifeOf(code)
    const txn = txnOf(code, { akb020: 'H', aac001: 'P', bka025: 'M1' }, { visits: ['V0'] })
    const row = (aaz218: string, bka025 = 'M1') => ({ aaz218, bka025, aac001: 'P' })
    expect(ask).toMatchObject({ by: 'query', infno: question })
    expect(v(txn, ok({ bizinfo: [row('V0'), row('V2', 'M2')] }))).toBe('no')
    expect(v(txn, no('absent'))).toBe('no')
    expect(v(txn, ok({ bizinfo: [row('V0', ''), row('V1', '')] }))).toBe('cannot')
    expect(v(txn, ok({ bizinfo: [row('V0', '')] }))).toBe('no')
    expect(verdict(txn, ok({ bizinfo: [row('V0'), row('V1')] }))).toEqual({
      ...{ v: 'yes', output: { program: { aaz218: 'V1' } } },
    })
    expect(v(txn, ok({ bizinfo: [row('V1'), row('V2')] }))).toBe('cannot')
    expect(v(txn, no('other'))).toBe('cannot')
    expect(record!.read(txn, 'V1', { program: { bizinfo: [row('V1')] } })).toEqual({
      ...{ program: { aaz218: 'V1' } },
    })
    expect(record!.read(txn, 'V2', { program: { bizinfo: [row('V2', 'M2')] } })).toBeNull()
  })
})

describe('a stay', () => {
  const stay = { akb020: 'H', aaz218: 'V' }
  const open = (bka032 = '') => ok({ bizinfo: [{ aaz218: 'V', bka032 }] })
  const none = ok({ bizinfo: [] })

  it('its lines are there when number and sum say so, and nobody guesses between', () => {
    const feeinfo = [line('', { bka058: 3 }), line('', { bka058: -3 })]
    const txn = txnOf('bizh120002', { ...stay, feeinfo }, { count: 1, totalFen: 500 })
    const list = (...money: number[]) => ok({ feelist: money.map((one) => ({ money: one })) })
    expect(v(txn, list(5))).toBe('no')
    expect(v(txn, list(5, 3, -3))).toBe('yes')
    expect(v(txn, list(5, 3))).toBe('cannot')
    expect(v(txn, list(6))).toBe('cannot')
    expect(v(txnOf('bizh120002', { ...stay, feeinfo }), list(5))).toBe('cannot')
    expect(v(txnOf('bizh120002', { ...stay, feeinfo }, { count: 0, totalFen: 0 }), no('absent'))).toBe('no')
  })

  it('is seen in or out, cancelled or standing', () => {
    const of = (code: string) => txnOf(code, stay)
    expect([v(of('bizh120105'), open('2026-03-02')), v(of('bizh120105'), open())]).toEqual(['yes', 'no'])
    expect([v(of('bizh120108'), open('2026-03-02')), v(of('bizh120108'), open())]).toEqual(['no', 'yes'])
    expect([v(of('bizh120105'), none), v(of('bizh120108'), none)]).toEqual(['not_yet', 'not_yet'])
    expect([v(of('bizh120107'), open('2026-03-02')), v(of('bizh120107'), none)]).toEqual(['yes', 'no'])
    expect([v(of('bizh120109'), none), v(of('bizh120109'), open())]).toEqual(['yes', 'no'])
    expect([v(of('bizh110106'), none), v(of('bizh110106'), open())]).toEqual(['yes', 'no'])
    const lines = ok({ feelist: [{ money: 1 }] })
    expect([v(of('bizh120004'), lines), v(of('bizh120004'), no('absent'))]).toEqual(['no', 'yes'])
  })

  it('its settlement is what the sheet says, and its absence is believed on 120107 only', () => {
    const { undo, confirmAbsence, record } = lifeOf('bizh120106')
    const pay = { ...PAY, akb066: 1, ake039: 2 }
    const txn = txnOf('bizh120106', stay, { pay })
    const sheet = { aaz218: 'V', bka979: 3, bka812: 1, bka811: 2 }
    expect(verdict(txn, ok(sheet))).toEqual({ v: 'yes', output: { program: pay } })
    const other = { ...sheet, bka812: 2, bka811: 1 }
    const told = { akb020: 'H', aaz218: 'V', akc264: 3, bka831: 2, bka832: 1 }
    expect(verdict(txn, ok(other))).toEqual({ v: 'yes', output: { program: told } })
    expect(v(txn, ok({ ...sheet, aaz218: 'W' }))).toBe('cannot')
    expect([v(txn, no('absent')), v(txn, no('other'))]).toEqual(['no', 'cannot'])
    expect(record!.read(txn, 'V', { program: sheet })).toEqual({ program: pay })
    expect(record!.read(txn, 'W', { program: { ...sheet, aaz218: 'W' } })).toBeNull()
    expect(confirmAbsence).toBe(true)
    expect(undo!.infno).toBe('bizh120107')
    expect(undo!.input(txn)).toEqual({ program: stay })
  })

  it('its pages and its change are sent again', () => {
    for (const code of ['bizh120104', 'bizh200101', 'bizh200106']) {
      expect(v(txnOf(code, stay), ok({}))).toBe('yes')
      expect(v(txnOf(code, stay), no('other'))).toBe('no')
    }
    expect(lifeOf('bizh120102').ask).toBeNull()
  })
})
