import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../contracts.ts'
import { fromWire } from './envelope.ts'
import { readReply } from './reply.ts'
import { answered, config, gs, MSGID, SITE, sent } from './testkit.ts'

const by = { sign_no: null, opter: '001', opterName: '张三' }
const undo: JsonObject = {
  data: { akb020: SITE.fixmedins_code, orig_code: 'GS3001', orig_sn: MSGID, aac001: 'P' },
}

describe('gs: the message', () => {
  it('is wrapped as the envelope says, under our own msgid', () => {
    const { url, body } = gs().wire(sent('GS5001', undo), by)
    expect(url).toBe('http://127.0.0.1:1/GS5001')
    expect(JSON.parse(body)).toEqual({
      ...{ infno: 'GS5001', msgid: MSGID, akb020: SITE.fixmedins_code, yab003: '510100', aae011: '张三' },
      ...{ inf_time: '2026-03-02 09:00:00', infver: '1.0', sign: '', input: undo },
    })
  })

  it('takes the site’s names, codes, path and numbers, there and back', () => {
    const own = {
      ...{ path: 'api/gs', akb020: '5101001', codes: { GS3001: 'T01', GS5001: 'T99' } },
      ...{ envelope: { infno: 'transCode', infcode: 'code' }, names: { aac001: 'person_no' } },
    }
    const { url, body } = gs(own).wire(sent('GS5001', undo), by)
    const message = JSON.parse(body)
    expect(url).toBe('http://127.0.0.1:1/api/gs')
    expect(message).toMatchObject({ transCode: 'T99', akb020: '5101001' })
    expect(message.input.data).toMatchObject({ orig_code: 'T01', orig_sn: MSGID, person_no: 'P' })
    const reply = readReply(
      answered({ code: 0, refmsgid: 'R1', output: { result: { orig_code: 'T01', person_no: 'P' } } }),
      config(own),
      sent('GS5001', undo),
    )
    expect(reply).toMatchObject({ is: 'ok', output: { result: { orig_code: 'GS3001', aac001: 'P' } } })
    expect(fromWire([{ person_no: 'Q' }], config(own))).toEqual([{ aac001: 'Q' }])
  })

  it('that only calculates is a question', () => {
    const platform = gs()
    expect(platform.kindOf!('GS3015', { data: { js_type: '0' } })).toBe('query')
    expect(platform.kindOf!('GS3015', { data: { js_type: '1' } })).toBeUndefined()
    expect(platform.kindOf!('GS3001', { data: { js_type: '0' } })).toBeUndefined()
  })
})

describe('gs: what is believed', () => {
  const read = (body: unknown, status = 200, infno = 'GS3001', more: object = {}, input = undo) =>
    readReply(answered(body, status), config(), sent(infno, input, more))
  const no = (err_msg: string, infno = 'GS3001', more: object = {}, input = undo) =>
    read({ infcode: -1, err_msg, refmsgid: 'R' }, 200, infno, more, input)

  it('is a readable envelope with a number, and nothing a gateway says', () => {
    expect(read({ infcode: 0, refmsgid: 'R', output: {} }).is).toBe('ok')
    expect(read({ infcode: '1', refmsgid: 'R', output: {} }).is).toBe('ok')
    for (const body of [
      '',
      'null',
      '[]',
      '{}',
      '<html>502</html>',
      '{"infcode":0,"output":{"a":',
      { code: 0, message: 'ok' },
      { infcode: 'OK' },
      { infcode: null },
      { infcode: 0.5 },
      { type: 'error', infcode: -1, message: '网关超时' },
      { infcode: -1, err_msg: '', refmsgid: 'R' },
      { infcode: -1, err_msg: '系统异常，请稍后', refmsgid: 'R' },
    ])
      expect(read(body), JSON.stringify(body)).toMatchObject({ is: 'unknown' })
    expect(read({ infcode: 0, refmsgid: 'R' }, 404).is).toBe('unknown')
    expect(read({ infcode: -1, err_msg: '业务互斥', refmsgid: 'R' }, 502).is).toBe('unknown')
    expect(readReply({ is: 'not_sent', why: '对方没有开放服务' }, config(), sent('GS3001', {})).is).toBe(
      'not_sent',
    )
  })

  it('tells apart what a refusal means', () => {
    expect(no('业务互斥：在别院住院')).toMatchObject({ is: 'refused', sort: 'other' })
    expect(no('交易流水号重复')).toMatchObject({ sort: 'double' })
    expect(no('未查询到该人员')).toMatchObject({ sort: 'absent' })
    expect(no('会话已失效')).toMatchObject({ sort: 'session' })
    expect(no('交易正在处理中，请稍后查询').is).toBe('in_progress')
  })

  it('believes of GS5001 only what names the original, and of a person’s own undo of money not even that', () => {
    const settlement: JsonObject = { data: { ...(undo.data as JsonObject), orig_code: 'GS3015' } }
    const parent = { parent: MSGID }
    expect(no('原交易流水号 1 不存在', 'GS5001', parent, settlement)).toMatchObject({ sort: 'absent' })
    expect(no('原交易流水号 1 不存在', 'GS5001')).toMatchObject({ sort: 'absent' })
    expect(no('原交易流水号 1 不存在', 'GS5001', {}, settlement)).toMatchObject({ sort: 'other' })
    expect(no('个人编码不存在', 'GS5001', parent)).toMatchObject({ sort: 'other' })
    expect(no('机构不存在', 'GS5001', parent, settlement)).toMatchObject({ sort: 'other' })
    expect(no('该交易已回退', 'GS5001', parent)).toMatchObject({ sort: 'double' })
    const asked = { ...parent, kind: 'query' }
    expect(no('该交易已回退', 'GS5001', asked)).toMatchObject({ sort: 'double' })
    expect(no('请勿重复提交', 'GS5001', asked).is).toBe('in_progress')
    expect(no('交易流水号重复', 'GS5001', parent)).toMatchObject({ sort: 'double' })
    expect(no('材料 M1 不存在', 'GS1003')).toMatchObject({ sort: 'absent' })
    expect(no('机构不存在', 'GS1003')).toMatchObject({ sort: 'other' })
  })
})

const line = (yka105: string, akc225: number, akc226: number, yka055: number): JsonObject => ({
  ...{ yka105, akc225, akc226, yka055 },
})
const fees: JsonObject = {
  data: {
    ...{ akc190: 'V', aac001: 'P', nums: 2, yka055: 24 },
    feeinfo: [line('a', 9.8, 3, 29.4), line('b', 5.4, -1, -5.4)],
  },
}
const setlinfo = (more: JsonObject = {}): JsonObject => ({
  setlinfo: {
    ...{ akc190: 'V', yka103: 'S', aac001: 'P', yka055: 24, yka056: 4, yka057: 0, yka111: 20 },
    ...{ yka107: 20, ykh012: 3, hosp_pay: 1, yka110: 'F1', ...more },
  },
})
const settle = (js_type: string): JsonObject => ({
  data: { akc190: 'V', aac001: 'P', js_type, yka055: 24, nums: 2, yka110: 'F1' },
})

describe('gs: an answer that can be booked', () => {
  const why = (infno: string, input: JsonObject, output: unknown, local: JsonObject = {}) => {
    const read = gs().read(sent(infno, input, { local }), output)
    return 'why' in read ? read.why : null
  }
  const rows = (...split: [string, number, number, number][]) => ({
    feeresult: split.map(([yka105, yka056, yka057, yka111]) => ({ yka105, yka056, yka057, yka111 })),
  })

  it('has parts that add up, of the lines that were sent, all of them', () => {
    expect(why('GS3004', fees, rows(['a', 0, 2.4, 27], ['b', -5.4, 0, 0]))).toBeNull()
    expect(why('GS3004', fees, rows(['a', 0, 2.4, 27]))).toContain('缺少部分')
    expect(why('GS3004', fees, rows(['a', 0, 2.4, 27], ['c', 0, 0, 1]))).toContain('没有发送过')
    expect(why('GS3004', fees, rows(['a', 0, 2.5, 27], ['b', -5.4, 0, 0]))).toContain('之和')
    expect(why('GS3004', fees, rows(['a', 0, 2.4, 27], ['a', 0, 2.4, 27]))).toContain('重复')
    expect(why('GS3004', fees, {})).toContain('缺少')
  })

  it('settles what was asked: fund + person + hospital to the fen, of this stay and person', () => {
    expect(why('GS3015', settle('1'), setlinfo())).toBeNull()
    expect(why('GS3015', settle('0'), setlinfo({ yka103: '' }))).toBeNull()
    expect(why('GS3015', settle('1'), setlinfo({ yka103: '' }))).toContain('结算编号')
    expect(why('GS3015', settle('1'), setlinfo({ ykh012: 3.01 }))).toContain('之和')
    expect(why('GS3015', settle('1'), setlinfo({ hosp_pay: null }))).toContain('之和')
    expect(why('GS3015', settle('1'), setlinfo({ yka107: 24, ykh012: -1 }))).toContain('负')
    expect(why('GS3015', settle('1'), setlinfo({ akc190: 'W' }))).toContain('就诊编号')
    expect(why('GS3015', settle('1'), setlinfo({ aac001: 'Q' }))).toContain('个人编码')
    expect(why('GS3015', settle('1'), setlinfo({ yka110: 'F2' }))).toContain('发票号')
    expect(why('GS3015', settle('1'), setlinfo({ yka055: 25, yka107: 21 }))).toContain('总额')
    for (const hollow of [null, {}, [], '{"setlinfo":{"yka103":'])
      expect(why('GS3015', settle('1'), hollow), String(hollow)).not.toBeNull()
  })

  it('takes back what was settled', () => {
    const original = { given: { found: { original: { total: 2400, fund: 2000, cash: 300 } } } }
    const told = { result: { undo_sn: 'U', orig_code: 'GS3001', orig_sn: MSGID, yka055: 24, yka107: 20 } }
    expect(why('GS5001', undo, told, original)).toBeNull()
    expect(why('GS5001', undo, { result: { ...told.result, yka107: 21 } }, original)).toContain('金额')
    expect(why('GS5001', undo, { result: { ...told.result, orig_sn: 'other' } })).toContain('不一致')
  })

  it('a page without its count says nothing', () => {
    expect(why('GS2003', {}, { result: { total: 0 } })).toBeNull()
    expect(why('GS2003', {}, {})).toContain('总条数')
    expect(why('GS2003', {}, { result: { total: 1, setlinfo: [] } })).toContain('没有列出')
  })
})

describe('gs: what may leave', () => {
  const check = gs().checkInput
  const changed = (change: JsonObject): JsonObject => ({ data: { ...(fees.data as JsonObject), ...change } })

  it('price × quantity = amount, nums and total are those of the rows', () => {
    expect(check('GS3004', fees)).toBeNull()
    expect(check('GS3004', changed({ nums: 1 }))).toContain('明细条数')
    expect(check('GS3004', changed({ yka055: 24.01 }))).toContain('各行之和')
    expect(check('GS3004', changed({ feeinfo: [line('a', 9.8, 3, 29.41)] }))).toContain('数量 × 单价')
    const twice = [line('a', 1, 1, 1), line('a', 1, 1, 1)]
    expect(check('GS3004', changed({ feeinfo: twice, yka055: 2 }))).toContain('重复')
    const many = Array.from({ length: 101 }, (_, n) => line(`${n}`, 1, 1, 1))
    expect(check('GS3004', changed({ feeinfo: many, nums: 101, yka055: 101 }))).toContain('100')
    expect(check('GS3108', changed({ nums: 3 }))).toContain('明细条数')
  })

  it('a clearing is the sum of its list, and no settlement twice', () => {
    const one = (yka103: string, aac001: string) => ({ yka103, aac001, yka055: 10, yka107: 8 })
    const of = (more: JsonObject = {}): JsonObject => ({
      data: {
        ...{ yzz063: 2, ake096: 2, ake098: 2, yka055: 20, yka107: 16, ...more },
        setllist: [one('S1', 'P1'), one((more.second as string) ?? 'S2', 'P2')],
      },
    })
    expect(check('GS3201', of())).toBeNull()
    expect(check('GS3201', of({ yzz063: 3 }))).toContain('申请笔数')
    expect(check('GS3201', of({ ake096: 1 }))).toContain('人数')
    expect(check('GS3201', of({ yka107: 15 }))).toContain('工伤基金')
    expect(check('GS3201', of({ second: 'S1' }))).toContain('重复')
  })

  it('record, plan, discharge, application and materials keep their rules', () => {
    const page = (sum: number, main: string): JsonObject => ({
      ...{ baseinfo: { yka055: 10 }, feesum: [{ fee_amt: sum }] },
      diseinfo: [{ diag_type: '1' }, { diag_type: main }],
    })
    expect(check('GS3010', page(10, '2'))).toBeNull()
    expect(check('GS3010', page(9, '2'))).toContain('合计')
    expect(check('GS3010', page(10, '1'))).toContain('主要诊断')
    expect(check('GS3008', { data: { diseinfo: [{ injury_flag: '0' }] } })).toContain('工伤有关')
    expect(check('GS3106', { data: { yae170: '2026-03-02', yae171: '2026-03-01' } })).toContain('早于')
    expect(check('GS3402', { data: { plan_amt: 6, planitem: [{ akc225: 2, item_times: 3 }] } })).toBeNull()
    expect(check('GS3402', { data: { plan_amt: 5, planitem: [{ yka055: 6 }] } })).toContain('预计费用')
    const files = Array.from({ length: 11 }, (_, xh) => ({ xh }))
    expect(check('GS1002', { data: { matinfo: files } })).toContain('10')
  })

  it('what takes a message back in doubt keeps the contract of GS5001', () => {
    const book = openContracts({ family: 'gs' })
    const list = [{ aac001: 'P9' }]
    for (const [infno, data] of [
      ['GS3001', { aac001: 'P', yab003: '510100' }],
      ['GS3004', { aac001: 'P', yab003: '510100', akc190: 'V' }],
      ['GS3201', { yab003: '510100', setllist: list }],
    ] as [string, JsonObject][]) {
      const input = gs().life(infno).undo!.input(sent(infno, { data }))
      expect(validate(book.get('GS5001'), 'input', input, { dict: book.dict })).toEqual([])
      expect(input.data).toMatchObject({ orig_code: infno, orig_sn: MSGID })
    }
  })
})
