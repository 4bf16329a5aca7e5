import { expect, it } from 'vitest'
import type { WardRow } from '../../../shared/api/admission.ts'
import { SORTS, sorted, wardSums } from './sort.ts'

const row = (bed: string, more: Partial<WardRow> = {}) =>
  ({
    bed,
    ipt_no: `Z${bed}`,
    dept_name: '内科',
    days: 1,
    totalFen: 0,
    unsentLines: 0,
    unsentFen: 0,
    failedLines: 0,
    depositLeftFen: 0,
    depositDays: null,
    ...more,
  }) as WardRow
const beds = (rows: WardRow[], by: Parameters<typeof sorted>[1]) => sorted(rows, by).map(({ bed }) => bed)

it('sorts beds as numbers, and the most urgent first otherwise', () => {
  const rows = [
    row('10', { depositLeftFen: -5 as never, depositDays: 0.5, failedLines: 0, unsentFen: 9 as never }),
    row('9', { depositLeftFen: 7 as never, depositDays: null, failedLines: 1 }),
    row('2', { depositLeftFen: -9 as never, depositDays: 3, days: 8 }),
  ]
  expect(beds(rows, 'bed')).toEqual(['2', '9', '10'])
  expect(beds(rows, 'left')).toEqual(['2', '10', '9'])
  expect(beds(rows, 'lasts')).toEqual(['10', '2', '9'])
  expect(beds(rows, 'unsent')).toEqual(['9', '10', '2'])
  expect(beds(rows, 'days')).toEqual(['2', '9', '10'])
})

it('keeps equal rows in the order of their beds, whatever order they came in', () => {
  const rows = ['3', '1', '2'].map((bed) => row(bed))
  for (const { key } of SORTS) expect(beds(rows, key)).toEqual(['1', '2', '3'])
})

it('counts patients, lines and who owes', () => {
  const rows = [
    row('1', { unsentLines: 3, depositLeftFen: -1 as never }),
    row('2', { unsentLines: 2, failedLines: 2 }),
    row('3'),
  ]
  expect(wardSums(rows)).toEqual({ patients: 3, unsentPatients: 2, unsentLines: 5, failedLines: 2, owing: 1 })
})
