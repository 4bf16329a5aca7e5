import type { JsonObject } from '../../../shared/contract.ts'
import { node, type Split } from '../../../shared/settlement.ts'
import type { Insurance, Person } from '../../../shared/visit.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import { clearingOf, settlementRow, sound, soundRefund } from '../ledger.ts'

/** What travels with a message of the rehearsal that moves money. */
export interface Booking {
  runId: string
  mdtrt_id: string
  insutype: string
  med_type: string
  psn_no: string
  /** of a refund: what it takes back */
  original?: Split & { setl_id: string; clr_type: string; clr_optins: string }
}

/**
 * The rehearsal's settlements and refunds stand in the counter's ledger as in the centre's, so that the day agrees;
 * in no shift, for nobody took money.
 */
export function acceptanceEffects(mulaidApart: boolean): Effects {
  const effect =
    (refund: boolean): Effect =>
    ({ txn, outcome, output, now }) => {
      if (outcome !== 'settled') return []
      const booking = txn.local as unknown as Booking
      const setlinfo: JsonObject = node(output, 'setlinfo') ?? {}
      const { original } = booking
      const split =
        refund && original ? soundRefund(setlinfo, mulaidApart, original) : sound(setlinfo, mulaidApart)
      const told = clearingOf(setlinfo)
      const facts = {
        ...{ setl_id: String(setlinfo.setl_id), msgid: txn.msgid, shiftId: null, now },
        setl_time: String(setlinfo.setl_time ?? ''),
        clr_type: told.clr_type || (original?.clr_type ?? ''),
        clr_optins: told.clr_optins || (original?.clr_optins ?? ''),
      }
      const of = {
        encounterId: `acceptance:${booking.runId}`,
        mdtrt_id: booking.mdtrt_id,
        med_type: booking.med_type,
        person: { psn_no: booking.psn_no } as Person,
        insu: { insutype: booking.insutype } as Insurance,
      }
      return [settlementRow(of, split, facts, original?.setl_id ?? null)]
    }
  return new Map([
    ['acceptance.settle', effect(false)],
    ['acceptance.refund', effect(true)],
  ])
}
