import type { ApiOutput } from '../../../shared/ipc.ts'
import type { Option } from './option.tsx'

export type Departments = ApiOutput<'catalogue.departments'>

/** Their order in the HIS stays within each kind. */
export function departmentOptions(found: Departments, first: 'ward' | 'clinic'): Option[] {
  const own = found.filter((d) => d.inpatient === (first === 'ward'))
  const others = found.filter((d) => d.inpatient !== (first === 'ward'))
  return [...own, ...others].map((d) => ({ code: d.dept_code, name: d.dept_name, py: d.py }))
}
