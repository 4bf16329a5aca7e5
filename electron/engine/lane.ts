/** Runs tasks of one key one after the other; tasks of other keys beside them. Idle keys cost nothing. */
export function createLanes() {
  const tails = new Map<string, Promise<unknown>>()

  function run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = tails.get(key) ?? Promise.resolve()
    const result = before.then(task, task)
    const tail = result.then(
      () => {},
      () => {},
    )
    tails.set(key, tail)
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key)
    })
    return result
  }

  /** Resolves when every task known now has ended. */
  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values())
  }

  return { run, idle, busy: (key: string) => tails.has(key) }
}

export type Lanes = ReturnType<typeof createLanes>
