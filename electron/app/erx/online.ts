import { fail, faultOf } from '../../../shared/errors.ts'
import type { His } from '../../his/port.ts'

/** The window under which the HIS holds what the platform was told may be paid online. */
export const ONLINE = '线上支付'

/**
 * Takes bills for a window. One that is held for a payment online is told as such, with what frees it.
 * Throws GuitaiError `conflict`, as His.claim does.
 */
export async function claimAtWindow(
  his: His,
  billIds: string[],
  holder: Parameters<His['claim']>[1],
): Promise<void> {
  try {
    await his.claim(billIds, holder)
  } catch (error) {
    if (faultOf(error).kind !== 'conflict') throw error
    const bills = await Promise.all(billIds.map((id) => his.bill(id)))
    const online = bills.find((bill) => bill?.state === 'open' && bill.window === ONLINE)
    if (!online) throw error
    fail(
      'conflict',
      `单据 ${online.billId} 已确认线上支付，窗口不能再收`,
      '没有占用任何单据，也没有扣款。',
      '请患者在手机上付完；不在线上付了，请医保办在“处方流转”的“平台来电”里放行。',
    )
  }
}
