import { afterEach, describe, expect, it } from 'vitest'
import type { RxView, ScanResult, StockKind } from '../shared/api/stock.ts'
import type { JsonObject } from '../shared/contract.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { faultOf } from '../shared/errors.ts'
import { at, type Counter, type CounterOptions, inCash, openCounter } from './support/counter.ts'

/** Movements of goods and dispensing through every handler, against the centre's own ledger of goods. */
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
const wang = people.find((p) => p.psn_name === '王芳')!

/** The trace codes that the demo's purchase of a drug lists. */
async function codesOf(c: Counter, name: string): Promise<string[]> {
  const records = await c.app.his.feed('stock', 0, 500)
  const found = records.find(({ data }) => data.kind === 'purchase' && data.fixmedins_hilist_name === name)
  return (found!.data.drugtracinfo as JsonObject[]).map((row) => String(row.drug_trac_codg))
}
const states = async (c: Counter, kind: StockKind) => {
  const { rows } = await c.call('stock.rows', { kind })
  return Object.fromEntries(rows.map((row) => [row.key, row.stateLabel]))
}
const on = ({ rxno, version }: RxView) => ({ rxno, version })

/** Scans one text after the other; the answers, and the prescription after the last one that was taken. */
async function scanAll(c: Counter, view: RxView, ...texts: string[]) {
  let now = view
  const answers: ScanResult[] = []
  for (const text of texts) {
    const answer = await c.call('dispense.scan', { ...on(now), text })
    if (answer.is === 'taken') now = answer.view
    answers.push(answer)
  }
  return { view: now, answers }
}

/** A prescription of one drug for 王芳, at the HIS and as a visit with its charges. */
async function prescribed(c: Counter, name: string) {
  for (let i = 0; i < 30; i++) {
    const bills = await c.app.his.addBills(wang.certno, 3)
    const bill = bills.find(({ rxno, lines }) => rxno !== null && lines.some((line) => line.name === name))
    if (bill) return bill.rxno!
  }
  throw new Error(`nobody prescribes ${name}`)
}

async function presettledVisit(c: Counter) {
  const opened = await c.call('visit.open', {})
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: wang.certno, certno: wang.certno } as const
  const identified = await c.call('visit.identify', { ...at(opened), cert })
  const charged = await c.call('visit.loadCharges', at(identified))
  return c.call('visit.presettle', at(charged))
}

describe('movements', () => {
  it('go up once, returns with the number of what they return, a deletion after its original', async () => {
    const c = await open()
    const { said } = await c.call('stock.read', {})
    expect(said).toContain('读取进销存 83 条')
    const { kinds, readAt } = await c.call('stock.summary', {})
    expect(readAt).toBeGreaterThan(0)
    for (const { kind, refused, held, waiting, pending } of kinds)
      expect([kind, refused + held + waiting + pending]).toEqual([kind, 0])
    expect(await states(c, 'change')).toMatchObject({ BD01: '已上传', BD03: '已撤', 'PD01-初始': '已上传' })
    const back = await c.app.journal.uploads({ source: 'stock.saleReturn', limit: 5 })
    const sale = await c.app.journal.uploads({ source: 'stock.sale', limit: 5 })
    expect(back[0]!.payload).toMatchObject({ of: 'XS01', ...(sale[0]!.answer as object) })
    expect((sale[0]!.answer as JsonObject).medins_prod_sel_no).toMatch(/^SP/)
    expect((await c.call('stock.read', {})).said).toContain('读取进销存 0 条')
    const [amoxicillin] = await c.call('stock.products', { text: 'amxl' })
    expect(amoxicillin).toMatchObject({ fixmedins_hilist_id: 'YP0001', cnt: '80', batches: 2 })
    const product = await c.call('stock.product', { fixmedins_hilist_id: 'YP0001' })
    expect(product.batches.map(({ bchno, cnt }) => [bchno, cnt])).toEqual([
      ['PC01A', '56'],
      ['PC01B', '24'],
    ])
    expect(product.codes).toHaveLength(24)
    expect(product.history.map(({ kind }) => kind).sort()).toEqual([
      ...['change', 'change', 'check', 'purchase', 'sale', 'saleReturn'],
    ])
  })

  it('refused rows say why, are mended in the HIS, sent again, and deleted on demand', async () => {
    const c = await open()
    await c.call('stock.read', {})
    const bought = await c.app.his.record('stock', 'CG01')
    const { bchno: _1, drugtracinfo: _2, ...data } = bought!.data
    const bad = { ...data, fixmedins_bchno: 'PC99', expy_end: '2020-01-01', manu_lotnum: 'X1' }
    await c.app.his.putRecord('stock', 'CG99', bad)
    await c.app.his.putRecord('stock', 'CG98', { ...data, fixmedins_bchno: 'PC01B' })
    await c.app.his.putRecord('stock', 'CG97', { ...data, fixmedins_bchno: 'PC97', purc_retn_cnt: 0.00001 })
    await c.call('stock.read', {})
    const { rows } = await c.call('stock.rows', { kind: 'purchase', states: ['refused', 'held'] })
    const why = Object.fromEntries(rows.map((row) => [row.key, `${row.stateLabel} ${row.why}`]))
    expect(why.CG99).toBe('被拒 有效期止早于生产日期')
    expect(why.CG98).toContain('待改 定点医药机构批次流水号 PC01B 与 采购 CG01 相同')
    expect(why.CG97).toContain('采购/退货数量')
    await c.app.his.putRecord('stock', 'CG99', { ...bad, expy_end: '2099-12-31' })
    await c.call('stock.read', {})
    expect((await states(c, 'purchase')).CG99).toBe('已上传')
    const removal = await c.call('stock.remove', { kind: 'purchase', key: 'CG99', reason: '录入有误' })
    expect(removal).toMatchObject({ kind: 'remove', stateLabel: '已上传' })
    expect((await c.call('stock.row', { kind: 'purchase', key: 'CG99' })).why).toBe('已删除：录入有误')
    expect(
      await fault(c.call('stock.remove', { kind: 'purchase', key: 'CG99', reason: '再删' })),
    ).toMatchObject({
      kind: 'conflict',
    })
    const [again] = await c.call('stock.again', { kind: 'purchase', keys: ['CG99'], single: true })
    expect(again!.stateLabel).toBe('已上传')
    const { msgid } = await c.call('stock.row', { kind: 'purchase', key: 'CG99' })
    expect(await c.app.journal.txn(msgid!)).toMatchObject({ infno: '3503' })
    const trail = await c.call('auth.audit', { limit: 5 })
    expect(trail.map(({ action }) => action)).toEqual(expect.arrayContaining(['stock.remove', 'stock.again']))
  })

  it('a site may send row by row: the single forms, each with its own result', async () => {
    const c = await open({ slot: 2 })
    const one = await openCounter({ slot: 3, settings: { stock: { form: 'one' } } })
    counters.push(one)
    await one.call('stock.read', {})
    const { kinds } = await one.call('stock.summary', {})
    expect(kinds.map(({ infno }) => infno).sort()).toEqual([
      '3501',
      '3502',
      '3503',
      '3504',
      '3505',
      '3506',
      '3507',
    ])
    for (const { kind, refused, held, pending } of kinds)
      expect([kind, refused, held, pending]).toEqual([kind, 0, 0, 0])
    expect(c.app.site.stock.form).toBe('many')
  })

  it('an answer that was lost books nothing twice', async () => {
    const c = await open()
    c.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['3503A'], times: 1 }])
    await fault(c.call('stock.read', {}))
    await expect
      .poll(async () => (await states(c, 'purchase')).CG01, { timeout: 60_000, interval: 200 })
      .toBe('已上传')
    await c.call('stock.read', {})
    const { kinds } = await c.call('stock.summary', {})
    expect(kinds.every(({ refused, waiting, sent }) => refused + waiting + sent === 0)).toBe(true)
  })
})

describe('dispensing', () => {
  it('takes what belongs, refuses the wrong drug, one too many, a sold box, a bar code', async () => {
    const c = await open()
    await c.call('stock.read', {})
    const [amox, para, insulin] = [
      await codesOf(c, '阿莫西林胶囊'),
      await codesOf(c, '对乙酰氨基酚片'),
      await codesOf(c, '甘精胰岛素注射液'),
    ]
    const first = await c.call('dispense.open', { rxno: 'LSCF0001' })
    expect(first).toMatchObject({ psn_name: '田*', state: 'todo', canFinish: false })
    const { view, answers } = await scanAll(
      c,
      first,
      ...[
        amox[0]!,
        amox[0]!,
        insulin[0]!,
        '6901234567892',
        '81234567890123456',
        amox[1]!,
        amox[2]!,
        para[0]!,
      ],
    )
    expect(answers.map(({ is }) => is)).toEqual([
      ...['taken', 'refused', 'refused', 'refused', 'refused', 'taken', 'refused', 'taken'],
    ])
    const said = answers.map((answer) => ('said' in answer ? answer.said : ''))
    expect(said[0]).toBe('阿莫西林胶囊　1/2')
    expect(said[1]).toContain('已经扫过')
    expect(said[2]).toBe('拿错药了：这是「甘精胰岛素注射液」，处方里没有')
    expect(said[3]).toContain('商品条码')
    expect(said[6]).toContain('已经扫够 2 盒')
    expect(view).toMatchObject({ state: 'part', canFinish: true })
    const done = await c.call('dispense.finish', on(view))
    expect(done).toMatchObject({ state: 'done', upload: '销售待上传 2 条' })
    await c.call('stock.read', {})
    expect((await c.call('dispense.open', { rxno: 'LSCF0001' })).upload).toBe('销售已上传 2 条')
    const second = await c.call('dispense.open', { rxno: 'LSCF0002' })
    const sold = await c.call('dispense.scan', { ...on(second), text: amox[0]! })
    expect(sold).toMatchObject({
      is: 'refused',
      said: expect.stringMatching(/已经售出.*田\*（处方 LSCF0001/),
    })
    expect(await c.call('dispense.scan', { ...on(second), text: 'LSCF0003' })).toEqual({
      ...{ is: 'rx', rxno: 'LSCF0003' },
    })
    const found = await c.call('dispense.find', { text: amox[0]! })
    expect(found).toMatchObject({ is: 'code', rxno: 'LSCF0001', said: '阿莫西林胶囊：已售出，田* LSCF0001' })
    expect(
      await fault(c.call('dispense.unscan', { ...on(first), lineNo: 1, drug_trac_codg: amox[0]! })),
    ).toMatchObject({ kind: 'conflict' })
  })

  it('split packs repeat, full ones do not; packs without codes say why; GS1 by its own lot', async () => {
    const c = await open()
    await c.call('stock.read', {})
    const [aspirin, pills, insulin, own] = [
      await codesOf(c, '阿司匹林肠溶片'),
      await codesOf(c, '复方丹参滴丸'),
      await codesOf(c, '甘精胰岛素注射液'),
      await codesOf(c, '片仔癀软膏'),
    ]
    const first = await c.call('dispense.open', { rxno: 'LSCF0002' })
    const scanned = await scanAll(c, first, aspirin[0]!, pills[0]!)
    const undone = await c.call('dispense.unscan', {
      ...on(scanned.view),
      lineNo: 2,
      drug_trac_codg: pills[0]!,
    })
    const without = await c.call('dispense.line', {
      ...on(undone),
      lineNo: 2,
      noCode: '早期采购，盒上没有码',
    })
    expect(without.canFinish).toBe(true)
    await c.call('dispense.finish', on(without))
    await c.app.his.putRecord('dispense', 'LSCF0009', {
      ...(await c.app.his.record('dispense', 'LSCF0002'))!.data,
      billId: 'LSFY09',
    })
    const next = await c.call('dispense.open', { rxno: 'LSCF0009' })
    const again = await scanAll(c, next, aspirin[0]!, pills[0]!)
    expect(again.answers.map(({ is }) => is)).toEqual(['taken', 'taken'])
    await c.call('dispense.finish', on(again.view))
    const third = await c.call('dispense.open', { rxno: 'LSCF0003' })
    const [, gtin, expiry, lot, serial] = /^01(\d{14})17(\d{6})10(\w{7})21(\w+)$/.exec(insulin[0]!)!
    const spoken = `(01)${gtin}(17)${expiry}(10)${lot}(21)${serial}`
    const taken = await scanAll(c, third, spoken, own[0]!)
    expect(taken.answers.map(({ is }) => is)).toEqual(['taken', 'taken'])
    expect(taken.view.lines[0]!.codes[0]).toMatchObject({ drug_trac_codg: insulin[0]!, manu_lotnum: lot })
    await c.call('dispense.finish', on(taken.view))
    await c.call('stock.read', {})
    const { kinds } = await c.call('stock.summary', {})
    expect(kinds.find(({ kind }) => kind === 'sale')).toMatchObject({ accepted: 7, refused: 0, held: 0 })
  })

  it('an unknown code is asked for once; taken off again, the answer is forgotten', async () => {
    const c = await open()
    const view = await c.call('dispense.open', { rxno: 'LSCF0001' })
    const text = '89999990000000000001'
    const ask = await c.call('dispense.scan', { ...on(view), text })
    expect(ask).toEqual({ is: 'ask', drug_trac_codg: text, lineNos: [1, 2], learns: true })
    const told = await c.call('dispense.scan', { ...on(view), text, lineNo: 2 })
    expect(told).toMatchObject({ is: 'taken', lineNo: 2 })
    const off = await c.call('dispense.unscan', {
      ...{ rxno: 'LSCF0001', version: view.version + 1, lineNo: 2, drug_trac_codg: text },
    })
    expect(await c.call('dispense.scan', { ...on(off), text })).toMatchObject({ is: 'ask' })
    const better = await c.call('dispense.scan', { ...on(off), text, lineNo: 1 })
    if (better.is !== 'taken') throw new Error(better.is)
    const { answers } = await scanAll(c, better.view, '89999990000000000002')
    expect(answers[0]).toMatchObject({ is: 'taken', lineNo: 1 })
  })

  it('where the centre gives codes for packs without any, they go up and come back like others', async () => {
    const c = await open({ nhsa: { overlays: ['hunan'] } })
    await c.call('stock.read', {})
    const [aspirin] = await codesOf(c, '阿司匹林肠溶片')
    const first = await c.call('dispense.open', { rxno: 'LSCF0002' })
    const { view } = await scanAll(c, first, aspirin!)
    const without = await c.call('dispense.line', { ...on(view), lineNo: 2, noCode: '早期采购' })
    const given = without.lines[1]!.codes.map((code) => code.drug_trac_codg)
    expect(given).toEqual([expect.stringMatching(/^XN\d{18}$/)])
    const done = await c.call('dispense.finish', on(without))
    await c.call('stock.read', {})
    const back = await c.call('dispense.return', { ...on(done), lineNo: 2, codes: given, reason: '停药' })
    expect(back.lines[1]!.returnable).toBe('0')
    await c.call('stock.read', {})
    const { kinds } = await c.call('stock.summary', {})
    expect(kinds.find(({ kind }) => kind === 'sale')).toMatchObject({ accepted: 3, refused: 0, held: 0 })
    expect(kinds.find(({ kind }) => kind === 'saleReturn')).toMatchObject({ accepted: 2, refused: 0 })
  })

  it('what comes back is free again; a sale that never went up is withdrawn', async () => {
    const c = await open()
    await c.call('stock.read', {})
    const [amox, para] = [await codesOf(c, '阿莫西林胶囊'), await codesOf(c, '对乙酰氨基酚片')]
    const first = await c.call('dispense.open', { rxno: 'LSCF0001' })
    const { view } = await scanAll(c, first, amox[0]!, amox[1]!, para[0]!)
    const done = await c.call('dispense.finish', on(view))
    const reason = '医生改方'
    const early = await c.call('dispense.return', { ...on(done), lineNo: 2, codes: [para[0]!], reason })
    expect((await states(c, 'sale'))['LSCF0001-1-2-1']).toBe('已撤')
    await c.call('stock.read', {})
    const now = await c.call('dispense.open', { rxno: 'LSCF0001' })
    expect(now.version).toBe(early.version)
    const wrong = await fault(c.call('dispense.return', { ...on(now), lineNo: 1, codes: [amox[5]!], reason }))
    expect(wrong?.what).toContain('不是这一行发出的')
    const back = await c.call('dispense.return', { ...on(now), lineNo: 1, codes: [amox[0]!], reason })
    expect(back.lines[0]).toMatchObject({ returnable: '1' })
    await c.call('stock.read', {})
    expect(Object.values(await states(c, 'saleReturn'))).toEqual(['已上传', '已上传'])
    await c.app.his.putRecord('dispense', 'LSCF0008', {
      ...(await c.app.his.record('dispense', 'LSCF0001'))!.data,
      billId: 'LSFY08',
    })
    const next = await c.call('dispense.open', { rxno: 'LSCF0008' })
    const again = await scanAll(c, next, amox[0]!, amox[1]!, para[0]!)
    expect(again.answers.map(({ is }) => is)).toEqual(['taken', 'refused', 'taken'])
    const full = await scanAll(c, again.view, amox[3]!)
    await c.call('dispense.finish', on(full.view))
    await c.call('stock.read', {})
    const { rows } = await c.call('stock.rows', { kind: 'sale', states: ['refused', 'held'] })
    expect(rows).toEqual([])
  })
})

describe('the settlement', () => {
  it('where codes are a must it waits for them, takes them along, and the sale follows it', async () => {
    const c = await open({ settings: { trace: { drugs: 'must' } } })
    await c.call('stock.read', {})
    const rxno = await prescribed(c, '布洛芬缓释胶囊')
    const visit = await presettledVisit(c)
    expect(visit.visit.warnings.join()).toContain('没有扫追溯码')
    const no = await fault(c.call('visit.settle', { ...at(visit), payments: inCash(visit) }))
    expect(no).toMatchObject({ kind: 'invalid', what: expect.stringContaining('布洛芬缓释胶囊') })
    const rxnos = [...new Set(visit.visit.lines.flatMap((line) => line.rxno ?? []))]
    expect(rxnos).toContain(rxno)
    for (const each of rxnos) {
      let view = await c.call('dispense.open', { rxno: each })
      for (const line of view.lines) {
        const stocked = await codesOf(c, line.name)
        for (let n = 0; n < line.need; n++) {
          for (const text of stocked) {
            const answer = await c.call('dispense.scan', { ...on(view), text })
            if (answer.is !== 'taken') continue
            view = answer.view
            break
          }
        }
      }
      const scanned = await c.call('dispense.finish', on(view))
      expect(scanned).toMatchObject({ state: 'scanned', upload: '' })
    }
    const settled = await c.call('visit.settle', { ...at(visit), payments: inCash(visit) })
    const { setl_id, msgid } = settled.visit.settlement!
    const { input } = (await c.app.journal.txn(msgid))!
    const sent = (input as JsonObject).drug_trac_info as JsonObject[]
    const { batch, lines } = settled.visit
    const ibuprofen = lines.find((line) => line.name === '布洛芬缓释胶囊')!
    const own = sent.filter(
      (row) => row.feedetl_sn === String(batch * 100_000 + Number(ibuprofen.feedetl_sn)),
    )
    expect(own).toHaveLength(Number(ibuprofen.cnt))
    await expect
      .poll(async () => (await c.call('dispense.open', { rxno })).state, { timeout: 60_000, interval: 100 })
      .toBe('done')
    await c.call('stock.read', {})
    const rows = await c.app.journal.uploads({ source: 'stock.sale', psn_no: wang.psn_no, limit: 200 })
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect([row.key, row.state, row.why]).toEqual([row.key, 'accepted', null])
      expect(row.payload).toMatchObject({ setl_id, mdtrt_setl_type: '1', hi_feesetl_type: '1' })
    }
    await c.call('visit.refund', { ...at(settled), reason: '退费', after: 'keep' })
    await expect
      .poll(async () => (await c.call('dispense.open', { rxno })).state, { timeout: 60_000, interval: 100 })
      .toBe('toReturn')
    const { rows: todo } = await c.call('dispense.list', {})
    expect(todo[0]).toMatchObject({ state: 'toReturn', stateLabel: '已退费，待退药' })
  })

  it('where codes are not asked for none are sent, where they are asked for only a warning stands', async () => {
    const off = await open()
    await prescribed(off, '布洛芬缓释胶囊')
    const visit = await presettledVisit(off)
    expect(visit.visit.warnings.join()).not.toContain('追溯码')
    const warn = await open({ settings: { trace: { drugs: 'warn' } } })
    await prescribed(warn, '布洛芬缓释胶囊')
    const warned = await presettledVisit(warn)
    expect(warned.visit.warnings.join()).toContain('可以结算')
    const settled = await warn.call('visit.settle', { ...at(warned), payments: inCash(warned) })
    expect(settled.visit.step).toBe('settled')
  })

  it('where codes are only asked for, a HIS that does not answer keeps nobody from paying', async () => {
    const c = await open({ settings: { trace: { drugs: 'warn' } } })
    await prescribed(c, '布洛芬缓释胶囊')
    c.app.his.record = async () => {
      throw new Error('the HIS is away')
    }
    const view = await presettledVisit(c)
    expect(view.visit.warnings.join()).toContain('HIS 没有应答')
    const done = await c.call('visit.settle', { ...at(view), payments: inCash(view) })
    expect(done.visit.step).toBe('settled')
  })
})
