import type { Life } from '../../port.ts'
import { harmlessToRepeat, plain, withdrawal } from './common.ts'

/**
 * Records: the same message again is refused as "double" where ours stands. The first time that word is about
 * somebody else's record, or an older one, and no yes.
 */
const record: Life = { ...harmlessToRepeat, doubleStands: false }

/**
 * The family's payment is money. The same message again is answered with ours, or it tells nothing: "double" may
 * be a payment by another way, or our own that a line has delivered twice, on the first try as on any; and any
 * other refusal may come of an account that ours has emptied. Then a person decides.
 */
const payment: Life = {
  ...record,
  doubleStands: true,
  confirmAbsence: true,
  ask: {
    by: 'resend',
    judge: (_txn, reply) =>
      reply.is === 'refused' && reply.sort === 'double'
        ? { v: 'cannot', why: `中心回答已办理过，但不知道是不是这一笔：${reply.message}` }
        : plain(reply),
  },
}

/** Sichuan's extension. Withdrawals are done where there is nothing left to withdraw. */
export const sichuan: Record<string, Life> = {
  'SCX-0202': payment,
  'SCX-0203': withdrawal,
  'SCX-0301': record,
  'SCX-0303': withdrawal,
  'SCX-0401': record,
  'SCX-0403': withdrawal,
  'SCX-0501': record,
  'SCX-0503': withdrawal,
  'SCX-0701': record,
  'SCX-0702': withdrawal,
  'SCX-0801': record,
  'SCX-0802': harmlessToRepeat,
}
