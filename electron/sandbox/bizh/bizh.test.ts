import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { element, parseXml, type XmlElement } from '../../../shared/xml.ts'
import { buildInjury } from '../injury/centre.ts'

/** The platform by its own wire: what goes in and out is XML. */
const PATH = '/hygeia_esb_sj/api/call.action'
const AKB020 = 'H51010400001'
const certnoOf = (name: string) => people.find((p) => p.psn_name === name)!.certno
const aac001Of = (name: string) => `44${certnoOf(name).slice(6, 17)}`

let clock: { now: number }
let far: ReturnType<typeof buildInjury>
let session: string
beforeEach(() => {
  clock = { now: new Date(2026, 2, 2, 9).getTime() }
  far = buildInjury({ now: () => clock.now })
  session = login()
})

function post(body: string, path = PATH): string {
  const { reply } = far.exchange('bizh', { path, headers: {}, body: Buffer.from(body) })
  return reply === 'drop' ? 'drop' : String(reply.body)
}
type Fields = Record<string, string | Record<string, string>[]>
const xml = (fields: Fields): string[] =>
  Object.entries(fields).map(([name, value]) =>
    element(name, typeof value === 'string' ? value : value.map((row) => element('row', xml(row)))),
  )
interface Said {
  code: string
  message: string
  aaz218?: string
  session_id?: string
  rows(name: string): JsonObject[]
}
/** code and message, and the answer as plain text by name; data sets as rows. */
function call(function_id: string, fields: Fields, session_id: string | null = session): Said {
  const head = { function_id, ...(session_id === null ? {} : { session_id }) }
  const root = parseXml(post(element('program', xml({ ...head, ...fields }))))
  const of = (name: string) => root.children.find((one) => one.name === name)
  const rows = (name: string): JsonObject[] => (of(name)?.children ?? []).map(plain)
  return { code: of('return_code')!.text, message: of('return_code_message')!.text, ...plain(root), rows }
}
const plain = ({ children }: XmlElement): JsonObject =>
  Object.fromEntries(children.map(({ name, text }) => [name, text]))

function login(): string {
  const { code, session_id } = call('sys0001', { userid: 'u', password: 'sandbox' }, null)
  expect(code).toBe('1')
  return String(session_id)
}

const ok = (answer: { code: string; message: string }) => expect(answer).toMatchObject({ code: '1' })
const refused = (answer: { code: string; message: string }, words: string) => {
  expect(answer.code).toBe('-1')
  expect(answer.message).toContain(words)
}
const BY = { bka014: '1', bka015: '甲' }
const PLACE = { bka019: 'K', bka020: '骨科', bka021: 'B', bka022: '骨科病区' }
const LINE = {
  ake005: 'YP0001',
  ake006: '药',
  bka051: '20260302',
  bka056: '9.8',
  bka057: '2',
  bka058: '19.6',
}

const register = (name = '李国强', more: Fields = {}) =>
  call('bizh110104', {
    ...{ akb020: AKB020, aac001: aac001Of(name), aka130: '41', bka006: '410', bka017: '20260302', ...BY },
    ...{ bka019: 'K', bka020: '骨科', bka026: 'S61.900', bka025: 'M1', bka893: '1', ...more },
  })
const admit = (name = '李国强', more: Fields = {}) =>
  call('bizh120103', {
    ...{ akb020: AKB020, aac001: aac001Of(name), aka130: '42', bka006: '420', bka017: '20260301', ...BY },
    ...{ ...PLACE, bka026: 'S61.900', bka025: 'Z1', ...more },
  })
const charge = (aaz218: string, feeinfo: Record<string, string>[], bka893 = '1') =>
  call('bizh110105', { akb020: AKB020, aaz218, ...BY, bka893, feeinfo })
const listed = (aaz218: string, bka001: string) =>
  call('bizh110103', { bka895: 'aaz218', bka896: aaz218, akb020: AKB020, bka006: '410', bka001 })
const stay = (code: string, aaz218: string, more: Fields = {}) =>
  call(code, { akb020: AKB020, aaz218, ...more })
const save = (aaz218: string, ...lines: Record<string, string>[]) =>
  stay('bizh120002', aaz218, {
    feeinfo: lines.map((line) => ({ ...LINE, bka063: '1', bka064: '甲', ...line })),
  })
const leave = (aaz218: string, bka032 = '20260302') =>
  stay('bizh120105', aaz218, {
    ...{ bka032, bka033: '1', bka034: '甲', bkf002: '1', bkf003: '3', bkf004: '01', bka031: 'S61.900' },
    bka006: '420',
  })
const settle = (aaz218: string) => stay('bizh120106', aaz218, { bka046: '1', bka047: '甲' })

describe('the door', () => {
  it('wants a session of today, and takes none from yesterday or after it forgot', () => {
    const ask = (id: string | null) => call('bizh120205', { akb020: AKB020 }, id)
    ok(ask(session))
    expect(ask('x')).toMatchObject({ code: '-9' })
    expect(ask(null)).toMatchObject({ code: '-9' })
    clock.now = new Date(2026, 2, 2, 23, 59, 59).getTime()
    ok(ask(session))
    clock.now += 1000
    expect(ask(session)).toMatchObject({ code: '-9' })
    const next = login()
    ok(ask(next))
    far.view.expire()
    expect(ask(next)).toMatchObject({ code: '-9' })
    refused(call('sys0001', { userid: 'u', password: 'x' }, null), '密码错误')
  })

  it('refuses what is no message of its contract', () => {
    expect(post('<program>')).toContain('报文不是有效的 XML')
    expect(post('<!DOCTYPE a [<!ENTITY b "c">]><program><function_id>&b;</function_id></program>')).toContain(
      '不接受文档类型声明',
    )
    expect(post('<program><akb020>1</akb020></program>')).toContain('缺少 function_id')
    refused(call('bizh999999', {}), '未开通')
    refused(register('李国强', { bka017: '2026-03-02x' }), '业务开始日期')
    refused(register('李国强', { what: '1' }), 'what')
    refused(register('李国强', { bka025: 'M'.repeat(21) }), '最多')
  })
})

describe('who', () => {
  const who = (name: string, code = 'bizh110001') =>
    call(code, {
      ...{ bka895: 'aac002', bka896: certnoOf(name), akb020: AKB020 },
      ...(code === 'bizh110001' ? { bka006: '410' } : { bka006: '420', aka130: '42', bka017: '20260302' }),
    })

  it('is told with injuries and fund', () => {
    expect(who('陈刚').rows('injuryorbirthinfo')).toHaveLength(2)
    expect(who('周建国').rows('injuryorbirthinfo')).toEqual([])
    expect(who('王芳').rows('freezeinfo')).toMatchObject([{ aac031: '1' }])
    expect(who('李国强').rows('personinfo')).toMatchObject([{ aac003: '李国强', aac006: '19781102' }])
    refused(who('刘洋'), '未查询到')
    refused(who('赵敏', 'bizh120001'), '业务互斥')
  })

  it('may be treated only on an injury that holds, by a fund that pays, and at one place', () => {
    refused(register('陈刚'), '请指明工伤凭证号')
    ok(register('陈刚', { bka042: `GS${aac001Of('陈刚').slice(-9)}2` }))
    refused(register('李国强', { bka042: 'GS1' }), '与参保人不符')
    refused(register('张伟'), '不在有效期内')
    refused(register('周建国'), '没有工伤认定')
    refused(register('王芳'), '已冻结')
    refused(register('赵敏'), '业务互斥')
    ok(admit())
    refused(admit('李国强', { bka025: 'Z2' }), '不能重复登记')
    refused(admit('李国强', { akb020: 'H2', bka025: 'Z2' }), '业务互斥')
    ok(register())
  })

  it('has accumulations of this year and a fund month by month', () => {
    const { aaz218 } = register()
    ok(charge(String(aaz218), [LINE]))
    const about = { akb020: AKB020, aac001: aac001Of('李国强'), aae140: '410' }
    const year = (aae001: string) =>
      call('bizh410004', { ...about, baa027: '440600', aae001 }).rows('accuminfo')
    expect(year('2026')).toMatchObject([{ akc264: '19.60' }])
    expect(year('2025')).toMatchObject([{ akc264: '0.00' }])
    const months = call('bizh410005', { ...about, bka977: '1', aae030: '20251201', aae031: '20260205' })
    expect(months.rows('fundstatus').map(({ aae003 }) => aae003)).toEqual(['202512', '202601', '202602'])
  })
})

describe('a visit', () => {
  it('is charged in batches, and each goes back whole, by the serials that it was listed with', () => {
    const { aaz218 } = register() as { aaz218: string }
    refused(register(), '不能重复登记')
    const tried = charge(aaz218, [LINE], '0').rows('payinfo')
    expect(far.view.effective()).toEqual([])
    const [first] = charge(aaz218, [LINE, { ...LINE, bka061: '1' }]).rows('payinfo')
    expect(tried[0]).toMatchObject({ akc264: '19.60', bka001: '1' })
    expect(first).toMatchObject({ bka001: '1', akc264: '39.20', bka832: '19.60', bka831: '19.60' })
    ok(charge(aaz218, [LINE]))
    refused(listed(aaz218, '3'), '未查询到')
    const lines = listed(aaz218, '1').rows('feeinfo') as Record<string, string>[]
    const back = lines.map(({ bka001, ...line }) => ({ ...line, bka057: '-2', bka058: '-19.6' }))
    refused(charge(aaz218, back.slice(0, 1)), '全部费用')
    refused(charge(aaz218, [back[0]!, LINE]), '一次只能')
    refused(charge(aaz218, [{ ...back[0]!, aaz213: '9999' }]), '有误')
    refused(call('bizh110106', { akb020: AKB020, aaz218, ...BY }), '请先退费')
    expect(charge(aaz218, back).rows('payinfo')).toMatchObject([{ bka001: '3', akc264: '-39.20' }])
    refused(charge(aaz218, back), '不能重复退费')
    refused(listed(aaz218, '1'), '不能重复退费')
    expect(listed(aaz218, '0').rows('feeinfo')).toHaveLength(5)
    expect(far.view.effective().map(({ setl_id }) => setl_id)).toEqual([`${aaz218}-2`])
  })

  it('knows a line by the mark of the hospital, and takes it once until it was refunded', () => {
    const { aaz218 } = register() as { aaz218: string }
    const marked = { ...LINE, bka071: 'A-1' }
    ok(charge(aaz218, [marked]))
    refused(charge(aaz218, [marked]), '重复')
    ok(charge(aaz218, [{ ...marked, bka071: 'A-2' }]))
  })

  it('refuses sums that are none, items that nobody mapped, and more than 300 lines', () => {
    const { aaz218 } = register() as { aaz218: string }
    refused(charge(aaz218, [{ ...LINE, bka058: '19.61' }]), '第 1 行费用（药）：金额不等于')
    refused(
      charge(aaz218, [LINE, { ...LINE, ake005: 'LS0001' }]),
      '第 2 行费用（药）：项目编码 LS0001 没有对照',
    )
    refused(charge(aaz218, Array(301).fill(LINE)), '300')
    ok(call('bizh110106', { akb020: AKB020, aaz218, ...BY }))
    refused(charge(aaz218, [LINE]), '不存在')
    expect(far.view.leftovers()).toEqual([])
  })
})

describe('a stay', () => {
  const admitted = () => String(admit().aaz218)

  it('saves lines inside only, each serial once and in turn, whole messages or nothing', () => {
    const no = admitted()
    refused(stay('bizh120113', no), '没有找到费用明细')
    ok(save(no, { aaz213: '1' }, { aaz213: '2', ake006: '乙<&>' }))
    refused(save(no, { aaz213: '3' }, { aaz213: '3' }), '不连续')
    refused(save(no, { aaz213: '2' }), '重复')
    refused(save(no, { aaz213: '4' }), '不连续')
    refused(save(no, { aaz213: '3', bka057: '-5', bka058: '-49' }), '大于已录入')
    ok(save(no, { aaz213: '3', bka057: '-2', bka058: '-19.6' }))
    const list = stay('bizh120113', no).rows('feelist')
    expect(list.map(({ ake006, money }) => [ake006, money])).toEqual([
      ['药', '19.60'],
      ['乙<&>', '19.60'],
      ['药', '-19.60'],
    ])
    expect(stay('bizh120003', no, { bka438: '1' })).toMatchObject({ akc264: '19.60' })
    ok(stay('bizh120004', no))
    refused(stay('bizh120004', no), '不存在')
    ok(save(no, { aaz213: '1' }))
    ok(leave(no))
    refused(save(no, { aaz213: '2' }), '请先取消出院登记')
  })

  it('goes forth and back one step at a time', () => {
    const no = admitted()
    const unsettled = (bka891: string) =>
      call('bizh120102', {
        ...{ bka895: 'aaz218', bka896: no, akb020: AKB020, aka130: '42', bka891 },
      }).rows('bizinfo')
    refused(settle(no), '尚未办理出院登记')
    ok(save(no, { aaz213: '1' }))
    refused(leave(no, '20260228'), '早于入院')
    ok(stay('bizh120104', no, { ...PLACE, bka025: 'Z9', bka023: '7' }))
    expect(unsettled('0')).toMatchObject([{ bka025: 'Z9', bka023: '7' }])
    refused(stay('bizh200106', no, record(no)), '尚未办理出院')
    ok(leave(no))
    refused(leave(no), '已办理出院登记')
    expect(unsettled('0')).toMatchObject([{ bka032: '20260302', bka039: '0' }])
    refused(stay('bizh120107', no), '未结算')
    expect(settle(no)).toMatchObject({ code: '1', akc264: '19.60' })
    refused(settle(no), '不能重复结算')
    expect(unsettled('0')).toEqual([])
    expect(unsettled('1')).toMatchObject([{ bka045: '20260302', bka891: '1' }])
    expect(stay('bizh120206', no)).toMatchObject({ bka979: '19.60', bka030: '1' })
    ok(stay('bizh200106', no, record(no)))
    ok(stay('bizh200106', no, record(no)))
    refused(stay('bizh120108', no), '请先取消出院结算')
    refused(stay('bizh120109', no), '请先取消出院结算')
    ok(stay('bizh120107', no))
    refused(stay('bizh120206', no), '未结算')
    ok(settle(no))
    ok(stay('bizh120107', no))
    expect(far.view.ledger().map(({ setl_id, total }) => [setl_id.replace(no, ''), total])).toEqual([
      [':1', 1960],
      [':1R', -1960],
      [':2', 1960],
      [':2R', -1960],
    ])
    refused(stay('bizh120109', no), '请先取消出院登记')
    ok(stay('bizh120108', no))
    expect(unsettled('0')[0]).not.toHaveProperty('bka032')
    ok(stay('bizh120109', no))
    refused(stay('bizh120109', no), '不存在')
    expect(far.view.leftovers()).toEqual([])
    ok(admit())
  })
})

const record = (aaz218: string): Fields => ({
  ...{ akb020: AKB020, aaz218, aab299: '440600', akb026: 'X', akb021: '院', aab301: '440600' },
  ...{ aac002: certnoOf('李国强'), aac043: '01', aac044: certnoOf('李国强'), akc273: '甲' },
  ...{ yzy301: 'a', yzy302: 'b', yzy303: 'c', yzy304: 'd', yzy305: 'e', yzy306: 'f' },
})
