import { expect, test } from 'vitest'
import { departmentOptions } from './departments.ts'

const found = [
  { dept_code: '0201', dept_name: '呼吸内科门诊', caty: 'A03.01', py: 'hxnkmz', inpatient: false },
  { dept_code: '0202', dept_name: '消化内科门诊', caty: 'A03.02', py: 'xhnkmz', inpatient: false },
  { dept_code: '1201', dept_name: '呼吸内科病区', caty: 'A03.01', py: 'hxnkbq', inpatient: true },
]

test('wards come first where somebody is admitted, outpatient departments where somebody visits', () => {
  const codes = (first: 'ward' | 'clinic') => departmentOptions(found, first).map(({ code }) => code)
  expect(codes('ward')).toEqual(['1201', '0201', '0202'])
  expect(codes('clinic')).toEqual(['0201', '0202', '1201'])
})
