import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atCase, type InjuryDeed, type InjuryHand, treat } from '../electron/host/cli/demo/injury-clerk.ts'
import type { FaultRule } from '../electron/sandbox/nhsa/index.ts'
import type { ClearingRow, MonthRow } from '../shared/api/injury-clearing.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { dateOf } from '../shared/msgid.ts'
import { hurried } from './injury/plan.ts'
import { type Counter, openCounter } from './support/counter.ts'

/** 工伤清算 through every handler, against the platforms' own ledgers. */
const counters: Counter[] = []
/** what is in doubt stays so for a while */
const SLOW = { look_first_ms: 3_000, look_longest_ms: 3_000, tick_ms: 40, outbox_first_ms: 40 }
const TIMING = { look_first_ms: 30, look_longest_ms: 120, tick_ms: 40, outbox_first_ms: 40 }
async function open(roles?: ('hospital' | 'agency')[], timing = TIMING) {
  const injury = hurried({ answer_ms: 1_500, centre_ms: 1_600 })
  const settings = { injury: roles ? { ...injury, gy: { ...injury.gy!, roles } } : injury }
  const c = await openCounter({ timing, settings })
  counters.push(c)
  return c
}
// the month does not end while it is cleared
const NOON = new Date().setHours(12, 0, 0, 0)
beforeEach(() => void vi.useFakeTimers({ now: NOON, toFake: ['Date'], shouldAdvanceTime: true }))
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
  vi.useRealTimers()
})

const certno = (name: string) => people.find((p) => p.psn_name === name)!.certno
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const handOf = (c: Counter): InjuryHand => ({
  call: c.call,
  his: c.app.his,
  pause: () => c.pause(30),
  pay: (due) => (due > 0 ? [{ method: 'cash', amountFen: due }] : []),
})
const settled = (c: Counter, family: 'gs' | 'gy', kind: InjuryDeed['kind'], name: string) =>
  treat(handOf(c), { family, kind, certno: certno(name), fate: 'settle' })

const month = dateOf(NOON).slice(0, 7)
const next = dateOf(new Date(Number(month.slice(0, 4)), Number(month.slice(5)), 15).getTime()).slice(0, 7)
const OUT = `gs|${month.replace('-', '')}|0501`
const list = async (c: Counter) => (await c.call('injury.clearing.list', { month })).rows
const one = async (c: Counter, id = OUT) => (await list(c)).find((row) => row.id === id)!
const seenOf = ({ details }: Pick<ClearingRow, 'details'>) => ({
  ...{ count: details.count, totalFen: details.totalFen, fundFen: details.fundFen },
})
const apply = async (c: Counter, id = OUT) =>
  c.call('injury.clearing.apply', { month, id, seen: seenOf(await one(c, id)), yzz134: '周主任' })
const resolved = (c: Counter) =>
  expect
    .poll(
      async () => {
        await c.app.engine.tick()
        return c.app.journal.countDoubtful()
      },
      { timeout: 60_000, interval: 40 },
    )
    .toBe(0)

describe('四川工伤清算', () => {
  it('applies for what stands, once; what is in it cannot be undone; taken back it can be applied for anew', async () => {
    const c = await open()
    await settled(c, 'gs', 'outpatient', '李国强')
    await settled(c, 'gs', 'outpatient', '欧阳明月')
    await treat(handOf(c), { family: 'gs', kind: 'outpatient', certno: certno('陈刚'), fate: 'undo' })
    const ready = await one(c)
    expect(ready).toMatchObject({ state: 'ready', label: '工伤门诊', can: ['apply'], sent: null })
    expect(ready.why).toContain('本月还没有结束')
    const stand = c.app.injury!.effective().filter(({ family }) => family === 'gs')
    expect(stand).toHaveLength(2)
    expect(ready.details).toMatchObject({
      ...{ count: 2, persons: 2 },
      totalFen: stand.reduce((sum, { total }) => sum + total, 0),
      fundFen: stand.reduce((sum, { fund }) => sum + fund, 0),
    })
    const items = await c.call('injury.clearing.items', { month, id: OUT })
    expect(items.map(({ setl_id }) => setl_id).sort()).toEqual(stand.map(({ setl_id }) => setl_id).sort())
    expect(JSON.stringify(items)).not.toContain('李国强')

    const other = { ...seenOf(ready), fundFen: ready.details.fundFen - 1 }
    expect(await fault(c.call('injury.clearing.apply', { month, id: OUT, seen: other }))).toMatchObject({
      kind: 'conflict',
      what: expect.stringContaining('合计变了'),
    })
    await apply(c)
    const done = await one(c)
    expect(done).toMatchObject({ state: 'applied', clr_state: '01', stateLabel: '已申请', unequal: [] })
    expect(done.yzz062).toMatch(/^QS/)
    expect(done.sent).toEqual(done.details)
    expect(await fault(apply(c))).toMatchObject({ kind: 'conflict' })

    const setl_id = items[0]!.setl_id
    const [row] = await c.app.journal.settlements({ family: 'gs', setl_id })
    const view = await c.call('injury.get', { encounterId: row!.encounterId })
    const no = await fault(c.call('injury.act', { ...atCase(view), action: 'unsettle', reason: '结算错误' }))
    expect(no?.what).toContain(done.yzz062)

    const { version } = await one(c)
    await c.call('injury.clearing.undo', { month, id: OUT, version, reason: '漏了一笔' })
    expect(await one(c)).toMatchObject({ state: 'ready', yzz062: '' })
    await settled(c, 'gs', 'outpatient', '陈刚')
    expect((await one(c)).details.count).toBe(3)
    await apply(c)
    const again = await one(c)
    expect(again.yzz062).not.toBe(done.yzz062)
    const trail = await c.call('auth.audit', { limit: 50 })
    const own = trail.map(({ action }) => action).filter((action) => action.startsWith('injury.clearing'))
    expect(own.sort()).toEqual(['injury.clearing.apply', 'injury.clearing.apply', 'injury.clearing.undo'])
  }, 60_000)

  it('follows the agency to the payment: states, deductions equal to their sum, and the form', async () => {
    const c = await open()
    await settled(c, 'gs', 'outpatient', '李国强')
    await apply(c)
    await settled(c, 'gs', 'outpatient', '欧阳明月')
    const states: string[] = []
    for (let i = 0; i < 8; i++) {
      await c.call('injury.clearing.refresh', { month })
      states.push((await one(c)).clr_state)
    }
    expect(states.at(-1)).toBe('05')
    expect([...states].sort()).toEqual(states)
    const paid = await one(c)
    expect(paid).toMatchObject({ stateLabel: '已拨付', tone: 'done', unequal: [], later: 1 })
    expect(paid.why).toContain('又有 1 笔结算')
    expect(paid.can).toEqual(['refresh', 'form', 'deductions'])
    expect(paid.platform).toMatchObject({ count: 1, fundFen: paid.details.fundFen })
    expect(paid.payFen).toBe(paid.details.fundFen - paid.deductFen!)
    const { rows, sumFen, unequal } = await c.call('injury.clearing.deductions', { month, id: OUT })
    expect(rows).toHaveLength(1)
    expect({ sumFen, unequal }).toEqual({ sumFen: paid.deductFen, unequal: [] })
    const form = await c.call('injury.clearing.form', { month, id: OUT })
    const shown = await c.call('print.show', { doc: form.doc })
    const said = JSON.stringify(shown.document)
    for (const words of [paid.yzz062, '清算拨付金额', '周主任', '柜台演示医院']) expect(said).toContain(words)
    // a paper as all are: counted, and from the second on with a reason and its mark
    expect(shown.copies).toBe(0)
    expect(await c.call('print.doc', { doc: form.doc })).toMatchObject({ copies: 1 })
    await c.call('injury.clearing.form', { month, id: OUT })
    expect((await fault(c.call('print.doc', { doc: form.doc })))?.fields).toMatchObject([{ path: 'reason' }])
    const again = await c.call('print.doc', { doc: form.doc, reason: '打印不清' })
    expect(again.copies).toBe(2)
    expect(JSON.stringify(again.document)).toContain('重打')
    expect((await fault(c.call('print.show', { doc: { is: 'injuryClearing', yzz062: 'QS0' } })))?.kind).toBe(
      'not_found',
    )
    expect(Buffer.from(form.file!.base64, 'base64').subarray(0, 4).toString()).toBe('%PDF')
    const { version } = paid
    const late = await fault(c.call('injury.clearing.undo', { month, id: OUT, version, reason: '试' }))
    expect(late?.kind).toBe('conflict')
  }, 60_000)

  it('an application without an answer holds its settlements until the platform has told, and stands once', async () => {
    const c = await open(undefined, SLOW)
    await settled(c, 'gs', 'outpatient', '李国强')
    const { totalFen } = (await one(c)).details
    // it arrives, the answer comes too late, and so does the first answer to the question
    const late: FaultRule = { kind: 'delay', codes: ['GS3201'], times: 1, ms: 4_000 }
    c.app.injury!.setFaults([late])
    const lost = fault(apply(c))
    const sent = async () => (await c.app.journal.unfinished()).some(({ infno }) => infno === 'GS3201')
    await expect.poll(sent, { interval: 10 }).toBe(true)
    expect(await one(c)).toMatchObject({ state: 'doubt', can: [] })
    c.app.injury!.setFaults([late, { kind: 'drop_before', codes: ['GS3203'], times: 1 }])
    expect(await lost).toMatchObject({ kind: 'doubt' })
    expect(await one(c)).toMatchObject({ state: 'doubt', can: [], stateLabel: '查证中' })
    expect((await fault(apply(c)))?.kind).toBe('conflict')
    const [item] = await c.call('injury.clearing.items', { month, id: OUT })
    const [row] = await c.app.journal.settlements({ family: 'gs', setl_id: item!.setl_id })
    const view = await c.call('injury.get', { encounterId: row!.encounterId })
    const no = await fault(c.call('injury.act', { ...atCase(view), action: 'unsettle', reason: '错' }))
    expect(no?.what).toContain('清算')
    await resolved(c)
    const end = await one(c)
    expect(end).toMatchObject({ state: 'applied', unequal: [], details: { count: 1, totalFen } })
    const told = (await c.call('injury.clearing.refresh', { month })).rows.filter(({ id }) => id === OUT)
    expect(told).toMatchObject([{ yzz062: end.yzz062, platform: { count: 1, totalFen } }])
  }, 60_000)

  it('an application that never arrived may be sent again', async () => {
    const c = await open()
    await settled(c, 'gs', 'outpatient', '李国强')
    c.app.injury!.setFaults([{ kind: 'drop_before', codes: ['GS3201'], times: 1 }])
    expect(await fault(apply(c))).not.toBeNull()
    await resolved(c)
    expect(await one(c)).toMatchObject({ state: 'ready' })
    await apply(c)
    expect(await one(c)).toMatchObject({ state: 'applied', unequal: [] })
  }, 60_000)

  it('what another counter applied for is seen, and not applied for again', async () => {
    const c = await open()
    await settled(c, 'gs', 'outpatient', '李国强')
    await apply(c)
    const { version } = await one(c)
    const doc = (await c.app.journal.doc('injury.clearing', OUT))!
    await c.app.journal.commit([{ t: 'doc.drop', kind: doc.kind, id: doc.id, expect: version }])
    expect((await one(c)).state).toBe('ready')
    const no = await fault(apply(c))
    expect(no).toMatchObject({ kind: 'conflict' })
    expect(await one(c)).toMatchObject({ state: 'foreign', can: expect.not.arrayContaining(['undo']) })
  }, 60_000)
})

const MED = `gy|${month.replace('-', '')}|1`
const AID = `gy|${month.replace('-', '')}|3`
const months = async (c: Counter, id: string): Promise<MonthRow> =>
  (await c.call('injury.clearing.months', { month })).rows.find((row) => row.id === id)!
const close = async (c: Counter, id: string) => {
  const row = await months(c, id)
  return c.call('injury.clearing.closeMonth', { month, id, seen: seenOf(row), netFen: row.netFen })
}

describe('跨省工伤月结', () => {
  it('closes a month once by type of institution, less what was deducted; later undos wait for the next', async () => {
    const c = await open(['hospital', 'agency'])
    await settled(c, 'gy', 'inpatient', '李国强')
    await settled(c, 'gy', 'device', '宋远方')
    const [stay] = await c.call('injury.clearing.deductible', { text: '' })
    const all = await c.call('injury.clearing.deductible', { text: '' })
    expect(all).toHaveLength(2)
    const of = all.find(({ fundFen }) => fundFen > 1_000) ?? stay!
    const { ykc618, fundFen } = of
    for (const [amountFen, words] of [
      [0, '必须大于 0'],
      [fundFen + 1, '不能超过统筹支付'],
    ] as const)
      expect(
        (await fault(c.call('injury.clearing.deduct', { ykc618, amountFen, reason: '超标准' })))?.what,
      ).toContain(words)
    const { kk_sn } = await c.call('injury.clearing.deduct', { ykc618, amountFen: 500, reason: '超标准收费' })
    await c.call('injury.clearing.deduct', { ykc618, amountFen: 200, reason: '重复收费' })
    const over = await fault(
      c.call('injury.clearing.deduct', { ykc618, amountFen: fundFen - 699, reason: '再扣' }),
    )
    expect(over?.what).toContain('还能扣')
    await c.call('injury.clearing.undeduct', { kk_sn, reason: '复核后不扣' })
    const { rows: deducted } = await c.call('injury.clearing.deducted', {})
    expect(deducted.map(({ state, amountFen }) => [state, amountFen]).sort()).toEqual([
      ['undone', 500],
      ['valid', 200],
    ])
    const ids = [MED, AID]
    const before = await Promise.all(ids.map((id) => months(c, id)))
    expect(before.map(({ state, details }) => [state, details.count])).toEqual([
      ['ready', 1],
      ['ready', 1],
    ])
    const kk = before.flatMap(({ parts }) => parts.filter(({ key }) => key === 'deducted'))
    expect(kk.reduce((sum, { fen }) => sum + fen, 0)).toBe(200)
    // nothing was downloaded, and yet something is counted: what was made here
    const own = before.filter(({ ownDeductions }) => ownDeductions > 0)
    expect(own.map(({ ownDeductions, why }) => [ownDeductions, why.includes('本站办理的 1 笔')])).toEqual([
      [1, true],
    ])
    const rest = before.filter(({ ownDeductions }) => ownDeductions === 0)
    expect(rest.every(({ why }) => why.includes('还没有下载过审核扣款'))).toBe(true)
    for (const { details, netFen, parts } of before) {
      const [fund = 0, undo = 0, taken = 0, back = 0] = parts.map(({ fen }) => Number(fen))
      expect(fund).toBe(details.fundFen)
      expect(netFen).toBe(fund - undo - taken + back)
    }
    for (const id of ids) await close(c, id)
    const after = await Promise.all(ids.map((id) => months(c, id)))
    expect(after.map(({ state }) => state)).toEqual(['closed', 'closed'])
    expect(after.map(({ netFen }) => netFen)).toEqual(before.map(({ netFen }) => netFen))
    expect(await fault(close(c, MED))).toMatchObject({ kind: 'conflict' })
    const counted = (await c.call('injury.clearing.deducted', {})).rows.find(
      ({ state }) => state === 'valid',
    )!
    expect(counted.month).toBe(month)

    await c.call('injury.exchange.run', { code: 'GYD003' })
    const told = await months(c, MED)
    expect(told).toMatchObject({ platform: { netFen: told.netFen }, unequal: [] })

    await expect
      .poll(
        async () => {
          await c.call('injury.exchange.run', { code: 'GYD005' })
          return (await c.call('injury.clearing.shares', {})).rows.length
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBeGreaterThanOrEqual(2)
    const { rows: shares } = await c.call('injury.clearing.shares', {})
    expect(shares.flatMap(({ unequal }) => unequal)).toEqual([])
    const items = (
      await Promise.all(shares.map(({ id }) => c.call('injury.clearing.shareItems', { id })))
    ).flat()
    expect(items.filter(({ note }) => note !== '')).toEqual([])
    expect(items.map(({ ykc618: of_ }) => of_)).toContain(ykc618)

    // what a month-end has counted is offset in the next one: the deduction cancelled, the settlement undone
    await c.call('injury.clearing.undeduct', { kk_sn: counted.kk_sn, reason: '申诉成立' })
    const [row] = await c.app.journal.settlements({ family: 'gy', setl_id: ykc618 })
    const view = await c.call('injury.get', { encounterId: row!.encounterId })
    await c.call('injury.act', { ...atCase(view), action: 'unsettle', reason: '结算错误' })
    const later = (await c.call('injury.clearing.months', { month: next })).rows
    const offset = later.find(({ label }) => label === '医疗机构')!
    expect(offset).toMatchObject({ state: 'none', netFen: 200 - fundFen, can: [] })
    expect(offset.parts.map(({ count, fen }) => [count, Number(fen)])).toEqual([
      ...[
        [0, 0],
        [1, fundFen],
        [0, 0],
        [1, 200],
      ],
    ])
    expect(offset.why).toContain('冲减会进入下一次月结')
    expect((await months(c, MED)).netFen).toBe(after[0]!.netFen)
  }, 90_000)

  it('a month-end without an answer ends by itself, once', async () => {
    const c = await open(undefined, SLOW)
    await settled(c, 'gy', 'device', '宋远方')
    c.app.injury!.setFaults([
      { kind: 'drop_after', codes: ['GYU003'], times: 1 },
      { kind: 'drop_before', codes: ['GYD053'], times: 1 },
    ])
    expect(await fault(close(c, AID))).not.toBeNull()
    expect(await months(c, AID)).toMatchObject({ state: 'doubt', can: [] })
    await resolved(c)
    expect(await months(c, AID)).toMatchObject({ state: 'closed', details: { count: 1 } })
  }, 60_000)

  it('deductions are the agency’s alone', async () => {
    const c = await open(['hospital'])
    await settled(c, 'gy', 'device', '宋远方')
    expect(await c.call('injury.clearing.options', {})).toMatchObject({ gs: true, gy: true, agency: false })
    const calls = [
      c.call('injury.clearing.deductible', { text: '' }),
      c.call('injury.clearing.deduct', { ykc618: 'x', amountFen: 1, reason: '试' }),
      c.call('injury.clearing.undeduct', { kk_sn: 'x', reason: '试' }),
    ]
    for (const call of calls) expect(await fault(call)).toMatchObject({ kind: 'denied' })
    expect((await c.call('injury.clearing.deducted', {})).rows).toEqual([])
  }, 60_000)
})
