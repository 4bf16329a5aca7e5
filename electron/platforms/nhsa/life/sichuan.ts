import type { Life } from '../../port.ts'
import { harmlessToRepeat, withdrawal } from './common.ts'

/**
 * Sichuan's extension. The family's payment (SCX-0202) is money, and the same message again tells: one
 * settlement can be paid for once, so "double" means that ours stands, if without its number. Withdrawals are
 * done where there is nothing left to withdraw.
 */
export const sichuan: Record<string, Life> = {
  'SCX-0202': harmlessToRepeat,
  'SCX-0203': withdrawal,
  'SCX-0303': withdrawal,
  'SCX-0403': withdrawal,
  'SCX-0503': withdrawal,
  'SCX-0701': harmlessToRepeat,
  'SCX-0702': withdrawal,
  'SCX-0802': harmlessToRepeat,
}
