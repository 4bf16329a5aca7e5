import type { Template } from '../template.ts'
import { REFUND_A5, SELFPAY_A5, SLIP_A5 } from './a5.ts'
import { REFUND_80, SELFPAY_80, SLIP_80 } from './roll.ts'
import { SHIFT_A4 } from './shift.ts'

/** The templates that come with the product. A site's own file of the same name goes before it. */
export const BUILT_IN: Record<string, Template> = {
  'slip-80': SLIP_80,
  'refund-80': REFUND_80,
  'selfpay-80': SELFPAY_80,
  'slip-a5': SLIP_A5,
  'refund-a5': REFUND_A5,
  'selfpay-a5': SELFPAY_A5,
  'shift-a4': SHIFT_A4,
}
