import { expect, test } from 'vitest'
import { fen, ZERO } from '../../../shared/money.ts'
import { node } from '../../../shared/settlement.ts'
import { openContracts } from '../../platforms/contracts.ts'
import { aStay } from '../admission/fixture.ts'
import { build, daysOld } from './build.ts'
import type { SetllistDeps } from './deps.ts'
import type { Facts } from './facts.ts'

const book = openContracts({ family: 'nhsa' })
const deps = {
  ...{ form: '4101', fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院', fill_dept: '医保办' },
  ...{ hsorg: { hsorg: '', hsorg_opter: '' }, contract: (infno: string) => book.get(infno) },
} as SetllistDeps

/** What the list of one born on `brdy` and admitted at `begntime` says of the age. */
function agesOf(brdy: string, begntime: string) {
  const stay = aStay()
  const began = new Date(begntime.replace(' ', 'T')).getTime()
  const facts = {
    row: { setl_id: 'S1', med_type: '21', setl_time: '', totalFen: ZERO, cashFen: ZERO, acctFen: ZERO },
    person: { ...stay.person!, brdy },
    insu: stay.insu!,
    amounts: { fulamt_ownpay_amt: fen(0), overlmt_selfpay: fen(0) },
    stay: { ...stay, admission: { ...stay.admission, begntime: began } },
    ...{ visit: null, funds: [], items: [] },
  } as unknown as Facts
  const { age, nwb_age } = node(build(facts, null, '李明', deps).input, 'setlinfo') ?? {}
  return [age, nwb_age]
}

test.each([
  ['1985-10-01', '2026-09-15 09:00:00', 40],
  ['1985-11-01', '2026-10-15 09:00:00', 40],
  ['1985-03-10', '2026-03-09 23:59:00', 40],
  ['1985-03-10', '2026-03-10 00:01:00', 41],
  ['1985-03-09', '2026-03-10 09:00:00', 41],
  ['2000-02-29', '2026-02-28 09:00:00', 25],
  ['2000-02-29', '2026-03-01 09:00:00', 26],
  ['2000-02-29', '2028-02-29 00:00:00', 28],
])('one born on %s is %s %i years old on the list', (brdy, begntime, age) => {
  expect(agesOf(brdy, begntime)).toEqual([age, undefined])
})

test.each([
  ['2026-03-02', '2026-03-02 23:59:00', 0],
  ['2026-03-01', '2026-03-02 00:01:00', 1],
  ['2027-12-31', '2028-01-01 00:10:00', 1],
  ['2028-02-28', '2028-03-01 00:30:00', 2],
  ['2027-03-01', '2028-02-29 12:00:00', 365],
])('a baby born on %s is at %s %i days old', (brdy, begntime, days) => {
  expect(daysOld(brdy, new Date(begntime.replace(' ', 'T')).getTime())).toBe(days)
  expect(agesOf(brdy, begntime)).toEqual([undefined, days])
})
