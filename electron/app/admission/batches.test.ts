import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../shared/errors.ts'
import { BATCH, type BatchLine, type Refused, readRefusal, sendAll } from './batches.ts'
import { wireSn } from './wire.ts'

const line = (lineNo: number, refundOf: number | null = null): BatchLine => ({ lineNo, refundOf })
const serialOf = ({ lineNo }: BatchLine) => wireSn({ gen: 1, lineNo })

/** A centre that refuses a batch with a bad line, or with a refund whose original it does not have. */
function centre(bad: ReadonlySet<number>, words: (batch: BatchLine[], at: number) => string) {
  const held = new Set<number>()
  const failed = new Map<number, string>()
  const batches: BatchLine[][] = []
  return {
    held,
    failed,
    batches,
    send: async (batch: BatchLine[]): Promise<Refused | null> => {
      batches.push(batch)
      const here = new Set(batch.map((l) => l.lineNo))
      const at = batch.findIndex(
        (l) => bad.has(l.lineNo) || (l.refundOf !== null && !held.has(l.refundOf) && !here.has(l.refundOf)),
      )
      if (at < 0) {
        for (const l of batch) held.add(l.lineNo)
        return null
      }
      const message = words(batch, at)
      return readRefusal(
        { kind: 'rejected', what: '', means: '', todo: '', centre: { code: '-1', message } },
        batch,
        serialOf,
      )
    },
    fail: async (lines: { line: BatchLine; why: string }[]) => {
      for (const { line: l, why } of lines) failed.set(l.lineNo, why)
    },
  }
}

const WAYS: Record<string, (batch: BatchLine[], at: number) => string> = {
  'the place': (_batch, at) => `第 ${at + 1} 行：医疗目录编码不在医保目录内`,
  'an index': (_batch, at) => `feedetail[${at}] 校验失败`,
  'a place that is one too low': (_batch, at) => `第 ${at} 行：医疗目录编码不在医保目录内`,
  'always the first place': () => '第 1 行：医疗目录编码不在医保目录内',
  'the serial': (batch, at) => `明细 ${serialOf(batch[at]!)} 未对照`,
  'the serial of the original': (batch, at) => {
    const original = batch.find((l) => l.lineNo === batch[at]!.refundOf)
    return original ? `原费用明细 ${serialOf(original)} 的累计数量小于 0` : '费用明细有误'
  },
  nothing: () => '费用明细有误',
}

/** Up to 260 lines in order, refunds of earlier ones among them, and a few bad ones. */
const cases = fc
  .record({
    count: fc.integer({ min: 1, max: 260 }),
    refunds: fc.array(fc.tuple(fc.nat(259), fc.nat(259)), { maxLength: 20 }),
    bad: fc.array(fc.nat(259), { maxLength: 8 }),
  })
  .map(({ count, refunds, bad }) => {
    const lines = Array.from({ length: count }, (_, i) => line(i + 1))
    for (const [at, of] of refunds) {
      const [refund, original] = [lines[at], lines[of]]
      if (refund && original && of < at && original.refundOf === null) lines[at] = line(at + 1, of + 1)
    }
    // what refunds a refund is no refund
    const sound = lines.map((l) =>
      l.refundOf !== null && lines[l.refundOf - 1]!.refundOf !== null ? line(l.lineNo) : l,
    )
    return { lines: sound, bad: new Set(bad.filter((n) => n < count).map((n) => n + 1)) }
  })

describe.each(Object.entries(WAYS))('a centre that names %s', (way, words) => {
  it('loses the bad lines and the refunds of them, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ lines, bad }) => {
        const c = centre(bad, words)
        const sent = await sendAll({ lines, atCentre: () => false, send: c.send, failed: c.fail })
        const lost = lines.filter((l) => bad.has(l.lineNo) || (l.refundOf !== null && bad.has(l.refundOf)))
        expect([...c.failed.keys()].sort((a, b) => a - b)).toEqual(lost.map((l) => l.lineNo))
        expect(sent.map((l) => l.lineNo)).toEqual([...c.held])
        expect(sent).toHaveLength(lines.length - lost.length)
        expect(c.batches.every((b) => b.length <= BATCH && b.length > 0)).toBe(true)
        const perBad = ['the place', 'an index', 'the serial'].includes(way) ? 2 : 250
        expect(c.batches.length).toBeLessThanOrEqual(3 + lost.length * perBad)
      }),
      { numRuns: 60 },
    )
  })
})

describe.each(Object.entries(WAYS))(
  'a platform without refunds of their own that names %s',
  (_way, words) => {
    it('gets each charge with all that takes it back in one message; of a bad one both stay behind', async () => {
      await fc.assert(
        fc.asyncProperty(cases, async ({ lines, bad }) => {
          const unit = (l: BatchLine) => l.refundOf ?? l.lineNo
          const lost = new Set(lines.filter((l) => bad.has(l.lineNo)).map(unit))
          const c = centre(bad, words)
          const sent = await sendAll({
            ...{ lines, size: 40, together: true, atCentre: () => false },
            ...{ send: c.send, failed: c.fail },
          })
          for (const batch of c.batches) {
            const units = new Set(batch.map(unit))
            expect(batch).toHaveLength(lines.filter((l) => units.has(unit(l))).length)
            expect(batch.length <= 40 || units.size === 1).toBe(true)
          }
          expect(new Set([...c.failed.keys()])).toEqual(
            new Set(lines.filter((l) => lost.has(unit(l))).map((l) => l.lineNo)),
          )
          expect(sent).toHaveLength(lines.length - c.failed.size)
        }),
        { numRuns: 60 },
      )
    })
  },
)

describe('what is sent', () => {
  it('goes in the order taken, in hundreds', async () => {
    const c = centre(new Set(), () => '')
    const lines = Array.from({ length: 250 }, (_, i) => line(i + 1))
    await sendAll({ lines, atCentre: () => false, send: c.send, failed: c.fail })
    expect(c.batches.map((b) => b.length)).toEqual([100, 100, 50])
    expect([...c.held]).toEqual(lines.map((l) => l.lineNo))
  })

  it('keeps a refund back whose original is not at the centre, and says why', async () => {
    const c = centre(new Set(), () => '')
    c.held.add(3)
    const lines = [line(5, 2), line(6, 3)]
    await sendAll({ lines, atCentre: (lineNo) => lineNo === 3, send: c.send, failed: c.fail })
    expect([...c.held]).toEqual([3, 6])
    expect(c.failed.get(5)).toContain('第 2 条')
  })

  it('stops after many single refusals with nothing accepted: the rest is left as it is', async () => {
    const all = Array.from({ length: 300 }, (_, i) => line(i + 1))
    const c = centre(new Set(all.map((l) => l.lineNo)), () => '暂停受理')
    await sendAll({ lines: all, atCentre: () => false, send: c.send, failed: c.fail })
    expect(c.failed.size).toBe(20)
    expect(c.batches.length).toBeLessThan(60)
  })

  it('stops the same after others were accepted: a stay that is refused from now on costs no line each', async () => {
    const all = Array.from({ length: 400 }, (_, i) => line(i + 1))
    const c = centre(new Set(all.slice(100).map((l) => l.lineNo)), () => '费用有误')
    const sent = await sendAll({ lines: all, atCentre: () => false, send: c.send, failed: c.fail })
    expect(sent).toHaveLength(100)
    expect(c.failed.size).toBe(20)
    expect(c.batches.length).toBeLessThan(60)
  })

  it('throws what is not about lines, and marks none', async () => {
    const c = centre(new Set(), () => '')
    const send = async () => {
      throw new Error('doubt')
    }
    const lines = [line(1), line(2)]
    await expect(sendAll({ lines, atCentre: () => false, send, failed: c.fail })).rejects.toThrow('doubt')
    expect(c.failed.size).toBe(0)
  })
})

describe('reading a refusal', () => {
  const batch = [line(7), line(8), line(9, 7)]
  const refused = (message: string): Fault => ({
    ...{ kind: 'rejected', what: '被拒绝', means: '', todo: '' },
    centre: { code: '-1', message },
  })
  it.each([
    ['第 2 行：数量不能为 0', [8]],
    ['第2条 单价有误，第 3 条 单价有误', [8, 9]],
    ['feedetail[0].cnt 超长', [7]],
    ['明细 1000008 未对照', [8]],
    ['明细 1000007 累计数量小于 0', [7, 9]],
    ['第 9 行：没有这一行', []],
    ['住院明细2000001已结算', []],
    ['第 2 行：该人员已停保', [8]],
    ['费用有误', []],
  ])('%s', (message, expected) => {
    expect([...readRefusal(refused(message), batch, serialOf)!.named.keys()]).toEqual(expected)
  })

  it('a sign-in that is over, in whatever words a site knows it by', () => {
    const fault = refused('令狐冲')
    const session: Fault = { ...fault, centre: { ...fault.centre!, sort: 'session' } }
    expect(readRefusal(session, batch, serialOf)).toBeNull()
    expect(readRefusal(fault, batch, serialOf)).not.toBeNull()
  })

  it.each([
    ...['未签到，请重新签到', '就诊信息不存在', '该住院已结算，请先撤销结算（2305）', '会话已失效'],
    ...['该人员已停保', '参保关系已中断', '账户已冻结', '本机构的定点协议已中止'],
  ])('%s is about no line', (message) => {
    expect(readRefusal(refused(message), batch, serialOf)).toBeNull()
  })

  it('takes the fields of a check on this side, each with its own words', () => {
    const field = {
      path: 'feedetail[1].med_list_codg',
      label: '',
      rule: 'missing',
      message: '费用明细第 2 行 单价：必填',
    } as const
    const fault: Fault = { kind: 'invalid', what: '', means: '', todo: '', fields: [field] }
    expect([...readRefusal(fault, batch, serialOf)!.named]).toEqual([[8, '单价：必填']])
  })
})

describe('the reason of a failed line', () => {
  it.each([
    ['第 15 行：医疗目录编码不在医保目录内', '医疗目录编码不在医保目录内'],
    ['第1条明细单价不正确', '单价不正确'],
    ['费用明细第 3 笔, 数量不能为 0', '数量不能为 0'],
    ['feedetail[0]: 校验失败', '校验失败'],
    ['第 2 行', '第 2 行'],
    ['处方第 2 行：数量不能为 0', '处方第 2 行：数量不能为 0'],
  ])('is without the place in a batch that nobody sees: %s', async (words, why) => {
    const c = centre(new Set([7]), () => words)
    await sendAll({ lines: [line(7)], atCentre: () => false, send: c.send, failed: c.fail })
    expect(c.failed).toEqual(new Map([[7, why]]))
  })
})
