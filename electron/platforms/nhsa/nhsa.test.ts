import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Txn } from '../../../shared/txn.ts'
import { type NhsaSandbox, startNhsaSandbox } from '../../sandbox/nhsa/index.ts'
import { openContracts } from '../contracts.ts'
import type { Reply } from '../port.ts'
import { nhsaConfig } from './config.ts'
import { createNhsa } from './index.ts'
import { readReply } from './reply.ts'

const site = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
const by = { sign_no: null, opter: '001', opterName: '张三' }

function txn(infno: string, input: JsonObject, more: Partial<Txn> = {}): Txn {
  return {
    msgid: 'H51010400001202603020900000101' as Txn['msgid'],
    family: 'nhsa',
    infno,
    kind: 'transact',
    state: 'SENT',
    parent: null,
    encounterId: null,
    shiftId: null,
    opter: '001',
    opterName: '张三',
    psnNo: 'P1',
    insuplc: '510100',
    amountFen: null,
    purpose: null,
    input,
    local: {},
    output: null,
    refmsgid: null,
    errCode: null,
    errMsg: null,
    attempts: 0,
    nextAt: null,
    createdAt: Date.parse('2026-03-02T09:00:00'),
    sentAt: null,
    endedAt: null,
    ...more,
  }
}

function platform(config: Record<string, unknown>, secret = 's3cret', now = Date.now) {
  const parsed = nhsaConfig.parse({ baseUrl: 'http://127.0.0.1:1', mdtrtarea_admvs: '510100', ...config })
  const book = openContracts({ family: 'nhsa' })
  return createNhsa({
    config: parsed,
    site,
    book,
    servicePaths: { '1101': '/fsi/q' },
    secret: () => secret,
    now,
  })
}

const signIn = txn(
  '9001',
  { signIn: { opter_no: '001', mac: '00:00', ip: '127.0.0.1' } },
  { kind: 'session' },
)

describe('the wire', () => {
  it('is the public message around the input, under the address of the site', () => {
    const p = platform({
      path: { style: 'csb' },
      extra: { serv_code: 'S1' },
      wireNames: { exp_content: 'expContent' },
    })
    const message = p.wire(txn('2201', { data: { psn_no: 'P1', exp_content: 'x' } }), {
      ...by,
      sign_no: 'SN',
    })
    expect(message.url).toBe('http://127.0.0.1:1/1.0.0/hsa-fsi-2201')
    expect(JSON.parse(message.body)).toMatchObject({
      infno: '2201',
      msgid: 'H51010400001202603020900000101',
      mdtrtarea_admvs: '510100',
      insuplc_admdvs: '510100',
      sign_no: 'SN',
      inf_time: '2026-03-02 09:00:00',
      fixmedins_code: 'H51010400001',
      serv_code: 'S1',
      input: { data: { psn_no: 'P1', expContent: 'x' } },
    })
  })

  it('knows each way of forming an address', () => {
    const url = (path: object) => platform({ path }).wire(txn('1101', {}), by).url
    expect(url({ style: 'infno' })).toBe('http://127.0.0.1:1/1101')
    expect(url({ style: 'service' })).toBe('http://127.0.0.1:1/fsi/q')
    expect(url({ style: 'service', paths: { '1101': '/own' } })).toBe('http://127.0.0.1:1/own')
    expect(url({ style: 'single', path: '/callService' })).toBe('http://127.0.0.1:1/callService')
  })

  it('never shows a signature or a key', () => {
    const p = platform({ auth: { scheme: 'apikey', keyRef: 'k' } }, 'TOPSECRET')
    expect(JSON.stringify(p.wire(signIn, by))).not.toContain('TOPSECRET')
  })
})

describe.each([
  { scheme: 'x-tif' as const, auth: { scheme: 'x-tif', paasid: 'app', tokenRef: 't' } },
  { scheme: 'csb' as const, auth: { scheme: 'csb', accessKey: 'app', secretRef: 't' } },
])('header scheme $scheme against a centre that checks it', ({ scheme, auth }) => {
  let sandbox: NhsaSandbox
  beforeAll(async () => {
    sandbox = await startNhsaSandbox({ headers: { scheme, key: 'app', secret: 's3cret' } })
  })
  afterAll(() => sandbox.close())

  it('is let in with the right secret, and a gateway’s no is not the centre’s', async () => {
    expect((await platform({ baseUrl: sandbox.url, auth }).exchange(signIn, by)).is).toBe('ok')
    const wrong = await platform({ baseUrl: sandbox.url, auth }, 'wrong').exchange(signIn, by)
    expect(wrong.is).toBe('unknown')
  })
})

describe('reading an answer', () => {
  const { messages } = nhsaConfig.parse({ baseUrl: 'http://x.y', mdtrtarea_admvs: '510100' })
  const read = (body: string, infno = '2207', status = 200): Reply =>
    readReply({ is: 'answered', status, headers: {}, body: Buffer.from(body) }, messages, infno)

  it('takes infcode as number or text, keys in any case', () => {
    expect(read('{"infcode":0,"output":{"a":1},"inf_refmsgid":"R"}')).toMatchObject({
      is: 'ok',
      refmsgid: 'R',
    })
    expect(read('{"infcode":"0","output":null}').is).toBe('ok')
    expect(read('\uFEFF{"INFCODE":" 0 ","OUTPUT":{}}').is).toBe('ok')
    expect(read('{"infcode":"-1","err_msg":"余额不足"}')).toMatchObject({ is: 'refused', sort: 'other' })
  })

  it('what is not a clear yes or no is unknown', () => {
    for (const body of [
      '',
      '<html>502</html>',
      '{"infcode":',
      '[]',
      'null',
      '{"code":500,"message":"网关"}',
      '{}',
    ]) {
      expect(read(body).is, body).toBe('unknown')
    }
    expect(read('{"type":"error","infcode":-1,"err_msg":"服务未注册"}').is).toBe('unknown')
    expect(read('{"infcode":0}', '2207', 502).is).toBe('unknown')
    expect(read('{"infcode":-1,"err_msg":null}').is).toBe('unknown')
    expect(read('{"infcode":-1,"err_msg":"系统异常，请联系管理员"}').is).toBe('unknown')
    expect(read('{"infcode":-1,"err_msg":"交易处理中，请稍后查询"}').is).toBe('in_progress')
  })

  it('2601 believes “not found” only of the original message itself', () => {
    expect(read('{"infcode":-1,"err_msg":"未找到原交易，冲正失败"}', '2601')).toMatchObject({
      sort: 'absent',
    })
    expect(read('{"infcode":-1,"err_msg":"人员不存在"}', '2601')).toMatchObject({ sort: 'other' })
    expect(read('{"infcode":-1,"err_msg":"就诊记录不存在"}', '2205')).toMatchObject({ sort: 'absent' })
    expect(read('{"infcode":-1,"err_msg":"操作员不存在"}', '2205')).toMatchObject({ sort: 'other' })
  })
})

describe('booking an answer', () => {
  const p = platform({})
  const amounts = {
    setl_id: 'S1',
    medfee_sumamt: 100,
    fund_pay_sumamt: 60,
    psn_part_amt: 40,
    acct_pay: 30,
    psn_cash_pay: 10,
    hosp_part_amt: 0,
    medins_setl_id: 'H51010400001202603020900000101',
  }
  const read = (change: object, more: Partial<Txn> = {}) =>
    p.read(txn('2207', {}, more), { setlinfo: { ...amounts, ...change } })

  it('books sums that add up', () => {
    expect(read({})).toHaveProperty('output')
    expect(read({ acct_pay: '30.00', hosp_part_amt: null })).toHaveProperty('output')
  })

  it('does not book what does not add up, lacks its number, or answers another message', () => {
    expect(read({ fund_pay_sumamt: 61 })).toHaveProperty('why')
    expect(read({ psn_cash_pay: 11 })).toHaveProperty('why')
    expect(read({ setl_id: '' })).toEqual({ why: '缺少结算ID' })
    expect(read({ medins_setl_id: 'H51010400001202603020900000102' })).toEqual({ why: '回执是另一笔报文的' })
    expect(read({}, { amountFen: 9_999 as Txn['amountFen'] })).toEqual({ why: '医疗费总额与发送的不一致' })
    expect(p.read(txn('2207', {}), {})).toHaveProperty('why')
  })
})

describe('the money rules before a message leaves', () => {
  const p = platform({})
  const row = { feedetl_sn: '1', det_item_fee_sumamt: 3.7, cnt: 3, pric: 1.234 }

  it('a line is its count times its price, within a fen', () => {
    expect(p.checkInput('2204', { feedetail: [row] })).toBeNull()
    expect(p.checkInput('2204', { feedetail: [{ ...row, det_item_fee_sumamt: 3.72 }] })).toContain('第 1 行')
    expect(p.checkInput('2204', { feedetail: [row, row] })).toContain('流水号重复')
  })

  it('the four parts of a settlement make its total', () => {
    const data = {
      medfee_sumamt: 10,
      fulamt_ownpay_amt: 1,
      overlmt_selfpay: 2,
      preselfpay_amt: 3,
      inscp_scp_amt: 4,
    }
    expect(p.checkInput('2207', { data })).toBeNull()
    expect(p.checkInput('2207', { data: { ...data, inscp_scp_amt: 4.01 } })).toContain('医疗费总额')
  })
})

describe('the lifecycle', () => {
  const p = platform({})
  const settle = txn('2207', { data: { mdtrt_id: 'M1' } })
  const ask = p.life('2207').ask as Extract<NonNullable<ReturnType<typeof p.life>['ask']>, { by: 'query' }>
  const ok = (setlinfo: object): Reply => ({
    is: 'ok',
    output: { setlinfo } as JsonObject,
    refmsgid: null,
    warning: null,
  })

  it('asks 5203 by the visit and knows its own settlement by the msgid', () => {
    expect(ask.input(settle)).toEqual({ data: { psn_no: 'P1', setl_id: '', mdtrt_id: 'M1' } })
    const mine = {
      setl_id: 'S1',
      medins_setl_id: settle.msgid,
      refd_setl_flag: '0',
      cash_payamt: 1,
      psn_pay: 2,
    }
    expect(ask.judge(settle, ok(mine))).toMatchObject({
      v: 'yes',
      output: { setlinfo: { psn_cash_pay: 1, psn_part_amt: 2 } },
    })
    expect(ask.judge(settle, ok({ ...mine, refd_setl_flag: '1' }))).toEqual({ v: 'no' })
    expect(ask.judge(settle, ok({ ...mine, medins_setl_id: 'H51010400001202603020900000199' }))).toEqual({
      v: 'no',
    })
    expect(ask.judge(settle, ok({ ...mine, medins_setl_id: '12345' })).v).toBe('cannot')
  })

  it('believes a refund that is marked, never one whose settlement a query does not find', () => {
    const refund = txn(
      '2208',
      { data: { setl_id: 'S1', mdtrt_id: 'M1', psn_no: 'P1' } },
      {
        local: { original: { total: 100, fund: 60, acct: 30, cash: 10, hosp: 0 } },
      },
    )
    const asked = p.life('2208').ask as typeof ask
    expect(asked.judge(refund, ok({ setl_id: 'S1', refd_setl_flag: '1' })).v).toBe('yes')
    expect(asked.judge(refund, ok({ setl_id: 'S1', refd_setl_flag: '0' })).v).toBe('no')
    expect(
      asked.judge(refund, { is: 'refused', code: '-1', message: '未找到结算信息', sort: 'absent' }).v,
    ).toBe('cannot')
    expect(asked.judge(refund, ok({})).v).toBe('cannot')
    expect(p.life('2208').undo!.infno).toBe('2601')
  })

  it('reverses by the original msgid, where the site allows it', () => {
    expect(p.life('2207').undo!.input(settle)).toEqual({
      data: { psn_no: 'P1', omsgid: settle.msgid, oinfno: '2207' },
    })
    expect(platform({ reversible: [] }).life('2207').undo).toBeNull()
    expect(platform({ querySettlementBy: 'setl_id' }).life('2207').ask).toBeNull()
  })

  it('asks for a visit around its own beginning, however long it was left open before it was registered', () => {
    const asked = p.life('2201').ask as typeof ask
    const window = (begntime?: string) => {
      const { begntime: from, endtime: to } = asked.input(
        txn('2201', { data: { ipt_otp_no: 'MZ1', begntime: begntime! } }),
      ).data as JsonObject
      return `${from} ${to}`
    }
    expect(window('2026-02-28 23:58:00')).toBe('2026-02-27 23:58:00 2026-03-03 09:00:00')
    expect(window('2026-03-02 08:59:00')).toBe('2026-03-01 08:59:00 2026-03-03 09:00:00')
    expect(window()).toBe('2026-03-01 09:00:00 2026-03-03 09:00:00')
  })

  it('“no” to a money question takes the centre’s full limit, to others the time of an answer', () => {
    expect(p.limits('2207').centre_ms).toBe(180_000)
    expect(p.limits('2201').centre_ms).toBe(30_000)
  })
})
