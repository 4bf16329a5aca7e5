import { call } from '../../bridge.ts'
import { type Departments, departmentOptions } from './departments.ts'

/** A code with its name, as the suggestions of a field list it. */
export interface Option {
  code: string
  name: string
  /** pinyin initials; empty where there are none */
  py: string
}

const MOST = 50

/** Options whose code or initials begin with the text, or whose name holds it; the first few. */
export function matching(options: Option[], text: string): Option[] {
  const want = text.toUpperCase()
  if (!want) return options.slice(0, MOST)
  const hit = (o: Option) =>
    o.code.toUpperCase().startsWith(want) || o.py.toUpperCase().startsWith(want) || o.name.includes(text)
  return options.filter(hit).slice(0, MOST)
}

export const optionRow = (o: Option) => (
  <>
    <b>{o.name}</b>
    <small className="v-num">{o.code}</small>
  </>
)
export const optionKey = (o: Option) => o.code

/** A code table as options, in the table's order. */
export const dictOptions = (values: Record<string, string>): Option[] =>
  Object.entries(values).map(([code, name]) => ({ code, name, py: '' }))

let departments: Promise<Departments> | null = null

/** Departments of the hospital, those of this kind first; asked for once in the life of the page. */
export const findDepartments = (first: 'ward' | 'clinic') => async (text: string) => {
  departments ??= call('catalogue.departments', {})
  departments.catch(() => {
    departments = null
  })
  return matching(departmentOptions(await departments, first), text)
}

/** Doctors of one department, or of all. */
export async function findDoctors(text: string, dept_code: string | undefined): Promise<Option[]> {
  const found = await call('catalogue.doctors', dept_code ? { dept_code } : {})
  return matching(
    found.map((d) => ({ code: d.atddr_no, name: d.dr_name, py: d.py })),
    text,
  )
}

/** Diagnoses by code, name or initials; none for an empty text. */
export async function findDiagnoses(text: string): Promise<Option[]> {
  if (!text) return []
  const found = await call('catalogue.diagnoses', { text, limit: 12 })
  return found.map((d) => ({ code: d.diag_code, name: d.diag_name, py: d.py }))
}
