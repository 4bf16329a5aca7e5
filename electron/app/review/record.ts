import type { ReviewFinding, ReviewView } from '../../../shared/api/review.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { tryYuan, ZERO } from '../../../shared/money.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Change, DocRow, Journal } from '../../journal/port.ts'
import type { ReviewCase } from './case.ts'
import { fingerprintOf } from './wire.ts'

/** One audit as the journal keeps it (docs of kind `review`, subject the encounter). */
export interface ReviewRecord {
  infno: '3101' | '3102'
  at: number
  findings: Found[]
  /** why the centre gave no answer */
  silent: string | null
  answers: { [jr_id: string]: Answer }
}

export type Found = Omit<ReviewFinding, 'answer' | 'wants'>
export type Answer = NonNullable<ReviewFinding['answer']>

export const KIND = 'review'
const SEVERITY: Record<string, string> = { '1': '明确违规', '2': '高度可疑', '3': '轻度可疑' }

export const reviewIdOf = (of: ReviewCase) => `${of.encounterId}.${fingerprintOf(of)}`
export const recordOf = (row: DocRow) => row.data as unknown as ReviewRecord

export async function newestOf(journal: Journal, encounterId: string): Promise<DocRow | null> {
  return (await journal.docs({ kind: KIND, subject: encounterId, limit: 1 }))[0] ?? null
}

export function putReview(
  row: Pick<DocRow, 'id' | 'subject' | 'text' | 'opter' | 'opterName'>,
  record: ReviewRecord,
  at: number,
  expect: number,
): Change {
  const { id, subject, text, opter, opterName } = row
  const state = record.silent !== null ? 'silent' : record.findings.length === 0 ? 'clean' : stateOf(record)
  const data = record as unknown as Json
  return { t: 'doc', put: { kind: KIND, id, state, subject, text, data, opter, opterName, at }, expect }
}

const stateOf = ({ findings, answers }: ReviewRecord) =>
  findings.every(({ jr_id }) => answers[jr_id]) ? 'answered' : 'found'

/** The centre's result: the worst first, with the items that each concerns. */
export function foundIn(output: JsonObject, of: ReviewCase): Found[] {
  const nameOf = new Map(of.orders.map(({ rx_id, name }) => [rx_id, name]))
  const found = rows(output, 'result').map((row): Found => {
    const details = rows(row, 'judge_result_detail_dtos')
    const blamed = details.toSorted((a, b) => order(a.vola_item_type) - order(b.vola_item_type))
    const sev_deg = String(row.sev_deg)
    return {
      jr_id: String(row.jr_id),
      rule_name: String(row.rule_name ?? ''),
      vola_cont: String(row.vola_cont ?? ''),
      sev_deg: sev_deg === '1' || sev_deg === '2' ? sev_deg : '3',
      sevLabel: SEVERITY[sev_deg] ?? `程度 ${sev_deg}`,
      amountFen: tryYuan(row.vola_amt) ?? ZERO,
      vola_evid: String(row.vola_evid ?? ''),
      items: [...new Set(blamed.flatMap(({ rx_id }) => nameOf.get(String(rx_id)) ?? []))],
    }
  })
  return found.sort((a, b) => Number(a.sev_deg) - Number(b.sev_deg))
}

const order = (type: Json | undefined) => (type === '1' ? 0 : 1)

/** Findings that hold the money back: clearly wrong, nobody said why it goes on, and the site wants that. */
export function wanting({ findings, answers }: ReviewRecord, mode: 'off' | 'show' | 'reason'): Found[] {
  if (mode !== 'reason') return []
  return findings.filter(({ jr_id, sev_deg }) => sev_deg === '1' && answers[jr_id]?.dspo_way !== '1')
}

export function reviewView(row: DocRow, mode: 'off' | 'show' | 'reason'): ReviewView {
  const record = recordOf(row)
  const wants = new Set(wanting(record, mode).map(({ jr_id }) => jr_id))
  const findings = record.findings.map((found) => ({
    ...found,
    answer: record.answers[found.jr_id] ?? null,
    wants: wants.has(found.jr_id),
  }))
  return { reviewId: row.id, at: record.at, findings, silent: record.silent, wants: wants.size }
}
