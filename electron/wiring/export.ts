import { join } from 'node:path'
import { registerExport } from '../app/export/api.ts'
import { screenTables } from '../app/export/screens.ts'
import { askThrough } from '../app/export/tables.ts'
import type { Parts } from './index.ts'

export function wireExport({ home, host, journal, bus, clock, registry, exports, book }: Parts): void {
  const meaning = (name: string, value: string) => book.dict(name)?.values[value] ?? value
  for (const table of screenTables({ ask: askThrough(registry), now: clock.now, meaning }))
    exports.register(table)
  registerExport(registry, {
    journal,
    bus,
    now: clock.now,
    dir: join(home, 'exports'),
    web: host === 'web',
    table: exports.table,
  })
}
