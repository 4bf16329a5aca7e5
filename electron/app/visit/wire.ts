import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, sum, yuanNumber } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Visit } from '../../../shared/visit.ts'
import { certOf, identityOf } from '../encounter.ts'
import type { TraceCode } from './deps.ts'

/** The inputs of 2201…2208 as a visit fills them. `remote`: the patient is insured elsewhere. */
export function registration(visit: Visit, remote: boolean): JsonObject {
  return {
    data: {
      psn_no: visit.person!.psn_no,
      insutype: visit.insu!.insutype,
      begntime: datetime(visit.openedAt),
      ...certOf(visit),
      ...identityOf(visit, remote),
      ipt_otp_no: visit.ipt_otp_no,
      atddr_no: visit.doctor!.atddr_no,
      dr_name: visit.doctor!.dr_name,
      dept_code: visit.dept!.dept_code,
      dept_name: visit.dept!.dept_name,
      caty: visit.dept!.caty,
    },
  }
}

export function diagnosisUpload(visit: Visit): JsonObject {
  return {
    mdtrtinfo: {
      mdtrt_id: visit.mdtrt_id,
      psn_no: visit.person!.psn_no,
      med_type: visit.med_type,
      begntime: datetime(visit.openedAt),
      main_cond_dscr: '',
      dise_codg: visit.dise_codg ?? '',
      dise_name: visit.dise_name ?? '',
    },
    diseinfo: mainFirst(visit).map((d, index) => ({
      diag_type: d.diag_type,
      diag_srt_no: index + 1,
      diag_code: d.diag_code,
      diag_name: d.diag_name,
      diag_dept: visit.dept!.dept_name,
      dise_dor_no: visit.doctor!.atddr_no,
      dise_dor_name: visit.doctor!.dr_name,
      diag_time: datetime(visit.openedAt),
      vali_flag: '1',
      maindiag_flag: index === 0 ? '1' : '0',
    })),
  }
}

function mainFirst(visit: Visit) {
  return [...visit.diagnoses].sort((a, b) => Number(b.main) - Number(a.main))
}

/** 收费批次号: a new one whenever details were withdrawn before. */
export function batchNo(visit: Visit): string {
  return `${visit.ipt_otp_no}B${visit.batch}`
}

/** The serial that a line travels under: digits only, at most 15 (Hunan's rule), new for each batch. */
export function wireSn(visit: Visit, feedetl_sn: string): string {
  return String(visit.batch * 100_000 + Number(feedetl_sn))
}

export function detailUpload(visit: Visit): JsonObject {
  return {
    feedetail: visit.lines.map((line) => ({
      feedetl_sn: wireSn(visit, line.feedetl_sn),
      mdtrt_id: visit.mdtrt_id,
      psn_no: visit.person!.psn_no,
      chrg_bchno: batchNo(visit),
      dise_codg: visit.dise_codg ?? '',
      rxno: line.rxno ?? '',
      rx_circ_flag: '0',
      fee_ocur_time: datetime(visit.openedAt),
      med_list_codg: line.med_list_codg,
      medins_list_codg: line.medins_list_codg,
      det_item_fee_sumamt: yuanNumber(line.amountFen),
      cnt: Number(line.cnt),
      pric: Number(line.pric),
      bilg_dept_codg: visit.dept!.dept_code,
      bilg_dept_name: visit.dept!.dept_name,
      bilg_dr_codg: visit.doctor!.atddr_no,
      bilg_dr_name: visit.doctor!.dr_name,
      hosp_appr_flag: line.hosp_appr_flag,
    })),
  }
}

export function presettlement(visit: Visit, remote: boolean): JsonObject {
  return { data: settling(visit, remote) }
}

/** `codes`: of sites that settle by trace codes; elsewhere the node must not be sent. Source: 2207 rules. */
export function settlement(visit: Visit, remote: boolean, codes: readonly TraceCode[] = []): JsonObject {
  const amounts = visit.presettle!
  const drug_trac_info = codes.map(({ feedetl_sn, ...code }) => ({
    feedetl_sn: wireSn(visit, feedetl_sn),
    ...code,
  }))
  return {
    data: {
      ...settling(visit, remote),
      invono: '',
      fulamt_ownpay_amt: yuanNumber(amounts.fulamt_ownpay_amt),
      overlmt_selfpay: yuanNumber(amounts.overlmt_selfpay),
      preselfpay_amt: yuanNumber(amounts.preselfpay_amt),
      inscp_scp_amt: yuanNumber(amounts.inscp_scp_amt),
    },
    ...(drug_trac_info.length > 0 ? { drug_trac_info } : {}),
  }
}

function settling(visit: Visit, remote: boolean): JsonObject {
  return {
    psn_no: visit.person!.psn_no,
    ...certOf(visit),
    ...identityOf(visit, remote),
    med_type: visit.med_type,
    medfee_sumamt: yuanNumber(totalOf(visit)),
    psn_setlway: '01',
    mdtrt_id: visit.mdtrt_id,
    chrg_bchno: visit.chrg_bchno,
    acct_used_flag: visit.acct_used_flag,
    insutype: visit.insu!.insutype,
  }
}

export function refundInput(visit: Visit): JsonObject {
  const { setl_id } = visit.settlement!
  return { data: { setl_id, mdtrt_id: visit.mdtrt_id, psn_no: visit.person!.psn_no } }
}

export function withdrawDetails(visit: Visit): JsonObject {
  return { data: { mdtrt_id: visit.mdtrt_id, chrg_bchno: '0000', psn_no: visit.person!.psn_no } }
}

export function unregister(visit: Visit): JsonObject {
  return {
    data: { psn_no: visit.person!.psn_no, mdtrt_id: visit.mdtrt_id, ipt_otp_no: visit.ipt_otp_no },
  }
}

export function totalOf(visit: Visit): Fen {
  return sum(visit.lines.map((line) => line.amountFen))
}
