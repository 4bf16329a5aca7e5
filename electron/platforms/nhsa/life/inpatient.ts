import type { JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { Life, Reply, Verdict } from '../../port.ts'
import type { NhsaConfig } from '../config.ts'
import {
  details,
  harmlessToRepeat,
  momentOf,
  refund,
  refusedQuestion,
  reverse,
  settlement,
  visitRecord,
  withdrawal,
  yes,
} from './common.ts'

const DAY_ms = 86_400_000

/** The inpatient stay: _lifecycle.md, second table. */
export function inpatient(config: NhsaConfig): Record<string, Life> {
  const undoAdmission = reverse('2401', config)
  return {
    '2401': {
      ask: { by: 'query', infno: '5303', input: aroundAdmission, judge: judgeAdmission },
      undo: undoAdmission,
      // a second admission is refused while one stands anywhere: a belief in its absence has to be sure
      confirmAbsence: undoAdmission !== null,
      doubleStands: true,
      absentIsDone: false,
      record: visitRecord(
        (txn) => {
          const { ipt_no = '', med_type = '' } = node(txn.input, 'mdtrtinfo') ?? {}
          return { ipt_otp_no: ipt_no, window: { ...aroundAdmission(txn).data, med_type } }
        },
        (_txn, mdtrt_id) => ({ result: { mdtrt_id, exp_content: '' } }),
      ),
    },
    '2402': { ...harmlessToRepeat, undo: { infno: '2405', input: undoDischarge } },
    '2403': harmlessToRepeat,
    '2404': withdrawal,
    '2405': withdrawal,
    '2301': details(config, { infno: '2302', input: withdrawLines }),
    '2302': withdrawal,
    '2304': settlement('2304', config),
    '2304A': settlement('2304A', config),
    '2305': refund('2305', config),
  }
}

/** 5303 asks for the time of admission; the message in doubt says when that was. */
function aroundAdmission(txn: Txn): { data: JsonObject } {
  const at = momentOf(node(txn.input, 'mdtrtinfo')?.begntime, txn.createdAt)
  return {
    data: { psn_no: txn.psnNo, begntime: datetime(at - DAY_ms), endtime: datetime(at + DAY_ms) },
  }
}

function judgeAdmission(txn: Txn, reply: Reply): Verdict {
  if (reply.is !== 'ok') return refusedQuestion(reply)
  const { ipt_no, insutype } = node(txn.input, 'mdtrtinfo') ?? {}
  // a query that lags may still show the admission that a change of insurance has taken back
  const found = rows(reply.output as JsonObject, 'data').find(
    (r) => r.ipt_otp_no === ipt_no && (r.insutype ?? insutype) === insutype,
  )
  return found ? yes({ result: { mdtrt_id: found.mdtrt_id ?? null, exp_content: '' } }) : { v: 'no' }
}

function undoDischarge(txn: Txn): JsonObject {
  return { data: { mdtrt_id: node(txn.input, 'dscginfo')?.mdtrt_id ?? '', psn_no: txn.psnNo } }
}

function withdrawLines(txn: Txn): JsonObject {
  return {
    data: rows(txn.input, 'feedetail').map(({ feedetl_sn = '', mdtrt_id = '' }) => ({
      ...{ feedetl_sn, mdtrt_id },
      psn_no: txn.psnNo,
    })),
  }
}
