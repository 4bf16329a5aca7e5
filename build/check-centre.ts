import type { ContractBook } from '../electron/platforms/contracts.ts'
import { SCHEMA_INJURY } from '../electron/sandbox/injury/schema.ts'
import { Refusal } from '../electron/sandbox/injury/wing.ts'
import { openLedger } from '../electron/sandbox/ledger.ts'
import { buildCentre } from '../electron/sandbox/nhsa/centre.ts'
import { wings } from '../electron/sandbox/wings.ts'
import type { Contract, Json, JsonObject } from '../shared/contract.ts'
import { INJURY_FAMILIES } from '../shared/injury.ts'
import { datetime, stamp } from '../shared/msgid.ts'
import { sample, seededBy } from '../shared/sample.ts'
import { validate } from '../shared/validate.ts'

export interface CentreCheck {
  /** codes that the centre was asked */
  asked: number
  /** those that it answered at the first question, without state */
  answered: number
  faults: string[]
}

/** What the rehearsal got out of the centre, by code. */
export interface Rehearsed {
  family: string
  infno: string
  result: string
  why: string
  output: Json
}

const FIXMEDINS = 'H51010400001'

/**
 * Holds the centre's answers against the output side of their contracts. First every code is asked by itself, with
 * a made-up message; what is refused then wants state, and has to be reached by the rehearsal, or, of a province,
 * by what it takes back.
 */
export function checkCentre(
  books: readonly ContractBook[],
  national: ReadonlySet<string>,
  rehearsed: readonly Rehearsed[],
): CentreCheck {
  const centres = [...INJURY_FAMILIES.map(openWing), openNational()]
  const check: CentreCheck = { asked: 0, answered: 0, faults: [] }
  const reached = new Map<string, Rehearsed[]>()
  for (const row of rehearsed) reached.set(row.infno, [...(reached.get(row.infno) ?? []), row])
  for (const book of books) {
    const centre = centres.find(({ family }) => family === book.family) ?? centres.at(-1)!
    for (const code of book.codes()) {
      const contract = book.get(code)
      if (contract.direction !== 'call') continue
      check.asked++
      const answer = centre.ask(contract, book, {})
      if (answer.ok) {
        check.answered++
        check.faults.push(...wrong(contract, book, answer.output))
      }
      const rows = reached.get(code)
      if (rows) for (const row of rows) check.faults.push(...wrongStep(contract, book, row))
      else if (national.has(code)) check.faults.push(`${code}：自检没有走到`)
      else if (!answer.ok) check.faults.push(...stateful(contract, book, centre, answer.why))
    }
  }
  for (const centre of centres) centre.close()
  return check
}

function wrongStep(
  contract: Contract,
  book: ContractBook,
  { infno, result, why, output }: Rehearsed,
): string[] {
  if (result === 'na') return []
  return result === 'passed' ? wrong(contract, book, output) : [`${infno}：自检没有通过：${why}`]
}

function wrong(contract: Contract, book: ContractBook, output: Json): string[] {
  // a file is answered as its bytes: what stands in the place of them is our own store's
  if (contract.output.length === 0 || contract.code === '9102') return []
  return validate(contract, 'output', output, { dict: book.dict }).map(
    (fault) => `${contract.code} 应答：${fault.path} ${fault.message}`,
  )
}

/** What a province's code takes back is made first; then it has to answer. */
function stateful(contract: Contract, book: ContractBook, centre: Centre, why: string): string[] {
  for (const code of book.codes()) {
    const made = book.get(code)
    if (made.reversal !== contract.code) continue
    const answer = centre.ask(made, book, {})
    if (!answer.ok) return [`${code}：${answer.why}`]
    const undone = centre.ask(contract, book, { ...flat(answer.input), ...flat(answer.output) })
    return undone.ok ? wrong(contract, book, undone.output) : [`${contract.code}：${undone.why}`]
  }
  return [`${contract.code}：${why}`]
}

type Asked = { ok: true; input: JsonObject; output: Json } | { ok: false; why: string }
interface Centre {
  family: string
  ask(contract: Contract, book: ContractBook, known: Record<string, Json>): Asked
  close(): void
}

const AT_ms = new Date(2026, 2, 2, 9).getTime()

function openNational(): Centre {
  const at_ms = AT_ms
  const { core, store, view } = buildCentre({ now: () => at_ms, signInRequired: false })
  const person = view.people()[0]!
  const facts: Record<string, Json> = {
    ...{ psn_no: person.psn_no, psn_name: person.psn_name, certno: person.certno, psn_cert_type: '01' },
    ...{ mdtrt_cert_type: '02', mdtrt_cert_no: person.certno, insutype: '310' },
    ...{ fixmedins_code: FIXMEDINS, page_num: 1, page_size: 10 },
  }
  let serial = 0
  return {
    family: 'nhsa',
    close: () => store.close(),
    ask(contract, book, known) {
      const input = made(contract, book, { ...facts, ...known })
      const answer = core.process(
        contract.code,
        enveloped(contract.code, input, person.area, ++serial, at_ms),
        at_ms,
      )
      return answer.ok ? { ok: true, input, output: answer.output } : { ok: false, why: answer.err_msg }
    },
  }
}

/** One platform of work-injury insurance behind its wrapper, on a ledger of its own. */
function openWing(family: string): Centre {
  const { schemas, open } = wings()
  const store = openLedger(':memory:', [SCHEMA_INJURY, ...schemas].join('\n'))
  const { list } = open({ store, repeat: 'replay', now: () => AT_ms })
  const wing = list.find((one) => one.family === family)!
  let serial = 0
  return {
    family,
    close: () => store.close(),
    ask(contract, book, known) {
      const input = made(contract, book, known)
      const written = { status: 200, type: '', body: '' }
      const opened = { code: contract.code, id: String(++serial), input, head: {}, write: () => written }
      try {
        return { ok: true, input, output: store.atomically(() => wing.act(opened, AT_ms)) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { ok: false, why: error.message }
      }
    },
  }
}

/** A message of what is known by the fields' names, the rest made up. */
function made(contract: Contract, book: ContractBook, known: Record<string, Json>): JsonObject {
  const random = seededBy(contract.code)
  return sample(contract, 'input', {
    ...{ dict: book.dict, at_ms: AT_ms, random },
    known: (field) => known[plain(field.name)] ?? known[field.name],
  }) as JsonObject
}

const enveloped = (
  infno: string,
  input: JsonObject,
  area: string,
  serial: number,
  at_ms: number,
): JsonObject => ({
  ...{ infno, msgid: `${FIXMEDINS}${stamp(at_ms)}${String(serial).padStart(4, '0')}`, input },
  ...{ mdtrtarea_admvs: '510100', insuplc_admdvs: area, recer_sys_code: 'YBXT', infver: 'V1.0' },
  ...{ opter_type: '1', opter: '001', opter_name: '检查', inf_time: datetime(at_ms) },
  ...{ fixmedins_code: FIXMEDINS, fixmedins_name: '柜台演示医院', sign_no: '' },
})

/** Names as provinces write them: trt_dcla_detl_sn, trtDclaDetlSn. */
const plain = (name: string) => name.toLowerCase().replaceAll('_', '')

/** Every single value of a message by its name. */
function flat(message: Json): Record<string, Json> {
  const found: Record<string, Json> = {}
  const walk = (value: Json, name: string): void => {
    if (Array.isArray(value)) for (const row of value) walk(row, name)
    else if (value !== null && typeof value === 'object')
      for (const [key, child] of Object.entries(value)) walk(child, key)
    else if (value !== null && value !== '') found[plain(name)] ??= value
  }
  walk(message, '')
  return found
}
