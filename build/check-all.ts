import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Guitai } from '../electron/compose.ts'
import { TRAINING_SITE } from '../electron/config.ts'
import { type Call, faceOf } from '../electron/host/cli/face.ts'
import { type ContractBook, openContracts } from '../electron/platforms/contracts.ts'
import type { Json } from '../shared/contract.ts'
import { INJURY_FAMILIES } from '../shared/injury.ts'
import { checkAjv } from './check-ajv.ts'
import { checkCentre, type Rehearsed } from './check-centre.ts'
import { checkFields } from './check-fields.ts'
import { checkHomes, type HomeRow, type Reality } from './check-homes.ts'
import { checkContracts } from './contracts-check.ts'
import { FOLDERS } from './contracts-import.ts'
import { HOMES } from './homes.ts'

export interface WholeCheck {
  faults: string[]
  figures: Record<string, number>
  homes: HomeRow[]
}

const PRODUCT = join(import.meta.dirname, '..')
const CONTRACTS = join(PRODUCT, 'shared', 'contracts')
const OVERLAYS = ['hunan', 'jiangxi', 'sichuan']

/** Everything that can be said of the contracts: by themselves, by messages, by the centre, by where they are used. */
export async function checkAll(messages: number): Promise<WholeCheck> {
  const plain = checkContracts(CONTRACTS, [...FOLDERS])
  const books = [
    openContracts({ family: 'nhsa', overlays: OVERLAYS }),
    openContracts({ family: 'sichuan', overlays: OVERLAYS }),
    ...INJURY_FAMILIES.map((family) => openContracts({ family })),
  ]
  const national = new Set(openContracts({ family: 'nhsa' }).codes())
  const fields = allFields(books)
  const ajv = checkAjv(books, messages)
  const { rehearsed, real } = await rehearsal()
  const own = (book: ContractBook, code: string) => book.family !== 'nhsa' || national.has(code)
  const centre = checkCentre(
    books,
    new Set(books.flatMap((b) => b.codes().filter((c) => own(b, c)))),
    rehearsed,
  )
  const contracts = books.flatMap((book) =>
    book.codes().map((code) => ({
      contract: book.get(code),
      folder: own(book, code) ? book.family : `${book.family}-more`,
    })),
  )
  const homes = checkHomes(PRODUCT, contracts, HOMES, real)
  const at_home = homes.rows.filter((row) => row.is !== null).length
  return {
    faults: [...plain.faults, ...fields.faults, ...ajv.faults, ...centre.faults, ...homes.faults],
    homes: homes.rows,
    figures: {
      ...plain.figures,
      ...{ broken_messages: fields.broken, random_messages: ajv.messages, accepted: ajv.accepted },
      ...{ asked: centre.asked, answered_without_state: centre.answered, rehearsed: rehearsed.length },
      ...{ homes: at_home },
    },
  }
}

function allFields(books: readonly ContractBook[]) {
  const all = { broken: 0, faults: [] as string[] }
  for (const book of books)
    for (const code of book.codes())
      for (const side of ['input', 'output'] as const) {
        const { broken, faults } = checkFields(book.get(code), side, book.dict)
        all.broken += broken
        all.faults.push(...faults)
      }
  return all
}

/** The whole rehearsal against a centre of its own, and what this program has registered. */
async function rehearsal(): Promise<{ rehearsed: Rehearsed[]; real: Reality }> {
  const home = mkdtempSync(join(tmpdir(), 'contracts-'))
  const site = { ...TRAINING_SITE, nhsa: { ...TRAINING_SITE.nhsa, overlays: OVERLAYS } }
  const guitai = await compose({ home, host: 'cli', site })
  try {
    guitai.sessions.login('check', { opter: 'check', opterName: '检查', role: 'admin' })
    const face = faceOf(guitai, 'check')
    const { cert, families } = await face('acceptance.options', {})
    const { runId } = await face('acceptance.start', {
      ...{ families: families.map((one) => one.family), cert: cert!, confirmed: true },
    })
    const rehearsed = await ended(guitai, face, runId)
    return { rehearsed, real: await realityOf(face, rehearsed) }
  } finally {
    await guitai.close()
    rmSync(home, { recursive: true, force: true })
  }
}

async function ended({ journal }: Guitai, face: Call, runId: string): Promise<Rehearsed[]> {
  for (;;) {
    const { state, rows } = await face('acceptance.run', { runId })
    if (state !== 'running') {
      const outputs = await Promise.all(rows.map(({ msgid }) => answerOf(journal, msgid)))
      return rows.map((row, i) => ({ ...row, output: outputs[i] ?? {} }))
    }
    await new Promise((wake) => setTimeout(wake, 50))
  }
}

/** What the centre answered, or what our own door did. */
async function answerOf(journal: Guitai['journal'], msgid: string | null): Promise<Json> {
  if (msgid === null) return null
  const txn = await journal.txn(msgid)
  if (txn) return txn.output
  const taken = await journal.doc('inbound', msgid)
  return (taken?.data as { output?: Json } | undefined)?.output ?? null
}

/** The screens as the rail has them; read as text, for the page itself does not run here. */
function screens(): string[] {
  const source = readFileSync(join(PRODUCT, 'renderer/stores/route.ts'), 'utf8')
  const listed = /SCREENS = \[([^\]]*)\]/.exec(source)?.[1] ?? ''
  return [...listed.matchAll(/'([\w-]+)'/g)].map((match) => match[1]!)
}

async function realityOf(face: Call, rehearsed: readonly Rehearsed[]): Promise<Reality> {
  const { sources } = await face('uploads.overview', {})
  const tasks = await face('monitor.tasks', {})
  const passed = new Set(rehearsed.filter((row) => row.result === 'passed').map((row) => row.infno))
  return {
    screens: screens(),
    uploads: new Set(sources.map(({ infno }) => infno)),
    tasks: new Set(tasks.map(({ taskId }) => taskId)),
    served: (code) => passed.has(code),
  }
}
