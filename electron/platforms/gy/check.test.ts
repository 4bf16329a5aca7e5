import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Reply } from '../port.ts'
import { checkInput } from './check.ts'
import { gyConfig } from './config.ts'
import { lives } from './life.ts'

const row = (over: JsonObject = {}): JsonObject => ({
  ...{ row_no: 1, akc190: 'Z1', ykc610: '1', akc225: 12.5, akc226: 3, akc227: 37.5, akb068: 37.5, akb067: 0 },
  ...over,
})
const first = (code: string, over: JsonObject) => checkInput(code, { list: [over] })

describe('what may not leave', () => {
  it('a line: price × quantity = amount = fund + self, nothing below 0, a reason for the patient’s part', () => {
    const fee = (over: JsonObject) => first('GYU102', row(over))
    expect(fee({})).toBeNull()
    expect(fee({ akc227: 37.51, akb068: 37.51 })).toBe('费用明细第 1 行 金额不等于单价 × 数量')
    expect(fee({ akb068: 30 })).toContain('之和不等于金额')
    expect(fee({ akb068: 30, akb067: 7.5 })).toContain('自付原因')
    expect(fee({ akb068: 30, akb067: 7.5, marktype: '1' })).toBeNull()
    expect(fee({ akc226: -3, akc227: -37.5, akb068: -37.5 })).toContain('不能小于 0')
    // half a cent is rounded up
    expect(fee({ akc225: 0.333, akc226: 1.5, akc227: 0.5, akb068: 0.5 })).toBeNull()
    expect(checkInput('GYU102', { list: [row(), row({ row_no: 2 })] })).toContain('第 2 行 费用明细序号重复')
    expect(checkInput('GYU102', { list: [row(), row({ ykc610: '2' })] })).toBe('行号重复')
    const many = Array.from({ length: 501 }, (_, i) => row({ row_no: i + 1, ykc610: String(i) }))
    expect(checkInput('GYU102', { list: many })).toBe('一次最多上传 500 条')
    expect(checkInput('GYU002', { list: many.slice(0, 11) })).toBe('一次最多上传 10 个附件')
  })

  it('a settlement whose parts do not make it, or that leaves before it came', () => {
    const setl = (over: JsonObject) =>
      first('GYU103', {
        ...{ row_no: 1, akc192: '2026-03-01 08:00:00', akc194: '2026-03-02 08:00:00', det_num: 2 },
        ...{ akc264: 50, akb068: 40, akb067: 10 },
        feesum: [
          { aka063: '01', akc227: 30, akb068: 20, akb067: 10 },
          { aka063: '09', akc227: 20, akb068: 20, akb067: 0 },
        ],
        ...over,
      })
    expect(setl({})).toBeNull()
    expect(setl({ akb068: 41 })).toContain('不等于结算总金额')
    expect(setl({ akc264: 51, akb068: 41 })).toContain('费用分类汇总')
    expect(setl({ det_num: 0 })).toContain('没有费用明细')
    expect(setl({ akc194: '2026-02-28 08:00:00' })).toContain('早于入院时间')
  })

  it('a device, a deduction, a month-end, a filing and a change that break their rules', () => {
    const device = { row_no: 1, inst_type: '3', det_num: 1, akc264: 37.5, akb068: 37.5, akb067: 0 }
    expect(first('GYU303', { ...device, devlist: [row()] })).toBeNull()
    expect(first('GYU303', { ...device, inst_type: '1', devlist: [row()] })).toContain('辅助器具配置机构')
    expect(first('GYU303', { ...device, devlist: [row(), row()] })).toContain('条数')
    const kk = { row_no: 1, akb068: 40, kk_amt: 5 }
    expect(first('GYU004', kk)).toBeNull()
    expect(first('GYU004', { ...kk, kk_amt: 0 })).toContain('必须大于 0')
    expect(first('GYU004', { ...kk, kk_amt: 40.01 })).toContain('不能超过')
    expect(first('GYU004', { ...kk, detlist: [{ kk_amt: 4 }] })).toContain('扣款明细之和')
    const month = {
      ...{
        row_no: 1,
        ake098: 1,
        akc264: 50,
        akb068: 40,
        akb067: 10,
        undo_num: 1,
        undo_amt: 8,
        kk_num: 0,
        kk_sum: 0,
      },
      ...{ kkundo_num: 0, kkundo_amt: 0, net_amt: 32, undolist: [{ akb068: 8 }] },
      setllist: [{ akc264: 50, akb068: 40, akb067: 10 }],
    }
    expect(first('GYU003', month)).toBeNull()
    expect(first('GYU003', { ...month, net_amt: 40 })).toContain('月结应付金额')
    expect(first('GYU003', { ...month, undo_num: 0 })).toContain('结算撤销冲减')
    expect(first('GYU003', { ...month, ake098: 0, setllist: [] })).toContain('月结人次')
    expect(first('GYU001', { row_no: 1, chk_result: '2' })).toContain('审核意见')
    expect(first('GYU006', { row_no: 1, filing_state: '0' })).toContain('必须是有效的')
    expect(first('GYU007', { row_no: 1, change_type: '04', filing_state: '1' })).toContain('应为无效')
    expect(first('GYU007', { row_no: 1, change_type: '02', filing_state: '0' })).toContain('应为有效')
    expect(
      first('GYU006', { row_no: 1, filing_state: '1', aae030: '2026-03-02', aae031: '2026-03-01' }),
    ).toContain('结束日期早于')
    expect(checkInput('GYD051', { data: { scene: '01' } })).toContain('至少要有一种')
    expect(checkInput('GYD006', { data: { max_num: 501 } })).toContain('1 到 500')
  })
})

describe('what GYD053 says of a message in doubt', () => {
  const config = gyConfig.parse({
    ...{ baseUrl: 'http://x/gy', sender: '510000', aab299: '510100', keyRef: 'k' },
    platformKey: `04${'1'.repeat(128)}`,
  })
  const sent = (infno: string, of: JsonObject = {}): Txn =>
    ({
      ...{ infno, msgid: 'M1', opterName: '张三', createdAt: Date.parse('2026-03-02T09:00:00') },
      input: { list: [{ row_no: 1, akb020: 'H1', akc190: 'Z1', aac002: 'P', aac003: '某', ...of }] },
    }) as unknown as Txn
  const ask = (infno: string) => lives(config)(infno).ask!
  const said = (data: JsonObject): Reply => ({
    ...{ is: 'ok', refmsgid: null, warning: null },
    output: { data: { otransno: 'GYU103', otransid: 'M1', otime: datetime(0), ...data } },
  })
  const judge = (data: JsonObject, infno = 'GYU103') => ask(infno).judge(sent(infno), said(data))
  const answer = (result_code: string, err_msg = '') =>
    JSON.stringify({ list: [{ row_no: 1, result_code, err_msg }] })

  it('asks by our own serial and believes the state that the platform keeps', () => {
    const how = ask('GYU103')
    expect(how).toMatchObject({ by: 'query', infno: 'GYD053' })
    expect(how.by === 'query' && how.input(sent('GYU103'))).toEqual({
      data: { otransno: 'GYU103', otransid: 'M1' },
    })
    expect(judge({ ostate: '02', obiz_data: answer('1') })).toMatchObject({ v: 'yes' })
    expect(judge({ ostate: '02', obiz_data: answer('0', '明细总额不符') })).toEqual({ v: 'no' })
    expect(judge({ ostate: '02' })).toMatchObject({ v: 'cannot' })
    expect(judge({ ostate: '01' })).toMatchObject({ v: 'not_yet' })
    expect(judge({ ostate: '00' })).toEqual({ v: 'no' })
    expect(judge({ ostate: '03', err_msg: '备案不在有效期' })).toEqual({ v: 'no' })
    expect(judge({ ostate: '99' })).toMatchObject({ v: 'cannot' })
  })

  it('does not take for a no that the stay is settled, or our number used: an earlier message came after all', () => {
    for (const err_msg of ['住院号 Z1 已结算', '结算业务号 Z1-1 重复'])
      expect(judge({ ostate: '02', obiz_data: answer('0', err_msg) })).toMatchObject({ v: 'cannot' })
    expect(judge({ ostate: '02', obiz_data: answer('0', '住院号 Z1 重复') }, 'GYU101')).toEqual({ v: 'no' })
  })

  it('asks on where GYD053 is refused and nothing can be undone; that lines are there already is a no of these', () => {
    const refused: Reply = { is: 'refused', code: '2003', message: '查询过于频繁', sort: 'other' }
    const heard = (infno: string) => ask(infno).judge(sent(infno), refused)
    for (const infno of ['GYU102', 'GYU103', 'GYR003']) expect(heard(infno)).toMatchObject({ v: 'not_yet' })
    for (const infno of ['GYU101', 'GYU303']) expect(heard(infno)).toMatchObject({ v: 'cannot' })
    expect(judge({ ostate: '03', err_msg: '费用明细流水号 7 重复' }, 'GYU102')).toEqual({ v: 'no' })
  })

  it('undoes only what takes no more along than the message brought', () => {
    const life = lives(config)
    expect(life('GYU101').undo).toMatchObject({ infno: 'GYR002' })
    expect(life('GYU303').undo).toMatchObject({ infno: 'GYR003' })
    expect(life('GYU004').undo).toMatchObject({ infno: 'GYR004' })
    expect(life('GYU102').undo).toBeNull()
    expect(life('GYU103').undo).toBeNull()
    const undone = life('GYU101').undo!.input(sent('GYU101'))
    expect(undone).toMatchObject({ data: { akb020: 'H1', akc190: 'Z1', aac002: 'P', aac003: '某' } })
    expect(life('GYD006').ask).toBeNull()
    for (const code of [
      'GYU001',
      'GYU002',
      'GYU003',
      'GYU006',
      'GYU007',
      'GYU008',
      'GYU009',
      'GYR004',
      'GYR005',
    ])
      expect(life(code).ask).toMatchObject({ infno: 'GYD053' })
  })

  it('books a settlement from the person’s list only where number, stay and amounts are those that were sent', () => {
    const of = { ykc618: 'S1', akc264: 50, akb068: 40, akb067: 10 }
    const record = lives(config)('GYU103').record!
    const listed = (over: JsonObject): JsonObject => ({
      data: { total: 1, list: [{ akb020: 'H1', akc190: 'Z1', ...of, setl_state: '1', ...over }] },
    })
    const read = (over: JsonObject, number = 'S1') => record.read(sent('GYU103', of), number, listed(over))
    expect(read({})).toEqual({ list: [{ row_no: 1, result_code: '1' }] })
    expect(read({ setl_state: '2' })).toBeNull()
    expect(read({ akb068: 41 })).toBeNull()
    expect(read({}, 'S2')).toBeNull()
  })
})
