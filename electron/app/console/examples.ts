import type { ConsoleExample } from '../../../shared/api/console.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { withoutPersonal } from '../../../shared/persons.ts'
import type { DocRow, Journal } from '../../journal/port.ts'
import type { Caller } from '../registry.ts'
import { audited, type ConsoleDeps } from './deps.ts'

/** Saved examples: documents of this kind, about `family code`, shared by all who may use the console. */
const KIND = 'example'
const MOST = 200

interface ExampleData {
  input: JsonObject
  insuplc: string
}

const subjectOf = (family: string, code: string) => `${family} ${code}`

export async function listExamples(
  journal: Journal,
  family: string,
  code: string,
): Promise<ConsoleExample[]> {
  const rows = await journal.docs({
    kind: KIND,
    subject: subjectOf(family, code),
    order: 'newest',
    limit: MOST,
  })
  return rows.map(viewOf)
}

/** Throws `not_found` where somebody else has deleted it. */
export async function exampleInput(journal: Journal, id: string) {
  const row = await exampleRow(journal, id)
  const { input, insuplc } = row.data as unknown as ExampleData
  return { name: row.text, input, insuplc }
}

async function exampleRow(journal: Journal, id: string): Promise<DocRow> {
  return (
    (await journal.doc(KIND, id)) ??
    fail('not_found', '这个样例已被删除', '没有改变。', '请从列表里另选一个。')
  )
}

export async function saveExample(
  { journal, now }: ConsoleDeps,
  example: ApiInput<'console.saveExample'> & { id: string },
  { opter, opterName }: NonNullable<Caller['operator']>,
): Promise<ConsoleExample> {
  const { id, family, code, name, insuplc, personal } = example
  const input = personal ? example.input : withoutPersonal(example.input).input
  const at = now()
  const put = {
    ...{ kind: KIND, id, state: 'kept', subject: subjectOf(family, code), text: name },
    data: { input, insuplc } satisfies ExampleData as unknown as Json,
    ...{ opter, opterName, at },
  }
  const detail = { family, name, personal }
  await journal.commit([
    { t: 'doc', put, expect: 0 },
    audited(at, opter, 'console.saveExample', code, detail),
  ])
  return { id, name, opterName, at, version: 1 }
}

export async function dropExample(
  { journal, now }: ConsoleDeps,
  id: string,
  version: number,
  { opter }: NonNullable<Caller['operator']>,
): Promise<void> {
  const { text: name } = await exampleRow(journal, id)
  await journal.commit([
    { t: 'doc.drop', kind: KIND, id, expect: version },
    audited(now(), opter, 'console.dropExample', id, { name }),
  ])
}

const viewOf = ({ id, text, opterName, at, version }: DocRow): ConsoleExample => ({
  ...{ id, name: text, opterName, at, version },
})
