import { createPersons } from '../app/filing/persons.ts'
import { personExports, registerPerson } from '../app/records/api.ts'
import type { Parts } from './index.ts'

/** What the centre knows of one person. */
export function wirePerson(parts: Parts): void {
  const { registry, journal, engine, machine, clock, site, nhsa, book, sessions } = parts
  const deps = {
    ...{ journal, engine, machine, now: clock.now, remote: nhsa.remote },
    fixmedins_code: site.institution.fixmedins_code,
    persons: createPersons({ now: clock.now, sessions }),
    words: {
      contract: (infno: string) => (book.has(infno) ? book.get(infno) : null),
      dict: (name: string) => book.dict(name),
    },
  }
  registerPerson(registry, deps)
  for (const table of personExports(deps)) parts.exports.register(table)
}
