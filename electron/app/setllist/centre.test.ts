import { expect, it } from 'vitest'
import type { SetllistRow } from '../../../shared/api/setllist.ts'
import { openContracts } from '../../platforms/contracts.ts'
import type { Sender } from '../office.ts'
import { counts } from './centre.ts'
import { differences } from './compare.ts'
import type { SetllistDeps } from './deps.ts'

const deps = { form: '4101A', due_days: 10, fixmedins_code: 'H1', fixmedins_name: '院' } as SetllistDeps
const DAY_ms = 86_400_000
const at = (text: string) => new Date(text.replace(' ', 'T')).getTime()

/** A settlement as the worklist has it, booked at a moment that need not be its setl_time. */
const row = (setl_time: string, booked: string, med_type: string) =>
  ({ setl_time, med_type, state: 'none', dueAt: at(booked) + 10 * DAY_ms }) as SetllistRow

it('counts a settlement in the month in which the centre has it, whenever it was booked here', async () => {
  const all = [
    row('2027-12-31 23:59:58', '2028-01-01 00:00:03', '11'),
    row('2028-01-01 00:00:01', '2027-12-31 23:59:59', '21'),
    row('', '2028-01-15 09:00:00', '22'),
    row('2028-01-31 23:59:59', '2028-02-08 09:00:00', '52'),
    row('2028-02-01 00:00:00', '2028-02-01 00:00:00', '14'),
  ]
  const worklist = {
    list: async ({ from, to }: { from: number; to: number }) =>
      all.filter(({ dueAt }) => dueAt - 10 * DAY_ms >= from && dueAt - 10 * DAY_ms <= to),
  }
  const asked: unknown[] = []
  const send = async ({ input }: Parameters<Sender>[0]) => {
    asked.push(input.data)
    return { is: 'settled', output: { needUploadCnt: 3, uploadedCnt: 0 } }
  }
  const of = (month: string) => counts(deps, month, send as unknown as Sender, worklist as never)
  expect((await of('202801')).med_types).toEqual(['21', '22', '52'])
  expect(asked[0]).toMatchObject({
    stt_begntime: '2028-01-01 00:00:00',
    stt_endtime: '2028-01-31 23:59:59',
  })
  expect((await of('202712')).med_types).toEqual(['11'])
  expect((await of('202802')).med_types).toEqual(['14'])
  expect(asked[2]).toMatchObject({ stt_endtime: '2028-02-29 23:59:59' })
})

it('takes the keys that the centre keeps rows under for no difference', () => {
  const contract = openContracts({ family: 'nhsa' }).get('4101A')
  const blood = { bld_cat: '13', bld_amt: 2, bld_unt: 'U' }
  const keys = { setl_List_bld_Id: 'Q1', psn_no: 'P1', mdtrt_id: 'M1', setl_id: 'S1' }
  const ours = { bldinfo: [blood] }
  expect(differences(contract, ours, { bldinfo: [{ ...blood, ...keys }] })).toEqual([])
  expect(differences(contract, ours, { bldinfo: [{ ...blood, ...keys, bld_amt: 3 }] })).toMatchObject([
    { ours: '2', theirs: '3' },
  ])
})
