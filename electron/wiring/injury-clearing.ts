import type { Parts } from './index.ts'

export function wireInjuryClearing({ registry, books }: Parts): void {
  registry.read('injury.clearing.options', async () => ({ families: [...books.keys()] }))
}
