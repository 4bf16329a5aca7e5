import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { DifferenceKind } from '../../../../shared/api/reconcile.ts'
import type { Found } from './compare.ts'

/**
 * The differences of a run on disk: a file of JSON lines a kind, and beside it where each line begins, so
 * that a page is read without what stands before it.
 */
export const KINDS: readonly DifferenceKind[] = ['onlyThere', 'onlyHere', 'amount', 'state', 'double']

/** A difference's number in its run: its kind and its place among that kind. */
const PER_KIND = 1_000_000_000
const rowIdOf = (kind: DifferenceKind, index: number) => KINDS.indexOf(kind) * PER_KIND + index

export type Numbered = Found & { rowId: number }

const OFFSET_bytes = 8
const WRITE_bytes = 1 << 18

/** Writes what is found, in the order of finding. Call `close` before anybody reads. */
export function openResults(dir: string): { add(found: Found): void; close(): void } {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const writers = new Map(KINDS.map((kind) => [kind, openKind(dir, kind)]))
  return {
    add: (found) => writers.get(found.kind)!.add(found),
    close() {
      for (const writer of writers.values()) writer.close()
    },
  }
}

function openKind(dir: string, kind: DifferenceKind) {
  const files = { lines: '', starts: [] as number[] }
  const out = openSync(join(dir, `${kind}.jsonl`), 'w', 0o600)
  const index = openSync(join(dir, `${kind}.idx`), 'w', 0o600)
  let written = 0
  const flush = () => {
    const starts = Buffer.alloc(files.starts.length * OFFSET_bytes)
    files.starts.forEach((start, i) => {
      starts.writeDoubleLE(start, i * OFFSET_bytes)
    })
    writeSync(index, starts)
    writeSync(out, files.lines)
    files.lines = ''
    files.starts = []
  }
  return {
    add({ here, there, memo }: Found) {
      const line = `${JSON.stringify({ here, there, memo })}\n`
      files.starts.push(written)
      files.lines += line
      written += Buffer.byteLength(line)
      if (files.lines.length > WRITE_bytes) flush()
    },
    close() {
      flush()
      closeSync(out)
      closeSync(index)
    },
  }
}

/** Rows of one kind from the `offset`-th on. */
async function readKind(dir: string, kind: DifferenceKind, offset: number, limit: number) {
  const index = await open(join(dir, `${kind}.idx`), 'r')
  const lines = await open(join(dir, `${kind}.jsonl`), 'r')
  try {
    const starts = Buffer.alloc((limit + 1) * OFFSET_bytes)
    const { bytesRead } = await index.read(starts, 0, starts.length, offset * OFFSET_bytes)
    const known = bytesRead / OFFSET_bytes
    if (known === 0) return []
    const from = starts.readDoubleLE(0)
    const end = known > limit ? starts.readDoubleLE(limit * OFFSET_bytes) : (await lines.stat()).size
    const text = Buffer.alloc(end - from)
    await lines.read(text, 0, text.length, from)
    return text
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line, i): Numbered => ({ ...JSON.parse(line), kind, rowId: rowIdOf(kind, offset + i) }))
  } finally {
    await index.close()
    await lines.close()
  }
}

/** One page of a run's differences, of one kind or of all in the order of KINDS. */
export async function readResults(
  dir: string,
  counts: Record<DifferenceKind, number>,
  query: { kind: DifferenceKind | 'all'; offset: number; limit: number },
): Promise<{ rows: Numbered[]; total: number }> {
  const kinds = query.kind === 'all' ? KINDS : [query.kind]
  const rows: Numbered[] = []
  let skip = query.offset
  let total = 0
  for (const kind of kinds) {
    const count = counts[kind]
    total += count
    const left = query.limit - rows.length
    if (skip < count && left > 0) rows.push(...(await readKind(dir, kind, skip, left)))
    skip = Math.max(0, skip - count)
  }
  return { rows, total }
}

/** One difference by its number; null where there is none. */
export async function readResult(dir: string, rowId: number): Promise<Numbered | null> {
  const kind = KINDS[Math.floor(rowId / PER_KIND)]
  return kind ? ((await readKind(dir, kind, rowId % PER_KIND, 1))[0] ?? null) : null
}
