import type { ContractKind } from '../../../../shared/contract.ts'
import type { Life } from '../../port.ts'
import type { NhsaConfig } from '../config.ts'
import { harmlessToRepeat, NOTHING_KNOWN } from './common.ts'
import { filing } from './filing.ts'
import { inpatient } from './inpatient.ts'
import { office } from './office.ts'
import { outpatient } from './outpatient.ts'
import { sichuan } from './sichuan.ts'

export { isMsgid, settledShape } from './common.ts'

/**
 * Which question answers for which code, and what takes it back. Source: contracts/nhsa/_lifecycle.md,
 * table "Did it happen?". A business area is one file of this folder.
 */
export function lives(config: NhsaConfig): (code: string, kind: ContractKind) => Life {
  const table: Record<string, Life> = {
    ...outpatient(config),
    ...inpatient(config),
    ...filing,
    ...office(config),
    ...sichuan,
  }
  return (code, kind) => table[code] ?? (kind === 'upload' ? harmlessToRepeat : NOTHING_KNOWN)
}
