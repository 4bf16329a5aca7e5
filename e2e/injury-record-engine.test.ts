import { afterEach, describe, expect, it } from 'vitest'
import { act, atCase } from '../electron/host/cli/demo/injury-clerk.ts'
import type { FaultRule } from '../electron/sandbox/nhsa/index.ts'
import type { InjuryMaterials, InjuryRecordView } from '../shared/api/injury-record.ts'
import type { JsonObject } from '../shared/contract.ts'
import { faultOf } from '../shared/errors.ts'
import { node, rows } from '../shared/settlement.ts'
import { type Counter, type CounterOptions, openCounter } from './support/counter.ts'
import { admitted, injuryHand, settledStay } from './support/injured.ts'
import { jpg, pdf, png } from './support/papers.ts'

/** Records of injured workers through every handler, against the platforms' own books. */
const PATIENCE = { timeout: 60_000, interval: 50 }
const counters: Counter[] = []
const open = async (options: CounterOptions = {}) => {
  const counter = await openCounter(options)
  counters.push(counter)
  return counter
}
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
})
const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const faults = (c: Counter, ...rules: FaultRule[]) => c.app.injury!.setFaults(rules)
const resolved = (c: Counter) =>
  expect
    .poll(async () => {
      await c.app.engine.tick()
      return (await c.app.journal.unfinished()).length
    }, PATIENCE)
    .toBe(0)
const opened = (c: Counter, encounterId: string) => c.call('injury.record.open', { encounterId })
const part = (view: InjuryRecordView, infno: string) => view.parts.find((one) => one.infno === infno)!
const pick = ({ id, version }: { id: string; version: number }) => ({ id, version })
const send = (c: Counter, view: InjuryRecordView, ...infnos: string[]) =>
  c.call('injury.record.send', {
    encounterId: view.encounterId,
    parts: view.parts.filter(({ infno }) => infnos.length === 0 || infnos.includes(infno)).map(pick),
  })
/** what was sent, by code, in the order of sending */
async function sent(c: Counter, ...infnos: string[]) {
  const { rows: found } = await c.app.journal.searchTxns({ offset: 0, limit: 500 })
  const own = found.filter(({ infno, parent }) => infnos.includes(infno) && parent === null).reverse()
  return Promise.all(own.map(async ({ msgid }) => (await c.app.journal.txn(msgid))!))
}
const listed = async (c: Counter, encounterId: string) =>
  (await c.call('injury.record.list', {})).find((row) => row.encounterId === encounterId)!

async function keep(c: Counter, bytes: Buffer, name: string): Promise<string> {
  const base64 = bytes.toString('base64')
  return (await c.call('console.putFile', { name, base64 })).ref!
}

describe('四川: front page and orders', () => {
  it('page: made from case, fees and HIS, checked, sent, replaced, taken back whole; a lost answer ends by itself', async () => {
    const c = await open()
    const { case: of } = await admitted(c, 'gs', '李国强')
    const { encounterId } = of
    expect(await listed(c, encounterId)).toMatchObject({ state: 'early', note: '出院登记后填写' })
    expect((await opened(c, encounterId)).parts).toEqual([])
    const stay = await c.call('injury.get', { encounterId })
    const settled = await settledStay(c, stay)
    expect(await listed(c, encounterId)).toMatchObject({ state: 'todo', note: '还没有生成' })
    expect(await c.call('injury.record.make', { encounterIds: [encounterId] })).toEqual({
      made: 1,
      failed: [],
    })
    expect(await listed(c, encounterId)).toMatchObject({ state: 'ready' })

    let view = await opened(c, encounterId)
    expect(JSON.stringify(view)).not.toMatch(/李国强|510105197811020259/)
    expect(view.totalFen).toBe(settled.case.settlement!.amounts.total)
    const page = part(view, 'GS3010')
    // two principal diagnoses: refused here, by field, and nothing leaves
    const [dise] = rows(page.input, 'diseinfo')
    const twice = [dise!, { ...dise!, ykd018: 'S72.001' }] as JsonObject[]
    view = await c.call('injury.record.save', { ...pick(page), input: { ...page.input, diseinfo: twice } })
    expect(part(view, 'GS3010')).toMatchObject({ state: 'todo', faults: [{ path: 'diseinfo' }] })
    expect(await listed(c, encounterId)).toMatchObject({ state: 'todo', missing: 1 })
    expect(await fault(send(c, view))).toMatchObject({ kind: 'invalid', fields: [{ path: 'diseinfo' }] })
    expect(await sent(c, 'GS3010')).toEqual([])
    // an older picture is refused
    const stale = { ...pick(page), input: page.input }
    expect(await fault(c.call('injury.record.save', stale))).toMatchObject({ kind: 'conflict' })

    view = await c.call('injury.record.renew', pick(part(view, 'GS3010')))
    faults(c, { kind: 'drop_after', codes: ['GS3010'], times: 1 })
    await send(c, view).catch(() => {})
    await resolved(c)
    view = await opened(c, encounterId)
    expect(part(view, 'GS3010')).toMatchObject({ state: 'sent', undoable: true, changed: false })
    expect(await listed(c, encounterId)).toMatchObject({ state: 'sent' })

    const base = node(part(view, 'GS3010').input, 'baseinfo')!
    const input = { ...part(view, 'GS3010').input, baseinfo: { ...base, coder: '编码员甲' } }
    view = await c.call('injury.record.save', { ...pick(part(view, 'GS3010')), input })
    expect(part(view, 'GS3010')).toMatchObject({ state: 'ready', changed: true, undoable: true })
    view = await send(c, view)
    expect(part(view, 'GS3010')).toMatchObject({ state: 'sent', changed: false })
    const messages = await sent(c, 'GS3010')
    expect(messages).toHaveLength(2)
    // what the screen had masked left as it is
    expect(node(messages[1]!.input, 'baseinfo')).toMatchObject({ aac003: '李国强', coder: '编码员甲' })
    expect(String(node(messages[1]!.input, 'baseinfo')!.aae004)).not.toContain('*')

    faults(c, { kind: 'drop_after', codes: ['GS5001'], times: 1 })
    await c
      .call('injury.record.undo', { ...pick(part(view, 'GS3010')), reason: '填错了' })
      .catch(() => resolved(c))
    view = await opened(c, encounterId)
    if (part(view, 'GS3010').state === 'sent')
      view = await c.call('injury.record.undo', { ...pick(part(view, 'GS3010')), reason: '填错了' })
    expect(part(view, 'GS3010')).toMatchObject({ state: 'undone', undoable: false })
    // each message that stood was taken back by its own serial
    const undone = (await sent(c, 'GS5001')).map(({ input }) => node(input, 'data')!.orig_sn)
    expect([...new Set(undone)].sort()).toEqual(messages.map(({ msgid }) => msgid).sort())
    expect(await listed(c, encounterId)).toMatchObject({ state: 'undone', note: '填错了' })
    view = await send(c, view)
    expect(part(view, 'GS3010')).toMatchObject({ state: 'sent', note: '' })
  })

  it('orders: those of the HIS once each, a batch taken back and sent anew, the stay can then be given up', async () => {
    const c = await open()
    const { case: of } = await admitted(c, 'gs', '陈刚')
    const { encounterId } = of
    const orders = () => c.call('injury.record.orders', { encounterId })
    await expect.poll(async () => (await orders()).rows.length, PATIENCE).toBeGreaterThan(3)
    const all = (await orders()).rows
    expect(all.every(({ state }) => state === 'new')).toBe(true)
    const nos = all.map(({ no }) => no)
    await c.call('injury.record.sendOrders', { encounterId, nos: nos.slice(0, 2) })
    expect((await orders()).rows.map(({ state }) => state).slice(0, 3)).toEqual(['sent', 'sent', 'new'])
    const again = c.call('injury.record.sendOrders', { encounterId, nos: nos.slice(0, 1) })
    expect(await fault(again)).toMatchObject({ kind: 'conflict' })
    faults(c, { kind: 'drop_after', codes: ['GS3012'], times: 1 })
    await c.call('injury.record.sendOrders', { encounterId, nos: nos.slice(2) }).catch(() => {})
    await resolved(c)
    expect((await orders()).rows.every(({ state }) => state === 'sent')).toBe(true)
    expect((await sent(c, 'GS3012')).map(({ state }) => state)).toEqual(['SETTLED', 'SETTLED'])

    let view = await opened(c, encounterId)
    expect(view.parts.map(({ title }) => title)).toEqual(['2 条医嘱', `${nos.length - 2} 条医嘱`])
    view = await c.call('injury.record.undo', { ...pick(view.parts[0]!), reason: '医嘱作废' })
    expect((await orders()).rows.map(({ state }) => state).slice(0, 3)).toEqual(['new', 'new', 'sent'])
    faults(c, { kind: 'drop_before', codes: ['GS3012'], times: 1 })
    await c.call('injury.record.sendOrders', { encounterId, nos: nos.slice(0, 2) }).catch(() => {})
    await resolved(c)
    // it came by the second look, or its orders are open again: never both
    const left = (await orders()).rows.filter(({ state }) => state === 'new').map(({ no }) => no)
    if (left.length > 0) await c.call('injury.record.sendOrders', { encounterId, nos: left })
    expect((await orders()).rows.every(({ state }) => state === 'sent')).toBe(true)
    view = await opened(c, encounterId)
    for (const { id, version, undoable } of view.parts)
      if (undoable) await c.call('injury.record.undo', { id, version, reason: '不住院了' })
    const { case: now } = await c.call('injury.get', { encounterId })
    await c.call('injury.abandon', { encounterId, version: now.version, reason: '不办了' })
    expect(c.app.injury!.leftovers()).toEqual([])
  })

  it('after the discharge no order is sent, and a cashier may look only', async () => {
    const c = await open()
    const { case: of } = await settledStay(c, await admitted(c, 'gs', '李国强'))
    const { encounterId } = of
    const { rows: found, blocked } = await c.call('injury.record.orders', { encounterId })
    expect(blocked).toBe('在院期间才能上传医嘱')
    const nos = found.map(({ no }) => no)
    expect(await fault(c.call('injury.record.sendOrders', { encounterId, nos }))).toMatchObject({
      kind: 'conflict',
    })
    const view = await opened(c, encounterId)
    const cashier = { opter: 'sf01', opterName: '收费员', role: 'cashier', password: 'guitai-2026' } as const
    await c.call('auth.saveOperator', { ...cashier, disabled: false })
    await c.call('auth.logout', {})
    await c.call('auth.login', { opter: cashier.opter, password: cashier.password })
    expect((await opened(c, encounterId)).parts).toHaveLength(1)
    expect(await fault(send(c, view))).toMatchObject({ kind: 'denied' })
  })
})

describe('四川: attachments', () => {
  it('pictures and PDFs by their first bytes and size, ten a call, each taken back by its own number', async () => {
    const c = await open()
    const { case: of } = await admitted(c, 'gs', '李国强')
    const { encounterId } = of
    const attach = async (bytes: Buffer, name: string, mat_type = '03') =>
      c.call('injury.record.attach', { encounterId, ref: await keep(c, bytes, name), name, mat_type })
    expect(await fault(attach(Buffer.from('GIF89a'), 'a.jpg'))).toMatchObject({ kind: 'invalid' })
    const huge = Buffer.concat([png(0), Buffer.alloc(5_000_000)])
    const pieces = huge.toString('base64').match(/.{1,600000}/g)!
    let ref = ''
    for (const [at, base64] of pieces.entries())
      ref =
        (await c.call('console.putFile', { name: 'b.png', base64, id: 'x', at, of: pieces.length })).ref ?? ''
    const large = c.call('injury.record.attach', { encounterId, ref, name: 'b.png', mat_type: '03' })
    expect((await fault(large))!.what).toContain('超过 5 MB')
    let told = await attach(pdf('1'), '认定书.pdf', '01')
    expect(await fault(attach(pdf('1'), '同一份.pdf'))).toMatchObject({ kind: 'invalid' })
    for (let n = 0; n < 10; n++) told = await attach(png(n), `病历${n}.png`)
    told = await attach(jpg(1), '票据.jpg', '05')
    expect(told.rows).toHaveLength(12)
    expect(told.businesses.map(({ label }) => label)).toEqual(['入院登记'])
    expect(await listed(c, encounterId)).toMatchObject({
      state: 'ready',
      materials: { waiting: 12, sent: 0 },
    })

    faults(c, { kind: 'drop_before', codes: ['GS1002'], times: 1 })
    const ids = told.rows.map(({ id }) => id)
    await c.call('injury.record.sendMaterials', { encounterId, ids }).catch(() => {})
    await resolved(c)
    told = await c.call('injury.record.materials', { encounterId })
    const left = told.rows.filter(({ state }) => state !== 'sent').map(({ id }) => id)
    if (left.length > 0) told = await c.call('injury.record.sendMaterials', { encounterId, ids: left })
    expect(told.rows.every(({ state, number }) => state === 'sent' && number.startsWith('CL'))).toBe(true)
    expect(new Set(told.rows.map(({ number }) => number)).size).toBe(12)
    const calls = (await sent(c, 'GS1002')).filter(({ state }) => state === 'SETTLED')
    expect(calls.map(({ input }) => rows(node(input, 'data')!, 'matinfo').length)).toEqual([10, 2])
    // the journal keeps references, never the bytes
    expect(JSON.stringify(calls.map(({ input }) => input))).not.toContain(
      png(0).toString('base64').slice(0, 40),
    )

    const first = told.rows.find(({ name }) => name === '认定书.pdf')!
    const shown = await c.call('injury.record.file', { id: first.id })
    expect(Buffer.from(shown.content, 'base64').equals(pdf('1'))).toBe(true)
    expect((await c.app.journal.auditTrail({ limit: 1 }))[0]).toMatchObject({
      ...{ action: 'injury.material.view', subject: encounterId, detail: { id: first.id } },
    })
    expect(await fault(c.call('injury.record.detach', pick(first)))).toMatchObject({ kind: 'conflict' })
    faults(c, { kind: 'drop_after', codes: ['GS1003'], times: 1 })
    await c.call('injury.record.withdraw', { ...pick(first), reason: '传错文件' }).catch(() => {})
    await resolved(c)
    told = await c.call('injury.record.materials', { encounterId })
    expect(told.rows.find(({ id }) => id === first.id)).toMatchObject({ state: 'undone', undoable: false })
    // taken back, it may be chosen again
    told = await attach(pdf('1'), '认定书.pdf', '01')
    const fresh = told.rows.filter(({ state }) => state === 'new')
    told = await c.call('injury.record.sendMaterials', { encounterId, ids: fresh.map(({ id }) => id) })
    expect(told.rows.filter(({ state }) => state === 'sent')).toHaveLength(12)
  })

  it("says the platform's no of a call, and sends those files again when they fit", async () => {
    const c = await open()
    const { case: of } = await settledStay(c, await admitted(c, 'gs', '李国强'))
    const { encounterId } = of
    let told: InjuryMaterials = await c.call('injury.record.materials', { encounterId })
    expect(told.businesses.map(({ label }) => label)).toEqual(['住院结算', '入院登记'])
    const [settlement] = told.businesses
    const name = '发票.png'
    told = await c.call('injury.record.attach', {
      ...{ encounterId, ref: await keep(c, png(1), name), name, mat_type: '', biz_sn: settlement!.biz_sn },
    })
    const sendAll = () =>
      c.call('injury.record.sendMaterials', { encounterId, ids: told.rows.map(({ id }) => id) })
    expect((await fault(sendAll()))!.what).toContain('材料类别')
    told = await c.call('injury.record.describe', { ...pick(told.rows[0]!), mat_type: '05' })
    const view = await c.call('injury.get', { encounterId })
    const undone = await act(injuryHand(c), view, 'unsettle')
    // its business is gone: the platform refuses, and the file goes with another
    expect(await fault(sendAll())).toMatchObject({ kind: 'rejected' })
    told = await c.call('injury.record.materials', { encounterId })
    expect(told.rows).toMatchObject([{ state: 'refused', matLabel: '费用票据' }])
    expect(await listed(c, encounterId)).toMatchObject({ state: 'refused', note: '有附件被平台拒收' })
    const admission = told.businesses.find(({ label }) => label === '入院登记')!
    told = await c.call('injury.record.describe', { ...pick(told.rows[0]!), biz_sn: admission.biz_sn })
    told = await sendAll()
    expect(told.rows).toMatchObject([{ state: 'sent', bizLabel: '入院登记' }])
    expect(undone.case.step).toBe('discharged')
  })
})

describe('四川: rehabilitation', () => {
  it("application, plan, evaluation, the platform's paper; both taken back", async () => {
    const c = await open()
    const { case: of } = await admitted(c, 'gs', '欧阳明月', '康复')
    const { encounterId } = of
    const [accepted] = await c.call('injury.record.applications', { encounterId })
    expect(accepted).toMatchObject({ why: null, rehab_state: '已受理' })
    const { rehab_appy_no, aae030, aae031, rehab_days } = accepted!
    const from = { rehab_appy_no, aae030, aae031, rehab_days }
    let view = await c.call('injury.record.add', { encounterId, infno: 'GS3402', from })
    expect(part(view, 'GS3402').state).toBe('todo')
    const data = node(part(view, 'GS3402').input, 'data')!
    const item = { yka094: 'KF001', yka095: '关节松动训练', item_times: 10, akc225: 35.5, yka055: 355 }
    const words = { plan_eval: '握力下降', plan_goal: '恢复握力', plan_content: '每日训练', plan_days: 10 }
    const input = { data: { ...data, ...words, planitem: [item] } }
    view = await c.call('injury.record.save', { ...pick(part(view, 'GS3402')), input })
    expect(part(view, 'GS3402')).toMatchObject({ state: 'ready', faults: [] })
    faults(c, { kind: 'drop_after', codes: ['GS3402'], times: 1 })
    await send(c, view).catch(() => {})
    await resolved(c)
    view = await opened(c, encounterId)
    const plan = part(view, 'GS3402')
    expect(plan).toMatchObject({ state: 'sent', undoable: true })
    const plan_no = String(node(plan.input, 'data')!.plan_no)
    const { plans, paper } = await c.call('injury.record.plans', { encounterId, plan_no, print: true })
    expect(plans).toMatchObject([{ plan_no, amountFen: 35_500, goal: '恢复握力' }])
    expect(paper).toMatchObject({ file_type: 'pdf' })
    expect(Buffer.from(paper!.content, 'base64').subarray(0, 4).toString()).toBe('%PDF')

    view = await c.call('injury.record.add', {
      encounterId,
      infno: 'GS3405',
      from: { rehab_appy_no, plan_no },
    })
    const blank = node(part(view, 'GS3405').input, 'data')!
    const evaluated = {
      ...{ ...blank, eval_type: '1', eval_result: '握力 3 级', eval_effect: '2' },
      evalitem: [{ eval_item: '握力', eval_score_after: 3 }],
    }
    view = await c.call('injury.record.save', { ...pick(part(view, 'GS3405')), input: { data: evaluated } })
    view = await send(c, view, 'GS3405')
    expect(part(view, 'GS3405')).toMatchObject({ state: 'sent', title: expect.stringContaining('入院评估') })
    for (const infno of ['GS3405', 'GS3402'])
      view = await c.call('injury.record.undo', { ...pick(part(view, infno)), reason: '方案作废' })
    expect(view.parts.map(({ state }) => state)).toEqual(['undone', 'undone'])
    expect((await c.call('injury.record.plans', { encounterId })).plans).toEqual([])
  })
})

describe('广东: the record of a stay', () => {
  it('all six messages, optional ones begun by hand; sending again replaces', async () => {
    const c = await open()
    const { case: of } = await settledStay(c, await admitted(c, 'bizh', '李国强'))
    const { encounterId } = of
    let view = await opened(c, encounterId)
    const had = new Set(view.parts.map(({ infno }) => infno))
    for (const infno of ['bizh200103', 'bizh200104', 'bizh200105'])
      if (!had.has(infno)) view = await c.call('injury.record.add', { encounterId, infno })
    const fill = async (infno: string, detail: JsonObject[]) => {
      const one = part(view, infno)
      const input = { program: { ...node(one.input, 'program')!, detail } }
      view = await c.call('injury.record.save', { ...pick(one), input })
    }
    const day = String(node(part(view, 'bizh200101').input, 'program')!.ykc702)
    await fill('bizh200103', [{ yzy207: '79.3500', yzy208: '骨折内固定术', yzy209: day, yzy210: '2' }])
    await fill('bizh200104', [{ aac004: '2', yzy231: 3250, yzy236: 0 }])
    await fill('bizh200105', [{ yzy265: day, yzy266: '顺铂 60mg' }])
    expect(view.parts.map(({ infno, state }) => [infno.slice(-3), state])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`10${n}`, 'ready']),
    )
    faults(c, { kind: 'drop_after', codes: ['bizh200103'], times: 1 })
    await send(c, view).catch(() => {})
    await resolved(c)
    view = await opened(c, encounterId)
    if (view.parts.some(({ state }) => state !== 'sent'))
      view = await c.call('injury.record.send', {
        encounterId,
        parts: view.parts.filter(({ state }) => state !== 'sent').map(pick),
      })
    expect(view.parts.every(({ state }) => state === 'sent')).toBe(true)
    const operations = (await sent(c, 'bizh200103')).at(-1)!
    expect(rows(node(operations.input, 'program')!, 'detail')).toMatchObject([
      { yzy201: 1, yzy211: 'Ⅰ类切口' },
    ])
    expect(await listed(c, encounterId)).toMatchObject({ state: 'sent' })

    const page = part(view, 'bizh200101')
    expect(await fault(c.call('injury.record.undo', { ...pick(page), reason: '填错' }))).toMatchObject({
      kind: 'conflict',
    })
    const input = { program: { ...node(page.input, 'program')!, yzy062: '编码员乙' } }
    view = await c.call('injury.record.save', { ...pick(page), input })
    expect(await listed(c, encounterId)).toMatchObject({ state: 'ready', note: '上传后有改动，要重新上传' })
    view = await send(c, view, 'bizh200101')
    expect(part(view, 'bizh200101')).toMatchObject({ state: 'sent', changed: false })
  })
})

describe('跨省: attachments', () => {
  it('go up before the settlement, which quotes them, and are taken back with it; one is downloaded and checked', async () => {
    const c = await open()
    const stay = await admitted(c, 'gy', '宋远方')
    const { encounterId } = stay.case
    const attach = async (bytes: Buffer, name: string, mat_type: string) =>
      c.call('injury.record.attach', { encounterId, ref: await keep(c, bytes, name), name, mat_type })
    await attach(pdf('康复'), '康复方案.pdf', '05')
    let told = await attach(jpg(2), '票据.jpg', '07')
    faults(c, { kind: 'drop_after', codes: ['GYU002'], times: 1 })
    const ids = told.rows.map(({ id }) => id)
    await c.call('injury.record.sendMaterials', { encounterId, ids }).catch(() => {})
    await resolved(c)
    told = await c.call('injury.record.materials', { encounterId })
    expect(told.rows.map(({ state, undoable }) => [state, undoable])).toEqual([
      ['sent', false],
      ['sent', false],
    ])
    const file_id = told.rows[0]!.number
    const shown = await c.call('injury.record.download', { encounterId, file_id })
    expect(shown).toMatchObject({ name: '康复方案.pdf', file_type: 'pdf', sound: true })
    expect(Buffer.from(shown.content, 'base64').equals(pdf('康复'))).toBe(true)
    expect((await c.app.journal.auditTrail({ limit: 1 }))[0]).toMatchObject({
      ...{ action: 'injury.material.download', subject: encounterId, detail: { file_id } },
    })

    const settled = await settledStay(c, await c.call('injury.get', { encounterId }))
    const quoted = rows((await sent(c, 'GYU103')).at(-1)!.input, 'list')
    expect(rows(quoted[0]!, 'filelist').map((one) => one.file_id)).toEqual(
      told.rows.map(({ number }) => number),
    )
    const late = c.call('injury.record.attach', {
      ...{ encounterId, ref: await keep(c, png(3), 'x.png'), name: 'x.png', mat_type: '99' },
    })
    expect(await fault(late)).toMatchObject({ kind: 'conflict' })
    await c.call('injury.act', { ...atCase(settled), action: 'unsettle', reason: '重办' })
    told = await c.call('injury.record.materials', { encounterId })
    expect(told.rows.map(({ state, why }) => [state, why])).toEqual([
      ['undone', '已随结算一起撤销'],
      ['undone', '已随结算一起撤销'],
    ])
  })
})

describe('code tables', () => {
  it('are fetched whole, kept, searched; what is gone goes', async () => {
    const c = await open()
    const family = 'gs'
    const tables = await c.call('injury.record.tables', { family })
    expect(tables.every(({ at }) => at === null)).toBe(true)
    expect(tables.map(({ table }) => table)).toContain('GS1012 1')
    const fetched = await c.call('injury.record.fetchCodes', { family, table: 'GS1012 1' })
    const drugs = fetched.find(({ table }) => table === 'GS1012 1')!
    expect(drugs.rows).toBeGreaterThan(10)
    const found = await c.call('injury.record.codes', { family, table: 'GS1012 1', text: 'tb' })
    expect(found.rows.some(({ name }) => name.includes('头孢'))).toBe(true)
    expect(found.rows[0]!.more.some(({ label }) => label === '等级')).toBe(true)
    await c.call('injury.record.fetchCodes', { family, table: 'GS1010 physician' })
    // a second time nothing is added
    const again = await c.call('injury.record.fetchCodes', { family, table: 'GS1012 1' })
    expect(again.find(({ table }) => table === 'GS1012 1')!.rows).toBe(drugs.rows)
    const own = await c.call('injury.record.fetchCodes', { family: 'bizh', table: '' })
    expect(own.length).toBeGreaterThan(3)
    const { table } = own.find(({ rows }) => rows > 0)!
    expect((await c.call('injury.record.codes', { family: 'bizh', table })).rows.length).toBeGreaterThan(0)
  })
})
