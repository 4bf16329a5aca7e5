import type { JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { Life, Reply, Verdict } from '../../port.ts'
import type { NhsaConfig } from '../config.ts'
import {
  details,
  harmlessToRepeat,
  input,
  momentOf,
  refund,
  refusedQuestion,
  settlement,
  visitRecord,
  withdrawal,
  yes,
} from './common.ts'

const DAY_ms = 86_400_000

/** The outpatient visit: _lifecycle.md, first table. */
export function outpatient(config: NhsaConfig): Record<string, Life> {
  return {
    '2201': {
      ask: { by: 'query', infno: '5201', input: visitWindow, judge: judgeRegistration },
      undo: null,
      confirmAbsence: false,
      doubleStands: true,
      absentIsDone: false,
      record: visitRecord(
        (txn) => ({ ipt_otp_no: input(txn).ipt_otp_no ?? '', window: visitWindow(txn).data }),
        registered,
      ),
    },
    '2202': withdrawal,
    '2203': harmlessToRepeat,
    '2203A': harmlessToRepeat,
    '2204': details(config, { infno: '2205', input: withdrawBatch }),
    '2205': withdrawal,
    '2207': settlement('2207', config),
    '2207A': settlement('2207A', config),
    '2208': refund('2208', config),
    '2601': harmlessToRepeat,
  }
}

function withdrawBatch(txn: Txn): JsonObject {
  const first = rows(txn.input, 'feedetail')[0] ?? {}
  return { data: { mdtrt_id: first.mdtrt_id ?? '', chrg_bchno: first.chrg_bchno ?? '', psn_no: txn.psnNo } }
}

/** 5201 asks for the time of the visit, which may lie days before the message: a visit may be left open. */
function visitWindow(txn: Txn): { data: JsonObject } {
  const { createdAt } = txn
  const began = momentOf(input(txn).begntime, createdAt)
  return {
    data: {
      psn_no: txn.psnNo,
      begntime: datetime(Math.min(began, createdAt) - DAY_ms),
      endtime: datetime(Math.max(began, createdAt) + DAY_ms),
      med_type: txn.local.med_type ?? '11',
      mdtrt_id: '',
    },
  }
}

function judgeRegistration(txn: Txn, reply: Reply): Verdict {
  if (reply.is !== 'ok') return refusedQuestion(reply)
  const ipt_otp_no = input(txn).ipt_otp_no
  const found = rows(reply.output as JsonObject, 'mdtrtinfo').find((r) => r.ipt_otp_no === ipt_otp_no)
  return found ? yes(registered(txn, String(found.mdtrt_id ?? ''))) : { v: 'no' }
}

const registered = (txn: Txn, mdtrt_id: string): JsonObject => ({
  data: { mdtrt_id, psn_no: txn.psnNo, ipt_otp_no: input(txn).ipt_otp_no ?? '' },
})
