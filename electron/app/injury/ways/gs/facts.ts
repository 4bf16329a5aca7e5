import type { JsonObject } from '../../../../../shared/contract.ts'
import { fail } from '../../../../../shared/errors.ts'
import type { InjuryCase, InjuryFiling } from '../../../../../shared/injury.ts'
import { datetime } from '../../../../../shared/msgid.ts'
import type { Clerk, WayDeps } from '../../way.ts'

/** What the site says of its platform, beside what every way is made of. */
export interface GsFacts extends WayDeps {
  /** most rows of a page that is asked for */
  pageSize: number
}

/** Numbers of a case that only this way understands. */
export interface GsRefs {
  /** serial of GS3001, GS3106 and GS3008: what GS5001 takes back */
  admit?: string
  apply?: string
  discharge?: string
  /** uploads that stand, each with the numbers of its lines (see `packed`) */
  uploads?: { serial: string; lines: string }[]
}

export const refsOf = (of: InjuryCase): GsRefs => of.refs as GsRefs

export const withRefs = (of: InjuryCase, change: GsRefs): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...of.refs, ...change }).filter(([, value]) => value !== undefined),
  ) as JsonObject

/** 经办机构编码 of the insured: GS1001 tells it, and every message of his repeats it. */
export const agencyOf = (of: InjuryCase): string => String(of.person?.more.yab003 ?? '')

export function filingOf(of: InjuryCase): InjuryFiling {
  return (
    of.filings.find((one) => one.id === of.filing) ??
    fail('invalid', '还没有选择就医条件登记', '没有发送。', '请选择对应的就医条件登记。')
  )
}

/** 医疗类别 and 治疗类别 are those of the registration that is quoted. */
export const kindOf = (of: InjuryCase): { aka130: string; akc191: string } => {
  const filing = of.filings.find((one) => one.id === of.filing)
  return {
    aka130: String(filing?.more.aka130 ?? of.med_type),
    akc191: String(filing?.more.akc191 || of.treat),
  }
}

/** What every message about one person repeats. */
export const person = (facts: GsFacts, of: InjuryCase): JsonObject => ({
  akb020: facts.institution.fixmedins_code,
  aac001: of.person!.psn_no,
  yab003: agencyOf(of),
})

/** 经办人 and 经办时间. */
export const signed = ({ opterName, now }: Clerk): JsonObject => ({
  aae011: opterName,
  aae036: datetime(now),
})

/** Numbers of lines as runs: 1000001-1000100 1000104. Those that are no whole numbers stand as they are. */
export function packed(sns: readonly string[]): string {
  const runs: [from: string, to: string][] = []
  for (const sn of sns) {
    const last = runs.at(-1)
    if (last && /^\d{1,15}$/.test(sn) && String(Number(last[1]) + 1) === sn) last[1] = sn
    else runs.push([sn, sn])
  }
  return runs.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(' ')
}

export const unpacked = (text: string): string[] =>
  text.split(' ').flatMap((run) => {
    const [from = '', to] = run.split('-')
    if (to === undefined) return from === '' ? [] : [from]
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => String(Number(from) + n))
  })
