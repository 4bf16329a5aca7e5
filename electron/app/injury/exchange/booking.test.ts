import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { openJournal } from '../../../journal/index.ts'
import type { Journal } from '../../../journal/port.ts'
import { bookArrival } from './booking.ts'
import { bookKind, DOWNLOADS } from './codes.ts'
import { ARRIVAL, type ArrivedRow, type BookRow, put } from './model.ts'

/** What arrivals make of the books, in whatever order they come. */
const HOUR_ms = 3_600_000
const T0 = Date.parse('2026-03-02T09:00:00')
let journal: Journal
let now: number
let no = 0

beforeEach(async () => {
  now = T0
  const path = join(mkdtempSync(join(tmpdir(), 'guitai-book-')), 'journal.db')
  journal = (await openJournal({ path, fixmedins_code: 'H51010400001', slot: 1, now: () => now })).journal
})
afterEach(() => journal.close())

/** One answer with these rows, stored as the effect stores it, and put into the books. */
async function arrives(code: string, ...list: JsonObject[]) {
  const of = DOWNLOADS.get(code)!
  const rows: ArrivedRow[] = list.map((row) => {
    const uniq_id = `U${++no}`
    return { uniq_id, key: of.key(row), row: { uniq_id, ...row }, state: 'open' }
  })
  const id = `M${String(++no).padStart(6, '0')}`
  const doc = { kind: ARRIVAL, id, state: 'stored', subject: code, text: '' }
  await journal.commit([put({ ...doc, data: { input: {}, at: now, rows, why: '' } }, 0, now)])
  const follow = await bookArrival(journal, id, () => now)
  now += HOUR_ms
  return { id, follow }
}

const states = async (code: string) => {
  const rows = await journal.docs({ kind: bookKind(code), order: 'id', limit: 100 })
  return Object.fromEntries(rows.map(({ id, state }) => [id, state]))
}
const book = async (code: string, id: string) => (await journal.doc(bookKind(code), id)) as unknown as BookRow

const VISIT = { akb020: 'H1', akc190: 'Z1' }
const stay = { ...VISIT, aac002: '440301', aac003: '宋远方', yzz014: 'BA1' }
const line = (ykc610: string): JsonObject => ({ ...VISIT, ykc610, akc227: 10 })
const setl = { ...stay, ykc618: 'S1', inst_type: '1', det_num: 2 }
const undoing = (undo_sn: string, more: JsonObject = {}): JsonObject => ({
  ...{ ...VISIT, undo_sn, undo_rea: '录入有误', undo_time: datetime(now) },
  ...more,
})

it('a row with a known key takes the place of the older, and an arrival is booked once', async () => {
  await arrives('GYD101', stay)
  const { id } = await arrives('GYD101', { ...stay, akf001: '骨科' })
  const row = await book('GYD101', 'H1|Z1')
  expect(row).toMatchObject({ state: 'valid', version: 2, data: { row: { akf001: '骨科' }, transid: id } })
  expect(await bookArrival(journal, id, () => now)).toEqual([])
  expect((await book('GYD101', 'H1|Z1')).version).toBe(2)
  // the rows themselves stand in the books alone
  const arrival = await journal.doc(ARRIVAL, id)
  expect(arrival).toMatchObject({ state: 'booked', data: { rows: [{ key: 'H1|Z1', state: 'open' }] } })
  expect(JSON.stringify(arrival!.data)).not.toContain('宋远方')
})

it('the same key twice in one answer is one record, as it stood last', async () => {
  await arrives('GYD101', stay, { ...stay, akf001: '骨科' })
  expect(await book('GYD101', 'H1|Z1')).toMatchObject({ version: 1, data: { row: { akf001: '骨科' } } })
})

it('a filing never becomes valid again, and an older word changes nothing', async () => {
  const filing = (filing_state: string, upd_time: string): JsonObject => ({
    ...{ yzz014: 'BA1', aac002: '440301', aac003: '宋远方', filing_state, upd_time },
  })
  await arrives('GYD006', filing('1', '2026-01-02 00:00:00'))
  await arrives('GYD006', filing('0', '2026-01-01 00:00:00'))
  expect(await states('GYD006')).toEqual({ BA1: 'valid' })
  await arrives('GYD006', filing('0', '2026-01-03 00:00:00'))
  expect(await states('GYD006')).toEqual({ BA1: 'invalid' })
  await arrives('GYD006', filing('1', '2026-01-04 00:00:00'))
  expect(await book('GYD006', 'BA1')).toMatchObject({
    ...{
      state: 'invalid',
      data: { row: { filing_state: '0' }, note: expect.stringContaining('不再变为有效') },
    },
  })
})

it('an application that was decided here stays decided when it comes again', async () => {
  await arrives('GYD001', { appy_id: 'A1', aac002: '440301' })
  const { version, createdAt: _, ...row } = await book('GYD001', 'A1')
  await journal.commit([put({ ...row, state: 'passed' }, version, now)])
  await arrives('GYD001', { appy_id: 'A1', aac002: '440301' })
  expect(await states('GYD001')).toEqual({ A1: 'passed' })
})

it('withdrawn lines go, those that came since stay, and the visit is asked for again', async () => {
  await arrives('GYD101', stay)
  await arrives('GYD102', line('1'), line('2'))
  const undone = undoing('C1')
  now += HOUR_ms
  await arrives('GYD102', line('3'))
  const { follow } = await arrives('GYD401', undone)
  expect(await states('GYD102')).toEqual({ 'H1|Z1|1': 'undone', 'H1|Z1|2': 'undone', 'H1|Z1|3': 'valid' })
  expect(follow).toEqual([{ code: 'GYD102', input: VISIT }])
  // one of them uploaded again under its serial stands again
  await arrives('GYD102', line('1'))
  expect((await states('GYD102'))['H1|Z1|1']).toBe('valid')
})

it('measures that by the platform’s clock', async () => {
  // ours is two hours ahead
  await journal.commit([{ t: 'setting', key: 'gy.ping', value: { drift_ms: -2 * HOUR_ms } }])
  await arrives('GYD102', line('1'))
  await arrives('GYD401', undoing('C1', { undo_time: datetime(T0 - HOUR_ms) }))
  expect(await states('GYD102')).toEqual({ 'H1|Z1|1': 'undone' })
})

it('an undone admission, settlement and deduction take along what hangs on them', async () => {
  await arrives('GYD101', stay, { ...stay, akc190: 'Z2' })
  await arrives('GYD102', line('1'))
  await arrives('GYD103', setl)
  await arrives('GYD004', { ...setl, kk_sn: 'K1' })
  await arrives('GYD402', undoing('C1', { akc190: 'Z2' }))
  expect(await states('GYD101')).toEqual({ 'H1|Z1': 'valid', 'H1|Z2': 'undone' })
  await arrives('GYD403', undoing('C2', { ykc618: 'S1', inst_type: '1' }))
  expect([await states('GYD101'), await states('GYD102'), await states('GYD103')]).toEqual([
    { 'H1|Z1': 'undone', 'H1|Z2': 'undone' },
    { 'H1|Z1|1': 'undone' },
    { S1: 'undone' },
  ])
  expect((await book('GYD103', 'S1')).data.undone).toMatchObject({ undo_sn: 'C2', undo_rea: '录入有误' })
  const { follow } = await arrives('GYD404', undoing('C3', { kk_sn: 'K1' }))
  expect(await states('GYD004')).toEqual({ K1: 'undone' })
  expect(follow).toEqual([{ code: 'GYD004', input: {} }])
})

it('a device’s settlement has no admission to take along', async () => {
  await arrives('GYD101', stay)
  await arrives('GYD103', { ...setl, inst_type: '3' })
  await arrives('GYD403', undoing('C1', { ykc618: 'S1', inst_type: '3' }))
  expect([await states('GYD103'), await states('GYD101')]).toEqual([{ S1: 'undone' }, { 'H1|Z1': 'valid' }])
})

it('what was undone before it came is undone from the start', async () => {
  await arrives('GYD402', undoing('C1', { akc190: 'Z2' }))
  await arrives('GYD403', undoing('C2', { ykc618: 'S1', inst_type: '1' }))
  await arrives('GYD404', undoing('C3', { kk_sn: 'K1' }))
  await arrives('GYD101', stay, { ...stay, akc190: 'Z2' }, { ...stay, akc190: 'Z3' })
  await arrives('GYD102', line('1'))
  await arrives('GYD103', setl, { ...setl, ykc618: 'S2' })
  await arrives('GYD004', { ...setl, kk_sn: 'K1' }, { ...setl, kk_sn: 'K2' })
  expect(await states('GYD101')).toEqual({ 'H1|Z1': 'undone', 'H1|Z2': 'undone', 'H1|Z3': 'valid' })
  expect(await states('GYD102')).toEqual({ 'H1|Z1|1': 'undone' })
  expect(await states('GYD103')).toEqual({ S1: 'undone', S2: 'valid' })
  expect(await states('GYD004')).toEqual({ K1: 'undone', K2: 'valid' })
})
