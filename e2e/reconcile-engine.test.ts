import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Difference } from '../shared/api/reconcile.ts'
import people from '../shared/demo/people.json' with { type: 'json' }
import { dateOf } from '../shared/msgid.ts'
import { bookStrange } from './support/centre-books.ts'
import {
  at,
  type Counter,
  type CounterOptions,
  inCash,
  OPTER,
  openCounter,
  presettled,
} from './support/counter.ts'

/** The day and the month against the centre, without a screen, through the same dispatch as every face. */
let counter: Counter
let home = ''
// these days do not end while they are reconciled
const NOON = new Date().setHours(12, 0, 0, 0)
beforeEach(() => void vi.useFakeTimers({ now: NOON, toFake: ['Date'], shouldAdvanceTime: true }))
afterEach(async () => {
  await counter?.close()
  vi.useRealTimers()
})

const TODAY = dateOf(NOON)
const day = (date = TODAY) => ({ from: date, to: date })
const local = people.filter((p) => p.area === '510100' && p.insu[0]?.insutype === '310')

async function open(options: CounterOptions = {}) {
  home = mkdtempSync(join(tmpdir(), 'guitai-reconcile-'))
  counter = await openCounter({ home, ...options })
}

async function settle(index: number) {
  const view = await presettled(counter, local[index]!.certno)
  return counter.call('visit.settle', { ...at(view), payments: inCash(view) })
}

async function settleSelfPay(certno: string) {
  let view = await counter.call('visit.open', { selfPay: true })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  view = await counter.call('visit.identify', { ...at(view), cert })
  await counter.app.his.addBills(certno, 1)
  view = await counter.call('visit.loadCharges', at(view))
  view = await counter.call('visit.presettle', at(view))
  return counter.call('visit.settle', { ...at(view), payments: inCash(view) })
}

/** The centre's own books, changed behind everybody's back. */
function atCentre(sql: string, ...values: (string | number)[]): void {
  const db = new Database(join(home, 'sandbox-nhsa.db'))
  db.prepare(sql).run(...values)
  db.close()
}

/** A settlement there that nobody here knows. */
function strange(of: string, slot = '01'): string {
  const msgid = `H51010400001${TODAY.replaceAll('-', '')}030303${slot}77`
  bookStrange(join(home, 'sandbox-nhsa.db'), of, 'S99999999999999', msgid)
  return msgid
}

async function detail(range = day()) {
  const { groups } = await counter.call('reconcile.sums', range)
  const { clr_type, clr_optins } = groups[0]!
  const { runId } = await counter.call('reconcile.detail', { ...range, clr_type, clr_optins })
  return counter.call('reconcile.run', { runId })
}

const allSame = async (range = day()) => {
  const { groups, failed } = await counter.call('reconcile.check', range)
  expect(failed).toEqual([])
  return groups.map(({ stmt }) => stmt?.same)
}

const mend = (runId: string, row: Difference) =>
  counter.call('reconcile.mend', { runId, rowId: row.rowId, reason: '对账处理' })

const SUPERVISOR = {
  ...{ opter: 's01', opterName: '组长', disabled: false, password: 'supervisor-pass' },
  role: 'supervisor' as const,
}

describe('sums', () => {
  it('agree with the centre, refunds in and self-pay out, until they change', async () => {
    await open()
    await settle(0)
    const settled = await settle(1)
    await counter.call('visit.refund', { ...at(settled), reason: '开错', after: 'keep' })
    await settleSelfPay(local[3]!.certno)
    expect(await counter.app.journal.settlements({})).toHaveLength(4)
    const before = await counter.call('reconcile.sums', day())
    expect(before.groups).toMatchObject([
      { insutype: '310', clr_type: '11', count: 2, refunds: 1, stmt: null, doubtful: 0 },
    ])
    expect(before.problems).toHaveLength(1)
    expect(await allSame()).toEqual([true])
    expect((await counter.call('reconcile.sums', day())).problems).toEqual([])
    await settle(2)
    const after = await counter.call('reconcile.sums', day())
    expect(after.groups[0]!.stmt).toBeNull()
  })

  it('leave refunds out where the site does', async () => {
    await open({ nhsa: { reconcile: { refunds: 'excluded' } } })
    await settle(0)
    const settled = await settle(1)
    await counter.call('visit.refund', { ...at(settled), reason: '开错', after: 'keep' })
    expect((await counter.call('reconcile.sums', day())).groups).toMatchObject([{ count: 1, refunds: 0 }])
    expect(await allSame()).toEqual([true])
  })

  it('count a refund in its own month, and both months come out', async () => {
    let now = new Date('2026-01-31T23:00:00').getTime()
    const after = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    await open({ clock: { now: () => now, after } })
    const settled = await settle(0)
    now = new Date('2026-02-01T09:00:00').getTime()
    await counter.call('visit.refund', { ...at(settled), reason: '次日退费', after: 'keep' })
    for (const month of [
      { from: '2026-01-01', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
    ]) {
      expect(await allSame(month)).toEqual([true])
      expect((await detail(month)).total).toBe(0)
    }
    const { groups } = await counter.call('reconcile.sums', { from: '2026-02-01', to: '2026-02-28' })
    expect(groups).toMatchObject([{ count: 0, refunds: 1 }])
    expect(groups[0]!.totalFen).toBeLessThan(0)
  })
})

describe('row by row', () => {
  const STYLES = [
    ['a form, ten columns', {}, undefined],
    ['text, seven columns', { files: { upload: 'base64' } }, { columns: 7, lists: 'all', codes: 'split' }],
    [
      'numbers, differences alone',
      { files: { upload: 'bytes' }, reconcile: { resultLists: 'differences' } },
      { columns: 11, lists: 'differences', codes: 'split' },
    ],
  ] as const
  it.each(STYLES)('finds nothing where there is nothing: %s', async (_name, nhsa, statement) => {
    await open({ nhsa, ...(statement ? { sandbox: { statement } } : {}) })
    await settle(0)
    const settled = await settle(1)
    await counter.call('visit.refund', { ...at(settled), reason: '开错', after: 'keep' })
    const { run, total } = await detail()
    expect(total).toBe(0)
    expect(run).toMatchObject({ here: 3, same: 3, open: 0 })
    const messages = await counter.call('txn.search', { infno: '9101', withoutQueries: false })
    const sent = await counter.call('txn.get', { msgid: messages.rows[0]!.msgid })
    expect(sent.request.find(({ path }) => path === 'fsUploadIn.in')?.value).toMatch(/^file:[0-9a-f]{64}$/)
    strange(settled.visit.settlement!.setl_id)
    expect((await detail()).rows.map(({ kind }) => kind)).toEqual(['onlyThere'])
  })

  it('undoes at the centre what nobody here knows, once, and then the sums agree', async () => {
    await open()
    const settled = await settle(0)
    const msgid = strange(settled.visit.settlement!.setl_id)
    expect(await allSame()).toEqual([false])
    const { run, rows } = await detail()
    expect(rows).toMatchObject([
      { kind: 'onlyThere', there: { msgid }, action: { code: 'reverse' }, mended: null },
    ])
    expect(rows[0]!.there!.psn_no).toContain('*')
    expect(await mend(run.runId, rows[0]!)).toMatchObject({ mended: { open: false, opterName: '管理员' } })
    expect((await counter.call('reconcile.run', { runId: run.runId })).run.open).toBe(0)
    await expect(mend(run.runId, rows[0]!)).rejects.toThrow('已经处理过')
    expect(await allSame()).toEqual([true])
    const audited = await counter.call('auth.audit', { limit: 10 })
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['reconcile.detail', 'reconcile.mend', 'reconcile.mended']),
    )
  })

  it('leaves another counter’s message alone', async () => {
    await open()
    strange((await settle(0)).visit.settlement!.setl_id, '07')
    const { run, rows } = await detail()
    expect(rows[0]!.action).toMatchObject({ code: 'note', explain: expect.stringContaining('07 号柜台') })
    expect(await mend(run.runId, rows[0]!)).toMatchObject({ mended: { open: true } })
    expect((await counter.call('reconcile.run', { runId: run.runId })).run.open).toBe(1)
  })

  it('asks about amounts and absences, and books nothing', async () => {
    await open()
    const [one, two] = [await settle(0), await settle(1)].map((v) => v.visit.settlement!.setl_id)
    atCentre(
      'update settlement set medfee_sumamt = medfee_sumamt + 100, psn_cash_pay = psn_cash_pay + 100 where setl_id = ?',
      one!,
    )
    atCentre('delete from settlement where setl_id = ?', two!)
    const ledger = await counter.app.journal.settlements({})
    const { run, rows } = await detail()
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['amount', 'onlyHere'])
    for (const row of rows) {
      const { mended } = await mend(run.runId, row)
      expect(mended).toMatchObject({ open: true })
      expect(mended!.what).toContain(row.kind === 'amount' ? '本院：总额' : '中心查无此笔')
    }
    expect(await counter.app.journal.settlements({})).toEqual(ledger)
  })

  it('what only we have ends by a decision, once the centre said that it has none; closing asks two', async () => {
    await open()
    await counter.call('auth.saveOperator', SUPERVISOR)
    const setl_id = (await settle(0)).visit.settlement!.setl_id
    atCentre('delete from settlement where setl_id = ?', setl_id)
    const ledger = await counter.app.journal.settlements({})
    const { run, rows } = await detail()
    const { runId } = run
    const look = async () => (await counter.call('reconcile.run', { runId })).run
    const decide = (action: string) =>
      counter.call('reconcile.mend', {
        ...{ runId, rowId: rows[0]!.rowId, reason: '患者已补结算', action },
      })
    expect(rows).toMatchObject([{ kind: 'onlyHere', action: { code: 'ask' } }])
    await expect(decide('decide')).rejects.toThrow('处理方式已经变化')
    // another refusal is no word that there is none
    atCentre('update visit set psn_no = ? where mdtrt_id = ?', 'X', ledger[0]!.mdtrt_id!)
    await expect(decide('ask')).rejects.toThrow('不符')
    expect(await look()).toMatchObject({ open: 1, manual: 0 })
    atCentre('update visit set psn_no = ? where mdtrt_id = ?', ledger[0]!.psnNo!, ledger[0]!.mdtrt_id!)
    expect(await decide('ask')).toMatchObject({
      action: { code: 'decide' },
      mended: { open: true, verdict: 'absent' },
    })
    expect(await decide('decide')).toMatchObject({
      mended: { open: false, verdict: 'manual', what: '已核实，须人工处理：患者已补结算' },
    })
    expect(await look()).toMatchObject({ open: 0, manual: 1 })
    await expect(decide('decide')).rejects.toThrow('已经处理过')
    expect(await counter.app.journal.settlements({})).toEqual(ledger)
    const { problems } = await counter.call('reconcile.sums', day())
    expect(problems).toContainEqual(expect.stringContaining('1 条差异已核实，须人工处理'))
    await expect(counter.call('reconcile.close', { period: TODAY })).rejects.toThrow('不完全一致')
    const second = { opter: SUPERVISOR.opter, password: SUPERVISOR.password }
    const closed = await counter.call('reconcile.close', { period: TODAY, reason: '已核实', second })
    expect(closed).toMatchObject({ secondName: SUPERVISOR.opterName, differences: 1 })
  })

  it('books what a person had to decide, when the centre lists it', async () => {
    await open({ nhsa: { reversible: [], querySettlementBy: 'setl_id' } })
    await settle(0)
    counter.app.sandbox!.setFaults([{ kind: 'drop_after', codes: ['2207'], times: 1 }])
    await expect(settle(1)).rejects.toThrow('不知道中心是否记账')
    expect((await counter.call('reconcile.sums', day())).doubtful).toBe(1)
    expect((await counter.call('reconcile.sums', day())).groups[0]!.doubtful).toBe(1)
    await expect(counter.call('reconcile.close', { period: TODAY })).rejects.toThrow('存疑交易')
    const { run, rows } = await detail()
    expect(rows).toMatchObject([{ kind: 'onlyThere', action: { code: 'adopt' } }])
    expect(await mend(run.runId, rows[0]!)).toMatchObject({ mended: { open: false } })
    expect(await allSame()).toEqual([true])
    expect((await counter.call('reconcile.sums', day())).groups[0]!.count).toBe(2)
  })

  it('can be cancelled and leaves nothing behind', async () => {
    await open()
    await settle(0)
    counter.app.sandbox!.setFaults([{ kind: 'delay', codes: ['3202'], ms: 800 }])
    const running = detail()
    const ended = expect(running).rejects.toThrow('已取消')
    await expect.poll(() => counter.call('reconcile.cancel', {})).toEqual({ cancelled: true })
    await ended
    expect(existsSync(join(home, 'reconcile')) ? readdirSync(join(home, 'reconcile')) : []).toEqual([])
  })
})

describe('closing', () => {
  const cashier = {
    opter: 'c01',
    opterName: '收费员',
    role: 'cashier' as const,
    disabled: false,
    password: 'cashier-pass',
  }

  it('wants nobody else where all agrees, and the newest of a period counts', async () => {
    await open()
    await settle(0)
    await allSame()
    const first = await counter.call('reconcile.close', { period: TODAY })
    expect(first).toMatchObject({ kind: 'day', secondName: null, problems: [], groups: [{ count: 1 }] })
    await settle(1)
    await allSame()
    const second = await counter.call('reconcile.close', { period: TODAY })
    expect((await counter.call('reconcile.sums', day())).closed).toMatchObject({
      closingId: second.closingId,
    })
    expect(await counter.call('reconcile.closings', {})).toHaveLength(2)
    await expect(counter.call('reconcile.close', { period: '2999-01' })).rejects.toThrow('还没有到')
    await expect(counter.call('reconcile.close', { period: '2026-02-30' })).rejects.toThrow('没有 2026-02-30')
  })

  it('with a difference wants a reason and another supervisor’s password', async () => {
    await open()
    await counter.call('auth.saveOperator', cashier)
    await counter.call('auth.saveOperator', SUPERVISOR)
    strange((await settle(0)).visit.settlement!.setl_id)
    expect(await allSame()).toEqual([false])
    await detail()
    const close = (opter: string, password: string, reason: string | undefined = '中心次日处理') =>
      counter.call('reconcile.close', { period: TODAY, reason, second: { opter, password } })
    await expect(counter.call('reconcile.close', { period: TODAY })).rejects.toThrow('不完全一致')
    await expect(close('s01', 'supervisor-pass', '')).rejects.toThrow('不完全一致')
    await expect(close(OPTER.opter, OPTER.password)).rejects.toThrow('不能是结账人自己')
    await expect(close('s01', 'wrong')).rejects.toThrow('密码不正确')
    await expect(close('c01', 'cashier-pass')).rejects.toThrow('必须是收费组长')
    const closed = await close('s01', 'supervisor-pass')
    expect(closed).toMatchObject({ secondName: '组长', reason: '中心次日处理', differences: 1 })
    expect(closed.problems).toHaveLength(2)
    const audited = await counter.call('auth.audit', { limit: 5 })
    expect(audited[0]).toMatchObject({ action: 'reconcile.close', subject: TODAY })
    expect(audited.map(({ action }) => action)).toContain('reconcile.second.failed')
  })
})
