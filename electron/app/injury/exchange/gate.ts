import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Journal } from '../../../journal/port.ts'
import { bookKind } from './codes.ts'
import { filingFacts, refuseFaults } from './filings.ts'
import type { BookRow } from './model.ts'
import { admissionFits, numberFree } from './rules.ts'

/**
 * The state rules of an admission (GYU101) that need more than its message, held against what was downloaded and what
 * this counter has done. A filing is asked after just before (GYD051), so only that it has ended counts here: that is
 * for ever. Other codes pass. Throws `invalid` with the field named.
 */
export async function gate(
  journal: Journal,
  infno: string,
  input: JsonObject,
  encounterId: string,
): Promise<void> {
  if (infno !== 'GYU101') return
  for (const row of rows(input, 'list')) refuseFaults(await admissionFaults(journal, row, encounterId))
}

async function admissionFaults(
  journal: Journal,
  row: JsonObject,
  encounterId: string,
): Promise<FieldFault[]> {
  const doc = async (code: string, id: string) =>
    (await journal.doc(bookKind(code), id)) as unknown as BookRow | null
  const [akb020, akc190, inst_type] = [String(row.akb020), String(row.akc190), String(row.inst_type)]
  const filing = await doc('GYD006', String(row.yzz014))
  const agreement = await doc('GYD009', `${akb020}|${inst_type}`)
  const others = await journal.searchEncounters({ families: ['gy'], text: akc190, limit: 50 })
  const known = new Set(
    others
      .filter((each) => each.encounterId !== encounterId && each.mdtrt_id !== null)
      .map(({ ipt_otp_no }) => ipt_otp_no),
  )
  const of = agreement?.data.row
  return [
    ...numberFree(akc190, known),
    ...admissionFits(
      { akc192: String(row.akc192), aab299: String(row.aab299), inst_type },
      filing?.state === 'invalid' ? { ...filingFacts(filing.data.row), aab299: String(row.aab299) } : null,
      of
        ? {
            ...{ inst_type, agre_state: String(of.agre_state) },
            ...{ aae030: String(of.aae030), aae031: String(of.aae031 ?? '') },
          }
        : null,
    ).slice(0, 1),
  ]
}
