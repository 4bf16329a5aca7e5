import type { SichuanEncounter, SichuanSettlement } from '../../../shared/api/sichuan.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskName } from '../../../shared/mask.ts'
import { sum, ZERO } from '../../../shared/money.ts'
import { STAY_STEP_LABEL } from '../../../shared/stay.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { EncounterRow, SettlementRow } from '../../journal/port.ts'
import { wantsList } from '../setllist/facts.ts'
import type { SichuanDeps } from './deps.ts'
import { familyOf } from './family.ts'

const PERIOD_ms = 31 * 86_400_000
const BACK = ['cash', 'card', 'wechat', 'alipay'] as const

const searched = ({ journal, now }: SichuanDeps, { text, limit }: ApiInput<'sichuan.settlements'>) =>
  journal.searchEncounters({ ...(text ? { text } : {}), from: now() - PERIOD_ms, limit })

/** Settlements of this counter that stand, with what hangs on each; of the last 31 days, newest first. */
export async function settlementViews(
  deps: SichuanDeps,
  query: ApiInput<'sichuan.settlements'>,
): Promise<SichuanSettlement[]> {
  const open = await deps.journal.unfinished()
  const views: SichuanSettlement[] = []
  for (const row of await searched(deps, query)) {
    if (row.mdtrt_id) views.push(...(await viewsOf(deps, row, open)))
  }
  return views.sort((a, b) => b.at - a.at)
}

/** One settlement, however old. Throws `not_found`. */
export async function settlementView(deps: SichuanDeps, setl_id: string): Promise<SichuanSettlement> {
  const [settled] = await deps.journal.settlements({ family: 'nhsa', setl_id })
  const row = settled && (await deps.journal.encounter(settled.encounterId))
  const views = row ? await viewsOf(deps, row, await deps.journal.unfinished()) : []
  return views.find((view) => view.setl_id === setl_id) ?? fail('not_found', `没有结算 ${setl_id}`)
}

async function viewsOf(deps: SichuanDeps, row: EncounterRow, open: Txn[]): Promise<SichuanSettlement[]> {
  const all = await deps.journal.settlements({ encounterId: row.encounterId })
  const undone = new Set(all.map(({ reverses }) => reverses))
  const standing = all.filter((s) => s.reverses === null && !undone.has(s.setl_id))
  return Promise.all(standing.map((settled) => viewOf(deps, row, settled, open)))
}

async function viewOf(
  { journal }: SichuanDeps,
  row: EncounterRow,
  settled: SettlementRow,
  open: Txn[],
): Promise<SichuanSettlement> {
  const { setl_id } = settled
  const family = await journal.doc('sichuan.family', setl_id)
  const [bill] = await journal.docs({ kind: 'sichuan.bill', subject: setl_id, states: ['stands'], limit: 1 })
  const paid = (await journal.payments({ encounterId: row.encounterId })).filter((p) => p.setl_id === setl_id)
  return {
    ...{ setl_id, encounterId: row.encounterId, mdtrt_id: row.mdtrt_id ?? '' },
    ...{ psn_name: maskName(row.psnName ?? ''), inpatient: row.kind === 'inpatient', at: settled.at },
    ...{ totalFen: settled.totalFen, cashFen: settled.cashFen },
    family: family && {
      state: family.state as 'paid' | 'undone',
      totalFen: familyOf(family).totalFen ?? ZERO,
      mulaid_sn: familyOf(family).mulaid_sn,
      version: family.version,
    },
    taken: BACK.map((method) => ({
      method,
      amountFen: sum(paid.filter((p) => p.method === method).map((p) => p.amountFen)),
    })).filter(({ amountFen }) => amountFen > 0),
    bill: bill ? bill.id : null,
    wantsList: wantsList(settled, row),
    doubtful: open.some(({ local, purpose }) => local.setl_id === setl_id && purpose?.startsWith('sichuan.')),
  }
}

const OPEN_STEPS: Record<string, string> = {
  ...{ registered: '已登记', diagnosed: '已登记', uploaded: '已上传明细', presettled: '已预结算' },
  ...{ admitted: STAY_STEP_LABEL.admitted, discharged: STAY_STEP_LABEL.discharged },
}

/** Visits and stays that are at the centre and not settled: what a special mark may stand on (SCX-0301). */
export async function encounterViews(
  deps: SichuanDeps,
  query: ApiInput<'sichuan.encounters'>,
): Promise<SichuanEncounter[]> {
  const { text, limit } = query
  const found = await deps.journal.searchEncounters({
    ...(text ? { text } : {}),
    ...{ steps: Object.keys(OPEN_STEPS), limit },
  })
  return found.flatMap((row) =>
    row.mdtrt_id
      ? [
          {
            ...{ encounterId: row.encounterId, mdtrt_id: row.mdtrt_id, ipt_otp_no: row.ipt_otp_no },
            ...{ psn_name: maskName(row.psnName ?? ''), inpatient: row.kind === 'inpatient' },
            ...{ stepLabel: OPEN_STEPS[row.step] ?? row.step, at: row.updatedAt },
          },
        ]
      : [],
  )
}
