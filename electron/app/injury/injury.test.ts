import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InjuryView } from '../../../shared/api/injury.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { sum } from '../../../shared/money.ts'
import {
  at,
  certOf,
  fault,
  inCash,
  known,
  LOST,
  okWith,
  openCounter,
  refused,
  type TestCounter,
} from './testkit.ts'

/** The common core over a made-up way, against a real journal, engine and demo hospital. */
let c: TestCounter
beforeEach(async () => {
  c = await openCounter()
  for (const name of ['李国强', '陈刚', '王芳']) c.insured.set(certOf(name).mdtrt_cert_no, known(name))
})
afterEach(() => c.close())

const identified = async (name = '李国强') => {
  const opened = await c.call('injury.open', { family: 'gs', kind: 'outpatient' })
  return c.call('injury.identify', { ...at(opened), cert: certOf(name) })
}
const act = (view: InjuryView, action: 'register' | 'trial' | 'upload', more = {}) =>
  c.call('injury.act', { ...at(view), action, ...more })
const undo = (view: InjuryView, action: 'unsettle' | 'unregister' | 'withdraw' | 'undischarge' | 'unadmit') =>
  c.call('injury.act', { ...at(view), action, reason: '办错了' })
const tried = async (name = '李国强') => {
  const charged = await c.call('injury.loadCharges', at(await identified(name)))
  return act(await act(charged, 'register'), 'trial')
}
const settled = async (name = '李国强') => {
  const view = await tried(name)
  return c.call('injury.settle', { ...at(view), payments: inCash(view.case.trial!.cash) })
}

async function addsUp({ encounterId }: { encounterId: string }) {
  const rows = await c.journal.settlements({ encounterId })
  const paid = await c.journal.payments({ encounterId })
  for (const row of rows) {
    expect(row).toMatchObject({ family: 'gs', insutype: '410' })
    expect(row.fundFen + row.acctFen + row.cashFen + row.hospFen).toBe(row.totalFen)
    expect(sum(paid.filter((p) => p.setl_id === row.setl_id).map((p) => p.amountFen))).toBe(row.cashFen)
  }
  return rows
}

describe('an outpatient', () => {
  it('settles, prints into the ledger, and everything goes back to the last bill', async () => {
    const before = await c.his.openBills(certOf('李国强').certno!, true)
    const view = await settled()
    const { case: of } = view
    expect(of).toMatchObject({ step: 'settled', mdtrt_id: 'M1', med_type: '0501', trial: null })
    expect(of.settlement!.lines).toHaveLength(before.flatMap((bill) => bill.lines).length)
    expect(view.can).toEqual(['unsettle'])
    expect(JSON.stringify(view)).not.toMatch(/李国强|510105197811020259|13800001111|serial/)
    await c.tick()
    expect((await c.his.bill(before[0]!.billId))!.state).toBe('paid')
    const sns = of.lines.map((line) => line.sn)

    const back = await undo(view, 'unsettle')
    expect(back.case).toMatchObject({ step: 'registered', settlement: null })
    expect(back.case.past[0]!.cancelled!.setl_id).toBe(`${of.settlement!.setl_id}-T`)
    expect(back.case.lines.some((line) => sns.includes(line.sn))).toBe(false)
    const rows = await addsUp(of)
    expect(rows.map((row) => row.reverses)).toEqual([null, of.settlement!.setl_id])
    expect(sum(rows.map((row) => row.totalFen))).toBe(0)

    const gone = await c.call('injury.abandon', { ...at(back), reason: '不治了' })
    expect(gone.case.step).toBe('cancelled')
    expect(c.codes().slice(-1)).toEqual(['UNREG'])
    await c.tick()
    expect(await c.his.bill(before[0]!.billId)).toMatchObject({ state: 'open', window: null })
    expect(await c.his.claims()).toEqual([])
    const trail = (await c.journal.auditTrail({ limit: 5 })).map(({ action }) => action)
    expect(trail).toEqual(expect.arrayContaining(['injury.unsettle', 'injury.abandon']))
  })

  it('squares what was collected with what the platform settled, and says so', async () => {
    const view = await tried()
    // the figures moved between the trial and the settlement
    c.ways.get('gs')!.acts.settle!.booked = ((booked) => (of, told) => {
      const made = booked(of, told)
      const { total } = made.settled!.split
      const moved = {
        total,
        fund: (total - 130) as never,
        acct: 0 as never,
        cash: 130 as never,
        hosp: 0 as never,
      }
      made.settled = { ...made.settled!, split: moved, amounts: { ...made.settled!.amounts, ...moved } }
      return made
    })(c.ways.get('gs')!.acts.settle!.booked)
    const done = await c.call('injury.settle', { ...at(view), payments: inCash(view.case.trial!.cash) })
    expect(done.case.warnings.at(-1)).toContain('补收 0.30 元')
    await addsUp(done.case)
  })

  it('refuses money that is not what is owed, an old picture, and a settlement without a trial', async () => {
    const view = await tried()
    const asked = { ...at(view), payments: [] }
    expect((await fault(c.call('injury.settle', asked)))!.what).toContain('不相等')
    const marked = await c.call('injury.markLine', { ...at(view), sn: view.case.lines[0]!.sn, injury: false })
    expect(marked.case).toMatchObject({ trial: null, lines: [{ injury: false }, {}, {}] })
    expect(marked.can).not.toContain('settle')
    const old = await fault(c.call('injury.settle', { ...at(view), payments: inCash(100 as never) }))
    expect(old).toMatchObject({ kind: 'conflict' })
    const early = await fault(c.call('injury.settle', { ...at(marked), payments: inCash(100 as never) }))
    expect(early!.what).toContain('还没有试算')
    expect(c.codes()).not.toContain('SETTLE')
  })

  it('a settlement that the way cannot book is left to a person and holds the patient', async () => {
    const view = await tried()
    c.answer('SETTLE', okWith({ broken: true }))
    const asked = { ...at(view), payments: inCash(view.case.trial!.cash) }
    expect(await fault(c.call('injury.settle', asked))).toMatchObject({ kind: 'doubt' })
    expect(await c.journal.settlements({})).toEqual([])
    const held = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(held).toMatchObject({ can: [], edit: false, doubt: { infno: 'SETTLE' } })
    expect(await fault(c.call('injury.act', { ...at(held), action: 'trial' }))).toMatchObject({
      kind: expect.stringMatching(/doubt|conflict/),
    })
  })

  it('the lines of a settlement in doubt stay as they travelled: its end is told of their bills', async () => {
    const view = await tried()
    c.answer('SETTLE', okWith({ broken: true }))
    const asked = { ...at(view), payments: inCash(view.case.trial!.cash) }
    expect(await fault(c.call('injury.settle', asked))).toMatchObject({ kind: 'doubt' })
    const held = await c.call('injury.get', { encounterId: view.case.encounterId })
    await c.his.addBills(certOf('李国强').certno!, 1)
    const [line] = held.case.lines
    const edits = [
      c.call('injury.loadCharges', at(held)),
      c.call('injury.addLine', { ...at(held), medins_list_codg: line!.medins_list_codg, cnt: '1' }),
      c.call('injury.removeLine', { ...at(held), sn: line!.sn }),
      c.call('injury.markLine', { ...at(held), sn: line!.sn, injury: false }),
    ]
    for (const edit of edits) expect(await fault(edit)).toMatchObject({ kind: 'doubt' })
    const after = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(after.case).toEqual(held.case)
  })

  it('a total that is not the sum of the lines is not booked', async () => {
    const view = await tried()
    c.answer('SETTLE', okWith({ total: 1 }))
    const asked = { ...at(view), payments: inCash(view.case.trial!.cash) }
    expect(await fault(c.call('injury.settle', asked))).toMatchObject({ kind: 'doubt' })
    expect(await c.journal.settlements({})).toEqual([])
  })

  it('a settlement without an answer is taken back, and its lines travel under new numbers', async () => {
    const view = await tried()
    const sns = view.case.lines.map((line) => line.sn)
    c.answer('SETTLE', LOST)
    const asked = { ...at(view), payments: inCash(view.case.trial!.cash) }
    expect((await fault(c.call('injury.settle', asked)))!.what).toContain('冲正')
    const after = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(after.case).toMatchObject({ step: 'registered', trial: null })
    expect(after.case.lines.some((line) => sns.includes(line.sn))).toBe(false)
    expect(await c.journal.settlements({})).toEqual([])
  })

  it('a settlement in a clearing application stays', async () => {
    const view = await settled()
    c.clearing.set(view.case.settlement!.setl_id, 'QS1')
    expect((await fault(undo(view, 'unsettle')))!.what).toContain('清算申请 QS1')
    expect(c.codes()).not.toContain('UNSETTLE')
    const asked = { ...at(view), reason: '不办了' }
    expect((await fault(c.call('injury.abandon', asked)))!.what).toContain('已经结算')
  })

  it('takes hand entries, and refuses what no catalogue holds before anything is sent', async () => {
    let view = await identified('王芳')
    expect((await fault(c.call('injury.loadCharges', at(view))))?.kind ?? 'loaded').toMatch(
      /loaded|not_found/,
    )
    view = await c.call('injury.get', { encounterId: view.case.encounterId })
    const [item] = await c.his.items('数字化摄影', 1)
    view = await c.call('injury.addLine', {
      ...at(view),
      medins_list_codg: item!.medins_list_codg,
      cnt: '2',
    })
    const sn = view.case.lines.at(-1)!.sn
    view = await c.call('injury.removeLine', { ...at(view), sn })
    view = await c.call('injury.addLine', { ...at(view), medins_list_codg: 'ZF0001', cnt: '1' })
    expect(view.case.lines.at(-1)!.sn).not.toBe(sn)
    view = await act(view, 'register')
    expect((await fault(act(view, 'trial')))!.what).toContain('没有目录编码')
    expect(c.codes()).not.toContain('QTRIAL')
  })
})

describe('who and what', () => {
  it('applies for items under the entries that they are mapped to', async () => {
    const way = c.ways.get('gs')!
    const codes: string[] = []
    const { can } = way
    way.can = (of, sums) => (of.step === 'identified' ? ['apply'] : can(of, sums))
    way.acts.apply = {
      infno: 'APPLY',
      input: (of) => {
        codes.push(...of.lines.map(({ med_list_codg }) => med_list_codg))
        return { data: { psn_no: of.person!.psn_no } }
      },
      booked: (of) => ({ of: { ...of, step: 'applied' } }),
    }
    const bare = (await c.his.items('', 200)).find(({ med_list_codg }) => med_list_codg === '')!
    const item = { medins_list_codg: bare.medins_list_codg, cnt: '1' }
    const view = await c.call('injury.addLine', { ...at(await identified()), ...item })
    const apply = () => c.call('injury.act', { ...at(view), action: 'apply' })
    expect((await fault(apply()))!.what).toContain('没有目录编码')
    c.deps.mapped = async () => ({ codes: new Map([[bare.medins_list_codg, 'XM1']]), faults: [] })
    expect((await apply()).case.step).toBe('applied')
    expect(codes).toEqual(['XM1'])
  })

  it('names the other ways where this one does not know him', async () => {
    ;(c.ways as Map<string, unknown>).set('gy', { ...c.ways.get('gs')!, family: 'gy', label: '跨省工伤' })
    const opened = await c.call('injury.open', { family: 'gs', kind: 'outpatient' })
    const unknown = await fault(c.call('injury.identify', { ...at(opened), cert: certOf('周建国') }))
    expect(unknown).toMatchObject({ kind: 'not_found', todo: expect.stringContaining('改走跨省工伤 Alt+2') })
  })

  it('of one in hospital elsewhere says where and what frees him, and names no other way', async () => {
    const way = c.ways.get('gs')!
    const where = '该人员自 2026-02-20 起正在岭南示范骨科医院住院'
    const refusals = [
      { kind: 'rejected', what: '中心没有受理', centre: { code: '-1', message: `业务互斥：${where}` } },
      { kind: 'rejected', what: '中心没有受理', centre: { code: '-1', message: `住院互斥，${where}` } },
      { kind: 'rejected', what: `不能按跨省工伤办理：业务互斥：${where}` },
    ] as const
    const opened = await c.call('injury.open', { family: 'gs', kind: 'inpatient' })
    for (const refusal of refusals) {
      const identify = () => Promise.reject(new GuitaiError({ ...refusal, means: '', todo: '请核对。' }))
      ;(c.ways as Map<string, unknown>).set('gs', { ...way, identify })
      ;(c.ways as Map<string, unknown>).set('gy', { ...way, family: 'gy', label: '跨省工伤' })
      const told = (await fault(c.call('injury.identify', { ...at(opened), cert: certOf('赵敏') })))!
      expect(told.what).toMatch(/^业务互斥：.*岭南示范骨科医院住院$/)
      expect(told.todo).toContain('出院结算或取消入院')
      expect(told.todo).not.toContain('改走')
    }
  })

  it('several recognitions are to be chosen from; one that does not hold cannot be', async () => {
    const chen = known('陈刚')
    const [first] = chen.recognitions
    const more = [first!, { ...first!, id: 'R2' }, { ...first!, id: 'R3', why: '认定已经失效' }]
    c.insured.set(certOf('陈刚').mdtrt_cert_no, { ...chen, recognitions: more })
    let view = await identified('陈刚')
    expect(view.case.recognition).toBeNull()
    expect(view.missing[0]).toMatchObject({ path: 'recognition', message: '请选择按哪一次工伤治疗' })
    expect((await fault(act(view, 'register')))!.fields![0]!.path).toBe('recognition')
    const bad = await fault(c.call('injury.choose', { ...at(view), recognition: 'R3' }))
    expect(bad!.what).toContain('认定已经失效')
    view = await c.call('injury.choose', { ...at(view), recognition: 'R2' })
    expect((await act(view, 'register')).case.step).toBe('registered')
    expect((await fault(c.call('injury.choose', { ...at(view), recognition: 'R1' })))!.kind).toBe('conflict')
  })

  it('a fund that may not pay stops everything with its own words', async () => {
    c.insured.set(
      certOf('王芳').mdtrt_cert_no,
      known('王芳', { fund: { ok: false, words: '基金账户已冻结，暂停支付' } }),
    )
    const view = await identified('王芳')
    expect(view.missing).toContainEqual(expect.objectContaining({ path: 'fund' }))
    expect((await fault(act(view, 'register')))!.what).toBe('基金账户已冻结，暂停支付')
    expect(c.codes()).not.toContain('REG')
  })

  it('while something is in doubt nothing else is begun, not even for the same person in another case', async () => {
    const view = await identified()
    c.answer('REG', LOST)
    expect(await fault(act(view, 'register'))).toMatchObject({ kind: 'doubt' })
    const held = await c.call('injury.get', { encounterId: view.case.encounterId })
    expect(held.doubt).toMatchObject({ infno: 'REG', state: 'MANUAL' })
    const other = await identified()
    expect(await fault(act(other, 'register'))).toMatchObject({ kind: 'doubt' })
    const header = { ...at(held), tel: '139' }
    expect(await fault(c.call('injury.setHeader', header))).toMatchObject({ kind: 'doubt' })
  })

  it('the bills of somebody else go back when another card is read', async () => {
    const view = await c.call('injury.loadCharges', at(await identified('李国强')))
    const other = await c.call('injury.identify', { ...at(view), cert: certOf('陈刚') })
    expect(other.case).toMatchObject({ lines: [], dept: null, diagnoses: [] })
    expect(await c.his.claims()).toEqual([])
  })

  it('is found again, revealed with a trace, and closed', async () => {
    const view = await settled()
    const { encounterId } = view.case
    const [hit] = await c.call('injury.search', { text: 'lgq' })
    expect(hit).toMatchObject({ encounterId, step: 'settled', fundFen: view.case.settlement!.amounts.fund })
    expect(JSON.stringify(hit)).not.toContain('李国强')
    expect(await c.call('injury.reveal', { encounterId })).toMatchObject({ psn_name: '李国强' })
    expect((await c.journal.auditTrail({ limit: 1 }))[0]!.action).toBe('injury.reveal')
    expect(await c.call('injury.working', {})).toHaveLength(1)
    expect(await c.call('injury.working', { kind: 'inpatient' })).toEqual([])
    await c.call('injury.close', at(view))
    expect(await c.call('injury.working', {})).toEqual([])
    const paper = await c.call('injury.statement', { encounterId })
    expect(paper.facts).toContainEqual({ label: '认定书编号', value: '认字1号' })
    expect(paper.lines).toHaveLength(3)
  })
})

describe('what is filed', () => {
  const filing = (id: string, med_type?: string) => ({
    ...{ id, label: id, recognition: null, begndate: '2026-01-01', enddate: '', place: '本院' },
    ...{ limitFen: null, why: null, more: {}, ...(med_type ? { med_type } : {}) },
  })
  const filings = [filing('住院', '0502'), filing('康复', '0503')]
  const stayOf = async (med_type: string | null, all = filings) => {
    const certno = certOf('李国强').mdtrt_cert_no
    c.insured.set(certno, known('李国强', { filings: all }))
    const ward = med_type === null ? null : await c.his.addInpatient(certno, { med_type })
    const of = { family: 'gs', kind: 'inpatient', ...(ward ? { ipt_no: ward.ipt_no } : {}) } as const
    const opened = await c.call('injury.open', of)
    return c.call('injury.identify', { ...at(opened), cert: certOf('李国强') })
  }

  it('is chosen by what the ward says of the stay, where exactly one suits that; the clerk may change it', async () => {
    const view = await stayOf('0503')
    expect(view.case.filing).toBe('康复')
    const changed = await c.call('injury.choose', { ...at(view), filing: '住院' })
    expect(changed.case.filing).toBe('住院')
  })

  it('is asked where the ward says nothing, something else, or what several suit', async () => {
    expect((await stayOf(null)).case.filing).toBeNull()
    expect((await stayOf('52')).case.filing).toBeNull()
    expect((await stayOf('0502', [...filings, filing('再住院', '0502')])).case.filing).toBeNull()
    expect((await stayOf('0502', [filing('甲'), filing('乙')])).case.filing).toBeNull()
  })
})

describe('a stay', () => {
  const opened = async () => {
    const [patient] = (await c.his.inpatients('李国强', 'waiting', 5)).filter((p) => p.med_type === '0502')
    const view = await c.call('injury.open', { family: 'gs', kind: 'inpatient', ipt_no: patient!.ipt_no })
    return c.call('injury.identify', { ...at(view), cert: certOf('李国强') })
  }
  const admitted = async () => {
    const view = await c.call('injury.act', { ...at(await opened()), action: 'admit' })
    await c.tick()
    return view
  }
  const charged = async (n: number) => {
    const view = await admitted()
    await c.his.addCharges(view.case.his!.ipt_no, n)
    return c.call('injury.loadCharges', at(view))
  }

  it('is expected, admitted, charged, settled and taken back step by step; the HIS hears each', async () => {
    expect((await c.call('injury.waiting', {})).map((w) => w.psn_name)).toContain('李*强')
    let view = await charged(7)
    const ipt_no = view.case.his!.ipt_no
    expect(await c.call('injury.waiting', { text: ipt_no })).toEqual([])
    expect(await c.his.inpatient(ipt_no)).toMatchObject({ state: 'in' })
    const lines = view.sums.fresh
    view = await act(view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, uploaded: lines })
    expect(c.codes().filter((code) => code === 'UP')).toHaveLength(Math.ceil(lines / 3))
    await c.his.wardDischarge(ipt_no)
    view = await c.call('injury.loadCharges', at(view))
    expect(view.case.endtime).not.toBeNull()
    view = await c.call('injury.act', { ...at(view), action: 'discharge' })
    expect(view.case).toMatchObject({ step: 'discharged', dscg_way: '1', dscg_diagnoses: [{ main: true }] })
    view = await act(view, 'trial')
    expect(view.case.trial!.total).toBe(view.sums.uploadedFen)
    view = await c.call('injury.settle', { ...at(view), payments: inCash(view.case.trial!.cash) })
    const { setl_id } = view.case.settlement!
    expect(await c.journal.fees({ encounterId: view.case.encounterId, setl_id })).toHaveLength(lines)
    await addsUp(view.case)
    view = await undo(view, 'unsettle')
    view = await undo(view, 'undischarge')
    expect(view.case).toMatchObject({ step: 'admitted', settlement: null })
    expect(view.sums).toMatchObject({ fresh: 0, uploaded: lines })
    await c.tick()
    expect(await c.journal.outboxCounts()).toEqual({ waiting: 0, dead: 0 })
  })

  it('one message a time takes its own upload back, until nothing is left; then the admission goes', async () => {
    let view = await act(await charged(7), 'upload')
    const first = await c.call('injury.lines', { encounterId: view.case.encounterId })
    view = await undo(view, 'withdraw')
    expect(view.sums.uploaded).toBe(0)
    expect(c.codes().filter((code) => code === 'DOWN').length).toBeGreaterThan(1)
    const again = await c.call('injury.lines', { encounterId: view.case.encounterId })
    const used = new Set(first.rows.map((row) => row.sn))
    expect(again.rows.some((row) => used.has(row.sn))).toBe(false)
    const gone = await c.call('injury.abandon', { ...at(view), reason: '转院' })
    expect(gone.case.step).toBe('cancelled')
    await c.tick()
    expect(await c.his.inpatient(gone.case.his!.ipt_no)).toMatchObject({ state: 'waiting' })
  })

  it('lines that the platform refuses by themselves stay behind with its words, and go up when nothing else waits', async () => {
    let view = await charged(3)
    const { rows } = await c.call('injury.lines', { encounterId: view.case.encounterId })
    c.answer('UP', okWith({ bad: rows[0]!.sn }))
    view = await act(view, 'upload')
    expect(view.sums).toMatchObject({ fresh: 0, failed: 1 })
    const failed = await c.call('injury.lines', { encounterId: view.case.encounterId, states: ['failed'] })
    expect(failed).toMatchObject({ total: 1, rows: [{ why: '目录外', state: 'failed' }] })
    expect((await fault(c.call('injury.act', { ...at(view), action: 'discharge' })))!.kind).toBe('conflict')
    view = await act(view, 'upload')
    expect(view.sums).toMatchObject({ failed: 0, fresh: 0 })
  })

  it('a refused batch is searched for the bad line', async () => {
    let view = await charged(3)
    c.answer('UP', refused('第2条明细：项目不在目录'), refused('项目不在目录'))
    view = await act(view, 'upload')
    expect(view.sums.failed).toBe(1)
  })

  it('marks what is none of the injury, with what takes it back; once uploaded it stays as it is', async () => {
    let view = await charged(4)
    const { rows } = await c.call('injury.lines', { encounterId: view.case.encounterId })
    view = await c.call('injury.markLine', { ...at(view), sn: rows[0]!.sn, injury: false })
    const after = await c.call('injury.lines', { encounterId: view.case.encounterId })
    expect(after.rows.filter((row) => !row.injury).length).toBeGreaterThanOrEqual(1)
    view = await act(view, 'upload')
    const late = c.call('injury.markLine', { ...at(view), sn: after.rows[1]!.sn, injury: false })
    expect(await fault(late)).toMatchObject({ kind: 'conflict' })
  })

  it('keeps what was typed by hand apart from what the HIS booked, and discharges with nothing left behind', async () => {
    let view = await charged(2)
    const [item] = await c.his.items('数字化摄影', 1)
    view = await c.call('injury.addLine', {
      ...at(view),
      medins_list_codg: item!.medins_list_codg,
      cnt: '1',
    })
    const { rows } = await c.call('injury.lines', { encounterId: view.case.encounterId })
    const own = rows.find((row) => row.billId === null)!
    const his = rows.find((row) => row.billId !== null)!
    expect(await fault(c.call('injury.removeLine', { ...at(view), sn: his.sn }))).toMatchObject({
      kind: 'conflict',
    })
    view = await c.call('injury.removeLine', { ...at(view), sn: own.sn })
    view = await act(view, 'upload')
    await c.his.addCharges(view.case.his!.ipt_no, 1)
    const early = await fault(c.call('injury.act', { ...at(view), action: 'discharge' }))
    expect(early!.what).toContain('HIS 还有 1 条费用没有取')
  })

  it('changes the admission at the platform and here together', async () => {
    let view = await admitted()
    const change = { bed: '骨09' }
    expect(await fault(c.call('injury.setHeader', { ...at(view), bed: '骨09' }))).toMatchObject({
      kind: 'conflict',
    })
    view = await c.call('injury.act', { ...at(view), action: 'change', change })
    expect(view.case.bed).toBe('骨09')
    expect(c.codes()).toContain('CHANGE')
  })

  it('a 住院号 is opened once, and only by the one whom the ward expects', async () => {
    const view = await opened()
    const again = { family: 'gs', kind: 'inpatient', ipt_no: view.case.his!.ipt_no } as const
    expect((await fault(c.call('injury.open', again)))!.what).toContain('已经登记')
    const [chen] = (await c.his.inpatients('陈刚', 'waiting', 5)).filter((p) => p.med_type === '0502')
    const other = await c.call('injury.open', { family: 'gs', kind: 'inpatient', ipt_no: chen!.ipt_no })
    const wrong = await fault(c.call('injury.identify', { ...at(other), cert: certOf('李国强') }))
    expect(wrong!.what).toContain('不是同一个人')
  })
})
