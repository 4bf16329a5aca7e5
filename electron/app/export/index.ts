import type { Exports, TableExport } from './port.ts'

export function createExports(): Exports & { table(id: string): TableExport | undefined } {
  const tables = new Map<string, TableExport>()
  return {
    register: (table) => void tables.set(table.id, table),
    table: (id) => tables.get(id),
  }
}
