import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { InjuryDeed, InjuryHand } from '../electron/host/cli/demo/injury-clerk.ts'
import { advance, atCase, forward, treat } from '../electron/host/cli/demo/injury-clerk.ts'
import { startInjurySandbox } from '../electron/sandbox/injury/index.ts'
import type { FaultRule } from '../electron/sandbox/nhsa/index.ts'
import type { InjuryView } from '../shared/api/injury.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { compareBooks, readInjury } from './injury/books.ts'
import { hurried } from './injury/plan.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Cases of 四川工伤 through every handler, against the platform's own ledger. */
const counters: Counter[] = []
const TIMING = { look_first_ms: 30, look_longest_ms: 120, tick_ms: 40, outbox_first_ms: 40 }
async function open(options: CounterOptions = {}) {
  const settings = { injury: hurried({ answer_ms: 400, centre_ms: 500 }) }
  const c = await openCounter({ timing: TIMING, settings, ...options })
  counters.push(c)
  return c
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const certno = (name: string) => people.find((p) => p.psn_name === name)!.certno
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const handOf = (c: Counter): InjuryHand => ({
  call: c.call,
  his: c.app.his,
  pause: () => c.pause(30),
  pay: (due) => (due > 0 ? [{ method: 'cash', amountFen: due }] : []),
})
const deed = (kind: InjuryDeed['kind'], name: string, fate: InjuryDeed['fate']): InjuryDeed => ({
  ...{ family: 'gs', kind, certno: certno(name), fate },
})

async function identified(c: Counter, name: string, kind: 'outpatient' | 'inpatient') {
  const opened = await c.call('injury.open', { family: 'gs', kind })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno(name), certno: certno(name) } as const
  return c.call('injury.identify', { ...atCase(opened), cert })
}

/** A stay with its charges there, admitted. */
async function admitted(c: Counter, name: string): Promise<InjuryView> {
  const { ipt_no } = await c.app.his.addInpatient(certno(name))
  await c.app.his.addCharges(ipt_no, 5)
  const opened = await c.call('injury.open', { family: 'gs', kind: 'inpatient', ipt_no })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno(name), certno: certno(name) } as const
  const known = await c.call('injury.identify', { ...atCase(opened), cert })
  const fits = known.case.filings.find((one) => one.why === null)!
  const chosen = await c.call('injury.choose', {
    ...atCase(known),
    ...{ recognition: fits.recognition!, filing: fits.id },
  })
  return c.call('injury.act', { ...atCase(chosen), action: 'admit' })
}

/** Carries every case to its end, whatever was lost on the way. */
async function finish(c: Counter): Promise<void> {
  const hand = handOf(c)
  const refusals = new Map<string, number>()
  await expect
    .poll(
      async () => {
        await c.app.engine.tick()
        for (const view of await c.call('injury.working', {})) {
          const id = view.case.encounterId
          const failed = view.doubt || (await fault(advance(hand, view, refusals.get(id) ?? 0)))
          if (failed && !view.doubt) refusals.set(id, (refusals.get(id) ?? 0) + 1)
        }
        const { waiting } = await c.app.journal.outboxCounts()
        return (await c.call('injury.working', {})).length + (await c.app.journal.countDoubtful()) + waiting
      },
      { timeout: 60_000, interval: 40 },
    )
    .toBe(0)
}

const agree = async (c: Counter) => {
  const { differences, notes } = compareBooks([await readInjury(c.app)], c.app.injury!)
  expect(notes).toEqual([])
  expect(Object.values(differences).every((n) => n === 0)).toBe(true)
}

describe('四川工伤: who may be treated', () => {
  it('says a clear no where the platform would not pay, and why', async () => {
    const c = await open()
    const no = async (name: string, kind: 'outpatient' | 'inpatient') =>
      (await fault(identified(c, name, kind)))?.what ?? ''
    expect(await no('周建国', 'outpatient')).toContain('没有工伤认定')
    expect(await no('宋远方', 'outpatient')).toContain('查不到')
    expect(await no('罗启航', 'inpatient')).toContain('查不到')
    expect(await no('赵敏', 'inpatient')).toContain('业务互斥')
    const frozen = await identified(c, '王芳', 'outpatient')
    expect(frozen.case.fund).toEqual({ ok: false, words: '工伤保险暂停参保，基金不支付' })
    expect(frozen.missing.map(({ path }) => path)).toContain('fund')
    const ended = await identified(c, '张伟', 'inpatient')
    expect(ended.case.filings.every(({ why }) => why !== null)).toBe(true)
    expect(ended.case.recognitions[0]!.why).toContain('有效期已于')
    expect(ended.case.warnings.join()).toContain('没有可用的就医条件登记')
    expect(c.app.injury!.ledger()).toEqual([])
  })

  it('offers several recognitions, and of each what is registered for it, with why the others do not fit', async () => {
    const c = await open()
    const { case: of } = await identified(c, '陈刚', 'outpatient')
    expect(of.recognitions.map(({ why }) => why)).toEqual([null, null])
    expect([of.recognition, of.filing]).toEqual([null, null])
    const whys = of.filings.map(({ why }) => why).filter((why) => why !== null)
    expect(whys.join()).toContain('复核状态：未审核')
    expect(whys.join()).toContain('医疗类别是工伤住院')
    expect(of.accumulations[0]).toEqual({ label: '本年在本院结算', value: '0 次' })
    const stays = await identified(c, '陈刚', 'inpatient')
    expect(stays.case.filings.map(({ why }) => why).join()).toContain('不是本院')
  })
})

describe('四川工伤: money', () => {
  it('settles, takes back, settles anew and gives up, both kinds; every sum is the platform’s', async () => {
    const c = await open()
    const day = [
      deed('outpatient', '李国强', 'settle'),
      deed('inpatient', '陈刚', 'again'),
      deed('outpatient', '陈刚', 'undo'),
      deed('inpatient', '李国强', 'undo'),
      deed('outpatient', '欧阳明月', 'abandon'),
      deed('inpatient', '欧阳明月', 'abandon'),
    ]
    for (const one of day) await treat(handOf(c), one)
    await finish(c)
    await agree(c)
    const stand = c.app.injury!.effective()
    expect(stand.length).toBe(2)
    for (const { total, fund, cash, hosp } of stand) expect(fund + cash + hosp).toBe(total)
    expect(c.app.injury!.leftovers()).toEqual([])
  })

  it('what is no injury’s is the patient’s, and the form is the platform’s own', async () => {
    const c = await open()
    const view = await identified(c, '李国强', 'outpatient')
    await c.app.his.addBills(certno('李国强'), 1)
    const charged = await c.call('injury.loadCharges', atCase(view))
    const line = charged.case.lines.find((one) => one.chrgitm_lv !== '03') ?? charged.case.lines[0]!
    const marked = await c.call('injury.markLine', { ...atCase(charged), sn: line.sn, injury: false })
    const more = await c.call('injury.addLine', {
      ...atCase(marked),
      ...{ medins_list_codg: charged.case.lines[0]!.medins_list_codg, cnt: '2' },
    })
    const done = await forward(handOf(c), more, 'settle')
    const { amounts, lines } = done.case.settlement!
    expect(lines.find((one) => one.sn === line.sn)?.split).toMatchObject({ ownFen: line.amountFen })
    expect(amounts.cash).toBeGreaterThanOrEqual(line.amountFen)
    const form = await c.call('injury.statement', { encounterId: done.case.encounterId })
    expect(form.funds).toContainEqual({ label: '工伤基金支付合计', amountFen: amounts.fund })
    expect(form.lines.find(({ note }) => note === '非工伤')?.amountFen).toBe(line.amountFen)
    await finish(c)
    await agree(c)
  })

  it('each step of a stay is taken back in its order, and the stay goes on from there', async () => {
    const c = await open()
    const hand = handOf(c)
    let view = await admitted(c, '李国强')
    view = await c.call('injury.loadCharges', atCase(view))
    view = await c.call('injury.act', { ...atCase(view), action: 'upload' })
    await c.app.his.wardDischarge(view.case.ipt_otp_no)
    view = await c.call('injury.act', { ...atCase(view), action: 'discharge' })
    view = await c.call('injury.act', { ...atCase(view), action: 'trial' })
    const undone = (action: 'undischarge' | 'withdraw' | 'unadmit') => (of: InjuryView) =>
      c.call('injury.act', { ...atCase(of), action, reason: '重新办理' })
    expect((await fault(undone('unadmit')(view)))?.kind).toBe('conflict')
    for (const action of ['undischarge', 'withdraw', 'unadmit'] as const) view = await undone(action)(view)
    expect(view.case.step).toBe('identified')
    expect(view.sums).toMatchObject({ uploaded: 0 })
    await forward(hand, view, 'settle')
    await finish(c)
    await agree(c)
    expect(c.app.injury!.effective()).toHaveLength(1)
  })
})

const FAULTS: [FaultRule['kind'], ms?: number][] = [
  ...([['drop_after'], ['drop_before'], ['garble'], ['repeat'], ['http500_after']] as [FaultRule['kind']][]),
  ...([
    ['lag', 150],
    ['in_progress', 150],
  ] as [FaultRule['kind'], number][]),
]
/** What exercises a code, from card to the end. */
const EXERCISED: [code: string, deed: InjuryDeed][] = [
  ['GS3106', deed('outpatient', '陈刚', 'settle')],
  ['GS3108', deed('outpatient', '李国强', 'undo')],
  ['GS3001', deed('inpatient', '李国强', 'settle')],
  ['GS3004', deed('inpatient', '陈刚', 'settle')],
  ['GS3008', deed('inpatient', '欧阳明月', 'settle')],
  ['GS3015', deed('inpatient', '李国强', 'again')],
  ['GS5001', deed('inpatient', '陈刚', 'undo')],
]

describe('四川工伤: answers that never come', () => {
  for (const [kind, ms] of FAULTS) {
    it(`${kind} of each call that changes something: nothing lost, nothing doubled`, async () => {
      const c = await open({ injurySandbox: { seed: kind.length } })
      for (const [n, [code, one]] of EXERCISED.entries()) {
        c.app.injury!.setFaults([{ kind, codes: [code], times: 1, ...(ms ? { ms } : {}) }])
        await fault(treat(handOf(c), one))
        await finish(c)
        await agree(c)
        expect(c.app.injury!.struck()[kind], code).toBe(n + 1)
      }
    })

    it(`${kind} again and again, of questions too, where a number that comes twice is refused`, async () => {
      const c = await open({ injurySandbox: { repeat: 'refuse', seed: kind.length } })
      const codes = [
        ...EXERCISED.map(([code]) => code),
        ...(ms ? [] : ['GS2002', 'GS2003', 'GS2004', 'GS3007']),
      ]
      c.app.injury!.setFaults([{ kind, codes, rate: 0.4, ...(ms ? { ms } : {}) }])
      for (const [, one] of EXERCISED.slice(1, 6)) await fault(treat(handOf(c), one))
      await finish(c)
      await agree(c)
      expect(c.app.injury!.struck()[kind]).toBeGreaterThan(3)
    })
  }

  it('a process that ends in mid-settlement leaves it to the next one', async () => {
    const home = mkdtempSync(join(tmpdir(), 'guitai-gs-'))
    const injury = await startInjurySandbox()
    const injuryAt = { url: injury.url, keys: injury.keys }
    const c = await open({ home, injuryAt })
    let view = await admitted(c, '李国强')
    view = await forward(handOf(c), view, 'trial')
    injury.setFaults([{ kind: 'drop_after', codes: ['GS3015', 'GS2003'] }])
    const payments = handOf(c).pay(view.case.trial!.cash)
    expect((await fault(c.call('injury.settle', { ...atCase(view), payments })))?.kind).toBe('doubt')
    expect(injury.effective()).toHaveLength(1)
    await counters.pop()!.close()
    injury.setFaults([])
    const later = await open({ home, injuryAt })
    await finish(later)
    const { differences, notes } = compareBooks([await readInjury(later.app)], injury)
    expect([notes, differences.lost, injury.effective().length]).toEqual([[], 0, 1])
    await counters.pop()!.close()
    await injury.close()
  })
})
