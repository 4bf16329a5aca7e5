import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { ofInjury } from '../../../shared/injury.ts'
import { lineAmount, sum } from '../../../shared/money.ts'
import type { HisBill } from '../port.ts'
import { type DemoHis, openDemoHis } from './index.ts'

const NOON = Date.parse('2026-05-06T12:00:00+08:00')
const WANG = '510104198503120221'

let folder: string
let his: DemoHis
const open = (seed = 7) => openDemoHis({ path: join(folder, 'his.db'), now: () => NOON, seed })
const fault = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (e) => (e instanceof GuitaiError ? e.fault : e),
  )
const holder = (encounterId: string, window = '1', opterName = '张三') => ({ encounterId, window, opterName })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'demo-his-'))
  his = await open()
})
afterEach(async () => {
  await his.close()
  rmSync(folder, { recursive: true })
})

describe('the hospital', () => {
  test('departments carry national 科别 values, doctors national codes', async () => {
    const path = new URL('../../../shared/contracts/dicts/caty.json', import.meta.url)
    const caty = JSON.parse(readFileSync(path, 'utf8')).values
    const departments = await his.departments()
    expect(departments).toHaveLength(19)
    for (const d of departments) expect(caty).toHaveProperty([d.caty])
    for (const d of departments) expect(d.inpatient, d.dept_name).toBe(d.dept_name.includes('病区'))
    const doctors = await his.doctors()
    expect(doctors).toHaveLength(44)
    for (const d of doctors) expect(d.atddr_no).toMatch(/^D\d{12}$/)
    const some = await his.doctors('0203')
    expect(some.map((d) => d.dept_code)).toEqual(['0203', '0203', '0203'])
  })

  test('patients have bills of one visit whose sums are those of the search', async () => {
    const patients = await his.findPatients('', 100)
    expect(patients.length).toBeGreaterThan(25)
    const counts = new Set(patients.map((p) => p.openBills))
    expect([...counts].sort()).toEqual([0, 1, 2, 3])
    for (const p of patients) {
      const bills = await his.openBills(p.certno)
      expect(bills).toHaveLength(p.openBills)
      expect(sum(bills.flatMap((b) => b.lines.map((l) => lineAmount(l.pric, l.cnt))))).toBe(p.openFen)
      expect(new Set(bills.map((b) => b.doctor.atddr_no)).size).toBeLessThanOrEqual(1)
      for (const b of bills) {
        expect(b.lines.length).toBeGreaterThan(0)
        expect(b.lines.length).toBeLessThanOrEqual(12)
        expect(b.lines.every((l) => l.med_list_codg !== '')).toBe(true)
        expect(b.diagnoses.filter((d) => d.main)).toHaveLength(1)
        expect(b.rxno !== null).toBe(b.kind === '处方')
      }
    }
  })

  test('bills of work injury stand apart from the others, each marked by its 医疗类别', async () => {
    const song = '440305198708080656'
    const injured = await his.openBills(song, true)
    expect(injured.map(({ kind, med_type }) => [kind, med_type])).toEqual([
      ['治疗', '0501'],
      ['辅助器具', '0504'],
    ])
    const others = await his.openBills(song)
    expect(others.every(({ med_type }) => !ofInjury(med_type))).toBe(true)
    expect(await his.openBills(WANG, true)).toEqual([])
    await his.claim(
      injured.map(({ billId }) => billId),
      holder('GM1'),
    )
    expect((await his.findPatients(song, 1))[0]!.openBills).toBe(others.length)
  })

  test('the same seed founds the same hospital, another one another', async () => {
    const again = await openDemoHis({ now: () => NOON, seed: 7 })
    const other = await openDemoHis({ now: () => NOON, seed: 8 })
    const all = async (h: DemoHis) => {
      const patients = await h.findPatients('', 100)
      return JSON.stringify(await Promise.all(patients.map((p) => h.openBills(p.certno))))
    }
    expect(await all(again)).toBe(await all(his))
    expect(await all(other)).not.toBe(await all(his))
    await again.close()
    await other.close()
  })

  test('every name that a department may charge is in the price list', async () => {
    for (const p of await his.findPatients('', 100)) await his.addBills(p.certno, 6)
  })
})

describe('search', () => {
  test('items: exact code, code prefix, initials prefix, name contains', async () => {
    const [amoxicillin] = await his.items('amxl', 5)
    expect(amoxicillin).toMatchObject({ name: '阿莫西林胶囊', pric: '9.8', py: 'amxljn' })
    expect(amoxicillin).not.toHaveProperty('place')
    expect(await his.items(amoxicillin!.med_list_codg, 5)).toEqual([amoxicillin])
    expect(await his.items(amoxicillin!.medins_list_codg.toLowerCase(), 5)).toEqual([amoxicillin])
    expect(await his.item(amoxicillin!.medins_list_codg)).toEqual(amoxicillin)
    expect(await his.item('nothing')).toBeNull()
    expect((await his.items('yp00', 3)).map((i) => i.medins_list_codg)).toEqual(
      ['YP0001', 'YP0002', 'YP0003'].map((c) => expect.stringMatching(c.slice(0, 4))),
    )
    const injections = await his.items('注射', 20)
    expect(injections.length).toBeGreaterThan(3)
    expect(injections.every((i) => i.name.includes('注射'))).toBe(true)
    expect(await his.items("%' or 1=1 --", 5)).toEqual([])
  })

  test('a prefix of the initials goes before initials further in', async () => {
    const rows = await his.items('gg', 50)
    const first = rows.findIndex((r) => !r.py.startsWith('gg'))
    expect(rows.slice(first === -1 ? rows.length : first).every((r) => !r.py.startsWith('gg'))).toBe(true)
  })

  test('patients by name, initials, document and card number', async () => {
    for (const text of ['王芳', 'wf', WANG, 'A20260007', '5101041985031202']) {
      expect((await his.findPatients(text, 5))[0], text).toMatchObject({ psn_name: '王芳', certno: WANG })
    }
    expect((await his.findPatients('sxd', 5))[0]?.psn_name).toBe('单小朵')
  })

  test('diagnoses by code and initials', async () => {
    expect((await his.diagnoses('gxy', 5))[0]).toMatchObject({ diag_code: 'I10.x00x002' })
    expect((await his.diagnoses('e11', 5))[0]).toMatchObject({ diag_name: '2型糖尿病' })
  })
})

describe('claims', () => {
  test('two handles on one file: one wins, the other is told who holds it, and takes nothing', async () => {
    const second = await open()
    const [a, b] = (await his.addBills(WANG, 2)).map((x) => x.billId) as [string, string]
    await his.claim([a], holder('E1', '3', '李四'))
    const refused = await fault(second.claim([b, a], holder('E2')))
    expect(refused).toMatchObject({ kind: 'conflict', what: expect.stringMatching(/窗口 3 由 李四/) })
    expect((await second.claims()).map((c) => [c.billId, c.encounterId])).toEqual([[a, 'E1']])
    await his.claim([a, b], holder('E1', '3', '李四'))
    await his.release('E1')
    await second.claim([a, b], holder('E2'))
    expect((await his.claims()).map((c) => c.encounterId)).toEqual(['E2', 'E2'])
    await second.close()
  })

  test('an unknown or a paid bill cannot be claimed', async () => {
    const [a] = (await his.addBills(WANG, 1)).map((x) => x.billId) as [string]
    expect(await fault(his.claim(['FY99999999'], holder('E1')))).toMatchObject({ kind: 'not_found' })
    await his.writeBack({
      key: 'M1',
      kind: 'paid',
      encounterId: 'E1',
      billIds: [a],
      setl_id: 'S1',
      facts: {},
    })
    expect(await fault(his.claim([a], holder('E1')))).toMatchObject({ kind: 'conflict' })
  })
})

describe('write-back', () => {
  const paid = (key: string, billIds: string[], encounterId = 'E1') =>
    his.writeBack({ key, kind: 'paid', encounterId, billIds, setl_id: `S-${key}`, facts: {} })
  const refunded = (key: string, billIds: string[], reopen: boolean) =>
    his.writeBack({ key, kind: 'refunded', encounterId: 'E1', billIds, setl_id: 'S-R', facts: { reopen } })
  const openIds = async () => (await his.openBills(WANG)).map((b) => b.billId)

  test('the same key changes nothing, even after a refund', async () => {
    const [a] = (await his.addBills(WANG, 1)).map((x) => x.billId) as [string]
    await his.claim([a], holder('E1'))
    await paid('M1', [a])
    await paid('M1', [a])
    expect(await his.paid()).toMatchObject([{ billId: a, encounterId: 'E1', setl_id: 'S-M1', certno: WANG }])
    expect(await his.claims()).toEqual([])
    expect(await openIds()).not.toContain(a)
    await refunded('M2', [a], true)
    await paid('M1', [a])
    expect(await his.paid()).toEqual([])
    expect(await openIds()).toContain(a)
  })

  test('a refund without reopen closes the bill; release does not open paid ones', async () => {
    const [a, b] = (await his.addBills(WANG, 2)).map((x) => x.billId) as [string, string]
    await paid('M1', [a, b])
    await his.release('E1')
    expect((await his.paid()).map((p) => p.billId)).toEqual([a, b])
    await refunded('M2', [a, b], false)
    expect(await his.paid()).toEqual([])
    expect(await openIds()).not.toContain(a)
    expect(await fault(his.claim([a], holder('E2')))).toMatchObject({
      what: expect.stringContaining('已经退费'),
    })
  })

  test('a prescription is told of its own payment, though another platform gave the same number', async () => {
    const bills = (await his.addBills(WANG, 9)).filter(({ rxno }) => rxno !== null)
    const [a, b] = bills as [HisBill, HisBill]
    const pay = (key: string, bill: HisBill, facts: JsonObject) =>
      his.writeBack({
        key,
        kind: 'paid',
        encounterId: `E-${key}`,
        billIds: [bill.billId],
        setl_id: 'S1',
        facts,
      })
    await pay('M1', a, { mdtrt_id: 'D1', psn_no: 'P1', insuplc_admdvs: '510100' })
    await pay('M2', b, { family: 'gs' })
    const told = new Map((await his.feed('dispense', 0, 999)).map(({ key, data }) => [key, data]))
    expect(told.get(a.rxno!)).toMatchObject({ state: 'paid', setl_id: 'S1', mdtrt_id: 'D1' })
    expect(told.get(b.rxno!)).toMatchObject({ state: 'paid', setl_id: 'S1' })
    expect(told.get(b.rxno!)).not.toHaveProperty('mdtrt_id')
  })

  test('a second payment under another key, or one over a claim, is refused whole', async () => {
    const [a, b] = (await his.addBills(WANG, 2)).map((x) => x.billId) as [string, string]
    await paid('M1', [a])
    expect(await fault(paid('M9', [b, a], 'E2'))).toMatchObject({ kind: 'conflict' })
    await his.claim([b], holder('E3'))
    expect(await fault(paid('M9', [b], 'E2'))).toMatchObject({ kind: 'conflict' })
    expect(await fault(refunded('M8', [b], true))).toMatchObject({ kind: 'conflict' })
    expect((await his.paid()).map((p) => p.billId)).toEqual([a])
  })
})

test('bills of a stranger are refused', async () => {
  expect(await fault(his.addBills('110101199003070000', 1))).toMatchObject({ kind: 'not_found' })
})
