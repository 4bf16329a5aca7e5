import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { DifferenceKind } from '../../shared/api/reconcile.ts'
import { type Fen, fen, yuanText } from '../../shared/money.ts'

/** Two sides of a reconciliation with known differences, made by seed. */
export interface Injected {
  /** what must be found, and nothing else: see `nameOf` */
  expected: string[]
  counts: Record<DifferenceKind, number>
  here: number
  there: number
}

export interface InjectOptions {
  here: string
  there: string
  rows: number
  seed: number
  /** of all rows, the share that differs */
  share?: number
  lists?: 'all' | 'differences'
  /** 10 as a rule; 7: without amounts, 11: with an extension */
  columns?: 7 | 10 | 11
}

interface Side {
  setl_id: string
  mdtrt_id: string
  psn_no: string
  msgid: string
  amounts: [number, number, number]
  refd: boolean
}

export const CODES = { same: ['0', '000000'], onlyHere: ['2', '000102'] }

/** A difference by what tells it from all others. */
export function nameOf(
  kind: DifferenceKind,
  here: Pick<Side, 'setl_id'> | null,
  there: Pick<Side, 'setl_id' | 'msgid'> | null,
) {
  return `${kind} ${here?.setl_id ?? '-'} ${there?.setl_id ?? '-'} ${there?.msgid ?? '-'}`
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const KINDS: readonly DifferenceKind[] = ['onlyHere', 'onlyThere', 'amount', 'state', 'double']

/** Writes the two files, rows in different orders, and answers what is wrong with them. */
export async function inject(options: InjectOptions): Promise<Injected> {
  const { rows, seed, share = 0.01, lists = 'all', columns = 10 } = options
  const random = randomOf(seed)
  const below = (n: number) => Math.floor(random() * n)
  const counts = { onlyHere: 0, onlyThere: 0, amount: 0, state: 0, double: 0 }
  const made: Injected = { expected: [], counts, here: 0, there: 0 }
  const here = await openShuffled(options.here, random)
  const there = await openShuffled(options.there, random)
  const putHere = (row: Side) => {
    made.here++
    return here.put(hereLine(row))
  }
  const putThere = (row: Side, verdict: string) => {
    if (verdict !== '2') made.there++
    return there.put(thereLine(row, verdict, columns, below))
  }
  const expect = (kind: DifferenceKind, ours: Side | null, theirs: Side | null) => {
    counts[kind]++
    made.expected.push(nameOf(kind, ours, theirs))
  }
  const other = (row: Side, salt: string): Side => ({
    ...row,
    setl_id: `${row.setl_id}${salt}`,
    msgid: `${row.msgid.slice(0, 12)}${salt}${row.msgid.slice(14)}`,
  })

  for (let i = 0; i < rows; i++) {
    const row = sideOf(i, random)
    if (random() >= share) {
      await putHere(row)
      // our own number of a refund: the centre, which knows it by another, lists both as strange
      if (row.setl_id.endsWith('R')) {
        if (below(2)) await putThere({ ...row, msgid: 'null' }, '2')
        await putThere({ ...row, setl_id: `${row.setl_id.slice(0, -1)}8` }, '1')
        continue
      }
      if (lists === 'all') await putThere(row, '0')
      continue
    }
    const kind = KINDS[below(KINDS.length)]!
    if (kind === 'onlyHere') {
      await putHere(row)
      if (lists === 'differences' || below(2)) await putThere({ ...row, msgid: 'null' }, '2')
      expect(kind, row, null)
    } else if (kind === 'onlyThere') {
      const theirs = below(4) ? row : { ...row, setl_id: 'null', mdtrt_id: 'null' }
      await putThere(theirs, '1')
      expect(kind, null, theirs)
    } else if (kind === 'amount') {
      await putHere(row)
      const amounts: Side['amounts'] = [...row.amounts]
      amounts[below(3)]! += below(2) ? 1 : -below(100_000) - 1
      const theirs = { ...row, amounts }
      await putThere(theirs, '3')
      expect(kind, row, theirs)
    } else if (kind === 'state') {
      await putHere(row)
      const theirs = below(2) ? { ...row, refd: !row.refd } : { ...row, msgid: other(row, 'zz').msgid }
      await putThere(theirs, '3')
      expect(kind, row, theirs)
    } else await double(row)
  }

  async function double(row: Side) {
    const which = below(4)
    if (which === 0) {
      // the same number twice here
      await putHere(row)
      await putHere({ ...row })
      if (lists === 'all') await putThere(row, '0')
      return expect('double', row, null)
    }
    if (which === 1) {
      // two messages under one number there
      const surplus = { ...row, msgid: other(row, 'yy').msgid }
      await putHere(row)
      for (const theirs of below(2) ? [row, surplus] : [surplus, row]) await putThere(theirs, '0')
      return expect('double', row, surplus)
    }
    if (which === 2) {
      // one message booked twice there
      const surplus = { ...row, setl_id: other(row, 'ww').setl_id }
      await putHere(row)
      await putThere(row, '0')
      await putThere(surplus, '1')
      return expect('double', row, surplus)
    }
    // twice there and not here at all
    const surplus = { ...row, msgid: other(row, 'vv').msgid }
    await putThere(row, '1')
    await putThere(surplus, '1')
    // which of the two is the surplus is a matter of order alone
    counts.onlyThere++
    counts.double++
    made.expected.push(`pair ${row.setl_id}`)
  }

  await here.close()
  await there.close()
  return made
}

function sideOf(i: number, random: () => number): Side {
  const digits = (n: number) => String(Math.floor(random() * 10 ** n)).padStart(n, '0')
  const no = String(i).padStart(8, '0')
  const refd = random() < 0.05
  const total = Math.floor(random() * 1_000_000) + 1
  const fund = Math.floor(total * random())
  const acct = Math.floor((total - fund) * random())
  const sign = refd ? -1 : 1
  return {
    setl_id: refd && random() < 0.3 ? `5101${digits(10)}${no}R` : `5101${digits(10)}${no}`,
    mdtrt_id: `5101${digits(8)}${no}`,
    psn_no: `5101000051000${digits(13)}`,
    msgid: `H5101040000120260302${digits(4).slice(0, 2)}${no}`,
    amounts: [sign * total, sign * fund, sign * acct],
    refd,
  }
}

const amount = (value: number) => yuanText(fen(value) as Fen)

function hereLine({ setl_id, mdtrt_id, psn_no, amounts, refd, msgid }: Side): string {
  return [setl_id, mdtrt_id, psn_no, ...amounts.map(amount), refd ? '1' : '0', msgid].join('\t')
}

/** As the centres write it: now and then with blanks, or an amount without its zeros. */
function thereLine(row: Side, verdict: string, columns: number, below: (n: number) => number): string {
  const written = (value: number) => {
    const text = amount(value)
    return below(10) ? text : text.replace(/\.?0+$/, '')
  }
  const name = below(50) ? row.setl_id : `${row.setl_id} `
  const head = [row.psn_no, row.mdtrt_id, name, row.msgid, verdict, row.refd ? '1' : '0', 'null']
  const cells =
    columns === 7 ? head : [...head, ...row.amounts.map(written), ...(columns === 11 ? ['null'] : [])]
  return cells.join('\t')
}

const HELD = 1000

/** Lines come out in another order than they went in. */
async function openShuffled(path: string, random: () => number) {
  const out = createWriteStream(path)
  const held: string[] = []
  let text = ''
  const write = async (line: string) => {
    text += `${line}\n`
    if (text.length < 1 << 16) return
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  return {
    put(line: string): Promise<void> {
      if (held.length < HELD) {
        held.push(line)
        return Promise.resolve()
      }
      const at = Math.floor(random() * HELD)
      const next = held[at]!
      held[at] = line
      return write(next)
    },
    async close() {
      for (const line of held) await write(line)
      out.end(text)
      await once(out, 'close')
    },
  }
}
