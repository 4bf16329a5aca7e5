import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DifferenceKind } from '../../../../shared/api/reconcile.ts'
import { type Codes, type Found, HERE, saysOnlyHere, THERE } from './compare.ts'
import { openBits, openSpill } from './leftovers.ts'
import { matchByMsgid } from './msgids.ts'
import { matchPart } from './part.ts'
import { partition, partsFor } from './partition.ts'

export interface MatchOptions {
  /** our rows, see compare.ts HERE */
  here: string
  /** the centre's result file, unpacked */
  there: string
  /** a folder for the parts; made, and removed afterwards */
  dir: string
  /** differences: what the centre does not list is the same */
  lists: 'all' | 'differences'
  codes: Codes
  /** how many of the centre's rows without a partner are held in memory at a time; 50,000 unless told */
  batch_rows?: number
  found(difference: Found): void
  /** 0…1 */
  progress?(done: number): void
}

export interface MatchResult {
  here: number
  there: number
  same: number
  counts: Record<DifferenceKind, number>
}

/**
 * Matches the two sides' rows by setl_id, then what is left by msgid, and reports each difference as one of
 * five kinds. Exact: keys and amounts are compared whole, no hash is believed. Memory does not grow with the
 * files. Throws RangeError, in Chinese, where a file cannot be read as one.
 */
export function match(options: MatchOptions): MatchResult {
  const { dir, codes, batch_rows = 50_000 } = options
  const counts = { onlyHere: 0, onlyThere: 0, amount: 0, state: 0, double: 0 }
  const found = (difference: Found) => {
    counts[difference.kind]++
    options.found(difference)
  }
  const progress = stepper(options)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  try {
    const parts = partsFor(statSync(options.here).size + statSync(options.there).size)
    const leftHere = openSpill(join(dir, 'left-here'))
    const leftThere = openSpill(join(dir, 'left-there'))
    const here = partition({
      ...{ file: options.here, dir: join(dir, 'here'), layout: HERE, parts, read: progress.read },
      keyless: leftHere.add,
    })
    let repeats = 0
    const there = partition({
      ...{ file: options.there, dir: join(dir, 'there'), layout: THERE, parts, read: progress.read },
      keyless(row, no) {
        if (saysOnlyHere(row, codes)) repeats++
        else leftThere.add(row, no)
      },
    })
    const paired = openBits()
    const sink = {
      ...{ lists: options.lists, codes, found },
      ...{ paired: paired.set, leftHere: leftHere.add, leftThere: leftThere.add },
    }
    let same = 0
    for (let part = 0; part < parts; part++) {
      const done = matchPart(here.take(part), there.take(part), sink)
      same += done.same
      repeats += done.repeats
      progress.part(part, parts)
    }
    const more = matchByMsgid({ here: options.here, leftHere, leftThere, paired, codes, batch_rows, found })
    options.progress?.(1)
    return { here: here.rows, there: there.rows - repeats, same: same + more.same, counts }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Half of the work is reading, half is matching. */
function stepper({ here, there, progress }: MatchOptions) {
  const all = statSync(here).size + statSync(there).size || 1
  let read = 0
  return {
    read(bytes: number) {
      read += bytes
      progress?.((read / all) * 0.5)
    },
    part: (part: number, parts: number) => progress?.(0.5 + ((part + 1) / parts) * 0.45),
  }
}
