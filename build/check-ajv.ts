import type { ContractBook } from '../electron/platforms/contracts.ts'
import { validate } from '../shared/validate.ts'
import { generate, seeded, spoil } from './generate.ts'
import { contractAjv, schemaOf } from './schema.ts'

export interface AjvCheck {
  messages: number
  accepted: number
  faults: string[]
}

/**
 * Two judges that know nothing of each other: `validate`, which walks the contract, and ajv on the JSON Schema
 * made from it. About `messages` random messages over all codes of the books and both sides, one in three as the
 * contract wants them, the others spoilt once or twice; every difference is a fault.
 */
export function checkAjv(books: readonly ContractBook[], messages: number, seed = 1): AjvCheck {
  const sides = books.flatMap((book) =>
    book.codes().flatMap((code) => (['input', 'output'] as const).map((side) => ({ book, code, side }))),
  )
  const each = Math.ceil(messages / sides.length)
  const check: AjvCheck = { messages: 0, accepted: 0, faults: [] }
  for (const [at, { book, code, side }] of sides.entries()) {
    const contract = book.get(code)
    const random = seeded(seed * 100_003 + at)
    const remote = at % 2 === 0
    const valid = contractAjv().compile(schemaOf(contract, side, { dict: book.dict, remote }))
    for (let i = 0; i < each; i++) {
      const message = generate(contract, side, { dict: book.dict, random })
      const spoils = (i + at) % 3
      for (let n = 0; n < spoils; n++) spoil(message, random)
      const faults = validate(contract, side, message, { dict: book.dict, remote })
      check.messages++
      if (faults.length === 0) check.accepted++
      const fine = valid(message) as boolean
      if (fine !== (faults.length === 0) || (spoils === 0 && faults.length > 0)) {
        const said = faults[0]?.message ?? '无误'
        const other = fine ? '无误' : JSON.stringify(valid.errors?.[0] ?? {})
        check.faults.push(`${code} ${side} 第 ${i + 1} 条：validate 说“${said}”，ajv 说“${other}”`)
      }
    }
  }
  return check
}
