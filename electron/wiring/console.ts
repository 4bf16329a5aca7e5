import { registerConsole } from '../app/console/api.ts'
import type { Parts } from './index.ts'

/** The interface console. */
export function wireConsole(parts: Parts): void {
  const { registry, journal, engine, machine, files, site, clock, books, platforms, book } = parts
  registerConsole(registry, {
    ...{ journal, engine, machine, files, books, platforms },
    most_bytes: site.nhsa.files.most_bytes,
    now: clock.now,
    dict: (name) => book.dict(name),
  })
}
