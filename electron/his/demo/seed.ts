import type Database from 'better-sqlite3'
import catalogue from '../../../shared/demo/catalogue.json' with { type: 'json' }
import { demoItemCode } from '../../../shared/demo/codes.ts'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { lineAmount, sum } from '../../../shared/money.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { HisBill, HisItem } from '../port.ts'
import { random, visitBills, type Ward } from './charges.ts'
import { DEPARTMENTS, DIAGNOSES, SELF_PAY_ITEMS, UNINSURED } from './hospital.ts'
import { STAY_DIAGNOSES, WARDS } from './inpatients-data.ts'

const SCHEMA = `
create table department (
  dept_code text primary key, dept_name text not null, caty text not null, py text not null) strict;
create table doctor (
  atddr_no text primary key, dr_name text not null, dept_code text not null, py text not null) strict;
create table item (
  medins_list_codg text primary key, med_list_codg text not null, name text not null, spec text not null,
  unit text not null, pric text not null, med_chrgitm_type text not null, chrgitm_lv text not null,
  py text not null) strict;
create table diagnosis (diag_code text primary key, diag_name text not null, py text not null) strict;
create table patient (
  patn_id text primary key, psn_name text not null, certno text not null unique, gend text not null,
  brdy text not null, card_no text not null, py text not null) strict;
create table bill (
  no integer primary key, bill_id text not null unique, certno text not null, total_fen integer not null,
  body text not null, state text not null check (state in ('open', 'paid', 'refunded')),
  encounter_id text, window text, opter_name text, at integer, setl_id text) strict;
create index bill_by_patient on bill (certno, state);
create index bill_by_encounter on bill (encounter_id);
create table write_back (
  key text primary key, kind text not null, encounter_id text not null, setl_id text not null,
  bill_ids text not null, facts text not null, at integer not null) strict;
`

/** 国家医保医师编码: D, 行政区划 of the institution, six digits. */
const doctorCode = (no: number) => `D510104${String(no).padStart(6, '0')}`

/** The price list in the hospital's own codes: a prefix by kind and the place in the list. */
function priceList(): (HisItem & { lmt_used_flag: string })[] {
  const listed = catalogue.map((c, i) => ({
    medins_list_codg: demoItemCode(c.list_type, i + 1),
    med_list_codg: c.med_list_codg,
    name: c.name,
    spec: c.spec,
    unit: c.unit,
    pric: c.pric,
    med_chrgitm_type: c.med_chrgitm_type,
    chrgitm_lv: c.chrgitm_lv,
    py: initials(c.name),
    lmt_used_flag: c.lmt_used_flag,
  }))
  const own = SELF_PAY_ITEMS.map(([name, spec, unit, pric], i) => ({
    medins_list_codg: `ZF${String(i + 1).padStart(4, '0')}`,
    med_list_codg: '',
    name,
    spec,
    unit,
    pric,
    med_chrgitm_type: '14',
    chrgitm_lv: '03',
    py: initials(name),
    lmt_used_flag: '0',
  }))
  return [...listed, ...own]
}

function doctors() {
  const all = [...DEPARTMENTS, ...WARDS].flatMap((d) =>
    d.doctors.map((dr_name) => ({ dr_name, dept_code: d.dept_code })),
  )
  return all.map((d, i) => ({
    atddr_no: doctorCode(i + 1),
    ...d,
    py: initials(d.dr_name, { surname: true }),
  }))
}

const ALL_DIAGNOSES = [...DIAGNOSES, ...STAY_DIAGNOSES]

/** Gender and birthday stand in the ID number itself (GB 11643). */
const ofCertno = (certno: string) => ({
  gend: Number(certno[16]) % 2 === 1 ? '1' : '2',
  brdy: `${certno.slice(6, 10)}-${certno.slice(10, 12)}-${certno.slice(12, 14)}`,
})

function patients() {
  return [...people, ...UNINSURED.map((p) => ({ ...p, ...ofCertno(p.certno) }))].map((p, i) => ({
    patn_id: `P${String(i + 1).padStart(7, '0')}`,
    psn_name: p.psn_name,
    certno: p.certno,
    gend: p.gend,
    brdy: p.brdy,
    card_no: p.card_no,
    py: initials(p.psn_name, { surname: true }),
  }))
}

/** The lookups behind generated bills. Built once a handle. */
export function ward(): Ward {
  const items = new Map(priceList().map((i) => [i.name, i]))
  const staff = doctors()
  const names = new Map(ALL_DIAGNOSES)
  return {
    departments: DEPARTMENTS,
    doctor(dept_code, index) {
      const { atddr_no, dr_name } = staff.filter((d) => d.dept_code === dept_code)[index] ?? staff[0]!
      return { atddr_no, dr_name }
    },
    diag_name: (code) => names.get(code) ?? code,
    item(name) {
      const item = items.get(name)
      if (!item) throw new Error(`the price list does not hold ${name}`)
      return { ...item, cnt: '1', hosp_appr_flag: '0' }
    },
  }
}

/** Writes bills as open charges. To be called within a write transaction. */
export function insertBills(db: Database.Database, certno: string, firstNo: number, bills: HisBill[]): void {
  const insert = db.prepare(
    `insert into bill (no, bill_id, certno, total_fen, body, state) values (?, ?, ?, ?, ?, 'open')`,
  )
  bills.forEach((bill, i) => {
    const total = sum(bill.lines.map((l) => lineAmount(l.pric, l.cnt)))
    insert.run(firstNo + i, bill.billId, certno, total, JSON.stringify(bill))
  })
}

export const nextNo = (db: Database.Database): number =>
  db.prepare('select coalesce(max(no), 0) + 1 from bill').pluck().get() as number

/** Rows that are there already stay as they are. */
function put(db: Database.Database, table: string, rows: Record<string, string>[]): void {
  const columns = Object.keys(rows[0] ?? {})
  const insert = db.prepare(
    `insert or ignore into ${table} (${columns.join(', ')}) values (${columns.map((c) => `@${c}`).join(', ')})`,
  )
  for (const row of rows) insert.run(row)
}

/** Departments, doctors, prices and diagnoses: also those that a file of an older version lacks. */
export function fillLists(db: Database.Database): void {
  put(
    db,
    'department',
    [...DEPARTMENTS, ...WARDS].map(({ dept_code, dept_name, caty }) => ({
      dept_code,
      dept_name,
      caty,
      py: initials(dept_name),
    })),
  )
  put(db, 'doctor', doctors())
  put(
    db,
    'item',
    priceList().map(({ lmt_used_flag: _, ...item }) => item),
  )
  put(
    db,
    'diagnosis',
    ALL_DIAGNOSES.map(([diag_code, diag_name]) => ({ diag_code, diag_name, py: initials(diag_name) })),
  )
}

/** Tables and the first day of the hospital: 0 to 3 open bills a patient. Within one write transaction. */
export function seedHospital(db: Database.Database, seed: number, now: number): void {
  db.exec(SCHEMA)
  fillLists(db)
  const all = patients()
  put(db, 'patient', all)
  const wards = ward()
  for (const patient of all) {
    const n = Math.floor(random(`${seed}:${patient.certno}`)() * 4)
    const first = nextNo(db)
    insertBills(db, patient.certno, first, visitBills(wards, patient, n, first, seed, now))
  }
}
