import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JsonObject } from '../../../../shared/contract.ts'
import { faultOf } from '../../../../shared/errors.ts'
import { openJournal } from '../../../journal/index.ts'
import type { Journal } from '../../../journal/port.ts'
import { bookKind } from './codes.ts'
import { gate } from './gate.ts'
import { put } from './model.ts'

/** What an admission is held against before it leaves. */
const T0 = Date.parse('2026-03-02T09:00:00')
let journal: Journal

beforeEach(async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'guitai-gate-')), 'journal.db')
  journal = (await openJournal({ path, fixmedins_code: 'H51010400001', slot: 1, now: () => T0 })).journal
})
afterEach(() => journal.close())

const kept = (code: string, id: string, state: string, row: JsonObject) =>
  journal.commit([
    put(
      {
        ...{ kind: bookKind(code), id, state, subject: '', text: '' },
        data: { row, uniq_id: '', transid: '', came: T0, note: '' },
      },
      0,
      T0,
    ),
  ])
const admitted = (encounterId: string, ipt_otp_no: string, mdtrt_id: string | null) =>
  journal.commit([
    {
      ...{ t: 'encounter', expect: 0, at: T0 },
      put: {
        ...{ encounterId, family: 'gy', kind: 'inpatient', step: 'cancelled', active: false, shiftId: null },
        ...{ psnNo: null, psnName: null, psnPy: null, certno: null, ipt_otp_no, mdtrt_id, data: {} },
      },
    },
  ])
const row = {
  ...{ yzz014: 'BA1', akb020: 'H1', inst_type: '1', aab299: '510100', akc190: 'Z1' },
  akc192: '2026-03-02 08:00:00',
}
const said = (infno = 'GYU101') =>
  gate(journal, infno, { list: [row] }, 'E1').then(
    () => null,
    (error) => faultOf(error).what,
  )

it('lets an admission pass of which nothing else is known', async () => {
  expect(await said()).toBeNull()
  await kept('GYD006', 'BA1', 'valid', { filing_state: '1', aab299: '440300' })
  // where and how long is GYD051's to say, which was asked a moment ago
  expect(await said()).toBeNull()
})

it('refuses one on a filing that has ended', async () => {
  await kept('GYD006', 'BA1', 'invalid', { filing_state: '0', aab299: '440300' })
  expect(await said()).toContain('异地就医备案号：备案已经无效')
  expect(await said('GYU103')).toBeNull()
})

it('refuses one outside of the agreement', async () => {
  const agreement = { agre_state: '1', aae030: '2025-01-01', aae031: '2026-03-01' }
  await kept('GYD009', 'H1|1', 'valid', agreement)
  expect(await said()).toContain('入院时间：不在服务协议有效期')
})

it('refuses a 住院号 that the platform has had under another case, taken back or not', async () => {
  await admitted('E1', 'Z1', 'Y1')
  await admitted('E2', 'Z1', null)
  expect(await said()).toBeNull()
  await admitted('E3', 'Z1', 'Y3')
  expect(await said()).toContain('住院号/门诊号：Z1 在本机构已经用过')
})
