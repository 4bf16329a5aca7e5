import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Reply, Verdict } from '../port.ts'
import { gs, MSGID, ok, refused, sent } from './testkit.ts'

const platform = gs()

/** What an answer to the question says of a message in doubt. */
function verdict(infno: string, data: JsonObject, reply: Reply, known?: string[]): Verdict {
  const local: JsonObject = known ? { given: { found: { known } } } : {}
  const { ask } = platform.life(infno)
  return ask!.judge(sent(infno, { data }, { local }), reply)
}
const page = (list: string, rows: JsonObject[], total = rows.length) =>
  ok({ result: { total, [list]: rows } })

describe('gs: an admission in doubt', () => {
  const sentAdmission = {
    aac001: 'P',
    ykc010: 'Z1',
    aka130: '0502',
    aaz127: 'R1',
    akc192: '2026-03-02 08:00:00',
  }
  const row = { ...sentAdmission, akc190: 'V1', ykc023: '0', aac003: '甲', yab003: '510100' }
  const judged = (rows: JsonObject[], total?: number, known?: string[]) =>
    verdict('GS3001', sentAdmission, page('mdtrtinfo', rows, total), known).v

  it('is asked by person and number of the stay, and only its own record is it', () => {
    const { ask } = platform.life('GS3001')
    expect(ask).toMatchObject({ by: 'query', infno: 'GS2002' })
    expect(judged([row])).toBe('yes')
    expect(judged([{ ...row, ykc010: 'Z2' }])).toBe('no')
    expect(judged([{ ...row, aac001: 'Q' }])).toBe('no')
    expect(judged([{ ...row, aaz127: 'R2' }])).toBe('no')
    expect(judged([{ ...row, akc192: '2026-03-01 08:00:00' }])).toBe('no')
    for (const ykc023 of ['1', '2', '9']) expect(judged([{ ...row, ykc023 }])).toBe('no')
  })

  it('a list that lags may still show one that was taken back', () => {
    expect(judged([row], 1, ['V1'])).toBe('no')
    expect(judged([row, { ...row, akc190: 'V2' }], 2, ['V1'])).toBe('yes')
    expect(judged([row, { ...row, akc190: 'V2' }])).toBe('cannot')
    expect(judged([], 3)).toBe('cannot')
  })

  it('its absence is believed only when GS5001 says so too', () => {
    expect(platform.life('GS3001')).toMatchObject({ confirmAbsence: true, undo: { infno: 'GS5001' } })
  })
})

describe('gs: lines in doubt', () => {
  const line = (yka105: string, yka055: number) => ({ yka105, yka055 })
  const there = (yka105: string, yka055: number) => ({ yka105, yka055, yka056: 0, yka057: 0, yka111: yka055 })
  const data = { akc190: 'V', aac001: 'P', feeinfo: [line('a', 1), line('b', 2)] }
  const judged = (rows: JsonObject[], total?: number) =>
    verdict('GS3004', data, page('feeinfo', rows, total)).v

  it('are there whole, or not at all; anything between is taken back', () => {
    expect(judged([there('a', 1), there('b', 2), there('x', 9)])).toBe('yes')
    expect(judged([there('x', 9)])).toBe('no')
    expect(judged([there('a', 1)])).toBe('cannot')
    expect(judged([there('a', 1), there('b', 3)])).toBe('cannot')
    expect(judged([there('a', 1), line('b', 2)])).toBe('cannot')
    expect(judged([there('x', 9)], 500)).toBe('cannot')
  })

  it('a single line is asked for by its serial', () => {
    const { ask } = platform.life('GS3004')
    const input =
      ask?.by === 'query' && ask.input(sent('GS3004', { data: { ...data, feeinfo: [line('a', 1)] } }))
    expect(input).toMatchObject({ data: { yka105: 'a', akc190: 'V', page_num: 1 } })
  })
})

describe('gs: money in doubt', () => {
  const visit = { aac001: 'P', ykc010: 'M1', aaz127: 'R1', yka055: 24, yka110: 'F1', js_type: '1' }
  const row = {
    ...{ akc190: 'V', yka103: 'S', aac001: 'P', ykc010: 'M1', aaz127: 'R1', yka055: 24, yka107: 20 },
    ...{ ykh012: 4, yka110: 'F1', settle_state: '1' },
  }
  const judged = (rows: JsonObject[], total?: number) =>
    verdict('GS3108', visit, page('setlinfo', rows, total)).v

  it('is known by the invoice number, which is of this message alone', () => {
    expect(judged([row])).toBe('yes')
    expect(judged([{ ...row, settle_state: '3' }])).toBe('yes')
    expect(judged([{ ...row, settle_state: '2' }])).toBe('no')
    expect(judged([{ ...row, yka110: 'F0' }])).toBe('no')
    expect(judged([{ ...row, yka110: '' }])).toBe('cannot')
    expect(judged([{ ...row, yka055: 25 }])).toBe('cannot')
    expect(judged([], 0)).toBe('no')
    expect(judged([{ ...row, yka110: 'F0' }], 300)).toBe('cannot')
  })

  it('of a refused question only "not found" is a no, and no answer is one at all', () => {
    expect(verdict('GS3108', visit, refused('未查询到结算', 'absent')).v).toBe('no')
    expect(verdict('GS3108', visit, refused('时间段不能超过一天', 'other')).v).toBe('cannot')
    expect(verdict('GS3108', visit, { is: 'in_progress', message: '处理中' }).v).toBe('not_yet')
  })

  it('a clearing application is the one of this month with these sums', () => {
    const data = {
      yab003: '510100',
      yzz060: '2026',
      yzz061: '03',
      aka130: '0502',
      yzz063: 2,
      yka055: 20,
      yka107: 16,
    }
    const found = { ...data, yzz062: 'Q1', clr_state: '01' }
    const of = (rows: JsonObject[]) => verdict('GS3201', data, page('clrinfo', rows)).v
    expect(of([found])).toBe('yes')
    expect(of([{ ...found, clr_state: '09' }])).toBe('no')
    expect(of([{ ...found, yzz061: '02' }])).toBe('no')
    expect(of([{ ...found, yka107: 15 }])).toBe('cannot')
  })
})

describe('gs: an application in doubt', () => {
  const data = { aac001: 'P', aka130: '0501', yae170: '2026-03-02', planinfo: [{ yka094: 'X1' }] }
  const row = { ykc112: 'A2', aac001: 'P', aka130: '0501', planinfo: [{ yka094: 'X1' }], yke268: '00' }
  const judged = (rows: JsonObject[], known?: string[]) =>
    verdict('GS3106', data, ok({ result: rows }), known).v

  it('is the one that was not there before; without knowing what was there it cannot be told', () => {
    expect(judged([row], [])).toBe('yes')
    expect(judged([row], ['A2'])).toBe('no')
    expect(judged([{ ...row, ykc112: 'A1' }, row], ['A1'])).toBe('yes')
    expect(judged([{ ...row, planinfo: [{ yka094: 'X2' }] }], [])).toBe('no')
    expect(judged([row, { ...row, ykc112: 'A3' }], [])).toBe('cannot')
    expect(judged([row])).toBe('cannot')
  })
})

describe('gs: what is repeated, and what is not', () => {
  it('an undo is asked after by undoing again; of money "not there" is no yes', () => {
    const data = (orig_code: string) => ({ orig_code, orig_sn: MSGID })
    const judged = (orig_code: string, reply: Reply) => verdict('GS5001', data(orig_code), reply).v
    expect(platform.life('GS5001').ask).toMatchObject({ by: 'query', infno: 'GS5001' })
    const missing = refused('原交易流水号不存在', 'absent')
    expect(judged('GS3001', missing)).toBe('yes')
    expect(judged('GS3015', missing)).toBe('no')
    expect(judged('GS3015', refused('该交易已回退', 'double'))).toBe('yes')
    expect(judged('GS3015', refused('结算已在清算申请中', 'other'))).toBe('no')
    const told = verdict('GS5001', data('GS3001'), missing)
    expect(
      told.v === 'yes' && platform.read(sent('GS5001', { data: data('GS3001') }), told.output),
    ).toHaveProperty('output')
  })

  it('what says that it was here before stands, with what we know of it ourselves', () => {
    const stands = (infno: string, data: JsonObject) => {
      const judged = verdict(infno, data, refused('交易流水号重复', 'double'))
      return judged.v === 'yes' && 'output' in platform.read(sent(infno, { data }), judged.output)
    }
    expect(stands('GS3003', { akc190: 'V' })).toBe(true)
    expect(stands('GS3008', { akc190: 'V' })).toBe(true)
    expect(stands('GS3010', { akc190: 'V' })).toBe(true)
    expect(stands('GS3012', { akc190: 'V', orderinfo: [{ yke112: '1' }] })).toBe(true)
    expect(stands('GS1002', { matinfo: [{ xh: 1, file_name: 'a.png' }] })).toBe(true)
    expect(verdict('GS1003', { mat_id: 'M' }, refused('材料不存在', 'absent')).v).toBe('yes')
    expect(verdict('GS3008', { akc190: 'V' }, refused('诊断有误', 'other')).v).toBe('no')
  })

  it('an evaluation, which no question shows, is taken back unasked; a plan is known by its words', () => {
    expect(platform.life('GS3405')).toMatchObject({ ask: null, undo: { infno: 'GS5001' } })
    const data = {
      ...{ akc190: 'V', rehab_appy_no: 'K', plan_stage: '1', plan_eval: 'e', plan_goal: 'g' },
      ...{ plan_content: 'c', aae030: '2026-03-02', aae031: '2026-03-12', plan_amt: 10 },
    }
    const of = (rows: JsonObject[]) => verdict('GS3402', data, ok({ result: rows })).v
    expect(of([{ ...data, plan_no: 'F1' }])).toBe('yes')
    expect(of([{ ...data, plan_no: 'F1', plan_goal: 'other' }])).toBe('no')
    expect(
      of([
        { ...data, plan_no: 'F1' },
        { ...data, plan_no: 'F2' },
      ]),
    ).toBe('cannot')
  })
})

describe('gs: the platform’s record by the number that its staff read out', () => {
  it('is taken only where it agrees with what was sent', () => {
    const read = (infno: string, data: JsonObject, number: string, output: JsonObject) =>
      platform.life(infno).record!.read(sent(infno, { data }), number, output)
    const setl = { yka103: 'S', aac001: 'P', yka055: 24, settle_state: '1' }
    const told = { result: { total: 1, setlinfo: [setl] } }
    expect(read('GS3015', { aac001: 'P', yka055: 24 }, 'S', told)).toMatchObject({
      setlinfo: { yka103: 'S' },
    })
    expect(read('GS3015', { aac001: 'P', yka055: 25 }, 'S', told)).toBeNull()
    expect(read('GS3015', { aac001: 'Q', yka055: 24 }, 'S', told)).toBeNull()
    expect(read('GS3015', { aac001: 'P', yka055: 24 }, 'T', told)).toBeNull()
    const stays = {
      result: { total: 1, mdtrtinfo: [{ akc190: 'V', aac001: 'P', ykc010: 'Z', ykc023: '0' }] },
    }
    expect(read('GS3001', { aac001: 'P', ykc010: 'Z' }, 'V', stays)).toMatchObject({
      result: { akc190: 'V' },
    })
    expect(read('GS3001', { aac001: 'P', ykc010: 'Y' }, 'V', stays)).toBeNull()
  })
})
