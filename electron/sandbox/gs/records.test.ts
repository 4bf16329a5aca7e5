import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { datetime, stamp } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import { sm3 } from '../../sm/index.ts'
import { effectiveOf, ledgerOf } from '../injury/ledger.ts'
import {
  AKB020,
  about,
  admission,
  begin,
  clerk,
  closed,
  diseinfo,
  fees,
  type Hospital,
  line,
  ofStay,
  page,
  settledStay,
  undo,
  without,
  worker,
} from './testkit.ts'

afterEach(closed)

const applying = (h: Hospital, name = '李国强', price = 9.8): JsonObject => ({
  data: {
    ...about(name, '0501', h),
    ...{ yke034: '手指骨折', yae170: '2026-03-02', yae171: '2026-03-20', yka287: '医生甲' },
    planinfo: [
      { yka105: 'p1', yka094: 'XJ01CAA040E001010100011', yka095: '阿莫西林胶囊', yka293: 3, akc225: price },
      { yka105: 'p2', yka094: 'XA11GAW001A001010100037', yka095: '维生素C泡腾片', yka293: 1, akc225: 32.8 },
    ],
    diseinfo,
  },
})
const visiting = (h: Hospital, ykc112: string, js_type = '1', name = '李国强'): JsonObject => ({
  data: {
    ...without(about(name, '0501', h), 'aaz267'),
    ...{ ykc112, ykc010: 'M1', akc192: datetime(h.now()), js_type, yka055: 62.2, nums: 2 },
    ...{ ...(js_type === '1' ? { yka110: 'F1' } : {}), akc194: datetime(h.now()) },
    diseinfo: [{ xh: 1, ykd018: 'S62.600' }],
    feeinfo: [
      line(h, `${ykc112}a`, 3),
      line(h, `${ykc112}b`, 1, { yka094: 'XA11GAW001A001010100037', akc225: 32.8, yka055: 32.8 }),
    ],
  },
})
const state = (h: Hospital, ykc112: string, name = '李国强') => {
  const { aac001 } = worker(name)
  const data = { akb020: AKB020, aac001, aka130: '0501', yab003: '510100', ykc112 }
  return rows(h.send('GS2004', { data }), 'result')[0]
}

describe('gs: an application and its visit', () => {
  it('is decided after a while; what it does not cover is the patient’s', () => {
    const h = begin()
    const ykc112 = String(node(h.send('GS3106', applying(h), 'APP'), 'result')!.ykc112)
    expect(h.says('GS3106', applying(h))).toContain('待审批')
    expect(h.says('GS3108', visiting(h, ykc112))).toContain('还没有审批')
    expect(state(h, ykc112)).toMatchObject({ yke268: '00' })
    h.pass(2_000)
    const told = state(h, ykc112)!
    expect(told).toMatchObject({ yke268: '10' })
    expect(rows(told, 'planinfo').map(({ akc175 }) => akc175)).toEqual(['10', '00'])
    expect(h.says('GS5001', undo(h, 'GS3106', 'APP'))).toContain('已审批')
    const calculated = node(h.send('GS3108', visiting(h, ykc112, '0')), 'setlinfo')!
    expect(ledgerOf(h.store)).toEqual([])
    const setl = node(h.send('GS3108', visiting(h, ykc112), 'SET'), 'setlinfo')!
    expect([setl.yka107, setl.ykh012]).toEqual([29.4, 32.8])
    expect([calculated.yka107, calculated.ykh012]).toEqual([29.4, 32.8])
    expect(h.says('GS3108', visiting(h, ykc112))).toContain('已结算')
    h.send('GS5001', undo(h, 'GS3108', 'SET'))
    expect(effectiveOf(h.store)).toEqual([])
    expect(h.says('GS3108', visiting(h, ykc112, '0'))).toBe('')
  })

  it('is taken back while nobody has decided, and refused above the limit of the registration', () => {
    const h = begin()
    h.send('GS3106', applying(h), 'APP')
    expect(h.says('GS5001', undo(h, 'GS3106', 'APP'))).toBe('')
    const dear = String(node(h.send('GS3106', applying(h, '李国强', 9_000)), 'result')!.ykc112)
    h.pass(2_000)
    expect(state(h, dear)).toMatchObject({ yke268: '20', yke073: '预计费用超过就医条件登记的支付限额' })
    expect(h.says('GS3108', visiting(h, dear))).toContain('没有通过')
  })
})

describe('gs: record, materials, clearing', () => {
  it('materials prove a business that stands, with size and digest of their own', () => {
    const h = begin()
    h.send('GS3001', admission(h), 'ADM')
    const bytes = Buffer.from('%PDF-1.4 示范')
    const file = {
      ...{ xh: 1, mat_type: '03', file_name: 'a.pdf', file_type: 'pdf', file_size: bytes.length },
      ...{ file_hash: sm3(bytes).toString('hex'), file_data: bytes.toString('base64') },
    }
    const of = (more: JsonObject, biz_sn = 'ADM'): JsonObject => ({
      data: {
        ...{ ...clerk(h), aac001: worker('李国强').aac001, biz_code: 'GS3001', biz_sn },
        matinfo: [{ ...file, ...more }],
      },
    })
    expect(h.says('GS1002', of({ file_hash: '0'.repeat(64) }))).toContain('摘要')
    expect(h.says('GS1002', of({ file_size: 3 }))).toContain('大小')
    expect(h.says('GS1002', of({ file_type: 'exe' }))).toContain('类型')
    expect(h.says('GS1002', of({}, 'none'))).toContain('不存在')
    const [kept] = rows(h.send('GS1002', of({}), 'MAT'), 'result')
    expect(h.says('GS5001', undo(h, 'GS1002', 'MAT'))).toContain('GS1003')
    const back = { data: { ...clerk(h), mat_id: kept!.mat_id!, biz_sn: 'ADM', undo_reason: '错了' } }
    expect(h.says('GS1003', back)).toBe('')
    expect(h.says('GS1003', back)).toContain('不存在')
  })

  it('orders hold the admission, and a line may quote only an order that is there', () => {
    const h = begin()
    const akc190 = String(node(h.send('GS3001', admission(h), 'ADM'), 'result')!.akc190)
    const order = {
      ...{ yke112: 'o1', yke113: '换药', yka286: datetime(h.now()), yka287: '医生甲', ykf008: 'D1' },
      ...{ aaz307: '1204', akf002: '骨科', yke365: '2', yke361: datetime(h.now()) },
    }
    const quoting = fees(akc190, [line(h, 'q', 1, { yke112: 'o1' })])
    expect(h.says('GS3004', quoting)).toContain('医嘱 o1 没有上传')
    h.send('GS3012', { data: { ...ofStay(akc190), orderinfo: [order] } }, 'ORD')
    expect(h.says('GS3012', { data: { ...ofStay(akc190), orderinfo: [order] } })).toContain('重复')
    expect(h.says('GS3004', quoting, 'FEE')).toBe('')
    h.send('GS5001', undo(h, 'GS3004', 'FEE'))
    expect(h.says('GS5001', undo(h, 'GS3001', 'ADM'))).toContain('医嘱')
    h.send('GS5001', undo(h, 'GS3012', 'ORD'))
    expect(h.says('GS5001', undo(h, 'GS3001', 'ADM'))).toBe('')
  })

  it('a clearing moves from application to payment, deducts, and holds its settlements', () => {
    const h = begin()
    const { akc190, setl } = settledStay(h)
    const [year, month] = [stamp(h.now()).slice(0, 4), stamp(h.now()).slice(4, 6)]
    const one = {
      ...{ yka103: setl.yka103!, akc190, aac001: worker('李国强').aac001, akc194: datetime(h.now()) },
      ...{ yka055: setl.yka055!, yka107: setl.yka107! },
    }
    const asking = (more: JsonObject = {}): JsonObject => ({
      data: {
        ...{ akb020: AKB020, yab003: '510100', yzz060: year, yzz061: month, aka130: '0502', yzz063: 1 },
        ...{ ake096: 1, ake098: 1, yka055: setl.yka055!, yka107: setl.yka107!, ykh012: setl.ykh012! },
        ...{ yzz136: '张三', yzz137: datetime(h.now()).slice(0, 10), setllist: [one], ...more },
      },
    })
    expect(h.says('GS3201', asking({ yka107: 1 }))).toContain('不一致')
    expect(h.says('GS3201', asking({ yzz061: '01' }))).toContain('月份')
    const yzz062 = String(node(h.send('GS3201', asking(), 'CLR'), 'result')!.yzz062)
    expect(h.says('GS3201', asking())).toContain('已存在')
    expect(h.says('GS5001', undo(h, 'GS3015', 'SET'))).toContain('清算')
    expect(h.says('GS5001', undo(h, 'GS3201', 'CLR'))).toBe('')
    const again = String(node(h.send('GS3201', asking(), 'CLR2'), 'result')!.yzz062)
    expect(again).not.toBe(yzz062)
    const look = () => {
      const data = { akb020: AKB020, yzz060: year, yzz062: again, ...page }
      return rows(h.result('GS3203', data), 'clrinfo')[0]!
    }
    const seen = Array.from({ length: 5 }, look)
    expect(seen.map(({ clr_state }) => clr_state)).toEqual(['01', '01', '02', '04', '05'])
    expect(h.says('GS5001', undo(h, 'GS3201', 'CLR2'))).toContain('已受理')
    const paid = seen.at(-1)!
    expect(Number(paid.clr_pay)).toBeCloseTo(Number(paid.yka107) - Number(paid.clr_deduct), 9)
    const taken = h.result('GS2005', { akb020: AKB020, yzz062: again, ...page })
    expect(taken.alc408).toBe(paid.clr_deduct)
    const sum = rows(taken, 'deductinfo').reduce((cents, row) => cents + Number(row.alc408) * 100, 0)
    expect(sum).toBe(Number(paid.clr_deduct) * 100)
    const form = node(
      h.send('GS3204', { data: { akb020: AKB020, yzz062: again, doc_type: '03' } }),
      'clrinfo',
    )!
    const pdf = Buffer.from(String(node(form, 'fileinfo')!.file_data), 'base64').toString('latin1')
    expect(pdf.startsWith('%PDF-1.4')).toBe(true)
    expect(pdf).toContain(again)
  })

  it('what its contract forbids does not pass the door', () => {
    const h = begin()
    expect(h.says('GS3001', { data: {} })).toContain('报文有误')
    expect(h.says('GS2002', { data: { akb020: AKB020, ...page } })).toContain('至少')
    expect(h.says('GS9999', { data: {} })).toContain('未开通')
  })
})
