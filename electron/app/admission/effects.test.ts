import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fen } from '../../../shared/money.ts'
import type { Stay, StaySettlement } from '../../../shared/stay.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { OutcomeKind } from '../../engine/engine.ts'
import type { Change, EncounterRow } from '../../journal/port.ts'
import { selfPaid } from '../ledger.ts'
import { MOVING, stayEffects } from './effects.ts'
import { aFee, aStay } from './fixture.ts'
import { putStay } from './store.ts'
import * as wire from './wire.ts'

const effects = stayEffects(false)
const MSGID = 'H51010000001202603021000000101'

function run(
  purpose: string,
  stay: Stay,
  of: { input?: JsonObject; local?: object; output?: JsonObject; outcome?: OutcomeKind } = {},
): Change[] {
  const put = putStay(stay, 1) as Extract<Change, { t: 'encounter' }>
  const encounter: EncounterRow = { ...put.put, version: stay.version, updatedAt: 1 }
  const txn = {
    ...{ msgid: MSGID, input: of.input ?? {}, local: (of.local ?? {}) as JsonObject },
    ...{ shiftId: 'BC1', opter: 'a1', opterName: '王敏' },
  } as unknown as Txn
  const { outcome = 'settled', output = {} } = of
  return effects.get(purpose)!({ txn, outcome, output, encounter, now: 9 })
}

const stayIn = (changes: Change[]): Stay => {
  const put = changes.find((c) => c.t === 'encounter')
  return (put?.t === 'encounter' ? put.put.data : null) as unknown as Stay
}
const kinds = (changes: Change[]) => changes.map((c) => c.t)
const told = (changes: Change[]) =>
  changes.flatMap((c) => (c.t === 'outbox' ? [c.add.payload as JsonObject] : []))

const PURPOSES = [
  ...['admit', 'change', 'upload', 'withdraw', 'discharge', 'undischarge'],
  ...['settle', 'unsettle', 'unadmit'],
].map((p) => `stay.${p}`)

describe('outcomes', () => {
  it.each(PURPOSES)('%s: a no changes nothing', (purpose) => {
    const input = wire.details(aStay(), [aFee(1)], () => undefined)
    expect(run(purpose, aStay(), { outcome: 'rejected', input })).toEqual([])
    expect(run(purpose, aStay(), { outcome: 'absent', input })).toEqual([])
  })

  it('2401 gives the stay its number, tells the HIS, and ends a change of insurance', () => {
    const stay = aStay({ step: 'identified', mdtrt_id: null, warnings: [MOVING, '其他'] })
    const changes = run('stay.admit', stay, { output: { result: { mdtrt_id: 'M9', exp_content: '' } } })
    expect(stayIn(changes)).toMatchObject({ step: 'admitted', mdtrt_id: 'M9', warnings: ['其他'] })
    expect(told(changes)).toMatchObject([{ kind: 'admitted', key: MSGID, facts: { ipt_no: 'Z0001' } }])
  })

  it('a stay made by hand is none of the HIS', () => {
    const stay = aStay({ step: 'identified', fromHis: false })
    expect(told(run('stay.admit', stay, { output: { result: { mdtrt_id: 'M9' } } }))).toEqual([])
  })

  it('2404 ends the stay, or moves it to the other insurance in the same commit', () => {
    const gone = run('stay.unadmit', aStay(), { local: { to: 'cancelled' } })
    expect(stayIn(gone)).toMatchObject({ step: 'cancelled', mdtrt_id: null })
    expect(told(gone)).toMatchObject([{ kind: 'unadmitted' }])
    const insu = { ...aStay().insu!, insutype: '390' }
    const local = { to: 'identified', move: { insu, benefits: [], warnings: [MOVING] } }
    const moved = run('stay.unadmit', aStay(), { local })
    expect(stayIn(moved)).toMatchObject({ step: 'identified', insu: { insutype: '390' }, warnings: [MOVING] })
    expect(told(moved)).toEqual([])
    const own = run('stay.unadmit', aStay(), { local: { to: 'admitted', selfPay: true } })
    expect(stayIn(own)).toMatchObject({ step: 'admitted', selfPay: true, insu: null, mdtrt_id: null })
  })

  it('2402 and 2405', () => {
    const out = run('stay.discharge', aStay(), { local: { discharge: { dscg_way: '1' } } })
    expect(stayIn(out)).toMatchObject({ step: 'discharged', discharge: { dscg_way: '1' } })
    const back = run('stay.undischarge', stayIn(out))
    expect(stayIn(back)).toMatchObject({ step: 'admitted', discharge: null })
  })

  it('2403 keeps what it carried, and drops the lines of a newborn that left', () => {
    const stay = aStay({
      daily: { '2026-03-02': fen(500) },
      taken: {
        Z0001: { serial: 1, lines: 1, amountFen: fen(1) },
        B1: { serial: 2, lines: 1, amountFen: fen(1) },
      },
    })
    const admission = { ...stay.admission, bed: '13' }
    const drop = [{ lineNo: 4, ipt_no: 'B1', day: '2026-03-02', amountFen: 200 }]
    const changes = run('stay.change', stay, { local: { admission, newborns: [], drop } })
    expect(stayIn(changes)).toMatchObject({ admission: { bed: '13' }, daily: { '2026-03-02': 300 } })
    expect(Object.keys(stayIn(changes).taken)).toEqual(['Z0001'])
    expect(changes).toContainEqual({ t: 'fee.drop', encounterId: 'ZY1', lineNo: 4 })
  })
})

describe('2301 and 2302', () => {
  const lines = [aFee(1), aFee(2, { gen: 2 }), aFee(3, { cnt: '-1', refundOf: 1, amountFen: fen(-250) })]
  const input = wire.details(aStay(), lines, (n) => lines.find((l) => l.lineNo === n))

  it('a batch taken in marks its lines, each with the split that makes its amount', () => {
    const row = (feedetl_sn: string, inscp_scp_amt: number): Json => ({
      ...{ feedetl_sn, fulamt_ownpay_amt: 1, overlmt_amt: 0, preselfpay_amt: 0, inscp_scp_amt },
      chrgitm_lv: '02',
    })
    const output = { result: [row('1000001', 4), row('2000002', 9)] }
    const changes = run('stay.upload', aStay({ presettle: { amounts: selfPaid(fen(1)), mid: true } }), {
      input,
      output,
    })
    expect(stayIn(changes).presettle).toBeNull()
    const sets = changes.flatMap((c) => (c.t === 'fee.set' ? [c] : []))
    expect(sets.map((c) => c.lineNo)).toEqual([1, 2, 3])
    expect(sets.every((c) => c.set.state === 'uploaded')).toBe(true)
    expect(sets[0]!.set).toMatchObject({
      chrgitm_lv: '02',
      split: { fulamt_ownpay_amt: 100, inscp_scp_amt: 400 },
    })
    expect(sets[1]!.set.split, 'does not make the amount').toBeNull()
    expect(sets[2]!.set, 'not answered').toMatchObject({ state: 'uploaded', split: null })
  })

  it('a batch taken back by 2302 stays new under other serials', () => {
    const changes = run('stay.upload', aStay(), { input, outcome: 'reversed' })
    const sets = changes.flatMap((c) => (c.t === 'fee.set' ? [[c.lineNo, c.set]] : []))
    expect(sets).toEqual([
      [1, { gen: 2 }],
      [2, { gen: 3 }],
      [3, { gen: 2 }],
    ])
  })

  it('some lines withdrawn, or all', () => {
    const some = run('stay.withdraw', aStay(), { input: wire.withdrawal(aStay(), ['2000002']) })
    expect(some[1]).toMatchObject({
      t: 'fee.set',
      lineNo: 2,
      from: ['uploaded'],
      set: { state: 'new', gen: 3 },
    })
    const all = run('stay.withdraw', aStay(), { input: wire.withdrawal(aStay(), [wire.ALL_DETAILS]) })
    expect(kinds(all)).toEqual(['encounter', 'fee.withdraw'])
  })
})

const setlinfo = (total: number, fund: number, cash: number): JsonObject => ({
  setlinfo: {
    ...{ setl_id: 'S1', setl_time: '2026-03-05 10:00:00', medfee_sumamt: total, fund_pay_sumamt: fund },
    ...{ acct_pay: 0, psn_cash_pay: cash, psn_part_amt: cash, hosp_part_amt: 0 },
    ...{ clr_type: '21', clr_optins: '510199' },
  },
})

describe('2304 and 2305', () => {
  const local = {
    mid: false,
    payments: [{ method: 'wechat', amountFen: 1_000, refNo: 'W1' }],
    depositFen: 3_000,
    givenBack: [],
  }

  it('books settlement, payments, deposits, lines, stay and the word to the HIS in one commit', () => {
    const changes = run('stay.settle', aStay({ step: 'discharged' }), {
      local,
      output: setlinfo(100, 60, 40),
    })
    expect(kinds(changes)).toEqual([
      ...['encounter', 'settlement', 'payment', 'payment', 'deposit', 'fee.settle', 'outbox'],
    ])
    expect(stayIn(changes)).toMatchObject({
      step: 'settled',
      settlements: [{ setl_id: 'S1', depositFen: 3_000 }],
    })
    expect(changes[1]).toMatchObject({ add: { clr_type: '21', clr_optins: '510199', med_type: '21' } })
    expect(changes[2]).toMatchObject({ add: { paymentId: `${MSGID}.0`, method: 'wechat', amountFen: 1_000 } })
    expect(changes[3]).toMatchObject({
      add: { paymentId: `${MSGID}.1`, method: 'deposit', amountFen: 3_000 },
    })
    expect(changes[4]).toMatchObject({ add: { kind: 'apply', amountFen: -3_000, setl_id: 'S1' } })
    expect(changes[5]).toMatchObject({ setl_id: 'S1', which: 'uploaded' })
    expect(told(changes)).toMatchObject([{ kind: 'settled', setl_id: 'S1' }])
  })

  it('an interim one leaves the patient in hospital', () => {
    const changes = run('stay.settle', aStay(), {
      local: { ...local, mid: true },
      output: setlinfo(100, 60, 40),
    })
    expect(stayIn(changes)).toMatchObject({ step: 'admitted', settlements: [{ mid: true }] })
  })

  it('squares another cash share with a row of its own and says so', () => {
    const changes = run('stay.settle', aStay(), { local, output: setlinfo(100, 65, 35) })
    expect(stayIn(changes).warnings[0]).toContain('退还 5.00 元')
    const paid = changes.flatMap((c) => (c.t === 'payment' ? [c.add.amountFen] : []))
    expect(paid).toEqual([1_000, -500, 3_000])
  })

  it('takes no more out of the deposits than the cash share: the rest is still there to be given back', () => {
    const changes = run('stay.settle', aStay(), { local, output: setlinfo(100, 80, 20) })
    expect(stayIn(changes).settlements[0]).toMatchObject({ depositFen: 2_000 })
    expect(stayIn(changes).warnings).toEqual([
      expect.stringContaining('押金多出 10.00 元'),
      expect.stringContaining('退还 10.00 元'),
    ])
    const paid = changes.flatMap((c) => (c.t === 'payment' ? [[c.add.method, c.add.amountFen]] : []))
    expect(paid).toEqual([
      ['wechat', 1_000],
      ['cash', -1_000],
      ['deposit', 2_000],
    ])
    expect(changes.find((c) => c.t === 'deposit')).toMatchObject({
      add: { kind: 'apply', amountFen: -2_000 },
    })
  })

  it('never books amounts that do not add up', () => {
    expect(() => run('stay.settle', aStay(), { local, output: setlinfo(100, 60, 39) })).toThrow()
  })

  it('one taken back by 2601 only forgets the figures', () => {
    const stay = aStay({ presettle: { amounts: selfPaid(fen(1)), mid: true } })
    const changes = run('stay.settle', stay, { local, outcome: 'reversed' })
    expect(kinds(changes)).toEqual(['encounter'])
    expect(stayIn(changes).presettle).toBeNull()
  })

  const settlement: StaySettlement = {
    ...{ setl_id: 'S1', msgid: 'm1', setl_time: '', mid: false },
    amounts: { ...selfPaid(fen(10_000)), fund: fen(6_000), cash: fen(4_000) },
    payments: [{ method: 'wechat', amountFen: fen(1_000) }],
    ...{ depositFen: fen(3_000), givenBack: [], clr_type: '21', clr_optins: '510199', cancelled: null },
  }
  const original = { setl_id: 'S1', total: 10_000, fund: 6_000, acct: 0, cash: 4_000, hosp: 0 }
  const output = { setlinfo: { ...(setlinfo(-100, -60, -40).setlinfo as JsonObject), setl_id: 'S2' } }

  it('2305 takes all of it back, the clearing of the original kept', () => {
    const stay = aStay({ step: 'settled', settlements: [settlement] })
    const changes = run('stay.unsettle', stay, { local: { original, to: 'deposit' }, output })
    expect(stayIn(changes)).toMatchObject({
      step: 'discharged',
      settlements: [{ setl_id: 'S1', cancelled: { setl_id: 'S2' } }],
    })
    expect(changes[1]).toMatchObject({ add: { reverses: 'S1', totalFen: -10_000, clr_type: '21' } })
    const moved = changes.flatMap((c) =>
      c.t === 'deposit' ? [[c.add.kind, c.add.method, c.add.amountFen]] : [],
    )
    expect(moved).toEqual([
      ['release', 'deposit', 3_000],
      ['take', 'wechat', 1_000],
    ])
    expect(changes).toContainEqual({ t: 'fee.unsettle', encounterId: 'ZY1', setl_id: 'S1' })
  })

  it('2305 with other amounts than the original is not booked', () => {
    const stay = aStay({ step: 'settled', settlements: [settlement] })
    const local = { original: { ...original, cash: 4_100, fund: 5_900 }, to: 'return' }
    expect(() => run('stay.unsettle', stay, { local, output })).toThrow('不符')
  })
})
