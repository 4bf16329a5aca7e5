import type { Parts } from './index.ts'

export function wireInjuryRecord({ registry, books }: Parts): void {
  registry.read('injury.record.options', async () => ({ families: [...books.keys()] }))
}
