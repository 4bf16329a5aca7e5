import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { datetime } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { SCHEMA_INJURY } from '../injury/schema.ts'
import { Refusal } from '../injury/wing.ts'
import { openLedger } from '../ledger.ts'
import { keysOf, openGyWing, SCHEMA_GY } from './index.ts'

const NOW = Date.parse('2026-03-02T09:00:00')
const book = openContracts({ family: 'gy' })
const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

function platform() {
  const store = openLedger(':memory:', `${SCHEMA_INJURY}\n${SCHEMA_GY}`)
  open.push(store)
  let at_ms = NOW
  const wing = openGyWing({ store, repeat: 'replay', now: () => at_ms }, keysOf(store))
  let serial = 0
  /** Every answer is held against its contract. */
  const ask = (code: string, input: JsonObject, id = `T${++serial}`): JsonObject => {
    const opened = { code, id, input, head: {}, write: () => ({ status: 200, type: '', body: '' }) }
    const output = store.atomically(() => wing.act(opened, at_ms)) as JsonObject
    expect(validate(book.get(code), 'output', output, { dict: book.dict })).toEqual([])
    return output
  }
  const no = (code: string, input: JsonObject) => {
    try {
      ask(code, input)
    } catch (error) {
      if (error instanceof Refusal) return `${error.code}: ${error.message}`
      throw error
    }
    return null
  }
  const page = (code: string, over: JsonObject = {}) => {
    const id = `T${++serial}`
    const data = node(ask(code, { data: { max_num: 500, ...over } }, id), 'data')!
    return { id, list: rows(data, 'list'), more: data.has_more }
  }
  const confirm = (dl: string, list: JsonObject[]) => {
    const input = list.map(({ uniq_id = '' }, i) => ({
      row_no: i + 1,
      dl_transno: dl,
      uniq_id,
      dl_time: datetime(NOW),
    }))
    return rows(ask('GYU008', { list: input }), 'list').map((row) => row.result_code)
  }
  const one = (code: string, row: JsonObject): JsonObject =>
    rows(ask(code, { list: [{ row_no: 1, ...row }] }), 'list')[0]!
  const pass = (ms: number) => {
    at_ms += ms
  }
  return { store, ask, no, page, confirm, one, pass }
}

const SONG = people.find(({ psn_name }) => psn_name === '宋远方')!

describe('the exchange', () => {
  it('hands out pages of 500, none while something is unconfirmed, and each row once', () => {
    const { no, page, confirm } = platform()
    const seen = new Set<unknown>()
    for (let more: unknown = '1'; more === '1'; ) {
      const got = page('GYD006')
      more = got.more
      expect(no('GYD006', { data: { max_num: 500 } })).toContain('3001')
      for (const { uniq_id } of got.list) seen.add(uniq_id)
      expect(new Set(confirm('GYD006', got.list))).toEqual(new Set(['1']))
      expect(new Set(confirm('GYD006', got.list.slice(0, 3)))).toEqual(new Set(['0']))
    }
    expect(seen.size).toBeGreaterThanOrEqual(1_200)
    expect(page('GYD006').list).toEqual([])
  })

  it('lists what is unconfirmed, and gives it out again when asked for it, confirmed or not', () => {
    const { ask, no, page, confirm } = platform()
    const first = page('GYD001', { max_num: 3 })
    const open = () => node(ask('GYD008', { data: { dl_transno: 'GYD001', max_num: 500 } }), 'data')!
    expect(open()).toMatchObject({ total: 3, list: [{ dl_transid: first.id }, {}, {}] })
    const again = (otransid: string) => ({
      data: { otransno: 'GYD001', otransid, undo_rea: '丢失', aae011: '某', aae036: datetime(NOW) },
    })
    ask('GYR005', again(first.id))
    expect(open()).toMatchObject({ total: 0 })
    const second = page('GYD001', { max_num: 3 })
    expect(second.list).toEqual(first.list)
    confirm('GYD001', second.list)
    ask('GYR005', again(second.id))
    expect(page('GYD001', { max_num: 3 }).list).toEqual(first.list)
    expect(no('GYR005', again('never'))).toContain('2003')
    // an unconfirmed download of one code holds up no other
    expect(page('GYD009').list.length).toBeGreaterThan(0)
  })

  it('brings stays of another province: admission, lines, settlement, deductions, undoings, month-end', () => {
    const { page } = platform()
    const admissions = page('GYD101').list
    expect(admissions.length).toBeGreaterThan(10)
    const { akb020, akc190 } = admissions[0]!
    const lines = page('GYD102', { akb020: akb020!, akc190: akc190! }).list
    const setl = page('GYD103').list.find((row) => row.akc190 === akc190)!
    expect(lines).toHaveLength(Number(setl.det_num))
    const cents = (name: string) => lines.reduce((all, row) => all + Math.round(Number(row[name]) * 100), 0)
    expect(cents('akc227')).toBe(Math.round(Number(setl.akc264) * 100))
    expect(cents('akb068')).toBe(Math.round(Number(setl.akb068) * 100))
    for (const code of ['GYD003', 'GYD004', 'GYD403', 'GYD404'])
      expect(page(code).list.length).toBeGreaterThan(0)
  })

  it('tells by GYD053 what became of a message: done with its answer, refused, never seen', () => {
    const { ask } = platform()
    const history = (otransno: string, otransid: string) =>
      node(ask('GYD053', { data: { otransno, otransid } }), 'data')!
    const answer = ask('GYD006', { data: { max_num: 2 } }, 'MINE')
    const said = history('GYD006', 'MINE')
    expect(said.ostate).toBe('02')
    expect(JSON.parse(String(said.obiz_data))).toEqual(answer)
    expect(history('GYD006', 'NEVER').ostate).toBe('00')
  })
})

describe('the rules of filings', () => {
  const person = { aac002: SONG.certno, aac003: '宋远方' }
  const change = (over: JsonObject): JsonObject => ({
    ...{ yzz014: 'GYBA00000001', ...person, change_rea: '申请', change_time: datetime(NOW), aae011: '某' },
    ...over,
  })

  it('one valid filing a person and kind of institution; an invalid one never becomes valid again', () => {
    const { one, page } = platform()
    const paper = one('GYU002', {
      ...{ biz_code: 'GYU006', mat_type: '01', file_name: 'a.pdf', file_type: 'pdf', file_size: 9 },
      ...{ file_data: Buffer.from('%PDF-1.4\n').toString('base64') },
      file_hash: '0'.repeat(64),
    })
    expect(paper).toMatchObject({ result_code: '0', err_msg: expect.stringContaining('摘要') })
    const local = (over: JsonObject): JsonObject => ({
      ...{ yzz014: 'NEW1', filing_channel: '2', ...person, aac004: '1', aac043: '01', aac044: SONG.certno },
      ...{ filing_type: '01', inst_type: '1', aab301: '440300', aab299: '510100', aae030: '2026-03-01' },
      ...{ chk_time: datetime(NOW), chk_org: '社保', chk_oper: '某', filing_state: '1' },
      injurylist: [
        { xh: 1, alc011: 'A1', alc020: '2025-01-01', alc022: '手', alc029: '1', alc031: '2025-02-01' },
      ],
      filelist: [{ file_id: 'GYSQ00000001-01', mat_type: '01' }],
      ...over,
    })
    expect(one('GYU006', local({})).err_msg).toContain('已有有效备案 GYBA00000001')
    const end = change({ change_type: '04', filing_state: '0' })
    expect(one('GYU007', end).result_code).toBe('1')
    const back = change({ change_type: '02', filing_state: '1', aae031: '2027-01-01' })
    expect(one('GYU007', back).err_msg).toContain('已失效')
    expect(page('GYD006').list[0]).toMatchObject({ yzz014: 'GYBA00000001', filing_state: '0' })
  })

  it('the place may change while it is valid, and the new place counts at once', () => {
    const { one, ask } = platform()
    const to = (old_aab299: string) =>
      one('GYU007', change({ change_type: '01', filing_state: '1', old_aab299, aab299: '530100' }))
    expect(to('110100').err_msg).toContain('原就医地')
    expect(to('510100').result_code).toBe('1')
    const verify = ask('GYD051', {
      data: {
        ...{ scene: '01', inst_type: '1', akb020: 'H1', aab299: '510100', biz_time: datetime(NOW) },
        aac002: SONG.certno,
      },
    })
    expect(node(verify, 'data')).toMatchObject({ verify_result: '0' })
  })

  it('an application is judged once, a refusal with its reason', () => {
    const { one, page } = platform()
    const [apply] = page('GYD001', { max_num: 1 }).list
    const { appy_id = '', aac002 = '', aac003 = '' } = apply!
    const judge = (over: JsonObject) =>
      one('GYU001', {
        ...{ appy_id, aac002, aac003, chk_time: datetime(NOW), chk_org: '社保', chk_oper: '某', ...over },
      })
    const yes = { chk_result: '1', yzz014: 'OK1', aae030: '2026-03-01' }
    expect(judge(yes).result_code).toBe('1')
    expect(judge({ chk_result: '2', chk_opnn: '不同意' }).err_msg).toContain('已审核')
  })
})

describe('a stay and its money', () => {
  const stay = { akb020: 'H1', akc190: 'Z1', aac002: SONG.certno }
  const visit = { ...stay, aac003: '宋远方' }
  const head: JsonObject = {
    ...{
      ...visit,
      yzz014: 'GYBA00000001',
      inst_type: '1',
      akb021: '医院',
      aab299: '510100',
      aab301: '440300',
    },
    ...{ alc011: '深人社认字〔2025〕第100231号', akc192: datetime(NOW), aae011: '某', aae036: datetime(NOW) },
    diaglist: [{ xh: 1, diag_type: '1', diag_code: 'S82.201', diag_name: '骨折', injury_flag: '1' }],
  }
  const money = { akc264: 30, akb068: 20, akb067: 10 }
  const undo = { undo_rea: '录入有误', undo_oper: '某', undo_time: datetime(NOW) }
  const settlement: JsonObject = {
    ...{
      ...head,
      ...money,
      akc194: datetime(NOW),
      akc195: '1',
      akc196: 'S82.201',
      akc185: '骨折',
      akb063: 1,
    },
    ...{ ykc618: 'S1', setl_kind: '1', setl_time: datetime(NOW), det_num: 2 },
    feesum: [{ aka063: '09', akc227: 30, akb068: 20, akb067: 10 }],
  }

  function settled() {
    const p = platform()
    const admit = p.one('GYU101', {
      ...{ ...head, aac043: '01', aac044: SONG.certno, akc191: '7', akc193: 'S82.201', akc050: '骨折' },
      ...{ akf001: '骨科', ake022: '医生', cert_way: '3' },
    })
    expect(admit).toMatchObject({ result_code: '1', ykc700: expect.stringMatching(/^GYJ/) })
    const line = (n: number, own: number): JsonObject => ({
      ...{ ...stay, ykc610: String(n), akc221: datetime(NOW), aka063: '09', ake001: 'A', ake002: '药' },
      ...{ ake005: 'B', ake006: '药', akc225: 15, akc226: 1, akc227: 15, akb068: 15 - own, akb067: own },
      ...(own > 0 ? { marktype: '1' } : {}),
    })
    expect(p.one('GYU102', line(1, 10)).result_code).toBe('1')
    expect(p.one('GYU102', line(2, 0)).result_code).toBe('1')
    expect(p.one('GYU102', line(2, 0)).err_msg).toContain('重复')
    expect(p.one('GYU103', settlement).err_msg).toContain('没有通过人员备案信息核验')
    p.ask('GYD051', {
      data: { ...visit, scene: '02', inst_type: '1', aab299: '510100', biz_time: datetime(NOW) },
    })
    expect(p.one('GYU103', { ...settlement, det_num: 1 }).err_msg).toContain('条数')
    expect(p.one('GYU103', settlement).result_code).toBe('1')
    return p
  }

  it('takes the whole stay along when its settlement is taken back, and lets it come anew', () => {
    const { ask, no, page, one } = settled()
    expect(no('GYR001', { data: { ...visit, ...undo } })).toContain('已结算')
    const back = { data: { ...visit, inst_type: '1', ykc618: 'S1', ...undo } }
    expect(node(ask('GYR003', back), 'data')).toMatchObject({ ykc618: 'S1' })
    expect(no('GYR003', back)).toContain('不存在或已撤销')
    expect(page('GYD102', { akb020: 'H1', akc190: 'Z1' }).list).toEqual([])
    expect(page('GYD403', { akb020: 'H1' }).list).toMatchObject([{ ...money, ykc618: 'S1' }])
    expect(one('GYU103', settlement).err_msg).toContain('没有入院登记')
  })

  it('deductions stay within what the fund paid; one month-end a month; its clearing comes by itself', () => {
    const { one, page, pass } = settled()
    const kk = (kk_sn: string, kk_amt: number): JsonObject => ({
      ...{ ...visit, kk_sn, kk_amt, inst_type: '1', ykc618: 'S1', akb068: 20, kk_rea: '超量' },
      ...{ kk_time: datetime(NOW), chk_org: '社保', chk_oper: '某' },
    })
    expect(one('GYU004', kk('K1', 15)).result_code).toBe('1')
    expect(one('GYU004', kk('K2', 6)).err_msg).toContain('超过')
    const undone = one('GYR004', { kk_sn: 'K1', akb020: 'H1', ykc618: 'S1', ...undo })
    expect(undone).toMatchObject({ result_code: '1' })
    expect(one('GYU004', kk('K2', 6)).result_code).toBe('1')
    const none = { undo_num: 0, undo_amt: 0, kkundo_num: 0, kkundo_amt: 0 }
    const month: JsonObject = {
      ...{ yzz062: 'Y1', inst_type: '1', akb020: 'H1', akb021: '医院', aab299: '510100', yzz060: '2026' },
      ...{ yzz061: '03', ake098: 1, ...money, ...none, kk_num: 1, kk_sum: 6, net_amt: 14 },
      ...{ aae011: '某', aae036: datetime(NOW) },
      setllist: [{ ykc618: 'S1', akc190: 'Z1', aab301: '440300', ...money }],
      kklist: [{ kk_sn: 'K2', ykc618: 'S1', kk_amt: 6 }],
    }
    expect(one('GYU003', { ...month, net_amt: 20 }).err_msg).toContain('不平')
    expect(one('GYU003', month).result_code).toBe('1')
    expect(one('GYU003', { ...month, yzz062: 'Y2' }).err_msg).toContain('每月仅一次')
    expect(page('GYD005').list).toEqual([])
    pass(5_000)
    expect(page('GYD005').list).toMatchObject([
      { qf_period: '202603', qf_num: 1, qf_amt: 14, detlist: [{ ykc618: 'S1', kk_amt: 6, qf_amt: 14 }] },
    ])
  })
})
