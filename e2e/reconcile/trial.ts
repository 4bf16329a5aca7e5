import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Found } from '../../electron/app/reconcile/match/compare.ts'
import { match } from '../../electron/app/reconcile/match/match.ts'
import { CODES, type InjectOptions, inject, nameOf } from './inject.ts'

/** One run: what was injected and not found, what was found and not injected. */
export interface Trial {
  missed: string[]
  falsely: string[]
  injected: number
}

export async function tryOnce(
  options: Omit<InjectOptions, 'here' | 'there'> & { batch_rows?: number },
): Promise<Trial> {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-reconcile-'))
  try {
    const [here, there] = [join(dir, 'here.txt'), join(dir, 'there.txt')]
    const made = await inject({ ...options, here, there })
    const found: Found[] = []
    const result = match({
      ...{ here, there, dir: join(dir, 'parts'), codes: CODES },
      lists: options.lists ?? 'all',
      ...(options.batch_rows ? { batch_rows: options.batch_rows } : {}),
      found: (difference) => found.push(difference),
    })
    const trial = compare(made.expected, found)
    const counted = JSON.stringify(result.counts) === JSON.stringify(made.counts)
    if (!counted || result.here !== made.here || result.there !== made.there) {
      trial.falsely.push(`counts ${JSON.stringify(result)} instead of ${JSON.stringify(made.counts)}`)
    }
    return { ...trial, injected: made.expected.length }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function compare(expected: string[], found: Found[]): { missed: string[]; falsely: string[] } {
  const wanted = new Set(expected)
  const falsely: string[] = []
  const pairs = new Map<string, number>()
  for (const { kind, here, there } of found) {
    const pair = `pair ${there?.setl_id ?? ''}`
    const name = nameOf(kind, here, there && { ...there, setl_id: there.setl_id || 'null' })
    if (wanted.has(pair) && here === null) pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    else if (!wanted.delete(name)) falsely.push(name)
  }
  for (const [pair, times] of pairs) if (times === 2) wanted.delete(pair)
  return { missed: [...wanted], falsely }
}
