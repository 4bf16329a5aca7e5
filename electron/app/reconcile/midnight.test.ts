import { expect, it } from 'vitest'
import type { Txn } from '../../../shared/txn.ts'
import type { Journal } from '../../journal/port.ts'
import { doubtfulOf } from './totals.ts'

const sent = (infno: string, text: string) => {
  const sentAt = new Date(text.replace(' ', 'T')).getTime()
  return { infno, state: 'UNKNOWN', createdAt: sentAt - 1_000, sentAt } as Txn
}

it('holds both days open for a settlement that left just before midnight: the centre may have it on either', async () => {
  const journal = {
    unfinished: async () => [sent('2207', '2027-12-31 23:59:58'), sent('2304', '2028-01-01 09:00:00')],
  } as unknown as Journal
  const codes = async (from: string, to = from) =>
    (await doubtfulOf(journal, { from, to })).map(({ infno }) => infno)
  expect(await codes('2027-12-31')).toEqual(['2207'])
  expect(await codes('2028-01-01')).toEqual(['2207', '2304'])
  expect(await codes('2027-12-01', '2027-12-31')).toEqual(['2207'])
  expect(await codes('2028-01-02')).toEqual([])
  expect(await codes('2027-12-30')).toEqual([])
})
