import { describe, expect, test } from 'vitest'
import { openContracts } from '../electron/platforms/contracts.ts'
import { normalise } from '../shared/normalise.ts'
import { validate } from '../shared/validate.ts'
import { generate, seeded, spoil } from './generate.ts'
import { contractAjv, schemaOf } from './schema.ts'

const book = openContracts({ family: 'nhsa' })
const SIDES: [string, 'input' | 'output', boolean][] = [
  ['1101', 'input', true],
  ['2201', 'input', true],
  ['2203A', 'input', false],
  ['2204', 'input', false],
  ['2207', 'input', false],
  ['2207', 'output', false],
  ['2301', 'input', false],
  ['2401', 'input', true],
  ['3101', 'input', false],
  ['3505', 'input', false],
  ['4105', 'input', false],
  ['4104', 'output', false],
  ['5204', 'output', false],
  ['7203', 'input', false],
  ['9002', 'output', false],
  ['9101', 'input', false],
]

describe('ajv and validate say the same of', () => {
  test.each(SIDES)('%s %s', (code, side, remote) => {
    const random = seeded(Number.parseInt(code, 10) + (side === 'input' ? 0 : 1))
    const contract = book.get(code)
    const check = contractAjv().compile(schemaOf(contract, side, { dict: book.dict, remote }))
    let accepted = 0
    for (let i = 0; i < 400; i++) {
      const message = generate(contract, side, { dict: book.dict, random })
      for (let spoils = i % 3; spoils > 0; spoils--) spoil(message, random)
      const faults = validate(contract, side, message, { dict: book.dict, remote })
      const agrees = check(message) === (faults.length === 0)
      expect(agrees ? '' : JSON.stringify({ message, faults, ajv: check.errors })).toBe('')
      if (i % 3 === 0) expect(faults).toEqual([])
      if (faults.length === 0) accepted++
    }
    expect(accepted).toBeGreaterThanOrEqual(134)
    expect(accepted).toBeLessThan(300)
  })
})

describe('messages made from a contract', () => {
  test('are valid for every contract and side, and the same for the same seed', () => {
    for (const code of book.codes()) {
      for (const side of ['input', 'output'] as const) {
        const make = (seed: number) =>
          generate(book.get(code), side, { dict: book.dict, random: seeded(seed) })
        const message = make(5)
        expect(validate(book.get(code), side, message, { dict: book.dict, remote: true })).toEqual([])
        expect(make(5)).toEqual(message)
      }
    }
  })

  test('are read unchanged when they are answers', () => {
    for (const code of book.codes()) {
      if (book.get(code).output.length === 0) continue
      const answer = generate(book.get(code), 'output', { dict: book.dict, random: seeded(9), rows: 2 })
      expect(normalise(book.get(code), answer)).toEqual({ output: answer, notes: [] })
    }
  })
})
