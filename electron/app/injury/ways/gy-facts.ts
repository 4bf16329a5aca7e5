import type { InjuryCase, InjuryKind, InjuryLine } from '../../../../shared/injury.ts'
import type { Fen } from '../../../../shared/money.ts'
import type { WayDeps } from '../way.ts'

/** What of the site every message of this family says again. */
export interface GyFacts {
  /** gy_inst_type of the institution */
  inst_type: '1' | '2' | '3'
  /** 就医地行政区划代码 */
  aab299: string
  /** 就医地经办机构代码 */
  yab600: string
}

/** How a line is shared, and rs_marktype where the patient has a part. */
export interface Shared {
  fund: Fen
  own: Fen
  marktype: string
}

export interface GyDeps extends WayDeps {
  facts: GyFacts
  /** the site's own rule instead of `shareOf` */
  share?(line: InjuryLine): Shared
}

/** gy_inst_type */
const MEDICAL = '1'
const DEVICES = '3'

/**
 * A device is settled by the filing for device institutions, a stay by that of the institution itself; one that is
 * a device institution alone has no stays.
 */
export const instTypeOf = ({ inst_type }: GyFacts, kind: InjuryKind): string =>
  kind === 'device' ? DEVICES : inst_type === DEVICES ? MEDICAL : inst_type

/** rs_akc191 */
const TREATMENT = '7'
const REHABILITATION = '4'
const DEVICE = '5'

export const treatOf = ({ inst_type }: GyFacts, of: Pick<InjuryCase, 'kind' | 'treat'>): string =>
  of.kind === 'device' ? DEVICE : of.treat || (inst_type === '2' ? REHABILITATION : TREATMENT)

/** gy_setl_kind */
export const setlKindOf = (facts: GyFacts, of: Pick<InjuryCase, 'kind' | 'treat'>): string => {
  const treat = treatOf(facts, of)
  return treat === DEVICE ? '3' : treat === REHABILITATION ? '2' : '1'
}
