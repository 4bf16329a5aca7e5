import { PERSON_SECTIONS, type PersonSection, personInputs } from '../../../shared/api/person.ts'
import { fail } from '../../../shared/errors.ts'
import type { TableExport } from '../export/port.ts'
import type { Registry } from '../registry.ts'
import { openPerson, type RecordsDeps, sectionOf } from './index.ts'
import { SECTIONS } from './sections.ts'
import { columnsOf } from './table.ts'

/** 人员查询. Everybody at the counter and in the offices may look; who did is audited. */
export function registerPerson(reg: Registry, deps: RecordsDeps): void {
  reg.write('person.open', ({ cert }, caller) => openPerson(deps, cert as never, caller))
  reg.write('person.section', (input, caller) => sectionOf(deps, input, caller))
  reg.write('person.reveal', async ({ personId }, caller) => {
    const { person } = deps.persons.get(caller.sessionId, personId)
    const actor = caller.operator!.opter
    const entry = { at: deps.now(), actor, action: 'person.reveal', subject: person.psn_no, detail: null }
    await deps.journal.commit([{ t: 'audit', entry }])
    return { psn_name: person.psn_name, certno: person.certno }
  })
}

/** Each section as a table of its own: `person.visits`, … for the query that the page asked. */
export function personExports(deps: RecordsDeps): TableExport[] {
  return PERSON_SECTIONS.map((section) => ({
    id: `person.${section}`,
    label: `人员${SECTIONS[section].label}`,
    columns: columnsOf(section, deps.words).map(({ label, kind }) => ({ title: label, kind, width: 18 })),
    rows: (query, caller) => pages(deps, section, query, caller),
  }))
}

async function* pages(
  deps: RecordsDeps,
  section: PersonSection,
  query: Parameters<TableExport['rows']>[0],
  caller: Parameters<TableExport['rows']>[1],
) {
  const read = personInputs['person.section'].safeParse({ ...query, section })
  if (!read.success) fail('invalid', '查询条件有误，不能导出', '没有导出。', '请重新查询后再导出。')
  for (const { cells } of (await sectionOf(deps, read.data, caller)).rows) yield cells
}
