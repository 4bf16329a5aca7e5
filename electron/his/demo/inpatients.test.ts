import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import catalogue from '../../../shared/demo/catalogue.json' with { type: 'json' }
import { ofInjury } from '../../../shared/injury.ts'
import { lineAmount, scaled, sum } from '../../../shared/money.ts'
import type { HisCharge, HisWriteBack } from '../port.ts'
import { type DemoHis, openDemoHis } from './index.ts'
import { WARDS } from './inpatients-data.ts'

const NOON = Date.parse('2026-05-06T12:00:00+08:00')
const DAY = 86_400_000
const WANG = '510104198503120221'

let folder: string
let his: DemoHis
let now: number
const open = (file = 'his.db', seed = 7) => openDemoHis({ path: join(folder, file), now: () => now, seed })

beforeEach(async () => {
  now = NOON
  folder = mkdtempSync(join(tmpdir(), 'demo-his-'))
  his = await open()
})
afterEach(async () => {
  await his.close()
  rmSync(folder, { recursive: true })
})

let keys = 0
const tell = (ipt_no: string, kind: HisWriteBack['kind'], key = `K${++keys}`, of = his) =>
  of.writeBack({ key, kind, encounterId: 'E1', billIds: [], setl_id: `S-${key}`, facts: { ipt_no } })
const state = async (ipt_no: string) => (await his.inpatient(ipt_no))?.state
const all = (ipt_no: string, of = his) => of.inpatientCharges(ipt_no, 0, 10_000)

/** What is left of each charge after those that take it back. */
function leftOf(charges: HisCharge[]): bigint[] {
  const left = new Map<string, bigint>()
  for (const { chargeId, refundOf, cnt } of charges) {
    const key = refundOf ?? chargeId
    if (refundOf) expect(left.has(refundOf)).toBe(true)
    left.set(key, (left.get(key) ?? 0n) + (scaled(cnt, 4) ?? 0n))
  }
  return [...left.values()]
}

describe('the first day', () => {
  test('eleven are expected and a newborn with its mother, four workers hurt at work; nobody is in', async () => {
    const waiting = await his.inpatients('', 'waiting', 100)
    expect(waiting).toHaveLength(16)
    expect(await his.inpatients('', null, 100)).toEqual(waiting)
    expect(await his.inpatients('', 'in', 100)).toEqual([])
    const departments = new Set((await his.departments()).map((d) => d.dept_code))
    const doctors = new Map((await his.doctors()).map((d) => [d.atddr_no, d.dept_code]))
    const beds = new Set<string>()
    for (const one of waiting) {
      expect(departments).toContain(one.dept.dept_code)
      expect(doctors.get(one.doctor.atddr_no)).toBe(one.dept.dept_code)
      expect(one.diagnoses.filter((d) => d.main)).toHaveLength(1)
      expect(one.diagnoses[0]!.diag_name).not.toBe(one.diagnoses[0]!.diag_code)
      expect(one.begntime).toBeLessThanOrEqual(now)
      expect(one).toMatchObject({ charges: 0, chargesFen: 0, endtime: null })
      beds.add(one.bed)
      if (one.motherIptNo === null) expect(await his.findPatients(one.certno, 1)).toHaveLength(1)
    }
    expect(beds.size).toBe(16)
    const [child] = waiting.filter((one) => one.motherIptNo)
    expect(await his.inpatient(child!.motherIptNo!)).toMatchObject({ med_type: '52', psn_name: '欧阳明月' })
    const injured = waiting.filter((one) => ofInjury(one.med_type))
    expect(injured.map((one) => one.psn_name).sort()).toEqual(['宋远方', '李国强', '欧阳明月', '陈刚'].sort())
    for (const one of injured) expect(one.dept.dept_name).toBe('骨科病区')
  })

  test('search by name, initials, 住院号, document number and bed', async () => {
    const [zhu] = await his.inpatients('朱秀英', null, 5)
    for (const text of ['zxy', zhu!.ipt_no, zhu!.certno, zhu!.bed])
      expect((await his.inpatients(text, 'waiting', 5))[0], text).toEqual(zhu)
    expect(await his.inpatients('zxy', 'out', 5)).toEqual([])
    expect(await his.inpatient('nothing')).toBeNull()
  })
})

describe('charges', () => {
  const admit = async (psn_name: string, of = his) => {
    const [one] = await of.inpatients(psn_name, null, 1)
    await tell(one!.ipt_no, 'admitted', `A-${psn_name}`, of)
    return one!
  }

  test('6 to 25 a day, by time, with refunds of what is there; nothing before the admission', async () => {
    const { ipt_no, begntime } = await admit('周建国')
    const [other] = await his.inpatients('赵敏', null, 1)
    now = begntime + 2 * DAY - 1
    const charges = await all(ipt_no)
    expect(await all(other!.ipt_no)).toEqual([])
    for (const day of [0, 1]) {
      const n = charges.filter((c) => Math.floor((c.at - begntime) / DAY) === day).length
      expect(n).toBeGreaterThanOrEqual(6)
      expect(n).toBeLessThanOrEqual(25)
    }
    expect(charges.map((c) => c.serial)).toEqual(charges.map((_, i) => i + 1))
    expect(new Set(charges.map((c) => c.chargeId)).size).toBe(charges.length)
    expect(charges.every((c) => c.at >= begntime && c.at <= now)).toBe(true)
    expect(leftOf(charges).every((n) => n >= 0n)).toBe(true)
    const after = await his.inpatientCharges(ipt_no, 5, 3)
    expect(after).toEqual(charges.slice(5, 8))
    expect(await his.inpatient(ipt_no)).toMatchObject({
      charges: charges.length,
      chargesFen: sum(charges.map((c) => lineAmount(c.pric, c.cnt))),
    })
  })

  test('a serial never changes: asked every hour or once, by one handle or another', async () => {
    const other = await open('other.db')
    const [a, b] = [await admit('吴秀兰'), await admit('吴秀兰', other)]
    expect(b.ipt_no).toBe(a.ipt_no)
    const seen: HisCharge[] = []
    const second = await open()
    for (let hour = 0; hour < 60; hour++) {
      now += DAY / 24
      seen.push(...(await (hour % 2 ? his : second).inpatientCharges(a.ipt_no, seen.length, 1000)))
    }
    expect(seen.length).toBeGreaterThan(18)
    expect(await all(b.ipt_no, other)).toEqual(seen)
    await second.close()
    await other.close()
  })

  test('some are taken back, some are approved, in weeks of the whole house', async () => {
    const house = await his.inpatients('', 'waiting', 100)
    for (const { ipt_no, motherIptNo } of house) if (!motherIptNo) await tell(ipt_no, 'admitted')
    now += 30 * DAY
    const charges = (await Promise.all(house.map(({ ipt_no }) => all(ipt_no)))).flat()
    const refunds = charges.filter((c) => c.refundOf !== null)
    expect(refunds.length).toBeGreaterThan(charges.length / 100)
    expect(refunds.every((c) => Number(c.cnt) < 0)).toBe(true)
    expect(new Set(charges.map((c) => c.hosp_appr_flag))).toEqual(new Set(['0', '1']))
    const known = new Set(catalogue.map((c) => c.med_list_codg))
    expect(charges.filter((c) => !known.has(c.med_list_codg))).toEqual([])
    const classes = new Set(charges.map((c) => c.med_chrgitm_type))
    for (const type of ['01', '02', '03', '04', '05', '06', '07', '08', '09']) expect(classes).toContain(type)
    // and the wards have sent all of them home
    expect(await his.inpatients('', 'out', 100)).toHaveLength(house.length)
    for (const one of await his.inpatients('', 'out', 100)) {
      expect(one).toMatchObject({ dscg_way: '1', dscg_diagnoses: one.diagnoses })
      expect(Math.max(...(await all(one.ipt_no)).map((c) => c.at))).toBeLessThanOrEqual(one.endtime!)
    }
  })

  test('what tests add: charges at once, refunds among them, one that nobody knows', async () => {
    for (const { dept_code } of WARDS) {
      const { ipt_no, bed } = await his.addInpatient(WANG, { dept_code })
      expect(bed[0]).toBe(WARDS.find((w) => w.dept_code === dept_code)!.bed)
      const added = await his.addCharges(ipt_no, 120, { refunds: 20, at: now - 1000 })
      expect(added).toHaveLength(120)
      expect(added.filter((c) => c.refundOf !== null)).toHaveLength(20)
      expect(added.every((c) => c.at === now - 1000)).toBe(true)
      expect(leftOf(added).every((n) => n >= 0n)).toBe(true)
      const [bad] = await his.addCharges(ipt_no, 1, { bad: true })
      expect(catalogue.some((c) => c.med_list_codg === bad!.med_list_codg)).toBe(false)
      expect(bad!.serial).toBe(121)
      expect(await all(ipt_no)).toEqual([...added, bad])
    }
    now += 3 * DAY
    const [mine] = await his.inpatients('王芳', null, 1)
    expect(mine!.charges).toBe(121)
  })
})

describe('states', () => {
  test('admitted, unadmitted, settled, unsettled: once each, and the newborn with its mother', async () => {
    const [mother] = await his.inpatients('欧阳明月', null, 1)
    const [child] = await his.inpatients('欧阳明月之女', null, 1)
    expect(child!.motherIptNo).toBe(mother!.ipt_no)
    await tell(mother!.ipt_no, 'admitted', 'M1')
    expect([await state(mother!.ipt_no), await state(child!.ipt_no)]).toEqual(['in', 'in'])
    now += DAY
    const before = await all(child!.ipt_no)
    expect(before.length).toBeGreaterThan(5)
    await tell(mother!.ipt_no, 'unadmitted', 'M2')
    await tell(mother!.ipt_no, 'admitted', 'M1')
    expect([await state(mother!.ipt_no), await state(child!.ipt_no)]).toEqual(['waiting', 'waiting'])
    now += DAY
    expect(await all(child!.ipt_no)).toEqual(before)
    await tell(mother!.ipt_no, 'admitted', 'M3')
    const more = await all(child!.ipt_no)
    expect(more.slice(0, before.length)).toEqual(before)
    expect(more.length).toBeGreaterThan(before.length)
    const gone = await his.wardDischarge(mother!.ipt_no, '2')
    expect(gone).toMatchObject({ state: 'out', endtime: now, dscg_way: '2', dscg_diagnoses: gone.diagnoses })
    expect(await his.inpatient(child!.ipt_no)).toMatchObject({ state: 'out', endtime: now })
    // a late word of the admission brings nobody back
    await tell(mother!.ipt_no, 'admitted', 'M4')
    await tell(mother!.ipt_no, 'settled', 'M5')
    await tell(mother!.ipt_no, 'unsettled', 'M6')
    expect(await state(mother!.ipt_no)).toBe('out')
  })

  test('a stay that nobody knows is refused, and so is a stranger', async () => {
    await expect(tell('nothing', 'admitted')).rejects.toThrow('住院号 nothing')
    await expect(his.addCharges('nothing', 1)).rejects.toThrow('住院号 nothing')
    await expect(his.addInpatient('110101199003070000')).rejects.toThrow('没有这位患者')
  })

  test('more than the beds: extra ones', async () => {
    const beds: string[] = []
    for (let i = 0; i < 5; i++) beds.push((await his.addInpatient(WANG, { dept_code: '1202' })).bed)
    expect(new Set(beds).size).toBe(5)
    expect(beds.filter((bed) => bed.includes('加'))).toHaveLength(3)
  })
})

test('a hospital of version 1 keeps its bills and payments, and gets wards', async () => {
  const [a] = await his.addBills(WANG, 1)
  await his.writeBack({
    key: 'P1',
    kind: 'paid',
    encounterId: 'E9',
    billIds: [a!.billId],
    setl_id: 'S1',
    facts: {},
  })
  const bills = await his.openBills('510106195602140390')
  const paid = await his.paid()
  await his.close()
  const db = new Database(join(folder, 'his.db'))
  db.exec(`drop table inpatient; drop table inpatient_charge; drop table view_row;
    delete from department where dept_code >= '1200'; delete from doctor where dept_code >= '1200';
    delete from diagnosis where diag_code = 'O80.900'; delete from item where name = '二级护理'`)
  db.pragma('user_version = 1')
  db.close()
  now += DAY
  his = await open()
  expect(await his.paid()).toEqual(paid)
  expect(await his.openBills('510106195602140390')).toEqual(bills)
  expect(await his.inpatients('', 'waiting', 100)).toHaveLength(16)
  expect(await his.departments()).toHaveLength(19)
  expect((await his.diagnoses('O80.900', 1))[0]).toMatchObject({ diag_name: '单胎顺产' })
  expect((await his.items('二级护理', 1))[0]).toMatchObject({ med_chrgitm_type: '07' })
  const second = await open()
  expect(await second.inpatients('', 'waiting', 100)).toHaveLength(16)
  await second.close()
})

test('a hospital of version 3 keeps its lists as they are, and gets the injured', async () => {
  const injured = async () =>
    (await his.inpatients('', 'waiting', 100)).filter(({ med_type }) => ofInjury(med_type)).length
  const records = await his.feed('item', 0, 10_000)
  const before = await injured()
  await his.close()
  const db = new Database(join(folder, 'his.db'))
  db.pragma('user_version = 3')
  db.close()
  his = await open()
  expect(await injured()).toBe(2 * before)
  expect(await his.feed('item', 0, 10_000)).toEqual(records)
})
