import type { FieldFault } from '../../../shared/contract.ts'
import type { Journal } from '../../journal/port.ts'
import { asDoc, type Doc, holdsAt, KIND } from './model.ts'

/** What a charge says of its item. */
export interface Charged {
  medins_list_codg: string
  med_list_codg: string
  name: string
}

export interface Passed {
  /** what an item goes up under, by medins_list_codg: where the HIS does not say, its mapping does */
  codes: ReadonlyMap<string, string>
  /** one of each item that may not go up; `path` is mapping. and its code */
  faults: readonly FieldFault[]
}

/** Looks whether charges may go up on a day (yyyy-MM-dd): one indexed read, whatever the number of lines. */
export type MappingGuard = (lines: readonly Charged[], day: string) => Promise<Passed>

export const MAPPING_PATH = 'mapping.'

export interface GuardDeps {
  journal: Pick<Journal, 'docs'>
  /** all: without a valid mapping nothing goes up; known: only what is known to be bad stays; off */
  charges: 'all' | 'known' | 'off'
  /** what must have happened before the first look */
  ready(): Promise<void>
}

export function createGuard({ journal, charges, ready }: GuardDeps): MappingGuard {
  return async (lines, day) => {
    if (charges === 'off' || lines.length === 0) return { codes: new Map(), faults: [] }
    await ready()
    const items = new Map(lines.map((line) => [line.medins_list_codg, line]))
    const ids = [...items.keys()]
    const docs = (await journal.docs({ kind: KIND, ids, order: 'id', limit: ids.length })).map(asDoc)
    const known = new Map(docs.map((doc) => [doc.id, doc]))
    const codes = new Map<string, string>()
    const faults: FieldFault[] = []
    for (const line of items.values()) {
      const doc = known.get(line.medins_list_codg)
      const why = whyNot(line, doc, day, charges)
      if (why) faults.push(faultOf(line, why))
      else if (doc?.data.stands) codes.set(doc.id, doc.data.stands.med_list_codg)
    }
    return { codes, faults }
  }
}

function whyNot(line: Charged, doc: Doc | undefined, day: string, charges: 'all' | 'known'): string | null {
  const { stands = null, wanted = null } = doc?.data ?? {}
  if (!doc || (!stands && !wanted)) return charges === 'all' ? '还没有目录对照' : null
  if (holdsAt(stands, day)) {
    const other = line.med_list_codg !== '' && line.med_list_codg !== stands?.med_list_codg
    return other ? `HIS 的编码 ${line.med_list_codg} 与对照的 ${stands?.med_list_codg} 不同` : null
  }
  if (stands) return `目录对照的有效期是 ${stands.begndate} 至 ${stands.enddate}`
  if (doc.state === 'review' && charges === 'known') return null
  const why = { none: '还没有目录对照', review: '目录对照还没有审核', withdrawn: '目录对照已撤销' }
  return why[doc.state as keyof typeof why] ?? '目录对照还没有传到中心'
}

function faultOf({ medins_list_codg, name }: Charged, why: string): FieldFault {
  const message = `“${name}”（${medins_list_codg}）${why}，不能随医保上传`
  return { path: `${MAPPING_PATH}${medins_list_codg}`, label: '目录对照', rule: 'missing', message }
}
