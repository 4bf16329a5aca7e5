import { describe, expect, test } from 'vitest'
import { openContracts } from '../electron/platforms/contracts.ts'
import { sample, seededBy } from './sample.ts'
import { validate } from './validate.ts'

const books = [
  openContracts({ family: 'nhsa', overlays: ['hunan', 'jiangxi'] }),
  openContracts({ family: 'sichuan', overlays: ['sichuan'] }),
]
const at_ms = new Date(2026, 2, 2, 9).getTime()

describe('a sample', () => {
  test('is allowed by every contract of every family, on both sides', () => {
    for (const book of books)
      for (const code of book.codes())
        for (const side of ['input', 'output'] as const) {
          const options = { dict: book.dict, at_ms, random: seededBy(code) }
          const made = sample(book.get(code), side, options)
          expect([code, side, validate(book.get(code), side, made, { dict: book.dict })]).toEqual([
            ...[code, side],
            [],
          ])
        }
  })

  test('takes what is known where the field allows it', () => {
    const book = books[0]!
    const known = (over: Record<string, string>) => {
      const options = { dict: book.dict, at_ms, random: seededBy('1') }
      return sample(book.get('5304'), 'input', { ...options, known: (f) => over[f.name] }) as {
        data: { psn_no: string; begntime: string }
      }
    }
    const data = known({ psn_no: '51', begntime: 'yesterday' }).data
    expect(data.psn_no).toBe('51')
    expect(data.begntime).toBe('2026-03-02 09:00:00')
  })
})
