import {
  type Codes,
  type Found,
  hereOnly,
  judgePair,
  pairOf,
  sameMsgid,
  saysOnlyHere,
  THERE,
  textOf,
  thereOnly,
} from './compare.ts'
import { cut, emptyRow, type Row, sameBytes } from './lines.ts'
import { emptyRecords, type Records, readRecords } from './partition.ts'

export interface PartSink {
  lists: 'all' | 'differences'
  codes: Codes
  found(difference: Found): void
  /** one of our rows has found its other side */
  paired(no: number): void
  leftHere(row: Row, no: number): void
  leftThere(row: Row, no: number): void
}

const NONE = -1
const SPREAD = 0x9e3779b1

/** What one part after the other is read into. */
const HERE_RECORDS = emptyRecords()
const THERE_RECORDS = emptyRecords()
let slots = new Int32Array(1 << 12)
let firsts = new Int32Array(1 << 12)

/** Open addressing over the rows of one side by their keys. */
function tableOf(records: Records) {
  while (slots.length < records.count * 2) slots = new Int32Array(slots.length * 2)
  slots.fill(NONE)
  const mask = slots.length - 1
  const { buf, hash, keyFrom, keyTo } = records
  return {
    /** the row of this key, NONE if there is none */
    find(other: Records, j: number): number {
      const wanted = other.hash[j]!
      for (let at = (Math.imul(wanted, SPREAD) >>> 7) & mask; ; at = (at + 1) & mask) {
        const i = slots[at]!
        if (i === NONE) return NONE
        if (hash[i] !== wanted) continue
        if (sameBytes(buf, keyFrom[i]!, keyTo[i]!, other.buf, other.keyFrom[j]!, other.keyTo[j]!)) return i
      }
    },
    add(i: number): void {
      let at = (Math.imul(hash[i]!, SPREAD) >>> 7) & mask
      while (slots[at] !== NONE) at = (at + 1) & mask
      slots[at] = i
    },
  }
}

const [HERE_ROW, THERE_ROW] = [emptyRow(), emptyRow()]
const hereRow = ({ buf, from, to }: Records, i: number) => cut(HERE_ROW, buf, from[i]!, to[i]!)
const thereRow = ({ buf, from, to }: Records, j: number) => cut(THERE_ROW, buf, from[j]!, to[j]!)

interface Pairing {
  /** by our row: the centre's row of the same key, or NONE */
  first: Int32Array
  /** further rows of the centre with the key of one of ours */
  more: Map<number, number[]>
  /** our rows of which the centre says that it has none */
  denied: Set<number>
  /** our rows whose key another of ours has already */
  doubled: Set<number>
}

/**
 * Both sides' rows of one part: pairs are judged, the rest is put aside. `repeats` counts the rows of the
 * centre's file that only repeat ours.
 */
export function matchPart(hereBuf: Buffer, thereBuf: Buffer, sink: PartSink) {
  const here = readRecords(HERE_RECORDS, hereBuf)
  const there = readRecords(THERE_RECORDS, thereBuf)
  const table = tableOf(here)
  while (firsts.length < here.count) firsts = new Int32Array(firsts.length * 2)
  const first = firsts.fill(NONE)
  const pairing: Pairing = { first, more: new Map(), denied: new Set(), doubled: new Set() }
  for (let i = 0; i < here.count; i++) {
    if (table.find(here, i) === NONE) table.add(i)
    else {
      pairing.doubled.add(i)
      sink.found(hereOnly('double', hereRow(here, i)))
    }
  }
  let repeats = 0
  const strangers: number[] = []
  for (let j = 0; j < there.count; j++) {
    const i = table.find(there, j)
    if (i !== NONE && first[i] === NONE) first[i] = j
    else if (i !== NONE) pairing.more.set(i, [...(pairing.more.get(i) ?? []), j])
    else strangers.push(j)
  }
  repeats += leaveThere(there, strangers, sink)
  const judged = judgeHere(here, there, pairing, sink)
  return { same: judged.same, repeats: repeats + judged.repeats }
}

/** Rows that nobody here has; the same key a second time is a double of the first. */
function leaveThere(there: Records, strangers: number[], sink: PartSink): number {
  const seen = new Set<string>()
  let repeats = 0
  for (const j of strangers) {
    const row = thereRow(there, j)
    if (saysOnlyHere(row, sink.codes)) {
      repeats++
      continue
    }
    const key = textOf(row, THERE.setl_id)
    if (seen.has(key)) sink.found(thereOnly('double', row))
    else sink.leftThere(row, there.no[j]!)
    seen.add(key)
  }
  return repeats
}

function judgeHere(here: Records, there: Records, pairing: Pairing, sink: PartSink) {
  const { first, more, doubled } = pairing
  let same = 0
  let repeats = 0
  for (let i = 0; i < here.count; i++) {
    if (doubled.has(i)) continue
    const row = hereRow(here, i)
    const no = here.no[i]!
    if (first[i] === NONE) {
      if (sink.lists === 'all') sink.leftHere(row, no)
      else same++
      continue
    }
    const all = more.has(i) ? [first[i]!, ...more.get(i)!] : null
    if (all === null) {
      const other = thereRow(there, first[i]!)
      if (saysOnlyHere(other, sink.codes)) {
        repeats++
        sink.leftHere(row, no)
        continue
      }
      sink.paired(no)
      const kind = judgePair(row, other, sink.codes)
      if (kind === null) same++
      else sink.found(pairOf(kind, row, other))
      continue
    }
    const judged = judgeMany(row, no, there, all, sink)
    same += judged.same
    repeats += judged.repeats
  }
  return { same, repeats }
}

/** Several rows of the centre for one of ours: the likeliest is the pair, the others are surplus. */
function judgeMany(row: Row, no: number, there: Records, all: number[], sink: PartSink) {
  const real = all.filter((j) => !saysOnlyHere(thereRow(there, j), sink.codes))
  const repeats = all.length - real.length
  const mine = real.find((j) => sameMsgid(row, thereRow(there, j))) ?? real[0]
  if (mine === undefined) {
    sink.leftHere(row, no)
    return { same: 0, repeats }
  }
  sink.paired(no)
  const other = thereRow(there, mine)
  const kind = judgePair(row, other, sink.codes)
  if (kind !== null) sink.found(pairOf(kind, row, other))
  for (const j of real) if (j !== mine) sink.found(pairOf('double', row, thereRow(there, j)))
  return { same: kind === null ? 1 : 0, repeats }
}
