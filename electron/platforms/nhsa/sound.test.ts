import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { fen } from '../../../shared/money.ts'
import type { Txn } from '../../../shared/txn.ts'
import { nhsaConfig } from './config.ts'
import { unsound } from './sound.ts'

const config = nhsaConfig.parse({ baseUrl: 'http://127.0.0.1:1', mdtrtarea_admvs: '510100' })
const msgid = 'H51010400001202603020900000001'
const txn = (infno: string, input: JsonObject, more: Partial<Txn> = {}) =>
  ({ msgid, infno, input, local: {}, amountFen: null, ...more }) as Txn
const why = (of: Txn, output: JsonObject) => unsound(of, output, config)

describe('an answer that can be booked', () => {
  const settlement = txn('2207', { data: { psn_no: 'P1', mdtrt_id: 'M1' } }, { amountFen: fen(10_000) })
  const setlinfo = {
    ...{ setl_id: 'S1', psn_no: 'P1', mdtrt_id: 'M1', medins_setl_id: msgid, medfee_sumamt: 100 },
    ...{ fund_pay_sumamt: 60, acct_pay: 30, psn_cash_pay: 10, psn_part_amt: 40, hosp_part_amt: 0 },
  }

  it('passes, echoes in other letter case or left out', () => {
    expect(why(settlement, { setlinfo })).toBeNull()
    expect(why(settlement, { setlinfo: { ...setlinfo, psn_no: 'p1', mdtrt_id: null } })).toBeNull()
  })

  it.for<[JsonObject, string]>([
    [{ psn_no: 'P2' }, '人员编号'],
    [{ psn_no: true }, '人员编号'],
    [{ mdtrt_id: 'M2' }, '就诊ID'],
    [{ setl_id: '' }, '缺少结算ID'],
    [{ setl_id: 'S\u0001' }, '不能识别的字符'],
    [{ medins_setl_id: `${msgid.slice(0, -1)}2` }, '另一笔报文'],
    [{ fund_pay_sumamt: 61 }, '不等于医疗费总额'],
    [{ medfee_sumamt: 101, hosp_part_amt: 1 }, '与发送的不一致'],
  ])('%o is refused', ([change, word]) => {
    expect(why(settlement, { setlinfo: { ...setlinfo, ...change } })).toContain(word)
  })

  it('a registration names the visit that was sent', () => {
    const sent = txn('2201', { data: { psn_no: 'P1', ipt_otp_no: 'MZ1' } })
    expect(why(sent, { data: { mdtrt_id: 'M1', psn_no: 'P1', ipt_otp_no: 'MZ1' } })).toBeNull()
    expect(why(sent, { data: { mdtrt_id: 'M1', psn_no: 'P1', ipt_otp_no: 'MZ2' } })).toContain('门诊号')
  })

  it('details are those that were sent, at the amounts sent', () => {
    const sent = txn('2204', { feedetail: [{ feedetl_sn: '1', det_item_fee_sumamt: 3.7 }] })
    expect(why(sent, { result: [{ feedetl_sn: '1', det_item_fee_sumamt: 3.7 }] })).toBeNull()
    expect(why(sent, { result: [{ feedetl_sn: '1' }] })).toBeNull()
    expect(why(sent, { result: [{ feedetl_sn: '1', det_item_fee_sumamt: 3.8 }] })).toContain('费用明细 1')
    expect(why(sent, { result: [{ feedetl_sn: '2', det_item_fee_sumamt: 3.7 }] })).toContain('没有发送过')
  })

  it('a refund takes back exactly what was settled, even where the centre leaves parts out', () => {
    const original = { total: 10_000, fund: 6_000, acct: 3_000, cash: 1_000, hosp: 0 }
    const sent = txn('2208', { data: {} }, { amountFen: fen(-10_000), local: { original } })
    const back = {
      setl_id: 'S2',
      medfee_sumamt: -100,
      fund_pay_sumamt: -60,
      acct_pay: -30,
      psn_cash_pay: -10,
    }
    expect(why(sent, { setlinfo: back })).toBeNull()
    expect(why(sent, { setlinfo: { ...back, acct_pay: -20 } })).toContain('与原结算不符')
  })
})
