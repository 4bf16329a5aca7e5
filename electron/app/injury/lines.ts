import { fail } from '../../../shared/errors.ts'
import type { InjuryCase, InjuryLine } from '../../../shared/injury.ts'
import { type Fen, sum, ZERO } from '../../../shared/money.ts'
import type { FeeRow, FeeSums, Journal } from '../../journal/port.ts'
import { lineOfSn, wireSn } from '../admission/wire.ts'
import type { Given } from './way.ts'

/** The lines of a case, whether they stand in it or, of a stay, in the fee table. */

/** Of a fee row as it goes up; `originalOf` answers the row that a refund takes back. */
function lineOfFee(
  of: Pick<InjuryCase, 'unrelated'>,
  row: FeeRow,
  originalOf: (lineNo: number) => FeeRow | undefined,
): InjuryLine {
  const original = row.refundOf === null ? undefined : originalOf(row.refundOf)
  const { med_list_codg, medins_list_codg, name, spec, unit, pric, cnt, amountFen } = row
  const { med_chrgitm_type, chrgitm_lv, drord_no, at, dept_code, dept_name, atddr_no, dr_name } = row
  return {
    ...{ sn: wireSn(row), billId: row.chargeId, rxno: null, drord_no, at },
    ...{ med_list_codg, medins_list_codg, name, spec, unit, pric, cnt, amountFen },
    ...{ med_chrgitm_type, chrgitm_lv, dept_code, dept_name, atddr_no, dr_name },
    refundOf: original ? wireSn(original) : null,
    injury: !of.unrelated.includes(row.lineNo),
    split: row.split && {
      ownFen: row.split.fulamt_ownpay_amt,
      preFen: row.split.preselfpay_amt,
      scopeFen: row.split.inscp_scp_amt,
    },
  }
}

/** How a line's split stands in the fee table. */
export const feeSplit = (split: InjuryLine['split'] | undefined): FeeRow['split'] =>
  split
    ? {
        fulamt_ownpay_amt: split.ownFen,
        overlmt_amt: ZERO,
        preselfpay_amt: split.preFen,
        inscp_scp_amt: split.scopeFen,
      }
    : null

export const lineNoOf = (sn: string): number => lineOfSn(sn).lineNo

/** The rows as lines, each refund with its original's number among all rows of the stay. */
export function linesOfFees(
  of: Pick<InjuryCase, 'unrelated'>,
  rows: readonly FeeRow[],
  all: readonly FeeRow[] = rows,
): InjuryLine[] {
  const byNo = new Map(all.map((row) => [row.lineNo, row]))
  return rows.map((row) => lineOfFee(of, row, (lineNo) => byNo.get(lineNo)))
}

export interface Sums {
  fresh: number
  freshFen: Fen
  failed: number
  uploaded: number
  uploadedFen: Fen
  totalFen: Fen
}

/** Of an outpatient all lines are fresh: they travel with the settlement. */
export function sumsOf(of: InjuryCase, fees: FeeSums | undefined): Sums {
  if (of.kind !== 'inpatient') {
    const totalFen = sum(of.lines.map((line) => line.amountFen))
    return { fresh: of.lines.length, freshFen: totalFen, failed: 0, uploaded: 0, uploadedFen: ZERO, totalFen }
  }
  return {
    fresh: fees?.newLines ?? 0,
    freshFen: fees?.newFen ?? ZERO,
    failed: fees?.failedLines ?? 0,
    uploaded: fees?.uploadedLines ?? 0,
    uploadedFen: fees?.uploadedFen ?? ZERO,
    totalFen: fees?.totalFen ?? ZERO,
  }
}

export async function readSums(journal: Journal, of: InjuryCase): Promise<Sums> {
  const [fees] = of.kind === 'inpatient' ? await journal.feeSums([of.encounterId]) : []
  return sumsOf(of, fees)
}

/** What is settled now: the lines, how many, and what they come to; of a stay those that the platform has. */
export async function settling(
  journal: Journal,
  of: InjuryCase,
): Promise<{ lines: InjuryLine[]; sums: NonNullable<Given['sums']> }> {
  const lines =
    of.kind === 'inpatient'
      ? linesOfFees(
          of,
          await journal.fees({ encounterId: of.encounterId, states: ['uploaded'], setl_id: null }),
        )
      : of.lines
  return { lines, sums: { count: lines.length, totalFen: sum(lines.map((line) => line.amountFen)) } }
}

/** Numbers of their own for lines that travel anew: none is used twice. */
export function renumbered(of: InjuryCase): Pick<InjuryCase, 'lines' | 'lastSn'> {
  const numbers = new Map(of.lines.map((line, index) => [line.sn, String(of.lastSn + index + 1)]))
  return {
    lastSn: of.lastSn + of.lines.length,
    lines: of.lines.map((line) => ({
      ...line,
      sn: numbers.get(line.sn)!,
      refundOf: line.refundOf === null ? null : (numbers.get(line.refundOf) ?? line.refundOf),
      split: null,
    })),
  }
}

export function lineAt(of: InjuryCase, sn: string): InjuryLine {
  const line = of.lines.find((one) => one.sn === sn)
  if (!line) fail('not_found', '没有这一行', '没有改变。', '请刷新后重试。')
  return line
}
