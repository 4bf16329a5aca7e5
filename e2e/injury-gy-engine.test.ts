import { afterEach, describe, expect, it } from 'vitest'
import { act, advance, atCase, forward, type InjuryHand } from '../electron/host/cli/demo/injury-clerk.ts'
import { demoCode } from '../electron/sandbox/nhsa/ecode.ts'
import type { FaultRule } from '../electron/sandbox/nhsa/index.ts'
import type { InjuryView } from '../shared/api/injury.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { rows } from '../shared/settlement.ts'
import type { Cert } from '../shared/visit.ts'
import { compareBooks, readInjury } from './injury/books.ts'
import { hurried } from './injury/plan.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'

/** Cases of 跨省工伤 through every handler, sealed and signed, against the platform's own ledger. */
const counters: Counter[] = []
const TIMING = { look_first_ms: 30, look_longest_ms: 120, tick_ms: 40, outbox_first_ms: 40 }
async function open(options: CounterOptions = {}) {
  const settings = { injury: hurried({ answer_ms: 10_000, centre_ms: 800 }) }
  const c = await openCounter({ timing: TIMING, settings, ...options })
  counters.push(c)
  return c
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})

type Kind = 'inpatient' | 'device'
const one = (name: string) => people.find((p) => p.psn_name === name)!
const byNumber = (name: string): Cert => {
  const { certno } = one(name)
  return { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno }
}
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const handOf = (c: Counter): InjuryHand => ({
  call: c.call,
  his: c.app.his,
  pause: () => c.pause(30),
  pay: (due) => (due > 0 ? [{ method: 'cash', amountFen: due }] : []),
})

async function identified(c: Counter, name: string, kind: Kind, cert = byNumber(name)): Promise<InjuryView> {
  const of = kind === 'inpatient' ? await c.app.his.addInpatient(one(name).certno) : null
  if (of) await c.app.his.addCharges(of.ipt_no, 6)
  const opened = await c.call('injury.open', { family: 'gy', kind, ...(of ? { ipt_no: of.ipt_no } : {}) })
  return c.call('injury.identify', { ...atCase(opened), cert })
}

/** A device is charged by hand where the HIS has no bill for it. */
async function charged(c: Counter, view: InjuryView): Promise<InjuryView> {
  const [item] = (await c.app.his.items('', 50)).filter(({ chrgitm_lv }) => chrgitm_lv !== '03')
  return c.call('injury.addLine', { ...atCase(view), medins_list_codg: item!.medins_list_codg, cnt: '2' })
}

async function ready(c: Counter, name: string, kind: Kind): Promise<InjuryView> {
  const view = await identified(c, name, kind)
  return kind === 'device' ? charged(c, view) : view
}

async function finish(c: Counter): Promise<void> {
  const refusals = new Map<string, number>()
  await expect
    .poll(
      async () => {
        await c.app.engine.tick()
        for (const view of await c.call('injury.working', {})) {
          const id = view.case.encounterId
          if (view.doubt) continue
          if (await fault(advance(handOf(c), view, refusals.get(id) ?? 0)))
            refusals.set(id, (refusals.get(id) ?? 0) + 1)
        }
        const { waiting } = await c.app.journal.outboxCounts()
        return (await c.call('injury.working', {})).length + (await c.app.journal.countDoubtful()) + waiting
      },
      { timeout: 60_000, interval: 40 },
    )
    .toBe(0)
}

const agree = async (c: Counter) => {
  // what the HIS is told is told a moment later
  await expect.poll(async () => (await c.app.journal.outboxCounts()).waiting, { timeout: 60_000 }).toBe(0)
  const { differences, notes } = compareBooks([await readInjury(c.app)], c.app.injury!)
  expect(notes).toEqual([])
  expect(Object.values(differences).every((n) => n === 0)).toBe(true)
}

const codes = async (c: Counter) =>
  (await readInjury(c.app)).txns.map(({ infno }) => infno).filter((code) => code !== 'GYD051')

describe('跨省工伤: who may be treated', () => {
  it('passes on a filing that fits place and kind, and says a clear no with the reason where none does', async () => {
    const c = await open()
    const { case: song, missing } = await identified(c, '宋远方', 'inpatient')
    expect(song.person).toMatchObject({ insuplc_admdvs: '440300', gend: '1' })
    expect(song.recognitions).toMatchObject([{ about: '右小腿毁损伤，伤残五级', why: null }])
    expect(song.filings).toMatchObject([{ place: '就医地 510100（本地）', why: null }])
    expect(song.recognition).not.toBeNull()
    expect(song.filing).not.toBeNull()
    expect(missing).toEqual([])
    const elsewhere = await fault(identified(c, '罗启航', 'inpatient'))
    expect(elsewhere).toMatchObject({ kind: 'rejected' })
    expect(elsewhere!.what).toContain('530100')
    expect((await fault(identified(c, '周建国', 'inpatient')))!.what).toContain(
      '未查询到该人员的异地就医备案',
    )
    // a filing for hospitals is none for devices
    expect((await fault(identified(c, '罗启航', 'device')))!.what).toContain('不是这类协议机构')
  })

  it('offers both recognitions, reads a scanned code by GYU010 and looks at a card before it is believed', async () => {
    const c = await open()
    const { case: chen } = await identified(c, '陈刚', 'inpatient')
    expect(chen.recognitions).toHaveLength(2)
    expect(chen.recognition).toBeNull()
    const scan: Cert = { mdtrt_cert_type: '01', mdtrt_cert_no: demoCode(one('宋远方'), 1) }
    const { case: scanned } = await identified(c, '宋远方', 'inpatient', scan)
    expect(scanned.step).toBe('identified')
    // the code itself is not kept (rule of GYU010): neither in its message nor in the case
    const { rows: asked } = await c.app.journal.searchTxns({ infno: 'GYU010', offset: 0, limit: 10 })
    const kept = [
      await c.app.journal.txn(asked[0]!.msgid),
      await c.app.journal.encounter(scanned.encounterId),
    ]
    expect(JSON.stringify(kept)).toContain('"qrcode":"***"')
    expect(JSON.stringify(kept)).not.toContain(scan.mdtrt_cert_no)
    const { card_no, card_sn, certno } = one('宋远方')
    const card: Cert = {
      ...{ mdtrt_cert_type: '03', mdtrt_cert_no: card_no, card_sn, certno, psn_name: '宋远方' },
      insuplc_admdvs: '440300',
    }
    expect((await identified(c, '宋远方', 'inpatient', card)).case.step).toBe('identified')
    expect(await codes(c)).toEqual(['GYD052', 'GYU010'])
    const forged = await fault(
      identified(c, '宋远方', 'inpatient', { ...card, card_sn: `4403${'0'.repeat(28)}` }),
    )
    expect(forged!.what).toContain('卡识别码与持卡人不符')
  })
})

it('a settlement that was reversed without its answer has spent its number', async () => {
  const c = await open()
  const view = await act(handOf(c), await ready(c, '宋远方', 'device'), 'trial')
  const { encounterId } = view.case
  c.app.injury!.setFaults([
    { kind: 'drop_after', codes: ['GYU303'], times: 1 },
    { kind: 'drop_before', codes: ['GYD053'] },
  ])
  const payments = view.case.trial!.cash > 0 ? handOf(c).pay(view.case.trial!.cash) : []
  expect(await fault(c.call('injury.settle', { ...atCase(view), payments }))).toMatchObject({ kind: 'doubt' })
  const [doubt] = await c.call('doubt.list', {})
  await c.call('doubt.reverse', { msgid: doubt!.msgid, reason: '不等了' })
  const see = () => c.call('injury.get', { encounterId })
  await expect.poll(async () => (await see()).doubt).toBeNull()
  c.app.injury!.setFaults([])
  const again = await act(handOf(c), await see(), 'trial')
  const { case: of } = await c.call('injury.settle', { ...atCase(again), payments })
  expect(of.settlement!.setl_id).toBe(`${encounterId}-2`)
})

/** longer than the platform's own limit, after which its "not received" is believed */
const TOO_LATE_ms = 2_500

it('a settlement of a stay that nobody can explain is booked by a person, from the platform’s list of his patient alone', async () => {
  const c = await open()
  const hand = handOf(c)
  const view = await forward(hand, await ready(c, '宋远方', 'inpatient'), 'trial')
  const { encounterId } = view.case
  c.app.injury!.setFaults([
    { kind: 'drop_after', codes: ['GYU103'], times: 1 },
    { kind: 'in_progress', codes: ['GYD053'], ms: 60_000 },
  ])
  const payments = view.case.trial!.cash > 0 ? hand.pay(view.case.trial!.cash) : []
  const settling = () => c.call('injury.settle', { ...atCase(view), payments })
  expect(await fault(settling())).toMatchObject({ kind: 'doubt' })
  const state = async () => {
    await c.app.engine.tick()
    return (await c.call('injury.get', { encounterId })).doubt?.state
  }
  await expect.poll(state, { timeout: 30_000 }).toBe('MANUAL')
  c.app.injury!.setFaults([])
  const [doubt] = await c.call('doubt.list', {})
  // the number is this program's own: it stands in the box, and the platform still has to know it
  expect(doubt).toMatchObject({ decideBy: '结算业务号', decideNumber: `${encounterId}-1` })
  const decide = (setl_id: string) =>
    c.call('doubt.decide', { msgid: doubt!.msgid, happened: true, setl_id, reason: '平台已结算' })
  expect((await fault(decide(`${encounterId}-2`)))!.what).toContain('不是这一笔的')
  await decide(doubt!.decideNumber)
  const { case: of } = await c.call('injury.get', { encounterId })
  expect(of).toMatchObject({ step: 'settled', settlement: { setl_id: `${encounterId}-1` } })
  await agree(c)
})

describe('跨省工伤: what arrives after it was given up has a way out at the counter', () => {
  const settledDown = (c: Counter, encounterId: string) =>
    expect
      .poll(async () => (await c.call('injury.get', { encounterId })).doubt, { timeout: 20_000 })
      .toBeNull()
  /** The fault of a step that reaches the platform only after everybody gave it up; the case as it stands then. */
  async function late(c: Counter, infno: string, run: () => Promise<unknown>, encounterId: string) {
    c.app.injury!.setFaults([{ kind: 'lag', codes: [infno], ms: TOO_LATE_ms, times: 1 }])
    const at = Date.now()
    expect(await fault(run())).toMatchObject({ kind: 'doubt' })
    await settledDown(c, encounterId)
    await c.pause(Math.max(0, at + TOO_LATE_ms + 1_500 - Date.now()))
    return c.call('injury.get', { encounterId })
  }

  it('lines: they fail as repeated, are taken back whole and go anew', async () => {
    const c = await open()
    const hand = handOf(c)
    let view = await act(hand, await identified(c, '宋远方', 'inpatient'), 'admit')
    view = await c.call('injury.loadCharges', atCase(view))
    view = await late(c, 'GYU102', () => act(hand, view, 'upload'), view.case.encounterId)
    expect(view.sums).toMatchObject({ fresh: 6, failed: 0, uploaded: 0 })
    expect(view.can).not.toContain('withdraw')
    view = await act(hand, view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, failed: 6, uploaded: 0 })
    const { rows: lines } = await c.call('injury.lines', { encounterId: view.case.encounterId })
    expect(lines[0]!.why).toMatch(/重复.*撤销明细/)
    expect(view.can[0]).toBe('upload')
    view = await act(hand, view, 'withdraw')
    view = await act(hand, view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, failed: 0, uploaded: 6 })
    await forward(hand, view, 'settle')
    await agree(c)
  })

  it('an admission: 住院号 is taken, is freed by a deliberate step, and the case goes on; abandoned, nothing stays', async () => {
    const c = await open()
    const hand = handOf(c)
    const known = await identified(c, '宋远方', 'inpatient')
    const { encounterId } = known.case
    expect(known.can).toEqual(['admit'])
    let view = await late(c, 'GYU101', () => act(hand, known, 'admit'), encounterId)
    expect(view.case).toMatchObject({ step: 'identified', mdtrt_id: null })
    expect(view.can).toEqual(['admit', 'unadmit'])
    expect(view.case.warnings.join()).toContain('取消入院')
    expect((await fault(act(hand, view, 'admit')))!.what).toContain('重复')
    view = await act(hand, await c.call('injury.get', { encounterId }), 'unadmit')
    expect(view.can).toEqual(['admit'])
    expect(view.case.warnings.join()).not.toContain('取消入院')
    await forward(hand, view, 'settle')
    const other = await identified(c, '李国强', 'inpatient')
    const given = await late(c, 'GYU101', () => act(hand, other, 'admit'), other.case.encounterId)
    await c.call('injury.abandon', { ...atCase(given), reason: '不办了' })
    await agree(c)
  })

  it('a stay whose lines all failed is abandoned with whatever stands of it', async () => {
    const c = await open()
    const hand = handOf(c)
    let view = await act(hand, await identified(c, '宋远方', 'inpatient'), 'admit')
    view = await c.call('injury.loadCharges', atCase(view))
    view = await late(c, 'GYU102', () => act(hand, view, 'upload'), view.case.encounterId)
    view = await act(hand, view, 'upload')
    expect(view.sums).toMatchObject({ failed: 6 })
    await c.call('injury.abandon', { ...atCase(view), reason: '不办了' })
    await agree(c)
    // the clerk of the rehearsals finds the way out too
    let other = await act(hand, await identified(c, '李国强', 'inpatient'), 'admit')
    other = await c.call('injury.loadCharges', atCase(other))
    other = await late(c, 'GYU102', () => act(hand, other, 'upload'), other.case.encounterId)
    expect((await forward(hand, other, 'settle')).case.step).toBe('settled')
    await agree(c)
  })

  it('more lines than a message holds: every refund goes with its original', async () => {
    const c = await open()
    const hand = handOf(c)
    const { ipt_no } = await c.app.his.addInpatient(one('宋远方').certno)
    await c.app.his.addCharges(ipt_no, 620, { refunds: 60 })
    const opened = await c.call('injury.open', { family: 'gy', kind: 'inpatient', ipt_no })
    let view = await c.call('injury.identify', { ...atCase(opened), cert: byNumber('宋远方') })
    view = await act(hand, view, 'admit')
    view = await c.call('injury.loadCharges', atCase(view))
    view = await act(hand, view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, failed: 0, uploaded: 620 })
    expect((await codes(c)).filter((code) => code === 'GYU102')).toHaveLength(2)
    await forward(hand, view, 'settle')
    await agree(c)
  })
})

describe('跨省工伤: from card to settlement and back', () => {
  it('settles, takes back, and everything goes anew; fund and patient as the hospital said line by line', async () => {
    const c = await open()
    const hand = handOf(c)
    const known = await identified(c, '宋远方', 'inpatient')
    let view = await act(hand, known, 'admit')
    expect(view.case.mdtrt_id).toMatch(/^GYJ/)
    view = await c.call('injury.loadCharges', atCase(view))
    const [first] = (await c.call('injury.lines', { encounterId: view.case.encounterId })).rows
    view = await c.call('injury.markLine', { ...atCase(view), sn: first!.sn, injury: false })
    view = await forward(hand, view, 'settle')
    const { amounts, setl_id } = view.case.settlement!
    expect(amounts.cash).toBeGreaterThanOrEqual(first!.amountFen)
    expect(c.app.injury!.effective()).toMatchObject([
      { setl_id, total: amounts.total, fund: amounts.fund, cash: amounts.cash },
    ])
    view = await act(hand, view, 'unsettle')
    expect(view.case).toMatchObject({ step: 'identified', mdtrt_id: null, settlement: null })
    expect(view.sums).toMatchObject({ uploaded: 0 })
    expect(c.app.injury!.leftovers()).toEqual([])
    view = await forward(hand, view, 'settle')
    expect(view.case.settlement!.setl_id).not.toBe(setl_id)
    await agree(c)
  })

  it('a device is settled within what was confirmed, and taken back without an admission', async () => {
    const c = await open()
    const hand = handOf(c)
    const known = await ready(c, '李国强', 'device')
    expect(known.case.devices).toMatchObject([{ name: '踝足矫形器', limitFen: 350_000 }])
    let view = await forward(hand, known, 'settle')
    expect(c.app.injury!.effective()).toHaveLength(1)
    view = await act(hand, view, 'unsettle')
    expect(view.case.step).toBe('identified')
    await c.call('injury.abandon', { ...atCase(view), reason: '不办了' })
    await agree(c)
  })

  it('a refund goes up with its original; one that comes later wants the lines taken back first', async () => {
    const c = await open()
    const hand = handOf(c)
    const { ipt_no } = await c.app.his.addInpatient(one('宋远方').certno)
    await c.app.his.addCharges(ipt_no, 8, { refunds: 2 })
    const opened = await c.call('injury.open', { family: 'gy', kind: 'inpatient', ipt_no })
    let view = await c.call('injury.identify', { ...atCase(opened), cert: byNumber('宋远方') })
    view = await act(hand, view, 'admit')
    view = await c.call('injury.loadCharges', atCase(view))
    view = await act(hand, view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, failed: 0, uploaded: 8 })
    const { rows: found } = await c.call('txn.search', { limit: 50, withoutQueries: false })
    const sent = await c.app.journal.txn(found.find(({ infno }) => infno === 'GYU102')!.msgid as never)
    const lines = rows(sent!.input, 'list')
    expect(lines).toHaveLength(6)
    expect(lines.every((row) => Number(row.akc227) >= 0)).toBe(true)
    view = await forward(hand, view, 'settle')
    const total = view.case.settlement!.amounts.total
    expect(c.app.injury!.effective()).toMatchObject([{ total }])
    await agree(c)
  })

  it('what went over the wire is cipher text, and people see the plain message without a key', async () => {
    const c = await open()
    await identified(c, '宋远方', 'inpatient')
    const { rows: found } = await c.call('txn.search', { limit: 50, withoutQueries: false })
    const { wire } = await c.call('txn.get', { msgid: found.find(({ infno }) => infno === 'GYD051')!.msgid })
    expect(wire).toContain('密文')
    expect(wire).toContain('GYD051')
    expect(wire).not.toContain('biz_data": "')
  })
})

const STAY = ['GYU101', 'GYU102', 'GYU103', 'GYR001', 'GYR002', 'GYR003']
const DEVICE = ['GYU303', 'GYR003']
const BOTH = ['replay', 'refuse'] as const
const FAULTS: [string, Omit<FaultRule, 'codes'>][] = [
  ['lost before it came', { kind: 'drop_before', times: 1 }],
  ['done, and its answer lost', { kind: 'drop_after', times: 1 }],
  ['answered with broken cipher text', { kind: 'garble', times: 2 }],
  ['delivered twice', { kind: 'repeat' }],
  ['late', { kind: 'lag', ms: 300, times: 1 }],
  ['still at work', { kind: 'in_progress', ms: 200, times: 1 }],
]

describe('跨省工伤: nothing is lost and nothing doubled', () => {
  for (const [index, [name, rule]] of FAULTS.entries())
    for (const repeat of rule.kind === 'repeat' ? BOTH : [BOTH[index % 2]!])
      it(`${name}; a serial that comes again is ${repeat === 'replay' ? 'answered as before' : 'refused'}`, async () => {
        const c = await open({ injurySandbox: { repeat } })
        const hand = handOf(c)
        const each = async (all: readonly string[], run: () => Promise<unknown>) => {
          for (const code of all) {
            c.app.injury!.setFaults([{ ...rule, codes: [code] }])
            await fault(run())
            await finish(c)
            await agree(c)
          }
        }
        // to the settlement and back to nothing, one message broken at a time
        await each(STAY, async () => {
          let view = await forward(hand, await ready(c, '宋远方', 'inpatient'), 'settle')
          view = await act(hand, view, 'unsettle')
          view = await forward(hand, view, 'trial')
          await c.call('injury.abandon', { ...atCase(view), reason: '不办了' })
        })
        await each(DEVICE, async () => {
          const view = await forward(hand, await ready(c, '李国强', 'device'), 'settle')
          await act(hand, view, 'unsettle')
        })
        expect(c.app.injury!.struck()[rule.kind]).toBeGreaterThanOrEqual(STAY.length)
      }, 120_000)
})
