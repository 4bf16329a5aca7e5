import { randomBytes } from 'node:crypto'
import type { ConsoleAnswer, InterfaceRow } from '../../../shared/api/console.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { familyLabel } from '../../../shared/families.ts'
import { speaksOfPerson } from '../../../shared/persons.ts'
import { initials } from '../../../shared/pinyin.ts'
import { senderOf } from '../office.ts'
import { notInLedger } from '../past-ledger.ts'
import { OFFICE, type Registry } from '../registry.ts'
import { answerOf, outcomeAnswer, txnOf } from './answers.ts'
import { audited, type ConsoleDeps, contractOf, platformOf } from './deps.ts'
import { dropExample, exampleInput, listExamples, saveExample } from './examples.ts'
import { createPieces } from './files.ts'
import { lifeOf } from './life.ts'
import { requestOf, signedBy } from './send.ts'

/**
 * The interface console: every interface of every family by its contract, sent through the engine. Its code
 * tables and files serve every form that is drawn from a contract, so they are for everybody.
 */
export function registerConsole(reg: Registry, deps: ConsoleDeps): void {
  registerForms(reg, deps)
  const { journal, engine } = deps
  const audit = (actor: string, action: string, subject: string, detail: JsonObject): Promise<void> =>
    journal.commit([audited(deps.now(), actor, action, subject, detail)])

  reg.read(
    'console.list',
    async () => [...deps.books.keys()].flatMap((family) => rowsOf(deps, family)),
    OFFICE,
  )
  reg.read(
    'console.contract',
    async ({ family, code }) => {
      const contract = contractOf(deps, family, code)
      return { contract, life: lifeOf(deps, contract), person: speaksOfPerson(contract) }
    },
    OFFICE,
  )
  reg.read(
    'console.remote',
    async ({ family, insuplc }) => ({ remote: platformOf(deps, family).remote(insuplc || null) }),
    OFFICE,
  )
  reg.write(
    'console.dry',
    async (input, caller) => engine.dry(await signedBy(deps, requestOf(deps, input), caller)),
    OFFICE,
  )
  reg.write(
    'console.send',
    async (input, caller): Promise<ConsoleAnswer> => {
      const request = requestOf(deps, input)
      engine.dry(await signedBy(deps, request, caller)) // refuses bad input before anything is written
      const contract = contractOf(deps, input.family, input.code)
      await notInLedger(journal, contract, input.input)
      const { kind } = contract
      const detail = { family: input.family, kind, psn_no: request.psnNo ?? '' }
      await audit(caller.operator!.opter, 'console.send', input.code, detail)
      const send = await senderOf(deps, caller)
      return outcomeAnswer(deps, await send(request))
    },
    OFFICE,
  )
  reg.write(
    'console.answer',
    async ({ msgid, reveal }, caller) => {
      const txn = await txnOf(journal, msgid)
      if (reveal) await audit(caller.operator!.opter, 'txn.reveal', msgid, {})
      return answerOf(deps, txn, reveal)
    },
    OFFICE,
  )
  reg.write(
    'console.draft',
    async ({ msgid }, caller) => {
      const { family, infno, input, psnNo, insuplc } = await txnOf(journal, msgid)
      await audit(caller.operator!.opter, 'console.draft', msgid, { family, infno })
      return { family, code: infno, input, psn_no: psnNo ?? '', insuplc: insuplc ?? '' }
    },
    OFFICE,
  )
  reg.read('console.examples', ({ family, code }) => listExamples(journal, family, code), OFFICE)
  reg.read('console.example', ({ id }) => exampleInput(journal, id), OFFICE)
  reg.write(
    'console.saveExample',
    async (input, caller) => {
      contractOf(deps, input.family, input.code)
      const id = `${input.family} ${input.code} ${randomBytes(6).toString('hex')}`
      return saveExample(deps, { ...input, id }, caller.operator!)
    },
    OFFICE,
  )
  reg.write(
    'console.dropExample',
    async ({ id, version }, caller) => {
      await dropExample(deps, id, version, caller.operator!)
      return { dropped: true }
    },
    OFFICE,
  )
}

function registerForms(reg: Registry, deps: ConsoleDeps): void {
  const pieces = createPieces(deps)
  const tables = new Map<string, Record<string, string>>()
  const initialsOf = (name: string, values: Record<string, string>) => {
    const known = tables.get(name)
    if (known) return known
    const py = Object.fromEntries(Object.entries(values).map(([code, text]) => [code, initials(text)]))
    tables.set(name, py)
    return py
  }
  reg.read('console.dicts', async ({ names }) =>
    names.map((name) => {
      const dict = deps.dict(name) ?? null
      return { name, dict, py: dict ? initialsOf(name, dict.values) : {} }
    }),
  )
  reg.write('console.putFile', (input, caller) => pieces.take(caller.sessionId, input))
}

const lists = new WeakMap<ConsoleDeps, Map<string, InterfaceRow[]>>()

/** Made once a family: a contract does not change while the program runs. */
function rowsOf(deps: ConsoleDeps, family: string): InterfaceRow[] {
  const known = lists.get(deps) ?? new Map<string, InterfaceRow[]>()
  lists.set(deps, known)
  const before = known.get(family)
  if (before) return before
  const label = familyLabel(family)
  const made = deps.books
    .get(family)!
    .list()
    .map((row): InterfaceRow => ({ ...row, family, familyLabel: label, py: initials(row.name) }))
  known.set(family, made)
  return made
}
