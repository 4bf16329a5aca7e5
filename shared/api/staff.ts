import { z } from 'zod'

/** Departments and staff at the centre (3401–3403, 5101, 5102). */
const codes = z.array(z.string().min(1).max(20)).min(1).max(500)

export const staffInputs = {
  /** the last comparison as it is kept; asks nobody */
  'staff.state': z.object({}).strict(),
  /** the HIS against the centre (5101, 5102), kept */
  'staff.compare': z.object({}).strict(),
  /** 3401 or 3401A of those that only the HIS has; what could not go is told, the others have gone */
  'staff.upload': z.object({ codes }).strict(),
  /** 3402 of one that differs */
  'staff.change': z.object({ code: z.string().min(1).max(20) }).strict(),
  /** 3403 of one that only the centre has */
  'staff.drop': z
    .object({
      code: z.string().min(1).max(20),
      reason: z.string().trim().min(1, '撤销原因不能为空').max(200),
    })
    .strict(),
} as const

export interface DeptDiff {
  code: string
  name: string
  caty: string
  state: 'same' | 'here' | 'there' | 'differs'
  differs: { name: string; label: string; here: string; there: string }[]
  /** what the contract has against the record of the HIS: it cannot go as it is */
  faults: string[]
  /** 开始时间 at the centre, of one that only the centre has */
  at: string
}

export interface StaffDiff {
  code: string
  name: string
  type: string
  dept_code: string
  state: 'same' | 'here' | 'there' | 'differs'
  what: string
  todo: string
}

export interface StaffState {
  /** null: never compared */
  at: number | null
  by: string
  depts: DeptDiff[]
  staff: StaffDiff[]
}

export interface StaffOutputs {
  'staff.state': StaffState
  'staff.compare': StaffState
  'staff.upload': StaffState & { failed: { code: string; why: string }[] }
  'staff.change': StaffState
  'staff.drop': StaffState
}
