import type { SetllistRow, SetllistState } from '../../../shared/api/setllist.ts'
import { maskName } from '../../../shared/mask.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { SettlementRow } from '../../journal/port.ts'
import { doubtfulOf, KIND, type ListData, type ListRow, listOf, type SetllistDeps } from './deps.ts'
import { wantsList } from './facts.ts'
import { dueOf, rowOf } from './view.ts'

/** A settlement without a list, as the worklist shows it; null: it wants none. Never changes for one setl_id. */
interface Bare {
  row: SetllistRow
  text: string
}

/** A list without what only its form shows: thousands of them are kept in mind. */
type Kept = Pick<ListRow, 'id' | 'text' | 'state'> & { data: Omit<ListData, 'input' | 'sources' | 'edits'> }

const PAGE = 500
/** other processes' clocks may differ from this one's by so much */
const OVERLAP_ms = 600_000

/** All lists that there are, kept in mind: after the first time only those written since are read. */
function createMade({ journal, now }: SetllistDeps) {
  const made = new Map<string, Kept>()
  let seen = 0
  return async (): Promise<ReadonlyMap<string, Kept>> => {
    // a clock that was set back would hide what is written from now on
    if (now() < seen) seen = 0
    const from = Math.max(0, seen - OVERLAP_ms)
    for (let offset = 0; ; offset += PAGE) {
      const page = await journal.docs({ kind: KIND, from, offset, limit: PAGE })
      for (const row of page) {
        const { input: _, sources: __, edits: ___, ...data } = listOf(row).data
        made.set(row.id, { id: row.id, text: row.text, state: listOf(row).state, data })
        seen = Math.max(seen, row.at)
      }
      if (page.length < PAGE) return made
    }
  }
}

/** what is to be done first */
const ORDER: SetllistState[] = [
  'returned',
  'faulty',
  'none',
  'draft',
  'uploaded',
  'submitted',
  'passed',
  'void',
]

export function createWorklist(deps: SetllistDeps) {
  const { journal } = deps
  const known = new Map<string, Bare | null>()
  const madeNow = createMade(deps)

  async function bareOf(row: SettlementRow): Promise<Bare | null> {
    const before = known.get(row.setl_id)
    if (before !== undefined) return before
    const encounter = await journal.encounter(row.encounterId)
    const bare = encounter && wantsList(row, encounter) ? bareRow(row, encounter.data as never, deps) : null
    known.set(row.setl_id, bare)
    return bare
  }

  /** Settlements of a time that want a list, what needs a hand first, then by the day it is due. */
  async function list(query: { from: number; to: number; text: string }): Promise<SetllistRow[]> {
    const [ledger, made, doubtful] = await Promise.all([
      journal.settlements({ family: 'nhsa', from: query.from }),
      madeNow(),
      doubtfulOf(deps),
    ])
    const gone = new Set(ledger.flatMap(({ reverses }) => (reverses ? [reverses] : [])))
    const rows: SetllistRow[] = []
    for (const settlement of ledger) {
      // refunds of any later day count, settlements of the time asked for
      if (settlement.reverses || !settlement.insutype || settlement.at > query.to) continue
      const { setl_id } = settlement
      const doc = made.get(setl_id)
      const isGone = gone.has(setl_id)
      if (doc) {
        if (doc.text.toLowerCase().includes(query.text.toLowerCase()))
          rows.push(rowOf(doc, isGone ? 'void' : doc.state, doubtful.has(setl_id), deps))
        continue
      }
      const bare = isGone ? null : await bareOf(settlement)
      if (bare?.text.toLowerCase().includes(query.text.toLowerCase())) rows.push(bare.row)
    }
    const rank = (row: SetllistRow) => ORDER.indexOf(row.state)
    return rows.sort((a, b) => rank(a) - rank(b) || a.dueAt - b.dueAt)
  }
  return { list }
}

function bareRow(row: SettlementRow, of: Stay & Visit, deps: SetllistDeps): Bare {
  const stay: Stay | null = of.admission ? of : null
  const dept = stay ? (stay.discharge?.dept ?? stay.admission.dept) : of.dept
  const ipt_otp_no = stay ? stay.ipt_no : of.ipt_otp_no
  const psn_name = of.person?.psn_name ?? ''
  return {
    text: `${psn_name} ${ipt_otp_no} ${row.setl_id}`,
    row: {
      ...{ setl_id: row.setl_id, state: 'none', psn_name: maskName(psn_name) },
      ...{ kind: stay ? 'inpatient' : 'outpatient', ipt_otp_no, med_type: row.med_type },
      ...{ dept: dept?.dept_name ?? '', setl_time: row.setl_time, totalFen: row.totalFen },
      ...{ dueAt: dueOf(row.at, deps), faults: 0, setl_list_id: null, note: '', doubtful: false },
    },
  }
}
