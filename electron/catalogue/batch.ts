import type { Db } from './version.ts'

/** rows of one statement: calling it costs as much as a row */
const TOGETHER = 64

/** Many rows by one statement. What was added is there after `flush`. */
export function batched(db: Db, into: string, width: number, or = '') {
  const row = `(${Array(width).fill('?').join(', ')})`
  const insert = (n: number) =>
    db.prepare(`insert into ${into} values ${Array(n).fill(row).join(', ')} ${or}`)
  const many = insert(TOGETHER)
  const one = insert(1)
  const args: unknown[] = new Array(TOGETHER * width)
  let used = 0
  return {
    add(values: readonly unknown[]) {
      for (let i = 0; i < width; i++) args[used++] = values[i]
      if (used < TOGETHER * width) return
      many.run(args)
      used = 0
    },
    flush() {
      for (let i = 0; i < used; i += width) one.run(args.slice(i, i + width))
      used = 0
    },
  }
}
