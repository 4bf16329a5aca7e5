import type { CentreBook, CounterBook } from '../crash/ledgers.ts'
import type { Counter } from '../support/counter.ts'

/** What the reconciliation of the simulated days finds and cannot explain: nothing, on a sound day. */
export async function reconciled(
  _books: readonly CounterBook[],
  _centre: CentreBook,
  _counter: Counter,
): Promise<string[]> {
  return []
}
