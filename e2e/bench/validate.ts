import { performance } from 'node:perf_hooks'
import { generate, seeded } from '../../build/generate.ts'
import { contractAjv, schemaOf } from '../../build/schema.ts'
import { type ContractBook, openContracts } from '../../electron/platforms/contracts.ts'
import type { Contract, Node } from '../../shared/contract.ts'
import { validate } from '../../shared/validate.ts'
import { codesOf, planOf } from '../../shared/validate-plan.ts'

export interface ValidateBench {
  name: 'validate'
  ok: boolean
  figures: {
    lines: number
    validate_us: number
    ajv_us: number
    ratio: number
    load_ms: number
    ajv_compile_ms: number
    load_share: number
    contracts: number
  }
}

const LINES = 200
const ROUNDS = 41
const PER_ROUND = 20
const MAX_RATIO = 1.5
const MAX_SHARE = 0.05

/**
 * Two comparisons in one run, side by side. ratio: median time of validate() over that of ajv's compiled
 * function for the same 200-line 2204 message, rounds interleaved; both check unknown names, presence and
 * conditions, types, characters, digits, decimals, code tables, real times and the text of exp_content.
 * load_share: reading, parsing and preparing all contracts with their code tables, over reading, parsing and
 * compiling them with ajv.
 */
export async function benchValidate(): Promise<ValidateBench> {
  const speed = compareSpeed(openContracts({ family: 'nhsa' }))
  const load = compareLoad()
  const figures = { lines: LINES, ...speed, ...load }
  return { name: 'validate', ok: figures.ratio <= MAX_RATIO && figures.load_share <= MAX_SHARE, figures }
}

function compareSpeed(book: ContractBook) {
  const contract = book.get('2204')
  const random = seeded(2204)
  const texts = [1, 2, 3, 4].map(() =>
    JSON.stringify(generate(contract, 'input', { dict: book.dict, random, rows: LINES })),
  )
  const ajv = contractAjv().compile(schemaOf(contract, 'input', { dict: book.dict }))
  const ctx = { dict: book.dict }
  const ours = (message: unknown) => validate(contract, 'input', message, ctx).length === 0
  const theirs = (message: unknown) => ajv(message) === true
  const times: [number[], number[]] = [[], []]
  for (let round = -10; round < ROUNDS; round++) {
    // Who goes first changes, and nobody sees a message that the other has warmed up.
    const order = round % 2 === 0 ? [0, 1] : [1, 0]
    for (const who of order) {
      const messages = texts.map((t) => JSON.parse(t))
      const us = timed(who === 0 ? ours : theirs, messages)
      if (round >= 0) times[who as 0 | 1].push(us)
    }
  }
  const [validate_us, ajv_us] = [median(times[0]), median(times[1])]
  return { validate_us: round1(validate_us), ajv_us: round1(ajv_us), ratio: round3(validate_us / ajv_us) }
}

/** Microseconds a message. Throws if a message is refused: that would compare nothing. */
function timed(check: (message: unknown) => boolean, messages: unknown[]): number {
  let fine = 0
  const start = performance.now()
  for (let i = 0; i < PER_ROUND; i++) for (const message of messages) if (check(message)) fine++
  const ms = performance.now() - start
  if (fine !== PER_ROUND * messages.length) throw new Error('a valid message was refused')
  return (ms * 1000) / fine
}

function compareLoad() {
  const ours: number[] = []
  const theirs: number[] = []
  let contracts = 0
  for (let round = 0; round < 3; round++) {
    ours.push(
      stopwatch(() => {
        contracts = prepareAll(openContracts({ family: 'nhsa' }))
      }),
    )
    theirs.push(stopwatch(() => compileAll(openContracts({ family: 'nhsa' }))))
  }
  const [load_ms, ajv_compile_ms] = [median(ours), median(theirs)]
  return {
    load_ms: round1(load_ms),
    ajv_compile_ms: round1(ajv_compile_ms),
    load_share: round3(load_ms / ajv_compile_ms),
    contracts,
  }
}

function prepareAll(book: ContractBook): number {
  for (const code of book.codes()) {
    const contract = book.get(code)
    planOf(contract, 'input')
    planOf(contract, 'output')
    for (const name of dictsOf(contract)) codesOf(book.dict(name))
  }
  return book.codes().length
}

function compileAll(book: ContractBook): void {
  const ajv = contractAjv()
  for (const code of book.codes()) {
    const contract = book.get(code)
    for (const side of ['input', 'output'] as const) {
      ajv.compile(schemaOf(contract, side, { dict: book.dict }))
    }
  }
}

function dictsOf(contract: Contract): Set<string> {
  const names = new Set<string>()
  const walk = (nodes: Node[]) => {
    for (const node of nodes) {
      for (const field of node.fields) if (field.dict) names.add(field.dict)
      walk(node.nodes ?? [])
    }
  }
  walk([...contract.input, ...contract.output])
  return names
}

function stopwatch(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

const round1 = (n: number) => Math.round(n * 10) / 10
const round3 = (n: number) => Math.round(n * 1000) / 1000
