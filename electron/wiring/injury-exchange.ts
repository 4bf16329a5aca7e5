import type { Parts } from './index.ts'

export function wireInjuryExchange({ registry, books }: Parts): void {
  registry.read('injury.exchange.options', async () => ({ families: [...books.keys()] }))
}
