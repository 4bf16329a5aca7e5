import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { type Fen, tryYuan, ZERO } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Journal } from '../../../journal/port.ts'
import { bookKind } from './codes.ts'
import { filingFacts, refuseFaults } from './filings.ts'
import type { BookRow } from './model.ts'
import { admissionFits, linesAddUp, numberFree } from './rules.ts'

/**
 * The state rules that need more than the message: held against what was downloaded and what this counter has done.
 * For admissions and lines of this house (GYU101, GYU102) before they leave; other codes pass. Throws `invalid` with
 * the field named.
 */
export async function gate(
  journal: Journal,
  infno: string,
  input: JsonObject,
  encounterId: string,
): Promise<void> {
  const list = rows(input, 'list')
  if (infno === 'GYU102') refuseFaults(linesAddUp(list.map(lineFacts)))
  if (infno === 'GYU101')
    for (const row of list) refuseFaults(await admissionFaults(journal, row, encounterId))
}

const yuan = (row: JsonObject, name: string): Fen => tryYuan(row[name]) ?? ZERO

const lineFacts = (row: JsonObject) => ({
  ...{ ykc610: String(row.ykc610 ?? ''), akc225: Number(row.akc225), akc226: Number(row.akc226) },
  ...{ akc227: yuan(row, 'akc227'), akb068: yuan(row, 'akb068'), akb067: yuan(row, 'akb067') },
})

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
      .filter((each) => each.encounterId !== encounterId && wasAdmitted(each.mdtrt_id, each.step))
      .map(({ ipt_otp_no }) => ipt_otp_no),
  )
  const facts = { akc192: String(row.akc192), aab299: String(row.aab299), inst_type }
  return [
    ...numberFree(akc190, known),
    ...admissionFits(
      facts,
      filing && filingFacts(filing.data.row),
      agreement && {
        ...{ inst_type, agre_state: String(agreement.data.row.agre_state) },
        ...{ aae030: String(agreement.data.row.aae030), aae031: String(agreement.data.row.aae031 ?? '') },
      },
    ),
  ]
}

/** One that the platform has had under its number, whatever became of it. */
const wasAdmitted = (mdtrt_id: string | null, step: string) => mdtrt_id !== null || step === 'settled'
