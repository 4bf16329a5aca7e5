import { z } from 'zod'

/** Operators, login, lock. The first start makes an administrator with a chosen password. */
const opter = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[\w-]+$/, '工号只能用字母、数字、下划线和短横线')
const password = z.string().min(8, '密码至少 8 位').max(128)
const role = z.enum(['admin', 'supervisor', 'cashier', 'office', 'pharmacist'])
const none = z.object({}).strict()

export const authInputs = {
  /** whether an administrator has to be made first, and who is logged in on this face */
  'auth.state': none,
  'auth.setup': z.object({ opter, opterName: z.string().trim().min(1).max(50), password }).strict(),
  'auth.login': z
    .object({ opter: z.string().trim().min(1).max(20), password: z.string().min(1).max(128) })
    .strict(),
  'auth.logout': none,
  'auth.lock': none,
  'auth.unlock': z.object({ password: z.string().min(1).max(128) }).strict(),
  'auth.changePassword': z.object({ old: z.string().min(1).max(128), password }).strict(),
  'auth.operators': none,
  'auth.saveOperator': z
    .object({
      opter,
      opterName: z.string().trim().min(1).max(50),
      role,
      disabled: z.boolean(),
      password: password.optional(),
    })
    .strict(),
  'auth.audit': z
    .object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(100) })
    .strict(),
  'auth.auditVerify': none,
}

export interface OperatorView {
  opter: string
  opterName: string
  role: z.output<typeof role>
  disabled: boolean
  lockedUntil: number | null
}

export interface AuthState {
  needsSetup: boolean
  operator: { opter: string; opterName: string; role: z.output<typeof role> } | null
  locked: boolean
  idleLock_ms: number
}

export interface AuditView {
  seq: number
  at: number
  actor: string
  action: string
  subject: string
  detail: string
}

export interface AuthOutputs {
  'auth.state': AuthState
  'auth.setup': AuthState
  'auth.login': AuthState
  'auth.logout': AuthState
  'auth.lock': AuthState
  'auth.unlock': AuthState
  'auth.changePassword': AuthState
  'auth.operators': OperatorView[]
  'auth.saveOperator': OperatorView[]
  'auth.audit': AuditView[]
  'auth.auditVerify': { rows: number; brokenAt: number | null }
}
