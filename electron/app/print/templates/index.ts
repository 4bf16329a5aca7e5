import type { Template } from '../template.ts'
import { REFUND_A5, SELFPAY_A5, SLIP_A5 } from './a5.ts'
import { INJURY_CLEARING_A4 } from './clearing.ts'
import { DEPOSIT_58, DEPOSIT_80, DEPOSIT_241 } from './deposit.ts'
import { FEE_CLASS_A4, FEE_DAY_A4 } from './fees.ts'
import { INJURY_BILL_A4, INJURY_FEES_A4, INJURY_SLIP_80 } from './injury.ts'
import { narrow } from './narrow.ts'
import { PLATFORM_A4 } from './platform.ts'
import { CLOSING_A4, RECONCILE_A4 } from './reconcile.ts'
import { REFUND_80, SELFPAY_80, SLIP_80 } from './roll.ts'
import { SHIFT_A4 } from './shift.ts'
import { STAY_BILL_A4, STAY_BILL_A5 } from './stay-bill.ts'

/** The templates that come with the product; a site's templates.json overrides them by name. */
export const BUILT_IN: Record<string, Template> = {
  'slip-80': SLIP_80,
  'refund-80': REFUND_80,
  'selfpay-80': SELFPAY_80,
  'slip-58': narrow(SLIP_80),
  'refund-58': narrow(REFUND_80),
  'selfpay-58': narrow(SELFPAY_80),
  'slip-a5': SLIP_A5,
  'refund-a5': REFUND_A5,
  'selfpay-a5': SELFPAY_A5,
  'stay-bill-a4': STAY_BILL_A4,
  'stay-bill-a5': STAY_BILL_A5,
  'fee-day-a4': FEE_DAY_A4,
  'fee-class-a4': FEE_CLASS_A4,
  'deposit-80': DEPOSIT_80,
  'deposit-58': DEPOSIT_58,
  'deposit-241': DEPOSIT_241,
  'shift-a4': SHIFT_A4,
  'reconcile-a4': RECONCILE_A4,
  'closing-a4': CLOSING_A4,
  'platform-a4': PLATFORM_A4,
  'injury-slip-80': INJURY_SLIP_80,
  'injury-slip-58': narrow(INJURY_SLIP_80),
  'injury-bill-a4': INJURY_BILL_A4,
  'injury-fees-a4': INJURY_FEES_A4,
  'injury-clearing-a4': INJURY_CLEARING_A4,
}
