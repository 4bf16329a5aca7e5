import { expect, test } from 'vitest'
import { openContracts } from '../electron/platforms/contracts.ts'
import { firstPerson, speaksOfPerson, withoutPersonal } from './persons.ts'

const book = openContracts({ family: 'nhsa' })

test('knows whether an interface is about a person, and whose message it is', () => {
  expect(['1101', '2204', '9102', '1301'].map((code) => speaksOfPerson(book.get(code)))).toEqual([
    ...[true, true, false, false],
  ])
  expect(firstPerson({ a: 1, feedetail: [{ cnt: 1 }, { psn_no: 'P2' }] })).toBe('P2')
  expect(firstPerson({ data: { psn_no: '' }, other: { psn_no: 'P3' } })).toBe('P3')
  expect(firstPerson({ data: {} })).toBe('')
})

test('takes names and numbers of persons out, wherever they stand, and leaves the rest', () => {
  const input = {
    data: { psn_no: 'P1234567', insutype: '310', psn_name: '王芳' },
    rows: [{ certno: '510104198503120221', cnt: 2 }],
  }
  expect(withoutPersonal(input)).toEqual({
    input: { data: { insutype: '310' }, rows: [{ cnt: 2 }] },
    taken: ['psn_no', 'psn_name', 'certno'],
  })
  expect(input.data.psn_no).toBe('P1234567')
})
