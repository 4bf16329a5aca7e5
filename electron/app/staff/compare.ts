import type { DeptDiff, StaffDiff } from '../../../shared/api/staff.ts'
import type { Contract, Field, FieldFault, Json, JsonObject } from '../../../shared/contract.ts'

/** Departments of the house and of the centre, side by side by hosp_dept_codg; those with something to do first. */
export function compareDepts(
  here: readonly JsonObject[],
  there: readonly JsonObject[],
  contract: Contract,
  faultsOf: (dept: JsonObject) => FieldFault[],
): DeptDiff[] {
  const fields = contract.input[0]!.fields
  const known = new Map(there.map((dept) => [textOf(dept.hosp_dept_codg), dept]))
  const own = here.map((dept): DeptDiff => {
    const code = textOf(dept.hosp_dept_codg)
    const other = known.get(code)
    known.delete(code)
    const differs = other ? differing(fields, dept, other) : []
    const state = !other ? 'here' : differs.length > 0 ? 'differs' : 'same'
    const faults = state === 'same' ? [] : faultsOf(dept).map((fault) => fault.message)
    return {
      code,
      name: textOf(dept.hosp_dept_name),
      caty: textOf(dept.caty),
      state,
      differs,
      faults,
      at: '',
    }
  })
  const only = [...known].map(
    ([code, dept]): DeptDiff => ({
      code,
      name: textOf(dept.hosp_dept_name),
      caty: textOf(dept.caty),
      state: 'there',
      differs: [],
      faults: [],
      at: textOf(dept.begntime),
    }),
  )
  return [...own, ...only].sort((a, b) => RANK[a.state] - RANK[b.state] || a.code.localeCompare(b.code))
}

const RANK: Record<DeptDiff['state'], number> = { differs: 0, here: 1, there: 2, same: 3 }

/** What a field says, blanks and 00:00:00 aside: centres write a day with and without its time. */
const textOf = (value: Json | undefined): string => {
  if (value === null || value === undefined) return ''
  return String(value)
    .trim()
    .replace(/ 00:00:00$/, '')
}

function differing(fields: readonly Field[], here: JsonObject, there: JsonObject): DeptDiff['differs'] {
  return fields
    .map(({ name, label }) => ({ name, label, here: textOf(here[name]), there: textOf(there[name]) }))
    .filter((each) => each.here !== each.there)
}

/** Medical staff of the house against the centre's register, which hospitals cannot write: what a person has to do. */
export function compareStaff(
  here: readonly JsonObject[],
  there: readonly JsonObject[],
  today: string,
  typeLabel: (type: string) => string,
): StaffDiff[] {
  const byCode = new Map(there.map((person) => [textOf(person.prac_psn_code), person]))
  const byCertno = new Map(there.map((person) => [textOf(person.certno), person]))
  const own = here.map((person): StaffDiff => {
    const code = textOf(person.prac_psn_code)
    const other = byCode.get(code)
    const alias = other ? undefined : byCertno.get(textOf(person.certno) || '-')
    byCode.delete(textOf((other ?? alias)?.prac_psn_code))
    const [what, todo] = alias ? misnamed(code, textOf(alias.prac_psn_code)) : verdict(person, other, today)
    const state = what === '' ? 'same' : other || alias ? 'differs' : 'here'
    return { ...headOf(person, typeLabel), code, state, what, todo }
  })
  const only = [...byCode].map(([code, person]): StaffDiff => {
    const ended = hasEnded(person, today)
    return {
      ...headOf(person, typeLabel),
      code,
      state: ended ? 'same' : 'there',
      what: ended ? '' : '中心有，HIS 没有',
      todo: ended ? '' : '已离职的请到经办机构办理注销；在职的请在 HIS 登记编码。',
    }
  })
  const rank = (diff: StaffDiff) => (diff.state === 'same' ? 1 : 0)
  return [...own, ...only].sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code))
}

function headOf(person: JsonObject, typeLabel: (type: string) => string) {
  const type = textOf(person.prac_psn_type)
  return { name: textOf(person.prac_psn_name), type: typeLabel(type), dept_code: textOf(person.dept_code) }
}

const hasEnded = (person: JsonObject, today: string) => {
  const end = textOf(person.endtime).slice(0, 10)
  return end !== '' && end < today
}

/** The centre knows the same document number under a code of its own. */
function misnamed(here: string, there: string): [what: string, todo: string] {
  const what = here ? `编码不一致，中心为 ${there}` : `HIS 没有登记编码，中心为 ${there}`
  return [what, `请核对后在 HIS 登记编码 ${there}。`]
}

function verdict(
  person: JsonObject,
  other: JsonObject | undefined,
  today: string,
): [what: string, todo: string] {
  if (textOf(person.prac_psn_code) === '')
    return [
      '没有国家医保编码',
      '请本人在国家医保信息业务编码平台申领，再在 HIS 登记；没有编码不能出现在费用明细里。',
    ]
  if (!other) return ['中心没有这个编码', '请核对 HIS 里的编码；编码无误的请到经办机构登记为本院人员。']
  if (hasEnded(other, today)) return ['中心已停用', '请到经办机构恢复，或在 HIS 停用。']
  const name = textOf(other.prac_psn_name)
  if (name !== textOf(person.prac_psn_name))
    return [`姓名不一致，中心为“${name}”`, '请核对身份证，改正 HIS，或到经办机构变更。']
  if (textOf(other.prac_psn_type) !== textOf(person.prac_psn_type))
    return ['人员类别不一致', '请核对执业证，改正 HIS，或到经办机构变更。']
  return ['', '']
}
