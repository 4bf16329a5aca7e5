import type { Life } from '../../port.ts'
import type { NhsaConfig } from '../config.ts'
import { harmlessToRepeat, NOTHING_KNOWN, refund, reverse, withdrawal } from './common.ts'

/**
 * What the hospital's offices send: mapping, departments, goods, settlement lists, self-pay stays,
 * prescriptions; and the pharmacy's own settlement. Source: contracts/nhsa/_lifecycle.md, last rows of "Did it
 * happen?": the same message again under its serial tells; of a withdrawal "not there" means that it is done.
 */
export function office(config: NhsaConfig): Record<string, Life> {
  return {
    '2102': { ...NOTHING_KNOWN, undo: reverse('2102', config), confirmAbsence: true, doubleStands: true },
    '2103': refund('2103', config),
    '3302': withdrawal,
    '3402': harmlessToRepeat,
    '3403': withdrawal,
    '3507': withdrawal,
    '3507A': withdrawal,
    '4102': harmlessToRepeat,
    '4203': harmlessToRepeat,
    '4204': withdrawal,
    '4206': withdrawal,
    '7101': harmlessToRepeat,
    '7104': withdrawal,
    '7204': harmlessToRepeat,
  }
}
