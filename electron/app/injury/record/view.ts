import {
  type InjuryRecordView,
  RECORD_STATE_LABEL,
  type RecordOffer,
  type RecordPart,
  type RecordState,
  type RecordTab,
} from '../../../../shared/api/injury-record.ts'
import { INJURY_STEP_LABEL, type InjuryCase } from '../../../../shared/injury.ts'
import { maskName } from '../../../../shared/mask.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { DocRow } from '../../../journal/port.ts'
import { doubtfulIn, partOf, type RecordDeps } from './deps.ts'
import { type Facts, factsOf } from './facts.ts'
import { alike, faultsOf, maskedForm, meaningOf, whole } from './form.ts'
import { kindOf, kindsOf, type PartKind } from './kinds.ts'
import { partsOf } from './parts.ts'
import { isRehab } from './rehab.ts'

/** The record of one case for the screen. */
export async function viewOf(deps: RecordDeps, of: InjuryCase, opterName: string): Promise<InjuryRecordView> {
  const [found, open, facts] = await Promise.all([
    partsOf(deps, of),
    deps.journal.unfinished(),
    factsOf(deps, of, opterName),
  ])
  const doubtful = doubtfulIn(open)
  const parts = found.map((row) => partView(deps, { row, facts, doubtful }))
  const had = new Set(parts.map(({ infno }) => infno))
  const meaning = meaningOf(deps.dict)
  return {
    ...{ encounterId: of.encounterId, family: of.family, kind: of.kind, step: of.step },
    ...{ stepLabel: INJURY_STEP_LABEL[of.step], psn_name: maskName(of.person?.psn_name ?? '') },
    ...{ ipt_otp_no: of.ipt_otp_no, mdtrt_id: of.mdtrt_id ?? '', dept: of.dept?.dept_name ?? '' },
    ...{ begntime: of.begntime, endtime: of.endtime, totalFen: facts.totalFen },
    settled: of.settlement !== null && of.settlement.cancelled === null,
    ...{ tabs: tabsOf(of), parts, offers: offersOf(of, had) },
    fees: [...facts.fees].map(([type, amountFen]) => ({
      label: meaning('med_chrgitm_type', type),
      amountFen,
    })),
    doubt: doubtOf(open, of),
  }
}

function tabsOf(of: InjuryCase): RecordTab[] {
  const own = new Set(kindsOf(of).map(({ tab }) => tab))
  return [
    ...(own.has('page') ? (['page'] as const) : []),
    ...(own.has('orders') ? (['orders'] as const) : []),
    ...(of.family === 'bizh' ? [] : (['files'] as const)),
    ...(isRehab(of) ? (['rehab'] as const) : []),
    ...(of.family === 'gy' ? [] : (['codes'] as const)),
  ]
}

/** What may be begun: optional parts that are not there, and one more of many. */
const offersOf = (of: InjuryCase, had: ReadonlySet<string>): RecordOffer[] =>
  kindsOf(of).flatMap(({ infno, label, tab, optional, many, blank, steps }) =>
    optional && blank && tab !== 'orders' && steps.includes(of.step) && (many || !had.has(infno))
      ? [{ infno, label, tab }]
      : [],
  )

/** What holds the case or its person, in words. */
function doubtOf(open: readonly Txn[], of: InjuryCase): string | null {
  const psnNo = of.person?.psn_no
  const held = open.find(
    (txn) =>
      txn.kind !== 'query' &&
      (txn.encounterId === of.encounterId || (psnNo !== undefined && txn.psnNo === psnNo)),
  )
  return held ? `${held.infno} 还没有结论，正在查证` : null
}

interface Seen {
  row: DocRow
  facts: Facts
  doubtful: ReadonlySet<string>
}

function partView(deps: RecordDeps, { row, facts: common, doubtful }: Seen): RecordPart {
  const data = partOf(row)
  const { of } = common
  const kind = kindOf(of.family, data.infno)
  const facts = { ...common, from: data.from }
  const input = kind.tab === 'orders' ? data.input : whole(kind, data, facts, deps)
  const changed = data.sent !== null && !alike(input, data.sentInput)
  const faults = kind.tab === 'orders' ? [] : faultsOf(kind, input, facts, deps)
  const state = stateOf(row, { changed, missing: faults.length })
  const doubt = doubtful.has(row.id)
  return {
    ...{ id: row.id, infno: data.infno, version: row.version, tab: kind.tab, label: kind.label },
    title: kind.title({ ...data, input }, meaningOf(deps.dict)),
    ...{ state, stateLabel: doubt ? '查证中' : RECORD_STATE_LABEL[state], doubtful: doubt },
    ...{ input: maskedForm(input), skip: [...kind.own, ...derivedOf(kind)], faults },
    blocked: kind.steps.includes(of.step) ? '' : kind.early,
    note: data.undone ? `${data.undone.opterName} 撤销：${data.undone.reason}` : data.why,
    ...{ sentAt: data.sent?.at ?? null, sentBy: data.sent?.opterName ?? '', changed },
    ...{ optional: kind.optional, undoable: kind.undo && data.sent !== null && !doubt },
  }
}

/** Rows are counted here: their numbers are neither drawn nor typed. */
const COUNTERS: Record<string, string[]> = {
  bizh200102: ['program.detail.yzy201', 'program.detail.yzy206'],
  bizh200103: ['yzy201', 'yzy211', 'yzy213', 'yzy228'].map((name) => `program.detail.${name}`),
  bizh200104: ['program.detail.yzy201', 'program.detail.yzy230'],
  bizh200105: ['program.detail.yzy201'],
  GS3402: ['data.planitem.xh'],
  GS3405: ['data.evalitem.xh'],
  GS3010: ['diseinfo.xh', 'oprninfo.xh'],
}
const derivedOf = ({ infno }: PartKind) => COUNTERS[infno] ?? []

/** What a part's row says, with what is missing in it now. */
export function stateOf(
  { state }: Pick<DocRow, 'state'>,
  { changed, missing }: { changed: boolean; missing: number },
): RecordState {
  if (state === 'refused' || state === 'undone') return state
  if (state === 'sent' && !changed) return 'sent'
  return missing > 0 ? 'todo' : 'ready'
}
