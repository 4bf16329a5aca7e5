import type { Journal, SettlementRow } from '../../electron/journal/port.ts'
import type { Post } from '../../electron/platforms/http.ts'
import type { LedgerRow } from '../../electron/sandbox/nhsa/index.ts'
import { HOLDING } from '../../shared/txn.ts'

/** What must hold after every step of a simulated day. Each breach is one line; a sound day has none. */
export interface Invariants {
  /** to be called with each message before the centre sees it */
  leaves(desk: Desk, request: Post): Promise<void>
  /** to be called when the answer reaches the counter */
  arrives(request: Post): void
  /** to be called after each step */
  step(): Promise<void>
  /** looks once more at everything that was left open */
  end(): Promise<void>
  breaches: string[]
  /** messages looked at */
  messages(): number
}

/** A counter by its place: the journal is opened anew after each power cut. */
export interface Desk {
  /** null while it has no power */
  journal(): Journal | null
}

interface Touched {
  desk: Desk
  encounterId: string
  mdtrt_id: string
}

const MONEY = new Set(['2207', '2208', '2304', '2305', '2601'])

export function watch(standingIn: (mdtrt_id: string) => LedgerRow[]): Invariants {
  const breaches: string[] = []
  const travelling = new Map<string, Touched>()
  let touched = new Map<string, Touched>()
  const open = new Map<string, Touched>()
  let messages = 0

  async function look({ desk, encounterId, mdtrt_id }: Touched): Promise<'clear' | 'open'> {
    const journal = desk.journal()
    if (!journal) return 'open'
    const there = standingIn(mdtrt_id)
    const rows = await journal.settlements({ encounterId })
    const held = (await journal.unfinished()).some(
      (t) => t.encounterId === encounterId && HOLDING.includes(t.state),
    )
    for (const row of there) {
      if (row.medfee_sumamt !== row.fund_pay_sumamt + row.acct_pay + row.psn_cash_pay + row.hosp_part_amt)
        breaches.push(`sum of ${row.setl_id} at the centre`)
    }
    for (const row of rows) {
      if (row.totalFen !== row.fundFen + row.acctFen + row.cashFen + row.hospFen)
        breaches.push(`sum of ${row.setl_id} here`)
    }
    const encounter = await journal.encounter(encounterId)
    if (encounter?.kind === 'outpatient' && there.length > 1) breaches.push(`double: visit ${mdtrt_id}`)
    await checkPayments(journal, encounterId, rows)
    if (held) return 'open'
    const mine = standing(rows)
    for (const row of there) {
      const here = mine.get(row.setl_id)
      if (!here) breaches.push(`lost: ${row.setl_id} of ${row.msgid}`)
      else if (here.totalFen !== row.medfee_sumamt || here.fundFen !== row.fund_pay_sumamt)
        breaches.push(`amounts of ${row.setl_id}`)
    }
    const known = new Set(there.map((row) => row.setl_id))
    for (const id of mine.keys()) if (!known.has(id)) breaches.push(`only here: ${id}`)
    return 'clear'
  }

  async function checkPayments(journal: Journal, encounterId: string, rows: SettlementRow[]) {
    const paid = new Map<string, number>()
    for (const p of await journal.payments({ encounterId }))
      paid.set(p.setl_id, (paid.get(p.setl_id) ?? 0) + p.amountFen)
    for (const row of rows)
      if ((paid.get(row.setl_id) ?? 0) !== row.cashFen) breaches.push(`payments of ${row.setl_id}`)
  }

  async function lookAt(list: Iterable<Touched>) {
    for (const one of list) {
      if ((await look(one)) === 'open') open.set(one.mdtrt_id, one)
      else open.delete(one.mdtrt_id)
    }
  }

  let turns = 0
  return {
    breaches,
    messages: () => messages,
    async leaves(desk, request) {
      messages += 1
      const { msgid, infno } = headOf(request)
      const journal = desk.journal()!
      const txn = await journal.txn(msgid)
      if (!txn || txn.infno !== infno || txn.sentAt === null)
        breaches.push(`${infno} ${msgid} left without its row`)
      if (!txn?.encounterId || !MONEY.has(infno)) return
      const mdtrt_id = (await journal.encounter(txn.encounterId))?.mdtrt_id
      if (mdtrt_id) travelling.set(msgid, { desk, encounterId: txn.encounterId, mdtrt_id })
    },
    arrives(request) {
      if (!request.url.includes('/nhsa')) return
      const { msgid } = headOf(request)
      const one = travelling.get(msgid)
      if (one) touched.set(one.mdtrt_id, one)
      travelling.delete(msgid)
    },
    async step() {
      turns += 1
      if (turns % 500 === 0) await lookAt([...open.values()])
      if (touched.size === 0) return
      const now = touched
      touched = new Map()
      await lookAt(now.values())
    },
    end: () => lookAt([...open.values(), ...travelling.values()]),
  }
}

const headOf = (request: Post) => JSON.parse(String(request.body)) as { msgid: string; infno: string }

function standing(rows: readonly SettlementRow[]): Map<string, SettlementRow> {
  const reversed = new Set(rows.map((row) => row.reverses))
  return new Map(
    rows
      .filter((row) => row.reverses === null && !reversed.has(row.setl_id))
      .map((row) => [row.setl_id, row]),
  )
}
