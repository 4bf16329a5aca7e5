import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { ageAt } from '../../../../shared/idcard.ts'
import type { InjuryCase, InjuryDiagnosis } from '../../../../shared/injury.ts'
import { type Fen, fen, ZERO } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import { daysIn } from '../../../../shared/stay.ts'
import type { Names, RecordDeps } from './deps.ts'

/** All that a record is made of: the case, its fee lines, and what the hospital wrote down. */
export interface Facts {
  of: InjuryCase
  names: Names
  /** 病案首页 of the HIS (view frontpage); empty where it has none */
  page: JsonObject
  /** orders, discharge record, births, tumour treatment of the HIS (view clinical.stay) */
  notes: JsonObject
  /** sums of the fee lines by 收费类别 (med_chrgitm_type) */
  fees: ReadonlyMap<string, Fen>
  totalFen: Fen
  days: number
  /** what the part is about: an application, a plan */
  from: Readonly<Record<string, string>>
  opterName: string
  now: number
}

/** Throws where the HIS does not answer. */
export async function factsOf(
  deps: RecordDeps,
  of: InjuryCase,
  opterName: string,
  from: Record<string, string> = {},
): Promise<Facts> {
  const inpatient = of.kind === 'inpatient' && of.ipt_otp_no !== ''
  const [page, notes, fees] = await Promise.all([
    inpatient ? deps.his.record('frontpage', of.ipt_otp_no) : null,
    inpatient ? deps.his.record('clinical.stay', of.ipt_otp_no) : null,
    feesOf(deps, of),
  ])
  let total = 0
  for (const amount of fees.values()) total += amount
  return {
    ...{ of, names: deps.names(of.family), page: page?.data ?? {}, notes: notes?.data ?? {} },
    ...{ fees, totalFen: fen(total), days: daysIn(of.begntime, of.endtime ?? deps.now()) },
    ...{ from, opterName, now: deps.now() },
  }
}

async function feesOf({ journal }: RecordDeps, of: InjuryCase): Promise<Map<string, Fen>> {
  const lines = of.kind === 'inpatient' ? await journal.fees({ encounterId: of.encounterId }) : of.lines
  const sums = new Map<string, Fen>()
  for (const { med_chrgitm_type, amountFen } of lines)
    sums.set(med_chrgitm_type, fen((sums.get(med_chrgitm_type) ?? ZERO) + amountFen))
  return new Map([...sums].filter(([, amount]) => amount !== 0).sort(([a], [b]) => a.localeCompare(b)))
}

/** A text of the HIS's record, '' where it says nothing. */
export const said = (of: JsonObject, name: string): string => {
  const value = of[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Whole years at the admission. */
export const ageOf = ({ of }: Pick<Facts, 'of'>): number => ageAt(of.person?.brdy, of.begntime)

/** Diagnoses of the front page, the principal first; without one those of the case. */
export function diagnosesOf({ of, page }: Facts): (InjuryDiagnosis & { adm_cond: string })[] {
  const own = of.dscg_diagnoses.length > 0 ? of.dscg_diagnoses : of.diagnoses
  const injured = new Set(own.filter(({ injury }) => injury).map(({ diag_code }) => diag_code))
  const written = rows(page, 'diseinfo').map((row) => ({
    ...{ diag_code: said(row, 'diag_code'), diag_name: said(row, 'diag_name') },
    ...{ main: row.maindiag_flag === '1', injury: injured.has(said(row, 'diag_code')) },
    adm_cond: said(row, 'adm_cond_type'),
  }))
  const all = written.length > 0 ? written : own.map((one) => ({ ...one, adm_cond: '' }))
  return [...all.filter(({ main }) => main), ...all.filter(({ main }) => !main)]
}

/** Without the fields that are empty: an optional field stays away where nothing is known. */
export function filled(of: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== '' && value !== null))
}

export const fault = (path: string, label: string, message: string): FieldFault => ({
  ...{ path, label, rule: 'format', message: `${label}：${message}` },
})

/** Why a day (yyyy-MM-dd) cannot be one of this stay; '' where it can. */
export function outside(day: string, { of, now }: Pick<Facts, 'of' | 'now'>): string {
  if (day === '') return ''
  if (day < dateOf(of.begntime)) return `${day} 早于入院日期 ${dateOf(of.begntime)}`
  const until = dateOf(of.endtime ?? now)
  return day > until ? `${day} 晚于出院日期 ${until}` : ''
}
