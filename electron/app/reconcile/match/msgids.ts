import { type Codes, type Found, HERE, hereOnly, judgePair, pairOf, THERE, thereOnly } from './compare.ts'
import { type Bits, openBits, type Spill } from './leftovers.ts'
import { cell, copied, cut, eachLine, emptyRow, find, hashOf, type Row } from './lines.ts'

const SIEVE_bits = 1 << 22

export interface ByMsgid {
  /** all our rows: one that is paired already makes a leftover of the same msgid a double */
  here: string
  leftHere: Spill
  leftThere: Spill
  paired: Bits
  codes: Codes
  /** the centre's leftovers that are held in memory at a time */
  batch_rows: number
  found(difference: Found): void
}

interface Waiting {
  row: Row
  taken: boolean
}

/**
 * The second round: what one side has under a number that the other does not know may be the same message.
 * Our rows are read once more for each batch of leftovers; without leftovers not at all.
 */
export function matchByMsgid(of: ByMsgid): { same: number } {
  const batches = Math.ceil(of.leftThere.count() / of.batch_rows)
  let same = 0
  for (let batch = 0; batch < batches; batch++) same += matchBatch(of, batch, batches)
  of.leftHere.each((row, no) => {
    if (!of.paired.has(no)) of.found(hereOnly('onlyHere', row))
  })
  return { same }
}

function matchBatch(of: ByMsgid, batch: number, batches: number): number {
  const { waiting, unnamed, sieve } = gather(of.leftThere, batch, batches)
  const row = emptyRow()
  let same = 0
  const offer = (no: number, other: Waiting) => {
    if (other.taken) return
    other.taken = true
    if (of.paired.has(no)) return of.found(pairOf('double', row, other.row))
    of.paired.set(no)
    const kind = judgePair(row, other.row, of.codes)
    if (kind === null) same++
    else of.found(pairOf(kind, row, other.row))
  }
  if (waiting.size > 0) {
    eachLine(of.here, (buf, from, to, no) => {
      if (!find(cut(row, buf, from, to), HERE.msgid)) return
      if (!sieve.has(hashOf(buf, cell.from, cell.to) % SIEVE_bits)) return
      const others = waiting.get(buf.toString('utf8', cell.from, cell.to)) ?? []
      for (const other of others) offer(no, other)
    })
  }
  for (const rows of waiting.values()) {
    const left = rows.filter(({ taken }) => !taken)
    // one message booked twice: the first is to be undone, the others are its doubles
    for (const [index, other] of left.entries())
      of.found(thereOnly(index ? 'double' : 'onlyThere', other.row))
  }
  for (const other of unnamed) of.found(thereOnly('onlyThere', other))
  return same
}

/** The leftovers whose msgid falls into this batch; all of one msgid do. */
function gather(left: Spill, batch: number, batches: number) {
  const waiting = new Map<string, Waiting[]>()
  const unnamed: Row[] = []
  const sieve = openBits()
  left.each((row, no) => {
    const named = find(row, THERE.msgid)
    const hash = named ? hashOf(row.buf, cell.from, cell.to) : no
    if (hash % batches !== batch) return
    if (!named) {
      unnamed.push(copied(row))
      return
    }
    sieve.set(hash % SIEVE_bits)
    const msgid = row.buf.toString('utf8', cell.from, cell.to)
    const entry = { row: copied(row), taken: false }
    const known = waiting.get(msgid)
    if (known) known.push(entry)
    else waiting.set(msgid, [entry])
  })
  return { waiting, unnamed, sieve }
}
