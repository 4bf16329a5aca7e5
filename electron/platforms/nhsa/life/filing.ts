import type { Life } from '../../port.ts'
import { harmlessToRepeat, withdrawal } from './common.ts'

/** Filings: _lifecycle.md, last table. The same message again tells the number of the filing that stands. */
export const filing: Record<string, Life> = {
  '2501': harmlessToRepeat,
  '2501A': harmlessToRepeat,
  '2502': withdrawal,
  '2503': harmlessToRepeat,
  '2504': withdrawal,
  '2505': harmlessToRepeat,
  '2506': withdrawal,
}
