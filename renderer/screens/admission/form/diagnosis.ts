import type { StayDiagnosis } from '../../../../shared/stay.ts'

/** A list of diagnoses as it is edited: exactly one is the main one as long as there is any. */
export interface Listed {
  diag_code: string
  diag_name: string
  main: boolean
}
type List = StayDiagnosis[]

const TYPES = ['1', '2', '3']
/** 入院病情: 有, 临床未确定, 情况不明, 无 */
const CONDS = ['1', '2', '3', '4']

export function addDiagnosis(list: List, diag_code: string, diag_name: string): List {
  return append(list, { diag_code, diag_name, diag_type: '1', main: false, adm_cond: '1' })
}

/** The same one is not listed twice. */
export function append<T extends Listed>(list: T[], one: T): T[] {
  return list.some(({ diag_code }) => diag_code === one.diag_code) ? list : withMain([...list, one])
}

export function removeDiagnosis<T extends Listed>(list: T[], at: number): T[] {
  return withMain(list.filter((_, i) => i !== at))
}

/** The main one comes first: the centre sorts by the number on the list. */
export function makeMain<T extends Listed>(list: T[], at: number): T[] {
  const main = list[at]
  if (!main) return list
  const rest = list.filter((_, i) => i !== at).map((d) => ({ ...d, main: false }))
  return [{ ...main, main: true }, ...rest]
}

export function turnType(list: List, at: number): List {
  return list.map((d, i) => (i === at ? { ...d, diag_type: after(TYPES, d.diag_type) } : d))
}

export function turnCond(list: List, at: number): List {
  return list.map((d, i) => (i === at ? { ...d, adm_cond: after(CONDS, d.adm_cond ?? '') } : d))
}

function after(codes: readonly string[], code: string): string {
  return codes[(codes.indexOf(code) + 1) % codes.length]!
}

function withMain<T extends Listed>(list: T[]): T[] {
  if (list.length === 0 || list.some((d) => d.main)) return list
  return list.map((d, i) => ({ ...d, main: i === 0 }))
}

/** As the channels take them: nothing but their own fields. */
export function diagnosesArgs(list: List) {
  return list.map((d) => ({
    diag_code: d.diag_code,
    diag_name: d.diag_name,
    diag_type: d.diag_type as '1' | '2' | '3',
    main: d.main,
    ...(d.adm_cond ? { adm_cond: d.adm_cond } : {}),
  }))
}
