import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { validate } from '../../../shared/validate.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { type Any, BASKET, type Client, openClient } from './testkit.ts'

const book = openContracts({ family: 'nhsa' })
const [FIRST, , THIRD] = BASKET
let c: Client
beforeEach(async () => {
  c = await openClient()
  await c.signIn()
})
afterEach(() => c.sandbox.close())

function buying(lines: Any[] = [FIRST, THIRD], over: Any = {}): Any {
  const person = c.sandbox.people()[0]!
  return {
    druginfo: {
      psn_no: person.psn_no,
      mdtrt_cert_type: '02',
      mdtrt_cert_no: person.certno,
      psn_cert_type: '01',
      certno: person.certno,
      psn_type: '11',
      psn_name: person.psn_name,
      begntime: '2026-03-02 09:00:00',
      medfee_sumamt: lines.reduce((all, l) => all + Math.round(l.det_item_fee_sumamt * 100), 0) / 100,
      insutype: '310',
      acct_used_flag: '1',
      med_type: '41',
      ...over,
    },
    drugdetail: lines.map((line, i) => ({
      feedetl_sn: String(i + 1),
      rx_circ_flag: '0',
      fee_ocur_time: '2026-03-02 09:00:00',
      medins_list_codg: line.med_list_codg,
      ...line,
    })),
  }
}

const balance = async () => {
  const { certno } = c.sandbox.people()[0]!
  const data = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, psn_cert_type: '01', certno, psn_name: '' }
  return (await c.ok('1101', { data })).insuinfo[0].balc
}

describe('a purchase at a pharmacy', () => {
  test('previewed, settled from the account, taken back: the account is as before and nothing is left', async () => {
    const before = await balance()
    const preview = await c.ok('2101', buying())
    expect(validate(book.get('2101'), 'output', preview, { dict: book.dict })).toEqual([])
    expect(c.sandbox.ledger()).toEqual([])
    const settled = await c.ok('2102', buying())
    expect(validate(book.get('2102'), 'output', settled, { dict: book.dict })).toEqual([])
    const { setlinfo, detlcutinfo } = settled
    expect(setlinfo).toMatchObject({
      medfee_sumamt: 428.8,
      acct_pay: preview.setlinfo.acct_pay,
      clr_type: '41',
    })
    expect(setlinfo.acct_pay).toBeGreaterThan(0)
    expect(detlcutinfo).toHaveLength(2)
    expect(await balance()).toBeCloseTo(before - setlinfo.acct_pay, 2)
    const { setl_id, mdtrt_id, psn_no } = setlinfo
    const refunded = await c.ok('2103', { data: { setl_id, mdtrt_id, psn_no } })
    expect(validate(book.get('2103'), 'output', refunded, { dict: book.dict })).toEqual([])
    expect(refunded.setlinfo.medfee_sumamt).toBe(-428.8)
    expect(await balance()).toBe(before)
    expect(c.sandbox.leftovers()).toEqual({ visits: [], details: [] })
    expect((await c.call('2103', { data: { setl_id, mdtrt_id, psn_no } })).err_msg).toContain('已撤销')
  })

  test('2601 takes the settlement back, and the refund too', async () => {
    const psn_no = c.sandbox.people()[0]!.psn_no
    const reverse = (omsgid: string, oinfno: string) => c.ok('2601', { data: { psn_no, omsgid, oinfno } })
    const first = c.envelope('2102', buying()) as Any
    await c.post('2102', first)
    await reverse(first.msgid, '2102')
    expect(c.sandbox.effective()).toEqual([])
    expect(c.sandbox.leftovers()).toEqual({ visits: [], details: [] })
    const { setl_id, mdtrt_id } = (await c.ok('2102', buying())).setlinfo
    const refund = c.envelope('2103', { data: { setl_id, mdtrt_id, psn_no } }) as Any
    await c.post('2103', refund)
    await reverse(refund.msgid, '2103')
    expect(c.sandbox.effective()).toHaveLength(1)
  })

  test('sums and serials are held against the lines', async () => {
    expect((await c.call('2102', buying([FIRST], { medfee_sumamt: 1 }))).err_msg).toContain('医疗费总额')
    const twice = buying([FIRST, FIRST])
    twice.drugdetail[1].feedetl_sn = '1'
    expect((await c.call('2102', twice)).err_msg).toContain('费用明细流水号重复')
    expect((await c.call('2102', buying([FIRST], { med_type: '21' }))).err_msg).toContain('无统筹待遇')
  })
})

describe('what a hospital looks up', () => {
  test('institutions by name or number, code tables, diseases that are filed', async () => {
    const ask = async (code: string, input: Any) => {
      const output = await c.ok(code, input)
      expect(validate(book.get(code), 'output', output, { dict: book.dict })).toEqual([])
      return output
    }
    const found = await ask('1201', { medinsinfo: { fixmedins_type: '1', fixmedins_name: '人民' } })
    expect(found.medinsinfo.map((one: Any) => one.fixmedins_name)).toEqual([
      '市第一人民医院',
      '市第二人民医院',
    ])
    expect((await c.call('1201', { medinsinfo: { fixmedins_type: '1' } })).err_msg).toContain('至少填一个')
    const table = { type: 'gend', parentValue: '', admdvs: '510100', date: '2026-03-02', valiFlag: '1' }
    const { list } = await ask('1901', { data: table })
    expect(list[1]).toMatchObject({ type: 'gend', value: '1', label: '男' })
    const { psn_no } = c.sandbox.people()[0]!
    expect((await ask('9903', { data: { psn_no } })).data).toEqual([])
  })
})
