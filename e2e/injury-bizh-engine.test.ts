import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { FaultKind } from '../electron/sandbox/nhsa/index.ts'
import type { InjuryView } from '../shared/api/injury.ts'
import type { JsonObject } from '../shared/contract.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import type { InjuryAction, InjuryKind } from '../shared/injury.ts'
import { NOTHING } from './crash/ledgers.ts'
import { QUICK } from './crash/quick.ts'
import { compareBooks, readInjury } from './injury/books.ts'
import { hurried } from './injury/plan.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** 广东工伤 over the whole composition, beside the platform's own book: nothing lost, nothing twice. */
const TIMES = { answer_ms: 5_000, centre_ms: 400 }
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const settings = { injury: hurried(TIMES) }
  const counter = await openCounter({ timing: QUICK.timing, settings, ...options })
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

const certOf = (name: string) => {
  const { certno } = people.find((p) => p.psn_name === name)!
  return { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
}
const at = ({ case: of }: InjuryView) => ({ encounterId: of.encounterId, version: of.version })
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const paid = ({ case: of }: InjuryView) =>
  of.trial && of.trial.cash > 0 ? [{ method: 'cash' as const, amountFen: of.trial.cash }] : []

/** Somebody with charges, known to the platform and not yet registered there. */
async function identified(c: Counter, kind: InjuryKind, name = '李国强'): Promise<InjuryView> {
  const cert = certOf(name)
  const patient = kind === 'inpatient' ? await c.app.his.addInpatient(cert.certno) : null
  if (patient) await c.app.his.addCharges(patient.ipt_no, 9)
  else await c.app.his.addBills(cert.certno, 1)
  const opened = await c.call('injury.open', {
    ...{ family: 'bizh', kind },
    ...(patient ? { ipt_no: patient.ipt_no } : {}),
  })
  const known = await c.call('injury.identify', { ...at(opened), cert })
  return c.call('injury.loadCharges', at(known))
}

const done: Partial<Record<InjuryAction, (view: InjuryView) => boolean>> = {
  register: ({ case: of }) => of.step === 'registered',
  unregister: ({ case: of }) => of.step === 'identified',
  admit: ({ case: of }) => of.step === 'admitted',
  unadmit: ({ case: of }) => of.step === 'identified',
  upload: ({ sums }) => sums.fresh + sums.failed === 0,
  withdraw: ({ sums }) => sums.uploaded === 0,
  trial: ({ case: of }) => of.trial !== null || of.step === 'settled',
  discharge: ({ case: of }) => of.step === 'discharged',
  undischarge: ({ case: of }) => of.step === 'admitted',
  settle: ({ case: of }) => of.step === 'settled',
  unsettle: ({ case: of }) => of.settlement === null,
}

/** One step, again and again as a clerk would: waits while it is in doubt, and tries anew where it did not happen. */
async function walk(c: Counter, encounterId: string, action: InjuryAction): Promise<InjuryView> {
  const told: string[] = []
  for (let tries = 0; tries < 200; tries++) {
    const view = await c.call('injury.get', { encounterId })
    if (view.doubt) {
      if (view.doubt.state === 'MANUAL') throw new Error(`${action}: ${view.doubt.what}`)
      await c.app.engine.tick()
      await c.pause(20)
      continue
    }
    if (done[action]!(view)) return view
    if (told.length > 4) throw new Error(`${action}: ${told.join(' | ')}`)
    // what was settled by a lost answer's trial is calculated anew
    if (action === 'settle' && view.case.trial === null) await fault(tryOnce(c, view, 'trial'))
    else told.push((await fault(tryOnce(c, view, action)))?.what ?? 'done')
  }
  throw new Error(`${action}: no end`)
}

const tryOnce = (c: Counter, view: InjuryView, action: InjuryAction): Promise<InjuryView> =>
  action === 'settle'
    ? c.call('injury.settle', { ...at(view), payments: paid(view) })
    : c.call('injury.act', { ...at(view), action, reason: '办错了' })

async function walkAll(c: Counter, view: InjuryView, actions: readonly InjuryAction[]): Promise<InjuryView> {
  let last = view
  for (const action of actions) last = await walk(c, view.case.encounterId, action)
  return last
}

const VISIT: InjuryAction[] = ['register', 'trial', 'settle', 'unsettle', 'trial', 'settle']
const STAY: InjuryAction[] = [
  ...(['admit', 'upload', 'withdraw', 'upload', 'discharge', 'trial', 'settle'] as const),
  ...(['unsettle', 'undischarge', 'discharge', 'trial', 'settle'] as const),
]
const CODES = [
  ...['bizh110104', 'bizh110105', 'bizh120103', 'bizh120002', 'bizh120004', 'bizh120105', 'bizh120106'],
  ...['bizh120107', 'bizh120108'],
]

/** Both books say the same to the fen, nothing is in doubt, and the HIS has heard of all. */
async function agrees(c: Counter, standing: number) {
  const waiting = async () => {
    await c.app.engine.tick()
    return (await c.app.journal.outboxCounts()).waiting
  }
  await expect.poll(waiting).toBe(0)
  const { differences, notes } = compareBooks([await readInjury(c.app)], c.app.injury!)
  // cases of these tests may go on
  expect({ ...differences, unfinished: 0 }, notes.join('; ')).toEqual(NOTHING)
  expect(c.app.injury!.effective()).toHaveLength(standing)
}

describe('an answer that is lost', () => {
  it.each([
    ...(['drop_before', 'drop_after', 'http500_after', 'garble', 'repeat', 'in_progress'] as const),
    'lag' as const,
  ])(
    '%s of each message: what happened is found out, what did not is done again',
    async (kind: FaultKind) => {
      const c = await open()
      // twice, so that the settlement struck is not the calculation before it
      const rules = CODES.map((code) => ({
        kind,
        codes: [code],
        times: code === 'bizh110105' ? 3 : 1,
        ms: 100,
      }))
      c.app.injury!.setFaults(rules)
      const visit = await walkAll(c, await identified(c, 'outpatient'), VISIT)
      const stay = await walkAll(c, await identified(c, 'inpatient', '欧阳明月'), STAY)
      expect(visit.case.settlement!.setl_id).toMatch(/^GD\d+-\d+$/)
      expect(stay.case.past).toHaveLength(1)
      expect(c.app.injury!.struck()[kind]).toBe(CODES.length + 2)
      await agrees(c, 2)
      expect(await c.app.journal.countDoubtful()).toBe(0)
    },
  )

  it('of a refund and of a second charge with the same lines is told apart from the first', async () => {
    const c = await open()
    const { case: of } = await walkAll(c, await identified(c, 'outpatient'), VISIT.slice(0, 3))
    const strike = (kind: FaultKind) => c.app.injury!.setFaults([{ kind, codes: ['bizh110105'], times: 1 }])
    strike('drop_before')
    let view = await walk(c, of.encounterId, 'unsettle')
    strike('drop_after')
    view = await walk(c, of.encounterId, 'trial')
    strike('drop_before')
    view = await walk(c, of.encounterId, 'settle')
    expect(view.case.settlement!.setl_id).toMatch(/-3$/)
    strike('drop_after')
    view = await walk(c, of.encounterId, 'unsettle')
    expect(view.case.past.map(({ cancelled }) => cancelled!.setl_id.slice(-2))).toEqual(['-2', '-4'])
    await agrees(c, 0)
    const gone = await c.call('injury.abandon', { ...at(view), reason: '不办了' })
    expect(gone.case.step).toBe('cancelled')
    expect(c.app.injury!.leftovers()).toEqual([])
  })

  it('and that a later process finds is booked there', async () => {
    const home = mkdtempSync(join(tmpdir(), 'guitai-bizh-'))
    const c = await open({ home })
    const { case: of } = await walkAll(c, await identified(c, 'outpatient'), ['register', 'trial'])
    c.app.injury!.setFaults([
      { kind: 'drop_after', codes: ['bizh110105'] },
      { kind: 'drop_before', codes: ['bizh110103'] },
    ])
    const view = await c.call('injury.get', { encounterId: of.encounterId })
    expect(await fault(tryOnce(c, view, 'settle'))).toMatchObject({ kind: 'doubt' })
    const held = await fault(tryOnce(c, view, 'trial'))
    expect(held!.kind).toMatch(/doubt|conflict/)
    await counters.pop()!.close()
    const later = await open({ home })
    const found = await walk(later, of.encounterId, 'settle')
    expect(found.case.settlement!.amounts).toEqual(view.case.trial)
    await agrees(later, 1)
  })
})

describe('a charge that arrives after it was given up', () => {
  it('is not charged a second time: the next settlement waits until that batch is refunded', async () => {
    const c = await open()
    const { case: of } = await walkAll(c, await identified(c, 'outpatient'), ['register', 'trial'])
    const { encounterId } = of
    const see = () => c.call('injury.get', { encounterId })
    c.app.injury!.setFaults([{ kind: 'lag', codes: ['bizh110105'], times: 1, ms: 1_500 }])
    expect(await fault(tryOnce(c, await see(), 'settle'))).toMatchObject({ kind: 'doubt' })
    const given = async () => {
      await c.app.engine.tick()
      return (await see()).doubt
    }
    await expect.poll(given, { timeout: 60_000 }).toBeNull()
    expect(c.app.injury!.effective()).toEqual([])
    await expect.poll(() => c.app.injury!.effective().length, { timeout: 60_000 }).toBe(1)
    const again = await fault(tryOnce(c, await see(), 'settle'))
    expect(again).toMatchObject({ kind: 'conflict', what: expect.stringContaining('费用批次 1') })
    expect(c.app.injury!.effective()).toHaveLength(1)
    await refundAtPlatform(c, of.mdtrt_id!)
    const settled = await walk(c, encounterId, 'settle')
    expect(settled.case.settlement!.setl_id).toMatch(/-3$/)
    expect(c.app.injury!.effective().map(({ setl_id }) => setl_id)).toEqual([
      settled.case.settlement!.setl_id,
    ])
  })
})

/** As somebody does it at the platform's own desk. */
async function refundAtPlatform(c: Counter, aaz218: string) {
  const by = { opter: 'a', opterName: '甲', shiftId: null, sign_no: null }
  const akb020 = 'H51010400001'
  const ask = async (infno: string, program: JsonObject) => {
    const outcome = await c.app.engine.transact({ family: 'bizh', infno, by, input: { program } })
    if (outcome.is !== 'settled') throw new Error(outcome.fault.what)
    return outcome.output.program as JsonObject
  }
  const about = { bka895: 'aaz218', bka896: aaz218, akb020, bka006: '410', bka001: 1 }
  const { feeinfo } = await ask('bizh110103', about)
  const minus = (feeinfo as JsonObject[]).map(({ bka001: _, ...line }) => {
    return { ...line, bka057: -Number(line.bka057), bka058: -Number(line.bka058) }
  })
  await ask('bizh110105', { akb020, aaz218, bka014: 'a', bka015: '甲', bka893: '1', feeinfo: minus })
}

describe('what nobody can tell', () => {
  it('a person decides, by the number of the batch that the platform reads out, and no other', async () => {
    const c = await open()
    const { case: of } = await walkAll(c, await identified(c, 'outpatient'), ['register', 'trial'])
    c.app.injury!.setFaults([
      { kind: 'drop_after', codes: ['bizh110105'], times: 1 },
      { kind: 'in_progress', codes: ['bizh110103'], ms: 60_000 },
    ])
    const view = await c.call('injury.get', { encounterId: of.encounterId })
    expect(await fault(tryOnce(c, view, 'settle'))).toMatchObject({ kind: 'doubt' })
    const state = async () => {
      await c.app.engine.tick()
      return (await c.call('injury.get', { encounterId: of.encounterId })).doubt?.state
    }
    await expect.poll(state).toBe('MANUAL')
    c.app.injury!.setFaults([])
    const [doubt] = await c.call('doubt.list', {})
    expect(doubt).toMatchObject({ infno: 'bizh110105', decideBy: '费用批次' })
    const decide = (setl_id: string) =>
      c.call('doubt.decide', { msgid: doubt!.msgid, happened: true, setl_id, reason: '平台已记账' })
    expect(await fault(decide('2'))).toMatchObject({ kind: 'rejected' })
    expect(await c.call('doubt.list', {})).toHaveLength(1)
    await decide('1')
    await agrees(c, 1)
    const after = await c.call('injury.get', { encounterId: of.encounterId })
    expect(after.case.settlement!.setl_id).toBe(c.app.injury!.effective()[0]!.setl_id)
  })
})

describe('the rehearsal', () => {
  it('passes all thirty interfaces, twice, and leaves nothing', async () => {
    const c = await open()
    const { cert } = await c.call('acceptance.options', {})
    for (let times = 0; times < 2; times++) {
      const { runId } = await c.call('acceptance.start', {
        ...{ families: ['bizh'], cert: cert!, confirmed: true },
      })
      const run = () => c.call('acceptance.run', { runId })
      await expect.poll(async () => (await run()).state).toBe('done')
      const { rows, codes, codesPassed } = await run()
      expect(rows.filter(({ result, why }) => result !== 'passed' || why !== '')).toEqual([])
      expect([codes, codesPassed]).toEqual([30, 30])
      expect(c.app.sandbox!.requests()).toBe(1) // the sign-in of this clerk's shift
    }
    await agrees(c, 0)
    expect(c.app.injury!.leftovers()).toEqual([])
  })
})

describe('the session', () => {
  it('that the platform forgets before every step is renewed unseen, and stands nowhere', async () => {
    const c = await open()
    const visit = await identified(c, 'outpatient', '陈刚')
    const chosen = await c.call('injury.choose', {
      ...at(visit),
      recognition: visit.case.recognitions[1]!.id,
    })
    for (const action of VISIT) {
      c.app.injury!.expire()
      const view = await c.call('injury.get', { encounterId: chosen.case.encounterId })
      expect(await fault(tryOnce(c, view, action)), action).toBeNull()
    }
    const stay = await identified(c, 'inpatient')
    for (const action of STAY) {
      c.app.injury!.expire()
      const view = await c.call('injury.get', { encounterId: stay.case.encounterId })
      expect(await fault(tryOnce(c, view, action)), action).toBeNull()
    }
    await agrees(c, 2)
    const { rows } = await c.app.journal.searchTxns({ offset: 0, limit: 1_000 })
    const own = rows.filter(({ family }) => family === 'bizh')
    expect(own.every(({ state }) => state === 'SETTLED')).toBe(true)
    expect(own.some(({ infno }) => infno === 'sys0001')).toBe(false)
    expect(JSON.stringify(own)).not.toMatch(/session_id|"sandbox"/)
  })

  it('is opened from the console without a password, and what is shown of it is nobody’s', async () => {
    const c = await open()
    const by = { opter: 'a', opterName: '甲', shiftId: null, sign_no: null }
    const send = (password: string) =>
      c.app.engine.transact({
        ...{ family: 'bizh', infno: 'sys0001', by },
        input: { program: { userid: 'x', password } },
      })
    expect((await fault(send('real')))!.what).toContain('密钥库')
    const outcome = await send('***')
    expect(outcome).toMatchObject({ is: 'settled', output: { program: { session_id: '***' } } })
    const txn = await c.app.journal.txn(outcome.txn.msgid)
    expect(JSON.stringify(txn)).not.toContain('sandbox')
  })
})

it('a registration that is left at the platform is told when the shift ends', async () => {
  const c = await open()
  const view = await walkAll(c, await identified(c, 'outpatient'), ['register'])
  const end = () => c.call('shift.signOut', { countedCash: 0 })
  // before the cash is counted, too
  expect((await c.call('shift.totals', {})).unfinished).toBe(1)
  expect(await fault(end())).toMatchObject({ kind: 'conflict', what: expect.stringContaining('1 个就诊') })
  await c.call('injury.abandon', { ...at(view), reason: '不看了' })
  expect((await c.call('shift.totals', {})).unfinished).toBe(0)
  expect(await fault(end())).toBeNull()
})

describe('what the platform refuses', () => {
  it('is a clear no that leaves nothing: unknown, not recognised, frozen, ended, elsewhere', async () => {
    const c = await open()
    const who = async (name: string, kind: InjuryKind) => {
      const opened = await c.call('injury.open', { family: 'bizh', kind })
      return c.call('injury.identify', { ...at(opened), cert: certOf(name) })
    }
    expect(await fault(who('刘洋', 'outpatient'))).toMatchObject({
      kind: 'not_found',
      what: expect.stringContaining('查不到'),
    })
    expect((await fault(who('周建国', 'inpatient')))!.what).toContain('没有这位患者的工伤认定')
    expect(await fault(who('赵敏', 'inpatient'))).toMatchObject({
      kind: 'rejected',
      what: expect.stringContaining('业务互斥'),
    })
    expect((await who('王芳', 'outpatient')).case.fund).toMatchObject({ ok: false })
    const [ended] = (await who('张伟', 'outpatient')).case.recognitions
    expect(ended!.why).toContain('有效期到')
    expect((await who('陈刚', 'outpatient')).case.recognition).toBeNull()
    const elsewhere = await identified(c, 'outpatient', '赵敏')
    const no = await fault(tryOnce(c, elsewhere, 'register'))
    expect(no).toMatchObject({ kind: 'rejected', centre: { message: expect.stringContaining('业务互斥') } })
    expect(c.app.injury!.leftovers()).toEqual([])
  })

  it('keeps the order of the stay: lines only inside, one step back at a time', async () => {
    const c = await open()
    let view = await walkAll(c, await identified(c, 'inpatient'), ['admit', 'upload'])
    expect(view.can).not.toContain('unadmit')
    view = await walkAll(c, view, ['discharge', 'trial', 'settle'])
    expect(view.can).toEqual(['unsettle'])
    const paper = await c.call('injury.statement', { encounterId: view.case.encounterId })
    expect(paper.lines.length).toBeGreaterThan(8)
    expect(paper.facts.map(({ label }) => label)).toContain('工伤保险支付')
    expect(JSON.stringify(paper)).not.toContain('李国强')
    view = await walkAll(c, view, ['unsettle', 'undischarge', 'withdraw', 'unadmit'])
    await agrees(c, 0)
    expect(c.app.injury!.leftovers()).toEqual([])
  })
})
