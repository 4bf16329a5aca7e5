import { afterEach, describe, expect, it } from 'vitest'
import type { StayView } from '../shared/api/admission.ts'
import type { DoubtView } from '../shared/api/txn.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { altered, between, lost, says } from './support/between.ts'
import { addsUp, seen as at, byId, clerk, fault, main, twoInsurances, who } from './support/clerk.ts'
import { type Counter, openCounter } from './support/counter.ts'

/** What is in doubt for a stay and how a person ends it: by giving up, by deciding, or by waiting. */
const QUESTIONS = ['5203', '5204', '5303', '5201']
let c: Counter
let wire: ReturnType<typeof between>
let do_: ReturnType<typeof clerk>
afterEach(() => c.close())

async function open(nhsa: { reversible?: string[] } = {}, centre_ms = 1_000): Promise<void> {
  wire = between()
  const timing = { look_first_ms: 20, look_longest_ms: 60, tick_ms: 20, undo_refusals: 2 }
  c = await openCounter({
    ...{ send: wire.send, timing, nhsa: { answer_ms: 2_000, centre_ms, ...nhsa } },
  })
  do_ = clerk(c)
}

const inDoubt = async (): Promise<DoubtView | undefined> => (await c.call('doubt.list', {}))[0]
const look = (view: StayView) => c.call('admission.get', { encounterId: view.stay.encounterId })
async function free(view: StayView): Promise<StayView> {
  await expect.poll(async () => (await look(view)).doubt, { interval: 30 }).toBeNull()
  return look(view)
}

/** The stay right before a message, and the command that sends it. */
const STEPS: Record<string, () => Promise<{ before: StayView; act: (v: StayView) => Promise<unknown> }>> = {
  '2401': async () => ({
    before: await do_.identified(who(0)),
    act: (v) => c.call('admission.admit', at(v)),
  }),
  '2301': async () => {
    const view = await do_.admitted(who(0))
    await c.app.his.addCharges(view.stay.ipt_no, 5, { refunds: 1 })
    return { before: await do_.loaded(view), act: (v) => c.call('admission.upload', at(v)) }
  },
  '2402': async () => ({
    before: (await do_.charged(await do_.admitted(who(0)), 4)).view,
    act: (v) => do_.discharged(v),
  }),
  '2304': async () => {
    const view = (await do_.charged(await do_.deposit(await do_.admitted(who(0)), 30_000), 4)).view
    return { before: await do_.discharged(view), act: (v) => do_.settled(v) }
  },
  '2305': async () => {
    const view = (await do_.charged(await do_.deposit(await do_.admitted(who(0)), 30_000), 4)).view
    return { before: await do_.settled(await do_.discharged(view)), act: (v) => do_.takenBack(v) }
  },
}
const DONE: Record<string, (v: StayView) => boolean> = {
  '2401': (v) => v.stay.step === 'admitted',
  '2301': (v) => v.sums.uploadedLines === 5,
  '2402': (v) => v.stay.step === 'discharged',
  '2304': (v) => v.stay.step === 'settled',
  '2305': (v) => v.stay.step === 'discharged',
}

/** Everything a person can see of the stay but its version and figures. */
const picture = ({ stay, sums, deposit }: StayView) => ({
  ...{ step: stay.step, mdtrt_id: stay.mdtrt_id, insu: stay.insu, discharge: stay.discharge },
  ...{ settlements: stay.settlements, sums, balance: deposit.balanceFen, rows: deposit.rows },
})

describe.each(Object.keys(STEPS).flatMap((infno) => [[infno, true] as const, [infno, false] as const]))(
  '%s given up, had it happened: %s',
  (infno, happened) => {
    it('leaves the stay as it was, and it goes on', async () => {
      await open()
      const { before, act } = await STEPS[infno]!()
      let asked = false
      wire.answer = (code, _input, ask) => {
        if (QUESTIONS.includes(code) || (code === infno && asked)) return lost()
        if (code !== infno) return null
        asked = true
        return happened ? ask().then(lost) : lost()
      }
      expect(await fault(act(before))).toMatchObject({ kind: 'doubt' })
      const { msgid } = (await inDoubt())!
      await c.call('doubt.reverse', { msgid, reason: '不等了' })
      wire.answer = () => null
      let view = await free(before)
      expect((await c.app.journal.txn(msgid))!.state).toBe(happened ? 'REVERSED' : 'ABSENT')
      expect({ ...picture(view), sums: null }).toEqual({ ...picture(before), sums: null })
      expect(view.sums).toEqual(before.sums)
      await addsUp(c, view)
      await act(view)
      view = await free(view)
      expect(DONE[infno]!(view)).toBe(true)
      await addsUp(c, view)
      expect(await c.call('doubt.list', {})).toEqual([])
    })
  },
)

describe.each(Object.keys(STEPS).flatMap((infno) => [[infno, true] as const, [infno, false] as const]))(
  '%s that only a person can tell of, had it happened: %s',
  (infno, happened) => {
    it('is decided by him, and the stay goes on', async () => {
      await open({ reversible: [] }, 100)
      const { before, act } = await STEPS[infno]!()
      const newest = () => c.app.sandbox!.ledger().at(-1)?.setl_id
      let asked = false
      wire.answer = (code, _input, ask) => {
        if (QUESTIONS.includes(code)) return says('本地不支持该查询')
        const undoes = { '2301': '2302', '2402': '2405' }[infno]
        if (code === undoes) return says('本地暂停办理')
        if (code !== infno) return null
        if (asked) return says('交易处理中，请稍后查询')
        asked = true
        return happened ? ask().then(lost) : lost()
      }
      expect(await fault(act(before))).toMatchObject({ kind: 'doubt' })
      const { msgid } = (await inDoubt())!
      if (infno === '2402') await c.call('doubt.reverse', { msgid, reason: '不等了' })
      await expect.poll(async () => (await inDoubt())?.state).toBe('MANUAL')
      wire.answer = () => null
      const stayId = c.app.sandbox!.leftovers().visits[0]?.mdtrt_id
      const number = infno === '2401' ? stayId : infno === '2304' || infno === '2305' ? newest() : undefined
      const decide = (setl_id?: string) =>
        c.call('doubt.decide', {
          ...{ msgid, happened, reason: '医保办核实' },
          ...(setl_id ? { setl_id } : {}),
        })
      if (happened && number) {
        expect(await fault(decide()), 'needs the number').toMatchObject({ kind: 'invalid' })
        expect(await fault(decide('S0000099')), 'a wrong number').not.toBeNull()
      }
      await decide(happened ? number : undefined)
      let view = await look(before)
      expect(view.doubt).toBeNull()
      expect(DONE[infno]!(view)).toBe(happened)
      if (!happened) expect(picture(view)).toEqual(picture(before))
      await addsUp(c, view)
      if (!happened) await act(view)
      view = await look(view)
      expect(DONE[infno]!(view)).toBe(true)
      await addsUp(c, view)
    })
  },
)

it('a refund decided by the number of the settlement that it took back', async () => {
  await open({ reversible: [] }, 100)
  const { before, act } = await STEPS['2305']!()
  const { setl_id } = before.stay.settlements[0]!
  let asked = false
  wire.answer = (code, _input, ask) => {
    if (code === '5203') return says('本地不支持该查询')
    if (code !== '2305' || asked) return null
    asked = true
    return ask().then(lost)
  }
  await fault(act(before))
  await expect.poll(async () => (await inDoubt())?.state).toBe('MANUAL')
  wire.answer = () => null
  const { msgid } = (await inDoubt())!
  await c.call('doubt.decide', { msgid, happened: true, setl_id, reason: '医保办核实' })
  let view = await look(before)
  expect(view.stay.step).toBe('discharged')
  await addsUp(c, view)
  view = await do_.settled(view)
  await addsUp(c, view)
})

it('another person is not put in the place of one whose admission is in doubt', async () => {
  await open({}, 60_000)
  const { act } = await STEPS['2401']!()
  // by hand: no HIS that knows who it should be
  const dept = (await c.app.his.departments())[0]!
  let before = await c.call('admission.open', {})
  before = await c.call('admission.setAdmission', {
    ...{ ...at(before), dept_code: dept.dept_code, bed: '01', diagnoses: [main as never] },
    atddr_no: (await c.app.his.doctors(dept.dept_code))[0]!.atddr_no,
  })
  before = await c.call('admission.identify', { ...at(before), cert: byId(who(0)) })
  wire.answer = (code) => (code === '2401' || QUESTIONS.includes(code) ? lost() : null)
  await fault(act(before))
  wire.answer = () => null
  for (const stranger of [who(1), people.find((p) => p.insu.every((i) => i.psn_insu_stas !== '1'))!.certno]) {
    const read = c.call('admission.identify', { ...at(before), cert: byId(stranger) })
    expect(await fault(read)).toMatchObject({ kind: 'doubt' })
  }
  expect((await look(before)).stay.person).toEqual(before.stay.person)
})

it('an admission in doubt is not the one that a change of insurance has just withdrawn', async () => {
  await open({}, 400)
  let view = (await do_.charged(await do_.admitted(twoInsurances.certno), 2)).view
  const { insu, insurances, mdtrt_id } = view.stay
  const index = insurances.findIndex((i) => i.insutype !== insu!.insutype && i.psn_insu_stas === '1')
  const before = { mdtrt_id, psn_no: '', insutype: insu!.insutype, ipt_otp_no: view.stay.ipt_no }
  wire.answer = (code, _input, ask) => {
    if (code === '2401') return ask().then(lost)
    // a query that lags shows the admission of before
    return code === '5303' ? altered(ask, (output) => (output.data = [before])) : null
  }
  await fault(c.call('admission.changeInsurance', { ...at(view), index, reason: '险种选错' }))
  wire.answer = (code, _input, ask) =>
    code === '5303' ? altered(ask, (output) => (output.data = [before])) : null
  view = await free(view)
  if (view.stay.step === 'identified') view = await c.call('admission.admit', at(view))
  expect(view.stay.mdtrt_id).not.toBe(mdtrt_id)
  expect(c.app.sandbox!.leftovers().visits).toMatchObject([{ mdtrt_id: view.stay.mdtrt_id }])
})

describe('a filing that nobody can tell of', () => {
  it('holds the patient’s admission until it is decided, and both are told so', async () => {
    await open({}, 100)
    const filed = await c.call('filing.person', { cert: byId(who(3)) })
    const form = {
      ...{ personId: filed.personId, insutype: '310', opsp_dise_code: 'M03900', opsp_dise_name: '高血压' },
      ...{ hosp_ide_date: '2026-01-05', diag_dr_codg: 'D1', diag_dr_name: '李强' },
      ...{ begndate: '2026-01-05', enddate: '', tel: '', addr: '' },
    }
    wire.answer = (code) => (code === '2503' ? says('交易处理中，请稍后查询') : null)
    expect(await fault(c.call('filing.chronic', form as never))).toMatchObject({
      kind: 'doubt',
      todo: expect.not.stringContaining('收费'),
    })
    const view = await do_.identified(who(3)).catch((error) => faultOf(error))
    expect(view).toMatchObject({ kind: 'doubt', todo: expect.stringContaining('F12') })
    expect(await fault(c.call('filing.chronic', form as never))).toMatchObject({ kind: 'doubt' })
    await expect.poll(async () => (await inDoubt())?.state).toBe('MANUAL')
    const { msgid, decideBy } = (await inDoubt())!
    expect(decideBy).toBeNull()
    await c.call('doubt.decide', { msgid, happened: true, reason: '医保办核实' })
    const { filings } = await c.call('filing.status', { personId: filed.personId, kinds: [] })
    expect(filings).toMatchObject([{ state: 'stands', doubtful: false }])
    wire.answer = () => null
    expect((await do_.admitted(who(3))).stay.step).toBe('admitted')
  })
})
